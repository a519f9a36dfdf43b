//! The writer's links and images.

use pulldown_cmark::{CowStr, LinkType};

use super::destinations::bracketed;
use super::escape::{attribute, escape};
use super::page::{Frame, OUTSIDE, Page};
use super::target::{Target, target};
use crate::id::AttachmentName;

impl Page<'_> {
    /// Where a destination leads: what the book says goes before what it looks like.
    fn led(&self, destination: &str) -> Target {
        let known = self.view.links.and_then(|links| links.address(destination));
        known.map_or_else(|| target(destination, self.view.scope), Target::Inside)
    }

    /// A running text in which pages may be linked between brackets, as wikis do: `[[Page]]`, `[[words|Page]]`. Brackets that name
    /// no page stay as they are.
    pub(super) fn running(&mut self, text: &str) {
        let Some(links) = self.view.links.filter(|links| !links.is_empty()) else {
            return self.pieces(text);
        };
        let mut rest = text;
        while let Some((before, inner, after)) = bracketed(rest) {
            match links.in_brackets(inner) {
                Some((words, destination)) => {
                    self.pieces(before);
                    self.bracketed(words, destination);
                    rest = after;
                }
                None => {
                    let known = rest.len() - after.len();
                    self.pieces(&rest[..known]);
                    rest = &rest[known..];
                }
            }
        }
        self.pieces(rest);
    }

    fn bracketed(&mut self, words: &str, destination: &str) {
        if let Target::Inside(address) = self.led(destination)
            && AttachmentName::in_text(&address).is_some()
        {
            let words = if words == destination { "" } else { words };
            return self.image(words, destination, "");
        }
        let frame = self.link(LinkType::Inline, CowStr::from(destination), "");
        escape(words, &mut self.out);
        if let Frame::Link(closes) = frame {
            self.links -= 1;
            self.out.push_str(closes);
        }
    }

    pub(super) fn link(&mut self, kind: LinkType, destination: CowStr<'_>, title: &str) -> Frame {
        let destination = match kind {
            LinkType::Email => format!("mailto:{destination}"),
            _ => destination.into_string(),
        };
        let led = self.led(&destination);
        let (address, class) = match &led {
            _ if self.links > 0 || destination.is_empty() => return Frame::Close(""),
            Target::Inside(address) => (address, ""),
            Target::Outside(address) => (address, OUTSIDE),
            Target::Nowhere => {
                self.out.push_str("<span class=\"elsewhere\"");
                attribute("title", &short(&destination), &mut self.out);
                self.out.push('>');
                return Frame::Close("</span>");
            }
        };
        self.out.push_str("<a");
        attribute("href", address, &mut self.out);
        self.out.push_str(class);
        if !title.is_empty() {
            attribute("title", title, &mut self.out);
        }
        self.out.push('>');
        self.links += 1;
        Frame::Link("</a>")
    }

    /// An image that was added here is shown; one from elsewhere becomes a link, and within a link its words. Nothing else of
    /// this program is asked for because somebody wrote its address as an image's.
    pub(super) fn image(&mut self, words: &str, destination: &str, title: &str) {
        let led = self.led(destination);
        let name = match words {
            "" => short(destination.rsplit('/').next().unwrap_or(destination)),
            words => words.to_owned(),
        };
        match led {
            Target::Inside(address) if AttachmentName::in_text(&address).is_some() => {
                self.out.push_str("<img loading=\"lazy\"");
                attribute("src", &address, &mut self.out);
                attribute("alt", words, &mut self.out);
                if !title.is_empty() {
                    attribute("title", title, &mut self.out);
                }
                self.out.push('>');
            }
            // No request leaves the machine because somebody wrote a text: the reader decides.
            Target::Outside(address) if self.links == 0 => {
                self.out.push_str("<a");
                attribute("href", &address, &mut self.out);
                self.out.push_str(OUTSIDE);
                self.out.push('>');
                escape(&name, &mut self.out);
                self.out.push_str("</a>");
            }
            Target::Outside(_) => escape(&name, &mut self.out),
            Target::Inside(_) | Target::Nowhere => {
                self.out.push_str("<span class=\"elsewhere\"");
                attribute("title", &short(destination), &mut self.out);
                self.out.push('>');
                escape(&name, &mut self.out);
                self.out.push_str("</span>");
            }
        }
    }
}

fn short(text: &str) -> String {
    text.chars().take(200).collect()
}
