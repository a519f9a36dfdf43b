# Le parcours des nouveaux dans le cahier.
newcomers-title = Pour les nouveaux
newcomers-heading = { $count ->
    [0] Des problèmes qu’on n’aura pas
    [one] 1 problème qu’on n’aura pas
   *[other] { $count } problèmes qu’on n’aura pas
}
newcomers-lede = Ce que l’équipe a appris, dans l’ordre le plus utile. Chaque standard s’ouvre sur ce qui arrivait avant lui.
newcomers-empty-title = Il n’y a pas encore de parcours
newcomers-empty = Un standard est sur le parcours quand son en-tête dit sa place : le numéro 1 de « reading » vient en premier.
newcomers-to-the-book = Voir le cahier
newcomers-progress = Lu jusqu’ici
newcomers-read = { $read } sur { $count } lus
newcomers-open = Le lire
newcomers-changed = changé depuis la lecture
newcomers-happened = { $count ->
    [one] C’est arrivé une fois.
   *[other] C’est arrivé { $count } fois.
}
