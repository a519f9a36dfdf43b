# Le parcours des nouveaux dans le cahier.
newcomers-title = Pour les nouveaux
newcomers-heading = { $count ->
    [0] Des problèmes qu’on n’aura pas
    [one] 1 problème qu’on n’aura pas
   *[other] { $count } problèmes qu’on n’aura pas
}
newcomers-lede = Ce que l’équipe a appris, dans l’ordre le plus utile. Chaque standard s’ouvre sur ce qui arrivait avant lui.
newcomers-empty-title = Rien à lire en premier pour l’instant
newcomers-empty = Ici se trouvent les standards à lire en premier quand on arrive, l’un après l’autre. Aucun n’a encore été choisi ; en attendant, ils sont tous dans le cahier.
newcomers-empty-how = Pour en choisir un, proposer un changement qui lui donne sa place : la ligne « reading: 1 » en tête de son texte, 2 pour le suivant.
newcomers-to-the-book = Voir le cahier
newcomers-progress = Lu jusqu’ici
newcomers-read = { $read } sur { $count } lus
newcomers-open = Le lire
newcomers-changed = changé depuis la lecture
newcomers-happened = { $count ->
    [one] C’est arrivé une fois.
   *[other] C’est arrivé { $count } fois.
}
