//! Keeps the rooms of `src` in order: which room depends on which, which room touches the outside world, and how long a file may be.

#![cfg(test)]

mod circles;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of DESIGN.md section 4, lowest first. A room depends only on rooms of lower layers.
const LAYERS: [&[&str]; 10] = [
    &["text", "model"],
    &["engine", "record", "article", "english"],
    &["segment", "read", "write", "encode"],
    &["decode", "normalise", "eval", "group"],
    &["attribute", "report"],
    &["resolve"],
    &["assemble"],
    &["extract"],
    &["run", "serve"],
    &["cli"],
];

/// Permitted dependencies between rooms of the same layer, as (room, room it depends on, reason). None so far.
const SIDEWAYS: [(&str, &str, &str); 0] = [];

/// Known cycles between files of a room, each as its files below `src`. None.
const CIRCLES: [&[&str]; 0] = [];

const LONGEST_FILE: usize = 500;

/// A part of the outside world, how code reaches it, and which rooms may.
struct Border {
    what: &'static str,
    /// Paths by their first two segments (`std::fs`), however they are imported.
    paths: &'static [(&'static str, &'static str)],
    /// Text that occurs only where it is used.
    words: &'static [&'static str],
    /// Rooms, or files or folders within a room.
    open_to: &'static [&'static str],
}

const BORDERS: [Border; 7] = [
    Border { what: "files", paths: &[("std", "fs")], words: &[], open_to: &["read", "write", "model", "engine/torch"] },
    Border { what: "the environment", paths: &[("std", "env")], words: &["env!("], open_to: &["cli"] },
    Border { what: "the process", paths: &[("std", "process")], words: &[], open_to: &["cli", "main.rs"] },
    Border {
        what: "standard output and error",
        paths: &[],
        words: &["stdout", "stderr", "Stdout", "Stderr", "print!", "println!", "eprint!", "eprintln!", "dbg!", "anstream"],
        open_to: &["cli"],
    },
    Border { what: "standard input", paths: &[], words: &["stdin()", "Stdin,", "Stdin}"], open_to: &["cli", "read"] },
    Border { what: "the encoder's arithmetic", paths: &[], words: &["whosaid_kernels"], open_to: &["engine/native"] },
    Border { what: "libtorch", paths: &[], words: &["tch::", "rust_bert"], open_to: &["engine/torch"] },
];

#[test]
fn every_room_leans_downwards_only() {
    let offences: Vec<String> = sources().iter().flat_map(leaning_offences).collect();
    assert!(offences.is_empty(), "\n{}\n", offences.join("\n"));
}

#[test]
fn no_files_of_a_room_import_each_other() {
    let sources = sources();
    let rooms: BTreeSet<&str> = sources.iter().filter(|source| !source.is_root()).map(Source::room).collect();
    let circles = rooms.iter().flat_map(|room| circles::Room::new(sources.iter().filter(|source| source.room() == *room)).circles());
    let found: BTreeSet<Vec<String>> = circles.collect();
    let known: BTreeSet<Vec<String>> = CIRCLES.iter().map(|circle| circle.iter().map(ToString::to_string).collect()).collect();
    let new: Vec<_> = found.difference(&known).collect();
    assert!(new.is_empty(), "these files import each other: {new:#?}");
    let gone: Vec<_> = known.difference(&found).collect();
    assert!(gone.is_empty(), "take these out of CIRCLES in tests/layers/main.rs, as they are gone: {gone:#?}");
}

#[test]
fn only_some_rooms_touch_the_outside_world() {
    let offences: Vec<String> = sources().iter().flat_map(border_offences).collect();
    assert!(offences.is_empty(), "\n{}\n", offences.join("\n"));
}

#[test]
fn no_file_is_longer_than_a_reader_can_hold() {
    let long = |source: &Source| {
        let lines = source.text.lines().count();
        (lines > LONGEST_FILE).then(|| format!("src/{}: {lines} lines; split it, {LONGEST_FILE} are the most", source.name))
    };
    let offences: Vec<String> = sources().iter().filter_map(long).collect();
    assert!(offences.is_empty(), "\n{}\n", offences.join("\n"));
}

#[test]
fn the_whole_of_src_is_looked_at() {
    let names: Vec<String> = sources().into_iter().map(|source| source.name).collect();
    for expected in ["lib.rs", "main.rs", "assemble/mod.rs", "engine/native/mod.rs", "cli/mod.rs"] {
        assert!(names.iter().any(|name| name == expected), "{expected} is not among {names:?}");
    }
}

#[test]
fn the_python_package_uses_public_doors_only() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/python/Cargo.toml")).unwrap();
    assert!(manifest.contains("whosaid = {") && !manifest.contains("internals"), "{manifest}");
}

/// A file of `src`.
struct Source {
    /// The file's path below `src`, with `/` between folders.
    name: String,
    text: String,
}

impl Source {
    fn new(name: &str, text: &str) -> Self {
        Self { name: name.to_owned(), text: text.to_owned() }
    }

    /// The folder below `src`, or the file itself without its extension.
    fn room(&self) -> &str {
        self.name.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    /// Whether the file is the library root or the binary, which are outside all layers.
    fn is_root(&self) -> bool {
        matches!(self.name.as_str(), "lib.rs" | "main.rs")
    }

    /// Whether the file is `place`, or lies within that room or folder.
    fn is_in(&self, place: &str) -> bool {
        place == self.room() || self.name.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Whether `super` is the crate root here.
    fn opens_a_room(&self) -> bool {
        !self.name.contains('/') || (self.name.ends_with("/mod.rs") && self.name.matches('/').count() == 1)
    }

    /// The text without comments and test modules, with its line numbers unchanged.
    fn code(&self) -> String {
        without_tests(&self.text).lines().map(|line| without_comment(line).to_owned() + "\n").collect()
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect_rust_files(&root, &mut files);
    files.sort();
    let source = |path: &PathBuf| {
        let name = path.strip_prefix(&root).unwrap().display().to_string().replace('\\', "/");
        Source { name, text: fs::read_to_string(path).unwrap() }
    };
    files.iter().map(source).collect()
}

fn collect_rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            // A package of its own has its own rooms.
            if !path.join("Cargo.toml").exists() {
                collect_rust_files(&path, files);
            }
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

fn without_comment(line: &str) -> &str {
    let comment = line.match_indices("//").find(|&(at, _)| line[..at].chars().next_back().is_none_or(char::is_whitespace));
    comment.map_or(line, |(at, _)| &line[..at])
}

/// Blanks every item under `#[cfg(test)]`, alone or combined with features, as rustfmt formats it: up to the closing line at the item's own
/// indentation.
fn without_tests(text: &str) -> String {
    let mut kept = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim() == "#[cfg(test)]" || line.trim().starts_with("#[cfg(all(test,") {
            kept.push('\n');
            let indentation = line.len() - line.trim_start().len();
            for line in lines.by_ref() {
                kept.push('\n');
                let own = line.len() - line.trim_start().len() == indentation && !line.trim().starts_with("#[");
                if own && line.trim_end().ends_with(['}', ';']) {
                    break;
                }
            }
        } else {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// Every `root::name` in the code as (line, name), including the names within `root::{..}`.
fn paths_below(code: &str, root: &str) -> Vec<(usize, String)> {
    let start = format!("{root}::");
    let mut found = Vec::new();
    for (at, _) in code.match_indices(&start) {
        let is_whole = code[..at].chars().next_back().is_none_or(|before| !is_name(before) && before != ':');
        if is_whole {
            let line = line_of(code, at);
            let rest = &code[at + start.len()..];
            let names = if rest.starts_with('{') { names_of_group(rest) } else { vec![first_name(rest)] };
            found.extend(names.into_iter().map(|name| (line, name)));
        }
    }
    found
}

/// The first segments of `{a, b::c, d::{e, f}}`.
fn names_of_group(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut parts = vec![String::new()];
    for mark in group.chars() {
        depth += i32::from(mark == '{') - i32::from(mark == '}');
        match mark {
            _ if depth == 0 => break,
            ',' if depth == 1 => parts.push(String::new()),
            '{' if depth == 1 => {}
            _ => parts.last_mut().unwrap().push(mark),
        }
    }
    parts.iter().map(|part| first_name(part.trim())).filter(|name| !name.is_empty() && name != "self").collect()
}

fn first_name(path: &str) -> String {
    path.chars().take_while(|&mark| is_name(mark) || mark == '#').collect::<String>().trim_start_matches("r#").to_owned()
}

fn is_name(mark: char) -> bool {
    mark.is_alphanumeric() || mark == '_'
}

fn line_of(code: &str, at: usize) -> usize {
    1 + code[..at].matches('\n').count()
}

fn layer_of(room: &str) -> Option<usize> {
    LAYERS.iter().position(|rooms| rooms.contains(&room))
}

fn leaning_offences(source: &Source) -> Vec<String> {
    let (name, room) = (&source.name, source.room());
    if source.is_root() {
        return Vec::new();
    }
    let Some(layer) = layer_of(room) else {
        return vec![format!("src/{name}: the room {room} has no layer; give it one in DESIGN.md section 4 and in tests/layers/main.rs")];
    };
    let code = source.code();
    let wrong_lean = |(line, other): (usize, String)| {
        let sideways = SIDEWAYS.iter().any(|&(from, to, _)| from == room && to == other);
        match layer_of(&other) {
            _ if other == room || sideways => None,
            Some(below) if below < layer => None,
            Some(above) => Some(format!("src/{name}:{line}: {room} (layer {layer}) leans on {other} (layer {above})")),
            None => Some(format!("src/{name}:{line}: {room} (layer {layer}) names crate::{other}, which is no room")),
        }
    };
    let mut offences: Vec<String> = paths_below(&code, "crate").into_iter().filter_map(wrong_lean).collect();
    let way_out = if source.opens_a_room() { "super::" } else { "super::super" };
    let reaches_out = code.match_indices(way_out).map(|(at, _)| line_of(&code, at));
    offences.extend(reaches_out.map(|line| format!("src/{name}:{line}: {room} reaches out by {way_out}; name the room with crate::")));
    offences
}

fn border_offences(source: &Source) -> Vec<String> {
    let code = source.code();
    let mut offences = Vec::new();
    for Border { what, paths, words, open_to } in &BORDERS {
        if open_to.iter().any(|&place| source.is_in(place)) {
            continue;
        }
        let by_path = paths.iter().flat_map(|&(root, second)| paths_below(&code, root).into_iter().filter(move |(_, name)| name == second));
        let by_word = words.iter().flat_map(|word| occurrences(&code, word));
        let lines = by_path.map(|(line, _)| line).chain(by_word);
        offences.extend(lines.map(|line| format!("src/{}:{line}: touches {what}; only {} may", source.name, open_to.join(", "))));
    }
    offences
}

/// The lines in which a word occurs on its own rather than within a longer name.
fn occurrences(code: &str, word: &str) -> Vec<usize> {
    let whole = |&(at, _): &(usize, &str)| {
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        !(before.is_some_and(is_name) || word.ends_with(is_name) && after.is_some_and(is_name))
    };
    code.match_indices(word).filter(whole).map(|(at, _)| line_of(code, at)).collect()
}

mod on_made_up_files {
    use super::*;

    #[test]
    fn an_upward_lean_is_found_with_file_line_and_rooms() {
        let source = Source::new("record/parts.rs", "//! Parts.\n\nuse crate::cli::Report;\n");
        assert_eq!(leaning_offences(&source), ["src/record/parts.rs:3: record (layer 1) leans on cli (layer 9)"]);
    }

    #[test]
    fn sideways_leans_grouped_imports_and_inline_paths_are_found() {
        let code = "use crate::{\n    text::Span,\n    write::{self, Format},\n};\nfn f() -> crate::extract::Tagger {}\n";
        let offences = leaning_offences(&Source::new("read/txt.rs", code)).join("\n");
        assert!(offences.contains("src/read/txt.rs:1: read (layer 2) leans on write (layer 2)"), "{offences}");
        assert!(offences.contains("src/read/txt.rs:5: read (layer 2) leans on extract (layer 7)"), "{offences}");
        assert!(!offences.contains("text"), "{offences}");
    }

    #[test]
    fn reaching_over_the_rooms_wall_is_found() {
        assert_eq!(leaning_offences(&Source::new("read/txt.rs", "use super::super::cli;\n")).len(), 1);
        assert_eq!(leaning_offences(&Source::new("read/mod.rs", "use super::cli;\n")).len(), 1);
        assert_eq!(leaning_offences(&Source::new("assemble.rs", "use super::cli;\n")).len(), 1);
        assert_eq!(leaning_offences(&Source::new("read/txt.rs", "use super::Entry;\n")), Vec::<String>::new());
    }

    #[test]
    fn rooms_without_a_layer_are_found() {
        assert_eq!(leaning_offences(&Source::new("utils/mod.rs", "")).len(), 1);
        assert_eq!(leaning_offences(&Source::new("cli/mod.rs", "use crate::utils::helper;\n")).len(), 1);
    }

    #[test]
    fn comments_and_test_modules_are_exempt() {
        let code = "/// See [`crate::cli`].\nfn f() {} // crate::cli\n\n#[cfg(test)]\nmod tests {\n    use crate::cli::main;\n    fn g() {\n    }\n}\n";
        assert_eq!(leaning_offences(&Source::new("text/span.rs", code)), Vec::<String>::new());
        let after = format!("{code}use crate::cli;\n");
        assert_eq!(leaning_offences(&Source::new("text/span.rs", &after)), ["src/text/span.rs:10: text (layer 0) leans on cli (layer 9)"]);
    }

    #[test]
    fn the_outside_world_is_found_however_it_is_imported() {
        for code in
            ["use std::fs::File;", "use std::{fs, io};", "let x = std::env::var(\"X\");", "println!(\"x\");", "let o = io::stdout();"]
        {
            assert_eq!(border_offences(&Source::new("segment/paragraphs.rs", code)).len(), 1, "{code}");
        }
        assert_eq!(border_offences(&Source::new("decode/spans.rs", "use whosaid_kernels::Kernels;")).len(), 1);
        assert_eq!(border_offences(&Source::new("attribute/geometry.rs", "use std::fs;")).len(), 1);
        assert_eq!(border_offences(&Source::new("model/net.rs", "use std::fs;")), Vec::<String>::new());
    }
}
