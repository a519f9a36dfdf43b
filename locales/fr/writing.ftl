# Écrire un standard : ce qui se tient à côté du texte, les brouillons, les liens et les images.

edit-not-yet-readable = Tel quel, il ne peut pas être proposé :
edit-hints = Ce qu’a un bon standard
edit-doubts = À regarder ; rien de cela n’empêche de proposer le texte :
edit-doubt-key = « { $written } » n’est lu par personne : « { $meant } » ?
edit-doubt-team = Il n’y a pas d’équipe « { $key } ». Il y a : { $keys }.
edit-doubt-thing = Il n’y a pas encore de { $id }.
edit-doubt-thing-line = Ligne { $line } : il n’y a pas encore de { $id }.
edit-doubt-file = Aucun fichier du cahier ne se trouve à { $path }.
edit-doubt-image = Il n’y a pas d’image { $path }.
edit-supersedes = Remplace
edit-hint-no-steps = On retient cinq à sept étapes : quoi, comment, pourquoi.
edit-hint-steps = { $count ->
    [one] Une étape ; on en retient cinq à sept.
   *[other] { $count } étapes ; on en retient cinq à sept.
  }
edit-hint-no-examples = Un bon et un mauvais exemple en disent plus qu’une règle.
edit-hint-one-example = Un exemple de chaque, bon et mauvais, en dit plus qu’une règle.
edit-hint-examples = Un bon et un mauvais exemple.
edit-hint-no-check = Comment on vérifie : la règle, le test ou le coup d’œil qui le dit.
edit-hint-check = Comment on vérifie.
edit-draft-decided = Décidé en { $standups }.

draft-unknown = Ce brouillon n’existe plus : il a été envoyé ou abandonné. Recommencer depuis le cahier.
draft-no-subject = Un brouillon porte sur un nouveau standard, un standard du cahier ou une proposition.
draft-too-long = Le texte est trop long pour être gardé. En faire deux standards.
draft-untitled = Sans titre
draft-offered = Brouillons gardés
draft-go-on = Continuer à écrire
draft-end = Abandonner
draft-continued = Suite du brouillon gardé
draft-older = Le texte a changé depuis le début de ce brouillon.
draft-kept = Brouillon gardé à TIME
draft-not-kept = Brouillon gardé dans cet onglet seulement ; le serveur l’aura dès qu’il répondra.

edit-links = Problèmes et standards à lier
edit-links-many = N à lier : les flèches choisissent, Entrée prend.
edit-links-hint = P- ou S- et quelques mots lient un problème ou un standard.

attachment-label = Image
attachment-hint = La choisir, ou la coller ou la déposer dans le texte : PNG, JPEG, GIF ou WebP, 2,5 Mo au plus.
attachment-add = L’ajouter à la fin
attachment-words = ce qu’on y voit
attachment-busy = Ajout de l’image
attachment-done = L’image est dans le texte. Dire entre ses crochets ce qu’on y voit.
attachment-failed = L’image n’a pas été ajoutée : le serveur ne répond pas. L’ajouter plus tard.
attachment-none = Choisir d’abord une image.
attachment-not-added = L’image choisie n’est pas encore dans le texte : la choisir à nouveau et cliquer sur « L’ajouter à la fin ».
attachment-no-image = Ce n’est pas une image PNG, JPEG, GIF ou WebP. L’enregistrer dans un de ces formats, puis l’ajouter.
attachment-too-large = L’image dépasse 2,5 Mo. La réduire, ou garder la partie utile.
attachment-unknown = Cette image n’existe pas.
