//! Web pages: the article in them, without what surrounds it.

#[cfg(feature = "html")]
mod article;
#[cfg(not(feature = "html"))]
#[path = "html/unread.rs"]
mod article;
#[cfg(feature = "html")]
mod day;
#[cfg(feature = "html")]
mod shape;
#[cfg(feature = "html")]
mod text;

use encoding_rs::Encoding;

use super::sniff::is_page;
use super::stream::{Stream, whole};
use super::{Origin, Problem, Settings, encoding};
use crate::article::Article;

/// How much of a page is searched for a declaration of its encoding, in bytes (HTML Standard, 13.2.3.2).
const DECLARATION: usize = 1024;

/// Reads a whole stream as one page.
pub(super) fn read(stream: Stream, origin: &Origin, settings: &Settings) -> Result<Article, Problem> {
    page(whole(stream, settings)?, None, &origin.id)
}

/// The article of a page. `declared` is the encoding that came with the page, if any; otherwise the page itself may declare one.
pub(super) fn page(bytes: Vec<u8>, declared: Option<&'static Encoding>, id: &str) -> Result<Article, Problem> {
    if bytes.trim_ascii().is_empty() {
        return Err(Problem::Empty);
    }
    let declared = declared.or_else(|| declaration(&bytes));
    article::whole(&encoding::decode(bytes, declared)?, id)
}

/// Whether a field's value is a page or a part of one.
pub(super) fn is_markup(text: &str) -> bool {
    let start = text.trim_start();
    start.starts_with('<') && (is_page(start.as_bytes()) || ["</p>", "</div>", "<br"].iter().any(|tag| text.contains(tag)))
}

/// The article of a record whose text is a page or a part of one.
pub(super) fn of_field(record: Article) -> Result<Article, Problem> {
    if !is_page(record.text.as_bytes()) {
        let text = article::part(&record.text)?;
        return if text.is_empty() { Err(Problem::Empty) } else { Ok(Article { text, ..record }) };
    }
    let page = article::whole(&record.text, &record.id)?;
    Ok(Article {
        title: record.title.or(page.title),
        published: record.published.or(page.published),
        url: record.url.or(page.url),
        author: record.author.or(page.author),
        language: record.language.or(page.language),
        kept: record.kept,
        ..page
    })
}

/// The encoding that a page declares in its first bytes, by `<meta charset=...>`, `<meta http-equiv=... content="...; charset=...">` or an
/// XML declaration.
fn declaration(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARATION)]).to_ascii_lowercase();
    let places = ["charset=", "encoding="].into_iter().filter_map(|word| start.find(word).map(|at| at + word.len()));
    places.into_iter().find_map(|at| {
        let label = start[at..].trim_start_matches(['"', '\'', ' ']);
        let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))).unwrap_or(label.len());
        Encoding::for_label(&label.as_bytes()[..end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_of_encodings_are_found() {
        for (page, name) in [
            ("<meta charset=\"windows-1252\">", "windows-1252"),
            ("<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=ISO-8859-15'>", "ISO-8859-15"),
            ("<?xml version=\"1.0\" encoding=\"koi8-r\"?><html>", "KOI8-R"),
        ] {
            assert_eq!(declaration(page.as_bytes()).map(Encoding::name), Some(name), "{page}");
        }
        assert_eq!(declaration(b"<meta charset='nonsense'>"), None);
    }
}
