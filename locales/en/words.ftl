# Dates and durations.
words-now = just now
words-today = today
words-tomorrow = tomorrow
words-yesterday = yesterday
words-ago-minutes = { $count } min ago
words-ago-hours = { $count ->
    [one] 1 hour ago
   *[other] { $count } hours ago
}
words-ago-days = { $count ->
    [one] 1 day ago
   *[other] { $count } days ago
}
words-age-minutes = { $count } min
words-age-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
words-age-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
words-age-months = { $count ->
    [one] 1 month
   *[other] { $count } months
}
words-age-years = { $count ->
    [one] 1 year
   *[other] { $count } years
}
words-by = by { $day }
words-by-date = by { $day }
words-on = { $day }
words-on-date = on { $day }
words-was-due = late: { $by }
words-since = since { $day }
words-since-date = since { $day }
words-until = until { $day }
words-until-date = until { $day }
words-due = due { $day }
words-late = { $count ->
    [one] 1 day late
   *[other] { $count } days late
}
words-instant = { $date } at { $time }
words-date = { $date } { $month }
words-full-date = { $date } { $month } { $year }
words-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
words-weekday = { $weekday ->
    [0] Monday
    [1] Tuesday
    [2] Wednesday
    [3] Thursday
    [4] Friday
    [5] Saturday
   *[6] Sunday
}
