//! Cuts datelines, which nobody says, off the spans that begin with them.

use super::Attribution;
use crate::segment::Text;
use crate::text::Span;

/// Cuts the dateline of a report off contents and sources: |NAIROBI, March 10 - *Kenya will import maize*|.
pub(crate) fn without_datelines(text: &Text<'_>, attributions: &mut Vec<Attribution>) {
    let datelines = text.datelines();
    let rest = |span: Span| {
        let over = datelines.iter().find(|dateline| dateline.overlaps(span));
        over.map_or(span, |dateline| Span::new(dateline.end.max(span.start).min(span.end), span.end))
    };
    for attribution in attributions.iter_mut() {
        attribution.source = attribution.source.map(rest).filter(|source| !source.is_empty());
        attribution.content.iter_mut().for_each(|piece| *piece = rest(*piece));
        attribution.content.retain(|piece| !piece.is_empty());
    }
    attributions.retain(|attribution| !attribution.content.is_empty());
}

#[cfg(test)]
mod tests {
    use super::super::marked::check;
    use super::*;

    #[test]
    fn nobody_says_a_dateline() {
        check(include_str!("cases/datelines.tsv"), |text, _, attributions| without_datelines(text, attributions));
    }
}
