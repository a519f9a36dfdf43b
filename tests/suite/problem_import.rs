//! Reading other programs' problems: what can be taken is taken, the rest is told by its line.

use cahier::problems::import::{Row, read};

fn titles(rows: &[Row]) -> Vec<Result<String, usize>> {
    let title = |row: &Row| match &row.draft {
        Ok(draft) => Ok(draft.title.as_str().to_owned()),
        Err(_) => Err(row.line),
    };
    rows.iter().map(title).collect()
}

#[test]
fn csv_with_everything_that_csv_can_do() {
    let text = "\u{feff}Title,description,tags,team,posted_at\r\n\
        One,plain,\"deploy, Night Shift\",web,2026-01-05\r\n\
        \"Two, \"\"quoted\"\"\",\"first line\nsecond line\",,,2026-01-05T10:00:00Z\r\n\
        \r\n\
        ,no title,,,\r\n\
        Four,,,,yesterday\r\n\
        Five";
    let rows = read(text).unwrap();
    let expected = [
        Ok("One".to_owned()),
        Ok("Two, \"quoted\"".to_owned()),
        Err(6),
        Err(7),
        Ok("Five".to_owned()),
    ];
    assert_eq!(titles(&rows), expected);
    let first = rows[0].draft.as_ref().unwrap();
    assert_eq!(
        first.tags.iter().collect::<Vec<_>>(),
        ["deploy", "night-shift"]
    );
    assert_eq!(rows[0].team.as_deref(), Some("web"));
    assert_eq!(first.posted_at.unwrap().to_string(), "2026-01-05T00:00:00Z");
    assert_eq!(
        rows[1].draft.as_ref().unwrap().description,
        "first line\nsecond line"
    );
    assert_eq!(rows[1].line, 3);
}

#[test]
fn json_lines_of_the_apis_problem() {
    let text = r#"{"title": "One", "description": null, "tags": ["a", "b"], "impact": 3, "should_be": "better"}
{"title": "Two", "impact": "9"}
not json
["Four"]

{"id": 5, "summary": "no title"}
{"title": "Six", "is": "worse", "more": {"than": "we know"}}"#;
    let rows = read(text).unwrap();
    let expected = [
        Ok("One".to_owned()),
        Err(2),
        Err(3),
        Err(4),
        Err(6),
        Ok("Six".to_owned()),
    ];
    assert_eq!(titles(&rows), expected);
    let first = rows[0].draft.as_ref().unwrap();
    assert_eq!(
        (first.impact, first.should_be.as_str()),
        (Some(3), "better")
    );
}

#[test]
fn a_title_that_is_too_long_goes_on_in_the_description() {
    let title = "word ".repeat(30);
    let rows = read(&format!("title,description\n{title},more")).unwrap();
    let draft = rows[0].draft.as_ref().unwrap();
    assert!(draft.title.as_str().chars().count() <= 120);
    assert!(
        draft.description.starts_with("…word") && draft.description.ends_with("more"),
        "{}",
        draft.description
    );
}

#[test]
fn a_file_without_a_title_column_is_refused() {
    assert!(read("name,text\nOne,two").is_err());
    assert!(read("").is_err());
}

#[test]
fn rows_that_say_the_same_are_told_apart_by_their_order() {
    let key = |row: &Row| row.draft.as_ref().unwrap().posting_key.clone().unwrap();
    let once = read("title\nSame\nSame\nOther").unwrap();
    let again = read("title\nOther\nSame\nSame").unwrap();
    assert_ne!(key(&once[0]), key(&once[1]));
    assert_eq!(key(&once[0]), key(&again[1]));
    assert_eq!(key(&once[2]), key(&again[0]));
}

#[test]
fn the_real_reports_are_all_taken() {
    let Some(path) = crate::support::data("the_real_reports_are_all_taken", "problems.jsonl")
    else {
        return;
    };
    let rows = read(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(rows.len(), 1076);
    assert!(rows.iter().all(|row| row.draft.is_ok()));
}
