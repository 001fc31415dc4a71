//! A file that is one article.

use super::stream::Stream;
use super::{Problem, Source};
use crate::article::Article;

/// Reads a whole stream as the text of one article. A title line is not assumed.
pub(super) fn read(mut stream: Stream, source: &Source) -> Result<Article, Problem> {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).map_err(Problem::Unreadable)?;
    let text = String::from_utf8(bytes).map_err(|_| Problem::NotText)?;
    if text.contains('\0') {
        return Err(Problem::NotText);
    }
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    if text.trim().is_empty() {
        return Err(Problem::Empty);
    }
    Ok(Article::new(&source.id, text))
}
