//! A file that is one article.

use super::{Origin, Problem, Settings, encoding, stream};
use crate::article::Article;

/// Reads a whole stream as the text of one article. A title line is not assumed.
pub(super) fn read(stream: stream::Stream, origin: &Origin, settings: &Settings) -> Result<Article, Problem> {
    Ok(Article::new(&origin.id, encoding::decode(stream::whole(stream, settings)?, None)?))
}
