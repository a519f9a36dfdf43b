# Git : pourquoi une publication n’est pas enregistrée tout de suite, et ce que dit un commit.
git-absent = le programme git n’est pas là : l’installer où tourne le serveur
git-too-slow = git n’a pas répondu en { $seconds } secondes : voir si le disque, ou un filtre du dépôt, est à l’arrêt
git-failed = git dit : { $why }
git-not-trusted = le dépôt appartient à un autre utilisateur : ajouter son dossier à safe.directory de l’utilisateur qui fait tourner le serveur, par git config --global --add
git-no-work-tree = le dossier des standards n’est dans aucun arbre de travail de git : y cloner le dépôt, ou désactiver ce réglage
git-locked = un autre programme tient le dépôt (index.lock) : la suite vient quand il a fini ; retirer le fichier si aucun git ne tourne plus
git-under-way = une opération ({ $what }) n’est pas finie : la suite vient après
git-no-branch = aucune branche n’est extraite : en extraire une
git-moved-on = quelqu’un a fait un commit au même moment : nouvel essai à venir
git-other-thing = { $path } est un lien, un dossier ou un autre dépôt dans git : le retirer là-bas
git-lies-elsewhere = { $path } est dans un autre dépôt à l’intérieur de celui-ci : le déplacer
git-ignored = git ignore { $path } : changer .gitignore
git-file-first = son fichier ne porte pas encore ce texte : c’est à faire d’abord
git-not-yet = le serveur en fera un commit

git-subject-added = Ajouter { $id } : { $title }
git-subject-revised = Réviser { $id } : { $title }
git-subject-corrected = Corriger { $id } : { $title }
git-subject-retired = Retirer { $id } : { $title }
git-subject-renamed = Renommer le fichier de { $id } : { $title }
git-subject-restored = Rétablir la révision { $revision } de { $id } : { $title }
git-body-problem = Pour { $id } : { $title }
git-body-supersedes = Remplace { $id } : { $title }
git-body-agreed = { $count ->
    [one] Validé par une autre personne.
   *[other] Validé par { $count } autres personnes.
}
git-body-on-screen = Validé en stand-up.
git-body-alone = En vigueur sans autre accord.
git-body-not-yet = En vigueur, pas encore validé ensemble.

git-setting = Git
git-setting-tick = Faire un commit de ce qui est publié
git-setting-note = Chaque publication devient un commit de ce seul fichier, avec l’auteur et ceux qui l’ont validée, nommés pour toujours. Rien n’est poussé. Une copie plus ancienne d’un standard que quelqu’un a indexée le reste, et son prochain git commit sans chemin la rétablirait : la retirer d’abord de l’index.
git-setting-on = Sur la branche { $branch } du dépôt, dans { $folder }.
git-setting-hindered = Aucun commit possible pour l’instant : { $why }.
git-setting-waiting = { $count ->
    [one] Une publication attend son commit.
   *[other] { $count } publications attendent leur commit.
}
git-page-hindered = Ce qui est publié n’est pas enregistré dans git pour l’instant : { $why }.
git-page-hindered-waiting = { $count ->
    [one] Une publication n’est pas encore enregistrée
   *[other] { $count } publications ne sont pas encore enregistrées
} dans git : { $why }.
git-page-waiting = En vigueur, pas encore enregistré dans git : { $why }.
git-source = commit { $commit } de { $author }
git-made = commit { $commit }
