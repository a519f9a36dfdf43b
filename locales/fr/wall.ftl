# Le mur : une ligne pour soi, un champ, les colonnes, ce qui a tenu.

wall-title = Mur
wall-for-you = À faire :
wall-for-you-label = Ce qui attend
wall-for-you-texts = { $count ->
    [one] 1 texte à approuver
   *[other] { $count } textes à approuver
}
wall-for-you-withdrawn = abandonné par { $who } : { $title }
wall-for-you-changed = { $count ->
    [one] 1 texte approuvé qui a changé depuis
   *[other] { $count } textes approuvés qui ont changé depuis
}
wall-for-you-late = { $count ->
    [one] 1 action en retard
   *[other] { $count } actions en retard
}
wall-for-you-due = { $count ->
    [one] 1 action pour aujourd’hui
   *[other] { $count } actions pour aujourd’hui
}
wall-for-you-checks = { $count ->
    [one] 1 vérification : est-ce que ça a tenu ?
   *[other] { $count } vérifications : est-ce que ça a tenu ?
}
wall-for-you-apart = À faire dans { $id }, au fil de la journée
wall-for-you-reviews = { $count ->
    [one] 1 standard à revoir
   *[other] { $count } standards à revoir
}
wall-for-you-unclear = { $count ->
    [one] 1 standard qui n’est pas clair pour quelqu’un
   *[other] { $count } standards qui ne sont pas clairs pour quelqu’un
}
wall-for-you-told = { $count ->
    [one] 1 occurrence à confirmer
   *[other] { $count } occurrences à confirmer
}
wall-for-you-questions = { $count ->
    [one] 1 retour à expliquer
   *[other] { $count } retours à expliquer
}
wall-in-work = { $count } en cours sur { $limit }
wall-late = { $count } en retard
wall-standup-at = Stand-up à { $time }
wall-start-standup = Commencer le stand-up
wall-join-standup = Rejoindre le stand-up

wall-what = Qu’est-ce qui coince ?
wall-post = Afficher
wall-alike = Ressemble à
wall-solved-by = résolu par
wall-it-is-this = C’est celui-ci
wall-posted = { $id } affiché
wall-posted-several = { $count } problèmes affichés, de { $first } à { $last }
wall-add-facts = Ajouter des faits
wall-undo = Annuler
wall-undone = { $id } est annulé.
wall-undone-several = { $count } affichages sont annulés.

several-title = Plusieurs problèmes
several-heading = { $count ->
    [one] Afficher ce problème ?
   *[other] Afficher ces { $count } problèmes ?
}
several-hint = Une ligne, un problème. On peut les modifier, ou vider une ligne pour la laisser de côté.
several-line = Problème { $count }
several-post = { $count ->
    [one] L’afficher
   *[other] Les afficher
}

wall-filters = Montrer
wall-filter-all = Tout
wall-filter-mine = Ce que je fais
wall-filter-late = En retard
wall-filter-stops = Bloque
wall-other-walls = Autres murs :
wall-states = Colonnes
wall-column-tray = À trier
wall-column-posted = Affiché
wall-column-analysing = En analyse
wall-column-acting = En action
wall-column-checking = En vérification
wall-column-closed = Clos
wall-column-set-aside = Mis de côté
wall-column-none = Rien ici
wall-column-empty = Il n’y a rien ici.
wall-more = { $count ->
    [one] 1 autre
   *[other] { $count } autres
}
wall-came-back = { $count ->
    [one] revenu
   *[other] revenu { $count } fois
}
wall-did-it-hold = est-ce que ça a tenu ? { $day }
wall-waits-for-text = attend le texte
wall-done-waits = fait, attend l’équipe
wall-not-seen = pas encore vu par l’équipe
wall-told-again = signalé à nouveau

wall-empty = Rien ne coince. Vraiment ?
wall-empty-what = Un problème est un écart entre l’attendu et le constaté : une ligne et dix secondes suffisent. L’équipe le résout debout, et ce qui marche entre dans le cahier.
wall-empty-example = Par exemple : « Les tests prennent quarante minutes avant chaque fusion ».

wall-in-tray = { $count } à trier
wall-closed = { $count ->
    [one] 1 clos
   *[other] { $count } clos
}
wall-set-aside = { $count ->
    [one] 1 mis de côté
   *[other] { $count } mis de côté
}
wall-tray-hint = Les problèmes importés attendent ici : on les trouve, et ils sont sur le mur dès que quelqu’un les affiche.
wall-tray-post = Afficher sur le mur
wall-held = A tenu
wall-held-checked = vérifié et clos
wall-held-days = { $count ->
    [one] 1 jour sans retour
   *[other] { $count } jours sans retour
}
wall-held-thanks = { $count ->
    [one] 1 jour sans retour, grâce à
   *[other] { $count } jours sans retour, grâce à
}
