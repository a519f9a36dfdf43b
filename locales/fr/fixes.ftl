# Liens au code.
fix-unknown = Ce lien au code n’existe pas.
fix-bad-sha = Un commit se nomme par { $min } chiffres au moins de son empreinte, par exemple 3f9c2d1.
fix-bad-url = Écrire une adresse qui commence par https:// ou http://, sans espace.
fix-nothing-named = Donner l’adresse du commit, de la demande de fusion ou du ticket, ou l’empreinte du commit.
fix-linked-to-nothing = Dire quel problème il résout ou quel standard il applique : P-12, S-4.
fix-unknown-word = La sorte est commit, pull_request, ticket ou other ; la source hand, git ou webhook.
fix-title = Lien au code
fix-intro = Ce qui a résolu un problème, ou là où un standard a été appliqué : le lien se voit ensuite des deux côtés.
fix-url = Adresse
fix-url-hint = Celle du commit, de la demande de fusion ou du ticket.
fix-sha = Commit
fix-sha-hint = Son empreinte, quand il n’a pas d’adresse.
fix-name = Titre
fix-optional = facultatif
fix-problem = Résout le problème
fix-problem-hint = Par exemple P-12.
fix-standard = Applique le standard
fix-standard-hint = Par exemple S-4.
fix-act = Lier

link-no-git = git n’a pas pu être interrogé : { $why }
link-no-trailers = Aucun commit de { $range } ne nomme un problème ou un standard.
link-linked = { $linked ->
    [0] Rien de neuf
    [one] { $linked } lien ajouté
   *[other] { $linked } liens ajoutés
}, { $known } déjà connus.
link-refused = { $commit } : { $why }
link-what = Dire quoi lier : P-12, S-4, ou les deux.
link-problem-and-standard = Nommer le problème et le standard qui le résout : cahier link P-12 S-4.
link-made = { $problem } est résolu par { $standard }.
