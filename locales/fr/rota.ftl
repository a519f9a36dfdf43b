# Qui anime dans les semaines à venir, et de quoi parlera le prochain stand-up.

rota-title = Le prochain stand-up

rota-pin = En parler au prochain stand-up
rota-unpin = Ne plus le demander
rota-asked-by = demandé par { $name }
problem-pin-off-the-wall = { $id } n’est pas sur le mur : le ramener d’abord
standup-reason-pinned = demandé à l’avance
wall-pinned = au prochain stand-up
story-pinned = À l’ordre du jour du prochain stand-up, demandé par { $who }
story-pinned-first = Mis en premier à l’ordre du jour à venir, par { $who }
story-unpinned = N’est plus demandé au prochain stand-up, par { $who }
