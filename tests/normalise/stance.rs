//! Stance and certainty: the project's own sentences, arbitrary text, and the hand labels on PolNeAR.
//!
//! The labels are in `corpus/stance`, the texts elsewhere:
//! `WHOSAID_DATA=<folder that holds polnear/> cargo test --test normalise stance_is_right -- --ignored --nocapture`

use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::*;
use whosaid::normalise::stance::{Manner, contains_cue, is_cue, stance};
use whosaid::segment::Text;
use whosaid::text::Span;

/// The share of dev labels whose stance must be right.
const STANCE_BAR: f64 = 0.90;

/// An attribution in its text.
struct Case {
    name: String,
    text: String,
    cue: Option<Span>,
    source: Option<Span>,
    content: Vec<Span>,
    /// Stance and certainty as labelled.
    labels: [String; 2],
}

impl Case {
    fn read(&self) -> Manner {
        stance(&Text::new(&self.text), self.cue, self.source, &self.content, None)
    }

    /// Stance and certainty as predicted, spelled as in records.
    fn read_labels(&self) -> [String; 2] {
        let Manner { stance, certainty } = self.read();
        [format!("{stance:?}").to_lowercase(), format!("{certainty:?}").to_lowercase()]
    }
}

#[test]
fn our_own_sentences_are_read_right() {
    let cases: Vec<Case> =
        include_str!("stance_cases.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(own_case).collect();
    assert!(cases.len() >= 80, "{}", cases.len());
    let wrong: Vec<String> = cases.iter().filter(|case| case.read_labels() != case.labels).map(complaint).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// Parses a line of `stance_cases.txt`: `stance certainty | sentence`, with [source], {cue} and <content> marked.
fn own_case(line: &str) -> Case {
    let (labels, marked) = line.split_once(" | ").unwrap();
    let (stance, certainty) = labels.split_once(' ').unwrap();
    let mut text = String::new();
    let mut spans: BTreeMap<char, Vec<Span>> = BTreeMap::new();
    let mut open = 0;
    for mark in marked.chars() {
        match mark {
            '[' | '{' | '<' => open = text.len(),
            ']' | '}' | '>' => spans.entry(mark).or_default().push(Span::new(open, text.len())),
            _ => text.push(mark),
        }
    }
    let first = |mark| spans.get(&mark).map(|spans: &Vec<Span>| spans[0]);
    Case {
        name: "own".to_owned(),
        cue: first('}'),
        source: first(']'),
        content: spans.get(&'>').cloned().unwrap_or_default(),
        text,
        labels: [stance.to_owned(), certainty.to_owned()],
    }
}

fn complaint(case: &Case) -> String {
    let part = |span: &Span| span.of(&case.text).replace('\n', " ");
    let parts = |spans: &[Span]| spans.iter().map(part).collect::<Vec<_>>().join(" … ").chars().take(90).collect::<String>();
    let (source, cue) = (case.source.as_slice(), case.cue.as_slice());
    format!(
        "{}: {:?}, read {:?}: [{}] {{{}}} <{}>",
        case.name,
        case.labels,
        case.read_labels(),
        parts(source),
        parts(cue),
        parts(&case.content)
    )
}

#[test]
#[ignore = "needs WHOSAID_DATA, a folder of labelled data"]
fn stance_is_right_on_the_labels_of_polnear() {
    let data = super::data();
    measure(&data, "train", "train");
    measure(&data, "train", "check");
    measure(&data, "train", "check2");
    let right = measure(&data, "dev", "dev");
    assert!(right >= STANCE_BAR, "stance right in {right:.3} of dev, the bar is {STANCE_BAR}");
}

/// Prints the figures for a file of labels on texts of `split`, and returns the share of right stances.
fn measure(data: &Path, split: &str, labels: &str) -> f64 {
    let cases = labelled(data, split, labels);
    let mut confusion: BTreeMap<(usize, String, String), usize> = BTreeMap::new();
    for case in &cases {
        for (which, (gold, read)) in case.labels.iter().zip(case.read_labels()).enumerate() {
            *confusion.entry((which, gold.clone(), read)).or_default() += 1;
        }
        if case.labels != case.read_labels() {
            println!("{}", complaint(case));
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a few hundred cases")]
    let share = |which: usize| {
        let right: usize = confusion.iter().filter(|((of, gold, read), _)| *of == which && gold == read).map(|(_, count)| count).sum();
        right as f64 / cases.len() as f64
    };
    println!("{labels}: {} cases; stance right {:.3}, certainty right {:.3}; gold -> read: count", cases.len(), share(0), share(1));
    for ((_, gold, read), count) in &confusion {
        println!("{gold:>10} -> {read:<10} {count:>4}");
    }
    share(0)
}

/// The labelled attributions in their articles.
fn labelled(data: &Path, split: &str, labels: &str) -> Vec<Case> {
    let labels = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("corpus/stance/polnear-{labels}.csv"));
    let mut rows = csv::Reader::from_path(labels).unwrap();
    let case = |row: csv::StringRecord| {
        let text = std::fs::read_to_string(data.join(format!("polnear/{split}/text/{}.txt", &row[0]))).unwrap();
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let spans = |column: usize| -> Vec<Span> {
            let places = row[column].split(';').filter(|place| !place.is_empty()).map(|place| place.split_once('-').unwrap());
            places.map(|(start, end)| Span::new(bytes[start.parse::<usize>().unwrap()], bytes[end.parse::<usize>().unwrap()])).collect()
        };
        let whole = |spans: Vec<Span>| Some(Span::new(spans.first()?.start, spans.last()?.end));
        Case {
            name: row[0].to_owned(),
            source: whole(spans(1)),
            cue: whole(spans(2)),
            content: spans(3),
            text,
            labels: [row[4].to_owned(), row[5].to_owned()],
        }
    };
    rows.records().map(|row| case(row.unwrap())).collect()
}

#[test]
fn cues_are_told_from_other_words() {
    assert!(is_cue("deny") && is_cue("allege") && !is_cue("bridge") && !is_cue("not"));
    let text = Text::new("Officials could not confirm claims of a fire on the bridge.");
    assert!(contains_cue(&text, Span::new(10, 34)));
    assert!(!contains_cue(&text, Span::new(41, 58)));
    assert!(!contains_cue(&text, Span::new(0, 500)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn any_text_and_spans_are_read(
        text in prop_oneof!["(?s).{0,120}", "([\"“”'’.,-]|not |said |won’t |déni |to |ask |Ünited |should |If |, ){0,30}"],
        ends in prop::collection::vec((0_usize..140, 0_usize..140), 4),
    ) {
        let spans: Vec<Span> = ends.iter().map(|&(start, end)| Span::new(start, end)).collect();
        let cut = Text::new(&text);
        let _ = (stance(&cut, Some(spans[0]), Some(spans[1]), &spans[2..], None), contains_cue(&cut, spans[0]));
        let near = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let sound: Vec<Span> = spans.iter().map(|span| Span::new(near(span.start.min(span.end)), near(span.start.max(span.end)))).collect();
        let _ = (stance(&cut, Some(sound[0]), Some(sound[1]), &sound[2..], None), contains_cue(&cut, sound[0]));
        let _ = stance(&cut, None, None, &sound, None);
    }
}
