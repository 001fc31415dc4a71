//! `whosaid speakers` lists the speakers.

use serde_json::{Value, json};

use super::support::{Ended, Folder, whosaid};

/// A claim of an article published on the given day.
fn claim(article: &str, day: &str, name: &str, kind: &str, role: Option<&str>) -> String {
    let claim: Value = json!({
        "id": format!("{article}-{name}"),
        "article": {"id": article, "path": null, "title": null, "published": day, "url": format!("https://www.example.org/{article}")},
        "content": {"text": "\"We are ready,\"", "spans": [{"start": 0, "end": 15}], "kind": "direct"},
        "cue": null, "source": null, "via": null, "cites": null, "nested_in": null, "stance": "asserts", "certainty": "neutral", "said": null,
        "speaker": {"name": name, "kind": kind, "role": role, "mention": {"start": 0, "end": 1}, "members": []},
        "dates": [], "quantities": [], "entities": [], "score": 0.5,
    });
    format!("{claim}\n")
}

fn claims() -> String {
    let zelensky = |article: &str, day: &str, name: &str| claim(article, day, name, "person", Some("Ukrainian president"));
    [
        zelensky("a", "2024-10-24", "Volodymyr Zelensky"),
        zelensky("b", "2024-10-20", "Volodymyr Zelenskiy"),
        zelensky("c", "2024-11-02", "Zelensky"),
        claim("c", "2024-11-02", "Ana Lee, Jr", "person", None),
        claim("c", "2024-11-02", "a spokesman", "unnamed", None),
        claim("a", "2024-10-24", "WHO", "organisation", None),
        claim("b", "2024-10-20", "World Health Organization", "organisation", None),
    ]
    .concat()
}

fn speakers<A: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = A>) -> Ended {
    Ended::of(whosaid().arg("speakers").args(arguments))
}

#[test]
fn every_speaker_is_listed_once_with_what_it_says() {
    let folder = Folder::new();
    let file = folder.write("claims.jsonl", claims());
    let ended = speakers([&file]).with_code(0).saying(&["3 people and bodies"]);
    let lines: Vec<&str> = ended.stdout.lines().collect();
    assert_eq!(lines[0], "id,name,kind,claims,words,quoted_words,articles,first,last,roles,aliases,outlets,known");
    let zelensky =
        "Volodymyr Zelenskiy,person,3,9,9,3,2024-10-20,2024-11-02,Ukrainian president,Volodymyr Zelensky; Zelensky,example.org,no";
    assert!(lines[1].ends_with(zelensky), "{}", lines[1]);
    assert!(lines[2].contains("World Health Organization,organisation,2,6,6,2,"), "{}", lines[2]);
    assert_eq!(lines.len(), 4);
}

#[test]
fn the_file_of_people_has_the_last_word_and_its_columns_come_along() {
    let folder = Folder::new();
    let claims = folder.write("claims.jsonl", claims());
    let people = folder.write(
        "people.csv",
        "name,aliases,id,party\nVolodymyr Zelensky,Zelenskiy|Zelensky,Q3874799,\"Servant, of the People\"\nBo Chen,,Q2,\n",
    );
    let out = folder.at("out.csv");
    speakers([claims.as_os_str(), "--people".as_ref(), people.as_os_str(), "-o".as_ref(), out.as_os_str()])
        .with_code(0)
        .saying(&["3 people and bodies", "1 of them in the file of people"]);
    let table = folder.read("out.csv");
    let lines: Vec<&str> = table.lines().collect();
    assert!(lines[0].ends_with(",known,people.party"), "{}", lines[0]);
    assert!(lines[1].starts_with("Q3874799,Volodymyr Zelensky,person,3,"), "{}", lines[1]);
    assert!(lines[1].ends_with(",yes,\"Servant, of the People\""), "{}", lines[1]);
    assert!(lines[2..].iter().all(|line| line.ends_with(",no,")), "{table}");
}

#[test]
fn the_order_of_claims_does_not_matter() {
    let folder = Folder::new();
    let forwards = folder.write("forwards.jsonl", claims());
    let text = claims();
    let mut lines: Vec<&str> = text.lines().collect();
    lines.reverse();
    let backwards = folder.write("backwards.jsonl", lines.join("\n"));
    assert_eq!(speakers([&forwards]).stdout, speakers([&backwards]).stdout);
}

#[test]
fn what_is_wrong_with_a_file_of_people_is_told() {
    let folder = Folder::new();
    let claims = folder.write("claims.jsonl", claims());
    let with = |table: &str| {
        let people = folder.write("people.csv", table);
        speakers([claims.as_os_str(), "--people".as_ref(), people.as_os_str()])
    };
    with("name,id\nAna Lee,\n").with_code(2).saying(&["people.csv", "line 2", "\"id\"", "empty"]);
    with("who,id\nAna Lee,1\n").with_code(2).saying(&["people.csv", "no column \"name\"", "\"who\""]);
    with("name,id,kind\nAna Lee,1,star\n").with_code(2).saying(&["line 2", "\"kind\"", "star", "person"]);
    with("name,id\nBush,1\nBush,2\n").with_code(0).saying(&["people.csv", "several ids", "Bush"]);
}

#[test]
fn a_line_that_is_no_claim_costs_no_other() {
    let folder = Folder::new();
    let file = folder.write("claims.jsonl", format!("{{\"id\": 1}}\n{}", claims()));
    let ended = speakers([&file]).with_code(1).saying(&["claims.jsonl", "line 1"]);
    assert_eq!(ended.stdout.lines().count(), 4);
    speakers([&folder.at("gone.jsonl")]).with_code(2).saying(&["gone.jsonl"]);
}
