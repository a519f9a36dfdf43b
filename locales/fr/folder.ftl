# Le dossier des standards : pourquoi un fichier est laissé de côté, et pourquoi un texte attend d’être écrit.
folder-is-no-folder = ce qui se trouve là n’est pas un dossier : le déplacer
folder-not-allowed = le programme n’a pas le droit de lire ou d’écrire ici : donner ce droit à son utilisateur
folder-read-only = le système de fichiers est en lecture seule : le monter en écriture
folder-disk-full = le disque est plein : libérer de la place
folder-vanished = a disparu pendant la lecture
folder-fault = le système de fichiers dit : { $detail }
folder-name-not-utf8 = son nom n’est pas en UTF-8 : le renommer
folder-too-deep = trop de dossiers imbriqués : le remonter
folder-link = un lien : les liens ne sont pas suivis
folder-named-like-a-file = un dossier qui porte le nom d’un fichier : le renommer
folder-no-plain-file = ce n’est pas un fichier ordinaire
folder-too-long = plus long que { $max } ko : le diviser
folder-in-the-way = autre chose se trouve là : le déplacer
folder-gone = le dossier a disparu : le ramener, ou remettre tous les fichiers
folder-emptied = le dossier a été vidé : ramener ses fichiers, ou tout remettre
