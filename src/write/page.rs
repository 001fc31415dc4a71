//! A page of everything that a run finds.

use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::WholeFile;
use crate::record::{Annotation, Claim};

/// What was found in one article.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Findings<A = Annotation, C = Vec<Claim>> {
    /// All labels of the article.
    pub(crate) annotation: A,
    /// One claim for every attribution.
    pub(crate) claims: C,
}

/// Makes a page of what was found, article by article.
pub type MakePage = fn(&mut dyn Iterator<Item = io::Result<Findings>>, &mut dyn Write) -> io::Result<()>;

/// Makes a page from `lines`, which holds one [`Findings`] per line. The file appears under its name only when it is complete.
///
/// The figures on a page are those of the whole run, so it is made at the end of the run, like a table.
pub(super) fn write_page(lines: &Path, target: &Path, make: MakePage) -> io::Result<()> {
    let lines = BufReader::new(File::open(lines)?);
    let mut found = serde_json::Deserializer::from_reader(lines).into_iter().map(|found| found.map_err(io::Error::from));
    let page = WholeFile::create(target)?;
    make(&mut found, &mut page.writer())?;
    page.commit()
}
