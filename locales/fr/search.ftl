# La page de recherche, et la recherche par-dessus la page.
search-title = Recherche
search-field = Mots à chercher
search-go = Chercher
search-found = { $total ->
    [one] { $total } résultat
   *[other] { $total } résultats
}
search-found-complete = { $total ->
    [one] { $total } résultat
   *[other] { $total } résultats
}, { $complete ->
    [0] aucun avec tous les mots
    [one] { $complete } avec tous les mots
   *[other] { $complete } avec tous les mots
}
search-corrected = Résultats pour « { $query } ».
search-as-typed = Chercher plutôt « { $query } »
search-corrected-terminal = Résultats pour « { $query } » ; --exact cherche les mots tels que tapés.
search-nothing = Rien trouvé pour « { $query } »
search-nothing-advice = Moins de mots, ou d’autres, peuvent suffire. Si personne ne l’a encore écrit, c’est un problème à afficher.
search-understood = Compris :
search-understood-phrase = « { $phrase } » mot pour mot
search-understood-without = sans { $word }
search-understood-title = dans les titres seulement
search-post = L’afficher comme problème
search-all = Tous les résultats
search-solved-by = résolu par
search-now = désormais
search-facets = Affiner
search-facet-kind = Quoi
search-facet-status = Où ça en est
search-facet-team = Équipe
search-facet-tag = Étiquette
search-kind-standard = standard
search-kind-problem = problème
search-status-active = en vigueur
search-status-challenged = remis en cause
search-status-superseded = remplacé
search-status-retired = retiré
search-status-tray = à trier
search-status-posted = affiché
search-status-analysing = en analyse
search-status-acting = en action
search-status-checking = en vérification
search-status-closed = clos
search-status-set-aside = mis de côté
search-building = L’index se construit : { $done } sur { $of }. Tout n’est pas encore trouvable.
search-wanting = L’index va être construit. Rien n’est trouvable d’ici là.
search-help-title = Ce qu’on peut écrire
search-help-words = des mots, en français ou en anglais ; le dernier peut rester inachevé
search-help-phrase = mot pour mot
search-help-without = mais pas ceux-ci
search-help-tag = par étiquette, par équipe
search-help-kind = seulement les standards, ou seulement les problèmes
search-help-status = par état
search-help-title-only = dans les titres seulement
search-help-updated = modifié depuis
search-help-id = y mène
search-reindexed = { $count ->
    [one] L’index est construit : { $count } texte à trouver.
   *[other] L’index est construit : { $count } textes à trouver.
}
search-no-folder = Pas de dossier { $path } : indiquer le dossier de markdown avec --standards.
search-none = Rien trouvé.
search-more = { $shown } sur { $total } ; --limit en montre plus.
search-no-words = Dire quoi chercher : cahier search MOTS…
search-no-such-hit = { $count ->
    [one] Il n’y a qu’un résultat.
   *[other] Il n’y a que { $count } résultats.
}
search-not-opened = { $program } ne l’a pas ouvert ({ $why }). On peut nommer un autre programme dans VISUAL ou EDITOR.
search-why-paste = Coller l’erreur, puis finir par Ctrl+D :
search-why-empty = Rien n’a été lu que l’on puisse chercher. Donner l’erreur par un tube : make test 2>&1 | cahier why
search-why-unsure = Rien de sûr à ce sujet ; le plus proche :
search-why-unknown = On ne sait rien de « { $title } ».
search-why-log = L’afficher : { $command }
search-why-ask = L’afficher comme problème ? [o/N]
search-why-title = Titre [{ $title }] :
