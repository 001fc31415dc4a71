//! Stance compared with the polarity that GUM's discourse trees mark on attributions ("did not say").
//!
//! `WHOSAID_DATA=<folder that holds gum/> cargo test --test normalise polarity -- --ignored --nocapture`

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use whosaid::normalise::stance::stance;
use whosaid::record::Stance;
use whosaid::segment::Text;
use whosaid::text::Span;

/// The lowest shares of right answers that pass.
const NEGATIVE_MARK: f64 = 0.85;
const POSITIVE_MARK: f64 = 0.95;

/// An attributing clause and its content.
struct Clause {
    words: String,
    content: String,
    is_negative: bool,
}

impl Clause {
    /// Whether the stance agrees with the polarity: denials and doubts are negative.
    fn is_right(&self) -> bool {
        let text = format!("{} {}", self.words, self.content);
        let content = Span::new(self.words.len() + 1, text.len());
        let read = stance(&Text::new(&text), Some(Span::new(0, self.words.len())), None, &[content], None).stance;
        self.is_negative == matches!(read, Stance::Denies | Stance::Doubts)
    }
}

#[test]
#[ignore = "needs WHOSAID_DATA, a folder of labelled data"]
fn stance_goes_with_the_polarity_of_gum() {
    let data = super::data();
    let clauses = clauses(&data.join("gum/rst/rstweb"));
    for (is_negative, mark) in [(true, NEGATIVE_MARK), (false, POSITIVE_MARK)] {
        let (right, wrong): (Vec<&Clause>, Vec<&Clause>) =
            clauses.iter().filter(|clause| clause.is_negative == is_negative).partition(|clause| clause.is_right());
        for Clause { words, content, .. } in &wrong {
            println!("{} [{words}] {content}", if is_negative { "negative:" } else { "positive:" });
        }
        let (count, all) = (f64::from(u32::try_from(right.len()).unwrap()), f64::from(u32::try_from(right.len() + wrong.len()).unwrap()));
        println!("{}: {} of {} right, {:.3}", if is_negative { "negative" } else { "positive" }, count, all, count / all);
        assert!(count / all >= mark, "under {mark}");
    }
}

/// The attributing segments of all trees; those whose content is not a single segment have none.
fn clauses(folder: &Path) -> Vec<Clause> {
    let mut clauses = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let tree = fs::read_to_string(entry.unwrap().path()).unwrap();
        let segments: Vec<&str> = tree.lines().map(str::trim).filter(|line| line.starts_with("<segment ")).collect();
        let words: HashMap<&str, String> = segments.iter().map(|line| (attribute(line, "id"), words(line))).collect();
        clauses.extend(segments.iter().filter(|line| attribute(line, "relname").starts_with("attribution-")).map(|line| Clause {
            words: words[attribute(line, "id")].clone(),
            content: words.get(attribute(line, "parent")).cloned().unwrap_or_default(),
            is_negative: attribute(line, "relname") == "attribution-negative",
        }));
    }
    clauses
}

/// The value of an attribute of a one-line element; empty where it is missing.
fn attribute<'l>(line: &'l str, name: &str) -> &'l str {
    let value = line.split_once(&format!(" {name}=\"")).map_or("", |(_, rest)| rest);
    value.split_once('"').map_or("", |(value, _)| value)
}

/// The words of a segment, with contractions joined up.
fn words(line: &str) -> String {
    let inner = line.split_once('>').and_then(|(_, rest)| rest.split_once('<')).map_or("", |(words, _)| words);
    let plain = inner.replace("&amp;", "&").replace("&quot;", "\"").replace("&apos;", "'").replace("&#39;", "'");
    [" n't", " n’t", " 's", " ’s", " 're", " 'm", " 've", " 'd", " 'll"]
        .iter()
        .fold(plain, |text, &apart| text.replace(apart, apart.trim_start()))
}
