# Qui anime dans les semaines à venir, et de quoi parlera le prochain stand-up.

rota-link = Ordre du jour, et qui anime
rota-title = Le prochain stand-up
rota-when = Heure
rota-at = à { $time }
rota-no-time = sans heure fixe
rota-agenda-empty = Rien sur le mur ne demande encore l’équipe.
rota-more-cards = { $count ->
    [one] Une carte de plus suivrait.
   *[other] { $count } cartes de plus suivraient.
}
rota-who-leads = Qui anime
rota-this-week = cette semaine
rota-next-week = la semaine prochaine
rota-week-of = semaine du { $day }
rota-week-of-whom = { $name }, { $week }
rota-instead-of = échangé avec { $name }
rota-exchange = Échanger ou passer
rota-swap-with = Avec
rota-swap = Échanger
rota-skip = Passer : la personne suivante prend la semaine
rota-hint = Une semaine chacun, à tour de rôle : le tour revient à qui n’a pas animé depuis le plus longtemps. Qui vient d’arriver n’anime qu’au bout de deux semaines, sauf si toute l’équipe est nouvelle. Ce qui a été échangé le reste, quels que soient les arrivées et les départs.

rota-no-such-week = un lundi de cette semaine ou des { $weeks } suivantes
rota-leads-no-week = cette personne n’anime encore aucune semaine
rota-nobody-else = personne d’autre n’anime de semaine
rota-same-leader = les deux semaines sont animées par la même personne
rota-not-theirs = cette personne n’anime pas cette semaine-là
rota-changed-meanwhile = les tours d’animation ont changé entre-temps ; regarder à nouveau
rota-bad-weeks = un nombre de semaines, de 1 à { $max }

rota-pin = En parler au prochain stand-up
rota-pin-first = En parler d’abord
rota-unpin = Ne plus le demander
rota-asked-by = demandé par { $name }
problem-pin-off-the-wall = { $id } n’est pas sur le mur : le ramener d’abord
standup-reason-pinned = demandé à l’avance
wall-pinned = au prochain stand-up
story-pinned = À l’ordre du jour du prochain stand-up, demandé par { $who }
story-pinned-first = Mis en premier à l’ordre du jour à venir, par { $who }
story-unpinned = N’est plus demandé au prochain stand-up, par { $who }

# Ce qui a été décidé en l’absence de quelqu’un
wall-for-you-missed = { $count ->
    [one] une décision
   *[other] { $count } décisions
} à relire, du stand-up manqué { $id }
standup-question-of = { $name }, en son absence, y voit un problème : { $text }
standup-is-closed = Il est clos.
standup-take-up-aside = Le ramener sur le mur
standup-take-up-closed = C’est bien revenu
standup-stays = En rester là
standup-is-on-the-wall = { $id } est sur le mur : il n’y a rien à ramener
standup-minutes-brought-back = Ramené sur le mur.
standup-minutes-stays = Reste hors du mur, comme décidé.

# Les gommettes de qui n’a pas d’appareil
ballot-title = Gommettes d’une personne sans appareil
ballot-hint = Elle dit où vont ses trois gommettes. Ce qui est posé reste sous scellé, comme pour les autres, et n’est plus montré ici.
ballot-whose = De qui
ballot-choose = Choisir qui
ballot-given = { $name } (tout est posé)
ballot-give = Poser ses gommettes
