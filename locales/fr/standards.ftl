# Le cahier, la page d’un standard, son histoire, et la rédaction.

## Ce qui peut clocher
standard-unknown = Il n’y a pas de { $id }.
standard-no-such-address = Il n’y a pas de standard à cette adresse.
standard-revision-unknown = { $id } n’a pas de révision { $revision }.
standard-status-unknown = Le statut est active, superseded ou retired.
standard-read-unknown = La lecture est yes, changed ou no.
standard-text-same = C’est déjà le texte en vigueur : changer d’abord quelque chose.
standard-text-nul = Le texte contient un caractère NUL : l’enlever.
standard-number-taken = { $id } est déjà { $path } : donner un autre numéro à ce fichier avec cahier standard renumber.
standard-supersedes-circle = Ces standards se remplaceraient en rond : { $way }. Enlever l’un d’eux de « supersedes ».
standard-question-empty = Dire ce qui n’est pas clair.
standard-question-long = Le dire en { $max } caractères au plus.
standard-question-unknown = Cette question n’est plus ouverte.
standard-question-not-yours = C’est à qui a posé la question, ou à un membre, de dire que c’est clair.
standard-wording-empty = Dire en quelques mots comment on le cherche.
standard-wording-long = Le dire en { $max } caractères au plus.
standard-agree-own = C’est aux autres de valider ce qu’on a écrit soi-même.
standard-moved-on = { $id } en est à la révision { $revision } : la lire avant de décider.
standard-undo-agreed = { $id } a été validé ensemble : proposer plutôt un changement.
standard-retired-already = { $id } est déjà retiré.
standard-retire-why-missing = Dire pourquoi on n’en a plus besoin.
standard-retire-why-long = Le dire en { $max } caractères au plus.
standard-review-past = Choisir un jour à venir.
standard-review-no-day = « { $text } » n’est pas un jour : l’écrire comme 2027-05-01.

## Le cahier
book-title = Le cahier
book-write = Écrire un standard
book-write-first = Écrire le premier standard
book-lede = { $count ->
    [0] Ce qui marche pour de bon s’écrit ici, pour qu’aucun problème ne revienne.
    [one] Comment on fait désormais : 1 standard en vigueur.
   *[other] Comment on fait désormais : { $count } standards en vigueur.
}
book-asking = En attente d’accord
book-asks = { $what } · { $approvals } d’accord sur { $needed }
book-asks-changed = A changé depuis l’accord donné ici
book-asks-revision = { $id }, révision { $revision } : en vigueur, pas encore validée ensemble
book-asks-out = { $id }, révision { $revision } : mis hors vigueur, pas encore validé ensemble
book-asks-in-force = { $count ->
    [one] 1 texte en vigueur, pas encore validé ensemble
   *[other] { $count } textes en vigueur, pas encore validés ensemble
}
book-narrow = Affiner
book-facet-tag = Étiquette
book-facet-team = Équipe
book-facet-status = Statut
book-all = tout
book-in-force = en vigueur
book-superseded = remplacés
book-retired = retirés
book-not-yet = pas encore validés ensemble
book-review = à revoir
book-unclear = pas clairs
book-unclear-one = pas clair
book-facet-read = Ma lecture
book-read-no = pas encore lus
book-read-changed = changés depuis
book-read-yes = lus
book-changed-since = changé depuis la lecture
book-reviews = À revoir
book-review-by = pour le { $day }
book-review-seen-to = un changement est proposé
book-reviews-all = Tous
book-successor = remplacé par { $id }
book-not-yet-one = pas encore validé ensemble
book-recent = Ce qui a changé ce mois-ci
book-chapter-rest = Sans étiquette
book-empty-title = Le cahier est vide
book-empty = Un standard dit comment l’équipe fait désormais : quoi, comment et pourquoi, en cinq à sept étapes. Le premier s’écrit à partir d’un problème résolu.
book-none-in-force-title = Aucun standard n’est en vigueur
book-none-in-force-retired = Ceux qui ont été retirés
book-none-in-force-superseded = Ceux qui ont été remplacés
book-none-title = Aucun standard de ce genre
book-none = Voir tout le cahier
book-agree-all = { $count ->
    [one] D’accord avec ce texte
   *[other] D’accord avec ces { $count } textes
}
book-agree-all-hint = Ils sont arrivés par fichier et sont déjà en vigueur.
book-agreed-all = { $count ->
    [one] Accord donné à 1 texte
   *[other] Accord donné à { $count } textes
}
book-revision = révision { $revision }
book-challenged = remis en cause

## Un standard
standard-facts = Repères
standard-standard = Standard
standard-revision = révision { $revision }
standard-status-active = en vigueur
standard-status-superseded = remplacé
standard-status-retired = retiré
standard-decided = Décidé le
standard-since = Depuis le
standard-agreement = Validé par
standard-agreed-by = { $count ->
    [one] 1 personne, sur ce texte
   *[other] { $count } personnes, sur ce texte
}
standard-agreed-standup = le stand-up, { $count } dans la salle
standard-self-checked = auto-vérifié : il n’y avait personne d’autre à qui demander
standard-taken-out = mis hors vigueur par { $who }, pas encore validé ensemble, { $approvals } sur { $needed }
standard-not-yet = pas encore validé ensemble, { $approvals } sur { $needed }
standard-not-agreed = pas validé ensemble, { $approvals } sur { $needed }
standard-team = Équipe
standard-tags = Étiquettes
standard-review-by = À revoir le
standard-solves = Résout
standard-enforced-by = Rendu incontournable par
standard-applies-to = Concerne
standard-readers = Lu par
standard-read-by = { $count ->
    [0] personne encore
   *[other] { $count } sur { $people }
}
standard-read-before = { $count ->
    [one] 1 de plus a lu un texte d’avant
   *[other] { $count } de plus ont lu un texte d’avant
}
standard-file = Fichier
standard-superseded-by = Il ne s’applique plus. Il a été remplacé par
standard-retired = Il ne s’applique plus : il a été retiré.
standard-replaces = Remplace
standard-challenged-before = (que devait résoudre { $id }, remplacé par celui-ci)
standard-challenged-hint = La remise en cause prend fin quand quelqu’un dit, sur la page du problème, pourquoi c’est revenu : pas de standard, pas appliqué, ou pas suffisant.
standard-review-due = À revoir. C’était prévu pour le
standard-review-until = Il tient toujours : le revoir le
standard-review-holds = Proposer cette date
standard-review-hint = Seule la date change, avec l’accord des autres. S’il ne tient plus, proposer un changement.
standard-write-successor = Écrire ce qui le remplace
standard-retire-why = Pourquoi n’en a-t-on plus besoin ?
standard-retire-why-hint = En une ligne. C’est gardé dans le fichier, et montré à qui passe ici.
standard-retire-send = Le proposer
standard-clear = C’est clair maintenant
standard-clear-now = C’est noté : c’est clair maintenant.
standard-challenged = Remis en cause : il devait résoudre ce qui est revenu :
standard-not-yet-file = Ce texte est arrivé par fichier : il est en vigueur, et pas encore validé ensemble.
standard-not-yet-out = { $who } l’a mis hors vigueur, et ce n’est pas encore validé ensemble.
standard-not-yet-out-file = Un fichier l’a mis hors vigueur, et ce n’est pas encore validé ensemble.
standard-not-yet-correction = Cette petite correction est en vigueur, et pas encore validée ensemble.
standard-agreement-fell = L’accord donné ici vaut pour la révision { $revision } : ce texte-ci est autre.
standard-see-what-changed = Voir ce qui a changé
standard-agree = D’accord
standard-undo = Annuler ce changement
standard-undo-out = Le remettre en vigueur
standard-undo-first = Annuler sa mise en vigueur
standard-agreed-now = C’est noté : accord sur ce texte précis.
standard-undo-by-hand = Pour qu’il ne soit plus en vigueur, écrire « status: retired » en tête de { $path }, dans le dossier des standards : cet en-tête ne peut pas être changé d’ici.
standard-undone = Annulé. Le texte d’avant est de nouveau en vigueur.
standard-undone-first = Il n’est plus en vigueur.
standard-published-now = En vigueur, et inscrit au cahier.
standard-published-replacing = En vigueur, et inscrit au cahier. Il remplace { $ids }.
standard-retired-now = { $id } est retiré : il ne s’applique plus, et le cahier le dit.
standard-corrected-now = Corrigé : en vigueur, et soumis à l’accord de tous.
standard-proposed = Proposé, et pas encore validé :
standard-proposed-by = par { $who }, { $approvals } d’accord sur { $needed }
standard-read = Lu
standard-unread = Marquer comme non lu
standard-propose-retire = Proposer de le retirer
standard-propose-change = Proposer un changement
standard-questions = Pas clair
standard-questions-hint = Qui a écrit le texte les voit sur le mur. Un texte changé y répond, ou quelqu’un dit que c’est clair maintenant.
standard-unclear = Ce n’est pas clair
standard-unclear-what = Qu’est-ce qui n’est pas clair ?
standard-unclear-send = Demander
standard-asked = Demandé. La question reste sur cette page, et sur le mur de qui a écrit le texte, jusqu’à ce que ce soit clair.
standard-did-not-hold = Ça n’a pas tenu
standard-which-problem = Lequel de ses problèmes est revenu ?
standard-which-problem-hint = S’il était clos ou en vérification, il est affiché de nouveau et remet le standard en cause ; s’il est encore ouvert, il compte une fois de plus.
standard-none-of-them = aucun de ceux-là
standard-none-of-them-note = Un nouveau problème est affiché, lié à ce standard.
standard-what-happened = Que s’est-il passé ?
standard-what-happened-hint = En une ligne. Pour un nouveau problème, c’est son titre.
standard-did-not-hold-send = L’afficher
standard-what-happened-missing = Dire en une ligne ce qui s’est passé : ce sera le titre du problème.
standard-contents = Sur cette page

## Comment on le cherche
asked-title = Comment on le cherche
asked-hint = La recherche trouve cette page par ces mots aussi bien que par son titre.
asked-none = Personne ne l’a encore cherché en d’autres mots. Il les apprend des problèmes qu’il résout, et des recherches après lesquelles quelqu’un a dit : c’était ça.
asked-all = toutes les façons
asked-more = { $count ->
    [one] { $count } de plus
   *[other] { $count } de plus
}
asked-from-problem = un problème qu’il résout,
asked-from-occurrence = dit quand c’est encore arrivé,
asked-from-same = un problème qui était le même,
asked-from-search = une recherche
asked-from-hand = ajouté à la main
asked-from-hand-by = ajouté par { $who }
asked-remove = Enlever
asked-remove-this = Enlever :
asked-add = Ajouter une façon de le chercher
asked-add-what = Comment le chercherait quelqu’un qui ne le connaît pas encore ?
asked-add-hint = Quelques mots, comme on les taperait dans la recherche.
asked-add-send = Ajouter
asked-searched = Recherche faite : « { $query } ». C’était ça ?
asked-in-vain = Rien trouvé pour « { $query } ». C’était ça ?
asked-in-vain-then = Rien trouvé pour « { $query } », puis recherche de « { $then } ». C’était ça ?
asked-this-was-it = C’était ça
asked-learnt = Noté : la prochaine recherche en ces mots le trouve. Aucun nom n’y est attaché.
asked-added = Ajouté : la recherche le trouve désormais par ces mots.
asked-removed = Enlevé : la recherche ne le trouve plus par ces mots, et ils ne reviennent pas d’eux-mêmes.

## Histoire
history-title = { $id }, comment il a changé
history-revisions = Révisions
history-from = De
history-to = À
history-compare = Comparer
history-text = texte
history-compared = De la révision { $from } à la révision { $to }
history-left-out = { $count ->
    [one] Une ligne de plus diffère ou l’entoure, de trop pour être montrée.
   *[other] { $count } lignes de plus diffèrent ou les entourent, trop pour être montrées.
}
history-too-different = Trop de mots diffèrent pour les marquer : voici le texte le plus récent, seul.
history-same = C’est deux fois le même texte.
history-endings = Seules les fins de ligne ont changé.
history-revision = Révision { $revision }
history-source-review = relue
history-source-standup = validée à l’écran d’un stand-up
history-source-correction = petite correction
history-source-file = arrivée par fichier
history-restores = reprend la révision { $revision }
history-agreed = validée ensemble
history-self-checked = auto-vérifiée
history-not-yet = pas encore validée ensemble
history-from-folder = par le dossier
history-gap = …
history-restore = Proposer de reprendre la révision { $revision }
history-head-only = On lit la même chose dans les deux : seul ce qui est entre les tirets, en tête, a changé. Le texte le montre.
history-lines = D’où vient chaque ligne

## D’où viennent les lignes
lines-title = { $id }, d’où vient chaque ligne
lines-hint = Chaque ligne, avec la révision depuis laquelle elle est là sans interruption.
lines-of = Les lignes de
lines-show = Afficher
lines-agreed = avec l’accord de
lines-proposal = la proposition
lines-before = les lignes d’avant

## Rédaction
edit-error = Erreur :
edit-new-title = Écrire un standard
edit-new-lede = Ce qui marche pour de bon. Il prend effet quand les autres ont validé exactement ce texte.
edit-change-title = Proposer un changement de { $id }
edit-change-lede = Il prend effet quand les autres ont validé exactement le nouveau texte.
edit-proposal-title = Changer le texte proposé
edit-proposal-lede = Un texte changé redemande l’accord de tous.
edit-faults = À corriger
edit-fault-line = Ligne { $line } : { $text }
edit-text = Le standard, en markdown
edit-text-hint = Entre les deux lignes de tirets : étiquettes, équipe, problèmes résolus. Le premier titre est celui du standard.
edit-preview = Comme on le lira
edit-changes = Ce qui change
edit-look = Aperçu
edit-send = Le proposer
edit-send-change = Proposer ce changement
edit-send-amended = Enregistrer et redemander
edit-correct = C’est une petite correction
edit-correct-hint = Orthographe ou lien seulement : en vigueur tout de suite, et soumis à l’accord de tous.
edit-restored = Ce qui était en cours de saisie a été remis ici.
edit-cancel = Annuler
edit-meanwhile = Ce qui a changé entre-temps
edit-meanwhile-hint = Du texte en place vers celui-ci. Rien n’est encore enregistré.
edit-joined = Les deux changements vont ensemble et sont réunis dans le texte ci-dessous. Le relire, puis l’envoyer.
edit-joined-clashes = { $count ->
    [one] Ce qui va ensemble est réuni dans le texte ci-dessous. Un endroit a été changé des deux côtés : les deux s’y trouvent entre des marques. Garder ce qui doit valoir, supprimer les marques, puis envoyer.
   *[other] Ce qui va ensemble est réuni dans le texte ci-dessous. { $count } endroits ont été changés des deux côtés : les deux s’y trouvent entre des marques. Garder ce qui doit valoir, supprimer les marques, puis envoyer.
}
edit-joined-changes = Ce que le texte réuni change dans le cahier
edit-joined-changes-proposed = Ce que le texte réuni change à celui qui est là maintenant
edit-mark-mine = ce qui a été écrit ici
edit-mark-theirs = ce que { $who } a écrit entre-temps
edit-changed-by = { $who } a changé ce texte entre-temps.
edit-theirs = Le texte en place
edit-conflict-do = Le texte saisi est plus bas, tel quel. Reprendre ce qui manque, puis renvoyer.
edit-draft-title = Le titre : comment on fait désormais
edit-draft-prevents = Le problème évité
edit-draft-prevents-hint = Ce qui s’est passé, en deux ou trois phrases, et ce que cela a coûté.
edit-draft-should-be = Attendu : { $text }
edit-draft-is = Constaté : { $text }
edit-draft-causes = Pourquoi c’est arrivé :
edit-draft-do = Ce qu’on fait
edit-draft-do-hint = Quoi, comment et pourquoi.
edit-draft-examples = À faire, à ne pas faire
edit-draft-examples-hint = Un exemple de chaque.
edit-draft-check = Comment on vérifie
edit-draft-check-hint = La règle, le test ou le coup d’œil qui dit si c’est fait.
edit-draft-not = Quand cela ne s’applique pas
edit-draft-not-hint = Le dire, ou enlever cette partie.
edit-hints-out = Les parties où il ne restait que l’indication ont été enlevées.

## cahier standard
cli-not-asked = Personne ne l’a encore cherché en d’autres mots.
cli-no-standards = Aucun standard.
cli-standard-new-next = L’écrire, puis le proposer : cahier standard propose FICHIER
cli-standard-does = { $what } : { $title }
cli-standard-retired = { $id } est retiré : { $title }
cli-standard-published = { $id } est en vigueur : { $title }
cli-standard-asks = { $approvals } accord(s) sur { $needed } : { $url }
cli-file-unreadable = { $path } est illisible : { $why }
cli-file-not-text = { $path } n’est pas un texte en UTF-8.
cli-renumber-no-file = { $path } n’est pas un fichier markdown.
cli-renumber-taken = { $path } existe déjà.
cli-renumber-the-other = Dans le cahier, { $id } est { $path } : renuméroter plutôt { $other }.
cli-renumber-once = { $id } n’existe qu’une fois, et le cahier le connaît sous ce numéro avec son histoire et ses liens : il le garde.
cli-renumber-mended = { $path } : { $count ->
    [one] un lien réparé
   *[other] { $count } liens réparés
}.
cli-renumber-doubtful = { $place } : { $id } peut désigner ce standard, devenu { $new }, ou l’autre : regarder et changer à la main.
cli-renumber-doubtful-link = { $place } : un lien n’a pas pu être réparé : le changer à la main.
renumber-changed = un fichier a changé entre-temps : relancer la commande

## Ce qui n’est pas encore validé ensemble
not-yet-title = Pas encore validé ensemble
not-yet-lede = Ces textes sont arrivés par fichier ou comme petites corrections. Ils sont en vigueur ; chacun se valide ou s’annule d’un clic.
not-yet-since = Ce qui a changé depuis la révision { $revision }, qui revient si on annule
not-yet-since-mine = Ce qui a changé depuis la révision { $revision }, validée d’ici : cet accord ne compte plus
not-yet-first = Il est nouveau : rien n’était en vigueur avant lui.
not-yet-none-title = Tout ce qui est en vigueur est validé ensemble.
not-yet-none = Au cahier

## The book outside the program
saved-count = { $count ->
    [one] Un standard.
   *[other] { $count } standards.
}
saved-search = Chercher dans ce cahier
saved-found = Trouvés :
saved-none = Rien ne contient tous ces mots.
saved-others = Autres
saved-past = Plus en vigueur
saved-original = La page sur le serveur
saved-alone = Enregistrer en un fichier

book-whole = Tout sur une page
book-whole-back = Retour au sommaire
book-whole-contents = Sommaire
book-whole-more = Seuls les 500 premiers sont ici : restreindre le cahier à une équipe ou à une étiquette, ou tout écrire dans un dossier avec « cahier export ».
book-whole-empty = Aucun standard n’est en vigueur ici.
