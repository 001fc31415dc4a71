//! Paragraphs, in texts with one line per paragraph and in texts with wrapped lines.

use crate::text::Span;

/// The usual length of a line of wrapped text, in bytes (typewriter and e-mail widths).
const WRAPPED_WIDTH: std::ops::Range<usize> = 40..100;

/// The paragraphs of a text in order, without white space at their edges; blank lines are not part of any.
///
/// Every line break ends a paragraph, unless the text is wrapped: then only a blank line does.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let wrapped = is_wrapped(text, &lines);
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut previous_blank = true;
    for line in lines {
        let line = line.trim(text);
        match paragraphs.last_mut() {
            _ if line.is_empty() => {}
            Some(paragraph) if wrapped && !previous_blank => paragraph.end = line.end,
            _ => paragraphs.push(line),
        }
        previous_blank = line.is_empty();
    }
    paragraphs
}

/// The lines of a text; `\n`, `\r\n` and a lone `\r` each end one.
fn lines(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        let lone_return = byte == b'\r' && text.as_bytes().get(at + 1) != Some(&b'\n');
        if byte == b'\n' || lone_return {
            lines.push(Span::new(start, at));
            start = at + 1;
        }
    }
    lines.push(Span::new(start, text.len()));
    lines
}

/// Whether line breaks fall within sentences: most lines with a line directly after them are about as wide as a typewriter's and do not end a
/// sentence.
fn is_wrapped(text: &str, lines: &[Span]) -> bool {
    let (mut followed, mut unfinished) = (0, 0);
    for pair in lines.windows(2) {
        let [line, next] = [pair[0].of(text).trim(), pair[1].of(text).trim()];
        if !line.is_empty() && !next.is_empty() {
            followed += 1;
            let open = !line.ends_with(['.', '!', '?', ':', '"', '”', '\'', '’', ')', ';']);
            unfinished += usize::from(open && WRAPPED_WIDTH.contains(&line.len()));
        }
    }
    followed >= 3 && 2 * unfinished > followed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        paragraphs(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn a_line_is_a_paragraph() {
        assert_eq!(words("Title\n\n One. \r\nTwo.\rThree.\n"), ["Title", "One.", "Two.", "Three."]);
        assert_eq!(words("\n \n"), Vec::<&str>::new());
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The minister said on Monday that the bridge\nwould be closed until the engineers who had\nlooked at it were sure that it would hold\nthe weight of buses.\n\nHe did not say when.";
        assert_eq!(words(text).len(), 2);
        assert!(words(text)[0].ends_with("buses."));
    }
}
