# Ce que trouve le docteur ; chaque ligne se lit seule, une raison peut suivre.
doctor-agrees = Base, fichiers et index sont d’accord : { $problems } problèmes, { $standards } standards, { $files } fichiers, { $changes } changements.
doctor-differs = { $count ->
    [one] Une différence ; cahier serve règle ce qui n’attend que lui.
   *[other] { $count } différences ; cahier serve règle ce qui n’attend que lui.
}
doctor-database-damaged = La base est abîmée : { $what }. Restaurer la dernière sauvegarde à côté et comparer.
doctor-copy = Une copie d’avant la mise à jour de la base, du { $at } : { $path }
doctor-copy-damaged = La copie { $path }, faite avant la mise à jour de la base, est abîmée ; l’enlever.
doctor-feed-head = La dernière entrée du fil est { $last } et sa tête dit { $head }.
doctor-feed-holes = Le fil compte { $count } entrées et sa tête dit { $head } : il en manque.
doctor-no-revision = La révision de { $id } qui est en vigueur n’est pas là, ou c’est un autre texte.
doctor-no-proposal = { $id } attend une proposition qui n’existe pas.
doctor-no-member = Le fil nomme { $id }, qui n’est pas membre.
doctor-idle-fix = Le lien au code { $id } n’appartient à aucun problème ni à aucun standard.
doctor-counter-behind = Le prochain numéro ({ $counter }) serait un numéro déjà pris.
doctor-card-differs = La carte de { $id } ne montre pas les standards qui lui sont liés.
doctor-other-text = La révision { $revision } de { $id } n’est pas le texte que dit son empreinte.
doctor-index-none = Il n’y a pas d’index de recherche de cette version ; cahier serve ou cahier reindex le construit.
doctor-index-damaged = Un fichier de l’index de recherche est abîmé ; cahier reindex le reconstruit.
doctor-index-ahead = L’index de recherche en est à { $position } et le fil à { $head } : il vient d’une autre base ; cahier reindex le reconstruit.
doctor-index-behind = { $count ->
    [one] L’index de recherche a un changement à prendre en compte.
   *[other] L’index de recherche a { $count } changements à prendre en compte.
}
doctor-index-lacks = { $id } n’est pas dans l’index de recherche ; cahier reindex le reconstruit.
doctor-index-excess = L’index de recherche a { $id }, que la base n’a pas ; cahier reindex le reconstruit.
doctor-index-twice = L’index de recherche a { $id } plus d’une fois ; cahier reindex le reconstruit.
doctor-index-other = L’index de recherche a un autre texte de { $id } que la base ; cahier reindex le reconstruit.
doctor-folder-gone = Le dossier des standards { $path } a disparu ; rien n’y est touché.
doctor-folder-emptied = Le dossier des standards { $path } est vide ; rien n’y est touché.
doctor-folder-closed = Impossible de regarder dans le dossier des standards { $path }.
doctor-file-waiting = { $id } n’est pas encore écrit dans { $path }.
doctor-image-missing = Une image que montre { $id } manque : { $path }
doctor-image-altered = Une image que montre { $id } a d’autres octets que dans le cahier : { $path }
doctor-file-missing = Le fichier de { $id } manque : { $path } ; le standard reste en vigueur.
doctor-file-unreadable = { $path }:{ $line } ne peut pas être repris dans le cahier.
doctor-file-unread = { $path } ne peut pas être repris dans le cahier.
doctor-file-hidden = Le fichier de { $id } est illisible : { $path } ; le standard reste en vigueur.
doctor-why = { $what } : { $why }.
doctor-file-duplicate = { $path } porte le numéro de { $id }, qui est le fichier { $other } ; cahier standard renumber lui en donne un autre.
doctor-file-outside = { $path } a changé au-dehors et n’est pas encore pris en compte.
folder-not-written-yet = le serveur l’écrira
doctor-git-hindered = Ce qui est publié n’est pas enregistré dans git.
doctor-git-waiting = { $id } n’est pas encore enregistré dans git : { $path }.
