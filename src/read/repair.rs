//! Repairs text that was decoded wrongly on its way here: UTF-8 taken for Windows-1252 ("â€œ" for “), Windows-1252 taken for Latin 1 (C1 controls
//! for quotation marks), unresolved HTML entities.
//!
//! Nobody writes such text on purpose, but each repair still asks for evidence, so that a name with an unusual letter stays as it is.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

/// How often a text is repaired at most; some were wrongly encoded two or three times over.
const TIMES: usize = 3;
/// The number of letters in the longest entity (`&CounterClockwiseContourIntegral;`).
const LONGEST_ENTITY: usize = 33;

/// The text as it was meant.
pub(super) fn repaired(text: String) -> String {
    let mut text = text;
    for _ in 0..TIMES {
        let Cow::Owned(next) = once(&text) else { return text };
        text = next;
    }
    text
}

fn once(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return without_entities(text);
    }
    let decoded = decoded_again(text).unwrap_or(Cow::Borrowed(text));
    let marked = with_marks(&decoded).unwrap_or(decoded.clone());
    match without_entities(&marked) {
        Cow::Owned(plain) => Cow::Owned(plain),
        Cow::Borrowed(_) if *marked != *text => Cow::Owned(marked.into_owned()),
        Cow::Borrowed(_) => Cow::Borrowed(text),
    }
}

/// The text if its UTF-8 was taken for Windows-1252: every run of non-ASCII letters whose Windows-1252 bytes are valid UTF-8 is decoded as UTF-8.
/// A single such run might be chance, so the text counts as wrong only where most runs are such and one of them holds a quotation mark, a dash or
/// an ellipsis, or there is more than one.
fn decoded_again(text: &str) -> Option<Cow<'static, str>> {
    let mut whole = String::with_capacity(text.len());
    let (mut wrong, mut right, mut telling) = (0, 0, false);
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| !c.is_ascii()) {
        let run = &rest[start..];
        let run = &run[..run.find(|c: char| c.is_ascii()).unwrap_or(run.len())];
        whole.push_str(&rest[..start]);
        if let Some(letters) = meant(run) {
            telling |= letters.chars().any(|c| matches!(c, '“' | '”' | '‘' | '’' | '–' | '—' | '…'));
            wrong += 1;
            whole.push_str(&letters);
        } else {
            right += 1;
            whole.push_str(run);
        }
        rest = &rest[start + run.len()..];
    }
    whole.push_str(rest);
    (wrong > right && (telling || wrong > 1)).then_some(Cow::Owned(whole))
}

/// What a run of letters says if its bytes were UTF-8 taken for Windows-1252.
fn meant(run: &str) -> Option<String> {
    let (bytes, _, has_others) = WINDOWS_1252.encode(run);
    if has_others {
        return None;
    }
    String::from_utf8(bytes.into_owned()).ok().filter(|letters| letters.chars().count() < run.chars().count())
}

/// A text with its C1 controls replaced by what the same bytes are in Windows-1252. A single U+0085 may be a line break from a mainframe and stays.
fn with_marks<'t>(text: &str) -> Option<Cow<'t, str>> {
    let is_control = |c: char| ('\u{80}'..='\u{9f}').contains(&c);
    if !text.contains(|c| is_control(c) && c != '\u{85}') {
        return None;
    }
    let meant = |c: char| match u8::try_from(u32::from(c)) {
        Ok(byte) if is_control(c) => WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next().unwrap_or(c),
        _ => c,
    };
    Some(Cow::Owned(text.chars().map(meant).collect()))
}

/// A text with those of its entities resolved that end with a semicolon.
fn without_entities(text: &str) -> Cow<'_, str> {
    let mut plain = String::new();
    let mut rest = text;
    let mut from = 0;
    while let Some(at) = rest[from..].find('&').map(|at| from + at) {
        from = at + 1;
        let Some(end) = rest.as_bytes()[at..].iter().take(LONGEST_ENTITY + 2).position(|&byte| byte == b';').map(|end| at + end + 1) else {
            continue;
        };
        let entity = &rest[at..end];
        let is_named = entity[1..entity.len() - 1].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#');
        if !is_named {
            continue;
        }
        if let Cow::Owned(letters) = htmlize::unescape(entity) {
            plain.push_str(&rest[..at]);
            plain.push_str(&letters);
            rest = &rest[end..];
            from = 0;
        }
    }
    if plain.is_empty() && rest.len() == text.len() { Cow::Borrowed(text) } else { Cow::Owned(plain + rest) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_as_they_were_meant() {
        for (text, expected) in [
            ("â€œWe didnâ€™t train,â€\u{9d} Rowe said.", "“We didn’t train,” Rowe said."),
            ("ZoÃ« paid Â£5 to AndrÃ©.", "Zoë paid £5 to André."),
            ("The Ã¢â‚¬Å“endÃ¢â‚¬Â\u{9d}.", "The “end”."),
            ("\u{93}It\u{92}s late,\u{94} she said\u{85}", "“It’s late,” she said…"),
            ("Bo O&#39;Dell said so. &amp;quot;It is,&amp;quot; he added.", "Bo O'Dell said so. \"It is,\" he added."),
            ("&ldquo;It is,&rdquo; said R&amp;D &hellip;", "“It is,” said R&D …"),
            ("&#8220;No.&#x201D;", "“No.”"),
            ("f\u{f0}\u{178}\u{161}\u{2019} and \u{f0}\u{178}\u{161}\u{2019}", "f🚒 and 🚒"),
        ] {
            assert_eq!(repaired(text.to_owned()), expected);
        }
    }

    #[test]
    fn right_texts_stay_as_they_are() {
        for text in [
            "Zoë said “no” 🚒 at AT&T; R&D; 5 < 6 & 7; x&y",
            "Ã is a letter, and so is â.",
            "CAFÉ» is its name.",
            "one\u{85}two",
            "https://example.org/?a=1&copy=2",
            "Łąkowiec, Ásgeirsdóttir and naïve “café”",
            "&unknown; &;",
        ] {
            assert_eq!(repaired(text.to_owned()), text);
        }
    }
}
