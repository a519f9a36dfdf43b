# Problems: what is refused and why, the page of one, and the words of its story.

problem-unknown = There is no { $id }.
problem-title-missing = Write what is in the way, in a few words.
problem-title-too-long = A title has at most { $max } characters, this one { $count }: shorten it, and put the rest into the description.
problem-text-missing = Write something here.
problem-text-too-long = This text has more than { $max } characters: shorten it.
problem-tag-too-long = A tag has at most { $max } characters.
problem-tags-too-many = A problem has at most { $max } tags.
problem-impact-unknown = The impact is 1 (nuisance), 2 (slows us) or 3 (stops us).
problem-word-unknown = “{ $word }” is not one of: { $words }.
problem-date-unknown = Write the date as 2026-03-12.
problem-team-missing = There are several teams ({ $keys }): say which one.

problem-closed-say-again = It is closed: say first that it happened again.
problem-aside-bring-back = It is set aside: bring it back first.
problem-already-on-the-wall = It is on the wall already.
problem-in-tray-post-first = It is in the tray: post it first.
problem-changed-meanwhile = { $id } was changed meanwhile: look at it as it is now, then change it again.

problem-work-nobody-did-it = Say who did it.
problem-work-done-reopen-first = It is done: take it up again before giving it up.
problem-work-done-or-dropped = It is either done or given up, not both.
problem-countermeasure-unknown = There is no such countermeasure.
problem-investigation-unknown = There is no such investigation.
problem-owner-unknown = Nobody has this id or e-mail address.
problem-owner-cannot = Only members can take this on, and only while they are here.

problem-check-nothing-to-check = Nothing has been done yet, so there is nothing to check.
problem-check-in-the-past = The check is today or later.
problem-check-too-early = The check is on { $day }: wait until then, or choose an earlier date first.
problem-check-not-checking = It is not being checked now.

problem-aside-of-missing = Say which problem it is the same as.
problem-aside-why-missing = Say why, in a line.
problem-aside-until-missing = Say until when the risk is accepted.
problem-aside-until-past = The date must be after today.
problem-duplicate-of-itself = A problem is no duplicate of itself.
problem-duplicate-circle = { $of } is itself a duplicate of { $id }: bring one of them back first.

problem-occurrence-unknown = There is no such occurrence.
problem-occurrence-gone = It was refused or taken back already.
problem-occurrence-take-back = It is confirmed: take it back instead.
problem-occurrence-too-late = An occurrence can be taken back for a day.
problem-occurrence-in-the-future = It cannot have happened in the future: give a moment that has passed.
problem-occurrence-asks-nothing = This occurrence is no return, so it asks no question.

problem-standard-unknown = There is no { $id } in the book.
problem-standard-retired = { $id } is no longer in force.
problem-standard-not-linked = { $id } is not among the standards of this problem.
problem-link-in-file = The file of { $id } names this problem: take it out of “solves” there.
problem-cause-unknown = There is no such why on this problem.

problem-undo-not-yours = Only whoever posted it can undo it: set it aside instead.
problem-undo-touched = Somebody has touched it since: set it aside instead.
problem-undo-too-late = A posting can be undone for ten minutes: set it aside instead.

import-not-json = This line is no JSON object.
import-no-title-column = The first line must name the columns, “title” among them.
import-bad-date = Write the date as 2026-03-12 or 2026-03-12T09:30:00Z.
import-not-taken = It could not be taken: { $why }

problem-check-due-or-answer = Send either “due” or “answer”.
problem-book-one-answer = Send exactly one of “standard”, “proposal” and “no”.
problem-proposal-unknown = There is no such proposal.
problem-proposal-withdrawn = This proposal was withdrawn.
problem-instant-unknown = Write the moment as 2026-03-12T09:30:00Z.
problem-minutes-unknown = Write a number of minutes.
problem-owner-stays = Work can be handed over, but not left without anybody: name who takes it.
problem-due-stays = A date can be moved, but not taken away.

# The page.
problem-problem = Problem
problem-state-tray = in the tray
problem-state-posted = posted
problem-state-analysing = analysing
problem-state-acting = acting
problem-state-checking = checking
problem-state-closed = closed
problem-state-set-aside = set aside
problem-title = Title
problem-team = Team
problem-posted = Posted
problem-by = by { $name }
problem-by-team = by the team
problem-by-import = imported
problem-impact = Impact
problem-impact-unsaid = not said
problem-impact-1 = nuisance
problem-impact-2 = slows us
problem-impact-3 = stops us
problem-it-happened = It happened again
problem-happened = { $count ->
    [one] once, { $last }
    [2] twice, last { $last }
   *[other] { $count } times, last { $last }
}
problem-late = Late
problem-check = Check
problem-to-be-seen = To be seen by
problem-due = Due
problem-tags = Tags
problem-tags-hint = Words to find it by, with commas between them.
problem-held-days = { $count ->
    [one] 1 day without return
   *[other] { $count } days without return
}
problem-held-checked = checked
problem-should-be = Should be
problem-should-be-none = Nobody has written yet how it should be.
problem-is = Is
problem-is-hint = What is seen. It starts as the title.
problem-description = Description
problem-markdown-hint = Markdown works here.
problem-containment = Containment
problem-containment-hint = What stops the bleeding until the cause is found.
problem-where = Where
problem-where-not = Where not
problem-since = Since when
problem-minutes = Minutes lost
problem-minutes-count = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
problem-more-facts = More facts
problem-new = Post a problem
problem-edit = Edit
problem-edit-title = Edit { $id }
problem-save = Save
problem-cancel = Cancel
problem-clash = Somebody else changed it meanwhile. Below are both texts; the form holds yours.
problem-clash-hint = Saving now replaces theirs, which stays readable in the story.
problem-clash-how = − theirs, + yours
problem-again = It happened again
problem-said-again = Noted: it happened again.
problem-bring-back = Bring back

problem-towards-posted = To go on the wall
problem-towards-acting = To move on to acting
problem-towards-checking = To move on to checking
problem-towards-closed = To close it
problem-missing-post = Post it to the wall
problem-missing-start = A countermeasure or an investigation, with owner and due date
problem-missing-owner = An owner for “{ $text }”
problem-missing-finding = The finding of “{ $text }”
problem-missing-look = A look by the team: it has not been seen in a stand-up of this round
problem-missing-done = At least one countermeasure done
problem-missing-finish = “{ $text }” is still open
problem-missing-book = An answer to: for the book?
problem-missing-text = The agreement to the text for the book
problem-missing-held = An answer to: did it hold? From { $day } on
problem-missing-bring-back = Bring it back to the wall
problem-met-look = Seen by the team
problem-met-book = In the book
problem-met-not-for-the-book = Not for the book: { $why }
problem-met-done = Every countermeasure is done
problem-start = Add one
problem-takes-it = Takes it
problem-finding = Finding
problem-finding-add = Write the finding
problem-write-standard = Write the standard
problem-write-from = Write a standard from it
problem-book-other = Another answer
problem-book-standard = The standard that covers it
problem-book-yes = It is in the book
problem-book-why-not = Why it is not for the book
problem-book-no = Not for the book
problem-evidence = Evidence
problem-evidence-known = { $count ->
    [one] It has not come back for 1 day.
   *[other] It has not come back for { $count } days.
}
problem-held-yes = It held
problem-held-partly = Partly
problem-held-no = It did not hold
problem-check-date = Ask on
problem-check-move = Move the check

problem-occurrences = Occurrences
problem-it-is-one = It happened
problem-it-is-not-one = It was something else
problem-take-back = Take back
problem-question = It came back: what about the standard?
problem-lesson-none = There was no standard
problem-lesson-none-do = Write one.
problem-lesson-not-applied = It was not known or not applied
problem-lesson-not-applied-do = Make it unavoidable: a hook, a lint, a template, a test.
problem-lesson-not-enough = It was applied and was not enough
problem-lesson-not-enough-do = Amend it.
problem-answer = Answer
problem-told-by = told by { $name }
problem-told-by-team = told by the team
problem-told-by-trailer = told by a commit
problem-told-by-alert = told by an alert
problem-told-by-duplicate = { $id } is the same
problem-occurrence-waits = waits for somebody to confirm it
problem-occurrence-refused = it was something else
problem-occurrence-taken-back = taken back

problem-doing = What we do
problem-doing-none = Nothing yet.
problem-countermeasure = What is done
problem-countermeasure-add = Add a countermeasure
problem-countermeasure-do = Do it
problem-investigation = looking for the cause
problem-investigation-add = Look for the cause
problem-investigation-question = Question
problem-investigation-do = Look into it
problem-owner = Who
problem-owner-nobody = nobody yet
problem-kind = Kind
problem-purpose-containment = containment
problem-purpose-temporary = temporary
problem-purpose-permanent = permanent
problem-purpose-detection = detection
problem-purpose-experiment = experiment
problem-effect = Expected effect
problem-strength = How unavoidable
problem-strength-remind = we remind each other
problem-strength-document = it is written down
problem-strength-checklist = a checklist
problem-strength-template = a template
problem-strength-lint = a lint points it out
problem-strength-test = a test refuses it
problem-strength-impossible = it can no longer be done wrong
problem-note-effect = Expected: { $text }
problem-note-strength = Strength: { $text }
problem-note-evidence = Evidence: { $text }
problem-note-finding = Found: { $text }
problem-note-dropped = Given up: { $text }
problem-done-on = done { $day }
problem-dropped-on = given up { $day }
problem-work-done = Mark as done
problem-work-reopen = Take up again
problem-work-change = Change
problem-work-drop = Give it up
problem-work-drop-why = Why give it up

problem-whys = Why
problem-whys-none = Nobody has asked why yet.
problem-why = Why?
problem-why-hint = A person is never a cause: ask what made it possible.
problem-why-add = Add the why
problem-why-more = Ask again
problem-why-verified = Seen to be so
problem-why-rejected = Seen not to be so
problem-why-hypothesis = We think so
problem-why-is-verified = verified
problem-why-is-rejected = rejected

problem-links = Standards
problem-link = Link
problem-links-none = No standard is linked to this problem yet.
problem-link-add = Link a standard
problem-link-standard = The standard that solves it
problem-link-standard-hint = Its number, such as S-4.
problem-unlink = Unlink
problem-standard-in-force = in force
problem-standard-challenged = challenged
problem-standard-superseded = superseded
problem-standard-is-retired = retired
problem-text-being-agreed = being agreed

problem-set-aside = Set aside
problem-aside-reason = Why
problem-aside-duplicate = Duplicate
problem-aside-duplicate-note = It counts there as an occurrence.
problem-aside-not-ours = Not ours
problem-aside-no-longer = No longer a problem
problem-aside-accepted-risk = Accepted risk
problem-aside-accepted-risk-note = It comes back on the date below.
problem-aside-of = The same as
problem-aside-of-hint = For a duplicate: its number, such as P-7.
problem-aside-why = In a line
problem-aside-until = Until
problem-aside-is-duplicate = Set aside: the same as
problem-aside-is-not-ours = Set aside, not ours: { $why }
problem-aside-is-no-longer = Set aside, no longer a problem: { $why }
problem-aside-is-accepted-risk = Set aside until { $until }, an accepted risk: { $why }

problem-story = Story
problem-story-more = The whole story
problem-comment = Remark
problem-comment-add = Add the remark

# The story: one line for each thing that happened.
story-who-calendar = the calendar
story-who-folder = the standards’ folder
story-who-git = a commit
story-who-import = the import
story-who-somebody = somebody
story-who-terminal = the terminal
story-posted = Posted by { $who }
story-imported = Imported into the tray
story-put-up = Posted from the tray by { $who }
story-brought-back = Brought back by { $who }
story-undone = { $who } undid the posting
story-moved = Now { $to }
story-changed = { $who } changed what is written
story-told = { $who } said that it happened again; somebody is to confirm it
story-occurred = It happened again, says { $who }
story-occurrence-confirmed = { $who } confirmed that it happened again
story-occurrence-refused = { $who } said that it was something else
story-occurrence-taken-back = { $who } took an occurrence back
story-question-answered = Why it came back, says { $who }: { $answer }
story-set-aside = { $who } set it aside: { $reason }
story-returned = Its date has come: it is back on the wall
story-seen = The team looked at it
story-check-set = { $who } moved the check to { $day }
story-checked-yes = It held, says { $who }
story-checked-yes-self = It held, says { $who }, who did it: self-checked
story-checked-partly = It held in part, says { $who }
story-checked-no = It did not hold, says { $who }
story-for-the-book = For the book, says { $who }
story-not-for-the-book = Not for the book, says { $who }
story-book-asked-again = The text it waited for is gone: for the book?
story-text-in-force = The text it waited for is in force
story-linked = { $who } linked a standard
story-unlinked = { $who } unlinked a standard
story-commented = { $who } remarked
story-cause-added = { $who } asked why: “{ $text }”
story-cause-changed = { $who } changed a why: “{ $text }”
story-cause-verified = { $who } saw that it is so: “{ $text }”
story-cause-rejected = { $who } saw that it is not so: “{ $text }”
story-countermeasure-added = { $who } added “{ $text }”
story-investigation-added = { $who } asked: “{ $text }”
story-work-assigned = { $owner } takes “{ $text }”
story-work-postponed = { $who } moved “{ $text }” to { $day }
story-work-dropped = { $who } gave up “{ $text }”
story-work-done = { $who } finished “{ $text }”
story-work-reopened = { $who } took up “{ $text }” again
story-work-changed = { $who } changed “{ $text }”
story-has-duplicate = Another problem is the same
story-proposal-opened = { $who } proposed a text for the book
story-proposal-published = The text for the book is in force
story-proposal-withdrawn = { $who } withdrew the text for the book
story-standup-decided = Decided in a stand-up
story-fix-linked = { $who } linked code: { $title }
story-fix-unlinked = { $who } took a link to code away: { $title }

# The terminal.
cli-looks-like = Looks like { $id } { $title }
cli-looks-like-solved = Looks like { $id } { $title }, solved by { $by }
cli-to-move-on = To move on
problem-finding-missing = Write what was found: an investigation ends with a finding, or is dropped with a reason.
problem-finding-not-here = Only an investigation has a finding; a countermeasure has evidence.
problem-typed = What was typed, so that nothing is lost:
