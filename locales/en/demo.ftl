# The example team.
demo-folder-not-empty = There is a team here already: the example needs a folder of its own.
demo-throw-away = This is an example: everything is thrown away at its end, with { $path }
demo-only-here = The example signs every visitor in, so it stays on this machine: listen on 127.0.0.1 instead of { $address }.
