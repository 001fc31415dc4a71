//! Paragraphs that are not part of the running text: appeals, links, credits and bylines around an article, and its section headings.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};

use crate::text::Span;

/// What a paragraph is where it is not running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Aside {
    /// Asks for money.
    Appeal,
    /// Leads to other articles or around the site.
    Link,
    /// Newsletters, accounts and cookies.
    SignUp,
    /// Sharing, following and commenting.
    Share,
    /// The credit or caption of a picture.
    Credit,
    /// Who produced the article, and who owns it.
    SignOff,
    /// Who wrote it, where and when.
    Byline,
    /// The heading of a section.
    Heading,
}

impl Aside {
    fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "appeal" => Self::Appeal,
            "link" => Self::Link,
            "sign-up" => Self::SignUp,
            "share" => Self::Share,
            "credit" => Self::Credit,
            "sign-off" => Self::SignOff,
            "byline" => Self::Byline,
            _ => return None,
        })
    }
}

/// The most words that a section heading has.
const LONGEST_HEADING: usize = 12;
/// The fewest words that the paragraph under a heading has.
const SHORTEST_SECTION: usize = 9;

/// A pattern of `boilerplate.tsv`.
struct Pattern {
    kind: Aside,
    /// The most words that a paragraph of this kind has.
    most: usize,
    /// The pattern itself.
    words: Regex,
}

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    let lines = include_str!("boilerplate.tsv").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let pattern = |line: &str| {
        let mut parts = line.splitn(3, '\t');
        let (kind, most) = (Aside::of_name(parts.next()?)?, parts.next()?.parse().ok()?);
        let words = RegexBuilder::new(parts.next()?).case_insensitive(true).build().ok()?;
        Some(Pattern { kind, most, words })
    };
    lines.filter_map(pattern).collect()
});

/// What each paragraph of an article is; `None` for running text.
pub(super) fn asides(text: &str, paragraphs: &[Span]) -> Vec<Option<Aside>> {
    let mut asides: Vec<Option<Aside>> = paragraphs.iter().map(|paragraph| boilerplate(paragraph.of(text))).collect();
    // The first paragraph of running text may be the article's own headline.
    let first = asides.iter().position(Option::is_none).unwrap_or_default();
    for at in first + 1..paragraphs.len() {
        let next = paragraphs.get(at + 1).map_or(0, |next| next.of(text).split_whitespace().count());
        let opens_section = asides.get(at + 1) == Some(&None) && next >= SHORTEST_SECTION;
        if asides[at].is_none() && opens_section && is_heading(paragraphs[at].of(text)) {
            asides[at] = Some(Aside::Heading);
        }
    }
    asides
}

/// The kind of boilerplate that a paragraph is, judged by its words alone.
fn boilerplate(paragraph: &str) -> Option<Aside> {
    let words = paragraph.split_whitespace().count();
    let paragraph = paragraph.trim_start_matches(['•', '·', '*', '-', '–', '—', '>', '»', '|', '►', ' ']);
    PATTERNS.iter().find(|pattern| words <= pattern.most && pattern.words.is_match(paragraph)).map(|pattern| pattern.kind)
}

/// Whether a paragraph has the shape of a heading: a few words without a sentence's end.
fn is_heading(paragraph: &str) -> bool {
    let words = paragraph.split_whitespace().count();
    let bare = paragraph.trim_end_matches(['"', '”', '\'', '’', ')']);
    let begins = paragraph.trim_start_matches(['"', '“', '\'', '‘', '(']).starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let is_listed = paragraph.starts_with(['@', '•', '-', '–', '—', '*', '#']);
    let ends_open = bare.ends_with(|c: char| c.is_alphanumeric() || c == '%');
    words <= LONGEST_HEADING
        && begins
        && ends_open
        && !is_listed
        && ![": ", " ― ", " — ", " – "].iter().any(|mark| paragraph.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::paragraphs::paragraphs;

    #[test]
    fn every_line_of_the_patterns_is_one() {
        let lines = include_str!("boilerplate.tsv").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let count = lines.count();
        assert_eq!(PATTERNS.len(), count, "a line without its three columns, of an unknown kind, or with a pattern that is none");
    }

    #[test]
    fn boilerplate_is_told_by_kind() {
        let cases = include_str!("boilerplate_cases.tsv").lines().filter(|line| !line.starts_with('#'));
        for case in cases {
            let (kind, paragraph) = case.split_once('\t').unwrap();
            assert_eq!(boilerplate(paragraph), Aside::of_name(kind), "{paragraph}");
        }
    }

    #[test]
    fn section_headings_are_told_from_headlines_and_sentences() {
        let text = "Bridge shut for a month\n\nThe bridge over the Bel will be shut for a month, the mayor said.\n\n\
            ‘No choice’\n\nAna Lee told reporters that there was no choice but to close it at once.\n\nShe left.\n\n\
            What happens next\n\nEngineers will look at the cables on Friday and report to the council.";
        let paragraphs = paragraphs(text);
        let headings: Vec<&str> =
            paragraphs.iter().zip(asides(text, &paragraphs)).filter(|(_, aside)| aside.is_some()).map(|(span, _)| span.of(text)).collect();
        assert_eq!(headings, ["‘No choice’", "What happens next"]);
    }
}
