//! Zip archives, and documents that are zip archives inside: what they hold, and how much of it may be unpacked.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};

use tempfile::SpooledTempFile;
use zip::ZipArchive;
use zip::result::ZipError;

use super::{Form, Problem};

/// An open archive.
pub(super) type Package = ZipArchive<BufReader<File>>;

/// A text packs to a tenth of its size, a monotonous table to a hundredth. Data with a higher ratio than this was made to do harm.
const MOST_RATIO: u64 = 200;
/// Data that unpacks to fewer bytes does no harm, whatever its ratio.
const HARMLESS: u64 = 16 << 20;
/// The most bytes that one member may unpack to.
const LARGEST: u64 = 16 << 30;
/// The most bytes that a document or workbook may unpack to; much of it is held in memory at once.
const LARGEST_DOCUMENT: u64 = 1 << 30;
/// Unpacked data of up to this size stays in memory.
const IN_MEMORY: usize = 4 << 20;

/// Part of the message of the `zip` crate's error for an archive that lacks the index at its end.
const NO_INDEX: &str = "EOCD";

/// Opens an archive.
pub(super) fn open(file: File) -> Result<Package, Problem> {
    ZipArchive::new(BufReader::new(file)).map_err(problem)
}

/// The form of an archive, by its members' names.
pub(super) fn form(file: &File) -> Result<Form, Problem> {
    let archive = ZipArchive::new(BufReader::new(file)).map_err(problem)?;
    let begins = |start: &[u8]| archive.file_names_raw().any(|name| name.starts_with(start));
    Ok(match () {
        () if begins(b"[Content_Types].xml") && begins(b"word/") => Form::Word,
        () if begins(b"[Content_Types].xml") && begins(b"xl/") => Form::Workbook,
        () if begins(b"mimetype") && begins(b"content.xml") => return Err(Problem::OtherOffice("an OpenDocument file")),
        () => Form::Zip,
    })
}

/// The number of bytes that data of `packed` bytes may unpack to.
pub(super) fn allowance(packed: u64) -> u64 {
    packed.saturating_mul(MOST_RATIO).clamp(HARMLESS, LARGEST)
}

/// The whole of a member, checked against its checksum, and its size, which may be up to `limit` bytes.
pub(super) fn unpacked(package: &mut Package, index: usize, limit: u64) -> Result<(SpooledTempFile, u64), Problem> {
    let member = package.by_index(index).map_err(problem)?;
    let limit = limit.min(allowance(member.compressed_size()));
    let mut whole = tempfile::spooled_tempfile(IN_MEMORY);
    let bytes = io::copy(&mut member.take(limit + 1), &mut whole).map_err(broken)?;
    if bytes > limit {
        return Err(Problem::Bomb { limit });
    }
    whole.rewind()?;
    Ok((whole, bytes))
}

/// The whole of a part of a document.
pub(super) fn part(package: &mut Package, name: &str) -> Result<SpooledTempFile, Problem> {
    let index = package.index_for_name(name).ok_or_else(|| damaged(&format!("{name} is not in it")))?;
    unpacked(package, index, LARGEST_DOCUMENT).map(|(part, _)| part)
}

/// Checks that a document's members unpack to no more than they may, for a reader that does not check this itself.
pub(super) fn check(file: &File) -> Result<(), Problem> {
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(problem)?;
    let mut left = LARGEST_DOCUMENT;
    for index in 0..archive.len() {
        let member = archive.by_index(index).map_err(problem)?;
        let limit = left.min(allowance(member.compressed_size()));
        let bytes = io::copy(&mut member.take(limit + 1), &mut io::sink()).map_err(broken)?;
        left = left.checked_sub(bytes).filter(|_| bytes <= limit).ok_or(Problem::Bomb { limit })?;
    }
    Ok(())
}

/// The problem that an archive's error stands for.
pub(super) fn problem(error: ZipError) -> Problem {
    match error {
        ZipError::Io(error) => broken(error),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => Problem::Encrypted,
        ZipError::InvalidArchive(message) if message.contains(NO_INDEX) => damaged("it ends too early, or is none"),
        ZipError::InvalidArchive(message) => damaged(&message),
        error => damaged(&error.to_string()),
    }
}

/// A reading error: the system's own are kept, all others mean that the archive is damaged.
fn broken(error: io::Error) -> Problem {
    if error.raw_os_error().is_some() { Problem::Unreadable(error) } else { damaged(&error.to_string()) }
}

pub(super) fn damaged(message: &str) -> Problem {
    Problem::Damaged { form: "zip archive", message: message.to_owned() }
}
