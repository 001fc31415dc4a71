//! No broken zip archive, document or workbook makes a reader panic or hang (law 7): bytes of the whole file, and of the parts within it, are
//! changed, dropped and doubled.

use std::io::{Cursor, Write};
use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::Index;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use whosaid::read::{Form, Origin, Settings, read_stream};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::texts::config;

/// Small, so that the limit is reached.
const LARGEST_ARTICLE: u64 = 4 << 10;

type Parts = Vec<(String, Vec<u8>)>;

#[derive(Debug, Clone)]
enum Change {
    Set(Index, u8),
    Drop(Index, usize),
    Double(Index, usize),
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn broken_files_are_errors(seed in 0usize..4, changes in prop::collection::vec(change(), 0..6), form in form()) {
        let mut bytes = zipped(&seeds()[seed]);
        for change in &changes {
            change.apply(&mut bytes);
        }
        read(form, bytes);
    }

    #[test]
    fn broken_parts_are_errors(seed in 0usize..4, part in any::<Index>(), changes in prop::collection::vec(change(), 1..6), form in form()) {
        let mut parts = seeds()[seed].clone();
        let part = part.index(parts.len());
        for change in &changes {
            change.apply(&mut parts[part].1);
        }
        read(form, zipped(&parts));
    }
}

#[test]
fn the_seeds_are_read_whole() {
    let articles = seeds().map(|seed| read(None, zipped(&seed)));
    assert_eq!(articles, [1, 2, 2, 4]);
}

/// Reads bytes to their end as if they came from standard input, and counts the articles.
fn read(form: Option<Form>, bytes: Vec<u8>) -> usize {
    let settings = Arc::new(Settings { largest_article: LARGEST_ARTICLE, language: None, ..Settings::default() });
    let entries = read_stream(Origin::stdin(form), Box::new(Cursor::new(bytes)), &settings);
    let articles = entries.map(|entry| match entry.article {
        Ok(article) => {
            assert!(article.text.len() as u64 <= LARGEST_ARTICLE && article.text.chars().any(char::is_alphanumeric));
            true
        }
        Err(error) => {
            assert!(error.kind() != "internal" && !error.to_string().is_empty(), "{error}");
            false
        }
    });
    articles.filter(|is_article| *is_article).count()
}

/// A document, a download, a workbook, and an archive of such files.
fn seeds() -> [Parts; 4] {
    let words = |paragraphs: &[&str]| {
        let paragraphs: Vec<String> = paragraphs.iter().map(|text| format!("<w:p><w:r><w:t>{text}</w:t><w:tab/></w:r></w:p>")).collect();
        let paragraphs = paragraphs.concat();
        let target = "<Relationships><Relationship Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
        let parts = [
            ("[Content_Types].xml", "<Types/>"),
            ("_rels/.rels", target),
            ("word/document.xml", &format!("<w:body>{paragraphs}</w:body>")),
        ];
        parts.map(|(name, contents)| (name.to_owned(), contents.as_bytes().to_vec())).to_vec()
    };
    let document = words(&["Ana Lee &amp; others said no.", "She left&#33;"]);
    let download = ["Bridge", "Mail", "June 8, 2018", "Length: 2 words", "Body", "Ana Lee said no.", "Classification", "End of Document"];
    let download = words(&[download, download].concat());
    let book = parts_of(workbook());
    let all = [("a.docx", zipped(&document)), ("b.docx", zipped(&download)), ("c.txt", b"Ana Lee said no.".to_vec())];
    [document, download, book, all.map(|(name, bytes)| (name.to_owned(), bytes)).to_vec()]
}

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let day = ExcelDateTime::from_ymd(2024, 10, 24).unwrap();
    sheet.write_row(0, 0, ["text", "published", "n"]).unwrap();
    for row in 1..3 {
        sheet.write_string(row, 0, "Ana Lee said no.").unwrap();
        sheet.write_datetime_with_format(row, 1, &day, &Format::new().set_num_format("yyyy-mm-dd")).unwrap();
        sheet.write_number(row, 2, 7).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn parts_of(archive: Vec<u8>) -> Parts {
    let mut archive = ZipArchive::new(Cursor::new(archive)).unwrap();
    let count = archive.len();
    let part = |index| {
        let mut member = archive.by_index(index).unwrap();
        let name = member.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        std::io::copy(&mut member, &mut bytes).unwrap();
        (name, bytes)
    };
    (0..count).map(part).collect()
}

fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(contents).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn form() -> impl Strategy<Value = Option<Form>> {
    prop_oneof![4 => Just(None), 1 => Just(Some(Form::Zip)), 1 => Just(Some(Form::Word)), 1 => Just(Some(Form::Workbook))]
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        (any::<Index>(), 1usize..60).prop_map(|(at, length)| Change::Drop(at, length)),
        (any::<Index>(), 1usize..60).prop_map(|(at, length)| Change::Double(at, length)),
    ]
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        let (Self::Set(at, _) | Self::Drop(at, _) | Self::Double(at, _)) = self;
        if bytes.is_empty() {
            return;
        }
        let at = at.index(bytes.len());
        match *self {
            Self::Set(_, byte) => bytes[at] = byte,
            Self::Drop(_, length) => drop(bytes.drain(at..(at + length).min(bytes.len()))),
            Self::Double(_, length) => {
                let piece = bytes[at..(at + length).min(bytes.len())].to_vec();
                bytes.splice(at..at, piece);
            }
        }
    }
}
