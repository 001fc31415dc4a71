//! The eval, convert and show commands as a user runs them.

use std::fs;
use std::path::Path;

use assert_cmd::cargo::cargo_bin_cmd;
use tempfile::TempDir;

const TEXT: &str = "Ana Lee said that it was over. Zoë denied it.\n";

/// Gold with two attributions, the second with the given speaker.
fn gold(second: &str) -> String {
    serde_json::json!({"id": "a", "text": TEXT,
        "entities": [{"text": "Ana Lee", "type": "PER", "start": 0, "end": 7}],
        "attributions": [
            {"source": {"text": "Ana Lee", "start": 0, "end": 7}, "cue": {"text": "said", "start": 8, "end": 12},
             "content": {"text": "that it was over", "spans": [{"text": "that it was over", "start": 13, "end": 29}]},
             "speaker": {"name": "Ana Lee", "kind": "person"}, "stance": "asserts"},
            {"source": {"text": "Zoë", "start": 31, "end": 34}, "cue": {"text": "denied", "start": 35, "end": 41},
             "content": {"text": "it", "spans": [{"text": "it", "start": 42, "end": 44}]},
             "speaker": {"name": second, "kind": "person"}, "stance": "denies"}]})
    .to_string()
}

struct Ended {
    code: i32,
    stdout: String,
    stderr: String,
}

fn run(folder: &Path, arguments: &[&str]) -> Ended {
    let output = cargo_bin_cmd!("whosaid").current_dir(folder).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ended { code: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, contents) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }
    folder
}

/// The figures of a layer in the output of `--json`.
fn figure(json: &str, layer: &str, measure: &str) -> serde_json::Value {
    let all: serde_json::Value = serde_json::from_str(json).unwrap();
    let figures = all["figures"].as_array().unwrap();
    figures.iter().find(|figure| figure["layer"] == layer && figure["measure"] == measure).unwrap().clone()
}

#[test]
fn figures_items_report_and_marks() {
    let folder = folder(&[("gold/a.json", &gold("Zoë")), ("found/a.json", &gold("Mia"))]);
    let at = folder.path();
    let scored = ["eval", "--gold", "gold", "--predictions", "found", "--items", "items.csv", "--report", "report.html", "--json"];
    let ended = run(at, &scored);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let f1 = |layer: &str| figure(&ended.stdout, layer, "exact")["f1"].clone();
    assert_eq!((f1("content"), f1("speaker"), f1("stance")), (1.0.into(), 0.5.into(), 1.0.into()));
    let items = fs::read_to_string(at.join("items.csv")).unwrap();
    assert!(items.contains("a,speaker,Zoë,Mia,wrong,wrong speaker,42-44,42-44,"), "{items}");
    let page = fs::read_to_string(at.join("report.html")).unwrap();
    assert!(page.contains("data-fault=\"wrong speaker\"") && !page.contains("://"), "{page}");

    let marked = |mark: &str| run(at, &["eval", "--gold", "gold", "--predictions", "found", "--min-f1", mark]);
    assert_eq!(marked("content=1").code, 0);
    let under = marked("speaker=0.6");
    assert_eq!(under.code, 1);
    assert!(under.stderr.contains("speaker (exact): F1 is 50.0, below 60.0"), "{}", under.stderr);
    assert_eq!(marked("nonsense=0.6").code, 2);
    assert!(marked("content=1").stdout.lines().all(|line| line.chars().count() <= 100));
}

#[test]
fn what_else_claims_say_is_scored_where_the_gold_has_it() {
    let dated = |timex: &str| {
        let dates = format!(r#""dates":[{{"text":"over","start":25,"end":29,"timex":"{timex}"}}]"#);
        gold("Zoë").replace("\"stance\":\"asserts\"", &format!("\"stance\":\"asserts\",{dates}"))
    };
    let folder = folder(&[("gold/a.json", &dated("P1D")), ("found/a.json", &dated("P2D")), ("plain/a.json", &gold("Zoë"))]);
    let at = folder.path();
    let ended = run(at, &["eval", "--gold", "gold", "--predictions", "found", "--items", "items.csv", "--report", "report.html", "--json"]);
    let f1 = |layer: &str| figure(&ended.stdout, layer, "exact")["f1"].clone();
    assert_eq!((f1("dates"), f1("dates/value")), (1.0.into(), 0.0.into()), "{}", ended.stderr);
    let items = fs::read_to_string(at.join("items.csv")).unwrap();
    assert!(items.contains("a,dates/value,over [P1D],over [P2D],wrong,wrong label,25-29,25-29,"), "{items}");
    assert!(fs::read_to_string(at.join("report.html")).unwrap().contains("data-layer=\"dates/value\""));
    let unlabelled = run(at, &["eval", "--gold", "plain", "--predictions", "found", "--json"]);
    assert!(unlabelled.code == 0 && !unlabelled.stdout.contains("dates"), "{}", unlabelled.stdout);
}

#[test]
fn what_cannot_be_used_is_named_and_counted() {
    let broken = gold("Zoë").replace("\"start\":31", "\"start\":30");
    let folder = folder(&[
        ("gold/a.json", &gold("Zoë")),
        ("gold/b.json", &broken.replace("\"a\"", "\"b\"")),
        ("gold/c.json", "{"),
        ("claims.jsonl", ""),
    ]);
    let claim = |article: &str, start: usize| {
        serde_json::json!({"article": {"id": article}, "source": null, "cue": null, "score": 0.5,
            "content": {"text": "it", "spans": [{"start": start, "end": start + 2}]}})
        .to_string()
    };
    let lines = [claim("a", 42), claim("a", 41), claim("z", 42), "nonsense".to_owned()].join("\n");
    fs::write(folder.path().join("claims.jsonl"), lines).unwrap();
    fs::write(folder.path().join("gold/d.json"), b"{\xff}").unwrap();
    let ended = run(folder.path(), &["eval", "--gold", "gold", "--predictions", "claims.jsonl", "--json"]);
    assert_eq!(ended.code, 1);
    for message in [
        "gold/b.json:1: source: 30..34 holds \" Zoë\", not \"Zoë\"; the article \"b\" is skipped",
        "gold/c.json:1: not an article with labels",
        "whosaid: gold/d.json: not a UTF-8 text",
        "claims.jsonl:2: content: its text is not that of its spans",
        "claims.jsonl:3: a claim for the article \"z\", which is not in the gold; skipped",
        "claims.jsonl:4: not a claim",
        "6 problems in these files",
    ] {
        assert!(ended.stderr.contains(message), "{message}: {}", ended.stderr);
    }
    let content = figure(&ended.stdout, "content", "exact");
    assert_eq!((&content["gold"], &content["predicted"], &content["matched"]), (&2.into(), &1.into(), &1.into()));
}

#[test]
fn articles_without_a_partner_are_named() {
    let other = |id: &str| gold("Zoë").replace("\"a\"", &format!("{id:?}"));
    let lines = [gold("Zoë"), other("z"), gold("Mia"), other("b").replace("over", "done")].join("\n");
    let folder = folder(&[("gold.jsonl", &[gold("Zoë"), other("b")].join("\n")), ("found.jsonl", &lines)]);
    let ended = run(folder.path(), &["eval", "--gold", "gold.jsonl", "--predictions", "found.jsonl", "--json"]);
    assert_eq!(ended.code, 1);
    for message in [
        "found.jsonl:2: the article \"z\" is not in the gold; skipped",
        "found.jsonl:3: the article \"a\" is already there (found.jsonl:1); skipped",
        "found.jsonl:4: the article \"b\" has another text than in the gold; scored as none found",
    ] {
        assert!(ended.stderr.contains(message), "{message}: {}", ended.stderr);
    }
    let content = figure(&ended.stdout, "content", "exact");
    assert_eq!((&content["gold"], &content["predicted"], &content["matched"]), (&4.into(), &2.into(), &2.into()));
}

#[test]
fn labels_of_other_projects_are_named_or_mapped() {
    let ann = "T1\tWho 0 7\tAna Lee\nT2\tHow 8 12\tsaid\nT3\tWhat 13 29\tthat it was over\nE1\tSaying:T2 Who:T1 How:T2 What:T3\n";
    let mapping = r#"{"events": ["Saying"], "source": ["Who"], "cue": ["How"], "content": ["What"]}"#;
    let folder = folder(&[("brat/a.txt", TEXT), ("brat/a.ann", ann), ("gold/a.json", &gold("Zoë")), ("mapping.json", mapping)]);
    let unmapped = run(folder.path(), &["eval", "--gold", "gold", "--predictions", "brat", "--json"]);
    assert_eq!(unmapped.code, 1);
    assert!(unmapped.stderr.contains("brat/a.ann:1: unknown label \"Who\""), "{}", unmapped.stderr);
    fs::write(folder.path().join("types.json"), r#"{"entities": {"PER": "PERSON"}}"#).unwrap();
    let renamed = run(folder.path(), &["eval", "--gold", "gold", "--predictions", "gold", "--mapping", "types.json", "--json"]);
    assert_eq!(figure(&renamed.stdout, "entities/PERSON", "exact")["matched"], 1, "{}", renamed.stderr);
    let mapped = run(folder.path(), &["eval", "--gold", "gold", "--predictions", "brat", "--mapping", "mapping.json", "--json"]);
    assert_eq!((mapped.code, &figure(&mapped.stdout, "content", "exact")["matched"]), (0, &1.into()), "{}", mapped.stderr);
}

#[test]
fn the_better_of_two_is_told() {
    let ids: Vec<String> = (0..12).map(|number| format!("\"a{number}\"")).collect();
    let lines = |second: &str| ids.iter().map(|id| gold(second).replace("\"a\"", id)).collect::<Vec<_>>().join("\n");
    let folder = folder(&[("gold.jsonl", &lines("Zoë")), ("old.jsonl", &lines("Mia")), ("new.jsonl", &lines("Zoë"))]);
    let ended = run(folder.path(), &["eval", "--gold", "gold.jsonl", "--predictions", "old.jsonl", "--predictions", "new.jsonl"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let row = |layer: &str| ended.stdout.lines().rev().find(|line| line.starts_with(layer)).unwrap().to_owned();
    assert!(row("speaker ").contains(" 50.0 100.0  +50.0") && row("speaker ").ends_with("B is better than A"), "{}", ended.stdout);
    assert!(row("content ").ends_with("no difference shown"), "{}", ended.stdout);
    assert!(ended.stdout.lines().all(|line| line.chars().count() <= 100), "{}", ended.stdout);
}

#[test]
fn nested_attributions_can_be_left_out() {
    let flat = gold("Zoë").replace("\"stance\":\"denies\"", "\"stance\":\"denies\",\"nested_in\":0");
    let folder = folder(&[("gold/a.json", &gold("Zoë")), ("found/a.json", &flat)]);
    let predicted = |options: &[&str]| {
        let ended = run(folder.path(), &[&["eval", "--gold", "gold", "--predictions", "found", "--json"], options].concat());
        (figure(&ended.stdout, "attribution", "exact")["predicted"].clone(), ended.stderr.contains("--without-nested ignores them"))
    };
    assert_eq!(predicted(&[]), (2.into(), true));
    assert_eq!(predicted(&["--without-nested"]), (1.into(), false));
}

#[test]
fn claims_become_labels() {
    let folder = folder(&[("in/a.txt", TEXT)]);
    let at = folder.path();
    let root = env!("CARGO_MANIFEST_DIR");
    assert_eq!(run(at, &["extract", "in", "-o", "claims.json", "--model", &format!("{root}/models/news")]).code, 0);
    assert_eq!(run(at, &["convert", "claims.json", "--texts", "in", "--to", "native", "-o", "labels"]).code, 0);
    let scored = run(at, &["eval", "--gold", "labels", "--predictions", "claims.json", "--min-f1", "attribution=1", "--json"]);
    assert_eq!(scored.code, 0, "{}", scored.stderr);
    assert!(figure(&scored.stdout, "attribution", "exact")["gold"].as_u64() > Some(0), "{}", scored.stdout);
    let unread = run(at, &["convert", "claims.json", "--to", "native", "-o", "labels"]);
    assert_eq!(unread.code, 2);
    assert!(unread.stderr.contains("claims do not hold their articles' texts"), "{}", unread.stderr);
}

#[test]
fn forms_are_converted_there_and_back() {
    let folder = folder(&[("gold/a.json", &gold("Zoë"))]);
    let at = folder.path();
    for form in ["brat", "web-annotation"] {
        assert_eq!(run(at, &["convert", "gold", "--to", form, "-o", form]).code, 0);
        assert_eq!(run(at, &["convert", form, "--to", "native", "-o", "back"]).code, 0);
        let read = |path: &str| -> serde_json::Value { serde_json::from_str(&fs::read_to_string(at.join(path)).unwrap()).unwrap() };
        let scored = run(at, &["eval", "--gold", "gold", "--predictions", "back", "--min-f1", "speaker=1", "--min-f1", "attribution=1"]);
        assert_eq!(scored.code, 0, "{}", scored.stderr);
        assert_eq!(read("back/a.json")["attributions"][1]["source"], read("gold/a.json")["attributions"][1]["source"]);
    }
}

#[test]
fn annotators_are_scored_against_each_other() {
    let ann = "T1\tSource 0 7\tAna Lee\nT2\tCue 8 12\tsaid\nT3\tContent 13 29\tthat it was over\nT4\tAttribution 8 12\tsaid\nE1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n";
    let other = ann.replace("Source 0 7\tAna Lee", "Source 4 7\tLee");
    let folder = folder(&[("text/a.txt", TEXT), ("ann/a_one.ann", ann), ("ann/a_two.ann", &other), ("ann/a_three.ann", ann)]);
    let ended = run(folder.path(), &["eval", "--gold", ".", "--annotators", "--json"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let source = figure(&ended.stdout, "source", "exact");
    assert_eq!((&source["gold"], &source["matched"]), (&3.into(), &1.into()));
}

#[test]
fn an_article_is_shown_with_or_without_colour() {
    let folder = folder(&[("a.json", &gold("Zoë"))]);
    let plain = run(folder.path(), &["show", "a.json"]);
    assert_eq!(plain.code, 0, "{}", plain.stderr);
    assert!(plain.stdout.contains("[2] Zoë denied = Zoë (person), denies\n    it\n"), "{}", plain.stdout);
    assert!(!plain.stdout.contains('\u{1b}'));
    let coloured = run(folder.path(), &["--color", "always", "show", "a.json"]);
    assert!(coloured.stdout.contains("\u{1b}[32m"), "{}", coloured.stdout);
}
