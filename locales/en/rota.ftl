# Who leads in the weeks to come, and what the next stand-up talks about.

rota-link = Agenda, and who leads
rota-title = The next stand-up
rota-when = When
rota-at = at { $time }
rota-no-time = at no fixed time
rota-agenda-empty = Nothing on the wall asks for the team yet.
rota-more-cards = { $count ->
    [one] One more card would follow.
   *[other] { $count } more cards would follow.
}
rota-who-leads = Who leads
rota-this-week = this week
rota-next-week = next week
rota-week-of = week of { $day }
rota-week-of-whom = { $name }, { $week }
rota-instead-of = instead of { $name }
rota-exchange = Swap or skip
rota-swap-with = With
rota-swap = Swap
rota-skip = Skip: the next one takes it
rota-hint = A week each, in turn: whoever led longest ago comes next. Whoever has just joined leads after two weeks at the earliest, unless the whole team is new. What was exchanged stays, whoever joins or leaves.

rota-no-such-week = a Monday of this week or of the { $weeks } that follow
rota-leads-no-week = this person leads no week yet
rota-nobody-else = nobody else leads any week
rota-same-leader = both weeks are led by the same person
rota-not-theirs = this person does not lead that week
rota-changed-meanwhile = who leads has changed meanwhile; look again
rota-bad-weeks = a number of weeks, from 1 to { $max }

rota-pin = Bring it up at the next stand-up
rota-pin-first = Bring it up first
rota-unpin = No longer ask for it
rota-asked-by = asked for by { $name }
problem-pin-off-the-wall = { $id } is not on the wall: bring it back first
standup-reason-pinned = asked for beforehand
wall-pinned = at the next stand-up
story-pinned = { $who } asked to bring it up at the next stand-up
story-pinned-first = { $who } put it first on the next agenda
story-unpinned = { $who } no longer asks to bring it up

# What was decided while somebody was away
wall-for-you-missed = { $id } decided { $count ->
    [one] one thing
   *[other] { $count } things
} while you were away
standup-question-of = { $name } was away and sees a problem: { $text }
standup-is-closed = It is closed.
standup-take-up-aside = Bring it back to the wall
standup-take-up-closed = It did come back
standup-stays = It stays as it is
standup-is-on-the-wall = { $id } is on the wall: there is nothing to bring back
standup-minutes-brought-back = Brought back to the wall.
standup-minutes-stays = It stays off the wall, as was decided.

# The dots of those without a device
ballot-title = Dots of somebody without a device
ballot-hint = They say where their three dots go. What is given is sealed like the others’, and not shown here again.
ballot-whose = Whose
ballot-choose = Choose who
ballot-given = { $name } (all given)
ballot-give = Give their dots
