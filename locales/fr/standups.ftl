# Le stand-up : liste, ordre du jour, séance, compte rendu.

## La liste
standup-title = Stand-ups
standup-title-of = Stand-up { $id }, { $team }
standup-list-running = En cours
standup-list-next = Le prochain
standup-list-past = Comptes rendus
standup-list-empty = Aucun stand-up n’a encore eu lieu. L’équipe se tient devant le mur, parcourt ce qui est neuf et donne à chaque problème un responsable et une date. Quinze minutes.
standup-list-decided = { $count ->
    [one] { $count } décidé
   *[other] { $count } décidés
}
standup-list-open = { $count ->
    [0] rien en suspens
    [one] { $count } en suspens
   *[other] { $count } en suspens
}
standup-next-cards = { $count ->
    [0] Rien sur le mur ne demande encore l’équipe.
    [one] Une carte serait à l’ordre du jour.
   *[other] { $count } cartes seraient à l’ordre du jour.
}
standup-leads-this-week = { $name } anime cette semaine.
standup-leads-at = { $name } anime cette semaine, à { $time }.
standup-nobody-leads = Personne n’est encore dans cette équipe.
standup-at = À { $time }, { $minutes } minutes.
standup-start = Commencer le stand-up
standup-join-running = Aller au stand-up
standup-running-since = { $leader } l’anime ; début à { $time }.

## La séance
standup-leader = Animation
standup-led-by = Animation : { $leader }
standup-team = Équipe
standup-when = Date
standup-people = Dans la salle
standup-agenda = Ordre du jour
standup-agenda-empty = Rien sur le mur ne demande l’équipe. Un problème peut être mis à l’ordre du jour par son numéro.
standup-left-on-wall = { $count ->
    [one] Une carte de plus attend sur le mur ; elle n’a pas trouvé de place à cet ordre du jour.
   *[other] { $count } cartes de plus attendent sur le mur ; elles n’ont pas trouvé de place à cet ordre du jour.
}
standup-begin = Commencer le tour du neuf
standup-next-card = Carte suivante
standup-next-round = Tour complet suivant : { $id }
standup-next-step = Suite : { $step }
standup-next-end = Finir le stand-up
standup-back = Retour
standup-end-early = Finir le stand-up ici
standup-end-left = { $count ->
    [0] Tout est décidé.
    [one] Une carte reste en suspens ; elle passera en premier la prochaine fois.
   *[other] { $count } cartes restent en suspens ; elles passeront en premier la prochaine fois.
}
standup-take-over = Reprendre l’animation
standup-not-yours = { $leader } anime, mais ne donne plus signe ici. Qui le souhaite peut reprendre l’animation.
standup-time-left = { $minutes ->
    [one] encore une minute sur { $budget }
   *[other] encore { $minutes } minutes sur { $budget }
}
standup-time-over = { $minutes ->
    [0] Les { $budget } minutes sont écoulées. S’arrêter là, ou continuer ?
    [one] Une minute de plus que les { $budget }. S’arrêter là, ou continuer ?
   *[other] { $minutes } minutes de plus que les { $budget }. S’arrêter là, ou continuer ?
}
standup-time-not-begun = { $budget } minutes, à partir de la première carte
standup-card-of = Carte { $at } sur { $count }
standup-undecided-before = { $count ->
    [one] laissé en suspens une fois
   *[other] laissé en suspens { $count } fois
}
standup-second-time = Déjà laissé une fois en suspens. S’il le reste encore, le prochain stand-up n’aura plus de tour complet pour lui : seulement le faire, chercher la cause ou le mettre de côté.
standup-third-time = Déjà laissé deux fois en suspens : plus de tour complet. Reste : le faire, chercher la cause ou le mettre de côté.
standup-moved-undecided = { $ids } reste en suspens et passera en premier la prochaine fois.
standup-said = Décidé ici jusqu’à présent
standup-go-to = Prendre un autre problème
standup-go-to-field = Numéro, par exemple P-12
standup-go = Lui donner la parole
standup-come = Présent
standup-go-out = Quitter la salle
standup-enter = Inscrire une personne sans appareil
standup-enter-who = Qui
standup-enter-add = Inscrire
standup-nobody-here = Personne n’est encore inscrit.

standup-step-gathering = Rassemblement
standup-step-news = Tour du neuf
standup-step-facts = Faits
standup-step-covered = Un standard existe ?
standup-step-round = Tour de parole
standup-step-decision = Décision
standup-step-writeup = Rédaction
standup-step-ended = Fini

standup-ask-gathering = Qui est là, et qu’y a-t-il à l’ordre du jour ?
standup-ask-news = En une minute : qu’en fait-on ?
standup-ask-facts = Qu’est-ce qui est attendu, qu’est-ce qui est constaté, depuis quand ?
standup-ask-covered = Un standard existe-t-il déjà ?
standup-ask-round = La parole est à chacun : pourquoi cela arrive-t-il, que peut-on faire ?
standup-ask-decision = Que fait-on, qui s’en charge, pour quand ?
standup-ask-writeup = Est-ce pour de bon ? Alors cela entre au cahier.

standup-reason-came-back = revenu
standup-reason-held-partly = n’a tenu qu’en partie
standup-reason-dropped = travail abandonné
standup-reason-done-waiting = fait, attend l’équipe
standup-reason-check-due = vérification à faire
standup-reason-late = en retard
standup-reason-finding = apporte une conclusion
standup-reason-undecided = en suspens depuis la dernière fois
standup-reason-reported = serait encore arrivé
standup-reason-started = commencé avant que l’équipe le voie
standup-reason-impact = nouveau, impact connu
standup-reason-new = nouveau
standup-reason-asked = demandé
standup-became-now = pris en charge
standup-became-investigate = cause recherchée
standup-became-round = tour complet
standup-became-set-aside = mis de côté
standup-became-later = remis à plus tard
standup-became-answered = répondu
standup-became-open = en suspens

## Ce qu’on peut dire d’une carte
standup-do-now = Le faire
standup-do-confirm = Confirmer ce qui est en cours
standup-do-investigate = Chercher la cause
standup-do-keep-looking = Continuer à chercher la cause
standup-do-round = Tour complet aujourd’hui
standup-round-today = Tour complet aujourd’hui, après le tour du neuf
standup-do-set-aside = Mettre de côté
standup-do-later = Plus tard
standup-what = Quoi
standup-who = Qui s’en charge
standup-who-nobody = Choisir qui
standup-by = Pour le
standup-kind = À quoi cela sert
standup-question = Que veut-on savoir ?
standup-reason = Motif
standup-why = En une ligne
standup-of = Le même que
standup-until = Jusqu’au
standup-decide-do = Décider de le faire
standup-decide-investigate = Décider de chercher
standup-decide-set-aside = Mettre de côté
standup-check = Est-ce que ça a tenu ?
standup-check-evidence = Ce qu’on a vu
standup-check-yes = Oui, ça a tenu
standup-check-partly = En partie
standup-check-no = Non
standup-check-when = Quand vérifier que ça a tenu ?
standup-check-set = Fixer la date de vérification
standup-occurrence = Ce serait encore arrivé le { $day }.
standup-occurrence-yes = C’est bien arrivé
standup-occurrence-no = C’était autre chose
standup-book = Pour le cahier ?
standup-book-no = Non, parce que
standup-book-no-send = Pas pour le cahier
standup-book-standard = C’est déjà au cahier
standup-book-standard-field = Standard, par exemple S-4
standup-book-standard-send = Nommer le standard
standup-book-draft = Quelqu’un le rédige
standup-book-draft-open = Écrire une proposition
standup-book-proposal-send = Attendre « { $title } »
standup-book-agree = Se mettre d’accord ici, à l’écran
standup-book-agree-hint = Le texte ci-dessous entre au cahier tel quel, avec l’accord de toutes les personnes dans la salle.
standup-book-change = Modifie le standard (vide : un nouveau)
standup-book-agree-send = D’accord, publier

## Étapes d’un tour complet
standup-should-be = Attendu
standup-is = Constaté
standup-since = Depuis quand
standup-facts-save = Garder les faits
standup-open-problem = Le problème en entier
standup-covered-none = Il n’y en a pas
standup-covered-not-applied = Il y en a un ; il n’était pas connu ou pas appliqué
standup-covered-not-enough = Il était appliqué et n’a pas suffi
standup-covered-which = Lequel
standup-covered-save = Garder la réponse
standup-standards-linked = Standards liés
standup-floor = A la parole
standup-floor-next = Ensuite
standup-floor-all = La parole a fait le tour.
standup-floor-you = C’est à soi de parler
standup-floor-empty = Personne n’est inscrit comme présent : inscrire qui est dans la salle.
standup-turn-done = A parlé
standup-turn-pass = Passe
standup-turn-back = Revenir à la personne d’avant
standup-turn-waiting = doit encore parler
standup-turn-state-done = a parlé
standup-turn-state-passed = a passé
standup-ideas = Idées
standup-ideas-empty = Aucune idée notée pour l’instant.
standup-idea-cause = Pourquoi cela arrive
standup-idea-countermeasure = Ce qu’on peut faire
standup-idea-text = { $id } : une phrase, comme elle est dite
standup-fate-save = Garder les suites données
standup-fate-hint = Ce que devient chaque idée, en un mot : on le fait, plus tard, non.

## Compte rendu
standup-minutes = Compte rendu
standup-minutes-copy = Copier le compte rendu
standup-minutes-copied = Copié
standup-minutes-file = En markdown
standup-minutes-title = Compte rendu de { $id }
standup-minutes-heading = Stand-up { $id } : { $team }, { $day }
standup-minutes-led = Animation : { $leader }, de { $from } à { $to }, { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
} sur { $budget }.
standup-minutes-going = Animation : { $leader }, depuis { $from } ; toujours en cours.
standup-minutes-then = { $before }, puis { $then }
standup-minutes-present = Dans la salle : { $names }.
standup-minutes-decided = Décidé
standup-minutes-undecided = En suspens, en premier la prochaine fois
standup-minutes-not-reached = Pas abordé
standup-minutes-nothing = Rien n’était à l’ordre du jour.
standup-minutes-covered-none = Aucun standard ne le couvrait.
standup-minutes-covered-not-applied = Un standard le couvrait ; il n’était pas connu ou pas appliqué.
standup-minutes-covered-not-applied-by = { $standard } le couvrait ; il n’était pas connu ou pas appliqué.
standup-minutes-covered-not-enough = Un standard était appliqué et n’a pas suffi.
standup-minutes-covered-not-enough-by = { $standard } était appliqué et n’a pas suffi.
standup-minutes-gap = Attendu : { $should }. Constaté : { $is }.
standup-minutes-should = Attendu : { $should }.
standup-minutes-is = Constaté : { $is }.
standup-minutes-idea-cause = Pourquoi : { $text }
standup-minutes-idea-countermeasure = Idée : { $text }
standup-minutes-work = { $text } ({ $owner }, pour le { $due })
standup-minutes-investigation = Chercher : { $text } ({ $owner }, pour le { $due })
standup-minutes-confirmed = Ce qui est en cours est confirmé.
standup-minutes-looking = La recherche de la cause continue.
standup-minutes-aside = Mis de côté : { $text }
standup-minutes-check = Vérification le { $due }.
standup-minutes-checked = Est-ce que ça a tenu ? { $text }
standup-minutes-happened = C’est bien arrivé de nouveau.
standup-minutes-happened-not = Ce qui était signalé était autre chose.
standup-minutes-book-no = Pas pour le cahier : { $text }
standup-minutes-book-standard = Au cahier : { $reference } { $text }
standup-minutes-book-agreed = Validé à l’écran et publié : { $reference } { $text }
standup-minutes-book-proposal = À rédiger et à valider : { $text }
standup-minutes-round-not-held = Un tour complet était demandé ; le temps a manqué.
standup-minutes-third = Laissé en suspens pour la troisième fois ou plus ({ $count }).
standup-minutes-later = Remis au prochain stand-up.
standup-aside-duplicate = le même que { $of }
standup-aside-not-ours = pas à nous
standup-aside-no-longer = plus un problème
standup-aside-accepted-risk = un risque accepté jusqu’au { $until }
standup-aside-with = { $reason } ({ $why })
standup-held-yes = oui
standup-held-partly = en partie
standup-held-no = non
standup-held-with = { $held } ({ $evidence })

## Refus
standup-unknown = il n’y a pas de stand-up { $id }
standup-runs-already = { $id } est encore en cours pour cette équipe : y aller, ou le finir d’abord
standup-has-ended = le stand-up est fini ; son compte rendu demeure
standup-at-the-start = il vient de commencer : il n’y a rien avant
standup-not-begun = le tour du neuf n’a pas commencé : passer à la première carte
standup-not-on-the-floor = { $id } n’a pas la parole : y aller d’abord
standup-not-on-agenda = { $id } n’est pas sur le mur et ne peut pas être à l’ordre du jour
standup-not-offered = { $id } est resté trop souvent en suspens pour cela : le faire, chercher la cause ou mettre de côté ; on peut aussi passer à la suite sans décider
standup-round-already = { $id } a déjà son tour complet : le faire, chercher la cause, mettre de côté ou laisser pour plus tard
standup-no-round = personne n’a de tour ici : la parole circule pendant le tour de parole
standup-nobody-there = il n’y a personne à qui prendre la parole
standup-only-the-leader = { $leader } anime ce stand-up : reprendre d’abord l’animation
standup-no-dots = dans un stand-up à voix haute, il n’y a pas de gommettes à poser
standup-nothing-decided = dire ce qui est décidé : le faire, chercher, tour complet, mettre de côté, plus tard, ou répondre à ce qui est demandé
standup-nothing-to-confirm = rien n’est encore en cours pour { $id } : dire quoi, qui et pour quand
standup-who-looks = dire ce qu’on cherche, et qui s’en charge
standup-who-takes = dire qui s’en charge
standup-idea-no-card = une idée porte sur un problème qui a la parole
standup-idea-empty = dire l’idée
standup-idea-too-long = une idée tient en { $max } caractères
standup-fate-too-long = une suite donnée tient en { $max } caractères
standup-idea-unknown = ce stand-up n’a pas cette idée
standup-cannot-leave-others = seule la personne qui anime inscrit les autres
standup-problem-missing = dire quel problème
standup-why-decided = Décidé dans { $id }

## Mots de la salle
standup-refused = Pas encore
standup-came-back = { $count ->
    [one] revenu
   *[other] revenu { $count } fois
}
standup-impact-1 = gêne
standup-impact-2 = ralentit
standup-impact-3 = bloque
standup-work-done = fait { $day }
standup-check-since = { $days ->
    [0] aucune occurrence depuis le début de la vérification
    [one] aucune occurrence en { $days } jour
   *[other] aucune occurrence en { $days } jours
}
standup-idea-note-cause = Noter comme cause
standup-idea-note-countermeasure = Noter comme chose à faire
standup-fate-done = on le fait
standup-fate-later = plus tard
standup-fate-no = non
standup-pick-duplicate = le même qu’un autre problème
standup-pick-not-ours = pas à nous
standup-pick-no-longer = plus un problème
standup-pick-accepted-risk = un risque accepté jusqu’à une date
standup-pick-containment = mesure immédiate
standup-pick-temporary = en attendant
standup-pick-permanent = pour de bon
standup-pick-detection = le montrer plus tôt
standup-pick-experiment = essayer une cause
standup-book-said-standard = au cahier : { $standard }
standup-book-said-waiting = attend qu’un texte soit validé
standup-draft-prevents = Le problème évité
standup-draft-do = Ce qu’on fait
standup-bad-day = une date comme 2026-03-12
standup-bad-standard = un numéro de standard, comme S-4

## Refus de l’interface
standup-covered-missing = dire s’il n’y en avait pas, s’il n’était pas appliqué, ou s’il n’a pas suffi
standup-bad-problem = un numéro de problème, comme P-12
standup-bad-mode = spoken, silent ou async
standup-bad-step = next, back ou problem
standup-bad-idea-kind = cause ou countermeasure
standup-bad-turn = done, pass ou back
standup-check-empty = dire quand vérifier, ou si ça a tenu
standup-book-one-of = dire l’un de : no, standard, proposal, markdown
standup-moved-on = le stand-up est allé plus loin : le relire
standup-nobody-named = il n’y a pas de membre { $name }
standup-minutes-open = Rien n’est encore décidé.

## En silence
standup-step-silence = Silence
standup-step-dots = Gommettes
standup-ask-silence = Chacun écrit pour soi : pourquoi cela arrive-t-il, que pourrait-on faire ? Une idée à la fois.
standup-ask-dots = Trois gommettes par personne : qu’est-ce qui vaut un essai ?
standup-silence-yours = Ses propres idées
standup-silence-none = Rien encore. Personne ne voit ce qui s’écrit ici avant que toutes les idées soient montrées ensemble.
standup-written = { $count ->
    [one] Une idée
   *[other] { $count } idées
} de { $people } des { $of } personnes présentes, sous scellé jusqu’au tour de parole
standup-idea-write = { $id } : une idée, en une phrase
standup-idea-take-back = Reprendre
standup-idea-same = Dit la même chose
standup-idea-same-as = L’idée qui dit la même chose
standup-idea-join = Réunir
standup-idea-apart = C’est une autre idée
standup-idea-take-over = La reprendre
standup-idea-waits = Pas encore envoyée ; elle partira dès que la connexion revient.
standup-idea-sent = Notée.
standup-dots = { $count ->
    [one] une gommette
   *[other] { $count } gommettes
}
standup-dots-give = { $count ->
    [0] aucune gommette
    [1] une gommette
   *[other] { $count } gommettes
}
standup-dots-left = { $count ->
    [0] Les trois gommettes sont posées.
    [1] Encore une gommette à poser.
   *[other] Encore { $count } gommettes à poser.
}
standup-dots-given-by = { $given } sur { $of } ont posé les leurs ; elles sont comptées quand tout le monde l’a fait.
standup-dots-of-few = Gommettes de { $given } sur { $of } seulement.
standup-mode-silent = Idées en silence
standup-mode-spoken = Idées à voix haute
standup-mode-is-silent = Les idées s’écrivent en silence et se montrent ensemble.

## L’horloge, l’animation, l’ordre du jour
standup-clock-until = jusqu’à { $hour }
standup-stop-here = S’arrêter là
standup-more-time = Continuer cinq minutes
standup-hand-over = Passer l’animation
standup-hand-over-to = À
standup-hand-over-do = Passer
standup-agenda-first = En premier
standup-agenda-last = En dernier
standup-turn-again = Finalement, quelque chose à dire
standup-says-turn = La parole est à { $name }, { $seconds } secondes.
standup-says-step = { $step } : { $id }
standup-unheard = { $count ->
    [one] { $names } n’a pas encore parlé.
   *[other] { $names } n’ont pas encore parlé.
}

standup-idea-shown = tout le monde a vu cette idée ; elle reste
standup-idea-itself = une idée ne peut pas dire la même chose qu’elle-même
standup-dots-not-now = les gommettes se posent après le tour de parole, avant la décision
standup-dots-given = des gommettes sont déjà posées ; les idées restent comme elles sont
standup-ideas-weighed = on donne les gommettes aux idées telles qu’elles sont : dire celle-ci au moment de la décision
standup-gone-on = Le stand-up a continué entre-temps ; voici où il en est.
standup-dots-counted = les gommettes sont comptées
standup-too-many-dots = chacun a { $max } gommettes
standup-bad-dots = un nombre de gommettes, de zéro à trois
standup-not-in-the-room = cette personne n’est pas dans la salle ; il faut d’abord l’inscrire
standup-cannot-give-for-others = qui anime pose les gommettes des personnes sans appareil
standup-mode-not-now = des idées s’écrivent ou se pèsent ; cela pourra changer avant le problème suivant
standup-had-the-floor = { $id } n’est pas parmi les cartes qui attendent leur tour
standup-bad-place = first ou last
standup-bad-minutes = un nombre entier de minutes, de 1 à { $max }
standup-leader-is-here = { $leader } anime et est là ; c’est à { $leader } de passer l’animation
standup-cannot-lead = cette personne ne prend pas part et ne peut pas animer

## En son absence
standup-away = En son absence
standup-away-hint = On a jusqu’à la fin du prochain jour ouvré pour dire qu’on voit un problème dans ce qui a été décidé. Cela revient alors au prochain ordre du jour.
standup-away-what = Que voit-on ?
standup-away-say = Je vois un problème
standup-reason-questioned = une personne absente y voit un problème
standup-minutes-idea-same = et aussi : { $text }
standup-object-running = le stand-up n’est pas terminé : le dire dans la salle
standup-object-was-there = qui était dans la salle a décidé avec les autres ; l’afficher, ou en parler au prochain stand-up
standup-object-too-late = le jour ouvré pour le dire est passé ; on peut le demander au prochain stand-up
standup-object-not-decided = rien n’a été décidé sur { $id }

## Au fil de la journée
standup-mode-async = Au fil de la journée
standup-start-otherwise = Autrement
standup-start-mode = Comment les idées arrivent aux autres
standup-start-silent-note = dans la salle, chacun écrit d’abord, puis tout se découvre ensemble
standup-start-async-note = pour une équipe qui n’est pas réunie : chacun à son heure, une étape finit quand tout le monde a répondu, ou à son échéance
standup-start-hours = Heures par étape, au fil de la journée
standup-time-apart = { $hours ->
    [one] au fil de la journée, une heure par étape
   *[other] au fil de la journée, { $hours } heures par étape
}
standup-more-day = Un jour de plus pour cette étape
standup-apart-waits = Cette étape revient à { $leader }. Les autres ont leur part quand les idées s’écrivent, au tour de parole et aux gommettes ; d’ici là, un mot se laisse sur la page du problème.
standup-floor-apart = La parole est à tout le monde, chacun à son heure
standup-ready = Rien à ajouter
standup-ready-spoken = J’ai dit ce que j’avais à dire
standup-ready-dots = Pas d’autre gommette
standup-ready-not = Finalement, quelque chose à ajouter
standup-ready-count = { $count ->
    [one] { $count } sur { $of } n’a rien à ajouter.
   *[other] { $count } sur { $of } n’ont rien à ajouter.
}
standup-clock-until-day = jusqu’au { $day }
standup-bad-hours = un nombre entier d’heures, de 1 à { $max }
standup-minutes-led-apart = Animé par { $leader }, au fil de la journée, du { $from } au { $to }.
standup-minutes-going-apart = Animé par { $leader }, au fil de la journée, depuis le { $from } ; encore en cours.

## Les visages de la séance
standup-act-waits = Pas encore envoyé : le serveur ne répond pas. L’envoi se fera dès le retour de la connexion ; la saisie reste.
standup-unsent = Tapé et pas encore envoyé. L’envoyer, ou avancer encore une fois pour le laisser.
standup-kept = Le stand-up a continué. Ceci était tapé et n’est pas envoyé :
standup-kept-away = Ranger
standup-face-screen = Pour le grand écran
standup-face-page = La page entière
standup-face-agenda = Ordre du jour et personnes présentes
standup-face-mine = Retour à ce qu’il y a à faire
standup-facts-word = Compléter les faits aussi
standup-keys-next = Continuer
standup-keys-idea = Noter une idée
standup-keys-mode = Idées en silence ou à voix haute
standup-book-no-screen = au fil de la journée, personne ne lit le texte à l’écran avec les autres : en faire une proposition, que chacun valide
