//! Whether a text is in English.

use whatlang::{Lang, detect};

/// A text whose letters take fewer bytes is too short to tell: of the first 120 letters of news articles in English, one in sixty are
/// taken for another language by `whatlang` alone (Reuters, BBC, PolNeAR); of whole articles nearly none.
const SHORTEST: usize = 120;
/// How much of a text is looked at, in bytes.
const LOOKED_AT: usize = 4 << 10;

/// The English name of the language of a text that is surely not in English.
///
/// Two detectors have to agree that it is not: `whatlang` knows 70 languages but takes tables of figures for French now and then;
/// `whichlang` knows English from all else better, but 16 languages only.
pub(super) fn other_than_english(text: &str) -> Option<&'static str> {
    let text = &text[..text.floor_char_boundary(LOOKED_AT)];
    let letters: usize = text.chars().filter(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    if letters < SHORTEST {
        return None;
    }
    let found = detect(text)?;
    let is_other = found.lang() != Lang::Eng && found.is_reliable() && whichlang::detect_language(text) != whichlang::Lang::Eng;
    is_other.then(|| found.lang().eng_name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_in_twenty_languages_is_told_from_english() {
        let lines: Vec<&str> = include_str!("languages.tsv").lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(lines.len(), 20);
        for line in lines {
            let (code, text) = line.split_once('\t').unwrap();
            assert!(other_than_english(text).is_some(), "{code}");
        }
    }

    #[test]
    fn english_stays_english() {
        for text in [
            "Shr profit 14 cts vs profit one ct. Net profit 502,251 vs profit 22,012. Sales 4,715,846 vs 3,731,900. Avg shrs 3,489,342 vs 3,288,720. \
             Nine mths. Shr loss 22.51 dlrs vs profit 5.70 dlrs.",
            "Caisse Nationale de l'Energie is issuing a 650 mln franc, 8.70 pct bond, due October 13 at par, lead managers Banque Nationale de Paris \
             and Union de Banques said.",
            "FURIOUS Kenny Strand last night accused Aldermoor Rovers of axing him by VOICEMAIL, and warned they will pay every penny he is owed.",
            "Þórdís Ásgeirsdóttir says that the sitter is Estera, her grandmother, and that nobody in Łąkowiec had the right to give her away.",
        ] {
            assert_eq!(other_than_english(text), None, "{text}");
        }
    }

    #[test]
    fn short_texts_are_kept() {
        assert_eq!(other_than_english("Die Brücke ist zu, sagte sie."), None);
        assert_eq!(other_than_english(""), None);
    }
}
