# Liens au code.
fix-unknown = Ce lien au code n’existe pas.
fix-bad-sha = Un commit se nomme par { $min } chiffres au moins de son empreinte, par exemple 3f9c2d1.
fix-bad-url = Écrire une adresse qui commence par https:// ou http://, sans espace.
fix-nothing-named = Donner l’adresse du commit, de la demande de fusion ou du ticket, ou l’empreinte du commit.
fix-linked-to-nothing = Dire quel problème il résout ou quel standard il applique : P-12, S-4.
