//! The interface that scripts rely on: addresses, methods and commands stay, word for word.

use std::collections::BTreeSet;

use cahier::web::policies;

use crate::support::Site;

/// What other programs call. Adding is free; nothing here changes.
const ROUTES: &[(&str, &str)] = &[
    ("GET", "/"),
    ("GET", "/wall/{}"),
    ("GET", "/problems/{}"),
    ("GET", "/problems/new"),
    ("GET", "/standups"),
    ("GET", "/standups/{}"),
    ("GET", "/standards"),
    ("GET", "/standards/{}"),
    ("GET", "/standards/{}/history"),
    ("GET", "/standards/{}/edit"),
    ("GET", "/proposals/{}"),
    ("GET", "/search"),
    ("GET", "/newcomers"),
    ("GET", "/members"),
    ("GET", "/settings"),
    ("GET", "/sign-in"),
    ("GET", "/setup"),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("GET", "/api/openapi.json"),
    ("POST", "/api/v1/problems"),
    ("GET", "/api/v1/problems"),
    ("GET", "/api/v1/problems/{}"),
    ("PATCH", "/api/v1/problems/{}"),
    ("POST", "/api/v1/problems/{}/occurrences"),
    ("POST", "/api/v1/problems/{}/causes"),
    ("POST", "/api/v1/problems/{}/investigations"),
    ("POST", "/api/v1/problems/{}/countermeasures"),
    ("POST", "/api/v1/problems/{}/comments"),
    ("POST", "/api/v1/problems/{}/check"),
    ("POST", "/api/v1/problems/{}/book"),
    ("POST", "/api/v1/problems/{}/set-aside"),
    ("POST", "/api/v1/problems/{}/posting"),
    ("PATCH", "/api/v1/countermeasures/{}"),
    ("PATCH", "/api/v1/investigations/{}"),
    ("PATCH", "/api/v1/causes/{}"),
    ("PATCH", "/api/v1/occurrences/{}"),
    ("DELETE", "/api/v1/occurrences/{}"),
    ("GET", "/api/v1/members"),
    ("GET", "/api/v1/teams"),
    ("GET", "/api/v1/teams/{}"),
    ("PATCH", "/api/v1/teams/{}"),
    ("GET", "/api/v1/teams/{}/rota"),
    ("PUT", "/api/v1/teams/{}/rota/{}"),
    ("GET", "/api/v1/me"),
    ("PUT", "/api/v1/problems/{}/pin"),
    ("DELETE", "/api/v1/problems/{}/pin"),
    ("PUT", "/api/v1/problems/{}/standards/{}"),
    ("DELETE", "/api/v1/problems/{}/standards/{}"),
    ("GET", "/api/v1/standards"),
    ("GET", "/api/v1/standards/{}"),
    ("GET", "/api/v1/standards/{}/revisions"),
    ("POST", "/api/v1/proposals"),
    ("GET", "/api/v1/proposals/{}"),
    ("PUT", "/api/v1/proposals/{}"),
    ("PUT", "/api/v1/proposals/{}/approval"),
    ("POST", "/api/v1/proposals/{}/comments"),
    ("POST", "/api/v1/proposals/{}/objections"),
    ("POST", "/api/v1/proposals/{}/withdrawal"),
    ("POST", "/api/v1/fixes"),
    ("GET", "/api/v1/search"),
    ("GET", "/api/v1/similar"),
    ("POST", "/api/v1/why"),
    ("POST", "/api/v1/standups"),
    ("GET", "/api/v1/standups"),
    ("GET", "/api/v1/standups/{}"),
    ("POST", "/api/v1/standups/{}/presence"),
    ("POST", "/api/v1/standups/{}/step"),
    ("POST", "/api/v1/standups/{}/facilitator"),
    ("POST", "/api/v1/standups/{}/end"),
    ("POST", "/api/v1/standups/{}/ideas"),
    ("POST", "/api/v1/standups/{}/turn"),
    ("POST", "/api/v1/standups/{}/dots"),
    ("POST", "/api/v1/standups/{}/decision"),
    ("GET", "/api/v1/standups/{}/minutes"),
    ("GET", "/api/v1/standups/{}/live"),
    ("GET", "/api/v1/gaps"),
    ("POST", "/api/v1/gaps/{}/problem"),
    ("GET", "/api/v1/standards/{}/wordings"),
    ("POST", "/api/v1/standards/{}/wordings"),
    ("POST", "/api/v1/standards/{}/finds"),
    ("GET", "/api/v1/changes"),
    ("GET", "/api/v1/live"),
];

#[test]
fn every_address_that_programs_rely_on_is_there() {
    let served: BTreeSet<(String, String)> = policies()
        .into_iter()
        .map(|policy| (policy.method.to_string(), bare(&policy.path)))
        .collect();
    let missing: Vec<_> = ROUTES
        .iter()
        .filter(|(method, path)| !served.contains(&((*method).to_owned(), (*path).to_owned())))
        .collect();
    assert!(missing.is_empty(), "gone: {missing:?}");
}

#[tokio::test]
async fn the_description_names_every_route_below_api_v1_and_no_other() {
    let site = Site::new().await;
    let described = site
        .stranger()
        .get("/api/openapi.json")
        .await
        .is(200)
        .json();
    assert!(described["openapi"].as_str().unwrap().starts_with("3.1"));
    let mut named = BTreeSet::new();
    for (path, item) in described["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            if ["get", "post", "put", "patch", "delete"].contains(&method.as_str()) {
                named.insert((method.to_uppercase(), path.clone()));
            }
        }
    }
    let served: BTreeSet<(String, String)> = policies()
        .into_iter()
        .filter(|policy| policy.path.starts_with("/api/v1/"))
        .map(|policy| (policy.method.to_string(), policy.path))
        .collect();
    assert_eq!(named, served);
}

fn bare(path: &str) -> String {
    path.split('/')
        .map(|part| if part.starts_with('{') { "{}" } else { part })
        .collect::<Vec<_>>()
        .join("/")
}
