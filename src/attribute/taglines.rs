//! Quotations whose speaker is named after a dash, in brackets or on a line of its own.

use super::Attribution;
use crate::decode::LabelledSpan;
use crate::english::{Class, ends_in, is};
use crate::record::ContentKind;
use crate::segment::Text;
use crate::text::Span;

/// The most words in a line that only names somebody.
const LONGEST_LINE: usize = 12;
/// The most words before the name in a line, which are a title if the line only names somebody.
const LONGEST_TITLE: usize = 5;
const DASHES: [char; 4] = ['—', '–', '―', '-'];

/// Gives quotations without a source the speaker named after a dash or in brackets after them (“…” — *Ana Lee, mayor*), or on a line of its own after
/// or before them. `names` are in order and do not overlap.
pub(crate) fn with_taglines(text: &Text<'_>, names: &[LabelledSpan], attributions: &mut [Attribution]) {
    for at in 0..attributions.len() {
        let Attribution { source: None, cue: None, kind: ContentKind::Direct, ref mut content, .. } = attributions[at] else { continue };
        if let Some(last) = content.last_mut() {
            // The dash belongs to the name.
            last.end = last.start + text.of(*last).trim_end_matches([' ', '—', '–', '―']).len();
        }
        let (Some(&first), Some(&last)) = (content.first(), content.last()) else { continue };
        let Some(source) = behind(text, names, last).or_else(|| line_around(text, names, first, last)) else { continue };
        // A cue in another paragraph must not have its source in this line.
        for other in attributions.iter_mut() {
            let is_elsewhere = other.cue.is_some_and(|cue| text.paragraph_at(cue.start) != text.paragraph_at(source.start));
            other.source = other.source.filter(|taken| !(is_elsewhere && source.contains(*taken)));
        }
        let is_taken = attributions.iter().any(|other| other.source.iter().chain(&other.content).any(|part| part.overlaps(source)));
        attributions[at].source = Some(source).filter(|_| !is_taken);
    }
}

/// Returns the name after a dash or in brackets, up to the end of the paragraph.
fn behind(text: &Text<'_>, names: &[LabelledSpan], content: Span) -> Option<Span> {
    let paragraph = text.paragraphs().get(text.paragraph_at(content.start))?;
    let rest = Span::new(content.end.min(paragraph.end), paragraph.end);
    let mark = text.of(rest).trim_start_matches(['"', '”', '’', '\'', '»', ' ', '.']);
    let line = mark.trim_start_matches(DASHES).trim_start_matches('(');
    (line.len() < mark.len()).then_some(())?;
    name_line(text, names, Span::new(rest.end - line.len(), rest.end).trim(text.as_str()))
}

/// Returns the name in the paragraph after a quotation if a dash opens it, or else the one in the paragraph before, or else the one in the paragraph
/// after.
fn line_around(text: &Text<'_>, names: &[LabelledSpan], first: Span, last: Span) -> Option<Span> {
    let paragraphs = text.paragraphs();
    let at = text.paragraph_at(first.start);
    let opens = text.of(Span::new(paragraphs.get(at)?.start, first.start)).chars().all(|mark| !mark.is_alphanumeric());
    let end = text.paragraph_at(last.start);
    let closes = text.of(Span::new(last.end.min(paragraphs[end].end), paragraphs[end].end)).chars().all(|mark| !mark.is_alphanumeric());
    let after = paragraphs.get(end + 1).copied().filter(|_| closes);
    let dashed = after.filter(|line| text.of(*line).starts_with(DASHES)).and_then(|line| {
        let bare = text.of(line).trim_start_matches(DASHES).trim_start();
        name_line(text, names, Span::new(line.end - bare.len(), line.end))
    });
    let before = at.checked_sub(1).map(|at| paragraphs[at]).filter(|_| opens);
    let above = || before.and_then(|line| name_line(text, names, line).or_else(|| announcing(text, names, line)));
    dashed.or_else(above).or_else(|| after.and_then(|line| name_line(text, names, line)))
}

/// Returns the words of a line that only names somebody: a title, a name, and a description after a comma or the like.
fn name_line(text: &Text<'_>, names: &[LabelledSpan], line: Span) -> Option<Span> {
    // In an embedded post, the author's handle and the date follow the name.
    let words = text.of(line).split(" (@").next().unwrap_or_default();
    let bare = Span::new(line.start, line.start + words.trim_end_matches([')', '.', ':', ' ']).len());
    let name = names.iter().find(|name| bare.contains(name.span) && matches!(name.label.as_str(), "PER" | "ORG"))?.span;
    let is_title = |word: Span| {
        let lower = text.lower(word);
        ends_in(lower, Class::Role) || [Class::RoleModifier, Class::Honorific, Class::Office].iter().any(|&class| is(lower, class))
    };
    let mut title = text.words_in(Span::new(bare.start, name.start));
    let rest = text.of(Span::new(name.end, bare.end)).trim_start();
    let is_short = text.words_in(bare).count() <= LONGEST_LINE && title.clone().count() <= LONGEST_TITLE;
    let has_verb = text
        .words_in(Span::new(name.end, bare.end))
        .any(|word| is(text.lower(word), Class::ReportingVerb) || is(text.lower(word), Class::Auxiliary));
    let is_set_off = rest.is_empty() || rest.starts_with([',', '(']) || rest.starts_with(DASHES) || rest.starts_with("of ");
    let ends_as_line = !words.ends_with(['!', '?', '"', '”']);
    (is_short && is_set_off && !has_verb && ends_as_line && title.all(is_title)).then_some(bare)
}

/// Returns the only person named in a line that ends in a colon: "Coach *Luis Amparo* on the defeat:".
fn announcing(text: &Text<'_>, names: &[LabelledSpan], line: Span) -> Option<Span> {
    let mut persons = names.iter().filter(|name| name.label == "PER" && line.contains(name.span)).map(|name| name.span);
    let person = persons.next().filter(|_| persons.next().is_none())?;
    let is_subject = text.words_in(Span::new(line.start, person.start)).count() <= LONGEST_TITLE;
    (text.of(line).ends_with(':') && is_subject).then_some(person)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribute::content_kind;
    use crate::attribute::marked::check;

    #[test]
    fn lines_name_who_speaks() {
        check(include_str!("cases/taglines.tsv"), |text, names, attributions| with_taglines(text, names, attributions));
    }

    #[test]
    fn the_author_of_a_post_says_nothing_in_the_next_paragraph() {
        let text = Text::new("“I never sold it.”\n\n— Rita Moss (@ritamoss) May 3, 2024\n\nHer agent said so.");
        let place = |words: &str| text.as_str().find(words).map(|start| Span::new(start, start + words.len())).unwrap();
        let (name, quotation) = (place("Rita Moss"), place("“I never sold it.”"));
        let attribution = |source, cue, content| Attribution {
            source,
            cue,
            kind: content_kind(&text, &[content]),
            content: vec![content],
            nested_in: None,
            score: 1.0,
        };
        let mut found = [attribution(None, None, quotation), attribution(Some(name), Some(place("said")), place("so."))];
        let names = [LabelledSpan { span: name, pieces: 0..1, label: "PER".to_owned(), score: 1.0 }];
        with_taglines(&text, &names, &mut found);
        assert_eq!([found[0].source, found[1].source], [Some(name), None]);
    }
}
