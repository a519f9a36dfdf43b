# The wall: one line for you, one field, the columns, what held.

wall-title = Wall
wall-for-you = For you:
wall-for-you-label = What waits for you
wall-for-you-texts = { $count ->
    [one] 1 text to agree to
   *[other] { $count } texts to agree to
}
wall-for-you-withdrawn = withdrawn by { $who }: { $title }
wall-for-you-changed = { $count ->
    [one] 1 text agreed to that has changed since
   *[other] { $count } texts agreed to that have changed since
}
wall-for-you-late = { $count ->
    [one] 1 action late
   *[other] { $count } actions late
}
wall-for-you-due = { $count ->
    [one] 1 action due today
   *[other] { $count } actions due today
}
wall-for-you-checks = { $count ->
    [one] 1 check: did it hold?
   *[other] { $count } checks: did it hold?
}
wall-for-you-apart = Your part of { $id }, over the day
wall-for-you-reviews = { $count ->
    [one] 1 standard to look at again
   *[other] { $count } standards to look at again
}
wall-for-you-unclear = { $count ->
    [one] 1 standard that is unclear to somebody
   *[other] { $count } standards that are unclear to somebody
}
wall-for-you-told = { $count ->
    [one] 1 occurrence to confirm
   *[other] { $count } occurrences to confirm
}
wall-for-you-questions = { $count ->
    [one] 1 return to explain
   *[other] { $count } returns to explain
}
wall-in-work = { $count } of { $limit } in work
wall-late = { $count ->
    [one] 1 late
   *[other] { $count } late
}
wall-standup-at = Stand-up at { $time }
wall-start-standup = Start the stand-up
wall-join-standup = Join the stand-up

wall-what = What is in the way?
wall-post = Post
wall-alike = Looks like
wall-solved-by = solved by
wall-it-is-this = It is this one
wall-posted = Posted { $id }
wall-posted-several = Posted { $count } problems, { $first } to { $last }
wall-add-facts = Add facts
wall-undo = Undo
wall-undone = { $id } is undone.
wall-undone-several = { $count } postings are undone.

several-title = Several problems
several-heading = { $count ->
    [one] Post this problem?
   *[other] Post these { $count } problems?
}
several-hint = One line is one problem. Change them, or empty a line to leave it out.
several-line = Problem { $count }
several-post = { $count ->
    [one] Post it
   *[other] Post them
}

wall-filters = Show
wall-filter-all = Everything
wall-filter-mine = Mine
wall-filter-late = Late
wall-filter-stops = Stops us
wall-other-walls = Other walls:
wall-states = Columns
wall-column-tray = Tray
wall-column-posted = Posted
wall-column-analysing = Analysing
wall-column-acting = Acting
wall-column-checking = Checking
wall-column-closed = Closed
wall-column-set-aside = Set aside
wall-column-none = Nothing here
wall-column-empty = There is nothing here.
wall-more = { $count } more
wall-came-back = { $count ->
    [one] came back
    [2] came back twice
   *[other] came back { $count } times
}
wall-did-it-hold = did it hold? { $day }
wall-waits-for-text = waits for the text
wall-done-waits = done, waits for the team
wall-not-seen = not yet seen by the team
wall-told-again = said to have happened again

wall-empty = Nothing is in the way. Or is it?
wall-empty-what = A problem is a gap between what should be and what is: it takes a line and ten seconds. The team resolves it standing up, and what works goes into the book.
wall-empty-example = For example: “The tests take forty minutes before every merge”.

wall-in-tray = { $count } in the tray
wall-closed = { $count } closed
wall-set-aside = { $count } set aside
wall-tray-hint = Imported problems wait here: they can be found, and are on the wall once somebody posts them.
wall-tray-post = Post to the wall
wall-held = Held
wall-held-checked = checked, and closed
wall-held-days = { $count ->
    [one] 1 day without return
   *[other] { $count } days without return
}
wall-held-thanks = { $count ->
    [one] 1 day without return, thanks to
   *[other] { $count } days without return, thanks to
}
