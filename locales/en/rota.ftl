# Who leads in the weeks to come, and what the next stand-up talks about.

rota-title = The next stand-up

rota-pin = Bring it up at the next stand-up
rota-unpin = No longer ask for it
rota-asked-by = asked for by { $name }
problem-pin-off-the-wall = { $id } is not on the wall: bring it back first
standup-reason-pinned = asked for beforehand
wall-pinned = at the next stand-up
story-pinned = { $who } asked to bring it up at the next stand-up
story-pinned-first = { $who } put it first on the next agenda
story-unpinned = { $who } no longer asks to bring it up
