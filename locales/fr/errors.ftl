error-disk-full = Le disque est plein ou protégé en écriture : rien n’a été enregistré. Libérer de la place, puis réessayer.
error-database-busy = La base de données est occupée : rien n’a été enregistré. Réessayer dans un instant.
error-database-away = La base de données ne répond pas : rien n’a été enregistré. Réessayer dans un instant.
error-newer-database = La base de données vient d’une version plus récente de Cahier (étape { $version }). Lancer cette version, ou restaurer une sauvegarde ; rien n’a été modifié.

config-bad-listen = { $name } = { $value } n’est pas une adresse avec son port, par exemple 127.0.0.1:7272
config-bad-base-url = { $name } = { $value } n’est pas une adresse comme https://cahier.example.org, sans chemin
config-bad-database-url = { $name } n’est ni sqlite:CHEMIN ni postgres://NOM:MOTDEPASSE@HÔTE/BASE
config-bad-rate-limit = { $name } = { $value } n’est pas un nombre de lectures par seconde ; 0 : sans limite
config-unknown-variable = { $name } n’est pas un réglage de Cahier ; « cahier config » les énumère
config-unknown-key = « { $name } » dans cahier.toml n’est pas un réglage de Cahier ; « cahier config » les énumère
config-unreadable-file = { $name } est illisible : { $value }
config-unreadable-secret = { $name } désigne le fichier { $value }, qui est illisible
