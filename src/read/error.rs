//! Why an article could not be read.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::compressed::Damage;

/// A part of the input that yields no article: where it is, and what is wrong with it.
#[derive(Debug, thiserror::Error)]
#[error("{}: {problem}", self.place())]
pub struct ReadError {
    path: Option<PathBuf>,
    member: Option<Member>,
    #[source]
    problem: Problem,
}

impl ReadError {
    /// The error of a file or folder as a whole; `path` is `None` for standard input.
    #[must_use]
    pub fn new(path: Option<&Path>, problem: Problem) -> Self {
        Self { path: path.map(Path::to_path_buf), member: None, problem }
    }

    /// The same error, for a part of the file.
    #[must_use]
    pub fn of_member(self, member: Option<Member>) -> Self {
        Self { member, ..self }
    }

    /// The file or folder; `None` for standard input.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The part of the file; `None` where the error concerns the whole file.
    #[must_use]
    pub(crate) fn member(&self) -> Option<Member> {
        self.member
    }

    /// The kind of problem, as one word that stays the same from version to version ([`Problem::kind`]).
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.problem.kind()
    }

    /// Whether something went wrong; skipping an article on purpose is not a failure.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        !matches!(self.problem, Problem::Language(_))
    }

    /// The file and its part, for a message.
    fn place(&self) -> String {
        let file = self.path.as_ref().map_or_else(|| "standard input".to_owned(), |path| path.display().to_string());
        self.member.map_or(file.clone(), |member| format!("{file}: {member}"))
    }
}

/// An article's place in a file that holds many, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Member {
    /// A line of JSON Lines.
    Line(u64),
    /// A value in a JSON file, either an element of its array or one of several values; or one of the articles of a download.
    Item(u64),
    /// A row of a table, not counting the header.
    Row(u64),
    /// A row of a workbook with several sheets, not counting the sheet's header.
    SheetRow {
        /// The sheet, counted from 1.
        sheet: u32,
        /// The row of the sheet.
        row: u64,
    },
    /// A record of a web archive.
    Record(u64),
}

impl Member {
    /// Its number, counted from 1 and unique within the file.
    #[must_use]
    pub(super) fn number(self) -> u64 {
        match self {
            Self::Line(number) | Self::Item(number) | Self::Row(number) | Self::Record(number) => number,
            Self::SheetRow { sheet, row } => u64::from(sheet) << 32 | row,
        }
    }
}

impl fmt::Display for Member {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(number) => write!(formatter, "line {number}"),
            Self::Item(number) => write!(formatter, "item {number}"),
            Self::Row(number) => write!(formatter, "row {number}"),
            Self::SheetRow { sheet, row } => write!(formatter, "sheet {sheet}, row {row}"),
            Self::Record(number) => write!(formatter, "record {number}"),
        }
    }
}

/// What can be wrong with a file or an article in it, worded to end a sentence that begins with the place.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The file does not exist.
    #[error("no such file or folder; check the path")]
    Missing,
    /// A folder with nothing to read.
    #[error("no articles in this folder (looked for {endings}); to read a file with another ending, name the file itself")]
    NothingToRead {
        /// The endings that are read.
        endings: String,
    },
    /// The system refuses to read it.
    #[error("cannot read: {0}")]
    Unreadable(#[source] io::Error),
    /// Neither a file nor a folder.
    #[error("{0}, not a file; not opened")]
    NotAFile(&'static str),
    /// A link that leads back to a folder that contains it, or to itself.
    #[error("a link that leads back to itself; not followed")]
    LinkLoop,
    /// A link to a folder: following it could read articles twice, or read ones outside the given folder.
    #[error("a link to a folder; not followed, give the folder by its own path to read it")]
    LinkToFolder,
    /// A link to something that does not exist.
    #[error("a link to something that is not there")]
    DanglingLink,
    /// Compressed data, or an archive, that ends too early or is broken.
    #[error("broken {form}: {message}")]
    Damaged {
        /// What it should be.
        form: &'static str,
        /// What is wrong with it.
        message: String,
    },
    /// Compressed data that unpacks to far more than texts do.
    #[error("unpacks to more than {}, as a decompression bomb does; skipped", size(*.limit))]
    Bomb {
        /// The limit, in bytes.
        limit: u64,
    },
    /// A file, or a member of an archive, that is encrypted.
    #[error("encrypted; unpack or save it without a password first")]
    Encrypted,
    /// An archive with nothing to read.
    #[error("no articles in this archive (looked for {endings})")]
    NothingInArchive {
        /// The endings that are read.
        endings: String,
    },
    /// Members of an archive with the same name.
    #[error("members of the same name; only the last of each name is read")]
    SameName,
    /// A member whose name is a path that leads out of the archive.
    #[error("a name that leads out of the archive; skipped")]
    Outside,
    /// An archive within an archive.
    #[error("an archive within an archive; not opened, unpack the outer one first")]
    NestedArchive,
    /// A document in an office format that is not read.
    #[error("{0}; save it as .docx, .xlsx or text")]
    OtherOffice(&'static str),
    /// A PDF.
    #[error("a PDF; turn it into text first, for example with pdftotext")]
    Pdf,
    /// An article larger than the limit.
    #[error("larger than an article may be ({}); skipped", size(*.limit))]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// JSON values or page elements nested deeper than is read.
    #[error("nested too deep ({0}); skipped")]
    TooDeep(String),
    /// The bytes are not text.
    #[error("not a text but binary data; skipped")]
    NotText,
    /// A file of labels or settings that is not UTF-8.
    #[error("not a UTF-8 text; convert it to UTF-8 first (iconv -t UTF-8)")]
    NotUtf8,
    /// A text without words.
    #[error("no text in it; skipped")]
    Empty,
    /// A web page without an article.
    #[error("no article text ({} of other things); skipped", size(*.bytes))]
    NoArticle {
        /// The size of the page.
        bytes: u64,
    },
    /// Something other than a JSON object where one is expected.
    #[error("not a JSON object ({0}); skipped")]
    NotJson(String),
    /// Something other than one of our records where one is expected.
    #[error("not such a record as whosaid writes ({0})")]
    NotARecord(String),
    /// A file in a form from which records cannot be read back.
    #[error("no records can be read back from this form ({0}); give JSON Lines, JSON or Parquet as whosaid writes them")]
    NoRecords(&'static str),
    /// The field for the text is missing or holds no text; where no name was given, this holds for all the usual names.
    #[error("no text in {}", field(.0.as_ref()))]
    NoField(Option<String>),
    /// A table without a column for the text.
    #[error("{}; the columns are {header}", no_column(.column.as_ref()))]
    NoColumn {
        /// The column's name.
        column: Option<String>,
        /// The table's columns.
        header: String,
    },
    /// A table without one of the columns to keep.
    #[error("no column {column:?} to keep; the columns are {header}")]
    NothingToKeep {
        /// The column's name.
        column: String,
        /// The table's columns.
        header: String,
    },
    /// A page or workbook that crashed its reader.
    #[error("an internal error in reading it; please report it with the file")]
    Internal,
    /// A form that this build does not read.
    #[error("this build does not read this form (feature `{0}`); skipped")]
    NotBuilt(&'static str),
    /// A language that the model was not made for.
    #[error("in {0}, a language that the model was not made for; skipped")]
    Language(&'static str),
}

impl Problem {
    /// One word for the kind: `missing`, `nothing_to_read`, `unreadable`, `not_a_file`, `link_loop`, `link_to_folder`, `dangling_link`, `damaged`,
    /// `bomb`, `encrypted`, `nothing_in_archive`, `same_name`, `outside`, `nested_archive`, `other_office`, `pdf`, `too_large`, `too_deep`, `not_text`,
    /// `not_utf8`, `empty`, `no_article`, `not_json`, `not_a_record`, `no_records`, `no_field`, `no_column`, `nothing_to_keep`, `internal`,
    /// `not_built` or `language`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NothingToRead { .. } => "nothing_to_read",
            Self::Unreadable(_) => "unreadable",
            Self::NotAFile(_) => "not_a_file",
            Self::LinkLoop => "link_loop",
            Self::LinkToFolder => "link_to_folder",
            Self::DanglingLink => "dangling_link",
            Self::Damaged { .. } => "damaged",
            Self::Bomb { .. } => "bomb",
            Self::Encrypted => "encrypted",
            Self::NothingInArchive { .. } => "nothing_in_archive",
            Self::SameName => "same_name",
            Self::Outside => "outside",
            Self::NestedArchive => "nested_archive",
            Self::OtherOffice(_) => "other_office",
            Self::Pdf => "pdf",
            Self::TooLarge { .. } => "too_large",
            Self::TooDeep(_) => "too_deep",
            Self::NotText => "not_text",
            Self::NotUtf8 => "not_utf8",
            Self::Empty => "empty",
            Self::NoArticle { .. } => "no_article",
            Self::NotJson(_) => "not_json",
            Self::NotARecord(_) => "not_a_record",
            Self::NoRecords(_) => "no_records",
            Self::NoField(_) => "no_field",
            Self::NoColumn { .. } => "no_column",
            Self::NothingToKeep { .. } => "nothing_to_keep",
            Self::Internal => "internal",
            Self::NotBuilt(_) => "not_built",
            Self::Language(_) => "language",
        }
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<Damage>()) {
            Some(Damage { form, message }) => Self::Damaged { form, message: message.clone() },
            None => Self::Unreadable(error),
        }
    }
}

fn field(name: Option<&String>) -> String {
    name.map_or_else(|| "a field named text, body, content or the like".to_owned(), |name| format!("the field {name:?}"))
}

fn no_column(name: Option<&String>) -> String {
    name.map_or_else(|| "no column named text, body, content or the like".to_owned(), |name| format!("no column {name:?}"))
}

/// A number of bytes in readable units.
fn size(bytes: u64) -> String {
    match bytes {
        0..1000 => format!("{bytes} bytes"),
        1000..1_000_000 => format!("{} KB", bytes / 1000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}
