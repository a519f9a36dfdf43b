# Liens au code : ce qui est refusé, les listes des deux côtés, et ce que dit le terminal.
fix-unknown = Ce lien au code n’existe pas.
fix-bad-sha = Un commit se nomme par { $min } à { $max } chiffres de son empreinte, par exemple 3f9c2d1.
fix-bad-url = Écrire une adresse qui commence par https:// ou http://, sans espace.
fix-long-url = Une adresse compte au plus { $max } caractères.
fix-other-sha = L’adresse montre un autre commit que l’empreinte : n’en garder qu’une.
fix-nothing-named = Donner l’adresse du commit, de la demande de fusion ou du ticket, ou l’empreinte du commit.
fix-linked-to-nothing = Dire quel problème il résout ou quel standard il applique : P-12, S-4.
fix-optional = facultatif
fix-problem-hint = Par exemple P-12.
fix-standard-hint = Par exemple S-4.
fix-bad-time = Écrire un instant comme 2026-03-12T09:30:00Z.
fix-too-many-commits = Envoyer { $max } commits au plus à la fois.
fix-links = Liens au code
fix-page = Liens au code, les plus récents d’abord
fix-all = Tous les liens au code
fix-none = Aucun commit, aucune demande de fusion, aucun ticket n’est encore lié.
fix-none-of-problem = Aucun commit, aucune demande de fusion, aucun ticket n’est encore lié à ce problème.
fix-none-of-standard = Aucun commit, aucune demande de fusion, aucun ticket n’applique encore ce standard.
fix-kind-commit = commit
fix-kind-pull-request = demande de fusion
fix-kind-ticket = ticket
fix-kind-other = lien
fix-solves = le résout
fix-touches = y touche
fix-add = Lier au code
fix-link = Lier
fix-unlink = Délier
fix-field = Commit, demande de fusion ou ticket
fix-field-hint = Son adresse, ou l’empreinte du commit.
fix-title-field = Titre
fix-problem-field = Le problème qu’il résout
fix-standard-field = Le standard qu’il applique
fix-link-what = Nommer les deux, P-12 S-4, ou le code à lier : --commit SHA, --url URL ou --from-git PLAGE.
fix-link-bad-id = { $id } ne peut pas être lié ; nommer un problème et un standard, par exemple P-12 S-4.
fix-git-absent = git ne peut pas être lancé : { $why }
fix-git-no-repository = Ce n’est pas un dépôt git ; aller dans un dépôt et recommencer.
fix-git-bad-range = « { $range } » n’est pas une plage de commits ; en écrire une, par exemple main~20..
fix-git-failed = git ne peut pas lire ces commits : { $why }
fix-git-unknown = { $sha } nomme { $id }, qui n’existe pas ; le reste est lié.
fix-git-told = { $read ->
    [one] { $read } commit lu
   *[other] { $read } commits lus
}, { $naming ->
    [0] aucun ne nomme de problème ni de standard.
   *[other] { $naming } avec des mentions : { $links ->
        [0] rien de nouveau à lier
        [one] { $links } lié à l’instant
       *[other] { $links } liés à l’instant
    }{ $occurrences ->
        [0] .
        [one] , { $occurrences } occurrence attend un membre.
       *[other] , { $occurrences } occurrences attendent un membre.
    }
}
