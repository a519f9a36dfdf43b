# cahier check
check-no-path = { $path } n’existe pas.
check-number-twice = { $id } est déjà le numéro de { $path } : en donner un autre à ce fichier
check-no-standard = il n’y a pas de { $id } ici
check-no-file = il n’y a pas de fichier { $path }
check-file-moved = { $path } est maintenant { $file } : le cahier y mène, les autres programmes non
check-superseded-target = { $id } a été remplacé : nommer son successeur
check-review-past = la date de sa relecture, { $day }, est passée
check-no-front-matter = pas d’en-tête : compte comme en vigueur, sans équipe ni étiquettes
check-missing-part = il manque une partie : « { $part } »
check-no-pattern = « { $pattern } » dans applies_to n’est pas un motif ; en écrire un, par exemple src/**/*.rs
check-warning = avertissement
check-summary = { $files ->
    [one] 1 fichier
   *[other] { $files } fichiers
}, { $faults ->
    [one] 1 faute
   *[other] { $faults } fautes
}, { $warnings ->
    [one] 1 avertissement
   *[other] { $warnings } avertissements
}
check-without-number = { $count ->
    [one] 1 fichier n’a pas de numéro ; { $number } est libre : le mettre au début du nom de { $path }
   *[other] { $count } fichiers n’ont pas de numéro ; { $number } est libre : le mettre au début du nom de { $path }
}
check-diff-no-commit = git ne connaît pas de commit { $base } ici ; le récupérer d’abord, ou en nommer un autre.
check-diff-summary = { $count ->
    [one] { $count } standard sur { $all } en vigueur concerne
   *[other] { $count } standards sur { $all } en vigueur concernent
} ce qui a changé depuis { $base } ({ $files ->
    [one] 1 fichier
   *[other] { $files } fichiers
})
