//! What holds of writes on the embedded engine, whoever writes them.

use crate::clock::Clock;
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
