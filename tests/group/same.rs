//! The same claim in other words.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use whosaid::article::Article;
use whosaid::extract::{Extraction, Extractor};
use whosaid::group::{SameGroup, same_claims};
use whosaid::read::{self, Input};
use whosaid::record::Claim;

/// Two claims with what a reader says of them.
#[derive(Deserialize)]
struct Pair {
    same: bool,
    kind: String,
    a: Claim,
    b: Claim,
}

/// How well pairs are told apart.
#[derive(Default, Clone, Copy)]
struct Score {
    found: usize,
    right: usize,
    same: usize,
    hard: usize,
    hard_apart: usize,
}

impl Score {
    fn of(pairs: &[Pair], says_same: impl Fn(usize) -> bool) -> Self {
        let mut score = Self::default();
        for (place, pair) in pairs.iter().enumerate() {
            let found = says_same(place);
            let is_hard = matches!(pair.kind.as_str(), "hard" | "number" | "name" | "negation");
            score.found += usize::from(found);
            score.same += usize::from(pair.same);
            score.right += usize::from(found && pair.same);
            score.hard += usize::from(is_hard);
            score.hard_apart += usize::from(is_hard && !found);
        }
        score
    }

    fn f1(self) -> f64 {
        share(2 * self.right, self.found + self.same)
    }

    fn print(self, name: &str) {
        let (precision, recall) = (share(self.right, self.found), share(self.right, self.same));
        let apart = share(self.hard_apart, self.hard);
        println!("{name:44} F1 {:5.1}  precision {precision:5.1}  recall {recall:5.1}  hard negatives kept apart {apart:5.1}", self.f1());
    }
}

/// The pairs of `pairs.tsv`, each content as somebody says it in an article of its own.
fn invented() -> (Vec<Pair>, Vec<Claim>) {
    let lines: Vec<[&str; 4]> =
        include_str!("pairs.tsv").lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>().try_into().unwrap()).collect();
    let extractor = Extractor::builder().model(root().join("models/news")).build().unwrap();
    let articles = lines.iter().enumerate().flat_map(|(number, [_, _, one, other])| {
        let texts = [format!("A report published on Tuesday said that {one}."), format!("Officials said that {other}.")];
        texts.into_iter().enumerate().map(move |(side, text)| Article::new(format!("{number}-{side}"), text))
    });
    let longest = |found: Extraction| found.claims.into_iter().max_by_key(|claim| claim.content.text.len()).unwrap();
    let claims: Vec<Claim> = extractor.pipe(articles).map(|found| longest(found.unwrap())).collect();
    let pair = |(line, sides): (&[&str; 4], &[Claim])| Pair {
        same: line[0] == "same",
        kind: line[1].to_owned(),
        a: sides[0].clone(),
        b: sides[1].clone(),
    };
    (lines.iter().zip(claims.chunks(2)).map(pair).collect(), claims)
}

/// Whether the two claims of each pair, which stand side by side, come into one group, on one side of it.
fn together(pairs: usize, groups: &[SameGroup]) -> Vec<bool> {
    let side = |claim: usize| {
        let group = groups.iter().position(|group| group.members.contains(&claim))?;
        Some((group, groups[group].opposed.contains(&claim)))
    };
    (0..pairs).map(|pair| side(2 * pair).is_some_and(|one| side(2 * pair + 1) == Some(one))).collect()
}

#[test]
fn invented_pairs_are_told_apart() {
    let (pairs, claims) = invented();
    let together = together(pairs.len(), &same_claims(&claims));
    for (pair, together) in pairs.iter().zip(&together).filter(|(pair, together)| pair.same != **together) {
        println!("{together} for: {} | {} | {}", pair.kind, pair.a.content.text, pair.b.content.text);
    }
    let score = Score::of(&pairs, |place| together[place]);
    score.print("invented");
    assert!(score.f1() >= 80.0 && share(score.hard_apart, score.hard) >= 90.0);
}

/// The only claim of a sentence.
fn claim(extractor: &Extractor, id: &str, sentence: &str) -> Claim {
    extractor.extract_all(&[Article::new(id, sentence)]).remove(0).unwrap().claims.remove(0)
}

#[test]
fn who_calls_reports_of_it_wrong_says_the_opposite() {
    let extractor = Extractor::builder().model(root().join("models/news")).build().unwrap();
    let said = claim(&extractor, "a", "Officials said that Halden planned to close the old bridge to lorries in May.");
    for (content, is_opposite) in [
        ("reports that Halden planned to close the old bridge to lorries in May were baseless", true),
        ("claims that Halden planned to close the old bridge to lorries in May are completely untrue", true),
        ("reports that Halden did not plan to close the old bridge to lorries in May were false", false),
        ("the old bridge of Halden, which it planned to close to lorries in May, was false", false),
    ] {
        let other = claim(&extractor, "b", &format!("The ministry said that {content}."));
        let groups = same_claims(&[said.clone(), other]);
        let opposed = groups.first().is_some_and(|group| group.opposed.len() == 1);
        assert_eq!(opposed, is_opposite, "{content}: {groups:?}");
    }
}

/// `WHOSAID_PAIRS=PAIRS WHOSAID_CLAIMS=CLAIMS cargo test --release --test group same -- --ignored --nocapture`: PAIRS has a pair on each line, as
/// `{"same": bool, "kind": "number", "a": CLAIM, "b": CLAIM}`, CLAIMS the claims among which they are grouped.
#[test]
#[ignore = "needs WHOSAID_PAIRS and WHOSAID_CLAIMS, of which this package holds none"]
fn pairs_of_real_news_are_told_apart() {
    let file = |name: &str| std::env::var(name).unwrap_or_else(|_| panic!("{name} names a file"));
    let pairs: Vec<Pair> =
        fs::read_to_string(file("WHOSAID_PAIRS")).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut claims: Vec<Claim> = pairs.iter().flat_map(|pair| [pair.a.clone(), pair.b.clone()]).collect();
    claims.extend(read::claims(Input::Path(file("WHOSAID_CLAIMS").into())).unwrap().map(Result::unwrap));
    println!("{} pairs among {} claims", pairs.len(), claims.len());
    let together = together(pairs.len(), &same_claims(&claims));
    Score::of(&pairs, |place| together[place]).print("grouped");
    let overlaps: Vec<f64> = pairs.iter().map(|pair| word_overlap(&pair.a.content.text, &pair.b.content.text)).collect();
    let scores = (10..95_u8).map(|least| Score::of(&pairs, |place| overlaps[place] >= f64::from(least)));
    scores.max_by(|one, other| one.f1().total_cmp(&other.f1())).unwrap().print("word overlap, at its best");
}

fn word_overlap(one: &str, other: &str) -> f64 {
    let words =
        |text: &str| text.to_lowercase().split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned).collect::<BTreeSet<_>>();
    let (one, other) = (words(one), words(other));
    share(one.intersection(&other).count(), one.union(&other).count())
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

#[expect(clippy::cast_precision_loss, reason = "counts of pairs")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}
