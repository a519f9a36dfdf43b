# cahier import
import-no-folder = Il n’y a pas de dossier { $path }.
import-unreadable = { $path } est illisible : { $why }
import-not-utf8 = { $path } n’est pas en UTF-8 : l’enregistrer en UTF-8, puis recommencer l’import
import-which-team = quelle équipe ? l’une de { $teams }
import-no-team = il n’y a pas encore d’équipe : en ajouter une avec « cahier team add CLÉ NOM »
import-as-what = --as attend ici standards ou problems, ou l’adresse électronique du membre qui agit
import-nothing = rien n’a pu être repris ; chaque ligne ci-dessus dit pourquoi
import-standards-done = { $taken ->
    [one] 1 standard repris
   *[other] { $taken } standards repris
}, { $renewed } renouvelés, { $known } déjà connus, { $skipped } laissés de côté
import-standards-would = À blanc, rien n’a été écrit : { $taken ->
    [one] 1 standard serait repris
   *[other] { $taken } standards seraient repris
}, { $renewed } renouvelés, { $known } déjà connus, { $skipped } laissés de côté
import-problems-done = { $taken ->
    [one] 1 problème repris
   *[other] { $taken } problèmes repris
} dans le bac, { $known } déjà connus, { $skipped } laissés de côté
import-problems-would = À blanc, rien n’a été écrit : { $taken ->
    [one] 1 problème serait repris
   *[other] { $taken } problèmes seraient repris
} dans le bac, { $known } déjà connus, { $skipped } laissés de côté
import-standards-from-input = Les standards viennent d’un dossier de fichiers, pas de l’entrée standard.
