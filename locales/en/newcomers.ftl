# The newcomers' path through the book.
newcomers-title = For newcomers
newcomers-heading = { $count ->
    [0] Problems you will not have
    [one] 1 problem you will not have
   *[other] { $count } problems you will not have
}
newcomers-lede = What the team has learned, in the order in which it helps most. Each standard opens with what happened before there was one.
newcomers-empty-title = Nothing to read first yet
newcomers-empty = Here stand the standards that whoever is new reads first, one after the other. Nobody has chosen any yet; until then, they are all in the book.
newcomers-empty-how = To choose one, propose a change that gives it its place: the line “reading: 1” at the top of its text, 2 for the next.
newcomers-to-the-book = To the book
newcomers-progress = Read so far
newcomers-read = { $read } of { $count } read
newcomers-open = Read it
newcomers-changed = changed since you read it
newcomers-happened = { $count ->
    [one] It happened once.
   *[other] It happened { $count } times.
}
