# Un texte proposé à l’équipe.

## Ce qui peut clocher
proposal-unknown = Cette proposition n’existe pas.
proposal-state-unknown = L’état est open, published ou withdrawn.
proposal-no-problem = { $name } n’est pas un problème : le nommer comme P-12.
proposal-title-missing = Lui donner un titre : une première ligne comme « # Stocker l’heure en UTC ».
proposal-title-long = Ramener le titre à { $max } caractères.
proposal-base-unknown = { $id } n’a pas cette révision pour point de départ.
proposal-changed-meanwhile = Quelqu’un d’autre a changé ce texte entre-temps.
proposal-published-already = Ce texte est déjà au cahier.
proposal-withdrawn-reopen = Cette proposition a été abandonnée : la rouvrir d’abord.
proposal-base-moved = { $id } est passé à la révision { $revision } depuis que ce texte a été écrit : reprendre ce qui a changé, puis redemander.
proposal-agree-own = C’est aux autres de valider ce qu’on a écrit soi-même.
proposal-other-text = Le texte a changé : le lire tel qu’il est, puis donner son accord.
proposal-words-missing = Dire quelque chose.
proposal-words-long = Le dire en { $max } caractères au plus.
proposal-words-nul = Le texte contient un caractère NUL : l’enlever.
proposal-correction-of-nothing = Une correction doit dire quel standard elle corrige.
proposal-correction-too-much = Plus de { $max } mots changent : le proposer plutôt.
proposal-correction-more-than-words = Il n’y a pas que des mots ou des liens qui changent (du code, une image, un titre…) : le proposer plutôt.
proposal-text-unknown = Cette proposition n’a jamais eu ce texte.
proposal-line-unknown = Le texte n’a pas cette ligne.
proposal-base-moved-again = { $id } a encore changé, c’est la révision { $revision } maintenant : regarder ce qui est à réunir.
proposal-to-decide = { $count ->
    [one] Un endroit a changé des deux côtés, chaque fois autrement : dire ce qui doit y figurer.
   *[other] { $count } endroits ont changé des deux côtés, chaque fois autrement : dire ce qui doit y figurer.
}
proposal-nothing-left = Il ne reste rien à proposer : { $id } dit déjà tout cela. On peut abandonner la proposition.

## La page
proposal-facts = Repères
proposal-proposal = Proposition
proposal-state-open = en attente d’accord
proposal-state-published = en vigueur
proposal-state-withdrawn = abandonnée
proposal-changes = Un changement de
proposal-became = Devenue
proposal-by = Proposée par
proposal-changed-last = { $who } a changé ce texte
proposal-changed-now = et l’accord porte sur le texte tel qu’il est maintenant.
proposal-changed-by = Changée par
proposal-from-folder = le dossier
proposal-from-terminal = le terminal
proposal-agreed-by = D’accord avec ce texte précis
proposal-count = { $approvals } sur { $needed }
proposal-born-from = Née de
proposal-both-texts = Ce qui diffère
proposal-your-words = Ce qui avait été écrit :
proposal-moved-on = { $id } a changé depuis que ce texte a été écrit. On ne peut pas le valider avant d’avoir repris ce qui a changé.
proposal-start-again = Reprendre ce qui a changé
proposal-objects = Objection : { $name }
proposal-objected = Objection à ce texte : { $name }
proposal-objects-too = Objection de { $name }.
proposal-objects-anyway = On peut le mettre en vigueur tout de même.
proposal-objected-earlier = Objection à un texte antérieur : { $name }
proposal-ways = Façons de le voir
proposal-as-read = Comme on le lit
proposal-as-text = En texte
proposal-agree = D’accord avec ce texte précis
proposal-agree-last = D’accord, et le mettre en vigueur
proposal-take-back = Plus d’accord
proposal-yours = On ne valide pas son propre texte : les autres sont sollicités.
proposal-edit = Changer le texte
proposal-agree-retire = D’accord, et retirer { $id }
proposal-object = Objection
proposal-object-why = Qu’est-ce qui s’y oppose ?
proposal-object-hint = Une raison dont l’auteur puisse faire quelque chose.
proposal-object-send = Faire objection
proposal-comments = Remarques
proposal-comment = Dire quelque chose
proposal-comment-send = Envoyer
proposal-withdraw = Abandonner la proposition
proposal-withdraw-why = Pourquoi ?
proposal-withdraw-hint = On le montre ici, et à qui l’a proposée.
proposal-withdraw-send = L’abandonner
proposal-withdrawn-by = Abandonnée par { $who }
proposal-reopen = La rouvrir
proposal-said-opened = Proposé. { $needed ->
    [one] Il faut l’accord d’une autre personne sur ce texte précis.
   *[other] Il faut l’accord de { $needed } autres personnes sur ce texte précis.
}
proposal-said-amended = Enregistré. Le texte changé redemande l’accord de tous.
proposal-said-agreed = C’est noté : accord sur ce texte précis.
proposal-said-objected = C’est noté, avec la raison.
proposal-said-withdrawn = Abandonnée. On peut la rouvrir.
proposal-said-reopened = Rouverte.
proposal-agents-own-only = Un jeton de portée « propose » ne modifie et n’abandonne que ce que son propre membre a proposé.
proposal-had-agreed = D’accord avec un texte antérieur
proposal-fell-changed = Le texte a changé depuis l’accord donné ici : cet accord ne compte plus.
proposal-fell-withdrawn = La proposition a été abandonnée puis rouverte depuis l’accord donné ici : cet accord ne compte plus.
proposal-fell-base = Le même texte remplace maintenant une autre révision que lors de l’accord donné ici : cet accord ne compte plus.
proposal-fell-meanwhile = Ce qui a changé entre-temps dans le livre
proposal-fell-since = Ce qui a changé depuis
proposal-whole = Toutes les lignes
proposal-show-whole = Montrer toutes les lignes
proposal-since = Comparé au texte { $version } de cette proposition.
proposal-earlier = Textes antérieurs
proposal-earlier-hint = Chacun mène à ce qui a changé depuis.
proposal-text-number = Texte { $version }
proposal-from-elsewhere = le dossier ou le terminal
proposal-on-line = Sur la ligne { $line }
proposal-on-earlier-line = Sur une ligne d’un texte antérieur
proposal-say-on-line = Dire quelque chose de la ligne { $line }
proposal-lines-hint = Le numéro d’une ligne mène à un champ pour en dire quelque chose.
proposal-said-brought-up = Amenée à la révision en vigueur. Le texte réuni redemande l’accord.

## Ce qu’elle fait
proposal-does = Ce qu’elle fait
proposal-does-retire = Elle propose de retirer { $id }, qui alors ne s’applique plus.
proposal-does-revive = Elle remet en vigueur { $id }, qui était retiré.
proposal-does-supersede = Elle remplace
proposal-does-restore = Elle rétablit le texte de la
proposal-does-retitle = Elle change le titre, qui était : { $title }
proposal-standard-superseded = { $id } n’est plus en vigueur : il a été remplacé par
proposal-standard-retired = { $id } n’est plus en vigueur : il a été retiré.
proposal-short-new = Un nouveau standard
proposal-short-change = Un changement de { $id }
proposal-short-retires = Retirer { $id }
proposal-short-revives = Remettre { $id } en vigueur
proposal-short-supersedes = Remplace { $ids }
proposal-short-restores = Rétablit la révision { $revision }
proposal-short-retitled = Change le titre
proposal-short-facts = Seuls ses repères changent
facts-changed = Ce qui change en tête
facts-of-new = En tête
fact-status = Statut
fact-retired-because = Retiré parce que
fact-superseded-by = Remplacé par
fact-title = Titre
fact-reading = Place pour les nouveaux
fact-lang = Langue

## Reprendre ce qui a changé
merge-title = Reprendre ce qui a changé dans { $id }
merge-lede = { $id } est passé de la révision { $base } à la révision { $revision } depuis que ceci a été écrit :
merge-clean = Les deux changements vont ensemble : il n’y a rien à trancher.
merge-to-decide = { $count ->
    [one] Un endroit a changé des deux côtés, chaque fois autrement. Tout le reste va ensemble.
   *[other] { $count } endroits ont changé des deux côtés, chaque fois autrement. Tout le reste va ensemble.
}
merge-place = Endroit { $number } sur { $count }, ligne { $line }
merge-mine = Comme proposé
merge-theirs = En vigueur, révision { $revision }
merge-pick = Que doit-on y lire ?
merge-pick-mine = Ce qui est proposé
merge-pick-theirs = Ce qui est en vigueur
merge-pick-both = Les deux, l’un après l’autre
merge-pick-written = Ce qui est écrit dessous
merge-pick-missing = Choisir ce qui doit y figurer.
merge-written = Avec d’autres mots
merge-joined = Ce que le texte réuni change au cahier
merge-came = Ce qu’il change à la proposition
merge-look = Regarder le texte réuni
merge-send = Reprendre
merge-send-hint = Le texte réuni devient la proposition et redemande l’accord de tous. Le texte d’avant reste lisible.
