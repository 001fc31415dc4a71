//! The parts of a text between quotation marks.

use crate::text::Span;

/// The quotations of a text: spans from the opening to the closing mark inclusive, in order and without overlaps.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quotations {
    spans: Vec<Span>,
    inches: Vec<Span>,
}

impl Quotations {
    /// All quotations in text order.
    pub fn iter(&self) -> impl Iterator<Item = Span> + '_ {
        self.spans.iter().copied()
    }

    /// The marks that look like quotation marks but are inch signs, in text order.
    pub(crate) fn inches(&self) -> &[Span] {
        &self.inches
    }

    /// The quotation that contains byte `offset`.
    #[must_use]
    pub(crate) fn around(&self, offset: usize) -> Option<Span> {
        let after = self.spans.partition_point(|quotation| quotation.start <= offset);
        self.spans[..after].last().copied().filter(|quotation| offset < quotation.end)
    }

    /// Whether byte `offset` lies in a quotation.
    #[must_use]
    pub(crate) fn contains(&self, offset: usize) -> bool {
        self.around(offset).is_some()
    }
}

/// What a character does to a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens,
    Closes,
    /// A straight mark: opens outside a quotation and closes inside one.
    Either,
}

/// Finds the quotations of an article, paragraph by paragraph.
///
/// Double marks may be straight, curly, guillemets, or pairs of single marks. Single marks (straight or curly) count outside double ones, and only
/// where the same paragraph closes them, since the same character is an apostrophe; double marks within single ones belong to that quotation. A
/// quotation that its paragraph does not close runs to the end of the paragraph: a quotation over several paragraphs is set with an opening mark in
/// each and a closing one in the last. A mark right after digits that has no counterpart is an inch sign (65") and not a quotation mark.
pub(super) fn quotations(text: &str, paragraphs: &[Span]) -> Quotations {
    let mut found = Quotations::default();
    for &paragraph in paragraphs {
        find_in(text, paragraph, &mut found);
    }
    found
}

fn find_in(text: &str, paragraph: Span, found: &mut Quotations) {
    let words = paragraph.of(text);
    let place = |start: usize, end: usize| Span::new(paragraph.start + start, paragraph.start + end);
    let mut open: Option<usize> = None;
    let mut at = 0;
    while let Some(mark) = words[at..].chars().next() {
        let (kind, length) = double_mark(&words[at..]);
        let mut end = at + length.max(mark.len_utf8());
        let side = Side::of(words, at, end);
        match (kind, open) {
            (Some(kind), _) if is_inch(words, at, end, kind, open.is_some()) => found.inches.push(place(at, end)),
            (Some(Mark::Opens | Mark::Either), None) if side != Side::Right => open = Some(at),
            (Some(Mark::Closes), None) if side == Side::Left => open = Some(at),
            (Some(Mark::Closes | Mark::Either), Some(start)) => {
                found.spans.push(place(start, end));
                open = None;
            }
            (Some(Mark::Opens), Some(start)) if side == Side::Right => {
                found.spans.push(place(start, end));
                open = None;
            }
            (None, None) if opens_single(words, at, mark) => {
                if let Some(close) = close_of_single(words, end) {
                    found.spans.push(place(at, close));
                    end = close;
                }
            }
            _ => {}
        }
        at = end;
    }
    if let Some(start) = open {
        found.spans.push(Span::new(paragraph.start + start, paragraph.end));
    }
}

/// The side of a quotation on which a mark stands, judged by the characters around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Follows a space, so it opens.
    Left,
    /// Precedes a space or a stop, so it closes.
    Right,
    /// Between letters, or between spaces.
    Either,
}

impl Side {
    fn of(words: &str, start: usize, end: usize) -> Self {
        let is_apart = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '—' | '–');
        let before = words[..start].chars().next_back().is_none_or(is_apart);
        let after = words[end..].chars().next().is_none_or(|c| is_apart(c) || matches!(c, ',' | '.' | ';' | ':' | '!' | '?'));
        match (before, after) {
            (true, false) => Self::Left,
            (false, true) => Self::Right,
            _ => Self::Either,
        }
    }
}

/// Whether a double mark is an inch sign: it follows a digit and ends a word, where either no quotation is open or the next mark closes the one that
/// is.
fn is_inch(words: &str, at: usize, end: usize, kind: Mark, is_open: bool) -> bool {
    let after_digit = words[..at].ends_with(|c: char| c.is_ascii_digit());
    let before_word = words[end..].starts_with(char::is_alphanumeric);
    if kind == Mark::Opens || !after_digit || before_word {
        return false;
    }
    let next = words[end..].char_indices().map(|(at, _)| end + at).find_map(|at| match double_mark(&words[at..]) {
        (Some(kind), length) => Some((kind, Side::of(words, at, at + length))),
        (None, _) => None,
    });
    !is_open || next.is_some_and(|(kind, side)| kind != Mark::Opens && side == Side::Right)
}

/// The double mark that a text begins with, if any, and its length in bytes. Two single marks in a row are the typewriter form of one; two double
/// marks are one typed twice.
fn double_mark(text: &str) -> (Option<Mark>, usize) {
    if text.starts_with("''") || text.starts_with("``") {
        return (Some(if text.starts_with('`') { Mark::Opens } else { Mark::Either }), 2);
    }
    if text.starts_with("\"\"") {
        return (Some(Mark::Either), 2);
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

/// Whether a single mark may open a quotation: it stands at the start of a word that is not a contraction ('90s, 'em).
fn opens_single(words: &str, at: usize, mark: char) -> bool {
    if !matches!(mark, '\'' | '‘') {
        return false;
    }
    let before = words[..at].chars().next_back();
    let after = words[at + mark.len_utf8()..].chars().next();
    before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–')) && after.is_some_and(|c| c.is_alphabetic() || c == '…')
}

/// The end of the single mark that closes the quotation whose words begin at `from`: it follows a word or a stop and precedes white space or a stop.
/// A plural's apostrophe ("the workers' union") looks the same and is taken only where no other mark fits.
fn close_of_single(words: &str, from: usize) -> Option<usize> {
    let mut fallback = None;
    let (mut within, mut held) = (false, false);
    for (at, mark) in words[from..].char_indices() {
        let at = from + at;
        let end = at + mark.len_utf8();
        match double_mark(&words[at..]) {
            (Some(kind), length) => {
                let side = Side::of(words, at, at + length);
                let pairs = if within { kind != Mark::Opens } else { kind != Mark::Closes && side == Side::Left };
                if !pairs {
                    break;
                }
                within = !within;
                held = true;
                continue;
            }
            (None, _) if within => continue,
            (None, _) if at > from && opens_single(words, at, mark) => break,
            (None, _) => {}
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
        // After double marks, only a mark that ends a sentence or clause closes: an apostrophe must not swallow them.
        let is_sure = !held || before.is_some_and(|c| matches!(c, '.' | ',' | '!' | '?' | '…' | '"' | '”'));
        if !is_sure {
            continue;
        }
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
    fn an_inch_sign_is_no_mark() {
        assert_eq!(quoted(r#"The 65" TV fell. "It was mine," she said."#), [r#""It was mine,""#]);
        assert_eq!(quoted(r#""The 65" TV is mine," she said. "It is.""#), [r#""The 65" TV is mine,""#, r#""It is.""#]);
        assert_eq!(quoted(r#"He is 6'4", she said. "Big.""#), [r#""Big.""#]);
        assert_eq!(quoted("“A 24” pipe,” he said. “Big.”"), ["“A 24” pipe,”", "“Big.”"]);
        assert_eq!(quoted(r#""It cost $65" and "it was 66"."#), [r#""It cost $65""#, r#""it was 66""#]);
        assert_eq!(quoted(r#"He sold 12" and 7" discs, "all rare"."#), [r#""all rare""#]);
    }

    #[test]
    fn odd_marks_pair_all_the_same() {
        assert_eq!(quoted(r#"""It was late,"" he said."#), [r#"""It was late,"""#]);
        assert_eq!(quoted("”It was late,” he said."), ["”It was late,”"]);
        assert_eq!(quoted("“It was late,“ he said. „Sehr,“"), ["“It was late,“", "„Sehr,“"]);
        assert_eq!(quoted(r#"It was late," he said. "Very.""#), [r#""Very.""#]);
    }

    #[test]
    fn single_marks_hold_double_ones() {
        assert_eq!(quoted("‘She said “never” and meant it,’ said Vos."), ["‘She said “never” and meant it,’"]);
        assert_eq!(quoted("'She said \"never\" twice,' said Vos. 'Twice.'"), ["'She said \"never\" twice,'", "'Twice.'"]);
        assert_eq!(quoted("‘He called it “a lie”.’"), ["‘He called it “a lie”.’"]);
        assert_eq!(quoted("She called ‘absurd “talks” of the workers’ union."), ["“talks”"]);
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
