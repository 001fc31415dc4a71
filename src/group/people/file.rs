//! The user's table of people, which overrides everything else.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Read;

use csv::{ReaderBuilder, StringRecord, Trim};

use super::body::Body;
use super::name::Name;
use super::sightings::Kind;

/// The people the user knows, each with an id: a CSV table with the columns `name`, `id`, and optionally `aliases` (separated by `|` or `;`) and
/// `kind`. Rows with the same id are the same person.
#[derive(Debug, Default)]
pub struct PeopleFile {
    rows: Vec<Known>,
    further: Vec<String>,
    /// The rows that a name stands for, by its kind and key.
    by_name: HashMap<(Kind, String), BTreeSet<usize>>,
}

/// A person or body the user knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    /// The user's id.
    pub(crate) id: String,
    /// The name, followed by the other names.
    pub(crate) names: Vec<String>,
    /// The values of the further columns.
    pub(crate) further: Vec<String>,
    kind: Option<Kind>,
}

/// How many columns a message lists, and how long their names may be.
const MOST_SHOWN: usize = 8;
const LONGEST_SHOWN: usize = 24;

/// What is wrong with a table of people.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PeopleFileError {
    /// A column is missing.
    #[error("no column {column:?}: it has {found}; name, id, aliases and kind are read, and the first two are needed")]
    NoColumn {
        /// The column.
        column: &'static str,
        /// The columns that are there.
        found: String,
    },
    /// A required cell is empty.
    #[error("line {line}: the column {column:?} is empty")]
    Empty {
        /// The line, from 1.
        line: u64,
        /// The column.
        column: &'static str,
    },
    /// An unknown kind.
    #[error("line {line}: the column \"kind\" has {value:?}; it takes person, organisation, country, or nothing")]
    Kind {
        /// The line, from 1.
        line: u64,
        /// The value found.
        value: String,
    },
    /// The file is not valid CSV.
    #[error("line {line}: {problem}")]
    Csv {
        /// The line, from 1.
        line: u64,
        /// What is wrong.
        problem: String,
    },
}

impl PeopleFile {
    /// Reads a table.
    ///
    /// # Errors
    ///
    /// When a required column is missing, or a line is invalid.
    pub(crate) fn read(mut from: impl Read) -> Result<Self, PeopleFileError> {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).map_err(|error| PeopleFileError::Csv { line: 1, problem: error.to_string() })?;
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let mut reader = ReaderBuilder::new().delimiter(delimiter(bytes)).trim(Trim::All).from_reader(bytes);
        let header = reader.headers().map_err(|error| of_csv(&error))?.clone();
        let columns = Columns::find(&header)?;
        let mut file = Self { further: columns.further.iter().map(|&at| header[at].to_owned()).collect(), ..Self::default() };
        let mut by_id: BTreeMap<String, usize> = BTreeMap::new();
        for record in reader.records() {
            let known = columns.read(&record.map_err(|error| of_csv(&error))?)?;
            let at = *by_id.entry(known.id.clone()).or_insert(file.rows.len());
            file.index(at, &known);
            match file.rows.get_mut(at) {
                Some(row) => row.names.extend(known.names),
                None => file.rows.push(known),
            }
        }
        Ok(file)
    }

    fn index(&mut self, at: usize, known: &Known) {
        for name in &known.names {
            for kind in [Kind::Person, Kind::Body, Kind::Country] {
                if let Some(key) = key(name, kind).filter(|_| known.kind.is_none_or(|own| own == kind)) {
                    self.by_name.entry((kind, key)).or_default().insert(at);
                }
            }
        }
    }

    /// The rows, in the order of the table.
    #[must_use]
    pub(crate) fn rows(&self) -> &[Known] {
        &self.rows
    }

    /// The names of the further columns.
    #[must_use]
    pub(crate) fn further(&self) -> &[String] {
        &self.further
    }

    /// The names shared by several ids, which are therefore not used.
    #[must_use]
    pub(crate) fn ambiguous(&self) -> Vec<&str> {
        let shared: BTreeSet<&(Kind, String)> = self.by_name.iter().filter(|(_, rows)| rows.len() > 1).map(|(name, _)| name).collect();
        let is_shared = |kind: Kind, name: &str| key(name, kind).is_some_and(|key| shared.contains(&(kind, key)));
        let names = self.rows.iter().flat_map(|row| &row.names).map(String::as_str);
        names.filter(|name| is_shared(Kind::Person, name) || is_shared(Kind::Body, name)).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// The row that a name means, if there is exactly one.
    pub(super) fn row_of(&self, name: &str, kind: Kind) -> Option<usize> {
        let kind = if kind == Kind::Doubtful { Kind::Person } else { kind };
        let rows = self.by_name.get(&(kind, key(name, kind)?))?;
        if rows.len() == 1 { rows.first().copied() } else { None }
    }

    /// The full names of a person's row; none for a body's.
    pub(super) fn full_names(&self, row: usize) -> impl Iterator<Item = Name> {
        let known = &self.rows[row];
        let names = known.names.iter().filter(|_| known.kind.is_none_or(|kind| kind == Kind::Person));
        names.filter_map(|name| Some(Name::read(name)?.name)).filter(Name::is_full)
    }
}

/// The key shared by all spellings of a name.
fn key(name: &str, kind: Kind) -> Option<String> {
    match kind {
        Kind::Person | Kind::Doubtful => Some(Name::read(name)?.name.letters()),
        Kind::Body => Some(Body::read(name)?.key),
        Kind::Country => Some(Body::country(name)?.key),
    }
}

/// The delimiter that occurs most often in the first line: comma, semicolon or tab.
fn delimiter(bytes: &[u8]) -> u8 {
    let first = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| first.split(|&byte| byte == delimiter).count();
    [b'\t', b';', b','].into_iter().max_by_key(|&delimiter| count(delimiter)).unwrap_or(b',')
}

fn of_csv(error: &csv::Error) -> PeopleFileError {
    let line = error.position().map_or(1, csv::Position::line);
    let problem = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{len} cells, where the first line has {expected_len}; put quotation marks around a cell with a comma")
        }
        csv::ErrorKind::Utf8 { .. } => "it is not UTF-8".to_owned(),
        _ => error.to_string(),
    };
    PeopleFileError::Csv { line, problem }
}

/// Lists the columns of a table for a message, as far as they are readable.
fn found(header: &StringRecord) -> String {
    let is_short = |column: &str| column.chars().count() <= LONGEST_SHOWN;
    let shown: Vec<String> =
        header.iter().take(MOST_SHOWN).take_while(|column| is_short(column)).map(|column| format!("{column:?}")).collect();
    match header.len() {
        _ if header.iter().all(str::is_empty) => "none".to_owned(),
        _ if shown.is_empty() => "no such names, as if it were no table".to_owned(),
        all if all > shown.len() => format!("{} and {} more", shown.join(", "), all - shown.len()),
        _ => shown.join(", "),
    }
}

/// The positions of the columns.
struct Columns {
    name: usize,
    id: usize,
    aliases: Option<usize>,
    kind: Option<usize>,
    further: Vec<usize>,
}

impl Columns {
    fn find(header: &StringRecord) -> Result<Self, PeopleFileError> {
        let place = |names: &[&str]| header.iter().position(|column| names.contains(&column.to_lowercase().as_str()));
        let found = || found(header);
        let name = place(&["name", "label"]).ok_or_else(|| PeopleFileError::NoColumn { column: "name", found: found() })?;
        let id = place(&["id", "qid", "wikidata"]).ok_or_else(|| PeopleFileError::NoColumn { column: "id", found: found() })?;
        let (aliases, kind) = (place(&["aliases", "alias"]), place(&["kind"]));
        let taken = [Some(name), Some(id), aliases, kind];
        Ok(Self { name, id, aliases, kind, further: (0..header.len()).filter(|&at| !taken.contains(&Some(at))).collect() })
    }

    fn read(&self, record: &StringRecord) -> Result<Known, PeopleFileError> {
        let line = record.position().map_or(1, csv::Position::line);
        let needed = |at: usize, column: &'static str| match &record[at] {
            "" => Err(PeopleFileError::Empty { line, column }),
            cell => Ok(cell.to_owned()),
        };
        let aliases = self.aliases.map_or("", |at| &record[at]).split(['|', ';']).map(str::trim).filter(|alias| !alias.is_empty());
        let kind = match self.kind.map_or("", |at| &record[at]) {
            "" => None,
            kind => Some(kind_named(kind).ok_or_else(|| PeopleFileError::Kind { line, value: kind.to_owned() })?),
        };
        let names = std::iter::once(needed(self.name, "name")?).chain(aliases.map(str::to_owned)).collect();
        Ok(Known { id: needed(self.id, "id")?, names, further: self.further.iter().map(|&at| record[at].to_owned()).collect(), kind })
    }
}

fn kind_named(name: &str) -> Option<Kind> {
    match name.to_lowercase().as_str() {
        "person" => Some(Kind::Person),
        "organisation" | "organization" => Some(Kind::Body),
        "country" => Some(Kind::Country),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(table: &str) -> Result<PeopleFile, String> {
        PeopleFile::read(table.as_bytes()).map_err(|error| error.to_string())
    }

    #[test]
    fn names_and_aliases_mean_a_row() {
        let file = read("\u{feff}Name,Aliases,ID,party\nVolodymyr Zelensky,Zelenskiy | President Zelensky,Q3874799,Servant\nWHO,World Health Organization;OMS,Q7817,\n").unwrap();
        assert_eq!(file.row_of("ZELENSKIY", Kind::Person), Some(0));
        assert_eq!(file.row_of("the World Health Organisation", Kind::Body), Some(1));
        assert_eq!(file.row_of("Olena Zelenska", Kind::Person), None);
        assert_eq!(
            (file.further(), file.rows()[0].further.as_slice()),
            (["party".to_owned()].as_slice(), ["Servant".to_owned()].as_slice())
        );
    }

    #[test]
    fn a_name_of_two_ids_means_neither_and_rows_of_one_id_are_one() {
        let file = read("name;id\nMike Johnson;A\nMike Johnson;B\nAna Lee;C\nAna Maria Lee;C\n").unwrap();
        assert_eq!((file.row_of("Mike Johnson", Kind::Person), file.ambiguous()), (None, vec!["Mike Johnson"]));
        assert_eq!(file.row_of("Ana Lee", Kind::Person), file.row_of("Ana Maria Lee", Kind::Person));
    }

    #[test]
    fn errors_name_line_and_column() {
        for (table, expected) in [
            ("person,id\nA,1\n", "no column \"name\": it has \"person\", \"id\""),
            ("name,aliases\nA,B\n", "no column \"id\""),
            ("name,id\nAna Lee,1\nBo Chen,\n", "line 3: the column \"id\" is empty"),
            ("name,id,kind\nAna Lee,1,planet\n", "line 2: the column \"kind\" has \"planet\""),
            ("name,id\nLee, Ana,1\n", "line 2: 3 cells, where the first line has 2"),
        ] {
            let error = read(table).unwrap_err();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
