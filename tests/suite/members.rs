//! How one gets in, and who one is then.

use cahier::db::{Actor, Channel};
use cahier::members::{self, Administrator, Scope};

use crate::support::{Person, Site};

const GOOD: &str = "correct horse battery staple";

#[tokio::test]
async fn the_first_visit_sets_up_with_the_code_of_the_start() {
    let (app, router, _folder) = Site::bare().await;
    let mut tx = app
        .db
        .write(Actor::nobody(Channel::Terminal))
        .await
        .unwrap();
    let code = members::new_set_up_code(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let visitor = Person::at(router);
    let reply = visitor.get("/sign-in").await;
    assert_eq!(reply.location(), "/setup");
    visitor.get("/setup").await.is(200).says("Set Cahier up");
    let form = |code: &str, password: &str| {
        [
            ("code", code),
            ("team", "Équipe Web"),
            ("name", "Léa"),
            ("email", "Lea@Example.org"),
            ("password", password),
            ("standup_time", "9:30"),
            ("zone", "Europe/Paris"),
            ("language", "fr"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let send = |fields: [(String, String); 8]| {
        let visitor = visitor.clone();
        async move {
            let fields: Vec<(&str, &str)> = fields
                .iter()
                .map(|(n, v)| (n.as_str(), v.as_str()))
                .collect();
            visitor.post("/setup", &fields).await
        }
    };
    send(form("nope", GOOD))
        .await
        .is(422)
        .says("not the code")
        .says("Équipe Web");
    send(form(&code, "password123"))
        .await
        .is(422)
        .says("easy to guess");
    let done = send(form(&code, GOOD)).await.is(303);
    assert_eq!(done.location(), "/");
    let lea = visitor.keeping_cookie(&done);
    let me = lea.get("/api/v1/me").await.is(200).json();
    assert_eq!(me["role"], "administrator");
    assert_eq!(me["email"], "lea@example.org");
    assert_eq!(me["team"], "equipe-web");
    send(form(&code, GOOD)).await.is(409);
    assert_eq!(visitor.get("/setup").await.location(), "/");
}

#[tokio::test]
async fn signing_in_leads_back_to_where_one_wanted_to_go_and_nowhere_else() {
    let site = Site::new().await;
    let ada = site.with_password("Ada", GOOD).await;
    let stranger = site.stranger();
    let refused = stranger.get("/settings?x=1").await.is(303);
    assert_eq!(refused.location(), "/sign-in?next=/settings%3Fx%3D1");
    let wrong = [("email", "ada@example.org"), ("password", "wrong")];
    stranger
        .post("/sign-in", &wrong)
        .await
        .is(422)
        .says("do not match")
        .says("ada@example.org")
        .says_nothing_of("\"wrong\"");
    let unknown = [("email", "nobody@example.org"), ("password", GOOD)];
    stranger
        .post("/sign-in", &unknown)
        .await
        .is(422)
        .says("do not match");
    for (next, leads) in [
        ("/settings?x=1", "/settings?x=1"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\tevil", "/"),
    ] {
        let right = [
            ("email", "ADA@example.org"),
            ("password", GOOD),
            ("next", next),
        ];
        let reply = stranger.post("/sign-in", &right).await.is(303);
        assert_eq!(reply.location(), leads);
        let cookie = reply.header("set-cookie").to_owned();
        assert!(
            cookie.contains("HttpOnly")
                && cookie.contains("SameSite=Lax")
                && cookie.contains("Path=/"),
            "{cookie}"
        );
    }
    drop(ada);
}

#[tokio::test]
async fn too_many_wrong_passwords_make_one_wait() {
    let site = Site::new().await;
    site.with_password("Ada", GOOD).await;
    let stranger = site.stranger();
    let wrong = [("email", "ada@example.org"), ("password", "wrong")];
    for _ in 0..10 {
        stranger
            .post("/sign-in", &wrong)
            .await
            .is(422)
            .says("do not match");
    }
    let right = [("email", "ada@example.org"), ("password", GOOD)];
    stranger
        .post("/sign-in", &right)
        .await
        .is(429)
        .says("Too many tries");
    site.clock.advance(16 * 60);
    stranger.post("/sign-in", &right).await.is(303);
}

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    ada.get("/api/v1/me").await.is(200);
    let reply = ada.post("/sign-out", &[]).await.is(303);
    assert_eq!(reply.location(), "/sign-in");
    ada.get("/api/v1/me").await.is(401);
}

#[tokio::test]
async fn a_session_ends_by_itself_when_unused_or_old() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    for _ in 0..3 {
        site.days_pass(9);
        ada.get("/api/v1/me").await.is(200);
    }
    site.days_pass(4);
    ada.get("/api/v1/me").await.is(401);
    let karim = site.member("Karim").await;
    site.days_pass(15);
    karim.get("/api/v1/me").await.is(401);
}

#[tokio::test]
async fn nothing_secret_stands_in_the_database() {
    let site = Site::new().await;
    let ada = site.with_password("Ada", GOOD).await;
    let token = site.by_token(&ada, Scope::Write).await;
    let secrets = [ada.secret(), token.secret(), GOOD.to_owned()];
    let mut tx = site.app.db.read().await.unwrap();
    let stored: Vec<(String,)> = tx
        .all(
            "select digest from sessions union all select digest from tokens union all
             select coalesce(password, '') from members union all select data from changes",
            vec![],
        )
        .await
        .unwrap();
    assert!(stored.len() > 3);
    for (text,) in stored {
        for secret in &secrets {
            assert!(
                !text.contains(secret.as_str()),
                "{secret} is stored as it is"
            );
        }
    }
}

#[tokio::test]
async fn a_member_who_left_is_out_at_once_and_becomes_a_pseudonym() {
    let site = Site::new().await;
    let ada = site.administrator("Ada").await;
    let karim = site.member("Karim").await;
    let token = site.by_token(&karim, Scope::Write).await;
    let mut tx = site.write().await;
    members::leave(&mut tx, &Administrator::of_the_data_folder(), &karim.id)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    karim.get("/api/v1/me").await.is(401);
    token.get("/api/v1/me").await.is(401);
    ada.get("/api/v1/members")
        .await
        .is(200)
        .says_nothing_of("Karim");
}

#[tokio::test]
async fn others_see_no_address_of_mail() {
    let site = Site::new().await;
    let ada = site.administrator("Ada").await;
    let karim = site.member("Karim").await;
    ada.get("/api/v1/members")
        .await
        .says("karim@example.org")
        .says("ada@example.org");
    karim
        .get("/api/v1/members")
        .await
        .says("karim@example.org")
        .says_nothing_of("ada@example.org");
}
