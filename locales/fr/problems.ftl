# Les problèmes : ce qui est refusé et pourquoi, la page d’un problème, les mots de son histoire.

problem-unknown = { $id } n’existe pas.
problem-title-missing = Écrire en quelques mots ce qui coince.
problem-title-too-long = Un titre a au plus { $max } caractères, celui-ci en a { $count } : le raccourcir et mettre le reste dans la description.
problem-text-missing = Écrire quelque chose ici.
problem-text-too-long = Ce texte a plus de { $max } caractères : le raccourcir.
problem-tag-too-long = Une étiquette a au plus { $max } caractères.
problem-tags-too-many = Un problème a au plus { $max } étiquettes.
problem-impact-unknown = L’impact est 1 (gêne), 2 (ralentit) ou 3 (bloque).
problem-state-unknown = L’état « { $state } » n’existe pas.
problem-word-unknown = « { $word } » n’est pas un de ces mots : { $words }.
problem-date-unknown = Écrire la date comme 2026-03-12.
problem-team-missing = Il y a plusieurs équipes ({ $keys }) : dire laquelle.

problem-closed-say-again = Il est clos : dire d’abord que c’est encore arrivé.
problem-aside-bring-back = Il est mis de côté : le remettre d’abord au mur.
problem-already-on-the-wall = Il est déjà au mur.
problem-in-tray-post-first = Il est dans le bac à trier : l’afficher d’abord.
problem-changed-meanwhile = { $id } a été modifié entre-temps : regarder ce qu’il dit maintenant, puis le modifier à nouveau.

problem-work-nobody-did-it = Dire qui l’a fait.
problem-work-done-reopen-first = C’est fait : le reprendre avant d’y renoncer.
problem-work-done-or-dropped = C’est fait ou on y renonce, pas les deux.
problem-countermeasure-unknown = Cette contre-mesure n’existe pas.
problem-investigation-unknown = Cette recherche de cause n’existe pas.
problem-owner-unknown = Personne n’a cet identifiant ni cette adresse.
problem-owner-cannot = Seuls les membres peuvent s’en charger, et tant qu’ils sont là.

problem-check-nothing-to-check = Rien n’est encore fait : il n’y a rien à vérifier.
problem-check-in-the-past = La vérification a lieu aujourd’hui ou plus tard.
problem-check-too-early = La vérification est prévue le { $day } : attendre, ou choisir d’abord une date plus proche.
problem-check-not-checking = Il n’est pas en vérification.

problem-aside-of-missing = Dire de quel problème c’est le double.
problem-aside-why-missing = Dire pourquoi, en une ligne.
problem-aside-until-missing = Dire jusqu’à quand le risque est accepté.
problem-aside-until-past = La date doit être après aujourd’hui.
problem-duplicate-of-itself = Un problème n’est pas son propre double.
problem-duplicate-circle = { $of } est déjà un double de { $id } : remettre d’abord l’un des deux au mur.

problem-occurrence-unknown = Cette occurrence n’existe pas.
problem-occurrence-gone = Elle a déjà été refusée ou retirée.
problem-occurrence-take-back = Elle est confirmée : la retirer plutôt.
problem-occurrence-too-late = Une occurrence peut être retirée pendant un jour.
problem-occurrence-in-the-future = Cela ne peut pas être arrivé dans l’avenir : donner un moment passé.
problem-occurrence-asks-nothing = Cette occurrence n’est pas un retour : elle ne pose pas de question.

problem-standard-unknown = { $id } n’est pas dans le cahier.
problem-standard-retired = { $id } n’est plus en vigueur.
problem-standard-not-linked = { $id } n’est pas un des standards de ce problème.
problem-link-in-file = Le fichier de { $id } nomme ce problème : l’enlever de « solves » dans le fichier.
problem-cause-unknown = Ce problème n’a pas ce pourquoi.

problem-undo-not-yours = Seule la personne qui l’a affiché peut l’annuler : le mettre plutôt de côté.
problem-undo-touched = Quelqu’un y a touché depuis : le mettre plutôt de côté.
problem-undo-too-late = On peut annuler pendant dix minutes : le mettre plutôt de côté.

import-not-json = Cette ligne n’est pas un objet JSON.
import-no-title-column = La première ligne doit nommer les colonnes, dont « title ».
import-bad-date = Écrire la date comme 2026-03-12 ou 2026-03-12T09:30:00Z.
import-not-taken = Ligne refusée : { $why }
