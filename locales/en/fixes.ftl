# Links to code: what is refused, the lists on both ends, and what the terminal says.
fix-unknown = There is no such link to code.
fix-bad-sha = A commit is named by { $min } to { $max } digits of its hash, such as 3f9c2d1.
fix-bad-url = Write an address that begins with https:// or http://, without spaces.
fix-long-url = An address has at most { $max } characters.
fix-other-sha = The address shows another commit than the hash: leave one of the two out.
fix-nothing-named = Give the address of the commit, pull request or ticket, or the hash of the commit.
fix-linked-to-nothing = Say which problem it solves or which standard it applies: P-12, S-4.
fix-optional = optional
fix-problem-hint = Such as P-12.
fix-standard-hint = Such as S-4.
fix-bad-time = Write an instant such as 2026-03-12T09:30:00Z.
fix-too-many-commits = Send at most { $max } commits at once.
fix-links = Links to code
fix-page = Links to code, the newest first
fix-all = All links to code
fix-none = No commit, pull request or ticket is linked yet.
fix-none-of-problem = No commit, pull request or ticket is linked to this problem yet.
fix-none-of-standard = No commit, pull request or ticket applies this standard yet.
fix-kind-commit = commit
fix-kind-pull-request = pull request
fix-kind-ticket = ticket
fix-kind-other = link
fix-solves = solves it
fix-touches = touches it
fix-add = Link to code
fix-link = Link
fix-unlink = Unlink
fix-field = Commit, pull request or ticket
fix-field-hint = Its address, or the hash of the commit.
fix-title-field = Title
fix-problem-field = The problem it solves
fix-standard-field = The standard it applies
fix-link-what = Name both, P-12 S-4, or code to link: --commit SHA, --url URL or --from-git RANGE.
fix-link-bad-id = { $id } is not what can be linked; name one problem and one standard, such as P-12 S-4.
fix-git-absent = git cannot be run: { $why }
fix-git-no-repository = This is not a git repository; go into one and try again.
fix-git-bad-range = "{ $range }" is not a range of commits; write one such as main~20..
fix-git-failed = git cannot read these commits: { $why }
fix-git-unknown = { $sha } names { $id }, which does not exist; the rest of it is linked.
fix-git-told = { $read ->
    [one] { $read } commit read
   *[other] { $read } commits read
}, { $naming ->
    [0] none names a problem or a standard.
   *[other] { $naming } with trailers: { $links ->
        [0] nothing new to link
        [one] { $links } newly linked
       *[other] { $links } newly linked
    }{ $occurrences ->
        [0] .
        [one] , { $occurrences } occurrence waits for a member.
       *[other] , { $occurrences } occurrences wait for a member.
    }
}
