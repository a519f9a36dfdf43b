cli-internal = It failed: { $why }
cli-no-server = The server { $url } does not answer: { $why }
cli-token-refused = { $url } does not take this token; make one on its page “Settings”.
cli-signed-in = Signed in to { $url } as { $name }.
cli-ask-token = Make a token on { $url }, then paste it here:
cli-no-token = CAHIER_URL names { $url }, but there is no token for it: set CAHIER_TOKEN too, or run “cahier sign-in { $url }”.
cli-no-home = There is no home folder to keep the token in; set CAHIER_URL and CAHIER_TOKEN instead.
cli-nothing-there = There is no instance in { $path }. Start one with “cahier serve”, sign in to a server with “cahier sign-in URL”, or name a data folder with --data.
cli-cannot-listen = Cannot listen on { $address }: { $why }. Name another address with --listen.
cli-listening = Cahier is at { $url }
cli-set-up-code = Set it up at { $url } with the code { $code }
cli-bad-scope = “{ $scope }” is no scope: read, propose or write.
cli-bad-role = “{ $role }” is no role: reader, member or administrator.
cli-no-such-member = There is no member { $email }; “cahier member list” shows them.
cli-server-has-it = The server is at { $url }: do this on its pages, or work on a data folder with --data DIR.
cli-agree-needs-server = Agreeing needs a server and a token: “cahier sign-in URL” keeps both.

backup-done = Backed up to { $path }: { $rows } rows, up to change { $changes }.
backup-in-the-way = { $path } is there and is no backup of Cahier, so it is left alone: name another file.
backup-is-none = { $path } is no backup of Cahier, or cannot be read.
backup-damaged = { $path } is damaged: it does not hold what was written into it. Nothing was changed; take an older backup.
backup-newer = { $path } was taken by a newer version of Cahier. Nothing was changed; restore it with that version.
backup-disk-full = There is no room for { $path }. An older backup of that name is still there; make room or name another disk.
backup-not-written = { $path } cannot be written: { $why }
restore-over-data = There is data in this instance already, and nothing was changed: restore into an empty data folder (--data DIR) or an empty database.
restore-done = Restored as of { $at }: { $rows } rows, up to change { $changes }. Start it with “cahier serve”; the search index is built and the standards’ files are compared then.
upgrade-copied = The database is of an older version of Cahier and was brought up to date; what it was before is in { $path }, which “cahier restore” puts back into an empty data folder.
upgrade-no-room = There is no room for { $path }, the copy that is made before the database is brought up to date. Nothing was changed; make room and start again.
upgrade-not-copied = { $path }, the copy that is made before the database is brought up to date, cannot be written: { $why }. Nothing was changed; mend that and start again.

export-in-the-way = { $path } is there and not empty; name a folder that is not there yet, so that nothing is written over.
export-done = { $count ->
    [one] Wrote one file to { $path }.
   *[other] Wrote { $count } files to { $path }.
}
export-not-written = { $path } cannot be written: { $why }
