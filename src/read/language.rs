//! Recognises texts that are not in the wanted language.

use whatlang::{Lang, detect};

/// A text whose letters take fewer bytes is too short to judge.
const SHORTEST: usize = 120;
/// Common words whose letters take fewer bytes are no evidence.
const SHORTEST_EVIDENCE: usize = 80;
/// How much of a text is examined, in bytes.
const LOOKED_AT: usize = 4 << 10;
/// Words that are frequent in English and in no other language. On its own, the detector takes 1.3 % of Reuters articles for French when given
/// their first 120 letters, and 0.3 % when given the whole of them: tables of figures, and sentences full of names.
const ENGLISH_WORDS: [&str; 9] = ["the", "and", "said", "with", "from", "that", "its", "which", "vs"];
/// In an English text, at least one word in this many is one of those.
const WORDS_PER_ENGLISH: usize = 40;

/// The ISO 639-3 code of English.
pub(super) const ENGLISH: &str = "eng";

/// The English name of a text's language where it is clearly not the one with the ISO 639-3 code `wanted`; `None` for a code that the detector does
/// not know.
///
/// Names and figures belong to no language, so only words without capitals are evidence: a list of runners is not skipped because of their names.
pub(super) fn other_than(wanted: &str, text: &str) -> Option<&'static str> {
    let wanted = Lang::from_code(wanted)?;
    let text = &text[..text.floor_char_boundary(LOOKED_AT)];
    let letters: usize = text.chars().filter(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    if letters < SHORTEST || wanted == Lang::Eng && has_english_words(text) {
        return None;
    }
    let words = common_words(text);
    let letters: usize = words.chars().filter(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    let found = detect(&words).filter(|_| letters >= SHORTEST_EVIDENCE)?;
    (found.lang() != wanted && found.is_reliable()).then(|| found.lang().eng_name())
}

/// The words of a text without capitals or digits.
fn common_words(text: &str) -> String {
    let is_common = |word: &&str| !word.contains(|c: char| c.is_uppercase() || c.is_numeric());
    text.split_whitespace().filter(is_common).collect::<Vec<_>>().join(" ")
}

fn has_english_words(text: &str) -> bool {
    let (mut words, mut english) = (0, 0);
    for word in text.split_whitespace() {
        words += 1;
        english += usize::from(ENGLISH_WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)));
    }
    WORDS_PER_ENGLISH * english >= words && english > 0
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
            assert!(other_than(ENGLISH, text).is_some(), "{code}");
        }
    }

    #[test]
    fn english_stays_english() {
        for text in [
            "Shr profit 12 cts vs profit two cts. Net profit 401,112 vs profit 31,007. Sales 3,914,200 vs 2,880,600. Avg shrs 3,300,100 vs 3,100,500. \
             Nine mths. Shr loss 11.20 dlrs vs profit 3.15 dlrs.",
            "The head of the Caisse Régionale de la Vallée told reporters that the bond had been placed with banks in Paris, Lyon and Marseille.",
            "FURIOUS Kenny Strand last night accused Aldermoor Rovers of axing him by VOICEMAIL, and warned they will pay every penny he is owed.",
            "Reds 2 Rovers 1, Albion 0 Real Sociedad 3, Bayer Leverkusen 1 Borussia Dortmund 1, Olympique Lyonnais 4 Paris Saint-Germain 0, Ajax 2 Feyenoord 2.",
            "1. Jean-Éric Vergne (France) DS 2. Nyck de Vries (Netherlands) Mercedes 3. Sébastien Buemi (Switzerland) e.dams 4. António Félix da Costa (Portugal) DS \
             5. Lucas di Grassi (Brazil) Audi 6. Maximilian Günther (Germany) BMW",
            "Medals: Deutschland 4 2 1, Norge 3 3 0, Österreich 2 1 5, Schweiz 1 0 2, Italia 1 0 1, España 0 2 0, Nederland 0 1 4, Sverige 0 0 3, Suomi 0 0 1.",
            "Þórdís Ásgeirsdóttir says that the sitter is Estera, her grandmother, and that nobody in Łąkowiec had the right to give her away.",
        ] {
            assert_eq!(other_than(ENGLISH, text), None, "{text}");
        }
    }

    #[test]
    fn other_languages_can_be_wanted() {
        let text = "The harbour stays closed until May, and nobody has said who is to pay for the bridge that ships cannot pass with their cargo. \
             Those who work there are worried: they think that their children will have to move away, although they would rather stay with \
             the families which have lived on the shore for as long as anyone remembers. What should they do, when there is nothing left?";
        assert_eq!(other_than("deu", text), Some("English"));
        assert_eq!(other_than("not a code", text), None);
    }

    #[test]
    fn short_texts_are_kept() {
        assert_eq!(other_than(ENGLISH, "Die Brücke ist zu, sagte sie."), None);
        assert_eq!(other_than(ENGLISH, ""), None);
    }
}
