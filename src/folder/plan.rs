//! What to do so that book and folder agree: one pure step over what was last in step, what the folder holds and what the book says.
//!
//! | base | file | then |
//! |---|---|---|
//! | – | absent | write it |
//! | – | present | adopt it |
//! | = file | = base | write the newest revision when there is one; a text that the book does not know is adopted |
//! | ≠ file | changed outside | adopt it; the book decides whether as a revision or as a proposal |
//! | present | absent | missing |

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::names::renamed;
use super::report::{Duplicate, Missing};
use super::scan::Scan;
use crate::id::StandardId;
use crate::standards::{File, number_in};

/// The numbers of revisions by standard and hash, for texts that are not the newest; [`PROPOSED`] for one that is only a proposal's.
pub(super) type Known = HashMap<(StandardId, String), i64>;
/// What a text has in place of a revision's number that was proposed and is no revision.
pub(super) const PROPOSED: i64 = 0;

/// What to do, in this order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    /// Files that got another name: the standard, the name before and the name now.
    pub(super) moves: Vec<(StandardId, String, String)>,
    /// Files whose standard got another name on another node: the name before and the name now.
    pub(super) renames: Vec<(String, String)>,
    /// Texts to take into the book.
    pub(super) adopts: Vec<Adopt>,
    /// Paths that are in step with this hash.
    pub(super) settled: Vec<(String, String)>,
    /// Paths that nobody knows any more.
    pub(super) forgotten: Vec<String>,
    /// Texts to write, and the hash of the file that is expected there.
    pub(super) writes: Vec<(File, Option<String>)>,
    /// Texts that cannot be written because something else stands there.
    pub(super) blocked: Vec<File>,
    /// Texts that were in step and in whose place something stands that is left alone.
    pub(super) hidden: Vec<File>,
    /// Files that are no longer there.
    pub(super) missing: Vec<Missing>,
    /// Files whose number another file has.
    pub(super) duplicates: Vec<Duplicate>,
}

/// A text to take into the book.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Adopt {
    /// Its file.
    pub(super) path: String,
    /// The hash of what was seen there.
    pub(super) hash: String,
    /// What was last in step, when the book knows it.
    pub(super) base: Option<String>,
    /// Whose text it is, when the book knows the file.
    pub(super) id: Option<StandardId>,
    /// Whether the book has a newer text than was in step, which waits for this one.
    pub(super) waits: bool,
}

impl Plan {
    /// Whether the book, or a file's name, has to change before files can be written.
    pub(super) fn comes_first(&self) -> bool {
        !(self.moves.is_empty() && self.renames.is_empty() && self.adopts.is_empty())
    }
}

/// Standards whose file holds another text than the newest.
pub(super) fn doubtful(scan: &Scan, book: &[File]) -> Vec<StandardId> {
    let odd = |file: &&File| {
        let seen = scan.files.get(&file.path);
        seen.is_some_and(|seen| seen.hash != file.hash)
    };
    book.iter().filter(odd).map(|file| file.id).collect()
}

/// Plans one pass.
pub(super) fn plan(
    base: &BTreeMap<String, String>,
    scan: &Scan,
    book: &[File],
    known: &Known,
) -> Plan {
    let mut plan = Plan::default();
    let paths: BTreeSet<&str> = book.iter().map(|file| file.path.as_str()).collect();
    let others = scan
        .files
        .keys()
        .filter(|path| !paths.contains(path.as_str()));
    let moved = renamed(base, scan, book, others.clone(), &mut plan);
    for file in book {
        if !moved.contains(&file.id) {
            one(base, scan, file, known, &mut plan);
        }
    }
    let taken: HashMap<StandardId, &File> = book.iter().map(|file| (file.id, file)).collect();
    let leaving: BTreeSet<String> = plan
        .moves
        .iter()
        .map(|(_, _, to)| to.clone())
        .chain(plan.renames.iter().map(|(from, _)| from.clone()))
        .collect();
    let mut fresh: Vec<&String> = others.filter(|path| !leaving.contains(*path)).collect();
    // Those that bring their number come first, so that no other is given it.
    fresh.sort_by_key(|path| (number_in(path).is_none(), number_in(path), path.as_str()));
    let mut numbers: HashMap<StandardId, &str> = HashMap::new();
    for path in fresh {
        if let Some(id) = number_in(path) {
            let other = taken
                .get(&id)
                .map(|file| file.path.as_str())
                .or_else(|| numbers.get(&id).copied());
            if let Some(other) = other {
                plan.duplicates.push(Duplicate {
                    id,
                    path: path.clone(),
                    other: other.to_owned(),
                });
                continue;
            }
            numbers.insert(id, path);
        }
        let hash = scan.files[path].hash.clone();
        plan.adopts.push(Adopt {
            path: path.clone(),
            hash,
            base: None,
            id: None,
            waits: false,
        });
    }
    let gone = base.keys().filter(|path| {
        !paths.contains(path.as_str())
            && !leaving.contains(*path)
            && scan.left_alone(path).is_none()
    });
    plan.forgotten
        .extend(gone.filter(|path| !scan.files.contains_key(*path)).cloned());
    plan
}

/// One standard with its file under its own name.
fn one(base: &BTreeMap<String, String>, scan: &Scan, file: &File, known: &Known, plan: &mut Plan) {
    let path = &file.path;
    let was = base.get(path);
    let Some(seen) = scan.files.get(path) else {
        if scan.left_alone(path).is_some() {
            if was == Some(&file.hash) {
                plan.hidden.push(file.clone());
            } else {
                plan.blocked.push(file.clone());
            }
        } else if was.is_some() {
            plan.missing.push(Missing {
                id: file.id,
                path: path.clone(),
            });
        } else {
            plan.writes.push((file.clone(), None));
        }
        return;
    };
    let is_known = |hash: &str| known.contains_key(&(file.id, hash.to_owned()));
    if seen.hash == file.hash {
        if was != Some(&seen.hash) {
            plan.settled.push((path.clone(), seen.hash.clone()));
        }
    } else if is_ours(file.id, &seen.hash, was, known) {
        plan.writes.push((file.clone(), Some(seen.hash.clone())));
    } else {
        plan.adopts.push(Adopt {
            path: path.clone(),
            hash: seen.hash.clone(),
            base: was.filter(|was| is_known(was)).cloned(),
            id: Some(file.id),
            waits: was.is_some_and(|was| *was != file.hash),
        });
    }
}

/// Whether a text is one that the program wrote: what was noted as in step, a revision later than that, or any where nothing was noted. An
/// earlier one was brought back by somebody, on purpose. A text that the book does not know stands nowhere else, even when it was noted:
/// the database may have been put back to a time before it.
fn is_ours(id: StandardId, hash: &str, was: Option<&String>, known: &Known) -> bool {
    let number = |hash: &str| known.get(&(id, hash.to_owned())).copied();
    match (number(hash), was) {
        (None, _) => false,
        (Some(seen), None) => seen != PROPOSED,
        (Some(_), Some(was)) if was == hash => true,
        (Some(seen), Some(was)) => number(was).is_some_and(|was| seen > was),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::say;

    fn base(files: &[(&str, &str)]) -> BTreeMap<String, String> {
        files
            .iter()
            .map(|(path, hash)| ((*path).to_owned(), (*hash).to_owned()))
            .collect()
    }

    fn folder(files: &[(&str, &str)]) -> Scan {
        let mut scan = Scan::default();
        for (path, hash) in files {
            scan.files
                .insert((*path).to_owned(), super::super::scan::Seen::of_hash(hash));
        }
        scan
    }

    fn book(files: &[(i64, &str, &str)]) -> Vec<File> {
        let file = |(id, path, hash): &(i64, &str, &str)| File {
            id: StandardId::new(*id),
            path: (*path).to_owned(),
            revision: 1,
            hash: (*hash).to_owned(),
        };
        files.iter().map(file).collect()
    }

    fn planned(noted: &[(&str, &str)], seen: &[(&str, &str)], said: &[(i64, &str, &str)]) -> Plan {
        let known = Known::from([
            ((StandardId::new(1), "old".to_owned()), 1),
            ((StandardId::new(1), "mid".to_owned()), 2),
            ((StandardId::new(1), "new".to_owned()), 3),
            ((StandardId::new(1), "asked".to_owned()), PROPOSED),
        ]);
        plan(&base(noted), &folder(seen), &book(said), &known)
    }

    const FILE: &str = "0001-a.md";

    fn writes(plan: &Plan) -> Vec<Option<&str>> {
        plan.writes
            .iter()
            .map(|(_, expected)| expected.as_deref())
            .collect()
    }

    fn adopts(plan: &Plan) -> Vec<(&str, Option<&str>)> {
        plan.adopts
            .iter()
            .map(|adopt| (adopt.hash.as_str(), adopt.base.as_deref()))
            .collect()
    }

    #[test]
    fn the_table_holds_line_by_line() {
        let absent = planned(&[], &[], &[(1, FILE, "new")]);
        assert_eq!(writes(&absent), [None]);
        let present = planned(&[], &[(FILE, "theirs")], &[(1, FILE, "new")]);
        assert_eq!(adopts(&present), [("theirs", None)]);
        let unknown = planned(&[], &[("b.md", "theirs")], &[]);
        assert_eq!(adopts(&unknown), [("theirs", None)]);
        let newer = planned(&[(FILE, "old")], &[(FILE, "old")], &[(1, FILE, "new")]);
        assert_eq!(writes(&newer), [Some("old")]);
        let outside = planned(&[(FILE, "new")], &[(FILE, "theirs")], &[(1, FILE, "new")]);
        assert_eq!(adopts(&outside), [("theirs", Some("new"))]);
        let unheard_of = planned(&[(FILE, "lost")], &[(FILE, "lost")], &[(1, FILE, "new")]);
        assert_eq!(adopts(&unheard_of), [("lost", None)]);
        let proposed = planned(&[(FILE, "asked")], &[(FILE, "asked")], &[(1, FILE, "new")]);
        assert_eq!(writes(&proposed), [Some("asked")]);
        let typed = planned(&[], &[(FILE, "asked")], &[(1, FILE, "new")]);
        assert_eq!(adopts(&typed), [("asked", None)]);
        let both = planned(&[(FILE, "old")], &[(FILE, "theirs")], &[(1, FILE, "new")]);
        assert_eq!(adopts(&both), [("theirs", Some("old"))]);
        let gone = planned(&[(FILE, "new")], &[], &[(1, FILE, "new")]);
        assert_eq!((gone.missing.len(), gone.writes.len()), (1, 0));
        assert_eq!(
            planned(&[(FILE, "new")], &[(FILE, "new")], &[(1, FILE, "new")]),
            Plan::default()
        );
    }

    #[test]
    fn an_old_text_is_adopted_when_somebody_brought_it_back_but_not_when_a_crash_left_it() {
        let reverted = planned(&[(FILE, "new")], &[(FILE, "old")], &[(1, FILE, "new")]);
        assert_eq!(adopts(&reverted), [("old", Some("new"))]);
        let written_not_noted = planned(&[(FILE, "old")], &[(FILE, "mid")], &[(1, FILE, "new")]);
        assert_eq!(writes(&written_not_noted), [Some("mid")]);
        let never_noted = planned(&[], &[(FILE, "mid")], &[(1, FILE, "new")]);
        assert_eq!(writes(&never_noted), [Some("mid")]);
        let noted_late = planned(&[(FILE, "old")], &[(FILE, "new")], &[(1, FILE, "new")]);
        assert_eq!(noted_late.settled, [(FILE.to_owned(), "new".to_owned())]);
    }

    #[test]
    fn a_file_keeps_its_standard_under_another_name() {
        let by_number = planned(
            &[(FILE, "new")],
            &[("sub/0001-b.md", "theirs")],
            &[(1, FILE, "new")],
        );
        assert_eq!(by_number.moves.len(), 1);
        assert!(by_number.missing.is_empty() && by_number.adopts.is_empty());
        let by_text = planned(
            &[("a.md", "new")],
            &[("b.md", "new")],
            &[(1, "a.md", "new")],
        );
        assert_eq!(by_text.moves.len(), 1);
        let by_hand = planned(
            &[(FILE, "new")],
            &[("0017-a.md", "new")],
            &[(1, FILE, "new")],
        );
        assert_eq!(by_hand.moves.len(), 1);
        assert!(by_hand.missing.is_empty() && by_hand.adopts.is_empty());
        let alike = planned(
            &[("a.md", "x"), ("b.md", "x")],
            &[("c.md", "x"), ("d.md", "x")],
            &[(1, "a.md", "x"), (2, "b.md", "x")],
        );
        assert_eq!(alike.moves.len(), 2);
        let elsewhere = planned(
            &[(FILE, "new")],
            &[(FILE, "new")],
            &[(1, "0001-b.md", "new")],
        );
        assert_eq!(
            elsewhere.renames,
            [(FILE.to_owned(), "0001-b.md".to_owned())]
        );
    }

    #[test]
    fn a_number_that_stands_twice_is_reported_and_nothing_is_adopted_for_it() {
        let with_book = planned(
            &[(FILE, "new")],
            &[(FILE, "new"), ("0001-z.md", "x")],
            &[(1, FILE, "new")],
        );
        assert_eq!((with_book.duplicates.len(), with_book.adopts.len()), (1, 0));
        let both_new = planned(
            &[],
            &[("0007-a.md", "x"), ("0007-b.md", "y"), ("0009-c.md", "z")],
            &[],
        );
        assert_eq!((both_new.duplicates.len(), both_new.adopts.len()), (1, 2));
        let order: Vec<_> = planned(&[], &[("a.md", "x"), ("0012-z.md", "y")], &[])
            .adopts
            .iter()
            .map(|adopt| adopt.path.clone())
            .collect();
        assert_eq!(order, ["0012-z.md", "a.md"]);
    }

    #[test]
    fn what_is_left_alone_is_neither_missing_nor_written_over() {
        let mut scan = folder(&[("0002-b.md", "b")]);
        scan.ignored.insert(FILE.to_owned(), say!("folder-link"));
        scan.closed
            .insert("closed/".to_owned(), say!("folder-not-allowed"));
        let said = book(&[
            (1, FILE, "new"),
            (2, "0002-b.md", "b"),
            (3, "closed/0003-c.md", "c"),
        ]);
        let noted = base(&[(FILE, "old"), ("0002-b.md", "b"), ("closed/0003-c.md", "c")]);
        let plan = plan(&noted, &scan, &said, &Known::new());
        assert!(plan.missing.is_empty() && plan.writes.is_empty() && plan.forgotten.is_empty());
        let numbers =
            |files: &[File]| -> Vec<i64> { files.iter().map(|file| file.id.number()).collect() };
        assert_eq!(numbers(&plan.blocked), [1]);
        assert_eq!(numbers(&plan.hidden), [3]);
    }
}
