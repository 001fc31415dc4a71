//! Pleas that differ from charge to charge: "pleaded not guilty to arson but guilty to theft".

use super::Attribution;
use crate::segment::Text;
use crate::text::Span;

/// Makes each plea an attribution of its own; the cue of a later one is its "guilty to" or "not guilty to".
pub(crate) fn part_pleas(text: &Text<'_>, attributions: &mut Vec<Attribution>) {
    let mut later = Vec::new();
    for attribution in attributions.iter_mut() {
        while let Some(plea) = last_plea(text, attribution) {
            if let Some(last) = attribution.content.last_mut() {
                *last = plea.before;
            }
            later.push(Attribution { cue: Some(plea.cue), content: vec![plea.charge], ..attribution.clone() });
        }
    }
    if !later.is_empty() {
        attributions.extend(later);
        attributions.sort_by_key(|attribution| attribution.content[0]);
    }
}

/// The last of the further pleas within an attribution's content.
struct Plea {
    /// The content that remains for the pleas before it.
    before: Span,
    cue: Span,
    charge: Span,
}

fn last_plea(text: &Text<'_>, attribution: &Attribution) -> Option<Plea> {
    let pleads = |word: Span| ["plead", "pled", "plea"].iter().any(|stem| text.lower(word).starts_with(stem));
    text.words_in(attribution.cue?).any(pleads).then_some(())?;
    let content = *attribution.content.last()?;
    let words: Vec<Span> = text.words_in(content).collect();
    let is = |at: usize, expected: &str| words.get(at).is_some_and(|&word| text.lower(word) == expected);
    let guilty = (2..words.len()).rev().find(|&at| is(at, "guilty") && is(at + 1, "to"))?;
    let first = guilty - usize::from(is(guilty - 1, "not"));
    let joint = first.checked_sub(1).filter(|&at| is(at, "but") || is(at, "and"))?;
    let before = words[joint.checked_sub(1)?];
    let charge = words.get(guilty + 2)?;
    Some(Plea {
        before: Span::new(content.start, before.end),
        cue: Span::new(words[first].start, words[guilty + 1].end),
        charge: Span::new(charge.start, content.end),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::ContentKind;

    #[test]
    fn each_plea_stands_by_itself() {
        for (sentence, expected) in [
            ("Pollard pleaded not guilty to |arson but guilty to theft|.", "arson / guilty to: theft"),
            ("She pleaded guilty to |fraud, and not guilty to two counts of theft|.", "fraud / not guilty to: two counts of theft"),
            ("Roth entered a plea of guilty to |theft|.", "theft"),
            ("He pleaded guilty to |lying and to theft|.", "lying and to theft"),
            ("He said |he was not guilty of arson but guilty to a degree|.", "he was not guilty of arson but guilty to a degree"),
        ] {
            let parts: Vec<&str> = sentence.split('|').collect();
            let whole = parts.concat();
            let text = Text::new(&whole);
            let content = Span::new(parts[0].len(), parts[0].len() + parts[1].len());
            let cue = Some(Span::new(0, parts[0].len()).trim(&whole));
            let mut found =
                vec![Attribution { source: None, cue, content: vec![content], kind: ContentKind::Indirect, nested_in: None, score: 1.0 }];
            part_pleas(&text, &mut found);
            let later = found[1..].iter().filter_map(|plea| Some(format!(" / {}: {}", text.of(plea.cue?), text.of(plea.content[0]))));
            assert_eq!(format!("{}{}", text.of(found[0].content[0]), later.collect::<String>()), expected, "{sentence}");
        }
    }
}
