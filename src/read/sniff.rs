//! Recognises forms by the first bytes of a text.

use super::field_names::is_text_name;

/// The first bytes of a Parquet table.
pub(super) const PARQUET: &[u8] = b"PAR1";
/// The first bytes of a PDF.
pub(super) const PDF: &[u8] = b"%PDF-";
/// The first bytes of a Rich Text document.
pub(super) const RICH_TEXT: &[u8] = b"{\\rtf";
/// The first bytes of a zip archive, and of a document or workbook that is one inside.
const ZIP: &[u8] = b"PK\x03\x04";
/// The first bytes of a zip archive without members.
const EMPTY_ZIP: &[u8] = b"PK\x05\x06";
/// The first bytes of the compound files that office programs wrote before 2007, and write encrypted documents to.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Whether a file is a zip archive.
pub(super) fn is_zip(start: &[u8]) -> bool {
    start.starts_with(ZIP) || start.starts_with(EMPTY_ZIP)
}

/// Whether a file is a document or workbook from before 2007, or an encrypted one.
pub(super) fn is_compound(start: &[u8]) -> bool {
    start.starts_with(COMPOUND)
}

/// Whether a text begins like a web page.
pub(super) fn is_page(start: &[u8]) -> bool {
    let start = start.trim_ascii_start();
    let begins = |tag: &str| start.get(..tag.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(tag.as_bytes()));
    let holds_page = || start.windows(5).any(|begin| begin.eq_ignore_ascii_case(b"<html"));
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| begins(tag)) || ((begins("<!--") || begins("<?xml")) && holds_page())
}

/// Whether a line is the header of a table with a column for the text.
pub(super) fn is_header(line: &[u8]) -> bool {
    let Ok(line) = str::from_utf8(line) else { return false };
    let names = line.split([',', ';', '\t']).map(|name| name.trim().trim_matches('"').to_lowercase());
    let names: Vec<String> = names.collect();
    let is_name = |name: &String| !name.is_empty() && name.len() < 40 && name.split_whitespace().count() <= 3;
    names.len() > 1 && names.iter().all(is_name) && names.iter().any(|name| is_text_name(name))
}
