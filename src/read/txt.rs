//! A file that is one article.

use super::{Problem, Settings, Source, encoding, stream};
use crate::article::Article;

/// Reads a whole stream as the text of one article. A title line is not assumed.
pub(super) fn read(stream: stream::Stream, source: &Source, settings: &Settings) -> Result<Article, Problem> {
    Ok(Article::new(&source.id, encoding::decode(stream::whole(stream, settings)?, None)?))
}
