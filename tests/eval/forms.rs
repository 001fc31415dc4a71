//! Labels written in a format and read back are the same.

use std::fmt::Write;

use proptest::prelude::*;
use serde_json::{Value, json};
use whosaid::eval::{
    AttributionLabel, BratMapping, Details, Labels, QuantityLabel, Quoter, SentenceBreak, TimeLabel, brat, native_document, native_line,
    parse_brat, parse_claims, parse_conll, parse_native, parse_web_annotation, web_annotation,
};
use whosaid::record::Place;

use super::made_up::{FILE, config, labels, plain_labels};

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_native_form_keeps_everything(labels in labels()) {
        let document = parse_native(FILE, &native_document(&labels).unwrap(), false);
        prop_assert_eq!(&document.problems, &[]);
        prop_assert_eq!(&document.found, std::slice::from_ref(&labels));
        let line = parse_native(FILE, &native_line(&labels).unwrap(), true);
        prop_assert_eq!(&line.found, &[labels]);
    }

    #[test]
    fn brat_keeps_everything(labels in plain_labels()) {
        let parsed = parse_brat(FILE, "its-file", &labels.text, &brat(&labels).unwrap(), &BratMapping::default());
        prop_assert_eq!(&parsed.problems, &[]);
        prop_assert_eq!(parsed.found, labels);
    }

    #[test]
    fn web_annotation_keeps_everything(labels in plain_labels(), indented in any::<bool>()) {
        let page = web_annotation(&labels);
        let page = if indented { serde_json::to_string_pretty(&page) } else { serde_json::to_string(&page) }.unwrap();
        let parsed = parse_web_annotation(FILE, &page);
        prop_assert_eq!(&parsed.problems, &[]);
        prop_assert_eq!(parsed.found, Some(labels));
    }

    /// Claims contain neither the text nor all names, so these are taken from the article.
    #[test]
    fn claims_keep_every_attribution(mut labels in labels(), lines in any::<bool>()) {
        labels.entities = None;
        labels.annotator = None;
        let claims: Vec<Value> = labels.sayings().iter().enumerate().map(|(at, label)| claim(&labels, at, label)).collect();
        let joined = claims.iter().map(Value::to_string).collect::<Vec<_>>().join("\n");
        let written = if lines { joined } else { Value::from(claims).to_string() };
        let article = Labels { article: labels.article.clone(), ..Labels::new("", &labels.text) };
        let parsed = parse_claims(FILE, &written, lines, &[article]);
        prop_assert_eq!(&parsed.problems, &[]);
        labels.attributions.get_or_insert_default();
        prop_assert_eq!(parsed.found, [labels]);
    }

    #[test]
    fn columns_keep_every_name(sentences in sentences(), scheme in 0_usize..3) {
        let columns: Vec<String> = sentences.iter().map(|sentence| columns(sentence, scheme)).collect();
        let parsed = parse_conll("x.txt", "x", &columns.join("\n"), SentenceBreak::Space);
        prop_assert_eq!(&parsed.problems, &[]);
        let article = &parsed.found[0];
        let bare = |words: &str| words.replace(' ', "");
        prop_assert_eq!(bare(&article.text), sentences.iter().flatten().flat_map(|chunk| chunk.words.iter()).cloned().collect::<String>());
        let names: Vec<(String, &str)> = article
            .names()
            .iter()
            .map(|name| (bare(Quoter::new(&article.text).words(name.place).unwrap()), name.label.as_str()))
            .collect();
        let expected = sentences.iter().flatten().filter_map(|chunk| Some((chunk.words.concat(), chunk.label?)));
        prop_assert_eq!(names, expected.collect::<Vec<_>>());
    }

    /// Any file contents are read or rejected.
    #[test]
    fn no_file_makes_a_reader_panic(labels in labels(), cut in any::<prop::sample::Index>(), junk in "\\PC{0,9}") {
        for written in [native_document(&labels).unwrap(), brat(&labels).unwrap(), web_annotation(&labels).to_string()] {
            let mut at = cut.index(written.len());
            while !written.is_char_boundary(at) {
                at -= 1;
            }
            let broken = format!("{}{junk}{}", &written[..at], &written[at..]);
            for contents in [&written[..at], &broken] {
                let _ = parse_native("x", contents, false);
                let _ = parse_native("x", contents, true);
                let _ = parse_brat("x", "x", &labels.text, contents, &BratMapping::default());
                let _ = parse_web_annotation("x", contents);
                let _ = parse_claims("x", contents, true, std::slice::from_ref(&labels));
                let _ = parse_conll("x", "x", contents, SentenceBreak::Line);
            }
        }
    }
}

/// An attribution as a claim from a tool that leaves out what it does not know.
fn claim(labels: &Labels, at: usize, label: &AttributionLabel) -> Value {
    let quoter = Quoter::new(&labels.text);
    let part = |places: &[Place]| match places {
        [] => Value::Null,
        places => json!({"text": quoter.joined(places), "spans": places}),
    };
    let mut content = part(&label.content);
    content["kind"] = json!(label.kind);
    let details = label.details.clone();
    let role = details.as_ref().and_then(|details| details.role.as_ref());
    let speaker = label.speaker.as_ref().map(|speaker| json!({"name": speaker.name, "kind": speaker.kind, "role": role}));
    let mut claim = json!({"id": format!("c{at}"), "article": labels.article, "source": part(&label.source), "cue": part(&label.cue),
        "content": content, "speaker": speaker, "stance": label.stance, "score": label.score,
        "nested_in": label.nested_in.map(|outer| format!("c{outer}"))});
    if let Some(Details { via, cites, said, dates, quantities, .. }) = details {
        let time = |time: &TimeLabel| json!({"start": time.place.start, "end": time.place.end, "timex": time.timex, "from": null});
        let dates: Vec<Value> = dates.iter().map(time).collect();
        let number = |number: &QuantityLabel| {
            let QuantityLabel { place, value, unit, bound } = number;
            json!({"start": place.start, "end": place.end, "value": value, "unit": unit, "bound": bound})
        };
        let quantities: Vec<Value> = quantities.iter().map(number).collect();
        let rest = json!({"via": via, "cites": cites, "said": said.as_ref().map(time), "dates": dates, "quantities": quantities});
        claim.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    }
    claim
}

/// The tokens of one name, or tokens outside any name.
#[derive(Debug, Clone)]
struct Chunk {
    words: Vec<String>,
    label: Option<&'static str>,
}

fn sentences() -> impl Strategy<Value = Vec<Vec<Chunk>>> {
    let token =
        prop_oneof![4 => "[A-Za-zéß]{1,6}", 1 => prop::sample::select(vec![".", ",", "'s", "(", ")", "\"", "$"]).prop_map(str::to_owned)];
    let words = prop::collection::vec(token, 1..4);
    let label = prop::option::of(prop::sample::select(vec!["PER", "LOC"]));
    let chunk = (words, label).prop_map(|(words, label)| Chunk { words, label });
    prop::collection::vec(prop::collection::vec(chunk, 1..6), 1..4)
}

/// A sentence as columns, with labels in IOB1, IOB2 or BIOES.
fn columns(sentence: &[Chunk], scheme: usize) -> String {
    let mut lines = String::new();
    let mut before = None;
    for chunk in sentence {
        let last = chunk.words.len() - 1;
        for (at, word) in chunk.words.iter().enumerate() {
            let mark = match (scheme, at) {
                (0, 0) if before == chunk.label => "B",
                (0, _) => "I",
                (2, 0) if last == 0 => "S",
                (2, at) if at == last => "E",
                (_, 0) => "B",
                _ => "I",
            };
            let tag = chunk.label.map_or_else(|| "O".to_owned(), |label| format!("{mark}-{label}"));
            let _ = writeln!(lines, "{word} X {tag}");
        }
        before = chunk.label;
    }
    lines
}
