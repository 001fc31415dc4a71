//! Workbooks: articles from them, and claims as one.

use std::ffi::OsStr;
use std::fs;
use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::{Value, json};
use whosaid::record::Claim;

use super::archives::workbook;
use super::support::{AWKWARD, BRIDGE, Folder, bridge_claims, extract, json_line, json_lines, said};

#[test]
fn rows_are_articles_and_cells_have_types() {
    let folder = Folder::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let (day, time) = (ExcelDateTime::from_ymd(2024, 10, 24).unwrap(), ExcelDateTime::parse_from_str("2024-10-25T13:30:00").unwrap());
    let (day_format, time_format) = (Format::new().set_num_format("dd/mm/yy"), Format::new().set_num_format("yyyy-mm-dd hh:mm"));
    sheet.write_row(1, 0, ["Article ID", "Headline", "Body", "Published", "views", "share", "live"]).unwrap();
    sheet.write_number(2, 0, 7).unwrap();
    sheet.write_row(2, 1, ["Bridge", BRIDGE]).unwrap();
    sheet.write_datetime_with_format(2, 3, &day, &day_format).unwrap();
    sheet.write_number(2, 4, 400).unwrap();
    sheet.write_number(2, 5, 0.5).unwrap();
    sheet.write_boolean(2, 6, true).unwrap();
    sheet.write_string(4, 1, "No text").unwrap();
    sheet.write_row(5, 2, [BRIDGE]).unwrap();
    sheet.write_datetime_with_format(5, 3, &time, &time_format).unwrap();
    let path = folder.write("book.xlsx", book.save_to_buffer().unwrap());
    let keep = ["views", "share", "live"].into_iter().flat_map(|name| ["--keep", name]).map(OsStr::new);
    let ended = extract([path.as_os_str()].into_iter().chain(keep)).with_code(1).saying(&["book.xlsx", "row 3", "no text"]);

    let claims = ended.claims();
    let count = bridge_claims().len();
    assert_eq!(claims.len(), 2 * count);
    let known = |claim: &Claim| (claim.article.id.clone(), claim.article.published.clone().unwrap(), Value::Object(claim.kept.clone()));
    assert_eq!(known(&claims[0]), ("7".into(), "2024-10-24".into(), json!({ "views": 400, "share": 0.5, "live": true })));
    assert_eq!(known(&claims[count]), ("book-4".into(), "2024-10-25".into(), json!({ "views": null, "share": null, "live": null })));
    assert_eq!(claims[0].article.title.as_deref(), Some("Bridge"));
}

#[test]
fn every_sheet_with_texts_is_read() {
    let folder = Folder::new();
    let one: &[&[&str]] = &[&["text"], &[BRIDGE], &[""], &[BRIDGE]];
    let two: &[&[&str]] = &[&["title", "body"], &["Empty", ""], &["Bridge", BRIDGE]];
    let notes: &[&[&str]] = &[&["a", "b"], &["1", "2"]];
    let path = folder.write("book.xlsx", workbook(&[notes, one, &[], two]));
    let ended = extract([&path]).with_code(1).saying(&["book.xlsx", "sheet 4, row 1", "no text"]);
    let mut ids: Vec<String> = ended.claims().into_iter().map(|claim| claim.article.id).collect();
    ids.dedup();
    assert_eq!(ids, ["book-2-1", "book-2-3", "book-4-2"]);

    let lead: &[&[&str]] = &[&["a", "lead"], &["1", BRIDGE]];
    let other = folder.write("other.xlsx", workbook(&[lead]));
    extract([other.as_os_str()]).with_code(1).saying(&["other.xlsx", "the columns are a, lead", "--text-field"]);
    let named = extract([other.as_os_str(), "--text-field".as_ref(), "lead".as_ref()]).with_code(0);
    assert_eq!(said(&named.claims()), said(bridge_claims()));
    extract([path.as_os_str(), "--keep".as_ref(), "desk".as_ref()]).with_code(1).saying(&["\"desk\"", "text", "--keep"]);
}

#[test]
fn a_broken_workbook_is_told() {
    let folder = Folder::new();
    let whole = workbook(&[&[&["text"], &[BRIDGE]]]);
    extract([folder.write("short.xlsx", &whole[..whole.len() / 2])]).with_code(1).saying(&["short.xlsx", "broken"]);
    extract([folder.write("empty.xlsx", workbook(&[&[]]))]).with_code(1).saying(&["empty.xlsx", "no text"]);
    extract([folder.write("text.xlsx", "Ana Lee said no.")]).with_code(1).saying(&["text.xlsx", "broken zip archive"]);
}

/// The sheets of a workbook by their names, and whether any cell is a formula.
fn sheets(book: &[u8]) -> Vec<(String, Range<Data>)> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(book.to_vec())).unwrap();
    let names = book.sheet_names();
    for name in &names {
        assert!(book.worksheet_formula(name).unwrap().is_empty(), "a formula in {name}");
    }
    names.into_iter().map(|name| (name.clone(), book.worksheet_range(&name).unwrap())).collect()
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
            let shown = match cell {
                Data::Empty => String::new(),
                Data::Float(number) => {
                    assert!(row == &header || matches!(name, "score" | "kept.n"), "{name}");
                    number.to_string()
                }
                Data::DateTime(day) => {
                    let (year, month, day, ..) = day.to_ymd_hms_milli();
                    format!("{year:04}-{month:02}-{day:02}")
                }
                Data::String(text) => text.clone(),
                other => panic!("{name}: {other:?}"),
            };
            assert_eq!(shown, text, "{name}");
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

#[test]
fn csv_for_excel_begins_with_a_mark() {
    let folder = Folder::new();
    let bridge = folder.write("bridge.txt", BRIDGE);
    extract([bridge.clone(), "--excel".into(), "-o".into(), folder.at("marked.csv")]).with_code(0);
    extract([bridge.clone(), "-o".into(), folder.at("plain.csv")]).with_code(0);
    assert_eq!(folder.read("marked.csv"), format!("\u{feff}{}", folder.read("plain.csv")));
    let printed = extract([bridge.clone(), "--excel".into(), "--format".into(), "csv".into()]).with_code(0).stdout;
    assert_eq!(printed, folder.read("marked.csv"));
    extract([bridge, "--excel".into(), "-o".into(), folder.at("claims.json")]).with_code(2).saying(&["--excel", "-o FILE.csv"]);
}
