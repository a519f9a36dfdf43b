# L’équipe d’exemple.
demo-folder-not-empty = Il y a déjà une équipe ici : l’exemple demande un dossier à lui.
