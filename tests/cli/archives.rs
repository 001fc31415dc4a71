//! Web archives, tables, pages and compressed data to read.

use std::io::Write;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use flate2::Compression;
use flate2::write::GzEncoder;
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;

pub(crate) fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn zstandard(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

/// A Parquet table of few rows a row group.
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

/// A text that was taken out of a page, as Common Crawl's WET files have them.
pub(crate) fn conversion(text: &str) -> Vec<u8> {
    [record("warcinfo", "application/warc-fields", b"software: by hand\r\n"), record("conversion", "text/plain", text.as_bytes())].concat()
}

/// A server's answer with a page, after a request and before a picture; the headers say how the page is sent.
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
