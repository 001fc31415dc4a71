//! How articles stand in a file, told by its ending or by its content.

use std::path::{Path, PathBuf};

/// How articles stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The file is one article.
    Text,
    /// Every line is a JSON object with one article.
    JsonLines,
}

/// The endings of files that are read in folders. A further `.gz` or `.zst` is taken off before.
const ENDINGS: [(&str, Form); 3] = [("txt", Form::Text), ("jsonl", Form::JsonLines), ("ndjson", Form::JsonLines)];

impl Form {
    /// The form that a file's ending tells.
    #[must_use]
    pub fn of_ending(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, form)| *form)
    }

    /// The form that the first bytes of a file tell; a text where nothing speaks for another.
    #[must_use]
    pub fn of_content(start: &[u8]) -> Self {
        match start.trim_ascii_start().first() {
            Some(b'{') => Self::JsonLines,
            _ => Self::Text,
        }
    }

    /// All endings that are read in folders, for a message.
    pub(super) fn endings() -> String {
        ENDINGS.map(|(ending, _)| format!(".{ending}")).join(", ")
    }
}

/// A path without its form's ending.
pub(super) fn without_ending(path: &Path) -> PathBuf {
    path.with_extension("")
}
