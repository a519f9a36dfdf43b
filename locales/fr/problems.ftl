# Les problèmes : ce qui est refusé et pourquoi, la page d’un problème, les mots de son histoire.

problem-unknown = { $id } n’existe pas.
problem-title-missing = Écrire en quelques mots ce qui coince.
problem-title-too-long = Un titre a au plus { $max } caractères, celui-ci en a { $count } : le raccourcir et mettre le reste dans la description.
problem-text-missing = Écrire quelque chose ici.
problem-text-too-long = Ce texte a plus de { $max } caractères : le raccourcir.
problem-tag-too-long = Une étiquette a au plus { $max } caractères.
problem-tags-too-many = Un problème a au plus { $max } étiquettes.
problem-impact-unknown = L’impact est 1 (gêne), 2 (ralentit) ou 3 (bloque).
problem-word-unknown = « { $word } » n’est pas un de ces mots : { $words }.
problem-date-unknown = Écrire la date comme 2026-03-12.
problem-team-missing = Il y a plusieurs équipes ({ $keys }) : dire laquelle.

problem-closed-say-again = Il est clos : dire d’abord que c’est encore arrivé.
problem-aside-bring-back = Il est mis de côté : le remettre d’abord au mur.
problem-already-on-the-wall = Il est déjà au mur.
problem-in-tray-post-first = Il est dans le bac à trier : l’afficher d’abord.
problem-changed-meanwhile = { $id } a été modifié entre-temps : regarder ce qu’il dit maintenant, puis le modifier à nouveau.

problem-work-nobody-did-it = Dire qui l’a fait.
problem-work-done-reopen-first = C’est fait : le reprendre avant d’y renoncer.
problem-work-done-or-dropped = C’est fait ou on y renonce, pas les deux.
problem-countermeasure-unknown = Cette contre-mesure n’existe pas.
problem-investigation-unknown = Cette recherche de cause n’existe pas.
problem-owner-unknown = Personne n’a cet identifiant ni cette adresse.
problem-owner-cannot = Seuls les membres peuvent s’en charger, et tant qu’ils sont là.

problem-check-nothing-to-check = Rien n’est encore fait : il n’y a rien à vérifier.
problem-check-in-the-past = La vérification a lieu aujourd’hui ou plus tard.
problem-check-too-early = La vérification est prévue le { $day } : attendre, ou choisir d’abord une date plus proche.
problem-check-not-checking = Il n’est pas en vérification.

problem-aside-of-missing = Dire de quel problème c’est le double.
problem-aside-why-missing = Dire pourquoi, en une ligne.
problem-aside-until-missing = Dire jusqu’à quand le risque est accepté.
problem-aside-until-past = La date doit être après aujourd’hui.
problem-duplicate-of-itself = Un problème n’est pas son propre double.
problem-duplicate-circle = { $of } est déjà un double de { $id } : remettre d’abord l’un des deux au mur.

problem-occurrence-unknown = Cette occurrence n’existe pas.
problem-occurrence-gone = Elle a déjà été refusée ou retirée.
problem-occurrence-take-back = Elle est confirmée : la retirer plutôt.
problem-occurrence-too-late = Une occurrence peut être retirée pendant un jour.
problem-occurrence-in-the-future = Cela ne peut pas être arrivé dans l’avenir : donner un moment passé.
problem-occurrence-asks-nothing = Cette occurrence n’est pas un retour : elle ne pose pas de question.

problem-standard-unknown = { $id } n’est pas dans le cahier.
problem-standard-retired = { $id } n’est plus en vigueur.
problem-standard-not-linked = { $id } n’est pas un des standards de ce problème.
problem-link-in-file = Le fichier de { $id } nomme ce problème : l’enlever de « solves » dans le fichier.
problem-cause-unknown = Ce problème n’a pas ce pourquoi.

problem-undo-not-yours = Seule la personne qui l’a affiché peut l’annuler : le mettre plutôt de côté.
problem-undo-touched = Quelqu’un y a touché depuis : le mettre plutôt de côté.
problem-undo-too-late = On peut annuler pendant dix minutes : le mettre plutôt de côté.

import-not-json = Cette ligne n’est pas un objet JSON.
import-no-title-column = La première ligne doit nommer les colonnes, dont « title ».
import-bad-date = Écrire la date comme 2026-03-12 ou 2026-03-12T09:30:00Z.
import-not-taken = Ligne refusée : { $why }

problem-check-due-or-answer = Envoyer soit « due », soit « answer ».
problem-book-one-answer = Envoyer exactement un des trois : « standard », « proposal », « no ».
problem-proposal-unknown = Cette proposition n’existe pas.
problem-proposal-withdrawn = Cette proposition a été abandonnée.
problem-instant-unknown = Écrire le moment comme 2026-03-12T09:30:00Z.
problem-minutes-unknown = Écrire un nombre de minutes.
problem-owner-stays = Une action peut changer de mains, pas rester sans personne : dire qui la prend.
problem-due-stays = Une échéance peut être déplacée, pas enlevée.

# La page.
problem-problem = Problème
problem-state-tray = à trier
problem-state-posted = affiché
problem-state-analysing = en analyse
problem-state-acting = en action
problem-state-checking = en vérification
problem-state-closed = clos
problem-state-set-aside = mis de côté
problem-title = Titre
problem-team = Équipe
problem-posted = Affiché
problem-by = par { $name }
problem-by-team = par l’équipe
problem-by-import = importé
problem-impact = Impact
problem-impact-unsaid = non dit
problem-impact-1 = gêne
problem-impact-2 = ralentit
problem-impact-3 = bloque
problem-it-happened = C’est encore arrivé
problem-happened = { $count ->
    [one] une fois, { $last }
   *[other] { $count } fois, la dernière { $last }
}
problem-late = En retard
problem-check = Vérification
problem-to-be-seen = À voir d’ici
problem-due = Échéance
problem-tags = Étiquettes
problem-tags-hint = Des mots pour le retrouver, séparés par des virgules.
problem-held-days = { $count ->
    [one] 1 jour sans retour
   *[other] { $count } jours sans retour
}
problem-held-checked = vérifié
problem-should-be = Attendu
problem-should-be-none = Personne n’a encore écrit ce qui est attendu.
problem-is = Constaté
problem-is-hint = Ce qu’on voit. C’est d’abord le titre.
problem-description = Description
problem-markdown-hint = Le markdown fonctionne ici.
problem-containment = Mesure immédiate
problem-containment-hint = Ce qui limite les dégâts tant que la cause est inconnue.
problem-where = Où
problem-where-not = Où cela n’arrive pas
problem-since = Depuis quand
problem-minutes = Minutes perdues
problem-minutes-count = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
problem-more-facts = Plus de faits
problem-new = Afficher un problème
problem-edit = Modifier
problem-edit-title = Modifier { $id }
problem-save = Enregistrer
problem-cancel = Abandonner
problem-clash = Quelqu’un d’autre l’a modifié entre-temps. Les deux textes sont ci-dessous ; le formulaire contient le dernier saisi.
problem-clash-hint = Enregistrer maintenant remplace l’autre texte, qui reste lisible dans l’histoire.
problem-clash-how = − l’autre texte, + le texte saisi
problem-again = C’est encore arrivé
problem-said-again = Noté : c’est encore arrivé.
problem-bring-back = Remettre au mur

problem-towards-posted = Pour aller sur le mur
problem-towards-acting = Pour passer en action
problem-towards-checking = Pour passer en vérification
problem-towards-closed = Pour le clore
problem-missing-post = L’afficher sur le mur
problem-missing-start = Une contre-mesure ou une recherche de cause, avec quelqu’un et une échéance
problem-missing-owner = Quelqu’un pour « { $text } »
problem-missing-finding = Le résultat de « { $text } »
problem-missing-look = Le regard de l’équipe : aucun stand-up ne l’a encore vu depuis son retour ou son affichage
problem-missing-done = Au moins une contre-mesure faite
problem-missing-finish = « { $text } » est encore en cours
problem-missing-book = Une réponse à : pour le cahier ?
problem-missing-text = L’accord sur le texte du cahier
problem-missing-held = Une réponse à : est-ce que ça a tenu ? À partir du { $day }
problem-missing-bring-back = Le remettre au mur
problem-met-look = Vu par l’équipe
problem-met-book = Dans le cahier
problem-met-not-for-the-book = Pas pour le cahier : { $why }
problem-met-done = Toutes les contre-mesures sont faites
problem-start = En ajouter une
problem-takes-it = S’en charge
problem-finding = Résultat
problem-finding-add = Écrire le résultat
problem-write-standard = Écrire le standard
problem-write-from = En écrire un standard
problem-book-other = Autre réponse
problem-book-standard = Le standard qui le couvre
problem-book-yes = C’est dans le cahier
problem-book-why-not = Pourquoi ce n’est pas pour le cahier
problem-book-no = Pas pour le cahier
problem-evidence = Ce qui le montre
problem-evidence-known = { $count ->
    [one] Il n’est pas revenu depuis 1 jour.
   *[other] Il n’est pas revenu depuis { $count } jours.
}
problem-held-yes = Ça a tenu
problem-held-partly = En partie
problem-held-no = Ça n’a pas tenu
problem-check-date = Demander le
problem-check-move = Déplacer la vérification

problem-occurrences = Occurrences
problem-it-is-one = C’est arrivé
problem-it-is-not-one = C’était autre chose
problem-take-back = Retirer
problem-question = Il est revenu : qu’en est-il du standard ?
problem-lesson-none = Il n’y avait pas de standard
problem-lesson-none-do = En écrire un.
problem-lesson-not-applied = Il n’était pas connu ou pas appliqué
problem-lesson-not-applied-do = Le rendre incontournable : un crochet, un lint, un modèle, un test.
problem-lesson-not-enough = Il était appliqué et n’a pas suffi
problem-lesson-not-enough-do = Le compléter.
problem-answer = Répondre
problem-told-by = signalé par { $name }
problem-told-by-team = signalé par l’équipe
problem-told-by-trailer = signalé par un commit
problem-told-by-alert = signalé par une alerte
problem-told-by-duplicate = { $id } est le même
problem-occurrence-waits = à confirmer
problem-occurrence-refused = c’était autre chose
problem-occurrence-taken-back = retiré

problem-doing = Ce qu’on fait
problem-doing-none = Rien encore.
problem-countermeasure = Ce qui est fait
problem-countermeasure-add = Ajouter une contre-mesure
problem-countermeasure-do = Le faire
problem-investigation = recherche de cause
problem-investigation-add = Chercher la cause
problem-investigation-question = Question
problem-investigation-do = Chercher
problem-owner = Qui
problem-owner-nobody = personne encore
problem-kind = Sorte
problem-purpose-containment = mesure immédiate
problem-purpose-temporary = provisoire
problem-purpose-permanent = définitive
problem-purpose-detection = détection
problem-purpose-experiment = essai
problem-effect = Effet attendu
problem-strength = À quel point c’est incontournable
problem-strength-remind = on se le rappelle
problem-strength-document = c’est écrit
problem-strength-checklist = une liste à suivre
problem-strength-template = un modèle
problem-strength-lint = un lint le signale
problem-strength-test = un test le refuse
problem-strength-impossible = on ne peut plus s’y tromper
problem-note-effect = Attendu : { $text }
problem-note-strength = Force : { $text }
problem-note-evidence = Preuve : { $text }
problem-note-finding = Trouvé : { $text }
problem-note-dropped = Abandonné : { $text }
problem-done-on = fait { $day }
problem-dropped-on = abandonné { $day }
problem-work-done = Marquer comme fait
problem-work-reopen = Reprendre
problem-work-change = Modifier
problem-work-drop = Y renoncer
problem-work-drop-why = Pourquoi y renoncer

problem-whys = Pourquoi
problem-whys-none = Personne n’a encore demandé pourquoi.
problem-why = Pourquoi ?
problem-why-hint = Une personne n’est jamais une cause : demander ce qui a rendu cela possible.
problem-why-add = Ajouter le pourquoi
problem-why-more = Demander encore
problem-why-verified = Vérifié
problem-why-rejected = Écarté
problem-why-hypothesis = Hypothèse
problem-why-is-verified = vérifié
problem-why-is-rejected = écarté

problem-links = Standards
problem-link = Lier
problem-links-none = Aucun standard n’est encore lié à ce problème.
problem-link-add = Lier un standard
problem-link-standard = Le standard qui le résout
problem-link-standard-hint = Son numéro, comme S-4.
problem-unlink = Délier
problem-standard-in-force = en vigueur
problem-standard-challenged = remis en cause
problem-standard-superseded = remplacé
problem-standard-is-retired = retiré
problem-text-being-agreed = en cours d’accord

problem-set-aside = Mettre de côté
problem-aside-reason = Pourquoi
problem-aside-duplicate = Double
problem-aside-duplicate-note = Il compte là-bas comme une occurrence.
problem-aside-not-ours = Pas à nous
problem-aside-no-longer = Plus un problème
problem-aside-accepted-risk = Risque accepté
problem-aside-accepted-risk-note = Il revient à la date ci-dessous.
problem-aside-of = Le même que
problem-aside-of-hint = Pour un double : son numéro, comme P-7.
problem-aside-why = En une ligne
problem-aside-until = Jusqu’au
problem-aside-is-duplicate = Mis de côté : le même que
problem-aside-is-not-ours = Mis de côté, pas à nous : { $why }
problem-aside-is-no-longer = Mis de côté, plus un problème : { $why }
problem-aside-is-accepted-risk = Mis de côté jusqu’au { $until }, risque accepté : { $why }

problem-story = Histoire
problem-story-more = Toute l’histoire
problem-comment = Remarque
problem-comment-add = Ajouter la remarque

# L'histoire : une ligne pour chaque chose arrivée.
story-who-calendar = le calendrier
story-who-folder = le dossier des standards
story-who-git = un commit
story-who-import = l’import
story-who-somebody = quelqu’un
story-who-terminal = le terminal
story-posted = Affiché par { $who }
story-imported = Importé, à trier
story-put-up = Sorti du bac à trier par { $who } et affiché
story-brought-back = Remis au mur par { $who }
story-undone = Affichage annulé par { $who }
story-moved = Maintenant { $to }
story-changed = Texte modifié par { $who }
story-told = C’est encore arrivé, dit { $who } ; à confirmer
story-occurred = C’est encore arrivé, dit { $who }
story-occurrence-confirmed = Occurrence confirmée par { $who }
story-occurrence-refused = C’était autre chose, dit { $who }
story-occurrence-taken-back = Occurrence retirée par { $who }
story-question-answered = Pourquoi il est revenu, selon { $who } : { $answer }
story-set-aside = Mis de côté par { $who } : { $reason }
story-returned = Sa date est venue : il est de retour sur le mur
story-seen = L’équipe l’a regardé
story-check-set = Vérification déplacée au { $day } par { $who }
story-checked-yes = Ça a tenu, dit { $who }
story-checked-yes-self = Ça a tenu, dit { $who }, qui l’a fait : vérifié par soi-même
story-checked-partly = Ça a tenu en partie, dit { $who }
story-checked-no = Ça n’a pas tenu, dit { $who }
story-for-the-book = Pour le cahier, dit { $who }
story-not-for-the-book = Pas pour le cahier, dit { $who }
story-book-asked-again = Le texte attendu n’est plus là : pour le cahier ?
story-text-in-force = Le texte attendu est en vigueur
story-linked = Standard lié par { $who }
story-unlinked = Standard délié par { $who }
story-commented = Remarque, par { $who }
story-cause-added = { $who } a demandé pourquoi : « { $text } »
story-cause-changed = { $who } a modifié un pourquoi : « { $text } »
story-cause-verified = { $who } l’a vérifié : « { $text } »
story-cause-rejected = { $who } l’a écarté : « { $text } »
story-countermeasure-added = { $who } a ajouté « { $text } »
story-investigation-added = { $who } a demandé : « { $text } »
story-work-assigned = { $owner } s’en charge : « { $text } »
story-work-postponed = { $who } a déplacé « { $text } » au { $day }
story-work-dropped = { $who } a renoncé à « { $text } »
story-work-done = { $who } a terminé « { $text } »
story-work-reopened = { $who } a repris « { $text } »
story-work-changed = { $who } a modifié « { $text } »
story-has-duplicate = Un autre problème est le même
story-proposal-opened = { $who } a proposé un texte pour le cahier
story-proposal-published = Le texte pour le cahier est en vigueur
story-proposal-withdrawn = { $who } a abandonné le texte proposé pour le cahier
story-standup-decided = Décidé en stand-up
story-fix-linked = { $who } a lié du code : { $title }
story-fix-unlinked = { $who } a délié du code : { $title }

# Le terminal.
cli-looks-like = Ressemble à { $id } { $title }
cli-looks-like-solved = Ressemble à { $id } { $title }, résolu par { $by }
cli-to-move-on = Pour avancer
problem-finding-missing = Écrire ce qui a été trouvé : une recherche de cause se termine par un résultat, ou s’abandonne avec une raison.
problem-finding-not-here = Seule une recherche de cause a un résultat ; une contre-mesure a des preuves.
problem-typed = Ce qui a été saisi, pour que rien ne se perde :
