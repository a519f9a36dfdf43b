//! Writing a standard: the text it begins with, how it will read, what is said gently, and that nothing typed is lost.

use serde_json::{Value, json};

use crate::standards::publish;
use crate::standups::{act, next, started};
use crate::support::{Person, Reply, Site};

const TEXT: &str = "---\ntags: [review]\nsolves: [P-1]\n---\n\n# Review within a day\n\n## What we do\n\n1. Ask by name.\n2. Answer by noon, see S-1.\n\n## Good and bad\n\nGood:\n\n```rust\nask(\"Ada\");\n```\n\nBad:\n\n```rust\nask_all();\n```\n";

/// What a page has in a field of its form.
fn field(page: &Reply, name: &str) -> String {
    let (_, rest) = page
        .text
        .split_once(&format!("name=\"{name}\" value=\""))
        .unwrap_or_else(|| panic!("no field {name}: {}", page.text));
    rest.split('"').next().unwrap().to_owned()
}

/// What a browser sends of a page every few seconds.
async fn keeps(who: &Person, page: &Reply, text: &str, status: u16) -> Value {
    let names = ["draft", "tab", "subject", "base", "hash"];
    let values = names.map(|name| field(page, name));
    let version = field(page, "draft_version");
    let mut fields: Vec<(&str, &str)> = names
        .iter()
        .zip(&values)
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    fields.extend([("text", text), ("version", version.as_str())]);
    who.post("/drafts", &fields).await.is(status).json()
}

/// The text of a page of the book, or of what stands beside a text: from its first part on.
fn prose(reply: &Reply) -> &str {
    let (_, rest) = reply.text.split_once("<h2 id=").unwrap();
    rest.split("</div>").next().unwrap()
}

#[tokio::test]
async fn the_preview_is_the_text_as_the_book_shows_it() {
    let site = Site::new().await;
    let [ada, bo] = site.members(["Ada", "Bo"]).await;
    ada.posts("Nobody answers").await;
    publish(&ada, &[&bo], json!({ "markdown": TEXT })).await;
    let page = ada.get("/standards/S-1").await.is(200);
    let preview = ada.post("/preview", &[("text", TEXT)]).await.is(200);
    let shown = prose(&preview).replace("h-preview-", "h-");
    let book = prose(&page);
    let length = shown.trim_end().len();
    assert_eq!(shown.trim_end(), &book[..length.min(book.len())]);
    preview
        .says("<h2 class=\"preview-title\">Review within a day</h2>")
        .says("<dd>review</dd>")
        .says("<dd>P-1</dd>")
        .says_nothing_of("<html");
}

#[tokio::test]
async fn what_a_good_standard_has_is_said_gently() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    site.member("Bo").await;
    let preview = ada.post("/preview", &[("text", TEXT)]).await.is(200);
    preview
        .says("2 steps; five to seven are kept in mind.")
        .says("<span>A good and a bad example.</span>")
        .says("How we check: the lint");
    let french = ada.with_header("accept-language", "fr");
    french
        .post("/preview", &[("text", TEXT)])
        .await
        .says("2 étapes ; on en retient cinq à sept.");
    let broken = "---\nstatus: perhaps\n---\n# A\n";
    let preview = ada.post("/preview", &[("text", broken)]).await.is(200);
    preview.says("it cannot be proposed").says("Line 2");
    let retired = "---\nstatus: retired\n---\n# A\n";
    let preview = ada.post("/preview", &[("text", retired)]).await.is(200);
    preview.says_nothing_of("kept in mind");
    // Without scripts the page says the same, and nothing of it keeps a text from being proposed.
    let look = [("markdown", TEXT), ("act", "look")];
    let page = ada.post("/standards/new", &look).await.is(200);
    page.says("2 steps; five to seven").says("preview-title");
    let send = [("markdown", "# Just do it\n"), ("act", "")];
    ada.post("/standards/new", &send).await.is(303);
}

#[tokio::test]
async fn what_a_text_names_and_is_not_there_is_said_while_it_is_written() {
    let site = Site::new().await;
    let [ada, bo] = site.members(["Ada", "Bo"]).await;
    ada.posts("Nobody answers").await;
    publish(&ada, &[&bo], json!({ "markdown": TEXT })).await;
    let wrong = "---\nteam: nosuch\nsolves: [P-1, P-999]\ntgas: [a]\nowner: me\n---\n# A\n\nSee S-1 and S-77, [one](0001-review-within-a-day.md), [x](0099-no.md) and ![y](img/no.png).\n";
    let preview = ada.post("/preview", &[("text", wrong)]).await.is(200);
    preview
        .says("“tgas” is read by nobody: “tags”?")
        .says("There is no team “nosuch”. There are: web.")
        .says("There is no P-999 yet.")
        .says("Line 9: there is no S-77 yet.")
        .says("No file of the book lies at 0099-no.md.")
        .says("There is no image img/no.png.")
        .says_nothing_of("owner")
        .says_nothing_of("no S-1 ")
        .says_nothing_of("no P-1 ")
        .says_nothing_of("at 0001-");
    // It refuses nothing.
    let send = [("markdown", wrong), ("act", "")];
    ada.post("/standards/new", &send).await.is(303);
    // What would be refused is said before it is sent.
    let untitled = [("text", "Just do it.\n")];
    let preview = ada.post("/preview", &untitled).await.is(200);
    preview.says("it cannot be proposed");
}

#[tokio::test]
async fn a_new_text_says_what_the_problem_and_the_stand_up_said() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let problem = ada.posts("Exports run twice").await;
    let path = format!("/api/v1/problems/{problem}");
    ada.patch_json(&path, json!({ "should_be": "once", "is": "twice" }))
        .await
        .is(200);
    ada.post_json(&format!("{path}/causes"), json!({ "text": "No lock" }))
        .await
        .is(201);
    let standup = started(&ada).await;
    next(&ada, standup).await;
    let owner = ada.id.to_string();
    let countermeasures = json!([
        { "text": "Take the lock first", "owner": owner },
        { "text": "Alert on two runs", "owner": owner, "kind": "detection" },
    ]);
    let decision = json!({ "problem": problem, "do": "now", "countermeasures": countermeasures });
    act(&ada, standup, "decision", decision, 200).await;
    let page = ada
        .get(&format!("/standards/new?solves={problem}"))
        .await
        .is(200);
    page.says("It should be: once")
        .says("It is: twice")
        .says("- No lock")
        .says("1. Take the lock first\n\nDecided in U-1.")
        .says("## How we check\n\n- Alert on two runs")
        .says_nothing_of("2. Alert");
}

#[tokio::test]
async fn a_draft_is_found_again_with_its_age_and_ends_when_it_is_sent() {
    let site = Site::new().await;
    let [ada, bo, _] = site.members(["Ada", "Bo", "Cy"]).await;
    let head = ada.get("/api/v1/changes?after=0").await.json();
    let page = ada.get("/standards/new").await.is(200);
    let page = page.says_nothing_of("Kept drafts");
    keeps(&ada, &page, "# Review with", 200).await;
    keeps(&ada, &page, "# Review within a day\n\nBy noon.\n", 200).await;
    // The browser crashed, and the server was started anew.
    let site = site.restarted().await;
    let (ada, bo) = (ada.on(&site.router), bo.on(&site.router));
    site.clock.advance(12 * 60);
    let back = ada.get("/standards/new").await.is(200);
    let back = back
        .says("Kept drafts")
        .says("Review within a day")
        .says("12 min ago");
    bo.get("/standards/new")
        .await
        .says_nothing_of("Review within");
    let draft = field(&page, "draft");
    assert!(back.text.contains(&draft));
    let again = format!("/standards/new?draft={draft}");
    bo.get(&again).await.is(404);
    bo.post(&format!("/drafts/{draft}/end"), &[]).await;
    let again = ada.get(&again).await.is(200);
    let again = again.says("By noon.").says("Going on with the draft kept");
    assert_eq!(field(&again, "draft"), draft);
    let (tab, version) = (field(&again, "tab"), field(&again, "draft_version"));
    let send = [
        ("markdown", "# Review within a day\n\nBy noon.\n"),
        ("draft", draft.as_str()),
        ("tab", tab.as_str()),
        ("draft_version", version.as_str()),
        ("act", ""),
    ];
    ada.post("/standards/new", &send).await.is(303);
    ada.get("/standards/new")
        .await
        .says_nothing_of("Kept drafts");
    // A keeping that was under way comes too late, and brings nothing back.
    let late = keeps(&ada, &again, "# Review within a da", 200).await;
    assert_eq!(late["ended"], true, "{late}");
    ada.get("/standards/new")
        .await
        .says_nothing_of("Kept drafts");
    let told = ada.get("/api/v1/changes?after=0").await.json();
    let kinds = |feed: &Value| feed["items"].to_string().matches("draft").count();
    assert_eq!((kinds(&head), kinds(&told)), (0, 0), "{told}");
}

#[tokio::test]
async fn two_tabs_lose_nothing_of_each_other() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let one = ada.get("/standards/new").await;
    let first = keeps(&ada, &one, "# One\n", 200).await;
    let draft = first["id"].as_str().unwrap();
    // The same draft is gone on with in two other tabs.
    let path = format!("/standards/new?draft={draft}");
    let (left, right) = (ada.get(&path).await, ada.get(&path).await);
    let by_left = keeps(&ada, &left, "# One, on the left\n", 200).await;
    assert_eq!(by_left["id"], draft);
    let by_right = keeps(&ada, &right, "# One, on the right\n", 200).await;
    assert_ne!(by_right["id"], draft, "what the left one wrote stays");
    ada.get("/standards/new")
        .await
        .says("One, on the left")
        .says("One, on the right");
    let end = format!("/drafts/{draft}/end");
    let ended = ada.post(&end, &[]).await.is(303);
    assert_eq!(ended.location(), "/standards/new");
    ada.get("/standards/new")
        .await
        .says("One, on the right")
        .says_nothing_of("on the left");
    // From one page, the newest goes over what was kept before, whatever answer was lost on the way.
    keeps(&ada, &right, "# One, further right\n", 200).await;
}

#[tokio::test]
async fn a_draft_of_a_text_that_changed_since_shows_what_changed() {
    let site = Site::new().await;
    let [ada, bo] = site.members(["Ada", "Bo"]).await;
    ada.posts("Nobody answers").await;
    publish(&ada, &[&bo], json!({ "markdown": TEXT })).await;
    let page = ada.get("/standards/S-1/edit").await.is(200);
    let mine = TEXT.replace("by noon", "by one");
    let kept = keeps(&ada, &page, &mine, 200).await;
    let theirs = TEXT.replace("by name", "by first name");
    let newer = json!({ "markdown": theirs, "standard": "S-1" });
    publish(&bo, &[&ada], newer).await;
    let path = format!("/standards/S-1/edit?draft={}", kept["id"].as_str().unwrap());
    let page = ada.get(&path).await.is(200);
    let page = page
        .says("The text has changed since this draft was begun.")
        .says("by one")
        .says("by first name");
    // Both are in the text now, which starts from the one in force, so that it undoes nothing of what came since.
    assert_eq!(field(&page, "base"), "2");
    let joined = theirs.replace("by noon", "by one");
    for line in joined.lines().filter(|line| !line.contains('"')) {
        assert!(page.text.contains(line), "{line}");
    }
    // Without scripts, each look keeps it too.
    let names = ["draft", "tab", "draft_version", "base", "hash"];
    let values = names.map(|name| field(&page, name));
    let looked = joined.replace("by one", "by two");
    let mut fields: Vec<(&str, &str)> = vec![("markdown", &looked), ("act", "look")];
    fields.extend(names.iter().zip(&values).map(|(n, v)| (*n, v.as_str())));
    ada.post("/standards/S-1/edit", &fields).await.is(200);
    let page = ada.get(&path).await.is(200).says("by two");
    let page = page.says("The text has changed since this draft was begun.");
    let values = names.map(|name| field(&page, name));
    let mut fields: Vec<(&str, &str)> = vec![("markdown", &looked), ("act", "correct")];
    fields.extend(names.iter().zip(&values).map(|(n, v)| (*n, v.as_str())));
    ada.post("/standards/S-1/edit", &fields).await.is(303);
    assert_eq!(ada.get("/standards/S-1.md").await.text, looked);
    bo.get("/standards/S-1/edit")
        .await
        .says_nothing_of("Kept drafts");
    ada.get("/standards/S-2/edit?draft=x").await.is(404);
}

#[tokio::test]
async fn what_cannot_be_kept_says_why() {
    let site = Site::new().await;
    let (ada, rea) = (site.member("Ada").await, site.reader("Rea").await);
    let page = ada.get("/standards/new").await;
    let long = "x".repeat((1 << 20) + 1);
    let draft = field(&page, "draft");
    let tab = field(&page, "tab");
    let try_out = async |who: &Person, subject: &str, text: &str| {
        let fields = [
            ("draft", draft.as_str()),
            ("tab", tab.as_str()),
            ("version", "0"),
            ("subject", subject),
            ("text", text),
        ];
        who.post("/drafts", &fields).await
    };
    try_out(&ada, "new", &long)
        .await
        .is(422)
        .says("too long to be kept");
    try_out(&ada, "P-1", "# A")
        .await
        .is(422)
        .says("a new standard");
    try_out(&rea, "new", "# A").await.is(403);
    try_out(&ada, "new", "# A").await.is(200);
}

#[tokio::test]
async fn what_a_page_sent_before_does_not_go_over_what_it_sent_after() {
    let site = Site::new().await;
    let ada = site.member("Ada").await;
    let page = ada.get("/standards/new").await;
    let names = ["draft", "tab", "subject", "base", "hash"];
    let values = names.map(|name| field(&page, name));
    let keeps = async |text: &str, turn: &str| {
        let fields = names.iter().zip(&values);
        let mut fields: Vec<(&str, &str)> = fields.map(|(name, value)| (*name, &**value)).collect();
        // No answer ever came back: the version that the page knows stays the first.
        fields.extend([("text", text), ("version", "0"), ("turn", turn)]);
        let kept = ada.post("/drafts", &fields).await.is(200).json();
        assert_eq!(kept["id"], values[0]);
    };
    let draft = format!("/standards/new?draft={}", values[0]);
    keeps("# The second", "2").await;
    keeps("# The first, late", "1").await;
    ada.get(&draft)
        .await
        .says("# The second")
        .says_nothing_of("# The first");
    keeps("# The third", "3").await;
    keeps("# The second", "2").await;
    ada.get(&draft).await.says("# The third");
}
