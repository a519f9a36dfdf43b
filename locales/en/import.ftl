# cahier import
import-no-folder = There is no folder { $path }.
import-unreadable = { $path } cannot be read: { $why }
import-not-utf8 = { $path } is not UTF-8: save it as UTF-8, then import it again
import-which-team = which team? one of { $teams }
import-no-team = there is no team yet: add one with “cahier team add KEY NAME”
import-as-what = --as takes standards or problems here, or the e-mail address of the member who acts
import-nothing = nothing could be taken; each line above says why
import-standards-done = { $taken ->
    [one] 1 standard taken
   *[other] { $taken } standards taken
}, { $renewed } renewed, { $known } known already, { $skipped } skipped
import-standards-would = Dry run, nothing was written: { $taken ->
    [one] 1 standard would be taken
   *[other] { $taken } standards would be taken
}, { $renewed } renewed, { $known } are known already, { $skipped } would be skipped
import-problems-done = { $taken ->
    [one] 1 problem taken
   *[other] { $taken } problems taken
} into the tray, { $known } known already, { $skipped } skipped
import-problems-would = Dry run, nothing was written: { $taken ->
    [one] 1 problem would be taken
   *[other] { $taken } problems would be taken
} into the tray, { $known } are known already, { $skipped } would be skipped
import-standards-from-input = Standards come as a folder of files, not by standard input.
import-images = Images: { $taken ->
    [one] 1 taken
   *[other] { $taken } taken
}, { $known } known already, { $skipped } left out
import-unpack = { $path } is packed: unpack it, then import the folder
import-unpack-it = packed: unpack it, then import again
import-no-text = { $path } is neither a folder nor a file of markdown
import-no-markdown = no markdown: convert it first
import-empty = nothing is written in it
import-not-accepted = proposed, not accepted: propose it with “cahier standard propose FILE”
import-around-pages = what a wiki shows around its pages: no page of its own
import-image-not-there = it is not there
import-image-left = { $why } (shown by { $text })
import-file-new = new
import-file-changed = changed
import-file-proposed = to propose
import-file-moved = renamed
import-file-same = same
import-file-left-out = left out
import-file-was = was { $path }
import-image-new = new image
import-image-changed = changed image
import-image-same = same image
import-image-left-out = image left out
import-record-superseded = superseded
import-record-retired = retired
import-record-by = by { $numbers }
import-record-supersedes = supersedes { $numbers }
import-record-decided = decided on { $day }
