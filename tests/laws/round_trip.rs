//! Law 5 at the writers: what is written reads back as it was, whatever the words are.

use proptest::prelude::*;
use whosaid::record::{ArticleRef, Claim, Content, Entity, Place, Quoted, Speaker, SpeakerKind};
use whosaid::write::{ClaimWriter, CsvWriter, JsonLinesWriter, JsonWriter, Row};

use super::texts::config;

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn csv_reads_back(claims in claims()) {
        let mut bytes = Vec::new();
        write(&mut CsvWriter::new(&mut bytes), &claims);
        let rows: Vec<Row> = csv::Reader::from_reader(bytes.as_slice()).into_deserialize().collect::<Result<_, _>>().unwrap();
        prop_assert_eq!(rows, claims.iter().map(Row::from).collect::<Vec<_>>());
    }

    #[test]
    fn json_reads_back(claims in claims()) {
        let mut bytes = Vec::new();
        write(&mut JsonWriter::new(&mut bytes), &claims);
        prop_assert_eq!(serde_json::from_slice::<Vec<Claim>>(&bytes).unwrap(), claims);
    }

    #[test]
    fn json_lines_read_back(claims in claims()) {
        let mut bytes = Vec::new();
        write(&mut JsonLinesWriter::new(&mut bytes), &claims);
        let text = String::from_utf8(bytes).unwrap();
        let lines: Vec<Claim> = text.split_terminator('\n').map(|line| serde_json::from_str(line).unwrap()).collect();
        prop_assert_eq!(lines, claims);
    }
}

#[test]
fn no_claims_read_back_as_none() {
    let (mut table, mut array) = (Vec::new(), Vec::new());
    write(&mut CsvWriter::new(&mut table), &[]);
    write(&mut JsonWriter::new(&mut array), &[]);
    let mut reader = csv::Reader::from_reader(table.as_slice());
    assert_eq!(reader.headers().unwrap().iter().next(), Some("id"));
    assert_eq!(reader.into_deserialize::<Row>().count(), 0);
    assert_eq!(serde_json::from_slice::<Vec<Claim>>(&array).unwrap(), []);
}

fn write(writer: &mut impl ClaimWriter, claims: &[Claim]) {
    for claim in claims {
        writer.write(claim).unwrap();
    }
    writer.finish().unwrap();
}

fn claims() -> impl Strategy<Value = Vec<Claim>> {
    prop::collection::vec(claim(), 0..6)
}

prop_compose! {
    fn claim()(
        (id, title, url) in (words(), prop::option::of(words()), prop::option::of(words())),
        (content, source, cue) in (content(), prop::option::of(quoted()), prop::option::of(quoted())),
        speaker in prop::option::of(speaker()),
        entities in prop::collection::vec(entity(), 0..3),
        score in score(),
    ) -> Claim {
        let article = ArticleRef { id: id.clone(), path: Some(id.clone()), title, published: None, url };
        Claim { id, article, content, cue, source, speaker, entities, score }
    }
}

/// Words that are never empty, since an absent value and an empty one are the same in a table.
fn words() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "\"", "\"\"", "'", ",", ";", "\n", "\r", "\r\n", "\t", " ", "\0", "🚒", "é", "\u{2028}", "\\", "a", "1", "null", "#",
    ]);
    prop_oneof![prop::collection::vec(part, 1..8).prop_map(|parts| parts.concat()), any::<char>().prop_map(String::from)]
}

fn quoted() -> impl Strategy<Value = Quoted> {
    (words(), any::<u32>(), any::<u32>()).prop_map(|(text, start, end)| Quoted { text, start: start as usize, end: end as usize })
}

fn content() -> impl Strategy<Value = Content> {
    let kind = prop::sample::select(vec!["direct", "indirect", "mixed"]).prop_map(|kind| serde_json::from_value(kind.into()).unwrap());
    (words(), prop::collection::vec(place(), 1..4), kind).prop_map(|(text, spans, kind)| Content { text, spans, kind })
}

fn place() -> impl Strategy<Value = Place> {
    (0..1000usize, 0..1000usize).prop_map(|(start, end)| Place { start, end })
}

fn speaker() -> impl Strategy<Value = Speaker> {
    let kind = prop::sample::select(vec![SpeakerKind::Person, SpeakerKind::Organisation, SpeakerKind::Country]);
    (words(), kind, place()).prop_map(|(name, kind, mention)| Speaker { name, kind, mention })
}

fn entity() -> impl Strategy<Value = Entity> {
    (quoted(), score()).prop_map(|(Quoted { text, start, end }, score)| Entity { text, label: "PER".to_owned(), start, end, score })
}

fn score() -> impl Strategy<Value = f64> {
    (0..=1000u16).prop_map(|thousandths| f64::from(thousandths) / 1000.0)
}
