error-disk-full = The disk is full or cannot be written: nothing was saved. Free some space, then try again.
error-database-busy = The database is busy: nothing was saved. Try again in a moment.
error-database-away = The database does not answer: nothing was saved. Try again in a moment.
error-newer-database = The database was made by a newer version of Cahier (step { $version }). Run that version, or restore a backup; nothing was changed.

config-bad-listen = { $name } = { $value } is no address and port such as 127.0.0.1:7272
config-bad-base-url = { $name } = { $value } is no address such as https://cahier.example.org, without a path
config-bad-database-url = { $name } is neither sqlite:PATH nor postgres://USER:PASSWORD@HOST/NAME
config-bad-rate-limit = { $name } = { $value } is no number of reads a second; 0 means no limit
config-unknown-variable = { $name } is no setting of Cahier; “cahier config” lists them
config-unknown-key = “{ $name }” in cahier.toml is no setting of Cahier; “cahier config” lists them
config-unreadable-file = { $name } cannot be read: { $value }
config-unreadable-secret = { $name } names the file { $value }, which cannot be read
