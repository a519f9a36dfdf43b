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
