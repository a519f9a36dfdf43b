# The standards' folder: why a file is left alone, and why a text waits to be written.
folder-is-no-folder = something stands there that is no folder: move it away
folder-not-allowed = the program may not read or write here: give its user the right to
folder-read-only = the file system is read-only: mount it for writing
folder-disk-full = the disk is full: free some space
folder-vanished = it went away while it was being read
folder-fault = the file system says: { $detail }
folder-name-not-utf8 = its name is not UTF-8: rename it
folder-too-deep = folders lie too deep in each other: move it up
folder-link = a link: links are not followed
folder-named-like-a-file = a folder named like a file: rename it
folder-no-plain-file = no plain file
folder-too-long = longer than { $max } kB: split it
folder-waits-for-file = its file cannot be taken in as it is: mend the file, or delete it and put it back
folder-file-empty = nothing is written in it: write its text, or delete the file
folder-unwatched-limit = this user may watch no more folders: raise fs.inotify.max_user_watches and fs.inotify.max_user_instances
folder-in-the-way = something else stands there: move it away
folder-file-missing = no longer in the folder: put it back, or propose to retire the standard
folder-gone = the folder is gone: bring it back, or put all files back
folder-emptied = the folder was emptied: bring its files back, or put all files back

folder-page-waiting = In force, and not written to its file yet: { $why }.
folder-page-some-waiting = { $count ->
    [one] 1 text is in force and not written to its file yet
   *[other] { $count } texts are in force and not written to their files yet
}: { $why }.
folder-page-missing = Its file { $path } is no longer in the folder. It stays in force; put the file back, or propose to retire the standard.
folder-page-some-missing = { $count ->
    [one] 1 file is
   *[other] { $count } files are
} no longer in the folder. Their standards stay in force.
folder-page-unreadable = { $place } is not taken into the book: { $why }. The last good revision stays in force.
folder-page-unreadable-new = { $place } is not taken into the book: { $why }.
folder-page-twice = { $path } has the number { $id }, which is that of { $other }. It is not in the book until it has another one, which cahier standard renumber gives it.
folder-page-unwatched = The standards’ folder is looked at every few seconds, since it cannot be watched: { $why }.
folder-page-read = Read this file
folder-page-ignored = { $path } is left alone: { $why }.
folder-page-gone = The standards’ folder { $path } is gone. The book goes on, and nothing is written until the folder is back.
folder-page-emptied = The standards’ folder { $path } is empty. The book goes on, and nothing is written until its files are back.
folder-page-closed = The standards’ folder { $path } cannot be looked into: { $why }. The book goes on.
twins-title = Files with the number { $id }
twins-lede = Two files have one number. The first one that was seen is in the book; the others are shown here and wait for a number of their own.
twins-renumber = Not in the book yet. In the standards’ folder, this gives it the next free number:
folder-page-image-missing = The image { $path }, which { $id } shows, is no longer in the folder. Put it back, or take it out of the text.
folder-page-image-altered = The image { $path }, which { $id } shows, has other bytes in the folder than in the book. Take that file away and put the image back, or add the other one to the text.
folder-page-put-image-back = Put the image back
folder-page-put-back = Put the file back
folder-page-put-all-back = Put all files back
