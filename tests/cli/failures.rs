//! Failures are recorded, and may end the run.

use whosaid::record::Failure;

use super::support::bridge_claims;
use super::support::{BRIDGE, Folder, extract, json_line, json_lines, said};

#[test]
fn every_failure_is_a_record_and_a_message() {
    let folder = Folder::new();
    let inputs = [
        folder.write("a.txt", BRIDGE),
        folder.write("empty.txt", ""),
        folder.write("lines.jsonl", json_line("b", BRIDGE) + "{\"text\": 1}\nno json\n"),
        folder.at("gone.txt"),
    ];
    let errors = ["--errors".into(), folder.at("errors.jsonl")];
    let ended = extract(inputs.into_iter().chain(errors)).with_code(1).saying(&["6 articles", "4 failures"]);
    let failures: Vec<Failure> = json_lines(&folder.read("errors.jsonl"));
    assert_eq!(failures.len(), 4);
    let places: Vec<(String, Option<&str>)> = failures
        .iter()
        .map(|failure| (failure.path.as_ref().unwrap().rsplit('/').next().unwrap().to_owned(), failure.member.as_deref()))
        .collect();
    let expected = [("empty.txt", None), ("lines.jsonl", Some("line 2")), ("lines.jsonl", Some("line 3")), ("gone.txt", None)];
    assert_eq!(places, expected.map(|(name, member)| (name.to_owned(), member)));
    for failure in &failures {
        assert!(ended.stderr.contains(&failure.message), "{failure:?} is not in {}", ended.stderr);
        assert!(!failure.kind.is_empty() && !failure.kind.contains(' '), "{failure:?}");
    }
    assert_eq!(said(&ended.claims()), [said(bridge_claims()), said(bridge_claims())].concat());
}

#[test]
fn without_failures_their_file_is_empty() {
    let folder = Folder::new();
    let errors = folder.write("errors.jsonl", "old\n");
    extract([folder.write("a.txt", BRIDGE), "--errors".into(), errors]).with_code(0);
    assert_eq!(folder.read("errors.jsonl"), "");
}

#[test]
fn fail_fast_ends_at_the_first_failure_and_can_be_gone_on_from() {
    let folder = Folder::new();
    let lines = [json_line("a", BRIDGE), "broken\n".to_owned(), json_line("b", BRIDGE), "broken too\n".to_owned()];
    let input = folder.write("in.jsonl", lines.concat());
    let run = |name: &str, settings: &[&str]| {
        let outputs = ["-o".into(), folder.at(&format!("{name}.json")), "--errors".into(), folder.at(&format!("{name}-errors.jsonl"))];
        extract([input.clone()].into_iter().chain(outputs).chain(settings.iter().map(Into::into))).with_code(1)
    };
    run("whole", &[]);
    let ended = run("cut", &["--fail-fast"]);
    let ended = ended.saying(&["in.jsonl: line 2"]).saying(&["stopped at the first failure after 1 article", "cut.json", "--resume"]);
    assert!(!ended.stderr.contains("line 4"), "{ended:#?}");
    let claims: Vec<serde_json::Value> = serde_json::from_str(&folder.read("cut.json")).unwrap();
    assert_eq!(claims.len(), bridge_claims().len());
    assert_eq!(folder.read("cut-errors.jsonl").lines().count(), 1);

    run("cut", &["--resume"]).saying(&["resuming after 1 article"]).saying(&["4 articles", "2 failures"]);
    assert_eq!(folder.read("cut.json"), folder.read("whole.json"));
    assert_eq!(folder.read("cut-errors.jsonl"), folder.read("whole-errors.jsonl"));
    assert_eq!(folder.names(), ["cut-errors.jsonl", "cut.json", "in.jsonl", "whole-errors.jsonl", "whole.json"]);
}

#[test]
fn fail_fast_at_the_very_first_article_leaves_old_claims_alone() {
    let folder = Folder::new();
    let input = folder.write("in.jsonl", "broken\n".to_owned() + &json_line("a", BRIDGE));
    let old = folder.write("claims.csv", "old");
    let ended = extract([input, "-o".into(), old, "--errors".into(), folder.at("errors.jsonl"), "--fail-fast".into()]).with_code(1);
    ended.saying(&["stopped at the first failure; no article was completed"]);
    assert_eq!(folder.read("claims.csv"), "old");
    assert_eq!(folder.read("errors.jsonl").lines().count(), 1);
    assert_eq!(folder.names(), ["claims.csv", "errors.jsonl", "in.jsonl"]);
}
