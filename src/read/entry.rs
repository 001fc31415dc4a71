//! What the readers yield.

use super::error::{Member, Problem, ReadError};
use super::origin::Origin;
use super::repair::repaired;
use crate::article::Article;

/// An article of the input, or the reason why there is none.
#[derive(Debug)]
pub struct Entry {
    /// How many bytes of the input were consumed to read it.
    pub bytes: u64,
    /// Its place in a file that holds many.
    pub member: Option<Member>,
    /// The article.
    pub article: Result<Article, ReadError>,
}

/// What a form's reader makes of one part of a stream.
pub(super) struct Reading {
    pub(super) member: Option<Member>,
    pub(super) article: Result<Article, Problem>,
}

impl Reading {
    /// The reading of an origin as a whole.
    pub(super) fn whole(article: Result<Article, Problem>) -> Self {
        Self { member: None, article }
    }
}

pub(super) type Readings = Box<dyn Iterator<Item = Reading> + Send>;

/// Records as raw JSON, each with its place.
pub(super) type RawRecords = Box<dyn Iterator<Item = (Member, Result<Vec<u8>, Problem>)> + Send>;

impl Entry {
    /// The entry of one reading of an origin, which consumed `bytes` bytes.
    pub(super) fn of(origin: &Origin, bytes: u64, Reading { member, article }: Reading) -> Self {
        let article = article.map(|article| Article {
            path: origin.path(),
            text: repaired(article.text),
            title: article.title.map(repaired),
            author: article.author.map(repaired),
            ..article
        });
        Self { bytes, member, article: article.map_err(|problem| ReadError::new(origin.file(), problem).of_member(member)) }
    }
}
