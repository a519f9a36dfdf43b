# The stand-up: list, agenda, session, minutes.

## The list
standup-title = Stand-ups
standup-title-of = Stand-up { $id }, { $team }
standup-list-running = Running now
standup-list-next = The next one
standup-list-past = Minutes
standup-list-empty = No stand-up has been held yet. The team stands in front of the wall, goes through what is new, and gives each problem an owner and a date. Fifteen minutes.
standup-list-decided = { $count ->
    [one] one decided
   *[other] { $count } decided
}
standup-list-open = { $count ->
    [0] nothing left open
    [one] one left open
   *[other] { $count } left open
}
standup-next-cards = { $count ->
    [0] Nothing on the wall asks for the team yet.
    [one] One card would be on the agenda.
   *[other] { $count } cards would be on the agenda.
}
standup-leads-this-week = { $name } leads this week.
standup-leads-at = { $name } leads this week, at { $time }.
standup-nobody-leads = Nobody is in this team yet.
standup-at = At { $time }, { $minutes } minutes.
standup-start = Start the stand-up
standup-join-running = Go to the stand-up
standup-running-since = { $leader } leads it; it began at { $time }.

## The session
standup-leader = Leads
standup-led-by = Leads: { $leader }
standup-team = Team
standup-when = When
standup-people = In the room
standup-agenda = Agenda
standup-agenda-empty = Nothing on the wall asks for the team. A problem can be put on the agenda by its number.
standup-left-on-wall = { $count ->
    [one] One more card waits on the wall; it found no room on this agenda.
   *[other] { $count } more cards wait on the wall; they found no room on this agenda.
}
standup-begin = Begin the news round
standup-next-card = Next card
standup-next-round = Next full round: { $id }
standup-next-step = Next: { $step }
standup-next-end = End the stand-up
standup-back = Back
standup-end-early = End the stand-up here
standup-end-left = { $count ->
    [0] Everything is decided.
    [one] One card stays undecided; it comes first next time.
   *[other] { $count } cards stay undecided; they come first next time.
}
standup-take-over = Take over the lead
standup-not-yours = { $leader } leads, and has not been heard of here. Whoever wants to can take over.
standup-time-left = { $minutes ->
    [one] one minute left of { $budget }
   *[other] { $minutes } minutes left of { $budget }
}
standup-time-over = { $minutes ->
    [0] The { $budget } minutes are over. Stop here, or go on?
    [one] One minute over the { $budget }. Stop here, or go on?
   *[other] { $minutes } minutes over the { $budget }. Stop here, or go on?
}
standup-time-not-begun = { $budget } minutes, from the first card on
standup-card-of = Card { $at } of { $count }
standup-undecided-before = { $count ->
    [one] left open once
    [2] left open twice
   *[other] left open { $count } times
}
standup-second-time = Left open once already. If it is left open again, the next stand-up has no full round for it: only do it, look into it, or set it aside.
standup-third-time = Left open twice already: no full round any more. What is left: do it, look into it, or set it aside.
standup-moved-undecided = { $ids } stays undecided and comes first next time.
standup-said = Decided here so far
standup-go-to = Take up another problem
standup-go-to-field = Number, such as P-12
standup-go = Give it the floor
standup-come = I am here
standup-go-out = I have to leave
standup-enter = Enter somebody without a device
standup-enter-who = Who
standup-enter-add = Enter
standup-nobody-here = Nobody is entered yet.

standup-step-gathering = Gathering
standup-step-news = News round
standup-step-facts = Facts
standup-step-covered = Is there a standard?
standup-step-round = Round
standup-step-decision = Decision
standup-step-writeup = Write-up
standup-step-ended = Ended

standup-ask-gathering = Who is here, and what is on the agenda?
standup-ask-news = In a minute: what do we do with it?
standup-ask-facts = What should be, what is, and since when?
standup-ask-covered = Is there a standard for this already?
standup-ask-round = Everybody has the floor: why does it happen, what could we do?
standup-ask-decision = What do we do, who takes it, by when?
standup-ask-writeup = Is this for good? Then it goes into the book.

standup-reason-came-back = came back
standup-reason-held-partly = held only partly
standup-reason-dropped = its work was dropped
standup-reason-done-waiting = done, waits for the team
standup-reason-check-due = check is due
standup-reason-late = late
standup-reason-finding = brings a finding
standup-reason-undecided = undecided last time
standup-reason-reported = said to have happened again
standup-reason-started = started before the team saw it
standup-reason-impact = new, with its impact
standup-reason-new = new
standup-reason-asked = asked for
standup-became-now = somebody does it
standup-became-investigate = somebody looks into it
standup-became-round = full round
standup-became-set-aside = set aside
standup-became-later = put off
standup-became-answered = answered
standup-became-open = left open

## What may be said about a card
standup-do-now = Do it
standup-do-confirm = Confirm what is being done
standup-do-investigate = Look into it
standup-do-keep-looking = Keep looking into it
standup-do-round = Full round today
standup-round-today = Full round today, after the news
standup-do-set-aside = Set aside
standup-do-later = Later
standup-what = What
standup-who = Who takes it
standup-who-nobody = Choose who
standup-by = By
standup-kind = What it is for
standup-question = What do we want to find out?
standup-reason = Why
standup-why = In a line
standup-of = The same as
standup-until = Until
standup-decide-do = Decide: do it
standup-decide-investigate = Decide: look into it
standup-decide-set-aside = Set it aside
standup-check = Did it hold?
standup-check-evidence = What we saw
standup-check-yes = Yes, it held
standup-check-partly = Partly
standup-check-no = No
standup-check-when = When do we check whether it held?
standup-check-set = Set the check date
standup-occurrence = It is said to have happened again on { $day }.
standup-occurrence-yes = It did
standup-occurrence-no = It was something else
standup-book = For the book?
standup-book-no = No, because
standup-book-no-send = Not for the book
standup-book-standard = It is in the book already
standup-book-standard-field = Standard, such as S-4
standup-book-standard-send = Name the standard
standup-book-draft = Somebody drafts it
standup-book-draft-open = Write a proposal
standup-book-proposal-send = Wait for { $title }
standup-book-agree = Agree to it here, on the screen
standup-book-agree-hint = The text below goes into the book as it stands, agreed by everybody in the room.
standup-book-change = Changes the standard (empty: a new one)
standup-book-agree-send = Agree and publish

## Steps of a full round
standup-should-be = Should be
standup-is = Is
standup-since = Since when
standup-facts-save = Keep the facts
standup-open-problem = The whole problem
standup-covered-none = There is none
standup-covered-not-applied = There is one; it was not known or not applied
standup-covered-not-enough = It was applied and was not enough
standup-covered-which = Which
standup-covered-save = Keep the answer
standup-standards-linked = Standards it is linked to
standup-floor = Has the floor
standup-floor-next = Then
standup-floor-all = Everybody has had the floor.
standup-floor-you = You have the floor
standup-floor-empty = Nobody is entered as present: enter who is in the room.
standup-turn-done = Has spoken
standup-turn-pass = Passes
standup-turn-back = Back to the one before
standup-turn-waiting = still to speak
standup-turn-state-done = has spoken
standup-turn-state-passed = passed
standup-ideas = Ideas
standup-ideas-empty = No idea noted yet.
standup-idea-cause = Why it happens
standup-idea-countermeasure = What we could do
standup-idea-text = { $id }: a sentence, as it is said
standup-fate-save = Keep the fates
standup-fate-hint = What becomes of each idea, in a word: we do it, later, no.

## Minutes
standup-minutes = Minutes
standup-minutes-copy = Copy the minutes
standup-minutes-copied = Copied
standup-minutes-file = As markdown
standup-minutes-title = Minutes of { $id }
standup-minutes-heading = Stand-up { $id }: { $team }, { $day }
standup-minutes-led = Led by { $leader }, { $from } to { $to }, { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
} of { $budget }.
standup-minutes-going = Led by { $leader }, from { $from } on; still going on.
standup-minutes-then = { $before }, then { $then }
standup-minutes-present = Present: { $names }.
standup-minutes-decided = Decided
standup-minutes-undecided = Undecided, comes first next time
standup-minutes-not-reached = Not reached
standup-minutes-nothing = Nothing was on the agenda.
standup-minutes-covered-none = No standard covered it.
standup-minutes-covered-not-applied = A standard covered it and was not known or not applied.
standup-minutes-covered-not-applied-by = { $standard } covered it and was not known or not applied.
standup-minutes-covered-not-enough = A standard was applied and was not enough.
standup-minutes-covered-not-enough-by = { $standard } was applied and was not enough.
standup-minutes-gap = Should be: { $should }. Is: { $is }.
standup-minutes-should = Should be: { $should }.
standup-minutes-is = Is: { $is }.
standup-minutes-idea-cause = Why: { $text }
standup-minutes-idea-countermeasure = Idea: { $text }
standup-minutes-work = { $text } ({ $owner }, by { $due })
standup-minutes-investigation = Look into: { $text } ({ $owner }, by { $due })
standup-minutes-confirmed = What is being done was confirmed.
standup-minutes-looking = The search for its cause goes on.
standup-minutes-aside = Set aside: { $text }
standup-minutes-check = Check on { $due }.
standup-minutes-checked = Did it hold? { $text }
standup-minutes-happened = It did happen again.
standup-minutes-happened-not = What was reported was something else.
standup-minutes-book-no = Not for the book: { $text }
standup-minutes-book-standard = In the book: { $reference } { $text }
standup-minutes-book-agreed = Agreed on the screen and published: { $reference } { $text }
standup-minutes-book-proposal = To be written and agreed: { $text }
standup-minutes-round-not-held = A full round was asked for; there was no time left for it.
standup-minutes-third = Left open for the third time or more ({ $count }).
standup-minutes-later = Put off to the next stand-up.
standup-aside-duplicate = the same as { $of }
standup-aside-not-ours = not ours
standup-aside-no-longer = no longer a problem
standup-aside-accepted-risk = a risk we live with until { $until }
standup-aside-with = { $reason } ({ $why })
standup-held-yes = yes
standup-held-partly = in part
standup-held-no = no
standup-held-with = { $held } ({ $evidence })

## Refusals
standup-unknown = there is no stand-up { $id }
standup-runs-already = { $id } is still running for this team: go there, or end it first
standup-has-ended = the stand-up is over; its minutes stand
standup-at-the-start = it has only just begun: there is nothing to go back to
standup-not-begun = the news round has not begun: go on to the first card
standup-not-on-the-floor = { $id } does not have the floor: go to it first
standup-not-on-agenda = { $id } is not on the wall, so it cannot be on the agenda
standup-not-offered = { $id } was left open too often for this: do it, look into it, or set it aside; moving on without a decision stays possible
standup-round-already = { $id } has its full round already: do it, look into it, set it aside, or leave it for later
standup-no-round = nobody has turns here: they belong to the round
standup-nobody-there = there is nobody to pass the floor from
standup-only-the-leader = { $leader } leads this stand-up: take over the lead first
standup-no-dots = in a spoken stand-up there are no dots to give
standup-nothing-decided = say what is decided: do, look into, full round, set aside, later, or answer what it asks
standup-nothing-to-confirm = nothing is being done about { $id } yet: say what, who and by when
standup-who-looks = say what to look into, and who does it
standup-who-takes = say who takes it
standup-idea-no-card = ideas belong to a problem that has the floor
standup-idea-empty = say the idea
standup-idea-too-long = an idea is at most { $max } characters
standup-fate-too-long = a fate is at most { $max } characters
standup-idea-unknown = this stand-up has no such idea
standup-cannot-leave-others = only whoever leads enters other people
standup-problem-missing = say which problem
standup-why-decided = Decided in { $id }

## Words of the room
standup-refused = Not yet
standup-came-back = { $count ->
    [one] came back
    [2] came back twice
   *[other] came back { $count } times
}
standup-impact-1 = nuisance
standup-impact-2 = slows us
standup-impact-3 = stops us
standup-work-done = done { $day }
standup-check-since = { $days ->
    [0] no occurrence since the check began
    [one] no occurrence in one day
   *[other] no occurrence in { $days } days
}
standup-idea-note-cause = Note as a cause
standup-idea-note-countermeasure = Note as something to do
standup-fate-done = we do it
standup-fate-later = later
standup-fate-no = no
standup-pick-duplicate = the same as another problem
standup-pick-not-ours = not ours
standup-pick-no-longer = no longer a problem
standup-pick-accepted-risk = a risk we accept until a date
standup-pick-containment = stops the bleeding
standup-pick-temporary = for now
standup-pick-permanent = for good
standup-pick-detection = shows it sooner
standup-pick-experiment = tries a cause
standup-book-said-standard = in the book: { $standard }
standup-book-said-waiting = waits for a text to be agreed
standup-draft-prevents = The problem it prevents
standup-draft-do = What we do
standup-bad-day = a date such as 2026-03-12
standup-bad-standard = a standard's number, such as S-4

## Refusals of the interface
standup-covered-missing = say whether there was none, whether it was not applied, or whether it was not enough
standup-bad-problem = a problem's number, such as P-12
standup-bad-mode = spoken, silent or async
standup-bad-step = next, back or problem
standup-bad-idea-kind = cause or countermeasure
standup-bad-turn = done, pass or back
standup-check-empty = say when to check, or whether it held
standup-book-one-of = say one of: no, standard, proposal, markdown
standup-moved-on = the stand-up has moved on: read it again
standup-nobody-named = there is no member { $name }
standup-minutes-open = Nothing was decided yet.

## In silence
standup-step-silence = Silence
standup-step-dots = Dots
standup-ask-silence = Each writes for themselves: why does it happen, what could we do? One idea at a time.
standup-ask-dots = Three dots each: which of these is worth trying?
standup-silence-yours = What you wrote
standup-silence-none = Nothing yet. Nobody sees what is written here before all ideas are shown together.
standup-written = { $count ->
    [one] One idea
   *[other] { $count } ideas
} by { $people } of { $of } in the room, sealed until the round
standup-idea-write = { $id }: an idea, in a sentence
standup-idea-take-back = Take back
standup-idea-same = Says the same
standup-idea-same-as = The idea that says the same
standup-idea-join = Put them together
standup-idea-apart = It stands for itself
standup-idea-take-over = Take it over
standup-idea-waits = Not sent yet; it will be as soon as the connection is back.
standup-idea-sent = Noted.
standup-dots = { $count ->
    [one] one dot
   *[other] { $count } dots
}
standup-dots-give = { $count ->
    [0] no dot
    [one] one dot
   *[other] { $count } dots
}
standup-dots-left = { $count ->
    [0] You have given all three.
    [one] One dot left to give.
   *[other] { $count } dots left to give.
}
standup-dots-given-by = { $given } of { $of } have given theirs; they are counted when all have.
standup-dots-of-few = Only { $given } of { $of } gave dots.
standup-mode-silent = Ideas in silence
standup-mode-spoken = Ideas aloud
standup-mode-is-silent = Ideas are written in silence, and shown together.

## The clock, the lead, the agenda
standup-clock-until = until { $hour }
standup-stop-here = Stop here
standup-more-time = Go on for five minutes
standup-hand-over = Hand the lead over
standup-hand-over-to = To
standup-hand-over-do = Hand over
standup-agenda-first = First
standup-agenda-last = Last
standup-turn-again = I have something to say after all
standup-says-turn = { $name } has the floor, { $seconds } seconds.
standup-says-step = { $step }: { $id }
standup-unheard = { $count ->
    [one] { $names } has not spoken yet.
   *[other] { $names } have not spoken yet.
}

standup-idea-shown = everybody has seen this idea; it stays
standup-idea-itself = an idea cannot say the same as itself
standup-dots-not-now = dots are given after the round, before the decision
standup-dots-given = dots were given already; the ideas stay as they are
standup-ideas-weighed = dots are being given to the ideas as they stand: say this one when it comes to the decision
standup-gone-on = The stand-up has gone on meanwhile; this is where it is.
standup-dots-counted = the dots are counted
standup-too-many-dots = each has { $max } dots
standup-bad-dots = a number of dots, from none to three
standup-not-in-the-room = this person is not in the room; enter them first
standup-cannot-give-for-others = whoever leads gives the dots of those without a device
standup-mode-not-now = ideas are being written or weighed; this can change before the next problem
standup-had-the-floor = { $id } is not among the cards that wait for the floor
standup-bad-place = first or last
standup-bad-minutes = a whole number of minutes, from 1 to { $max }
standup-leader-is-here = { $leader } leads and is here; ask them to hand the lead over
standup-cannot-lead = this person does not take part and cannot lead

## Away
standup-away = You were not there
standup-away-hint = You have until the end of the next working day to say that you see a problem in what was decided. It then comes back on the next agenda.
standup-away-what = What do you see?
standup-away-say = I see a problem
standup-reason-questioned = somebody who was away sees a problem
standup-minutes-idea-same = also: { $text }
standup-object-running = it has not ended: say it in the room
standup-object-was-there = whoever was in the room has decided with the others; post it, or bring it up in the next stand-up
standup-object-too-late = the working day to say so is over; it can be asked for in the next stand-up
standup-object-not-decided = nothing was decided about { $id }

## Over the day
standup-mode-async = Over the day
standup-start-otherwise = Another way
standup-start-mode = How ideas reach the others
standup-start-silent-note = in the room, each writes first; then all are shown together
standup-start-async-note = for a team that is not together: each in their own time, a step ends once everybody has, or at its deadline
standup-start-hours = Hours for each step, over the day
standup-time-apart = { $hours ->
    [one] over the day, an hour a step
   *[other] over the day, { $hours } hours a step
}
standup-more-day = One more day for this step
standup-apart-waits = { $leader } goes through this step. The others are asked when ideas are written, in the round and for the dots; until then a word fits on the problem’s page.
standup-floor-apart = Everybody has the floor, each in their own time
standup-ready = I have nothing to add
standup-ready-spoken = I have said what I wanted to
standup-ready-dots = I give no more
standup-ready-not = I have something to add after all
standup-ready-count = { $count ->
    [one] { $count } of { $of } has nothing to add.
   *[other] { $count } of { $of } have nothing to add.
}
standup-clock-until-day = until { $day }
standup-bad-hours = a whole number of hours, from 1 to { $max }
standup-minutes-led-apart = Led by { $leader }, over the day, from { $from } to { $to }.
standup-minutes-going-apart = Led by { $leader }, over the day, from { $from } on; still going on.

## Faces
standup-act-waits = Not sent yet: the server cannot be reached. It will be as soon as the connection is back; what was typed stays.
standup-unsent = Typed and not sent yet. Send it, or go on once more to leave it.
standup-kept = The stand-up has gone on. This was typed and not sent:
standup-kept-away = Put it away
standup-face-screen = For the big screen
standup-face-page = The whole page
standup-face-agenda = Agenda, and who is here
standup-face-mine = Back to what is mine to do
standup-facts-word = Word the facts too
standup-keys-next = Go on
standup-keys-idea = Note an idea
standup-keys-mode = Ideas in silence, or aloud
standup-book-no-screen = over the day nobody reads it on the screen with the others: make it a proposal, which each agrees to
