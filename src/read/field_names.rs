//! The names of JSON fields and table columns.

/// The names of the fields that hold an article's parts. A part whose name is not given is looked for under the usual names;
/// `a.b` is the field `b` of the object in `a`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fields {
    /// A string or a number.
    pub id: Option<String>,
    /// A string.
    pub title: Option<String>,
    /// A string, or seconds or milliseconds since 1970.
    pub date: Option<String>,
    /// A string.
    pub url: Option<String>,
    /// A string, or an array of paragraphs; the only required field.
    pub text: Option<String>,
}

// The usual names, the most specific first, in lower case, without `_` and `-`.
pub(super) const TEXT: [&str; 20] = [
    "text",
    "body",
    "content",
    "article",
    "articlebody",
    "articletext",
    "articlecontent",
    "fulltext",
    "maintext",
    "bodytext",
    "plaintext",
    "rawtext",
    "cleantext",
    "contents",
    "story",
    "storytext",
    "paragraphs",
    "markdown",
    "html",
    "bodyhtml",
];
pub(super) const TITLE: [&str; 4] = ["title", "headline", "heading", "articletitle"];
pub(super) const DATE: [&str; 17] = [
    "date",
    "published",
    "publishdate",
    "publisheddate",
    "publishedat",
    "pubdate",
    "datepublished",
    "datepublish",
    "publicationdate",
    "publishtime",
    "publishedtime",
    "firstpublished",
    "articledate",
    "datetime",
    "timestamp",
    "created",
    "createdat",
];
pub(super) const URL: [&str; 8] = ["url", "link", "canonicalurl", "sourceurl", "weburl", "articleurl", "permalink", "href"];
pub(super) const ID: [&str; 8] = ["id", "articleid", "docid", "documentid", "uuid", "guid", "key", "newid"];
pub(super) const AUTHOR: [&str; 6] = ["author", "authors", "byline", "creator", "writer", "journalist"];
pub(super) const LANGUAGE: [&str; 3] = ["language", "lang", "languagecode"];

/// Whether a name is one of the usual names for the text.
pub(super) fn is_text_name(name: &str) -> bool {
    TEXT.iter().any(|usual| is_usual(name, usual))
}

/// Whether a name equals a usual one, whatever its capitals, dashes and spaces.
pub(super) fn is_usual(name: &str, usual: &str) -> bool {
    let letters = name.trim().chars().filter(|letter| !matches!(letter, '_' | '-' | ' ')).flat_map(char::to_lowercase);
    letters.eq(usual.chars())
}
