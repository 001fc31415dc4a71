//! Files with random access, for forms whose index is at the end.

use std::fs::File;
use std::io::{self, Read, Seek};

use super::Origin;
use super::stream::Stream;

/// The origin's own file where that begins with `magic`; otherwise an unnamed temporary file with the stream's content.
pub(super) fn seekable(stream: Stream, origin: &Origin, magic: &[u8]) -> io::Result<File> {
    match own_file(origin, magic)? {
        Some(file) => Ok(file),
        None => copied(stream),
    }
}

fn own_file(origin: &Origin, magic: &[u8]) -> io::Result<Option<File>> {
    let Some(path) = origin.file().filter(|path| path.is_file()) else { return Ok(None) };
    let mut file = File::open(path)?;
    let mut start = Vec::new();
    file.by_ref().take(magic.len() as u64).read_to_end(&mut start)?;
    file.rewind()?;
    Ok((start == magic).then_some(file))
}

fn copied(mut stream: Stream) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    io::copy(&mut stream, &mut file)?;
    file.rewind()?;
    Ok(file)
}
