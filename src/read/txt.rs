//! Text files, each one article.

use super::{Origin, Problem, Settings, encoding, stream};
use crate::article::Article;

/// Reads a whole stream as the text of one article, without assuming that its first line is a title.
pub(super) fn read(stream: stream::Stream, origin: &Origin, settings: &Settings) -> Result<Article, Problem> {
    Ok(Article::new(&origin.id, encoding::decode(stream::whole(stream, settings)?, None)?))
}
