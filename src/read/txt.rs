//! A file that is one article.

use std::fs;
use std::io::{self, Read};

use super::{Entry, Input, ReadError, Source};
use crate::article::Article;

/// Reads a whole source as the text of one article. A title line is not assumed.
pub(super) fn read(source: &Source) -> Entry {
    let bytes = match &source.input {
        Input::Path(path) => fs::read(path),
        Input::Stdin => {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        }
    };
    Entry {
        bytes: source.bytes,
        article: bytes
            .map_err(|error| ReadError::Unreadable { place: source.place(), source: error })
            .and_then(|bytes| article(source, bytes)),
    }
}

fn article(source: &Source, bytes: Vec<u8>) -> Result<Article, ReadError> {
    let text = String::from_utf8(bytes).map_err(|_| ReadError::NotText(source.place()))?;
    if text.contains('\0') {
        return Err(ReadError::NotText(source.place()));
    }
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    if text.trim().is_empty() {
        return Err(ReadError::Empty(source.place()));
    }
    Ok(Article { path: source.path(), ..Article::new(&source.id, text) })
}
