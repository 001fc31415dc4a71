//! `TimeBank` in the TempEval-3 format (`timebank/*.tml`): the positions of dates and durations in news, and their values.

use std::ops::Range;

use whosaid::normalise::dates::{Period, TimeExpression, TimeValue, time_expressions};
use whosaid::segment::Text;

const FOUND_BAR: f64 = 0.88;
const VALUE_BAR: f64 = 0.72;

/// A gold label.
struct Gold {
    span: Range<usize>,
    kind: String,
    value: String,
}

#[derive(Default)]
struct Score {
    gold: f64,
    ours: f64,
    found: f64,
    valued: f64,
}

impl Score {
    fn f1(&self, hits: f64) -> f64 {
        2.0 * hits / (self.gold + self.ours)
    }
}

#[test]
#[ignore = "needs WHOSAID_DATA, a folder of labelled data"]
fn timebank_is_read() {
    let folder = crate::data();
    let mut paths: Vec<_> = std::fs::read_dir(folder.join("timebank")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "tml"));
    paths.sort();
    let mut score = Score::default();
    let mut spent = std::time::Duration::ZERO;
    let mut bytes = 0;
    for path in &paths {
        let file = std::fs::read_to_string(path).unwrap();
        let (text, golds) = body(&file);
        let published = attribute(between(&file, "<DCT>", "</DCT>"), "value").get(..10).and_then(|day| day.parse().ok());
        let start = std::time::Instant::now();
        let found = time_expressions(&Text::new(&text), published);
        spent += start.elapsed();
        bytes += text.len();
        count(&text, &golds, &found, &mut score);
    }
    let (found, valued) = (score.f1(score.found), score.f1(score.valued));
    println!("TimeBank: {} labels, {} of ours; found F1 {:.1}, value F1 {:.1}", score.gold, score.ours, 100.0 * found, 100.0 * valued);
    println!("precision {:.3}, recall {:.3}; {spent:?} for {bytes} bytes", score.found / score.ours, score.found / score.gold);
    assert!(found >= FOUND_BAR && valued >= VALUE_BAR, "{found} {valued}");
}

/// Whether an expression is of a scored type; times of day and sets are not.
fn is_scored(found: &TimeExpression) -> bool {
    !matches!(found.value, TimeValue::Set(_) | TimeValue::Calendar(Period::PartOfDay(..)))
}

/// Counts labels and expressions, matched by overlap, one to one, in text order.
fn count(text: &str, golds: &[Gold], found: &[TimeExpression], score: &mut Score) {
    let scored: Vec<&Gold> = golds.iter().filter(|gold| gold.kind == "DATE" || gold.kind == "DURATION").collect();
    let ours: Vec<&TimeExpression> = found.iter().filter(|found| is_scored(found)).collect();
    let mut taken = vec![false; ours.len()];
    for gold in &scored {
        score.gold += 1.0;
        let hit = (0..ours.len()).find(|&at| !taken[at] && ours[at].span.start < gold.span.end && gold.span.start < ours[at].span.end);
        let words = &text[gold.span.clone()];
        let around = text[..gold.span.start].char_indices().rev().nth(40).map_or(0, |(at, _)| at);
        match hit {
            Some(at) => {
                taken[at] = true;
                score.found += 1.0;
                let timex = ours[at].value.timex();
                if timex == gold.value {
                    score.valued += 1.0;
                } else {
                    println!(
                        "VALUE {words:?} {} ours {timex} {:?} in {:?}",
                        gold.value,
                        ours[at].span.of(text),
                        &text[around..gold.span.end]
                    );
                }
            }
            None => println!("MISSED {words:?} {} in {:?}", gold.value, &text[around..gold.span.end]),
        }
    }
    for (at, ours) in ours.iter().enumerate() {
        score.ours += 1.0;
        if !taken[at] {
            let around = text[..ours.span.start].char_indices().rev().nth(30).map_or(0, |(at, _)| at);
            println!("SPURIOUS {:?} {} in {:?}", ours.span.of(text), ours.value.timex(), &text[around..ours.span.end]);
        }
    }
}

/// The text of a `TimeML` file without its tags, and its TIMEX3 labels.
fn body(file: &str) -> (String, Vec<Gold>) {
    let (mut text, mut golds) = (String::new(), Vec::<Gold>::new());
    let mut open = Vec::new();
    let mut rest = between(file, "<TEXT>", "</TEXT>");
    while let Some(at) = rest.find('<') {
        text.push_str(&unescaped(&rest[..at]));
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = &rest[at..end];
        if tag.starts_with("<TIMEX3") {
            open.push((text.len(), attribute(tag, "type"), attribute(tag, "value")));
        } else if tag == "</TIMEX3>"
            && let Some((start, kind, value)) = open.pop()
        {
            golds.push(Gold { span: start..text.len(), kind, value });
        }
        rest = &rest[end..];
    }
    text.push_str(&unescaped(rest));
    (text, golds)
}

fn between<'t>(text: &'t str, open: &str, close: &str) -> &'t str {
    let start = text.find(open).map_or(text.len(), |at| at + open.len());
    let end = text[start..].find(close).map_or(text.len(), |at| start + at);
    &text[start..end]
}

fn attribute(tag: &str, name: &str) -> String {
    between(tag, &format!(" {name}=\""), "\"").to_owned()
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}
