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
import-images = Images : { $taken ->
    [one] 1 reprise
   *[other] { $taken } reprises
}, { $known } déjà connues, { $skipped } laissées de côté
import-unpack = { $path } est une archive : la décompresser, puis importer le dossier
import-unpack-it = archive : la décompresser, puis recommencer l’import
import-no-text = { $path } n’est ni un dossier ni un fichier markdown
import-no-markdown = pas du markdown : le convertir d’abord
import-empty = rien n’y est écrit
import-not-accepted = proposé, pas accepté : le proposer avec « cahier standard propose FICHIER »
import-around-pages = ce qu’un wiki montre autour de ses pages : pas une page
import-image-not-there = elle n’est pas là
import-image-left = { $why } (montrée par { $text })
import-file-new = nouveau
import-file-changed = modifié
import-file-proposed = à proposer
import-file-moved = renommé
import-file-same = identique
import-file-left-out = laissé de côté
import-file-was = était { $path }
import-image-new = nouvelle image
import-image-changed = image modifiée
import-image-same = image identique
import-image-left-out = image laissée de côté
import-record-superseded = remplacé
import-record-retired = retiré
import-record-by = par { $numbers }
import-record-supersedes = remplace { $numbers }
import-record-decided = décidé le { $day }
