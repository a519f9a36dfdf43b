# What surrounds every page: the bar, the menu, the foot, the keys, and words that lists and fields share.
shell-skip = Skip to the page
shell-nav = Main
shell-wall = Wall
shell-standups = Stand-ups
shell-book = The book
shell-newcomers = For newcomers
shell-find = Search problems and standards
shell-find-example = a few words, an error message, P-12
shell-found = { $count ->
    [one] 1 result
   *[other] { $count } results
}
shell-found-none = Nothing found
shell-search-all = Search
shell-new-problem = New problem
shell-settings = Settings
shell-members = Members
shell-sign-out = Sign out
shell-reload = Reload the page
shell-reconnecting = Connection lost. Reconnecting; what is shown may be old.
shell-close = Close
shell-pages = Pages
shell-before = Before
shell-after = After
shell-differences = Differences
shell-added = added:
shell-removed = removed:
shell-keys = Keys
shell-keys-title = Keys
shell-keys-choose = choose
shell-keys-open = open
shell-keys-search = search
shell-keys-new = post a problem
shell-keys-wall = go to the wall
shell-keys-standards = go to the book
shell-keys-move = next, previous
shell-keys-enter = open what is chosen
shell-keys-edit = edit
shell-keys-send = send the form
shell-keys-help = show these keys
shell-keys-off = Single-letter keys do nothing while one types, and can be switched off in the settings.
