//! Generates archives, documents, tables, pages and compressed data for tests.

use std::io::{Cursor, Write};
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use flate2::Compression;
use flate2::write::GzEncoder;
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use rust_xlsxwriter::Workbook;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub(crate) fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn zstandard(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

/// A Parquet table with few rows per row group.
pub(crate) fn table(columns: Vec<(&str, ArrayRef)>) -> Vec<u8> {
    let rows = RecordBatch::try_from_iter(columns).unwrap();
    let compression = parquet::basic::Compression::SNAPPY;
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(3)).set_compression(compression).build();
    let mut writer = ArrowWriter::try_new(Vec::new(), rows.schema(), Some(properties)).unwrap();
    writer.write(&rows).unwrap();
    writer.into_inner().unwrap()
}

/// A column of texts.
pub(crate) fn texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(texts))
}

/// A page with an article's paragraphs and a menu.
pub(crate) fn page(text: &str) -> String {
    let escaped = |line: &str| line.replace('&', "&amp;").replace('<', "&lt;");
    let paragraphs: Vec<String> = text.lines().filter(|line| !line.is_empty()).map(|line| format!("<p>{}</p>\n", escaped(line))).collect();
    let paragraphs = paragraphs.concat();
    format!(
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>A page</title></head><body><nav><a href=/>Home</a> <a href=/n>News</a></nav>\
        <article>{paragraphs}</article><footer><a href=/t>Terms</a></footer></body></html>"
    )
}

/// A WARC record with a header and a body.
pub(crate) fn record(kind: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
    let header = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2024-10-24T05:30:00Z\r\nWARC-Target-URI: https://example.org/a\r\n\
        Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [header.as_bytes(), body, b"\r\n\r\n"].concat()
}

/// A text extracted from a page, as in Common Crawl's WET files.
pub(crate) fn conversion(text: &str) -> Vec<u8> {
    [record("warcinfo", "application/warc-fields", b"software: by hand\r\n"), record("conversion", "text/plain", text.as_bytes())].concat()
}

/// A server's response with a page, after a request and before a picture and an error page; the headers say how the page is encoded.
pub(crate) fn response(page: &str, headers: &[&str]) -> Vec<u8> {
    let mut body = page.as_bytes().to_vec();
    if headers.iter().any(|header| header.ends_with("gzip")) {
        body = gzipped(&body);
    }
    if headers.iter().any(|header| header.ends_with("chunked")) {
        let chunk = |chunk: &[u8]| [format!("{:x}\r\n", chunk.len()).as_bytes(), chunk, b"\r\n"].concat();
        body = body.chunks(1000).map(chunk).collect::<Vec<_>>().concat();
        body.extend(b"0\r\n\r\n");
    }
    let head = headers.iter().map(|header| format!("{header}\r\n")).collect::<Vec<String>>().concat();
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\n{head}\r\n");
    [
        record("request", "application/http; msgtype=request", b"GET /a HTTP/1.1\r\n\r\n"),
        record("response", "application/http; msgtype=response", &[head.as_bytes(), &body].concat()),
        record("response", "application/http; msgtype=response", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"),
        record(
            "response",
            "application/http; msgtype=response",
            b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>No such page",
        ),
    ]
    .concat()
}

/// A zip archive of the given files.
pub(crate) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(contents).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A Word document of the given paragraphs; those that begin with `# ` are headings.
pub(crate) fn word<'a>(paragraphs: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let paragraph = |text: &str| {
        let (style, text) = match text.strip_prefix("# ") {
            Some(text) => ("<w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>", text),
            None => ("", text),
        };
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        format!("<w:p>{style}<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
    };
    let body = paragraphs.into_iter().map(paragraph).collect::<Vec<_>>().concat();
    let namespace = "http://schemas.openxmlformats.org";
    let main = format!("{namespace}/wordprocessingml/2006/main");
    let document = format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"{main}\"><w:body>{body}</w:body></w:document>");
    let relationships = format!(
        "<Relationships xmlns=\"{namespace}/package/2006/relationships\"><Relationship Id=\"rId1\" \
        Type=\"{namespace}/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
    );
    zipped(&[("[Content_Types].xml", b"<Types/>"), ("_rels/.rels", relationships.as_bytes()), ("word/document.xml", document.as_bytes())])
}

/// A workbook with one sheet of text cells per table.
pub(crate) fn workbook(tables: &[&[&[&str]]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for table in tables {
        let sheet = workbook.add_worksheet();
        for (number, row) in (0..).zip(*table) {
            sheet.write_row(number, 0, row.iter().copied()).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}
