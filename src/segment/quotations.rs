//! Which parts of a text stand between quotation marks.

use crate::text::Span;

/// The quotations of a text: spans from the opening to the closing mark, both included, in order and apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quotations(Vec<Span>);

impl Quotations {
    /// All quotations in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = Span> + '_ {
        self.0.iter().copied()
    }

    /// Whether byte `offset` lies in a quotation.
    #[must_use]
    pub fn contains(&self, offset: usize) -> bool {
        let after = self.0.partition_point(|quotation| quotation.start <= offset);
        after > 0 && offset < self.0[after - 1].end
    }
}

/// What a character does to a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens,
    Closes,
    /// A straight mark: opens outside of a quotation and closes inside of one.
    Either,
}

/// Finds the quotations of an article, paragraph by paragraph.
///
/// Double marks may be straight, curly, guillemets, or two single ones; single ones (straight or curly) count outside of double ones, and only where the same
/// paragraph closes them, since the same character is an apostrophe. A quotation that its paragraph does not close runs to the
/// paragraph's end; that is how a quotation over several paragraphs is set: each opens with a mark, the last one closes.
pub(super) fn quotations(text: &str, paragraphs: &[Span]) -> Quotations {
    let mut found = Vec::new();
    for &paragraph in paragraphs {
        find_in(text, paragraph, &mut found);
    }
    Quotations(found)
}

fn find_in(text: &str, paragraph: Span, found: &mut Vec<Span>) {
    let words = paragraph.of(text);
    let mut open: Option<usize> = None;
    let mut at = 0;
    while let Some(mark) = words[at..].chars().next() {
        let (kind, length) = double_mark(&words[at..]);
        let mut end = at + length.max(mark.len_utf8());
        match (kind, open) {
            (Some(Mark::Opens | Mark::Either), None) => open = Some(at),
            (Some(Mark::Closes | Mark::Either), Some(start)) => {
                found.push(Span::new(paragraph.start + start, paragraph.start + end));
                open = None;
            }
            (None, None) if opens_single(words, at, mark) => {
                if let Some(close) = close_of_single(words, end) {
                    found.push(Span::new(paragraph.start + at, paragraph.start + close));
                    end = close;
                }
            }
            _ => {}
        }
        at = end;
    }
    if let Some(start) = open {
        found.push(Span::new(paragraph.start + start, paragraph.end));
    }
}

/// The double mark that a text begins with, if it does, and its length in bytes. Two single marks in a row are one of typewriters.
fn double_mark(text: &str) -> (Option<Mark>, usize) {
    if text.starts_with("''") || text.starts_with("``") {
        return (Some(if text.starts_with('`') { Mark::Opens } else { Mark::Either }), 2);
    }
    let Some(mark) = text.chars().next() else { return (None, 0) };
    let kind = match mark {
        '"' | '＂' => Some(Mark::Either),
        '“' | '„' | '‟' | '«' => Some(Mark::Opens),
        '”' | '»' => Some(Mark::Closes),
        _ => None,
    };
    (kind, mark.len_utf8())
}

/// Whether a single mark may open a quotation: at the start of a word that does not read as a shortened one ('90s, 'em).
fn opens_single(words: &str, at: usize, mark: char) -> bool {
    if !matches!(mark, '\'' | '‘') {
        return false;
    }
    let before = words[..at].chars().next_back();
    let after = words[at + mark.len_utf8()..].chars().next();
    before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–')) && after.is_some_and(|c| c.is_alphabetic() || c == '…')
}

/// The end of the single mark that closes a quotation whose words begin at `from`: after the end of a word or a stop, before
/// white space or a stop. A plural's apostrophe ("the workers' union") looks the same; it is taken only where no other mark fits.
fn close_of_single(words: &str, from: usize) -> Option<usize> {
    let mut fallback = None;
    for (at, mark) in words[from..].char_indices() {
        let at = from + at;
        let end = at + mark.len_utf8();
        if double_mark(&words[at..]).0.is_some() || (at > from && opens_single(words, at, mark)) {
            break;
        }
        if !matches!(mark, '\'' | '’') {
            continue;
        }
        let before = words[..at].chars().next_back();
        let after = words[end..].chars().next();
        if after.is_some_and(char::is_alphanumeric) {
            continue;
        }
        let plural = before == Some('s') && after.is_some_and(char::is_whitespace);
        if !plural {
            return Some(end);
        }
        fallback = fallback.or(Some(end));
    }
    fallback
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::paragraphs::paragraphs;

    fn quoted(text: &str) -> Vec<&str> {
        quotations(text, &paragraphs(text)).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn straight_and_curly_marks_pair() {
        assert_eq!(quoted(r#"He said "yes" and "no"."#), [r#""yes""#, r#""no""#]);
        assert_eq!(quoted("''It's done,'' he said. ``It is.''"), ["''It's done,''", "``It is.''"]);
        assert_eq!(quoted("“Yes,” she said. “No.”"), ["“Yes,”", "“No.”"]);
    }

    #[test]
    fn a_quotation_runs_over_paragraphs() {
        assert_eq!(quoted("“One.\n\n“Two.”\n\nThree."), ["“One.", "“Two.”"]);
        assert_eq!(quoted("He said: \"One.\n\n\"Two.\"\n\nThree \"four\"."), ["\"One.", "\"Two.\"", "\"four\""]);
    }

    #[test]
    fn single_marks_are_told_from_apostrophes() {
        assert_eq!(quoted("'We can't,' he said, 'and won't.'"), ["'We can't,'", "'and won't.'"]);
        assert_eq!(quoted("The workers' union won't, it said."), Vec::<&str>::new());
        assert_eq!(quoted("‘The workers’ union won’t,’ he said"), ["‘The workers’ union won’t,’"]);
        assert_eq!(quoted("She called it ‘absurd’ in the ’90s."), ["‘absurd’"]);
        assert_eq!(quoted("“He told me ‘no’ twice,” she said."), ["“He told me ‘no’ twice,”"]);
    }
}
