//! Tests pairs of mentions of one person, and of two different people.
//!
//! A line of `together.tsv` or `apart.tsv` has the two mentions to compare and any further mentions of the collection, separated by tabs, each in an
//! article of its own: `Name (role) [source] {names in the article} @site day`. All but the name may be left out. `org:` and `country:` precede names
//! of bodies and countries, and `=` a mention in the same article as the previous one.

use serde_json::{Value, json};

use super::{People, PeopleFile};
use crate::record::Claim;

/// Returns the text without the first part between two marks, and that part.
fn cut(text: &str, open: char, close: char) -> (String, &str) {
    let inner = text.split_once(open).and_then(|(_, rest)| rest.split_once(close)).map_or("", |(inner, _)| inner);
    (text.replace(&format!("{open}{inner}{close}"), ""), inner)
}

/// Returns a claim whose speaker is the mention in a table's format.
pub(super) fn claim(mention: &str, article: usize) -> Claim {
    let mention = mention.trim_start_matches('=');
    let (mention, (site, day)) = match mention.split_once(" @") {
        Some((mention, published)) => (mention, published.split_once(' ').unwrap_or((published, ""))),
        None => (mention, ("", "")),
    };
    let (rest, role) = cut(mention, '(', ')');
    let (rest, source) = cut(&rest, '[', ']');
    let (rest, names) = cut(&rest, '{', '}');
    let (kind, name) = rest.trim().split_once(':').unwrap_or(("person", rest.trim()));
    let kind = if kind == "org" { "organisation" } else { kind };
    let some = |text: &str| if text.is_empty() { Value::Null } else { json!(text) };
    let quoted = |text: &str| if text.is_empty() { Value::Null } else { json!({"text": text, "start": 0, "end": 1}) };
    let names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
    let entities: Vec<Value> = names.map(|name| json!({"text": name, "type": "PER", "start": 0, "end": 1, "score": 1.0})).collect();
    let url = if site.is_empty() { String::new() } else { format!("https://www.{site}/{article}") };
    serde_json::from_value(json!({
        "id": format!("{article}"),
        "article": {"id": format!("article {article:03}"), "path": null, "title": null, "published": some(day), "url": some(&url)},
        "content": {"text": "that it was so", "spans": [], "kind": "indirect"},
        "cue": null, "source": quoted(source),
        "speaker": {"name": name, "kind": kind, "role": some(role), "mention": {"start": 0, "end": 1}, "members": []},
        "via": null, "cites": null, "nested_in": null, "stance": "asserts", "certainty": "neutral", "said": null,
        "dates": [], "quantities": [], "entities": entities, "score": 0.5,
    }))
    .unwrap()
}

/// The claims of a line.
pub(super) fn claims(line: &str) -> Vec<Claim> {
    let mut article = 0;
    let claim = |mention: &str| {
        article += usize::from(!mention.starts_with('='));
        claim(mention, article)
    };
    line.split('\t').map(claim).collect()
}

fn lines(table: &str) -> Vec<&str> {
    table.lines().filter(|line| !line.starts_with('#')).collect()
}

/// The ids of the first two mentions of a line.
fn ids(line: &str) -> [Option<String>; 2] {
    let claims = claims(line);
    let people = People::of(&claims, None);
    [0, 1].map(|at| people.person_of(&claims[at]).map(|person| person.id.clone()))
}

#[test]
fn what_is_one_persons_is_together() {
    let table = lines(include_str!("together.tsv"));
    let wrong: Vec<&str> = table
        .iter()
        .copied()
        .filter(|line| matches!(ids(line), [Some(one), Some(other)] if one != other) || ids(line).contains(&None))
        .collect();
    assert!(table.len() >= 50 && wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), table.len());
}

#[test]
fn what_is_two_persons_is_apart() {
    let table = lines(include_str!("apart.tsv"));
    let wrong: Vec<&str> = table.iter().copied().filter(|line| matches!(ids(line), [Some(one), Some(other)] if one == other)).collect();
    assert!(table.len() >= 50 && wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), table.len());
}

#[test]
fn who_is_not_named_is_nobody() {
    for mention in ["unnamed:a spokesman", "unnamed:The Minister", "group:officials", "document:the report", "writer:I", "org:the company"]
    {
        let claims = claims(mention);
        assert_eq!(People::of(&claims, None).person_of(&claims[0]), None, "{mention}");
    }
}

#[test]
fn a_table_of_people_has_the_last_word() {
    let table = "name,aliases,id,kind\nVolodymyr Zelensky,Zelensky|Zelenskiy,Q1,person\nOlena Zelensky,Mrs. Zelensky of Kyiv,Q2,person\n\
                 World Health Organization,OMS,Q3,organisation\nJohn Smith,,Q4,\n";
    let file = PeopleFile::read(table.as_bytes()).unwrap();
    let claims = claims(
        "Zelensky\tWolodymyr Zelenskyy (president)\tOlena Zelensky\torg:WHO\torg:OMS\tJohn Smith (striker)\tJohn Smith (minister)\tAna Lee\tVolodymyr Zelenskyy\tJohn F. Smith",
    );
    let people = People::of(&claims, Some(&file));
    let known = |at: usize| people.person_of(&claims[at]).and_then(|person| person.known).map(|row| file.rows()[row].id.as_str());
    let found: Vec<Option<&str>> = (0..claims.len()).map(known).collect();
    assert_eq!(found, [Some("Q1"), None, Some("Q2"), Some("Q3"), Some("Q3"), Some("Q4"), Some("Q4"), None, Some("Q1"), None]);
    assert_eq!(people.person_of(&claims[0]).unwrap().name, "Volodymyr Zelensky");
}

#[test]
fn people_are_counted() {
    let mut claims = claims("Ana Lee (mayor) @example.org 2024-03-01\tLee (mayor) @example.com 2024-02-01\t=Lee (mayor)");
    claims[0].content.text = "\"It will – not open,\" and that was that".to_owned();
    claims[0].content.kind = crate::record::ContentKind::Mixed;
    let people = People::of(&claims, None);
    let [person] = people.iter().collect::<Vec<_>>()[..] else { panic!("{people:?}") };
    let tally = &person.tally;
    assert_eq!((tally.claims, tally.words, tally.quoted_words, tally.articles), (3, 16, 4, 2));
    assert_eq!((person.name.as_str(), person.aliases.as_slice()), ("Ana Lee", ["Lee".to_owned()].as_slice()));
    assert_eq!((tally.roles.get("mayor"), tally.outlets.len()), (Some(&2), 2));
    assert_eq!((tally.first.unwrap().to_string(), tally.last.unwrap().to_string()), ("2024-02-01".to_owned(), "2024-03-01".to_owned()));
}

#[test]
fn no_name_makes_it_panic() {
    let long = "Lee ".repeat(300);
    let odd = [
        "…",
        "…  –",
        "a …",
        "习近平",
        "محمد",
        "'s",
        "’s ’s",
        "the",
        "The",
        "Mr",
        "Jr.",
        "Mr. Jr.",
        "-",
        "R-Ky.",
        "&",
        "(",
        "of of",
        long.as_str(),
    ];
    for name in odd {
        for kind in ["", "org:", "country:", "unnamed:"] {
            let claims = claims(&format!("{kind}{name}\tAna Lee\t{kind}{name} Lee"));
            assert!(People::of(&claims, None).person_of(&claims[1]).is_some());
        }
    }
}

mod in_any_order {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn grouped(claims: &[Claim]) -> BTreeMap<(String, String), Option<String>> {
        let people = People::of(claims, None);
        let id = |claim: &Claim| people.person_of(claim).map(|person| person.id.clone());
        claims.iter().map(|claim| ((claim.article.id.clone(), claim.speaker_name().unwrap_or_default().to_owned()), id(claim))).collect()
    }

    fn mention() -> impl Strategy<Value = String> {
        let given = prop::sample::select(vec!["", "Ana ", "George ", "George W. ", "George H.W. ", "G. ", "Bill ", "William ", "Willian "]);
        let surname = prop::sample::select(vec!["Bush", "Busch", "BUSH", "Zelensky", "Zelenskiy", "Smith"]);
        let role = prop::sample::select(vec!["", " (president)", " (striker)", " (former president)", " (US senator)", " (Acme analyst)"]);
        let source = prop::sample::select(vec!["", " [Mr Bush]", " [Ms Smith]", " [Lord Bush]"]);
        let names = prop::sample::select(vec!["", " {Acme, Lake Orr}", " {Acme}", " {Lake Orr, Bo Chen}", " {George W. Bush}"]);
        (given, surname, role, source, names)
            .prop_map(|(given, surname, role, source, names)| format!("{given}{surname}{role}{source}{names}"))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]
        #[test]
        fn the_same_people_are_found(mentions in prop::collection::vec(mention(), 1..24), seed in any::<u64>()) {
            let claims: Vec<Claim> = mentions.iter().enumerate().map(|(at, mention)| claim(mention, at / 2)).collect();
            let mut shuffled = claims.clone();
            shuffled.sort_by_key(|claim| (claim.id.parse::<u64>().unwrap_or(0) + 1).wrapping_mul(seed | 1));
            shuffled.reverse();
            prop_assert_eq!(grouped(&claims), grouped(&shuffled));
        }
    }
}
