//! Bytes to text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::Problem;

/// The UTF-8 byte order mark, which is not part of a text.
pub(super) const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A text may have one control character, of those that texts have no use for, in this many characters; binary data has more. Controls beyond
/// ASCII do not count: they are wrongly decoded letters (`repair`).
const CHARACTERS_PER_CONTROL: usize = 50;

/// Decodes the text of an article: as UTF-8 where the bytes are valid UTF-8; else as declared by the input; else as UTF-8 with a few broken bytes
/// (replaced by U+FFFD); else in the encoding that fits best.
pub(super) fn decode(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Result<String, Problem> {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let bytes = error.into_bytes();
            let declared = declared.filter(|&encoding| encoding != UTF_8);
            let encoding = declared.or_else(|| is_mostly_utf8(&bytes).then_some(UTF_8)).unwrap_or_else(|| guess(&bytes));
            encoding.decode(&bytes).0.into_owned()
        }
    };
    if is_binary(&text) { Err(Problem::NotText) } else { Ok(text) }
}

/// The kind of UTF-16 that a stream is in, by its byte order mark or because every other byte of its start is zero; `None` where it is not UTF-16.
pub(super) fn utf16(start: &[u8]) -> Option<&'static Encoding> {
    match start {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let zeros = |parity: usize| start.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
    let most = |count: usize| start.len() >= 16 && 10 * count > 9 * (start.len() / 2);
    match (zeros(0), zeros(1)) {
        (0, odd) if most(odd) => Some(UTF_16LE),
        (even, 0) if most(even) => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether there are more multi-byte UTF-8 characters among the bytes than bytes that are not UTF-8.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut characters, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        characters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += chunk.invalid().len();
    }
    characters > broken
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

fn is_binary(text: &str) -> bool {
    let is_odd = |c: char| c == '\u{fffd}' || (c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}'));
    text.contains('\0') || CHARACTERS_PER_CONTROL * text.chars().filter(|&c| is_odd(c)).count() > text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> Option<String> {
        decode(bytes.to_vec(), None).ok()
    }

    #[test]
    fn utf_8_stays_as_it_is() {
        assert_eq!(decoded("Zoë said “no” 🚒".as_bytes()).unwrap(), "Zoë said “no” 🚒");
    }

    #[test]
    fn western_single_byte_texts_are_told() {
        assert_eq!(decoded(b"Zo\xeb said that it was over.").unwrap(), "Zoë said that it was over.");
        assert_eq!(decoded(b"\x93It\x92s over,\x94 he said \x96 and left.").unwrap(), "“It’s over,” he said – and left.");
        assert_eq!(decoded(b"It costs \x8030, the ministry said.").unwrap(), "It costs €30, the ministry said.");
    }

    #[test]
    fn a_broken_byte_does_not_spoil_utf_8() {
        assert_eq!(
            decoded(b"\xe2\x80\x9cZo\xc3\xab\xe2\x80\x9d said \xff that it was over, and more than fifty characters of it.").unwrap(),
            "“Zoë” said \u{fffd} that it was over, and more than fifty characters of it."
        );
    }

    #[test]
    fn what_is_declared_counts_where_it_is_not_utf_8() {
        let text = decode(b"\xcf\xf0\xe8\xe2\xe5\xf2 said no.".to_vec(), Some(encoding_rs::WINDOWS_1251)).unwrap();
        assert_eq!(text, "Привет said no.");
    }

    #[test]
    fn binary_data_is_no_text() {
        for bytes in [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe"[..], b"\x01\x02\x03\x04abc", b"Zoe said\0no."] {
            assert_eq!(decoded(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn utf_16_is_told_with_and_without_its_mark() {
        let little: Vec<u8> = "Zoë said no. It was over.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "Zoë said no. It was over.".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(utf16(&little), Some(UTF_16LE));
        assert_eq!(utf16(&big), Some(UTF_16BE));
        assert_eq!(utf16(b"\xff\xfeZ\0"), Some(UTF_16LE));
        assert_eq!(utf16("Zoë said no. It was over.".as_bytes()), None);
    }
}
