//! Claims as a workbook, as read by another library.

use std::ffi::OsStr;
use std::fs;
use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use serde_json::json;
use whosaid::record::Claim;

use super::support::{AWKWARD, BRIDGE, Folder, bridge_claims, extract, json_line, json_lines};

/// The sheets of a workbook by name; asserts that no cell is a formula.
fn sheets(book: &[u8]) -> Vec<(String, Range<Data>)> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(book.to_vec())).unwrap();
    let names = book.sheet_names();
    for name in &names {
        assert!(book.worksheet_formula(name).unwrap().is_empty(), "a formula in {name}");
    }
    names.into_iter().map(|name| (name.clone(), book.worksheet_range(&name).unwrap())).collect()
}

/// The contents of a cell as text.
fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::Float(number) => number.to_string(),
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::String(text) => text.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn claims_are_a_workbook_with_typed_cells_and_speakers() {
    let folder = Folder::new();
    let awkward =
        json!({ "id": "=1+1", "text": AWKWARD, "url": "https://example.org/a?b=1&c=%20x", "date": "2024-10-24", "desk": "+7", "n": 3 });
    let inputs = folder.write("in.jsonl", format!("{awkward}\n{}", json_line("@b", BRIDGE)));
    let outputs = ["claims.xlsx", "claims.csv", "claims.jsonl"].map(|name| folder.at(name));
    let outputs = outputs.iter().flat_map(|path| [OsStr::new("-o"), path.as_os_str()]);
    let keep = ["--keep", "desk", "--keep", "n"].map(OsStr::new);
    let ended = extract([inputs.as_os_str()].into_iter().chain(outputs).chain(keep)).code;
    assert!(ended < 2);
    let sheets = sheets(&fs::read(folder.at("claims.xlsx")).unwrap());
    assert_eq!(sheets.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["claims", "speakers"]);

    let claims: Vec<Claim> = json_lines(&folder.read("claims.jsonl"));
    let csv = folder.read("claims.csv");
    let mut csv = csv::Reader::from_reader(csv.as_bytes());
    let header = csv.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = csv.records().map(Result::unwrap).collect();
    let cells: Vec<&[Data]> = sheets[0].1.rows().collect();
    assert_eq!((rows.len(), cells.len()), (claims.len(), claims.len() + 1));
    for (row, cells) in [&header].into_iter().chain(&rows).zip(&cells) {
        for ((name, text), cell) in header.iter().zip(row).zip(cells.iter()) {
            let is_number = matches!(cell, Data::Float(_));
            assert!(!is_number || row == &header || matches!(name, "score" | "kept.n"), "{name}");
            assert_eq!(shown(cell), text, "{name}");
        }
    }
    let published = header.iter().position(|name| name == "published").unwrap();
    assert!(matches!(cells[1][published], Data::DateTime(_)), "{:?}", cells[1][published]);

    let speakers: Vec<&[Data]> = sheets[1].1.rows().skip(1).collect();
    let number = |cell: &Data| match cell {
        Data::Float(number) => *number,
        other => panic!("{other:?}"),
    };
    let spoken = claims.iter().filter(|claim| claim.speaker.is_some()).count();
    assert!((speakers.iter().map(|row| number(&row[3])).sum::<f64>() - f64::from(u32::try_from(spoken).unwrap())).abs() < 0.5);
    assert!(speakers.iter().any(|row| row[0] == Data::String("Zoë O'Neill".to_owned())), "{speakers:?}");
}

#[test]
fn cells_that_are_too_long_are_cut_and_reported() {
    let folder = Folder::new();
    let long = json!({ "id": "long", "text": BRIDGE, "note": "🚒".repeat(40_000), "odd": "\u{1}\u{b}_x0041_\u{ffff}" });
    let input = folder.write("in.jsonl", long.to_string());
    let arguments = ["--keep", "note", "--keep", "odd", "-o"].map(OsStr::new);
    let target = folder.at("claims.xlsx");
    let ended = extract([input.as_os_str()].into_iter().chain(arguments).chain([target.as_os_str()])).with_code(0);
    let count = bridge_claims().len();
    ended.saying(&["claims.xlsx", &format!("{count} cells"), "32,767"]);
    let sheets = sheets(&fs::read(target).unwrap());
    let first = sheets[0].1.rows().nth(1).unwrap();
    let [.., Data::String(note), Data::String(odd)] = first else { panic!("{first:?}") };
    assert!(note.ends_with("🚒 […]") && note.encode_utf16().count() <= 32_767);
    assert_eq!(odd, "\u{1}\u{b}_x0041_\u{ffff}");
}

#[test]
fn no_claims_are_a_workbook_without_rows_and_the_same_claims_give_the_same_bytes() {
    let folder = Folder::new();
    extract([folder.write("silent.txt", "2 + 2 = 4\n"), "-o".into(), folder.at("none.xlsx")]).with_code(0);
    let sheets = sheets(&fs::read(folder.at("none.xlsx")).unwrap());
    assert!(sheets.iter().all(|(_, cells)| cells.height() == 1), "{sheets:?}");
    let bridge = folder.write("bridge.txt", BRIDGE);
    extract([bridge.clone(), "-o".into(), folder.at("one.xlsx"), "-o".into(), folder.at("two.xlsx")]).with_code(0);
    std::thread::sleep(std::time::Duration::from_millis(1100));
    extract([bridge, "-o".into(), folder.at("three.xlsx")]).with_code(0);
    let read = |name: &str| fs::read(folder.at(name)).unwrap();
    assert!(read("one.xlsx") == read("two.xlsx") && read("one.xlsx") == read("three.xlsx"));
    assert_eq!(folder.names(), ["bridge.txt", "none.xlsx", "one.xlsx", "silent.txt", "three.xlsx", "two.xlsx"]);
}
