//! Articles from workbooks, and CSV for users who open it in a spreadsheet program.

use std::ffi::OsStr;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::{Value, json};
use whosaid::record::Claim;

use super::archives::workbook;
use super::support::{BRIDGE, Folder, bridge_claims, extract, said};

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

#[test]
fn csv_for_excel_begins_with_a_mark() {
    let folder = Folder::new();
    let bridge = folder.write("bridge.txt", BRIDGE);
    extract([bridge.clone(), "--excel".into(), "-o".into(), folder.at("marked.csv")]).with_code(0);
    extract([bridge.clone(), "-o".into(), folder.at("plain.csv")]).with_code(0);
    assert_eq!(folder.read("marked.csv"), format!("\u{feff}{}", folder.read("plain.csv")));
    let printed = extract([bridge.clone(), "--excel".into(), "--format".into(), "csv".into()]).with_code(0).stdout;
    assert_eq!(printed, folder.read("marked.csv"));
    if cfg!(not(feature = "spreadsheets")) {
        extract([bridge.clone(), "-o".into(), folder.at("claims.xlsx")]).with_code(2).saying(&["claims.xlsx", "--features spreadsheets"]);
    }
    extract([bridge, "--excel".into(), "-o".into(), folder.at("claims.json")]).with_code(2).saying(&["--excel", "-o FILE.csv"]);
}
