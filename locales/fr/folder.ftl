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
folder-waits-for-file = son fichier ne peut être repris tel quel : le corriger, ou le supprimer et le remettre
folder-file-empty = rien n’y est écrit : écrire son texte, ou supprimer le fichier
folder-unwatched-limit = cet utilisateur ne peut pas surveiller plus de dossiers : augmenter fs.inotify.max_user_watches et fs.inotify.max_user_instances
folder-in-the-way = autre chose se trouve là : le déplacer
folder-file-missing = plus dans le dossier : le remettre, ou proposer de retirer le standard
folder-gone = le dossier a disparu : le ramener, ou remettre tous les fichiers
folder-emptied = le dossier a été vidé : ramener ses fichiers, ou tout remettre

folder-page-waiting = En vigueur, et pas encore écrit dans son fichier : { $why }.
folder-page-some-waiting = { $count ->
    [one] 1 texte est en vigueur et pas encore écrit dans son fichier
   *[other] { $count } textes sont en vigueur et pas encore écrits dans leurs fichiers
} : { $why }.
folder-page-missing = Son fichier { $path } n’est plus dans le dossier. Le standard reste en vigueur ; remettre le fichier, ou proposer de retirer le standard.
folder-page-some-missing = { $count ->
    [one] 1 fichier n’est
   *[other] { $count } fichiers ne sont
} plus dans le dossier. Leurs standards restent en vigueur.
folder-page-unreadable = { $place } n’est pas repris dans le cahier : { $why }. La dernière bonne révision reste en vigueur.
folder-page-unreadable-new = { $place } n’est pas repris dans le cahier : { $why }.
folder-page-twice = { $path } porte le numéro { $id }, qui est celui de { $other }. Il n’est pas dans le cahier tant qu’il n’en a pas un autre, que cahier standard renumber lui donne.
folder-page-unwatched = Le dossier des standards est relu toutes les quelques secondes, faute de pouvoir être surveillé : { $why }.
folder-page-read = Lire ce fichier
folder-page-ignored = { $path } est laissé de côté : { $why }.
folder-page-gone = Le dossier des standards { $path } a disparu. Le cahier continue ; rien n’est écrit tant qu’il n’est pas revenu.
folder-page-emptied = Le dossier des standards { $path } est vide. Le cahier continue ; rien n’est écrit tant que ses fichiers ne sont pas revenus.
folder-page-closed = Le dossier des standards { $path } est inaccessible : { $why }. Le cahier continue.
twins-title = Fichiers qui portent le numéro { $id }
twins-lede = Deux fichiers portent le même numéro. Le premier rencontré est dans le cahier ; les autres se lisent ici et attendent un numéro à eux.
twins-renumber = Pas encore dans le cahier. Dans le dossier des standards, ceci lui donne le prochain numéro libre :
folder-page-image-missing = L’image { $path }, que montre { $id }, n’est plus dans le dossier. La remettre, ou l’enlever du texte.
folder-page-image-altered = L’image { $path }, que montre { $id }, a d’autres octets dans le dossier que dans le cahier. Enlever ce fichier et remettre l’image, ou ajouter l’autre au texte.
folder-page-put-image-back = Remettre l’image
folder-page-put-back = Remettre le fichier
folder-page-put-all-back = Remettre tous les fichiers
