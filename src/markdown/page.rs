//! The writer: takes the events of a text and writes well-formed HTML in which everything it does not know is escaped, a stretch at a time
//! on its way through the sanitiser. Nesting, size and time are bounded here.

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::anchor::Anchors;
use super::escape::{attribute, escape};
use super::highlight::Highlighter;
use super::inline::{Piece, pieces};
use super::notes::Notes;
use super::raw::RawTags;
use super::render::{Heading, Headings, View};
use super::stretches::{END_OF_TABLE_HEAD, Stretches};
use crate::i18n;

/// Elements within elements beyond which no more are opened: their text is shown without them.
const DEEPEST: usize = 40;
/// The longest HTML that is written.
const LONGEST: usize = 12 << 20;
/// How a link says that it leads out.
pub(super) const OUTSIDE: &str = " class=\"outside\" rel=\"noopener noreferrer nofollow\"";

/// One text on its way to HTML.
pub(super) struct Page<'a> {
    pub(super) view: View<'a>,
    /// What is written and not sanitised yet.
    pub(super) out: String,
    pub(super) clean: Stretches,
    pub(super) raw: RawTags,
    pub(super) contents: Vec<Heading>,
    pub(super) anchors: Anchors,
    notes: Notes,
    highlighter: Highlighter,
    pub(super) open: Vec<Frame>,
    /// How many links are open: within one there is no other.
    pub(super) links: usize,
    images: usize,
    /// The words of the heading, or of the image, that is being read.
    pub(super) words: Option<String>,
    pub(super) title_left_out: bool,
    pub(super) last_level: u8,
    pub(super) aligned: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) in_head: bool,
    pub(super) item_at: Option<usize>,
    too_deep: bool,
    /// Whether the text had too many marks to be laid out whole.
    too_many_marks: bool,
}

/// What an element that is open needs when it ends.
pub(super) enum Frame {
    /// These characters close it.
    Close(&'static str),
    Link(&'static str),
    Heading {
        from: usize,
        level: HeadingLevel,
    },
    Code {
        language: String,
        code: String,
    },
    Html {
        source: String,
    },
    Image {
        outermost: bool,
        around: Option<String>,
        destination: String,
        title: String,
    },
    Cell {
        from: usize,
    },
    Note {
        label: String,
        before: String,
    },
}

impl<'a> Page<'a> {
    pub(super) fn new(view: View<'a>, too_many_marks: bool) -> Self {
        Self {
            view,
            out: String::new(),
            clean: Stretches::default(),
            raw: RawTags::default(),
            contents: Vec::new(),
            anchors: Anchors::default(),
            notes: Notes::default(),
            highlighter: Highlighter::new(),
            open: Vec::new(),
            links: 0,
            images: 0,
            words: None,
            title_left_out: false,
            last_level: u8::from(view.headings != Headings::AsWritten),
            aligned: Vec::new(),
            column: 0,
            in_head: false,
            item_at: None,
            too_deep: false,
            too_many_marks,
        }
    }

    /// Whether so much was written that the rest is left out.
    pub(super) fn is_full(&self) -> bool {
        self.clean.len() + self.out.len() > LONGEST
    }

    /// Takes the next event.
    pub(super) fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(ends) => {
                self.end();
                self.in_head &= ends != TagEnd::TableHead;
                self.hand_over();
            }
            Event::Text(text) => self.text(&text),
            Event::Code(code) => self.code(&code),
            Event::Html(html) => match self.open.last_mut() {
                Some(Frame::Html { source }) => source.push_str(&html),
                _ => self.html(&html, false),
            },
            Event::InlineHtml(html) => self.html(&html, true),
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::FootnoteReference(label) => self.notes.refer(&label, self.view, &mut self.out),
            Event::TaskListMarker(done) => self.task(done),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
        }
    }

    /// The sanitised HTML and the contents.
    pub(super) fn finish(mut self) -> (String, Vec<Heading>) {
        let cut = self.is_full();
        while !self.open.is_empty() {
            self.end();
        }
        self.raw.close_to(0, &mut self.out);
        self.notes.write(self.view, &mut self.out);
        let mut limits = String::new();
        for (limit, key) in [
            (cut, "markdown-shown-in-part"),
            (self.too_many_marks, "markdown-too-many-marks"),
            (self.too_deep, "markdown-too-deep"),
        ] {
            if limit {
                let said = i18n::say(self.view.language, key);
                limits.push_str(&format!("<p class=\"limit\">{said}</p>\n"));
            }
        }
        let html = self.clean.finish(&limits, &self.out);
        (html, self.contents)
    }

    fn start(&mut self, tag: Tag<'_>) {
        let shallow = self.open.len() < DEEPEST;
        let frame = match tag {
            Tag::CodeBlock(kind) => Frame::Code {
                language: match kind {
                    CodeBlockKind::Fenced(info) => first_word(&info),
                    CodeBlockKind::Indented => String::new(),
                },
                code: String::new(),
            },
            Tag::HtmlBlock => Frame::Html {
                source: String::new(),
            },
            Tag::FootnoteDefinition(label) => Frame::Note {
                label: label.into_string(),
                before: std::mem::take(&mut self.out),
            },
            Tag::Image {
                dest_url, title, ..
            } => {
                self.images += 1;
                let outermost = self.images == 1;
                Frame::Image {
                    around: if outermost {
                        self.words.replace(String::new())
                    } else {
                        None
                    },
                    outermost,
                    destination: dest_url.into_string(),
                    title: title.into_string(),
                }
            }
            Tag::Heading { level, .. } if self.words.is_none() => {
                self.words = Some(String::new());
                Frame::Heading {
                    from: self.out.len(),
                    level,
                }
            }
            _ if !shallow => {
                self.too_deep = true;
                Frame::Close("")
            }
            tag => self.element(tag),
        };
        self.open.push(frame);
    }

    fn element(&mut self, tag: Tag<'_>) -> Frame {
        let (opens, closes) = match tag {
            Tag::Paragraph => ("<p>", "</p>\n"),
            Tag::BlockQuote(None) => ("<blockquote>\n", "</blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => return self.callout(kind),
            Tag::List(None) => ("<ul>\n", "</ul>\n"),
            Tag::List(Some(1)) => ("<ol>\n", "</ol>\n"),
            Tag::List(Some(first)) => {
                self.out.push_str(&format!("<ol start=\"{first}\">\n"));
                return Frame::Close("</ol>\n");
            }
            Tag::Item => {
                self.item_at = Some(self.out.len() + "<li".len());
                ("<li>", "</li>\n")
            }
            Tag::Table(alignments) => {
                self.aligned = alignments;
                self.out
                    .push_str("<div class=\"table\" role=\"group\" tabindex=\"0\"");
                attribute(
                    "aria-label",
                    i18n::say(self.view.language, "markdown-table"),
                    &mut self.out,
                );
                (">\n<table>\n", "</tbody>\n</table>\n</div>\n")
            }
            Tag::TableHead => {
                (self.in_head, self.column) = (true, 0);
                ("<thead>\n<tr>", END_OF_TABLE_HEAD)
            }
            Tag::TableRow => {
                self.column = 0;
                ("<tr>", "</tr>\n")
            }
            Tag::TableCell => {
                return Frame::Cell {
                    from: self.out.len(),
                };
            }
            Tag::Emphasis => ("<em>", "</em>"),
            Tag::Strong => ("<strong>", "</strong>"),
            Tag::Strikethrough => ("<del>", "</del>"),
            Tag::Superscript => ("<sup>", "</sup>"),
            Tag::Subscript => ("<sub>", "</sub>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => return self.link(link_type, dest_url, &title),
            _ => ("", ""),
        };
        self.out.push_str(opens);
        Frame::Close(closes)
    }

    fn end(&mut self) {
        let Some(frame) = self.open.pop() else { return };
        self.raw.close_to(self.open.len() + 1, &mut self.out);
        match frame {
            Frame::Close(closes) => self.out.push_str(closes),
            Frame::Link(closes) => {
                self.links -= 1;
                self.out.push_str(closes);
            }
            Frame::Heading { from, level } => self.end_of_heading(from, level),
            Frame::Code { language, code } => {
                self.highlighter
                    .write(&language, &code, self.view, &mut self.out)
            }
            Frame::Html { source } => {
                // The tags of a block belong to what surrounds it: `<details>` stays open over several.
                self.html(&source, false);
            }
            Frame::Image {
                outermost,
                around,
                destination,
                title,
            } => {
                self.images -= 1;
                if outermost {
                    let words = self.words.take().unwrap_or_default();
                    self.words = around.map(|around| around + &words);
                    self.image(words.trim(), &destination, &title);
                }
            }
            Frame::Cell { from } => self.end_of_cell(from),
            Frame::Note { label, before } => {
                let note = std::mem::replace(&mut self.out, before);
                self.notes.define(label, note);
            }
        }
    }

    fn text(&mut self, text: &str) {
        match self.open.last_mut() {
            Some(Frame::Code { code, .. }) => return code.push_str(text),
            Some(Frame::Html { source }) => return source.push_str(text),
            _ => {}
        }
        if let Some(words) = &mut self.words {
            words.push_str(text);
        }
        if self.images > 0 {
            return;
        }
        if self.links > 0 {
            return escape(text, &mut self.out);
        }
        self.running(text);
    }

    /// Text without brackets: ids and addresses in it become links.
    pub(super) fn pieces(&mut self, text: &str) {
        for piece in pieces(text) {
            let (part, page) = match piece {
                Piece::Text(part) => {
                    escape(part, &mut self.out);
                    continue;
                }
                Piece::Reference(part, page) => (part, Some(page)),
                Piece::Address(part) => (part, None),
            };
            self.out.push_str("<a");
            attribute("href", page.as_deref().unwrap_or(part), &mut self.out);
            self.out.push_str(if page.is_some() {
                " class=\"reference\""
            } else {
                OUTSIDE
            });
            self.out.push('>');
            escape(part, &mut self.out);
            self.out.push_str("</a>");
        }
    }

    fn code(&mut self, code: &str) {
        if let Some(words) = &mut self.words {
            words.push_str(code);
        }
        if self.images > 0 {
            return;
        }
        self.out.push_str("<code>");
        escape(code, &mut self.out);
        self.out.push_str("</code>");
    }

    fn html(&mut self, html: &str, inline: bool) {
        if self.images > 0 {
            if let Some(words) = &mut self.words {
                words.push_str(html);
            }
            return;
        }
        let depth = self.open.len();
        let shown = self.raw.write(html, inline, depth, &mut self.out);
        if let Some(words) = &mut self.words {
            words.push_str(&shown);
        }
    }

    fn line_break(&mut self, html: &str) {
        if let Some(words) = &mut self.words {
            words.push(' ');
        }
        if self.images == 0 {
            self.out.push_str(html);
        }
    }
}

fn first_word(info: &str) -> String {
    let word = info
        .split([' ', '\t', ',', '{'])
        .find(|word| !word.is_empty());
    word.unwrap_or_default().trim_start_matches('.').to_owned()
}
