//! What an address says: a commit, a pull request, a ticket, as the forges write theirs, and where its code lives. Told
//! from the address alone; nothing is ever fetched.

use url::Url;

use super::fix::{Kind, URL_MAX, looks_like_sha};
use crate::error::{Error, Result, say};

/// An address that a page may lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The one address of the thing, without what leads to a part of it or says who asks.
    pub url: String,
    /// What it leads to.
    pub kind: Kind,
    /// The repository's own address, where it shows.
    pub repository: Option<String>,
    /// The commit's hash, where it shows.
    pub sha: Option<String>,
}

impl Address {
    /// Reads an address.
    ///
    /// # Errors
    /// `Invalid` for anything but `http` and `https`, for what is no address, and for one too long.
    pub fn parse(text: &str) -> Result<Self> {
        let text = text.trim();
        if text.chars().count() > URL_MAX {
            let message = say!("fix-long-url", max = URL_MAX);
            return Err(Error::invalid("url", message));
        }
        let plain = !text.chars().any(|c| c.is_whitespace() || c.is_control());
        let url = Url::parse(text).ok().filter(|_| plain).and_then(of_the_web);
        let url = url.ok_or_else(|| Error::invalid("url", say!("fix-bad-url")))?;
        Ok(told(&url).unwrap_or_else(|| Self {
            url: url.to_string(),
            kind: Kind::Other,
            repository: None,
            sha: None,
        }))
    }
}

/// The name of a repository: its address on the web when one is given in any of git's ways, without credentials; else the
/// words that somebody gave it. A path of one's own machine means nothing to others, and is no name.
pub fn repository(text: &str) -> Option<String> {
    let text = super::fix::title(text);
    if text.is_empty() || text.starts_with(['/', '.', '~', '\\']) {
        return None;
    }
    let address = match text.split_once("://") {
        Some(("ssh" | "git" | "git+ssh" | "http" | "https", _)) => of_forge(&text)?,
        Some(_) => return None,
        None => match text.split_once(':') {
            // The short form of ssh: git@host:owner/name.git
            Some((host, path)) if !path.is_empty() && !host.contains('/') && host.contains('.') => {
                of_forge(&format!("ssh://{host}/{}", path.trim_start_matches('/')))?
            }
            // A drive letter.
            Some((host, _)) if host.len() == 1 => return None,
            _ => text,
        },
    };
    let cut = address.trim_end_matches('/');
    let cut = cut.strip_suffix(".git").unwrap_or(cut);
    let named = !cut.is_empty() && cut.chars().count() <= URL_MAX;
    named.then(|| cut.to_owned())
}

/// Where a commit is shown, when its repository lives at a forge whose ways are known.
pub fn commit_address(repository: &str, sha: &str) -> Option<String> {
    let url = of_the_web(Url::parse(repository).ok()?)?;
    let host = url.host_str()?;
    let depth = segments(&url).len();
    let is = |names: &[&str]| host.split('.').any(|label| names.contains(&label));
    let way = if is(&["gitlab"]) && depth >= 2 {
        "/-/commit/"
    } else if host == "bitbucket.org" && depth == 2 {
        "/commits/"
    } else if depth == 2 && is(&["github", "gitea", "forgejo", "codeberg", "git", "code"]) {
        "/commit/"
    } else {
        return None;
    };
    Some(format!("{}{way}{sha}", repository.trim_end_matches('/')))
}

/// An address of the web, without a name and a password in it.
fn of_the_web(mut url: Url) -> Option<Url> {
    let web = matches!(url.scheme(), "http" | "https")
        && url.host_str().is_some_and(|host| !host.is_empty());
    if !web {
        return None;
    }
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    Some(url)
}

/// The address on the web of what git reaches by this one.
fn of_forge(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    let (scheme, port) = match url.scheme() {
        "http" => ("http", url.port()),
        "https" => ("https", url.port()),
        // The port of ssh is not the one of the pages.
        _ => ("https", None),
    };
    let host = url.host_str().filter(|host| !host.is_empty())?;
    let port = port.map(|port| format!(":{port}")).unwrap_or_default();
    Some(format!("{scheme}://{host}{port}{}", url.path()))
}

fn segments(url: &Url) -> Vec<&str> {
    let parts = url.path_segments().into_iter().flatten();
    parts.filter(|part| !part.is_empty()).collect()
}

/// What the known forges and trackers mean by an address; none when it is something else.
fn told(url: &Url) -> Option<Address> {
    let parts = segments(url);
    let origin = url.origin().ascii_serialization();
    let own = |upto: usize| format!("{origin}/{}", parts[..upto].join("/"));
    let repository = |at: usize| {
        // GitLab parts its groups from its pages with a dash.
        let end = if at > 0 && parts[at - 1] == "-" {
            at - 1
        } else {
            at
        };
        (end >= 1).then(|| own(end))
    };
    for at in 1..parts.len() {
        let Some(next) = parts.get(at + 1) else { break };
        let (kind, end) = match parts[at] {
            "pull" if is_number(next) => match (parts.get(at + 2), parts.get(at + 3)) {
                (Some(&("commits" | "changes")), Some(sha)) if looks_like_sha(sha) => {
                    return Some(commit(
                        repository(at)?,
                        sha,
                        format!("{}/commit/{}", repository(at)?, sha.to_ascii_lowercase()),
                    ));
                }
                _ => (Kind::PullRequest, at + 2),
            },
            "pulls" | "merge_requests" | "pull-requests" if is_number(next) => {
                (Kind::PullRequest, at + 2)
            }
            "commit" if looks_like_sha(next) => {
                return Some(commit(repository(at)?, next, own(at + 2)));
            }
            "commits" if looks_like_sha(next) && url.host_str() == Some("bitbucket.org") => {
                return Some(commit(repository(at)?, next, own(at + 2)));
            }
            "issues" | "work_items" if is_number(next) => (Kind::Ticket, at + 2),
            "issue" | "browse" if is_ticket(next) => (Kind::Ticket, at + 2),
            _ => continue,
        };
        let repository = if parts[at] == "issue" || parts[at] == "browse" {
            None
        } else {
            repository(at)
        };
        return Some(Address {
            url: own(end),
            kind,
            repository,
            sha: None,
        });
    }
    // Jira and others that begin with the word itself, Redmine: /browse/WEB-12, /issues/12.
    match parts[..] {
        ["browse" | "issue", ticket, ..] if is_ticket(ticket) => Some(ticket_at(own(2))),
        ["issues", number, ..] if is_number(number) => Some(ticket_at(own(2))),
        _ => None,
    }
}

fn commit(repository: String, sha: &str, url: String) -> Address {
    Address {
        url,
        kind: Kind::Commit,
        repository: Some(repository),
        sha: Some(sha.to_ascii_lowercase()),
    }
}

fn ticket_at(url: String) -> Address {
    Address {
        url,
        kind: Kind::Ticket,
        repository: None,
        sha: None,
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The key of a ticket: WEB-12.
fn is_ticket(text: &str) -> bool {
    let Some((project, number)) = text.rsplit_once('-') else {
        return false;
    };
    is_number(number) && project.starts_with(|c: char| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHA: &str = "3f9c2d1e0758ba61f4d2c9037ae16b85d0f4c2a9";

    fn told_as(text: &str) -> (Kind, String, Option<String>) {
        let address = Address::parse(text).unwrap();
        (address.kind, address.url, address.repository)
    }

    #[test]
    fn an_address_tells_what_it_leads_to() {
        let cases = [
            (
                "https://github.com/a/b/commit/3f9c2d1",
                Kind::Commit,
                "https://github.com/a/b",
            ),
            (
                "https://gitlab.com/g/h/b/-/commit/3f9c2d1",
                Kind::Commit,
                "https://gitlab.com/g/h/b",
            ),
            (
                "https://bitbucket.org/a/b/commits/3f9c2d1",
                Kind::Commit,
                "https://bitbucket.org/a/b",
            ),
            (
                "https://github.com/a/b/pull/482",
                Kind::PullRequest,
                "https://github.com/a/b",
            ),
            (
                "https://gitlab.com/a/b/-/merge_requests/7",
                Kind::PullRequest,
                "https://gitlab.com/a/b",
            ),
            (
                "https://codeberg.org/a/b/pulls/3",
                Kind::PullRequest,
                "https://codeberg.org/a/b",
            ),
            (
                "https://codeberg.org/a/b/issues/3",
                Kind::Ticket,
                "https://codeberg.org/a/b",
            ),
            (
                "https://gitlab.com/a/b/-/work_items/9",
                Kind::Ticket,
                "https://gitlab.com/a/b",
            ),
            ("https://tracker.example.org/browse/WEB-4", Kind::Ticket, ""),
            (
                "https://jira.example.org/base/browse/WEB-4",
                Kind::Ticket,
                "",
            ),
            (
                "https://linear.app/acme/issue/WEB-4/times-are-wrong",
                Kind::Ticket,
                "",
            ),
            ("https://redmine.example.org/issues/12", Kind::Ticket, ""),
            ("https://example.org/", Kind::Other, ""),
            (
                "https://example.org/a/b/commit/message-style",
                Kind::Other,
                "",
            ),
            ("https://github.com/a/b/commits/main", Kind::Other, ""),
        ];
        for (text, kind, repository) in cases {
            let (found, _, lives) = told_as(text);
            assert_eq!(
                (found, lives.unwrap_or_default().as_str()),
                (kind, repository),
                "{text}"
            );
        }
    }

    #[test]
    fn one_thing_has_one_address() {
        let pull = "https://github.com/a/b/pull/482";
        for text in [
            "/",
            "/files",
            "/files#r12",
            "?diff=split",
            "#issuecomment-1",
            "/commits",
        ] {
            assert_eq!(told_as(&format!("{pull}{text}")).1, pull);
        }
        let commit = format!("https://github.com/a/b/commit/{SHA}");
        assert_eq!(
            told_as(&format!("https://github.com/a/b/pull/482/commits/{SHA}")).1,
            commit
        );
        assert_eq!(
            told_as(&format!("HTTPS://ada:secret@GitHub.com/a/b/commit/{SHA}")).1,
            commit
        );
    }

    #[test]
    fn only_addresses_of_the_web_are_taken() {
        let long = format!("https://example.org/{}", "a".repeat(URL_MAX));
        for bad in [
            "javascript:alert(1)",
            "//example.org",
            "https://",
            "ftp://a",
            "https://a b",
            "",
            "data:text/html,x",
            "http:///",
            "https://a\u{0}b",
            &long,
        ] {
            assert!(Address::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_repository_has_one_name_however_git_reaches_it() {
        for text in [
            "git@github.com:a/b.git",
            "ssh://git@github.com:22/a/b.git",
            "https://ada:secret@github.com/a/b.git/",
            "https://github.com/a/b",
            "git://github.com/a/b.git",
        ] {
            assert_eq!(
                repository(text).as_deref(),
                Some("https://github.com/a/b"),
                "{text}"
            );
        }
        assert_eq!(
            repository("https://git.example.org:8443/a/b").as_deref(),
            Some("https://git.example.org:8443/a/b")
        );
        assert_eq!(repository("acme/web").as_deref(), Some("acme/web"));
        for none in ["/home/ada/b", "../b", "file:///srv/b", "C:\\b", "", "~/b"] {
            assert_eq!(repository(none), None, "{none}");
        }
    }

    #[test]
    fn a_commit_is_shown_where_its_forge_shows_it() {
        let at = |repository: &str| commit_address(repository, "3f9c2d1");
        assert_eq!(
            at("https://github.com/a/b").as_deref(),
            Some("https://github.com/a/b/commit/3f9c2d1")
        );
        assert_eq!(
            at("https://gitlab.com/g/h/b").as_deref(),
            Some("https://gitlab.com/g/h/b/-/commit/3f9c2d1")
        );
        assert_eq!(
            at("https://bitbucket.org/a/b").as_deref(),
            Some("https://bitbucket.org/a/b/commits/3f9c2d1")
        );
        assert_eq!(
            at("https://git.example.org/a/b").as_deref(),
            Some("https://git.example.org/a/b/commit/3f9c2d1")
        );
        for unknown in [
            "https://git.kernel.org/pub/scm/git/git",
            "https://example.org/b",
            "acme/web",
        ] {
            assert_eq!(at(unknown), None, "{unknown}");
        }
    }
}
