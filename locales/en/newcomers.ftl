# The newcomers' path through the book.
newcomers-title = For newcomers
newcomers-heading = { $count ->
    [0] Problems you will not have
    [one] 1 problem you will not have
   *[other] { $count } problems you will not have
}
newcomers-lede = What the team has learned, in the order in which it helps most. Each standard opens with what happened before there was one.
newcomers-empty-title = There is no path yet
newcomers-empty = A standard is on the path when its front matter says where: number 1 of “reading” comes first.
newcomers-to-the-book = To the book
newcomers-progress = Read so far
newcomers-read = { $read } of { $count } read
newcomers-open = Read it
newcomers-changed = changed since you read it
newcomers-happened = { $count ->
    [one] It happened once.
   *[other] It happened { $count } times.
}
