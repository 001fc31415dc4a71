//! Every output of a run has the same content, and reads back unchanged (law 5).

use std::collections::BTreeSet;
use std::fs;

use whosaid::record::{AttributionRecord, CONTENT_JOINT, Claim};
use whosaid::write::Row;

use super::support::{AWKWARD, BRIDGE, Folder, bridge_claims, corpus, extract, json_lines, said};

#[test]
fn every_output_holds_the_same_claims() {
    let folder = Folder::new();
    folder.make("in");
    folder.write("in/awkward, \"quoted\".txt", AWKWARD);
    folder.write("in/bridge.txt", BRIDGE);
    fs::copy(&corpus(1)[0], folder.at("in/corpus.txt")).unwrap();
    let targets = ["out.csv", "out.json", "out.jsonl"];
    let arguments = targets.iter().flat_map(|target| ["-o".into(), folder.at(target)]);
    let ended =
        extract([folder.at("in")].into_iter().chain(arguments).chain(["--annotations".into(), folder.at("labels.jsonl")])).with_code(0);
    assert_eq!(ended.stdout, "");
    assert_eq!(folder.names(), ["in", "labels.jsonl", "out.csv", "out.json", "out.jsonl"]);

    let claims: Vec<Claim> = json_lines(&folder.read("out.jsonl"));
    assert_eq!(serde_json::from_str::<Vec<Claim>>(&folder.read("out.json")).unwrap(), claims);
    assert_eq!(rows(&folder.read("out.csv")), claims.iter().map(Row::from).collect::<Vec<_>>());
    assert_annotations_hold(&folder, &claims);
    let articles: BTreeSet<&str> = claims.iter().map(|claim| claim.article.id.as_str()).collect();
    assert_eq!(articles, BTreeSet::from(["awkward, \"quoted\"", "bridge", "corpus"]));
}

#[test]
fn standard_output_takes_every_format() {
    let folder = Folder::new();
    let article = folder.write("bridge.txt", BRIDGE);
    let printed = |format: &str| extract(["--format".into(), format.into(), article.clone().into_os_string()]).with_code(0).stdout;
    let claims: Vec<Claim> = json_lines(&printed("jsonl"));
    assert_eq!(said(&claims), said(bridge_claims()));
    assert_eq!(serde_json::from_str::<Vec<Claim>>(&printed("json")).unwrap(), claims);
    assert_eq!(rows(&printed("csv")), claims.iter().map(Row::from).collect::<Vec<_>>());
}

#[test]
fn an_article_without_statements_gives_empty_outputs() {
    let folder = Folder::new();
    let article = folder.write("silent.txt", "2 + 2 = 4\n");
    let targets = ["out.csv", "out.json", "out.jsonl"];
    let arguments = targets.iter().flat_map(|target| ["-o".into(), folder.at(target)]);
    extract([article].into_iter().chain(arguments)).with_code(0).saying(&["1 article", "0 claims", "0 failures"]);
    assert!(rows(&folder.read("out.csv")).is_empty());
    assert!(folder.read("out.csv").starts_with("id,article,"));
    assert_eq!(serde_json::from_str::<Vec<Claim>>(&folder.read("out.json")).unwrap(), []);
    assert_eq!(folder.read("out.jsonl"), "");
}

#[test]
fn a_new_output_replaces_an_old_one() {
    let folder = Folder::new();
    let article = folder.write("bridge.txt", BRIDGE);
    let target = folder.write("out.jsonl", "old\n".repeat(10_000));
    extract([article, "-o".into(), target]).with_code(0);
    assert_eq!(said(&json_lines(&folder.read("out.jsonl"))), said(bridge_claims()));
    assert_eq!(folder.names(), ["bridge.txt", "out.jsonl"]);
}

#[test]
fn annotations_alone_leave_standard_output_alone() {
    let folder = Folder::new();
    let article = folder.write("bridge.txt", BRIDGE);
    let ended = extract([article, "--annotations".into(), folder.at("labels.jsonl")]).with_code(0);
    assert_eq!(ended.stdout, "");
    let annotations = folder.annotations("labels.jsonl");
    assert_eq!(annotations.len(), 1);
    assert_eq!(annotations[0].text, BRIDGE);
    assert_eq!(annotations[0].attributions.len(), bridge_claims().len());
}

#[track_caller]
fn rows(table: &str) -> Vec<Row> {
    csv::Reader::from_reader(table.as_bytes()).into_deserialize().collect::<Result<_, _>>().unwrap()
}

/// Asserts that the annotations have the articles' texts, the same attributions as the claims, and correct offsets.
fn assert_annotations_hold(folder: &Folder, claims: &[Claim]) {
    let annotations = folder.annotations("labels.jsonl");
    assert_eq!(annotations.len(), 3);
    for annotation in &annotations {
        assert_eq!(annotation.text, fs::read_to_string(annotation.path.as_ref().unwrap()).unwrap());
        let own: Vec<&Claim> = claims.iter().filter(|claim| claim.article.id == annotation.id).collect();
        let attributions: Vec<AttributionRecord> = own.iter().map(|claim| attribution_of(claim, &own)).collect();
        assert_eq!(attributions, annotation.attributions);
        let characters: Vec<char> = annotation.text.chars().collect();
        for claim in own {
            let words = claim.content.spans.iter().map(|place| characters[place.start..place.end].iter().collect::<String>());
            assert_eq!(words.collect::<Vec<_>>().join(CONTENT_JOINT), claim.content.text);
            assert!(claim.entities.iter().all(|entity| annotation.entities.contains(entity)));
        }
    }
}

fn attribution_of(claim: &Claim, all: &[&Claim]) -> AttributionRecord {
    let Claim { source, cue, content, speaker, stance, score, nested_in, .. } = claim.clone();
    let nested_in = nested_in.map(|outer| all.iter().position(|claim| claim.id == outer).unwrap());
    AttributionRecord { source, cue, content, speaker, stance, nested_in, score }
}
