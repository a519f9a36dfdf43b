# Links to code.
fix-unknown = There is no such link to code.
fix-bad-sha = A commit is named by at least { $min } digits of its hash, such as 3f9c2d1.
fix-bad-url = Write an address that begins with https:// or http://, without spaces.
fix-nothing-named = Give the address of the commit, pull request or ticket, or the hash of the commit.
fix-linked-to-nothing = Say which problem it solves or which standard it applies: P-12, S-4.
