//! Import cycles between the files of a room: files that import each other, directly or indirectly.

use std::collections::{BTreeMap, BTreeSet};

use super::Source;

/// A path of modules below `src`, followed by names within the last one.
type Path = Vec<String>;

/// The files of a room by module, to find their imports of each other.
pub(crate) struct Room<'a> {
    files: BTreeMap<Path, &'a Source>,
    /// The origins of names that a module re-exports.
    handed_on: BTreeMap<Path, Path>,
}

impl<'a> Room<'a> {
    /// The room that consists of the given files.
    pub(crate) fn new(files: impl IntoIterator<Item = &'a Source>) -> Self {
        let files: BTreeMap<Path, &Source> = files.into_iter().map(|file| (module_of(file), file)).collect();
        let mut room = Self { files, handed_on: BTreeMap::new() };
        let handed_on = room.files.iter().flat_map(|(module, file)| {
            let paths = uses(&file.code()).0.into_iter().filter(|(is_public, _)| *is_public);
            let paths: Vec<_> = paths.filter_map(|(_, path)| Some((path.last()?.clone(), room.absolute(module, &path)?))).collect();
            paths.into_iter().map(|(name, target)| (below(module, &name), target))
        });
        room.handed_on = handed_on.filter(|(name, target)| name != target).collect();
        room
    }

    /// Every cycle, as its files' names in order.
    pub(crate) fn circles(&self) -> BTreeSet<Vec<String>> {
        let imports: BTreeMap<&str, BTreeSet<&str>> =
            self.files.iter().map(|(module, file)| (file.name.as_str(), self.imports(module, file))).collect();
        let reached: BTreeMap<&str, BTreeSet<&str>> = imports.keys().map(|&file| (file, reached_from(file, &imports))).collect();
        let circle =
            |file: &str| reached[file].iter().filter(|other| reached[**other].contains(file)).map(|&name| name.to_owned()).collect();
        reached.keys().filter(|&&file| reached[file].contains(file)).map(|&file| circle(file)).collect()
    }

    /// The other files whose names a file uses. Names that it only re-exports do not count.
    fn imports(&self, module: &Path, file: &Source) -> BTreeSet<&'a str> {
        let (imported, code) = uses(&file.code());
        let used = imported.into_iter().filter(|(is_public, _)| !is_public).map(|(_, path)| path);
        let used = used.chain(inline_paths(&code)).filter_map(|path| self.file_of(self.absolute(module, &path)?));
        used.filter(|&other| other != file.name).collect()
    }

    /// The path from `src` that a path in a module refers to; `None` where it leads out of the crate.
    fn absolute(&self, module: &Path, path: &Path) -> Option<Path> {
        let mut place = module.clone();
        let mut rest = path.iter().peekable();
        match rest.peek()?.as_str() {
            "crate" => place.clear(),
            "super" | "self" => {}
            first if self.files.contains_key(&below(module, first)) => {}
            _ => return None,
        }
        for name in rest {
            match name.as_str() {
                "crate" | "self" => {}
                "super" => drop(place.pop()),
                name => place.push(name.to_owned()),
            }
        }
        Some(place)
    }

    /// The file that defines a name, followed through the modules that re-export it.
    fn file_of(&self, mut path: Path) -> Option<&'a str> {
        for _ in 0..5 {
            let length = (1..=path.len()).rev().find(|&length| self.files.contains_key(&path[..length]))?;
            let Some(target) = self.handed_on.get(path.get(..=length).unwrap_or_default()) else {
                return Some(&self.files[&path[..length]].name);
            };
            path = target.iter().chain(&path[length + 1..]).cloned().collect();
        }
        None
    }
}

fn reached_from<'a>(file: &'a str, imports: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&str> = imports[file].iter().copied().collect();
    while let Some(file) = next.pop() {
        if reached.insert(file) {
            next.extend(&imports[file]);
        }
    }
    reached
}

/// The module of a file, as names from `src` down.
fn module_of(file: &Source) -> Path {
    let path = file.name.trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').map(str::to_owned).collect()
}

fn below(module: &Path, name: &str) -> Path {
    module.iter().cloned().chain([name.to_owned()]).collect()
}

/// The paths of all `use` items, each with whether it is a re-export; and the code without them.
fn uses(code: &str) -> (Vec<(bool, Path)>, String) {
    let (mut paths, mut rest) = (Vec::new(), String::new());
    let mut lines = code.lines();
    while let Some(line) = lines.next() {
        let (before, tree) = line.split_once("use ").unwrap_or((line, ""));
        let is_public = before.trim_start().starts_with("pub");
        if tree.is_empty() || !(before.trim().is_empty() || is_public && before.trim_start().matches(' ').count() == 1) {
            rest.push_str(line);
            rest.push('\n');
            continue;
        }
        let mut tree = tree.to_owned();
        while !tree.contains(';') {
            tree.push_str(lines.next().unwrap_or(";"));
        }
        let tree = tree.split(';').next().unwrap_or_default();
        paths.extend(branches(tree).into_iter().map(|path| (is_public, path)));
    }
    (paths, rest)
}

/// The paths of `a::{b, c::{d, e as f}}`.
fn branches(tree: &str) -> Vec<Path> {
    let tree = tree.trim();
    let Some((start, group)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default();
        return vec![
            path.split("::").map(|name| name.trim().trim_start_matches("r#").to_owned()).filter(|name| !name.is_empty()).collect(),
        ];
    };
    let start: Path = start.split("::").map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    let mut depth = 0;
    let mut parts = vec![String::new()];
    for mark in group.trim_end().trim_end_matches('}').chars() {
        depth += i32::from(mark == '{') - i32::from(mark == '}');
        if mark == ',' && depth == 0 { parts.push(String::new()) } else { parts.last_mut().unwrap().push(mark) }
    }
    let within = parts.iter().filter(|part| !part.trim().is_empty()).flat_map(|part| branches(part));
    within.map(|path| start.iter().cloned().chain(path).collect()).collect()
}

/// The paths in expressions and types: `super::x::y`, `crate::x::y`, `x::y`.
fn inline_paths(code: &str) -> Vec<Path> {
    let is_path = |mark: char| super::is_name(mark) || mark == ':';
    let words = code.split(|mark: char| !is_path(mark)).filter(|word| word.contains("::") && !word.starts_with(':'));
    words.map(|word| word.split("::").map(str::to_owned).filter(|name| !name.is_empty()).collect()).collect()
}

mod on_made_up_files {
    use super::*;

    fn circles(files: &[(&str, &str)]) -> Vec<Vec<String>> {
        let files: Vec<Source> = files.iter().map(|(name, text)| Source::new(name, text)).collect();
        Room::new(&files).circles().into_iter().collect()
    }

    #[test]
    fn two_files_that_import_each_other_are_a_circle() {
        let found = circles(&[
            ("read/mod.rs", "mod a;\nmod b;\n"),
            ("read/a.rs", "use super::b::B;\npub struct A;\n"),
            ("read/b.rs", "fn f() -> super::a::A {}\n"),
        ]);
        assert_eq!(found, [["read/a.rs", "read/b.rs"]]);
    }

    #[test]
    fn a_name_is_followed_to_the_file_that_defines_it() {
        let found = circles(&[
            ("read/mod.rs", "mod a;\nmod b;\nmod c;\npub use a::{A, C as D};\npub(crate) use self::b::B;\n"),
            ("read/a.rs", "use super::{B, c};\n"),
            ("read/b.rs", "use crate::read::c::f;\n"),
            ("read/c.rs", "use crate::{record::Claim, read::{A}};\n"),
        ]);
        assert_eq!(found, [["read/a.rs", "read/b.rs", "read/c.rs"]]);
    }

    #[test]
    fn a_module_that_only_hands_on_is_in_no_circle() {
        let files = [("read/mod.rs", "mod a;\npub use a::A;\n\npub struct B;\n"), ("read/a.rs", "use super::B;\n// use super::c;\n")];
        assert!(circles(&files).is_empty());
        let using = [("read/mod.rs", "mod a;\nuse a::A;\n\npub struct B(A);\n"), files[1]];
        assert_eq!(circles(&using), [["read/a.rs", "read/mod.rs"]]);
    }

    #[test]
    fn tests_may_lean_back() {
        let files = [("read/a.rs", "use super::b::B;\n"), ("read/b.rs", "#[cfg(test)]\nmod tests {\n    use crate::read::a::A;\n}\n")];
        assert!(circles(&files).is_empty());
    }
}
