# The search page and the search over the page.
search-title = Search
search-field = Words to search for
search-go = Search
search-found = { $total ->
    [one] 1 result
   *[other] { $total } results
}
search-found-complete = { $total ->
    [one] 1 result
   *[other] { $total } results
}, { $complete ->
    [0] none with every word
    [one] 1 with every word
   *[other] { $complete } with every word
}
search-corrected = Showing results for “{ $query }”.
search-as-typed = Search instead for “{ $query }”
search-corrected-terminal = Showing results for “{ $query }”; --exact searches for it as typed.
search-nothing = Nothing found for “{ $query }”
search-nothing-advice = Fewer or other words may find it. If nobody has written it down yet, it is a problem worth posting.
search-understood = Understood:
search-understood-phrase = “{ $phrase }” word for word
search-understood-without = without { $word }
search-understood-title = only in titles
search-post = Post it as a problem
search-all = All results
search-solved-by = solved by
search-now = now
search-facets = Narrow
search-facet-kind = What
search-facet-status = Where it stands
search-facet-team = Team
search-facet-tag = Tag
search-kind-standard = standard
search-kind-problem = problem
search-status-active = in force
search-status-challenged = challenged
search-status-superseded = superseded
search-status-retired = retired
search-status-tray = in the tray
search-status-posted = posted
search-status-analysing = analysing
search-status-acting = acting
search-status-checking = checking
search-status-closed = closed
search-status-set-aside = set aside
search-building = The index is being built: { $done } of { $of }. Not everything can be found yet.
search-wanting = The index is about to be built. Nothing can be found until then.
search-help-title = What can be typed
search-help-words = words, in English or French; the last one need not be finished
search-help-phrase = word for word
search-help-without = but not these
search-help-tag = by tag, by team
search-help-kind = only standards, or only problems
search-help-status = by where it stands
search-help-title-only = only in titles
search-help-updated = changed since
search-help-id = goes there
search-reindexed = { $count ->
    [one] The index is built: 1 thing can be found.
   *[other] The index is built: { $count } things can be found.
}
search-no-folder = There is no folder { $path }: name the folder of markdown with --standards.
search-none = Nothing found.
search-more = { $shown } of { $total }; --limit shows more.
search-no-words = Say what to search for: cahier search WORDS…
search-no-such-hit = { $count ->
    [one] There is only 1 hit.
   *[other] There are only { $count } hits.
}
search-not-opened = { $program } did not open it ({ $why }). Name another program in VISUAL or EDITOR.
search-why-paste = Paste the error, then end with Ctrl+D:
search-why-empty = Nothing was read that could be looked for. Pipe the error in: make test 2>&1 | cahier why
search-why-unsure = Nothing is known of it for sure; the nearest:
search-why-unknown = Nothing is known of “{ $title }”.
search-why-log = Log it: { $command }
search-why-ask = Log it as a problem? [y/N]
search-why-title = Title [{ $title }]:
