# What the doctor finds; each line stands alone, and a reason may follow.
doctor-agrees = Database, files and index agree: { $problems } problems, { $standards } standards, { $files } files, { $changes } changes.
doctor-differs = { $count ->
    [one] One difference; cahier serve settles what only waits for it.
   *[other] { $count } differences; cahier serve settles what only waits for it.
}
doctor-database-damaged = The database is damaged: { $what }. Restore the last backup beside it and compare.
doctor-copy = A copy from before the tables were changed, of { $at }: { $path }
doctor-copy-damaged = The copy { $path }, made before the tables were changed, is damaged; remove it.
doctor-feed-head = The feed's last entry is { $last } and its head says { $head }.
doctor-feed-holes = The feed has { $count } entries and its head says { $head }: some are missing.
doctor-no-revision = The revision of { $id } that is in force is not there, or is another text.
doctor-no-proposal = { $id } waits for a proposal that does not exist.
doctor-no-member = The feed names { $id }, who is no member.
doctor-idle-fix = The link to code { $id } belongs to no problem and no standard.
doctor-counter-behind = The next number of a { $counter } would be one that is taken.
doctor-card-differs = The card of { $id } does not show the standards that are linked to it.
doctor-other-text = Revision { $revision } of { $id } is not the text that its hash says.
doctor-index-none = There is no search index of this version; cahier serve or cahier reindex builds it.
doctor-index-damaged = A file of the search index is damaged; cahier reindex builds it anew.
doctor-index-ahead = The search index is at { $position } and the feed at { $head }: it belongs to another database; cahier reindex builds it anew.
doctor-index-behind = { $count ->
    [one] The search index has one change to take in.
   *[other] The search index has { $count } changes to take in.
}
doctor-index-lacks = { $id } is not in the search index; cahier reindex builds it anew.
doctor-index-excess = The search index has { $id }, which the database has not; cahier reindex builds it anew.
doctor-index-twice = The search index has { $id } more than once; cahier reindex builds it anew.
doctor-index-other = The search index has another text of { $id } than the database; cahier reindex builds it anew.
doctor-folder-gone = The standards' folder { $path } is gone; nothing in it is touched.
doctor-folder-emptied = The standards' folder { $path } is empty; nothing in it is touched.
doctor-folder-closed = The standards' folder { $path } cannot be looked into.
doctor-file-waiting = { $id } is not written to { $path } yet.
doctor-image-missing = An image that { $id } shows is missing: { $path }
doctor-image-altered = An image that { $id } shows has other bytes than in the book: { $path }
doctor-file-missing = The file of { $id } is missing: { $path }; the standard stays in force.
doctor-file-unreadable = { $path }:{ $line } cannot be taken into the book.
doctor-file-unread = { $path } cannot be taken into the book.
doctor-file-hidden = The file of { $id } cannot be read: { $path }; the standard stays in force.
doctor-why = { $what }: { $why }.
doctor-file-duplicate = { $path } has the number of { $id }, which is the file { $other }; cahier standard renumber gives it another one.
doctor-file-outside = { $path } changed outside and is not taken in yet.
folder-not-written-yet = the server writes it
doctor-git-hindered = What is published is not committed to git.
doctor-git-waiting = { $id } is not committed to git yet: { $path }.
