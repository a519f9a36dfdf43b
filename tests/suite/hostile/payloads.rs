//! The lists of hostile texts. They lie with the real data of the tests; no copy is kept here.

use serde_json::Value;

use crate::support;

/// Markup and scripts that mean to run.
pub(super) const SCRIPTS: [&str; 6] = [
    "xss/h5sc.json",
    "xss/owasp-filter-evasion.json",
    "xss/patt-css-injection.json",
    "xss/patt-dom-clobbering.json",
    "svg/patt-svg.json",
    "http/patt-ssti.txt",
];
/// Strings that break programs.
pub(super) const NAUGHTY: [&str; 1] = ["naughty/blns.json"];
/// Statements that mean to reach the database.
pub(super) const STATEMENTS: [&str; 1] = ["sql/patt-sqli.txt"];
/// Addresses that lead out of the folder, or to somebody else.
pub(super) const WAYS_OUT: [&str; 2] = [
    "traversal/patt-traversal-sample.txt",
    "redirect/patt-open-redirect.txt",
];

/// All texts of these lists; none, with a line that says so, where the lists are absent.
pub(super) fn lists(test: &str, names: &[&str]) -> Option<Vec<String>> {
    let mut all = Vec::new();
    for name in names {
        let path = support::data(test, &format!("security/{name}"))?;
        let text = std::fs::read_to_string(path).unwrap();
        match name.ends_with(".json") {
            true => all.extend(payloads(&serde_json::from_str(&text).unwrap())),
            false => all.extend(text.lines().map(str::to_owned)),
        }
    }
    all.retain(|text| !text.trim().is_empty());
    assert!(!all.is_empty(), "{names:?} are empty");
    Some(all)
}

fn payloads(list: &Value) -> Vec<String> {
    let items = list.as_array().map(Vec::as_slice).unwrap_or_default();
    let text = |item: &Value| match item {
        Value::String(text) => Some(text.clone()),
        item => item.get("payload")?.as_str().map(str::to_owned),
    };
    items.iter().filter_map(text).collect()
}
