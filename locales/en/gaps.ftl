# What was searched for in vain.
gap-title = Searched for in vain
gap-lede = What people looked for and nothing was found. Nobody is named; what nobody looks for again within three months is forgotten.
gap-see = What others searched for in vain
gap-none = Everything that was searched for was found
gap-none-advice = A search that finds nothing comes here by itself, so that somebody can put it on the wall.
gap-times = { $count ->
    [one] once
   *[other] { $count } times
}
gap-found-now = { $count ->
    [one] 1 result by now
   *[other] { $count } results by now
}
gap-post = Put it on the wall
gap-dismiss = Dismiss
gap-taken = On the wall
gap-told = { $count ->
    [one] Somebody searched for “{ $text }” and found nothing, on { $last }.
   *[other] Searched for { $count } times between { $first } and { $last }, and nothing was found: “{ $text }”.
}
gap-unknown = This is no longer among what was searched for in vain: look at the list again.
