//! Lists of verbs that continue where the model ends a content: "said the wall cracked on Monday, leaned on Tuesday and fell on Wednesday".

use super::{Attribution, content_kind};
use crate::normalise::dates::VerbGroups;
use crate::record::ContentKind;
use crate::segment::Text;
use crate::text::Span;

/// Extends a content that begins a list of verbs to the end of the list: each verb directly follows a comma or "and", so that they all share the
/// content's subject.
pub(crate) fn add_tails(text: &Text<'_>, attributions: &mut [Attribution]) {
    let mut verbs = None;
    for at in 0..attributions.len() {
        let Some(tail) = tail(text, attributions, at) else { continue };
        if is_list(text, verbs.get_or_insert_with(|| VerbGroups::new(text)), tail) {
            let attribution = &mut attributions[at];
            attribution.content.last_mut().into_iter().for_each(|last| last.end = tail.end);
            attribution.kind = content_kind(text, &attribution.content);
        }
    }
}

/// Returns what follows an indirect or mixed content, after its cue, in its sentence: it begins with a comma and overlaps no attribution.
fn tail(text: &Text<'_>, attributions: &[Attribution], at: usize) -> Option<Span> {
    let attribution = &attributions[at];
    let last = *attribution.content.last().filter(|_| attribution.kind != ContentKind::Direct)?;
    attribution.cue.filter(|cue| cue.end <= last.start)?;
    let sentence = text.sentences_over(last);
    let rest = Span::new(last.end, sentence.end.max(last.end));
    let end = rest.start + text.of(rest).trim_end_matches(['.', '!', ' ']).len();
    let rest = Span::new(rest.start, end);
    let held = |other: &Attribution| other.source.iter().chain(&other.cue).chain(&other.content).any(|part| part.overlaps(rest));
    let is_plain = text.of(rest).starts_with(", ") && !text.of(rest).contains(['“', '”', '"', ';', ':']);
    (is_plain && !attributions.iter().any(held)).then_some(rest)
}

/// Whether a tail is a list of at least two verbs, the last one after "and".
fn is_list(text: &Text<'_>, verbs: &VerbGroups<'_>, tail: Span) -> bool {
    let groups = verbs.within(tail);
    let before = |verb: Span| text.of(Span::new(tail.start, verb.start)).trim_end();
    let is_joined = |verb: Span| before(verb).ends_with(',') || before(verb).ends_with(" and");
    let begins = groups.first().is_some_and(|first| before(first.span) == ",");
    let ends = groups.last().is_some_and(|last| before(last.span).ends_with(" and"));
    groups.len() > 1 && begins && ends && groups.iter().all(|verb| is_joined(verb.span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_verbs_are_whole() {
        for (marked, expected) in [
            (
                "Aske |said| <the wall cracked on Monday>, leaned on Tuesday and fell on Wednesday.",
                "the wall cracked on Monday, leaned on Tuesday and fell on Wednesday",
            ),
            ("Police |said| <he broke a window>, took a bag and fled.", "he broke a window, took a bag and fled"),
            ("Aske |said| <the wall cracked>, and left on Tuesday.", "the wall cracked"),
            ("Aske |said| <the wall cracked>, as the engineer had warned.", "the wall cracked"),
            ("Aske |said| <the wall cracked>, then the roof fell and the pipes burst.", "the wall cracked"),
        ] {
            let (before, rest) = marked.split_once('|').unwrap();
            let (cue, rest) = rest.split_once('|').unwrap();
            let (between, rest) = rest.split_once('<').unwrap();
            let (content, after) = rest.split_once('>').unwrap();
            let whole = format!("{before}{cue}{between}{content}{after}");
            let text = Text::new(&whole);
            let cue = Span::new(before.len(), before.len() + cue.len());
            let start = cue.end + between.len();
            let content = vec![Span::new(start, start + content.len())];
            let mut found =
                [Attribution { source: None, cue: Some(cue), content, kind: ContentKind::Indirect, nested_in: None, score: 1.0 }];
            add_tails(&text, &mut found);
            assert_eq!(text.of(found[0].content[0]), expected);
        }
    }
}
