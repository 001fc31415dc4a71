//! Tables made from gathered claims.
//!
//! The index of such a file is at its end, so it cannot be continued after an interruption. A run gathers its claims as JSON Lines and makes the
//! table at the end.

use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::Path;

use serde::de::DeserializeOwned;

/// The claims of a file of JSON Lines.
pub(super) fn gathered<T: DeserializeOwned>(lines: &Path) -> io::Result<impl Iterator<Item = io::Result<T>>> {
    let claims = serde_json::Deserializer::from_reader(BufReader::new(File::open(lines)?)).into_iter();
    Ok(claims.map(|claim| Ok(claim?)))
}

/// Writes a file under a temporary name and renames it once it is complete.
pub(super) fn whole<T>(target: &Path, write: impl FnOnce(&File) -> io::Result<T>) -> io::Result<T> {
    let mut name = target.as_os_str().to_owned();
    name.push(".new");
    let new = Path::new(&name);
    let written = File::create(new).and_then(|file| {
        let written = write(&file)?;
        file.sync_all()?;
        fs::rename(new, target)?;
        Ok(written)
    });
    if written.is_err() {
        // If the file cannot be removed, nothing can be done about it.
        let _ = fs::remove_file(new);
    }
    written
}
