# Links to code.
fix-unknown = There is no such link to code.
fix-bad-sha = A commit is named by at least { $min } digits of its hash, such as 3f9c2d1.
fix-bad-url = Write an address that begins with https:// or http://, without spaces.
fix-nothing-named = Give the address of the commit, pull request or ticket, or the hash of the commit.
fix-linked-to-nothing = Say which problem it solves or which standard it applies: P-12, S-4.
fix-unknown-word = The kind is commit, pull_request, ticket or other; the source hand, git or webhook.
fix-title = Link to code
fix-intro = What solved a problem, or where a standard was applied: it is then shown on both.
fix-url = Address
fix-url-hint = Of the commit, the pull request or the ticket.
fix-sha = Commit
fix-sha-hint = Its hash, when it has no address.
fix-name = Title
fix-optional = optional
fix-problem = Solves the problem
fix-problem-hint = Such as P-12.
fix-standard = Applies the standard
fix-standard-hint = Such as S-4.
fix-act = Link it

link-no-git = git could not be asked: { $why }
link-no-trailers = No commit of { $range } names a problem or a standard.
link-linked = { $linked ->
    [0] Nothing new
    [one] 1 link made
   *[other] { $linked } links made
}, { $known } known already.
link-refused = { $commit }: { $why }
link-what = Say what to link: P-12, S-4, or both.
link-problem-and-standard = Name the problem and the standard that solves it: cahier link P-12 S-4.
link-made = { $problem } is solved by { $standard }.
