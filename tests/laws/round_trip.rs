//! Law 5 at the writers: what is written reads back unchanged, whatever the words are.

use std::fmt::Debug;
use std::fs::File;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use parquet::file::reader::{FileReader, SerializedFileReader};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde::de::DeserializeOwned;
use tempfile::TempDir;
use whosaid::read::{self, Input};
use whosaid::record::{
    ArticleRef, Bound, Certainty, Claim, Content, Entity, Grouping, Place, Quantity, Quoted, Speaker, SpeakerKind, Stance, When,
};
use whosaid::write::{ClaimWriter, CsvWriter, FurtherColumns, JsonLinesWriter, JsonWriter, ROW_GROUP, Row, write_table};

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
    fn csv_has_what_claims_share(claims in claims()) {
        let mut bytes = Vec::new();
        let further = FurtherColumns { grouping: true, kept: Vec::new() };
        write(&mut CsvWriter::new(&mut bytes).with_columns(&further), &claims);
        let rows: Vec<Grouping> = csv::Reader::from_reader(bytes.as_slice()).into_deserialize().collect::<Result<_, _>>().unwrap();
        let expected = claims.into_iter().map(|claim| claim.grouping.unwrap_or_default());
        prop_assert_eq!(rows, expected.collect::<Vec<_>>());
    }

    #[test]
    fn json_reads_back(claims in claims()) {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("claims.json");
        write(&mut JsonWriter::new(File::create(&file).unwrap()), &claims);
        prop_assert_eq!(read_back(&file), claims);
    }

    #[test]
    fn json_lines_read_back(claims in claims()) {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("claims.jsonl");
        write(&mut JsonLinesWriter::new(File::create(&file).unwrap()), &claims);
        prop_assert_eq!(read_back(&file), claims);
    }

    #[test]
    fn parquet_reads_back(claims in claims()) {
        let folder = TempDir::new().unwrap();
        let table = table(folder.path(), &claims);
        prop_assert_eq!(read_back(&table), claims);
    }
}

#[test]
fn what_is_not_a_claim_is_named_and_the_rest_is_read() {
    let mut runner = TestRunner::deterministic();
    let claim = claim().new_tree(&mut runner).unwrap().current();
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("claims.jsonl");
    let line = serde_json::to_string(&claim).unwrap();
    std::fs::write(&file, format!("{line}\n\n{{\"id\": 1}}\n{line}\n")).unwrap();
    let read: Vec<_> = read::claims(Input::Path(file.clone())).unwrap().collect();
    assert_eq!(read.len(), 3);
    let error = read[1].as_ref().unwrap_err();
    assert_eq!(error.kind(), "not_a_record");
    assert!(error.to_string().starts_with(&format!("{}: line 3: ", file.display())), "{error}");
    assert_eq!(read[2].as_ref().unwrap(), &claim);

    let table = folder.path().join("claims.csv");
    std::fs::write(&table, "id,content\na,b\n").unwrap();
    let error = read::claims(Input::Path(table)).err().unwrap();
    assert_eq!(error.kind(), "no_records");
}

#[test]
fn a_table_of_many_claims_has_bounded_row_groups() {
    let mut runner = TestRunner::deterministic();
    let claim = claim().new_tree(&mut runner).unwrap().current();
    let claims: Vec<Claim> = (0..=2 * ROW_GROUP).map(|number| Claim { id: number.to_string(), ..claim.clone() }).collect();
    let folder = TempDir::new().unwrap();
    let path = table(folder.path(), &claims);
    let table = SerializedFileReader::new(File::open(&path).unwrap()).unwrap();
    let rows = table.metadata().row_groups().iter().map(|group| usize::try_from(group.num_rows()).unwrap());
    assert_eq!(rows.collect::<Vec<_>>(), [ROW_GROUP, ROW_GROUP, 1]);
    assert_eq!(read_back(&path), claims);
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

/// A Parquet file of claims.
fn table(folder: &Path, claims: &[Claim]) -> PathBuf {
    let (lines, table) = (folder.join("lines"), folder.join("claims.parquet"));
    write(&mut JsonLinesWriter::new(File::create(&lines).unwrap()), claims);
    let further = FurtherColumns { grouping: claims.iter().any(|claim| claim.grouping.is_some()), kept: Vec::new() };
    write_table(&lines, &table, &further).unwrap();
    table
}

fn read_back(file: &Path) -> Vec<Claim> {
    read::claims(Input::Path(file.to_path_buf())).unwrap().collect::<Result<_, _>>().unwrap()
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
        (via, cites, nested_in) in (prop::option::of(quoted()), prop::option::of(quoted()), prop::option::of(words())),
        (stance, certainty) in (one_of(&["asserts", "denies", "doubts", "demands", "intends", "judges"]), one_of(&["endorsed", "neutral", "distanced"])),
        (said, dates) in (prop::option::of(when()), prop::collection::vec(when(), 0..3)),
        quantities in prop::collection::vec(quantity(), 0..3),
        entities in prop::collection::vec(entity(), 0..3),
        score in score(),
        grouping in grouping(),
    ) -> Claim {
        let article = ArticleRef { id: id.clone(), path: Some(id.clone()), title, published: None, url };
        let (stance, certainty): (Stance, Certainty) = (stance, certainty);
        Claim {
            id, article, content, cue, source, speaker, via, cites, nested_in, stance, certainty, said, dates, quantities, entities, score,
            grouping,
            kept: serde_json::Map::new(),
        }
    }
}

/// Words that are never empty, since a table cannot tell an absent value from an empty one.
fn words() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "\"", "\"\"", "'", ",", ";", "\n", "\r", "\r\n", "\t", " ", "\0", "🚒", "é", "\u{2028}", "\\", "a", "1", "null", "#",
    ]);
    prop_oneof![prop::collection::vec(part, 1..8).prop_map(|parts| parts.concat()), any::<char>().prop_map(String::from)]
}

prop_compose! {
    /// `None` where all fields would be null, as it reads back.
    fn grouping()(copy_of in prop::option::of(words()), person in prop::option::of(words()), claim_group in prop::option::of(words()),
        group_stance in prop::option::of(one_of(&["asserts", "denies"]))) -> Option<Grouping> {
        let grouping = Grouping { copy_of, person, claim_group, group_stance };
        (grouping != Grouping::default()).then_some(grouping)
    }
}

fn quoted() -> impl Strategy<Value = Quoted> {
    (words(), any::<u32>(), any::<u32>()).prop_map(|(text, start, end)| Quoted { text, start: start as usize, end: end as usize })
}

fn content() -> impl Strategy<Value = Content> {
    (words(), prop::collection::vec(place(), 1..4), one_of(&["direct", "indirect", "mixed"])).prop_map(|(text, spans, kind)| Content {
        text,
        spans,
        kind,
    })
}

fn place() -> impl Strategy<Value = Place> {
    (0..1000usize, 0..1000usize).prop_map(|(start, end)| Place { start, end })
}

fn speaker() -> impl Strategy<Value = Speaker> {
    let kind = one_of::<SpeakerKind>(&["person", "organisation", "country", "group", "unnamed", "document", "writer"]);
    let parts = (words(), kind, prop::option::of(words()), place(), prop::collection::vec(words(), 0..3));
    parts.prop_map(|(name, kind, role, mention, members)| Speaker { name, kind, role, mention, members })
}

fn when() -> impl Strategy<Value = When> {
    let day = || prop::option::of((1..=9999i16, 1..=12i8, 1..=28i8).prop_map(|(year, month, day)| Date::constant(year, month, day)));
    (quoted(), "[0-9A-Z-]{1,10}", day(), day()).prop_map(|(Quoted { text, start, end }, timex, from, to)| When {
        text,
        start,
        end,
        timex,
        from,
        to,
    })
}

fn quantity() -> impl Strategy<Value = Quantity> {
    let bound = prop::option::of(one_of::<Bound>(&["under", "at_most", "about", "at_least", "over"]));
    let parts = (quoted(), score(), prop::option::of(words()), bound);
    parts.prop_map(|(Quoted { text, start, end }, value, unit, bound)| Quantity { text, start, end, value, unit, bound })
}

/// A value that the record spells as one of the given words.
fn one_of<T: DeserializeOwned + Clone + Debug + 'static>(words: &[&str]) -> impl Strategy<Value = T> {
    let values = words.iter().map(|&word| serde_json::from_value(word.into()).unwrap());
    prop::sample::select(values.collect::<Vec<T>>())
}

fn entity() -> impl Strategy<Value = Entity> {
    (quoted(), score()).prop_map(|(Quoted { text, start, end }, score)| Entity { text, label: "PER".to_owned(), start, end, score })
}

fn score() -> impl Strategy<Value = f64> {
    (0..=1000u16).prop_map(|thousandths| f64::from(thousandths) / 1000.0)
}
