failure-too-often = Trop souvent. Réessayer dans { $seconds ->
    [one] une seconde
   *[other] { $seconds } secondes
}.
failure-internal = Quelque chose a cassé de notre côté ; ce qui était enregistré est à l’abri. Réessayer, et si cela dure, donner à l’administration de Cahier cette référence : { $reference }.
failure-no-page = Il n’y a rien à cette adresse. Chercher, ou aller au mur.
failure-no-method = Cette adresse n’accepte pas ce genre de demande.
failure-not-json = Le corps doit être du JSON, de type application/json.
failure-unreadable = Ce qui a été envoyé est illisible : { $why }
failure-cursor-unknown = Ce curseur ne vient pas de cette liste, ou sa place n’existe plus : recommencer sans curseur.
failure-not-a-number = « { $text } » n’est pas un nombre entier.
failure-too-large = Ce qui a été envoyé est trop grand : 4 Mo au plus.
failure-key-under-way = Une demande avec cette Idempotency-Key est en cours ou déjà faite ; regarder avant de l’envoyer avec une autre clé.
failure-key-for-another = Cette Idempotency-Key a servi à une autre demande ; en choisir une nouvelle.
failure-title-not-found = Rien ici
failure-title-no-method = Cette adresse ne prend pas cela
failure-title-signed-out = Non connecté
failure-title-forbidden = Non permis
failure-title-invalid = Impossible tel quel
failure-title-conflict = Changé entre-temps
failure-title-outdated = Changé entre-temps
failure-title-too-often = Trop souvent
failure-title-unavailable = Pas maintenant
failure-title-internal = Quelque chose a cassé
failure-yours = Le texte envoyé
failure-theirs = Le texte en place
failure-to-the-wall = Au mur
failure-sign-in-and-send = La session est terminée. Ce qui a été saisi figure ci-dessous : se reconnecter dans un autre onglet, puis renvoyer.
failure-send-again = Renvoyer
failure-sign-in = Se reconnecter
