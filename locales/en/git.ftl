# Git: why a publication is not committed now, and what a commit says.
git-absent = the program git is not there: install it where the server runs
git-too-slow = git did not answer within { $seconds } seconds: look whether the disk, or a filter of the repository, is at a standstill
git-failed = git says: { $why }
git-not-trusted = the repository belongs to another user: add its folder to safe.directory of the user who runs the server, with git config --global --add
git-no-work-tree = the standards’ folder lies in no work tree of git: clone your repository there, or turn this off
git-locked = another program holds the repository (index.lock): it goes on when that has ended; remove the file when no git is running any more
git-under-way = a { $what } is not finished: it goes on after that
git-no-branch = no branch is checked out: check one out
git-moved-on = somebody else committed at the same moment: it is tried again
git-other-thing = { $path } is a link, a folder or another repository in git: remove it there
git-lies-elsewhere = { $path } lies in another repository within this one: move it
git-ignored = git ignores { $path }: change .gitignore
git-file-first = its file does not hold the text yet: that comes first
git-not-yet = the server commits it

git-subject-added = Add { $id }: { $title }
git-subject-revised = Revise { $id }: { $title }
git-subject-corrected = Correct { $id }: { $title }
git-subject-retired = Retire { $id }: { $title }
git-subject-renamed = Rename the file of { $id }: { $title }
git-subject-restored = Bring back revision { $revision } of { $id }: { $title }
git-body-problem = For { $id }: { $title }
git-body-supersedes = It takes the place of { $id }: { $title }
git-body-agreed = { $count ->
    [one] Agreed to by one other.
   *[other] Agreed to by { $count } others.
}
git-body-on-screen = Agreed in a stand-up.
git-body-alone = In force without anybody else’s agreement.
git-body-not-yet = In force, not yet agreed.

git-setting = Git
git-setting-tick = Commit what is published
git-setting-note = Each publication becomes a commit of that file alone, with its author and those who agreed by name, for good. Nothing is pushed. An older copy of a standard that somebody has staged stays staged, and their next plain git commit would bring it back: unstage it first.
git-setting-on = It goes on the branch { $branch } of the repository in { $folder }.
git-setting-hindered = Nothing can be committed now: { $why }.
git-setting-waiting = { $count ->
    [one] One publication waits to be committed.
   *[other] { $count } publications wait to be committed.
}
git-page-hindered = What is published is not committed to git now: { $why }.
git-page-hindered-waiting = { $count ->
    [one] One publication is
   *[other] { $count } publications are
} not committed to git yet: { $why }.
git-page-waiting = In force, and not committed to git yet: { $why }.
git-source = commit { $commit } by { $author }
git-made = commit { $commit }
