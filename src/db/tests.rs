//! What holds of writes on the embedded engine, whoever writes them.

use futures_util::FutureExt as _;

use crate::clock::Clock;
use crate::db::background::in_background;
use crate::db::{Actor, Channel, Db, Engine, args};

#[tokio::test]
async fn a_write_that_fails_leaves_those_it_was_committed_with_alone() {
    const GOOD: &str = "insert into instance_facts (name, value) values ($1, 'kept')";
    // There is no such member.
    const BAD: &str = "insert into memberships (member, team) values ('nobody', 'nowhere')";
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("cahier.db");
    let db = Db::open(&Engine::Sqlite(file), Clock::system())
        .await
        .expect("a database");
    let bad = |at: usize| at.is_multiple_of(3);
    let write = |at: usize| {
        let db = db.clone();
        async move {
            let mut tx = db.write(Actor::nobody(Channel::Web)).await?;
            tx.put(GOOD, args![format!("write {at}")]).await?;
            if bad(at) {
                tx.put(BAD, args![]).await?;
            }
            tx.commit().await
        }
    };
    let done = futures_util::future::join_all((0..48).map(write)).await;
    let expected: Vec<bool> = (0..48).map(|at| !bad(at)).collect();
    let went_well: Vec<bool> = done.iter().map(Result::is_ok).collect();
    assert_eq!(went_well, expected);
    let mut tx = db.read().await.expect("a reader");
    let kept: Vec<(String,)> = tx
        .all(
            "select name from instance_facts where value = 'kept'",
            args![],
        )
        .await
        .expect("rows");
    for (at, expected) in expected.into_iter().enumerate() {
        let name = (format!("write {at}"),);
        assert_eq!(kept.contains(&name), expected, "{}", name.0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_goes_away_in_the_middle_of_a_write_takes_nobody_elses_along() {
    const GOOD: &str = "insert into instance_facts (name, value) values ($1, 'kept')";
    const LOOK: &str = "select count(*) from instance_facts where name = $1";
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("cahier.db");
    let db = Db::open(&Engine::Sqlite(file), Clock::system())
        .await
        .expect("a database");
    let write = |at: usize| {
        let db = db.clone();
        async move {
            let mut tx = db.write(Actor::nobody(Channel::Web)).await?;
            tx.next_number("problem").await?;
            let name = format!("write {at}");
            tx.put(GOOD, args![name.as_str()]).await?;
            if at.is_multiple_of(4) {
                // Asked something in the middle, those that wait to be run are run before.
                let (seen,): (i64,) = tx.one(LOOK, args![name.as_str()]).await?;
                assert_eq!(seen, 1);
            }
            tx.commit().await
        }
    };
    let ended = futures_util::future::join_all((0..400).map(|at| {
        // Some go away at once, some while they wait, some while the engine works for them.
        let goes = at % 3 == 1;
        let patience = at * 37 % 400;
        let write = in_background(write(at)).expect("a runtime");
        async move {
            if goes {
                for _ in 0..patience {
                    tokio::task::yield_now().await;
                }
                write.abort();
            }
            write.await
        }
    }))
    .await;
    let mut tx = db.write(Actor::nobody(Channel::Web)).await.expect("a pen");
    for (at, ended) in ended.into_iter().enumerate() {
        let (count,): (i64,) = tx
            .one(LOOK, args![format!("write {at}")])
            .await
            .expect("a count");
        match ended {
            Ok(done) => {
                done.expect("a write of somebody who stayed");
                assert_eq!(count, 1, "write {at}");
            }
            Err(gone) => assert!(
                gone.is_cancelled() && at % 3 == 1 && count <= 1,
                "write {at}"
            ),
        }
    }
}

/// Begins some work, leaves other threads that many turns, and looks at it no more.
fn given_up_after<T>(turns: i64, work: impl Future<Output = T>) {
    let mut work = std::pin::pin!(work);
    work.as_mut().now_or_never();
    (0..turns).for_each(|_| std::thread::yield_now());
}

#[tokio::test]
async fn a_write_that_is_given_up_while_the_engine_works_for_it_is_taken_back_and_a_commit_goes_on()
{
    const KEEP: &str = "insert into instance_facts (name, value) values ($1, 'kept')";
    const COUNT: &str = "select count(*) from instance_facts where value = 'kept'";
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("cahier.db");
    let db = Db::open(&Engine::Sqlite(file), Clock::system())
        .await
        .expect("a database");
    let write = || db.write(Actor::nobody(Channel::Web));
    for round in 0..20_i64 {
        // Asked once and given up, before or after the engine has done it: as the transaction begins, in a visit, at the commit.
        given_up_after(round * 20, write());
        let mut tx = write().await.expect("a pen");
        tx.put(KEEP, args![format!("given up {round}")])
            .await
            .expect("a statement");
        given_up_after(round * 20, tx.one::<(i64,)>(COUNT, args![]));
        drop(tx);
        let mut tx = write().await.expect("a pen");
        tx.put(KEEP, args![format!("committed {round}")])
            .await
            .expect("a statement");
        given_up_after(round * 20, tx.commit());
        let mut tx = write().await.expect("a pen");
        let (kept,): (i64,) = tx.one(COUNT, args![]).await.expect("a count");
        assert_eq!(kept, round + 1);
    }
}

#[tokio::test]
async fn what_waits_is_written_before_the_next_statement_reads() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("cahier.db");
    let db = Db::open(&Engine::Sqlite(file), Clock::system())
        .await
        .expect("a database");
    let mut tx = db
        .write(Actor::nobody(Channel::Web))
        .await
        .expect("a writer");
    tx.put(
        "insert into instance_facts (name, value) values ('a', 'b')",
        args![],
    )
    .await
    .expect("a statement");
    let found: Vec<(String,)> = tx
        .all("select value from instance_facts where name = 'a'", args![])
        .await
        .expect("rows");
    assert_eq!(found, [("b".to_owned(),)]);
}

#[tokio::test]
async fn a_number_is_given_once_whichever_of_the_writes_it_was_given_to_came_to_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("cahier.db");
    let db = Db::open(&Engine::Sqlite(file), Clock::system())
        .await
        .expect("a database");
    let write = |at: usize| {
        let db = db.clone();
        async move {
            let mut tx = db.write(Actor::nobody(Channel::Web)).await.expect("a pen");
            let number = tx.next_number("problem").await.expect("a number");
            match at % 5 {
                // Given up, before and after the engine has heard of it.
                0 => return None,
                1 => {
                    let look = "select value from counters where name = 'problem'";
                    let seen: (i64,) = tx.one(look, args![]).await.expect("a value");
                    assert_eq!(seen.0, number);
                    return None;
                }
                2 => tx
                    .lift_number("problem", number + 3)
                    .await
                    .expect("a counter"),
                _ => {}
            }
            tx.commit().await.expect("a commit");
            Some(number)
        }
    };
    let given = futures_util::future::join_all((0..60).map(write)).await;
    let mut numbers: Vec<i64> = given.into_iter().flatten().collect();
    numbers.sort_unstable();
    let all = numbers.len();
    numbers.dedup();
    assert_eq!((all, numbers.len()), (36, 36));
    let mut tx = db.write(Actor::nobody(Channel::Web)).await.expect("a pen");
    let next = tx.next_number("problem").await.expect("a number");
    assert!(Some(&next) > numbers.last(), "{next}");
}
