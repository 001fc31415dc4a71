//! The command under test, folders to run it in, and articles to run it on.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::OnceLock;

use assert_cmd::cargo::{cargo_bin, cargo_bin_cmd};
use tempfile::TempDir;
use whosaid::record::{Annotation, Claim};

/// An article with statements that no model should miss.
pub(crate) const BRIDGE: &str = "Ana Lee, the mayor of Belvar, said on Monday that the bridge would be closed for a month.\n\n\
    “We have no choice,” Lee told reporters. The bus company denied that it had been warned.\n";

/// An article whose statements contain everything that is awkward in a table: quotation marks, commas, semicolons, emoji, and line breaks within
/// sentences.
pub(crate) const AWKWARD: &str = "\"It's \"\"over\"\", 🚒; finished, done,\" said Zoë O'Neill, chief of the\n\
    Łódź fire brigade, who told reporters that \"the first,\n\
    second, and third\" crews; all of them, 👩‍🚒 in fact, were\n\
    on their way home. Her deputy, Ana Lee, said that water,\n\
    \"a lot of it\", had reached the archive.\n";

/// The command with the shipped model, and without the user's colour settings.
pub(crate) fn whosaid() -> assert_cmd::Command {
    let mut command = cargo_bin_cmd!("whosaid");
    command.env("WHOSAID_MODEL", shipped_model());
    for setting in COLOUR_SETTINGS {
        command.env_remove(setting);
    }
    command
}

/// The same, as a process to interact with while it runs.
pub(crate) fn whosaid_process() -> process::Command {
    let mut command = process::Command::new(cargo_bin!("whosaid"));
    command.env("WHOSAID_MODEL", shipped_model());
    for setting in COLOUR_SETTINGS {
        command.env_remove(setting);
    }
    command
}

const COLOUR_SETTINGS: [&str; 4] = ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR"];

/// Runs `whosaid extract` to completion.
pub(crate) fn extract<A: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = A>) -> Ended {
    Ended::of(whosaid().arg("extract").args(arguments))
}

pub(crate) fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn shipped_model() -> PathBuf {
    project().join("models/news")
}

/// A command that has finished.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ended {
    pub(crate) fn of(command: &mut assert_cmd::Command) -> Self {
        let output = command.output().unwrap();
        Self {
            code: output.status.code().expect("ended by a signal"),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Asserts the exit code, and that nothing panicked.
    #[track_caller]
    pub(crate) fn with_code(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        assert!(!self.stderr.contains("panicked"), "{self:#?}");
        self
    }

    /// Asserts that one message contains all of the words.
    #[track_caller]
    pub(crate) fn saying(self, words: &[&str]) -> Self {
        let says = |message: &str| words.iter().all(|word| message.contains(word));
        let paragraphs = self.stderr.split("\n\n").chain(self.stderr.lines());
        assert!(paragraphs.into_iter().any(says), "no message says {words:?}: {self:#?}");
        self
    }

    /// The claims on standard output, read as JSON Lines.
    #[track_caller]
    pub(crate) fn claims(&self) -> Vec<Claim> {
        json_lines(&self.stdout)
    }
}

#[track_caller]
pub(crate) fn json_lines<T: serde::de::DeserializeOwned>(text: &str) -> Vec<T> {
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

/// A temporary folder, deleted when the test ends.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// A path in the folder, whether or not it exists.
    pub(crate) fn at(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.at(name);
        fs::write(&path, contents).unwrap();
        path
    }

    pub(crate) fn make(&self, name: &str) -> PathBuf {
        let path = self.at(name);
        fs::create_dir(&path).unwrap();
        path
    }

    #[track_caller]
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    #[track_caller]
    pub(crate) fn annotations(&self, name: &str) -> Vec<Annotation> {
        json_lines(&self.read(name))
    }

    /// The names of everything in the folder, hidden files included, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(self.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// The first articles of the corpus, sorted by name.
pub(crate) fn corpus(count: usize) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(project().join("corpus/articles")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.truncate(count);
    assert_eq!(paths.len(), count);
    paths
}

/// The claims of [`BRIDGE`], read from a file `bridge.txt`.
pub(crate) fn bridge_claims() -> &'static [Claim] {
    static CLAIMS: OnceLock<Vec<Claim>> = OnceLock::new();
    CLAIMS.get_or_init(|| {
        let folder = Folder::new();
        let claims = extract([folder.write("bridge.txt", BRIDGE)]).with_code(0).claims();
        assert!(claims.len() > 1, "{claims:?}");
        claims
    })
}

/// Claims without the fields that depend on where and under which name the article was read.
pub(crate) fn said(claims: &[Claim]) -> Vec<Claim> {
    let nameless = |claim: &Claim| {
        let mut claim = claim.clone();
        claim.id = String::new();
        claim.article.id = String::new();
        claim.article.path = None;
        claim.nested_in = claim.nested_in.map(|_| String::new());
        claim
    };
    claims.iter().map(nameless).collect()
}

/// A line of JSON Lines with an article.
pub(crate) fn json_line(id: &str, text: &str) -> String {
    serde_json::json!({ "id": id, "text": text }).to_string() + "\n"
}
