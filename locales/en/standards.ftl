# The book, a standard's page, its history, and writing.

## What can be wrong
standard-unknown = There is no { $id }.
standard-no-such-address = There is no standard at this address.
standard-revision-unknown = { $id } has no revision { $revision }.
standard-status-unknown = The status is active, superseded or retired.
standard-read-unknown = What one has read is yes, changed or no.
standard-text-same = This is the text in force already: change something first.
standard-text-nul = The text holds a NUL character: take it out.
standard-number-taken = { $id } is { $path } already: give this file another number with cahier standard renumber.
standard-supersedes-circle = These standards would supersede each other in a circle: { $way }. Take one of them out of “supersedes”.
standard-question-empty = Say what is unclear.
standard-question-long = Say it in { $max } characters or fewer.
standard-question-unknown = This question is not open any more.
standard-question-not-yours = Whoever asked says that it is clear now, or a member.
standard-wording-empty = Say in a few words how people ask for it.
standard-wording-long = Say it in { $max } characters or fewer.
standard-agree-own = Others have to agree to what one wrote oneself.
standard-moved-on = { $id } has moved on to revision { $revision }: read it and decide again.
standard-undo-agreed = { $id } has been agreed to: propose a change instead.
standard-retired-already = { $id } is retired already.
standard-retire-why-missing = Say why it is not needed any more.
standard-retire-why-long = Say it in { $max } characters or fewer.
standard-review-past = Choose a day that is still to come.
standard-review-no-day = “{ $text }” is no day: write it as 2027-05-01.

## The book
book-title = The book
book-write = Write a standard
book-write-first = Write the first standard
book-lede = { $count ->
    [0] What works for good is written here, so that no problem returns.
    [one] How we do it from now on: 1 standard in force.
   *[other] How we do it from now on: { $count } standards in force.
}
book-asking = Asking for agreement
book-asks = { $what } · { $approvals } of { $needed } agree
book-asks-changed = Changed since it was agreed to from here
book-asks-revision = { $id }, revision { $revision }: in force, not yet agreed
book-asks-out = { $id }, revision { $revision }: taken out of force, not yet agreed
book-asks-in-force = { $count ->
    [one] 1 text in force, not yet agreed
   *[other] { $count } texts in force, not yet agreed
}
book-narrow = Narrow down
book-facet-tag = Tag
book-facet-team = Team
book-facet-status = Status
book-all = all
book-in-force = in force
book-superseded = superseded
book-retired = retired
book-not-yet = not yet agreed
book-review = to look at again
book-unclear = unclear
book-unclear-one = unclear
book-facet-read = Read
book-read-no = not yet
book-read-changed = changed since
book-read-yes = read
book-changed-since = changed since you read it
book-reviews = To look at again
book-review-by = by { $day }
book-review-seen-to = a change is proposed
book-reviews-all = All of them
book-successor = replaced by { $id }
book-not-yet-one = not yet agreed
book-recent = Changed this month
book-chapter-rest = Without a tag
book-empty-title = The book is empty
book-empty = A standard says how the team does it from now on: what, how and why, in five to seven steps. Write the first one from a problem that was solved.
book-none-in-force-title = No standard is in force
book-none-in-force-retired = Those that were retired
book-none-in-force-superseded = Those that were superseded
book-none-title = No such standard
book-none = Show the whole book
book-agree-all = { $count ->
    [one] Agree to this text
   *[other] Agree to these { $count } texts
}
book-agree-all-hint = They came as files and are in force already.
book-agreed-all = { $count ->
    [one] Agreed to 1 text
   *[other] Agreed to { $count } texts
}
book-revision = revision { $revision }
book-challenged = challenged

## A standard
standard-facts = Facts
standard-standard = Standard
standard-revision = revision { $revision }
standard-status-active = in force
standard-status-superseded = superseded
standard-status-retired = retired
standard-decided = Decided
standard-since = Since
standard-agreement = Agreed by
standard-agreed-by = { $count ->
    [one] 1 of us, on this text
   *[other] { $count } of us, on this text
}
standard-agreed-standup = the stand-up, { $count } present
standard-self-checked = self-checked: there was nobody else to ask
standard-taken-out = taken out of force by { $who }; not yet agreed, { $approvals } of { $needed }
standard-not-yet = not yet agreed, { $approvals } of { $needed }
standard-not-agreed = not agreed, { $approvals } of { $needed }
standard-team = Team
standard-tags = Tags
standard-review-by = Next look
standard-solves = Solves
standard-enforced-by = Made unavoidable by
standard-applies-to = Applies to
standard-readers = Read by
standard-read-by = { $count ->
    [0] nobody yet
   *[other] { $count } of { $people }
}
standard-read-before = { $count ->
    [one] 1 more read an earlier text
   *[other] { $count } more read an earlier text
}
standard-file = File
standard-superseded-by = It no longer applies. Its place was taken by
standard-retired = It no longer applies: it was retired.
standard-replaces = Takes the place of
standard-challenged-before = (to be solved by { $id }, whose place this one took)
standard-challenged-hint = The challenge ends when somebody says on the problem’s page why it came back: there was no standard, it was not applied, or it was not enough.
standard-review-due = To be looked at again. That was planned for
standard-review-until = It still holds: look at it again on
standard-review-holds = Propose that day
standard-review-hint = Only the date changes, and the others agree to it. If it no longer holds, propose a change.
standard-write-successor = Write what takes its place
standard-retire-why = Why is it not needed any more?
standard-retire-why-hint = One line. It is kept in the file, and shown to whoever comes here.
standard-retire-send = Propose it
standard-clear = It is clear now
standard-clear-now = Noted: it is clear now.
standard-challenged = Challenged: it was to solve what came back:
standard-not-yet-file = This text came as a file: it is in force, and not yet agreed.
standard-not-yet-out = { $who } took it out of force, and that is not yet agreed.
standard-not-yet-out-file = A file took it out of force, and that is not yet agreed.
standard-not-yet-correction = This small correction is in force, and not yet agreed.
standard-agreement-fell = What was agreed to from here is revision { $revision }: this text is another one.
standard-see-what-changed = See what changed
standard-agree = I agree
standard-undo = Undo this change
standard-undo-out = Put it in force again
standard-undo-first = Take it out of force
standard-agreed-now = Noted: you agree to exactly this text.
standard-undo-by-hand = To take it out of force, write “status: retired” at the head of { $path }, in the standards’ folder: that head cannot be changed from here.
standard-undone = Undone. The text before it is in force again.
standard-undone-first = It is out of force.
standard-published-now = In force, and written to the book.
standard-published-replacing = In force, and written to the book. It takes the place of { $ids }.
standard-retired-now = { $id } is retired: it no longer applies, and the book says so.
standard-corrected-now = Corrected: in force, and listed for agreement.
standard-proposed = Proposed, and not yet agreed:
standard-proposed-by = by { $who }, { $approvals } of { $needed } agree
standard-read = I have read it
standard-unread = Mark as unread
standard-propose-retire = Propose to retire it
standard-propose-change = Propose a change
standard-questions = Unclear
standard-questions-hint = Whoever wrote the text sees them on the wall. A text that is changed answers them, or somebody says that it is clear now.
standard-unclear = This is unclear
standard-unclear-what = What is unclear?
standard-unclear-send = Ask
standard-asked = Asked. It stands on this page, and on the wall of whoever wrote the text, until it is clear.
standard-did-not-hold = It did not hold
standard-which-problem = Which of its problems came back?
standard-which-problem-hint = One that was closed or is being checked is posted again and challenges the standard; one that is still open counts once more.
standard-none-of-them = none of these
standard-none-of-them-note = A new problem is posted, linked to this standard.
standard-what-happened = What happened?
standard-what-happened-hint = One line. For a new problem it is the title.
standard-did-not-hold-send = Post it
standard-what-happened-missing = Say in one line what happened: it becomes the title of the problem.
standard-contents = On this page

## How people ask for it
asked-title = Asked as
asked-hint = Search finds this page by these words as well as by its title.
asked-none = Nobody has asked for it in other words yet. The problems it solves teach it, and the searches after which somebody said: this was it.
asked-all = all of them
asked-more = { $count ->
    [one] 1 more
   *[other] { $count } more
}
asked-from-problem = a problem that it solves,
asked-from-occurrence = said when it happened again,
asked-from-same = a problem that turned out to be the same,
asked-from-search = a search
asked-from-hand = added by hand
asked-from-hand-by = added by { $who }
asked-remove = Remove
asked-remove-this = Remove:
asked-add = Add a way of asking
asked-add-what = How would somebody ask for it who does not know it yet?
asked-add-hint = A few words, as one would type them into the search.
asked-add-send = Add
asked-searched = You searched for “{ $query }”. Was this it?
asked-in-vain = You searched for “{ $query }” and found nothing. Was this it?
asked-in-vain-then = You searched for “{ $query }” and found nothing, then for “{ $then }”. Was this it?
asked-this-was-it = This was it
asked-learnt = Noted: the next search in these words finds it. Nobody is named with it.
asked-added = Added: search finds it by these words now.
asked-removed = Removed: search no longer finds it by these words, and they do not come back by themselves.

## History
history-title = { $id }, how it changed
history-revisions = Revisions
history-from = From
history-to = To
history-compare = Compare
history-text = text
history-compared = Revision { $from } against revision { $to }
history-left-out = { $count ->
    [one] One more line differs or stands around, too many to show.
   *[other] { $count } more lines differ or stand around, too many to show.
}
history-too-different = Too many words differ to mark them: this is the newer text alone.
history-same = These two are the same text.
history-endings = Only line endings changed.
history-revision = Revision { $revision }
history-source-review = reviewed
history-source-standup = agreed on the screen of a stand-up
history-source-correction = a small correction
history-source-file = came as a file
history-restores = brings back revision { $revision }
history-agreed = agreed
history-self-checked = self-checked
history-not-yet = not yet agreed
history-from-folder = from the folder
history-gap = …
history-restore = Propose to bring back revision { $revision }
history-head-only = One reads the same in both: only what stands between the dashes at the head changed. The text shows it.
history-lines = Where each line comes from

## Where the lines come from
lines-title = { $id }, where each line comes from
lines-hint = Each line with the revision since which it has stood there without interruption.
lines-of = The lines of
lines-show = Show
lines-agreed = agreed by
lines-proposal = the proposal
lines-before = the lines before it

## Writing
edit-error = Error:
edit-new-title = Write a standard
edit-new-lede = What works for good. It takes effect when the others have agreed to exactly this text.
edit-change-title = Propose a change of { $id }
edit-change-lede = It takes effect when the others have agreed to exactly the new text.
edit-proposal-title = Change the proposed text
edit-proposal-lede = A changed text asks again: whoever agreed is asked anew.
edit-faults = To put right
edit-fault-line = Line { $line }: { $text }
edit-text = The standard, in markdown
edit-text-hint = Between the two lines of dashes: tags, team, the problems it solves. The first heading is the title.
edit-preview = As it will look
edit-changes = What changes
edit-look = Preview
edit-send = Propose it
edit-send-change = Propose this change
edit-send-amended = Save and ask again
edit-correct = It is a small correction
edit-correct-hint = Spelling or a link only: in force at once, listed for agreement.
edit-restored = What was being written here has been put back.
edit-cancel = Cancel
edit-meanwhile = What changed meanwhile
edit-meanwhile-hint = From the text that stands there now to yours. Nothing was saved yet.
edit-joined = Both changes go together, and are joined in the text below. Look it over, then send it.
edit-joined-clashes = { $count ->
    [one] What goes together is joined in the text below. One place was changed on both sides: both stand there between marks. Keep what is to hold, delete the marks, then send it.
   *[other] What goes together is joined in the text below. { $count } places were changed on both sides: both stand there between marks. Keep what is to hold, delete the marks, then send it.
}
edit-joined-changes = What the joined text changes in the book
edit-joined-changes-proposed = What the joined text changes in the one that stands there now
edit-mark-mine = what you wrote
edit-mark-theirs = what { $who } wrote meanwhile
edit-changed-by = { $who } changed this text meanwhile.
edit-theirs = The text that stands there now
edit-conflict-do = Your text is below, as you typed it. Take over what is missing, then send again.
edit-draft-title = The title: how we do it from now on
edit-draft-prevents = The problem it prevents
edit-draft-prevents-hint = What happened, in two or three sentences, and what it cost.
edit-draft-should-be = It should be: { $text }
edit-draft-is = It is: { $text }
edit-draft-causes = Why it happened:
edit-draft-do = What we do
edit-draft-do-hint = What, how and why.
edit-draft-examples = Good and bad
edit-draft-examples-hint = An example of each.
edit-draft-check = How we check
edit-draft-check-hint = The lint, the test or the look that tells whether it is done.
edit-draft-not = When it does not apply
edit-draft-not-hint = Say so, or take this out.
edit-hints-out = Sections that still held nothing but their hint were taken out.

## cahier standard
cli-not-asked = Nobody has asked for it in other words yet.
cli-no-standards = No standards.
cli-standard-new-next = Write it, then propose it: cahier standard propose FILE
cli-standard-does = { $what }: { $title }
cli-standard-retired = { $id } is retired: { $title }
cli-standard-published = { $id } is in force: { $title }
cli-standard-asks = { $approvals } of { $needed } agree: { $url }
cli-file-unreadable = { $path } cannot be read: { $why }
cli-file-not-text = { $path } is no text in UTF-8.
cli-renumber-no-file = { $path } is no markdown file.
cli-renumber-taken = { $path } is there already.
cli-renumber-the-other = In the book { $id } is { $path }: renumber { $other } instead.
cli-renumber-once = { $id } stands once, and is in the book under this number with its history and its links: it keeps it.
cli-renumber-mended = { $path }: { $count ->
    [one] one link
   *[other] { $count } links
} mended.
cli-renumber-doubtful = { $place }: { $id } may mean this standard, which is { $new } now, or the other one: look, and change it by hand.
cli-renumber-doubtful-link = { $place }: a link that could not be mended: change it by hand.
renumber-changed = a file was changed meanwhile: run the command again

## What is not yet agreed
not-yet-title = Not yet agreed
not-yet-lede = These texts came as files or as small corrections. They are in force; each is agreed to or undone with one click.
not-yet-since = What changed since revision { $revision }, which comes back when it is undone
not-yet-since-mine = What changed since revision { $revision }, agreed to from here: that agreement no longer counts
not-yet-first = It is new: nothing was in force before it.
not-yet-none-title = Everything in force is agreed.
not-yet-none = To the book

## The book outside the program
saved-count = { $count ->
    [one] One standard.
   *[other] { $count } standards.
}
saved-search = Search this book
saved-found = Found:
saved-none = Nothing has all of these words.
saved-others = Others
saved-past = No longer in force
saved-original = The page on the server
saved-alone = Save as one file

book-whole = All on one page
book-whole-back = Back to the contents
book-whole-contents = Contents
book-whole-more = Only the first 500 are here: narrow the book down to a team or a tag, or write all of it to a folder with “cahier export”.
book-whole-empty = No standard is in force here.
