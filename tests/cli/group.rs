//! `whosaid group`.

use serde_json::Value;

use super::support::{BRIDGE, Ended, Folder, extract, json_lines, whosaid};

/// The bridge article twice, once from an outlet that printed it a day later under a line of its own, and a third article that reports it in its own
/// words.
fn outlets() -> String {
    let line = |id: &str, date: &str, text: &str| serde_json::json!({ "id": id, "date": date, "text": text }).to_string() + "\n";
    let retold = "The bridge in Belvar would be closed for a month, engineer Tom Pike said.\n";
    line("late", "2024-05-09", &format!("Our sister paper reports.\n\n{BRIDGE}"))
        + &line("first", "2024-05-08", BRIDGE)
        + &line("retold", "2024-05-10", retold)
}

/// A folder with the claims and texts of [`outlets`].
fn extracted() -> Folder {
    let folder = Folder::new();
    folder.write("outlets.jsonl", outlets());
    extract([folder.at("outlets.jsonl"), "-o".into(), folder.at("claims.jsonl"), "--annotations".into(), folder.at("texts.jsonl")])
        .with_code(0);
    folder
}

fn group(arguments: &[std::path::PathBuf]) -> Ended {
    Ended::of(whosaid().arg("group").args(arguments))
}

#[test]
fn copies_people_and_the_same_claim_are_marked() {
    let folder = extracted();
    let [claims, texts, grouped, groups] = ["claims.jsonl", "texts.jsonl", "grouped.jsonl", "groups.json"].map(|name| folder.at(name));
    group(&[claims, "--annotations".into(), texts, "-o".into(), grouped, "--groups".into(), groups]).with_code(0);
    let claims: Vec<Value> = json_lines(&folder.read("grouped.jsonl"));
    for claim in &claims {
        let is_late = claim["article"]["id"] == "late";
        assert_eq!(claim["copy_of"], if is_late { "first".into() } else { Value::Null }, "{claim}");
    }
    let groups: Vec<Value> = serde_json::from_str(&folder.read("groups.json")).unwrap();
    let closed = groups.iter().find(|group| group["wording"].as_str().unwrap().contains("closed for a month")).unwrap();
    assert_eq!((&closed["claims"], &closed["copies"], &closed["articles"]), (&2.into(), &1.into(), &2.into()), "{closed}");
    let voices: Vec<&str> = closed["asserts"].as_array().unwrap().iter().map(|voice| voice["speaker"].as_str().unwrap()).collect();
    assert_eq!(voices, ["Ana Lee", "Tom Pike"]);
    assert_eq!(closed["first"], "2024-05-06");
    let members = claims.iter().filter(|claim| claim["claim_group"] == closed["id"]).count();
    assert_eq!(members, 3);
}

#[test]
fn who_denies_what_another_asserts_is_told() {
    let folder = Folder::new();
    let closed = "that the Halden bridge would be closed to buses in May";
    let said = folder.write("said.txt", format!("Mayor Ana Lee said {closed}.\n"));
    let denied = folder.write("denied.txt", format!("The transport ministry denied {closed}.\n"));
    extract([said, denied, "-o".into(), folder.at("claims.parquet"), "--annotations".into(), folder.at("texts.jsonl")]).with_code(0);
    group(&[folder.at("claims.parquet"), "--annotations".into(), folder.at("texts.jsonl"), "--groups".into(), folder.at("groups.jsonl")])
        .with_code(0);
    let groups: Vec<Value> = json_lines(&folder.read("groups.jsonl"));
    let sides = ["asserts", "denies", "doubts", "others"].map(|side| groups[0][side].as_array().unwrap().len());
    assert_eq!((groups.len(), sides), (1, [1, 1, 0, 0]), "{groups:?}");
    assert_eq!(groups[0]["asserts"][0]["speaker"], "Ana Lee");
}

#[test]
fn every_form_has_the_columns_and_what_is_grouped_can_be_grouped_again() {
    let folder = extracted();
    let forms = ["csv", "json", "parquet"].map(|form| folder.at(&format!("grouped.{form}")));
    let mut arguments = vec![folder.at("claims.jsonl"), "--annotations".into(), folder.at("texts.jsonl")];
    arguments.extend(forms.into_iter().flat_map(|form| ["-o".into(), form]));
    group(&arguments).with_code(0);
    let header = folder.read("grouped.csv").lines().next().unwrap().to_owned();
    assert!(header.ends_with("content_spans,copy_of,person,claim_group,group_stance"), "{header}");
    let again = |name: &str| {
        let ended = group(&[folder.at(name), "--annotations".into(), folder.at("texts.jsonl"), "--format".into(), "csv".into()]);
        ended.with_code(0).stdout
    };
    assert_eq!(again("grouped.json"), folder.read("grouped.csv"));
    assert_eq!(again("grouped.parquet"), folder.read("grouped.csv"));
}

#[test]
fn what_cannot_be_read_is_named_and_costs_nothing_else() {
    let folder = extracted();
    folder.write("claims.jsonl", &("{\"id\": 3}\n".to_owned() + &folder.read("claims.jsonl")));
    let ended = group(&[folder.at("claims.jsonl"), "--format".into(), "jsonl".into()]).with_code(1);
    assert!(ended.stderr.contains("claims.jsonl") && ended.stderr.contains("not such a record as whosaid writes"), "{}", ended.stderr);
    assert!(json_lines::<Value>(&ended.stdout).len() > 3);
    assert!(ended.stderr.contains("copies not looked for (--annotations FILE)"), "{}", ended.stderr);
    let missing = group(&[folder.at("nowhere.jsonl")]).with_code(2);
    assert_eq!(missing.stderr.matches("cannot read").count(), 1, "{}", missing.stderr);
    let clash = group(&[folder.at("claims.jsonl"), "-o".into(), folder.at("claims.jsonl")]).with_code(2);
    assert!(clash.stderr.contains("both an input and an output"), "{}", clash.stderr);
    let ending = group(&[folder.at("claims.jsonl"), "--groups".into(), folder.at("groups.txt")]).with_code(2);
    assert!(ending.stderr.contains("its extension must be .json or .jsonl"), "{}", ending.stderr);
}

#[test]
fn a_file_of_another_kind_is_refused_by_name() {
    let folder = extracted();
    let [claims, texts, grouped] = ["claims.jsonl", "texts.jsonl", "grouped.jsonl"].map(|name| folder.at(name));
    let annotations = std::path::PathBuf::from("--annotations");
    group(&[texts, "-o".into(), grouped.clone()]).with_code(2).saying(&["none of the 3 records could be read", "a file of claims"]);
    let ended = group(&[claims.clone(), annotations.clone(), claims.clone(), "-o".into(), grouped.clone()]).with_code(2);
    ended.saying(&["claims.jsonl: none of its", "is an article", "`extract --annotations` wrote"]);
    let other = folder.write("other.jsonl", folder.read("texts.jsonl").replace("\"id\":\"", "\"id\":\"other-"));
    group(&[claims.clone(), annotations, other, "-o".into(), grouped.clone()])
        .with_code(0)
        .saying(&["--annotations lacks the articles of"]);
    let people = folder.write("people.csv", "name,qid_of_person\nAna Lee,Q1\n");
    let ended = group(&[claims, "--people".into(), people, "-o".into(), grouped]).with_code(2);
    ended.saying(&["people.csv: no column \"id\": it has \"name\", \"qid_of_person\""]);
}

#[test]
fn people_that_cannot_be_read_are_told_before_the_work() {
    let folder = Folder::new();
    let article = folder.write("bridge.txt", BRIDGE);
    let people = folder.write("people.csv", "");
    let arguments = [article, "-o".into(), folder.at("claims.csv"), "--group".into(), "--people".into(), people];
    extract(arguments).with_code(2).saying(&["people.csv: no column \"name\": it has none"]);
    assert!(!folder.at("claims.csv.ungrouped.jsonl").exists());
}

#[test]
fn who_asserts_the_opposite_denies_it() {
    let folder = Folder::new();
    let line = |id: &str, text: &str| serde_json::json!({ "id": id, "text": text }).to_string() + "\n";
    let leaks = line("one", "Mayor Ana Lee said that the Kelso power plant was leaking oil into the river.\n")
        + &line("two", "Farmer Ole Berg said that the Kelso power plant was leaking oil into the river Alm.\n")
        + &line("three", "The plant's owner, Vesta, said that the Kelso power plant was not leaking oil into the river.\n");
    let leaks = folder.write("leaks.jsonl", leaks);
    extract([leaks, "-o".into(), folder.at("claims.jsonl")]).with_code(0);
    let [claims, grouped, groups] = ["claims.jsonl", "grouped.jsonl", "groups.jsonl"].map(|name| folder.at(name));
    group(&[claims, "-o".into(), grouped, "--groups".into(), groups]).with_code(0);
    let groups: Vec<Value> = json_lines(&folder.read("groups.jsonl"));
    let sides = ["asserts", "denies", "doubts", "others"].map(|side| groups[0][side].as_array().unwrap().len());
    assert_eq!((groups.len(), sides), (1, [2, 1, 0, 0]), "{groups:?}");
    assert_eq!((&groups[0]["denies"][0]["article"], &groups[0]["denies"][0]["stance"]), (&"three".into(), &"asserts".into()));
    let claims: Vec<Value> = json_lines(&folder.read("grouped.jsonl"));
    let stances: Vec<&Value> = claims.iter().map(|claim| &claim["group_stance"]).collect();
    assert_eq!(stances, ["asserts", "asserts", "denies"]);
}

#[test]
fn extracting_with_group_writes_what_group_writes_afterwards() {
    let folder = extracted();
    let [claims, texts, grouped, groups] = ["claims.jsonl", "texts.jsonl", "grouped.jsonl", "groups.json"].map(|name| folder.at(name));
    group(&[claims, "--annotations".into(), texts, "-o".into(), grouped, "--groups".into(), groups]).with_code(0);
    let at_once = ["-o".into(), folder.at("once.jsonl"), "-o".into(), folder.at("once.html"), "--groups".into(), folder.at("once.json")];
    extract([folder.at("outlets.jsonl"), "--group".into()].into_iter().chain(at_once)).with_code(0);
    assert_eq!(folder.read("once.jsonl"), folder.read("grouped.jsonl"));
    assert_eq!(folder.read("once.json"), folder.read("groups.json"));
    assert!(folder.read("once.html").contains("\"group_stance\":"));
    for ending in ["ungrouped", "texts", "grouped"] {
        assert!(!folder.at(&format!("once.jsonl.{ending}.jsonl")).exists(), "{ending}");
    }
}

#[test]
fn grouping_while_extracting_takes_a_file() {
    let folder = Folder::new();
    let article = folder.write("bridge.txt", BRIDGE);
    let ended = extract([article, "--group".into()]);
    ended.with_code(2);
}
