//! Tokens on their way into the index. They are analysed here, by each text's own language; tantivy gets them as one string and takes
//! it apart again with the tokenizer it is given, without a look at the words.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The name by which fields ask for the tokenizer.
pub(super) const NAME: &str = "told";

/// Marks before a token, by how far it stands from the one before. No token has bytes as low as these.
const SAME: char = '\u{1}';
const NEXT: char = '\u{2}';
const FAR: char = '\u{3}';

/// Between two texts of one field, so that no phrase runs from one into the next.
pub(super) const GAP: usize = 8;

/// The tokens of one field.
#[derive(Debug, Default)]
pub(super) struct Told {
    text: String,
    position: usize,
}

impl Told {
    /// Adds a token; positions never go back.
    pub(super) fn push(&mut self, token: &str, position: usize) {
        let steps = position.saturating_sub(self.position);
        self.position += steps;
        self.text.push(SAME);
        self.text.extend(std::iter::repeat_n(FAR, steps / GAP));
        self.text.extend(std::iter::repeat_n(NEXT, steps % GAP));
        self.text.push_str(token);
    }

    /// What the index is given.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// Takes told tokens apart.
#[derive(Debug, Clone)]
pub(super) struct TakeApart;

impl Tokenizer for TakeApart {
    type TokenStream<'a> = Apart<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Apart<'a> {
        Apart {
            rest: text,
            token: Token {
                position: 0,
                ..Token::default()
            },
        }
    }
}

/// The tokens that are left.
pub(super) struct Apart<'a> {
    rest: &'a str,
    token: Token,
}

impl TokenStream for Apart<'_> {
    fn advance(&mut self) -> bool {
        let is_mark = |byte: &u8| *byte <= 3;
        for mark in self.rest.bytes().take_while(is_mark) {
            self.token.position += match char::from(mark) {
                FAR => GAP,
                NEXT => 1,
                _ => 0,
            };
        }
        let start = self.rest.bytes().take_while(is_mark).count();
        let rest = &self.rest[start..];
        let end = rest
            .bytes()
            .position(|byte| is_mark(&byte))
            .unwrap_or(rest.len());
        self.token.text.clear();
        self.token.text.push_str(&rest[..end]);
        self.rest = &rest[end..];
        end > 0
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_come_out_as_they_were_told() {
        let tokens = [
            ("std::sync", 0),
            ("std", 0),
            ("sync", 1),
            ("é", 5),
            ("far", 40),
        ];
        let mut told = Told::default();
        tokens
            .iter()
            .for_each(|(token, position)| told.push(token, *position));
        let (text, mut apart) = (told.finish(), TakeApart);
        let mut stream = apart.token_stream(&text);
        let mut found = Vec::new();
        while stream.advance() {
            found.push((stream.token().text.clone(), stream.token().position));
        }
        assert_eq!(
            found,
            tokens.map(|(token, position)| (token.to_owned(), position))
        );
    }
}
