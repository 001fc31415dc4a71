//! The command encodes text as training did: `pieces.json` comes from `scripts/train/pieces_fixture.py`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use whosaid::encode::Encoder;
use whosaid::model::ModelSpec;
use whosaid::segment::Text;
use whosaid::text::CodePoints;

#[derive(Debug, PartialEq, Deserialize)]
struct Columns {
    ids: Vec<u32>,
    casing: Vec<u32>,
    start: Vec<usize>,
    end: Vec<usize>,
}

#[test]
fn pieces_are_those_of_training() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let encoder = Encoder::load(&ModelSpec::load(root.join("models/news")).unwrap()).unwrap();
    let fixture: BTreeMap<String, Columns> = serde_json::from_str(include_str!("pieces.json")).unwrap();
    assert!(!fixture.is_empty());
    for (name, expected) in fixture {
        let text = std::fs::read_to_string(root.join(format!("corpus/articles/{name}.txt"))).unwrap();
        let code_points = CodePoints::new(&text);
        let pieces = encoder.pieces(&text, Text::new(&text).paragraphs()).unwrap();
        let column = |of: fn(&whosaid::encode::Piece) -> u32| pieces.iter().map(of).collect::<Vec<_>>();
        let found = Columns {
            ids: column(|piece| piece.id),
            casing: column(|piece| piece.casing),
            start: pieces.iter().map(|piece| code_points.at(piece.span.start)).collect(),
            end: pieces.iter().map(|piece| code_points.at(piece.span.end)).collect(),
        };
        assert_eq!(found, expected, "{name}");
    }
}
