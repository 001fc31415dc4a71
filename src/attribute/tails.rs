//! Contents that go on where the model ends them: within a name, at the stop of an abbreviation ("said Acme Inc. *would close*"), or before further
//! verbs ("said the wall cracked on Monday, *leaned on Tuesday and fell on Wednesday*").

use super::{Attribution, content_kind};
use crate::decode::LabelledSpan;
use crate::normalise::dates::VerbGroups;
use crate::record::ContentKind;
use crate::segment::{Text, ends_in_abbreviation};
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

/// Words after which the circumstances of a statement may follow it, rather than the rest of the content.
const CIRCUMSTANCES: [&str; 14] =
    ["on", "in", "at", "as", "when", "while", "after", "before", "during", "and", "but", "because", "since", "to"];

/// Extends a content that ends within a name to the name's end, and one that ends where no clause can (at an abbreviation, after an article or a number, before
/// a possessive) to the end of its clause. `names` are in order and do not overlap.
pub(crate) fn complete_ends(text: &Text<'_>, names: &[LabelledSpan], attributions: &mut [Attribution]) {
    for at in 0..attributions.len() {
        let Some(last) = attributions[at].content.last().copied().filter(|_| attributions[at].kind != ContentKind::Direct) else {
            continue;
        };
        if attributions[at].cue.is_none_or(|cue| cue.end > last.start) {
            continue;
        }
        let name = names.iter().find(|name| name.span.start < last.end && last.end < name.span.end);
        let mut end = name.map_or(last.end, |name| name.span.end);
        if is_cut(text, Span::new(last.start, end)) {
            end = clause_end(text, end);
        }
        let rest = Span::new(last.end, end);
        let held = |other: &Attribution| other.source.iter().chain(&other.cue).chain(&other.content).any(|part| part.overlaps(rest));
        if !rest.is_empty() && text.sentence_of(rest).is_some() && !attributions.iter().any(held) {
            let attribution = &mut attributions[at];
            attribution.content.last_mut().into_iter().for_each(|last| last.end = end);
            attribution.kind = content_kind(text, &attribution.content);
        }
    }
}

/// Whether a content ends where no clause can.
fn is_cut(text: &Text<'_>, content: Span) -> bool {
    let after = text.after(content.end);
    let goes_on = |after: &str| after.starts_with(' ') && after[1..].starts_with(char::is_alphanumeric);
    let next = text.words_in(Span::new(content.end, text.sentences_over(content).end.max(content.end))).next();
    let is_continued = next.is_some_and(|next| {
        matches!(text.of(Span::new(content.end, next.start)), " " | ". ")
            && text.of(next).starts_with(char::is_lowercase)
            && !CIRCUMSTANCES.contains(&text.lower(next))
    });
    let is_abbreviated = is_continued && ends_in_abbreviation(text.of(content).trim_end_matches('.'));
    // "rose to 20.2 *mln dlrs*"
    let is_number = is_continued && text.of(content).ends_with(|last: char| last.is_ascii_digit());
    let ends_open = text
        .words_in(content)
        .next_back()
        .is_some_and(|word| word.end == content.end && matches!(text.lower(word), "the" | "a" | "an" | "its" | "their"));
    is_abbreviated || is_number || ends_open && goes_on(after) || ["'s ", "’s "].iter().any(|owner| after.starts_with(owner))
}

/// Returns the end of the clause that goes on at a byte: the next punctuation mark but those within words, or the end of the sentence.
fn clause_end(text: &Text<'_>, at: usize) -> usize {
    let sentence = text.sentences_over(Span::new(at.saturating_sub(1), at));
    let rest = text.of(Span::new(at, sentence.end.max(at)));
    let stops = [", ", "; ", ": ", " - ", " – ", "—", "\"", "“", "”", " ("];
    // "in the U.S. Details will follow": the stop belongs to the abbreviation.
    let is_letters = |at: usize| rest[..at].ends_with(char::is_uppercase) && rest[at + 2..].starts_with(char::is_uppercase);
    let abbreviation = rest.match_indices(". ").map(|(at, _)| at).find(|&at| is_letters(at)).map(|at| at + 1);
    match (stops.iter().filter_map(|stop| rest.find(stop)).min(), abbreviation) {
        (stop, Some(end)) if stop.is_none_or(|stop| end < stop) => at + end,
        (stop, _) => at + rest[..stop.unwrap_or(rest.len())].trim_end_matches(['.', '?', '!', ' ']).len(),
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
    use super::super::marked::check;
    use super::*;

    #[test]
    fn contents_end_with_their_clause() {
        check(include_str!("cases/ends.tsv"), |text, names, attributions| complete_ends(text, names, attributions));
    }

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
