//! Invented texts for tests, with names, sources, cues and contents marked.

use super::{Attribution, content_kind};
use crate::decode::LabelledSpan;
use crate::segment::Text;
use crate::text::Span;

/// A text without its marks, the names that were marked as `[PER Ana Lee]`, and the spans in `<>` (sources), `{}` (cues) and `||` (contents).
pub(crate) struct Marked {
    pub(crate) text: String,
    pub(crate) names: Vec<LabelledSpan>,
    parts: [Vec<Span>; 3],
}

impl Marked {
    pub(crate) fn new(marked: &str) -> Self {
        let (mut text, mut names, mut parts, mut open) = (String::new(), Vec::new(), <[Vec<Span>; 3]>::default(), [None; 3]);
        let mut name: Option<(usize, String)> = None;
        let mut rest = marked.chars();
        while let Some(mark) = rest.next() {
            match mark {
                '[' => name = Some((text.len(), rest.by_ref().take_while(|&letter| letter != ' ').collect())),
                ']' => {
                    let closed = name.take().map(|(start, label)| (Span::new(start, text.len()), label));
                    names.extend(closed.map(|(span, label)| LabelledSpan { span, pieces: 0..1, label, score: 1.0 }));
                }
                _ => match ["<>", "{}", "||"].iter().position(|pair| pair.contains(mark)) {
                    Some(part) => match open[part].take() {
                        Some(start) => parts[part].push(Span::new(start, text.len())),
                        None => open[part] = Some(text.len()),
                    },
                    None => text.push(mark),
                },
            }
        }
        Self { text, names, parts }
    }

    /// Returns the marked spans as one attribution or, without a cue or with a cue for each of several contents, as one for each content; none
    /// without a content. Attributions share the last source that is left.
    pub(crate) fn attributions(&self, text: &Text<'_>) -> Vec<Attribution> {
        let [sources, cues, contents] = &self.parts;
        let nth = |parts: &[Span], at: usize| parts.get(at).or(parts.last()).copied();
        let attribution = |at: usize, content: Vec<Span>| Attribution {
            source: nth(sources, at),
            cue: nth(cues, at),
            kind: content_kind(text, &content),
            content,
            nested_in: None,
            score: 1.0,
        };
        match cues.len() {
            _ if contents.is_empty() => Vec::new(),
            0 => contents.iter().map(|&content| attribution(0, vec![content])).collect(),
            count if count == contents.len() => (0..count).map(|at| attribution(at, vec![contents[at]])).collect(),
            _ => vec![attribution(0, contents.clone())],
        }
    }
}

/// Formats every attribution as "source / cue / content", with "-" for a missing part and ";" between attributions.
pub(crate) fn shown(text: &Text<'_>, attributions: &[Attribution]) -> String {
    let words = |span: Option<Span>| span.map_or("-", |span| text.of(span)).to_owned();
    let one = |found: &Attribution| {
        let content: Vec<&str> = found.content.iter().map(|&piece| text.of(piece)).collect();
        format!("{} / {} / {}", words(found.source), words(found.cue), content.join(" … "))
    };
    attributions.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Runs a rule over the rows of a table: a marked text, with `\n` for a line break, a tab, and the attributions that should result.
pub(crate) fn check(table: &str, rule: impl Fn(&Text<'_>, &[LabelledSpan], &mut Vec<Attribution>)) {
    let mut wrong = Vec::new();
    for row in table.lines().filter(|row| !row.is_empty() && !row.starts_with('#')) {
        let (marked, expected) = row.split_once('\t').unwrap_or_else(|| panic!("a row without a tab: {row}"));
        let marked = Marked::new(&marked.replace("\\n", "\n"));
        let text = Text::new(&marked.text);
        let mut attributions = marked.attributions(&text);
        rule(&text, &marked.names, &mut attributions);
        let found = shown(&text, &attributions);
        if found != expected {
            wrong.push(format!("{row}\n  found: {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
