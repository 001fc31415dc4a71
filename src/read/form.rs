//! The form of a file: how it stores its articles, recognised by its ending and its content.

use std::path::{Path, PathBuf};

use super::compressed;
use super::sniff::{PARQUET, is_header, is_page, is_zip};

/// How a file stores its articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// The file is one article.
    Text,
    /// The file is one article with markup for headings, links and emphasis.
    Markdown,
    /// The file is a web page with one article.
    Html,
    /// The file holds JSON objects, each an article: one, several, or an array of them.
    Json,
    /// Every line is a JSON object with one article.
    JsonLines,
    /// The file is a table with a header; every row is an article.
    Csv,
    /// The file is a web archive; its records that are web pages are articles.
    Warc,
    /// The file is a Parquet table; every row is an article.
    Parquet,
    /// The file is a workbook (xlsx); every row of its sheets is an article.
    Workbook,
    /// The file is a Word document (docx) with one article, or a download from Nexis with several.
    Word,
    /// The file is a zip archive; its members are read like files.
    Zip,
}

/// The endings of the files that are read in folders. One of [`compressed::ENDINGS`] may follow.
const ENDINGS: [(&str, Form); 22] = [
    ("txt", Form::Text),
    ("text", Form::Text),
    ("md", Form::Markdown),
    ("markdown", Form::Markdown),
    ("html", Form::Html),
    ("htm", Form::Html),
    ("xhtml", Form::Html),
    ("shtml", Form::Html),
    ("json", Form::Json),
    ("jsonl", Form::JsonLines),
    ("ndjson", Form::JsonLines),
    ("jl", Form::JsonLines),
    ("csv", Form::Csv),
    ("tsv", Form::Csv),
    ("warc", Form::Warc),
    ("wet", Form::Warc),
    ("arc", Form::Warc),
    ("parquet", Form::Parquet),
    ("xlsx", Form::Workbook),
    ("xlsm", Form::Workbook),
    ("docx", Form::Word),
    ("zip", Form::Zip),
];

/// The start of the names of the lock files in which office programs note who has a document open.
const OWNER_MARK: &[u8] = b"~$";

impl Form {
    /// The form's name on the command line.
    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Json => "json",
            Self::JsonLines => "jsonl",
            Self::Csv => "csv",
            Self::Warc => "warc",
            Self::Parquet => "parquet",
            Self::Workbook => "xlsx",
            Self::Word => "docx",
            Self::Zip => "zip",
        }
    }

    /// The form that a file's ending stands for.
    #[must_use]
    pub(crate) fn of_ending(path: &Path) -> Option<Self> {
        if path.file_name()?.as_encoded_bytes().starts_with(OWNER_MARK) {
            return None;
        }
        let name = without_compression(path);
        let ending = name.extension()?.to_str()?.to_lowercase();
        ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, form)| *form)
    }

    /// The form that the first bytes of a stream indicate; text where nothing suggests another.
    #[must_use]
    pub(crate) fn of_content(start: &[u8]) -> Self {
        let start = start.trim_ascii_start();
        let line = start.split(|&byte| byte == b'\n').next().unwrap_or_default().trim_ascii_end();
        match start.first() {
            Some(b'P') if start.starts_with(PARQUET) => Self::Parquet,
            Some(b'P') if is_zip(start) => Self::Zip,
            Some(b'W') if start.starts_with(b"WARC/") => Self::Warc,
            Some(b'{') if line.ends_with(b"}") || line.len() == start.trim_ascii_end().len() && line.len() > 1 => Self::JsonLines,
            Some(b'{') => Self::Json,
            Some(b'[') if start[1..].trim_ascii_start().starts_with(b"{") => Self::Json,
            Some(b'<') if is_page(start) => Self::Html,
            Some(b'-') if line == b"---" && start[3..].iter().take(400).any(|&byte| byte == b':') => Self::Markdown,
            _ if is_header(line) => Self::Csv,
            _ => Self::Text,
        }
    }

    /// The form of a stream by its first bytes and the ending of its file, if it has one. The ending decides, except that a page in a text file is
    /// a page, and JSON with one object per line is read line by line, so that a broken line costs no other. A zip archive remains [`Self::Zip`]
    /// until its members are looked at.
    #[must_use]
    pub(crate) fn of(path: Option<&Path>, start: &[u8]) -> Self {
        let content = Self::of_content(start);
        match path.and_then(Self::of_ending) {
            _ if content == Self::Zip => Self::Zip,
            Some(Self::Text) if content == Self::Html => Self::Html,
            Some(Self::Json) if content == Self::JsonLines => Self::JsonLines,
            Some(form) => form,
            None => content,
        }
    }

    /// Whether files of this form are zip archives, documents and workbooks included.
    pub(super) fn is_package(self) -> bool {
        matches!(self, Self::Workbook | Self::Word | Self::Zip)
    }

    /// All endings that are read in folders, for a message.
    pub(super) fn endings() -> String {
        ENDINGS.map(|(ending, _)| format!(".{ending}")).join(", ")
    }
}

/// A path without the ending of its form and that of its compression.
pub(super) fn without_ending(path: &Path) -> PathBuf {
    without_compression(path).with_extension("")
}

fn without_compression(path: &Path) -> PathBuf {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let is_compressed = compressed::ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known));
    if is_compressed { path.with_extension("") } else { path.to_path_buf() }
}
