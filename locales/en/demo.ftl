# The example team.
demo-folder-not-empty = There is a team here already: the example needs a folder of its own.
