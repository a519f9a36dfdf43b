# Ce qui entoure chaque page : la barre, le menu, le pied, les touches, et les mots que partagent listes et champs.
shell-skip = Aller au contenu
shell-nav = Navigation principale
shell-wall = Le mur
shell-standups = Stand-ups
shell-book = Le cahier
shell-newcomers = Pour les nouveaux
shell-find = Chercher un problème, un standard
shell-find-example = quelques mots, un message d’erreur, P-12
shell-found = { $count ->
    [one] 1 résultat
   *[other] { $count } résultats
}
shell-found-none = Rien trouvé
shell-search-all = Chercher
shell-new-problem = Nouveau problème
shell-settings = Réglages
shell-members = Membres
shell-sign-out = Se déconnecter
shell-reload = Recharger la page
shell-reconnecting = Connexion perdue. Reconnexion en cours ; ce qui s’affiche peut dater.
shell-close = Fermer
shell-pages = Pages
shell-before = Avant
shell-after = Après
shell-differences = Différences
shell-added = ajouté :
shell-removed = supprimé :
shell-keys = Touches
shell-keys-title = Touches
shell-keys-choose = choisir
shell-keys-open = ouvrir
shell-keys-search = chercher
shell-keys-new = afficher un problème
shell-keys-wall = aller au mur
shell-keys-standards = aller au cahier
shell-keys-move = suivant, précédent
shell-keys-enter = ouvrir ce qui est choisi
shell-keys-edit = modifier
shell-keys-send = envoyer le formulaire
shell-keys-help = montrer ces touches
shell-keys-off = Les touches d’une lettre ne font rien pendant la saisie, et se coupent dans les réglages.
