# L’équipe d’exemple.
demo-folder-not-empty = Il y a déjà une équipe ici : l’exemple demande un dossier à lui.
demo-throw-away = Ceci est un exemple : tout est jeté à la fin, avec { $path }
demo-only-here = L’exemple connecte chaque visiteur, il reste donc sur cette machine : écouter sur 127.0.0.1 plutôt que sur { $address }.
