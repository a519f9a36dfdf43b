cli-internal = Échec : { $why }
cli-no-server = Le serveur { $url } ne répond pas : { $why }
cli-token-refused = { $url } refuse ce jeton ; en créer un à sa page « Réglages ».
cli-signed-in = Connecté à { $url } comme { $name }.
cli-ask-token = Créer un jeton à { $url }, puis le coller ici :
cli-no-token = CAHIER_URL indique { $url }, mais il n’y a pas de jeton pour ce serveur : définir aussi CAHIER_TOKEN, ou lancer « cahier sign-in { $url } ».
cli-no-home = Il n’y a pas de dossier personnel où garder le jeton ; définir plutôt CAHIER_URL et CAHIER_TOKEN.
cli-nothing-there = Il n’y a pas d’instance dans { $path }. En lancer une avec « cahier serve », se connecter à un serveur avec « cahier sign-in URL », ou désigner un dossier de données avec --data.
cli-cannot-listen = Impossible d’écouter sur { $address } : { $why }. Désigner une autre adresse avec --listen.
cli-listening = Cahier est à { $url }
cli-set-up-code = Le configurer à { $url } avec le code { $code }
cli-bad-scope = « { $scope } » n’est pas une portée : read, propose ou write.
cli-bad-role = « { $role } » n’est pas un rôle : reader, member ou administrator.
cli-no-such-member = Il n’y a pas de membre { $email } ; « cahier member list » les énumère.
cli-server-has-it = Le serveur est à { $url } : faire cela sur ses pages, ou travailler sur un dossier de données avec --data DIR.
cli-agree-needs-server = Valider demande un serveur et un jeton : « cahier sign-in URL » garde les deux.

backup-done = Sauvegardé dans { $path } : { $rows } lignes, jusqu’au changement { $changes }.
backup-in-the-way = { $path } existe et n’est pas une sauvegarde de Cahier ; le fichier reste tel quel : en nommer un autre.
backup-is-none = { $path } n’est pas une sauvegarde de Cahier, ou ne se lit pas.
backup-damaged = { $path } est abîmé : il ne contient pas ce qui y fut écrit. Rien n’a changé ; prendre une sauvegarde plus ancienne.
backup-newer = { $path } vient d’une version plus récente de Cahier. Rien n’a changé ; restaurer avec cette version.
backup-disk-full = Il n’y a pas de place pour { $path }. L’ancienne sauvegarde de ce nom est toujours là ; faire de la place ou nommer un autre disque.
backup-not-written = Impossible d’écrire { $path } : { $why }
restore-over-data = Cette instance contient déjà des données, et rien n’a changé : restaurer dans un dossier de données vide (--data DIR) ou dans une base vide.
restore-done = Restauré tel qu’au { $at } : { $rows } lignes, jusqu’au changement { $changes }. Lancer « cahier serve » ; l’index de recherche se construit alors et les fichiers des standards sont comparés.
upgrade-copied = La base vient d’une version plus ancienne de Cahier et a été mise à jour ; ce qu’elle était avant est dans { $path }, que « cahier restore » remet dans un dossier de données vide.
upgrade-no-room = Il n’y a pas de place pour { $path }, la copie faite avant la mise à jour de la base. Rien n’a changé ; faire de la place et relancer.
upgrade-not-copied = { $path }, la copie faite avant la mise à jour de la base, ne peut pas être écrite : { $why }. Rien n’a changé ; y remédier et relancer.

export-in-the-way = { $path } existe et n’est pas vide ; nommer un dossier qui n’existe pas encore, pour que rien ne soit écrasé.
export-done = { $count ->
    [one] Un fichier écrit dans { $path }.
   *[other] { $count } fichiers écrits dans { $path }.
}
export-not-written = Impossible d’écrire { $path } : { $why }
