//! Made-up articles for the tests: a text with its names, sources, cues and contents marked.

use super::{Context, Found, Referents};
use crate::attribute::{Attribution, content_kind};
use crate::decode::LabelledSpan;
use crate::engine::Matrix;
use crate::record::ContentKind;
use crate::segment::Text;
use crate::text::Span;

/// A text and what is marked in it.
pub(super) struct Scene {
    pub(super) text: String,
    pub(super) entities: Vec<LabelledSpan>,
    /// One for every marked cue, or for every content where no cue is marked.
    pub(super) attributions: Vec<Attribution>,
}

// The marks that open and close each part.
const SOURCE: (char, char) = ('<', '>');
const CUE: (char, char) = ('{', '}');
const CONTENT: (char, char) = ('|', '|');

impl Scene {
    /// Reads a text whose names are marked as `[PER Ana Lee]`, sources as `<she>`, cues as `{said}` and contents as `|no|`. The first source
    /// belongs to the first cue and content, and so on; a single cue has all contents. Without a cue, each content is an attribution of its own.
    pub(super) fn new(marked: &str) -> Self {
        let (mut text, mut entities) = (String::new(), Vec::new());
        let mut spans: [Vec<Span>; 3] = Default::default();
        let mut open = [None; 3];
        let mut rest = marked.chars();
        let mut name: Option<(usize, String)> = None;
        while let Some(mark) = rest.next() {
            match mark {
                '[' => name = Some((text.len(), rest.by_ref().take_while(|&c| c != ' ').collect())),
                ']' => {
                    if let Some((start, label)) = name.take() {
                        entities.push(LabelledSpan { span: Span::new(start, text.len()), pieces: 0..1, label, score: 1.0 });
                    }
                }
                _ => match [SOURCE, CUE, CONTENT].iter().position(|pair| mark == pair.0 || mark == pair.1) {
                    Some(part) => match open[part].take() {
                        Some(start) => spans[part].push(Span::new(start, text.len())),
                        None => open[part] = Some(text.len()),
                    },
                    None => text.push(mark),
                },
            }
        }
        let [sources, cues, contents] = spans;
        let own = |at: usize| if cues.len() == 1 { contents.clone() } else { contents.get(at).copied().into_iter().collect() };
        let quoted = |content: &[Span]| if cues.is_empty() { content_kind(&Text::new(&text), content) } else { ContentKind::Indirect };
        let attribution = |at: usize| Attribution {
            source: sources.get(at).copied(),
            cue: cues.get(at).copied(),
            content: own(at),
            kind: quoted(&own(at)),
            nested_in: None,
            score: 1.0,
        };
        let count = if cues.is_empty() { contents.len() } else { cues.len() };
        let attributions = (0..count).map(attribution).collect();
        Self { text, entities, attributions }
    }

    /// Applies a rule to the scene, with the sources of its attributions known.
    pub(super) fn look<T>(&self, rule: impl FnOnce(&Context<'_>) -> T) -> T {
        let text = Text::new(&self.text);
        let referents = Referents::new(&text, &self.entities);
        rule(&Context::new(&text, &[], &referents, &self.attributions))
    }

    /// The scene as if the models had found its spans.
    pub(super) fn found(&self) -> Found<'_> {
        Found {
            text: Text::new(&self.text),
            pieces: Vec::new(),
            entities: self.entities.clone(),
            attributions: self.attributions.clone(),
            reference: Matrix::default(),
        }
    }

    /// The words of a span; "-" for none.
    pub(super) fn show(&self, span: Option<Span>) -> &str {
        span.map_or("-", |span| span.of(&self.text))
    }
}

/// Checks a rule against every row of a table of cases, and lists all rows that fail.
pub(super) fn check(table: &'static str, rule: impl Fn(&str) -> String) {
    let wrong = cases(table).filter_map(|(marked, expected)| {
        let found = rule(&marked);
        (found != expected).then(|| format!("{marked}\n  expected: {expected}\n  found: {found}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The rows of a table of cases: lines that are neither empty nor comments, split at the first tab into a text and the expected result. `\n` stands
/// for a line break.
pub(super) fn cases(table: &'static str) -> impl Iterator<Item = (String, &'static str)> {
    let rows = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|row| {
        let (text, expected) = row.split_once('\t').unwrap_or_else(|| panic!("a row without a tab: {row}"));
        (text.replace("\\n", "\n"), expected.trim())
    })
}
