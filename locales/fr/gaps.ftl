# Ce qui a été cherché en vain.
gap-title = Cherché en vain
gap-lede = Ce qu’on a cherché sans rien trouver. Personne n’est nommé ; ce que personne ne cherche plus pendant trois mois est oublié.
gap-see = Ce que d’autres ont cherché en vain
gap-none = Tout ce qui a été cherché a été trouvé
gap-none-advice = Une recherche qui ne trouve rien arrive ici d’elle-même, pour que quelqu’un puisse l’afficher au mur.
gap-times = { $count ->
    [one] { $count } fois
   *[other] { $count } fois
}
gap-found-now = { $count ->
    [one] { $count } résultat désormais
   *[other] { $count } résultats désormais
}
gap-post = L’afficher au mur
gap-dismiss = Écarter
gap-taken = Au mur
gap-told = { $count ->
    [one] Quelqu’un a cherché « { $text } » le { $last } et n’a rien trouvé.
   *[other] Cherché { $count } fois entre le { $first } et le { $last } sans rien trouver : « { $text } ».
}
gap-unknown = Ce n’est plus parmi ce qui a été cherché en vain : regarder la liste à nouveau.
