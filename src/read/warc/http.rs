//! HTTP responses as stored in web archives.

use std::io::Read;

use chunked_transfer::Decoder;
use encoding_rs::Encoding;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::damage::damaged;
use crate::read::Problem;

/// More lines than any response's header has.
const MOST_HEADERS: usize = 256;

/// A page as its server sent it.
pub(super) struct Page {
    pub(super) body: Vec<u8>,
    /// The encoding that the server declared.
    pub(super) encoding: Option<&'static Encoding>,
}

/// The page of a response; `None` where the response is something else, or says that there is no page.
pub(super) fn page(response: &[u8], limit: u64) -> Result<Option<Page>, Problem> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut head = httparse::Response::new(&mut headers);
    let parsed = httparse::ParserConfig::default().ignore_invalid_headers_in_responses(true).parse_response(&mut head, response);
    let length = match parsed {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Err(damaged("a response's header does not end")),
        Err(error) => return Err(damaged(&format!("a response's header is broken: {error}"))),
    };
    let value = |name: &str| {
        let header = head.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(header.value).trim().to_ascii_lowercase())
    };
    let kind = value("content-type").unwrap_or_default();
    if !head.code.is_some_and(|code| (200..300).contains(&code)) || !is_page(&kind) {
        return Ok(None);
    }
    let chunked = value("transfer-encoding").is_some_and(|coding| coding.contains("chunked"));
    let body = unchunked(&response[length..], chunked, limit);
    let body = unpacked(body, &value("content-encoding").unwrap_or_default(), limit)?;
    Ok(Some(Page { body, encoding: charset(&kind) }))
}

/// Whether a content type is that of a web page.
pub(super) fn is_page(kind: &str) -> bool {
    kind.starts_with("text/html") || kind.starts_with("application/xhtml")
}

fn charset(kind: &str) -> Option<&'static Encoding> {
    let (_, charset) = kind.split_once("charset=")?;
    let label = charset.split(';').next().unwrap_or_default();
    Encoding::for_label(label.trim().trim_matches(['"', '\'']).as_bytes())
}

/// The body without its chunk marks. Many archives remove the marks from a body but keep the header that announces them; such a body is returned
/// as it is.
fn unchunked(body: &[u8], chunked: bool, limit: u64) -> Vec<u8> {
    let mut whole = Vec::new();
    if chunked && Decoder::new(body).take(limit).read_to_end(&mut whole).is_ok() && !whole.is_empty() {
        return whole;
    }
    // A body cut off within a chunk is still worth reading.
    if whole.is_empty() { body.to_vec() } else { whole }
}

/// The body decompressed, where it really is compressed as the header says.
fn unpacked(body: Vec<u8>, coding: &str, limit: u64) -> Result<Vec<u8>, Problem> {
    let decoder: Box<dyn Read + '_> = match (coding, &body[..]) {
        ("gzip" | "x-gzip", [0x1f, 0x8b, ..]) => Box::new(MultiGzDecoder::new(&body[..])),
        ("deflate", [first, second, ..]) if first & 0x0f == 8 && (u16::from(*first) << 8 | u16::from(*second)).is_multiple_of(31) => {
            Box::new(ZlibDecoder::new(&body[..]))
        }
        ("deflate", _) => Box::new(DeflateDecoder::new(&body[..])),
        ("br", [first, ..]) if *first != b'<' => Box::new(brotli_decompressor::Decompressor::new(&body[..], 4096)),
        _ => return Ok(body),
    };
    let mut page = Vec::new();
    let read = decoder.take(limit + 1).read_to_end(&mut page);
    match read {
        Ok(_) if page.len() as u64 > limit => Err(Problem::TooLarge { limit }),
        // Whatever was decompressed before the error is used.
        Ok(_) | Err(_) if !page.is_empty() => Ok(page),
        Ok(_) => Err(Problem::Empty),
        Err(error) => Err(damaged(&format!("a response's body is not {coding}: {error}"))),
    }
}
