# Dates et durées.
words-now = à l’instant
words-today = aujourd’hui
words-tomorrow = demain
words-yesterday = hier
words-ago-minutes = il y a { $count } min
words-ago-hours = { $count ->
    [one] il y a { $count } heure
   *[other] il y a { $count } heures
}
words-ago-days = { $count ->
    [one] il y a { $count } jour
   *[other] il y a { $count } jours
}
words-age-minutes = { $count } min
words-age-hours = { $count ->
    [one] { $count } heure
   *[other] { $count } heures
}
words-age-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
words-age-months = { $count } mois
words-age-years = { $count ->
    [one] { $count } an
   *[other] { $count } ans
}
words-by = pour { $day }
words-by-date = pour le { $day }
words-on = { $day }
words-on-date = le { $day }
words-was-due = en retard : { $by }
words-since = depuis { $day }
words-since-date = depuis le { $day }
words-until = jusqu’à { $day }
words-until-date = jusqu’au { $day }
words-due = échéance { $day }
words-late = { $count ->
    [one] { $count } jour de retard
   *[other] { $count } jours de retard
}
words-instant = { $date } à { $time }
words-date = { $date ->
    [1] 1er { $month }
   *[other] { $date } { $month }
}
words-full-date = { $date ->
    [1] 1er { $month } { $year }
   *[other] { $date } { $month } { $year }
}
words-month = { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
}
words-weekday = { $weekday ->
    [0] lundi
    [1] mardi
    [2] mercredi
    [3] jeudi
    [4] vendredi
    [5] samedi
   *[6] dimanche
}
