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
folder-in-the-way = something else stands there: move it away
folder-gone = the folder is gone: bring it back, or put all files back
folder-emptied = the folder was emptied: bring its files back, or put all files back
