//! Zip archives of articles. Their members are read like the files of a folder, in the order of their paths.

use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::vec;

use zip::read::ZipFileEntry;

use super::form::without_ending;
use super::origin::id_of;
use super::package::{self, Package, allowance};
use super::stream::{Meter, Stream};
use super::{Form, Input, Origin, Problem, Settings};

pub(super) use super::package::form;

/// The folder in which macOS puts its own metadata about the files.
const LEFT_BY_MACOS: &str = "__MACOSX/";

/// The members of an archive, each with its contents or the reason why it is not read.
pub(super) struct Members {
    package: Package,
    listed: vec::IntoIter<Listed>,
    /// The number of bytes that the remaining members may still unpack to.
    left: u64,
    /// The part of the archive's size, in bytes, that is not yet counted as read.
    unread: u64,
    settings: Arc<Settings>,
    meter: Meter,
}

struct Listed {
    index: usize,
    origin: Origin,
    problem: Option<Problem>,
}

impl Members {
    pub(super) fn new(file: File, archive: &Origin, settings: &Arc<Settings>, meter: &Meter) -> Result<Self, Problem> {
        let size = file.metadata()?.len();
        let package = package::open(file)?;
        let mut listed = list(&package, archive)?;
        if listed.is_empty() {
            return Err(Problem::NothingInArchive { endings: Form::endings() });
        }
        if package.has_duplicate_names() {
            listed.insert(0, Listed { index: 0, origin: archive.clone(), problem: Some(Problem::SameName) });
        }
        let (settings, meter) = (Arc::clone(settings), meter.clone());
        Ok(Self { package, listed: listed.into_iter(), left: allowance(size), unread: archive.bytes, settings, meter })
    }

    fn unpacked(&mut self, index: usize) -> Result<Stream, Problem> {
        let packed = self.package.by_index_data(index).map_or(0, |entry| entry.compressed_size()).min(self.unread);
        self.unread -= packed;
        self.meter.add(packed);
        let (whole, bytes) = package::unpacked(&mut self.package, index, self.left)?;
        self.left -= bytes;
        Ok(Box::new(BufReader::new(whole)))
    }
}

impl Iterator for Members {
    type Item = (Origin, Result<Stream, Problem>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Listed { index, origin, problem } = self.listed.next()?;
            if self.settings.share.is_none_or(|share| share.may_hold(&origin)) {
                let stream = problem.map_or_else(|| self.unpacked(index), Err);
                return Some((origin, stream));
            }
        }
    }
}

/// The members to read, as origins: `news.zip/2024/bridge.txt`.
fn list(package: &Package, archive: &Origin) -> Result<Vec<Listed>, Problem> {
    let mut members = Vec::new();
    for index in 0..package.len() {
        let entry = package.by_index_data(index).map_err(package::problem)?;
        let name = name_of(&entry)?;
        if !entry.is_dir() && !name.starts_with(LEFT_BY_MACOS) && Form::of_ending(Path::new(&name)).is_some() {
            let problem = problem_of(&entry, &name);
            members.push((PathBuf::from(name), index, problem));
        }
    }
    members.sort_by(|one, other| one.0.cmp(&other.0));
    let mut counts: HashMap<PathBuf, usize> = HashMap::new();
    for (name, ..) in &members {
        *counts.entry(without_ending(name)).or_default() += 1;
    }
    let origin = |name: &Path| {
        let folder = archive.file().map_or_else(PathBuf::new, Path::to_path_buf);
        let short = without_ending(name);
        let id = if counts[&short] > 1 { name } else { &short };
        let id = format!("{}.zip/{}", archive.id.strip_suffix(".zip").unwrap_or(&archive.id), id_of(id.as_os_str()));
        Origin { input: Input::Path(folder.join(name)), id, form: None, bytes: 0 }
    };
    Ok(members.into_iter().map(|(name, index, problem)| Listed { index, origin: origin(&name), problem }).collect())
}

/// The name of a member, with `/` between folders and no leading `/`. Names not marked as UTF-8 are in UTF-8 all the same in most archives.
fn name_of(entry: &ZipFileEntry<'_>) -> Result<String, Problem> {
    let name = match str::from_utf8(entry.name_raw()) {
        Ok(name) => name.to_owned(),
        Err(_) => entry.name().map_err(package::problem)?.into_owned(),
    };
    Ok(name.replace('\\', "/").trim_start_matches('/').to_owned())
}

/// The reason not to read a member, as far as the archive's index shows one.
fn problem_of(entry: &ZipFileEntry<'_>, name: &str) -> Option<Problem> {
    match () {
        () if entry.enclosed_name().is_none() || name.split('/').any(|folder| folder == "..") => Some(Problem::Outside),
        () if entry.is_symlink() => Some(Problem::NotAFile("a link")),
        () if entry.encrypted() => Some(Problem::Encrypted),
        () => None,
    }
}
