//! CoNLL columns: one token per line, the label in the last column, a blank line between sentences, `-DOCSTART-` between articles.

use super::labels::{EntityLabel, Labels, Location};
use super::problem::{Complaints, Parsed};
use crate::record::Place;

/// How sentences are joined into an article's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SentenceBreak {
    /// Every sentence is on its own line.
    #[default]
    Line,
    /// All sentences of an article are on one line.
    Space,
}

const NO_SPACE_BEFORE: [&str; 17] = [".", ",", ";", ":", "!", "?", ")", "]", "}", "%", "'s", "n't", "'d", "'ll", "'re", "'ve", "'m"];
const NO_SPACE_AFTER: [&str; 5] = ["(", "[", "{", "$", "#"];

/// Reads articles with names. Labels are IOB1, IOB2 or BIOES; article ids are `<stem>-0000` and so on.
///
/// The text is rebuilt from the tokens: they are separated by spaces, except where English uses none.
#[must_use]
pub fn parse_conll(file: &str, stem: &str, contents: &str, sentences: SentenceBreak) -> Parsed<Vec<Labels>> {
    let mut complaints = Complaints::new(file);
    let mut builder = Builder { sentences, origin: complaints.origin(1), ..Builder::default() };
    let mut found = Vec::new();
    for (number, line) in (1..).zip(contents.lines()) {
        let columns: Vec<&str> = line.split_whitespace().collect();
        match columns.as_slice() {
            [] => builder.end_sentence(),
            ["-DOCSTART-", ..] => {
                found.extend(builder.take(stem, found.len()));
                builder.origin = complaints.origin(number);
            }
            [first, .., last] if first.starts_with('#') && parse_tag(last).is_none() => {}
            [token, .., label] => {
                let tag = parse_tag(label);
                if tag.is_none() {
                    complaints.at(number, format!("unknown label {label:?}; the token counts as outside of names"));
                }
                builder.token(token, tag.unwrap_or(Tag::Outside));
            }
            [token] => {
                complaints.at(number, format!("one column only ({token:?}); the token counts as outside of names"));
                builder.token(token, Tag::Outside);
            }
        }
    }
    found.extend(builder.take(stem, found.len()));
    complaints.with(found)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tag<'a> {
    Outside,
    /// Begins a name, whatever precedes it.
    Begin(&'a str),
    /// Continues a name with this label, or begins one (IOB1).
    Inside(&'a str),
}

fn parse_tag(tag: &str) -> Option<Tag<'_>> {
    if tag == "O" {
        return Some(Tag::Outside);
    }
    match tag.split_once('-')? {
        (_, "") => None,
        ("B" | "S" | "U", label) => Some(Tag::Begin(label)),
        ("I" | "E" | "L", label) => Some(Tag::Inside(label)),
        _ => None,
    }
}

/// The article being built.
#[derive(Default)]
struct Builder {
    sentences: SentenceBreak,
    origin: Location,
    text: String,
    /// In code points.
    length: usize,
    entities: Vec<EntityLabel>,
    /// Whether the last token was part of the last name.
    open: bool,
    /// Whether the next token follows without a space.
    glue: bool,
    quotes: usize,
    /// Whether the next token begins a sentence.
    fresh: bool,
}

impl Builder {
    fn end_sentence(&mut self) {
        (self.open, self.fresh) = (false, true);
    }

    fn token(&mut self, token: &str, tag: Tag<'_>) {
        if std::mem::take(&mut self.fresh) {
            (self.glue, self.quotes) = (true, 0);
            if !self.text.is_empty() {
                self.push(if self.sentences == SentenceBreak::Line { "\n" } else { " " });
            }
        }
        let is_quote = token == "\"";
        let closing = is_quote && self.quotes % 2 == 1;
        if !self.text.is_empty() && !self.glue && !NO_SPACE_BEFORE.contains(&token) && token != "'" && !closing {
            self.push(" ");
        }
        let start = self.length;
        self.push(token);
        self.label(Place { start, end: self.length }, tag);
        self.glue = NO_SPACE_AFTER.contains(&token) || (is_quote && !closing);
        self.quotes += usize::from(is_quote);
    }

    fn label(&mut self, place: Place, tag: Tag<'_>) {
        match (tag, self.entities.last_mut()) {
            (Tag::Outside, _) => {}
            (Tag::Inside(label), Some(last)) if self.open && last.label == label => last.place.end = place.end,
            (Tag::Begin(label) | Tag::Inside(label), _) => {
                self.entities.push(EntityLabel { place, label: label.to_owned(), score: None });
            }
        }
        self.open = tag != Tag::Outside;
    }

    fn push(&mut self, words: &str) {
        self.text.push_str(words);
        self.length += words.chars().count();
    }

    fn take(&mut self, stem: &str, number: usize) -> Option<Labels> {
        let done = std::mem::replace(self, Self { sentences: self.sentences, fresh: true, ..Self::default() });
        let labels = Labels { origin: done.origin, entities: Some(done.entities), ..Labels::new(format!("{stem}-{number:04}"), done.text) };
        (!labels.text.is_empty()).then_some(labels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(contents: &str) -> Vec<String> {
        let parsed = parse_conll("x.txt", "x", contents, SentenceBreak::Line);
        assert_eq!(parsed.problems, []);
        let article = &parsed.found[0];
        let words = |entity: &EntityLabel| {
            let words: String = article.text.chars().skip(entity.place.start).take(entity.place.end - entity.place.start).collect();
            format!("{}={words}", entity.label)
        };
        article.names().iter().map(words).collect()
    }

    #[test]
    fn three_schemes_give_the_same_names() {
        let tokens = ["Ana", "Lee", "Belvar", "said"];
        let schemes = [["I-PER", "I-PER", "I-LOC", "O"], ["B-PER", "I-PER", "B-LOC", "O"], ["B-PER", "E-PER", "S-LOC", "O"]];
        for tags in schemes {
            let lines: Vec<String> = tokens.iter().zip(tags).map(|(token, tag)| format!("{token} X X {tag}")).collect();
            assert_eq!(names(&lines.join("\n")), ["PER=Ana Lee", "LOC=Belvar"]);
        }
        assert_eq!(names("Ana I-PER\nLee B-PER\n\nBelvar I-PER"), ["PER=Ana", "PER=Lee", "PER=Belvar"]);
    }

    #[test]
    fn articles_sentences_and_faults_are_told_apart() {
        let parsed =
            parse_conll("x.txt", "x", "-DOCSTART- O\n\n\" O\nNo O\n\" O\n, O\n\nZoë Q-PER\n-DOCSTART- O\n\nb O\n", SentenceBreak::Space);
        assert_eq!(parsed.found.iter().map(|labels| labels.text.as_str()).collect::<Vec<_>>(), ["\"No\", Zoë", "b"]);
        assert_eq!(parsed.found[1].article.id, "x-0001");
        assert_eq!(parsed.problems[0].to_string(), "x.txt:8: unknown label \"Q-PER\"; the token counts as outside of names");
    }
}
