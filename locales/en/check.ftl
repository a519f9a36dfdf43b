# cahier check
check-no-path = There is no { $path }.
check-number-twice = { $id } is the number of { $path } already: give this file another one
check-no-standard = there is no { $id } here
check-no-file = there is no file { $path }
check-file-moved = { $path } is { $file } now: the book leads there, other programs do not
check-superseded-target = { $id } was superseded: name its successor
check-review-past = the day of its review, { $day }, is past
check-no-front-matter = no front matter: it counts as active, of no team, without tags
check-missing-part = a part is missing: “{ $part }”
check-no-pattern = “{ $pattern }” in applies_to is no pattern; write one such as src/**/*.rs
check-warning = warning
check-summary = { $files ->
    [one] 1 file
   *[other] { $files } files
}, { $faults ->
    [one] 1 fault
   *[other] { $faults } faults
}, { $warnings ->
    [one] 1 warning
   *[other] { $warnings } warnings
}
check-without-number = { $count ->
    [one] 1 file has no number; { $number } is free: begin the name of { $path } with it
   *[other] { $count } files have no number; { $number } is free: begin the name of { $path } with it
}
check-diff-no-commit = git knows no commit { $base } here; fetch it first, or name another.
check-diff-summary = { $count } of { $all ->
    [one] 1 standard
   *[other] { $all } standards
} in force { $count ->
    [one] is
   *[other] are
} about what changed since { $base } ({ $files ->
    [one] 1 file
   *[other] { $files } files
})
