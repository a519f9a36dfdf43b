# Problems: what is refused and why, the page of one, and the words of its story.

problem-unknown = There is no { $id }.
problem-title-missing = Write what is in the way, in a few words.
problem-title-too-long = A title has at most { $max } characters, this one { $count }: shorten it, and put the rest into the description.
problem-text-missing = Write something here.
problem-text-too-long = This text has more than { $max } characters: shorten it.
problem-tag-too-long = A tag has at most { $max } characters.
problem-tags-too-many = A problem has at most { $max } tags.
problem-impact-unknown = The impact is 1 (nuisance), 2 (slows us) or 3 (stops us).
problem-state-unknown = There is no state “{ $state }”.
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
