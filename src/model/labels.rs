//! The meanings of third-party models' labels: how they mark where a name begins and ends, and which of our types each of their types is.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::errors::ModelError;
use super::spec::{FORBIDDEN, Head, OUTSIDE, Unit};

/// The types that other label sets are known to use.
const KNOWN: &str = include_str!("labels.json");
/// Our name for a label of no interest. It is not [`OUTSIDE`], since other labels' transitions depend on that one.
const DROPPED: &str = "dropped";

/// How labels mark where a name begins and ends.
#[expect(clippy::upper_case_acronyms, reason = "these are the names of the schemes")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) enum Scheme {
    /// No marks: consecutive words of one type form one name.
    IO,
    /// `B` begins every name, `I` continues it (also known as IOB2).
    BIO,
    /// `I` marks every word of a name; `B` begins a name directly after another of the same type (Ramshaw and Marcus 1995).
    IOB1,
    /// Like BIO, with `E` for the last word of a name and `S` for a name of one word. BILOU is the same with other letters.
    BIOES,
}

/// Maps the types of other label sets to ours.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelTable {
    /// The scheme; `None` to guess it from the labels.
    #[serde(default)]
    scheme: Option<Scheme>,
    /// Our type for each of theirs (in capitals); `None` for types that are not names.
    #[serde(default)]
    types: BTreeMap<String, Option<EntityType>>,
}

/// The types of names in a record.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum EntityType {
    Per,
    Org,
    Loc,
    Misc,
}

impl EntityType {
    fn name(self) -> &'static str {
        match self {
            Self::Per => "PER",
            Self::Org => "ORG",
            Self::Loc => "LOC",
            Self::Misc => "MISC",
        }
    }
}

impl Default for LabelTable {
    /// The table shipped with this program.
    fn default() -> Self {
        serde_json::from_str(KNOWN).unwrap_or(Self { scheme: None, types: BTreeMap::new() })
    }
}

impl LabelTable {
    /// The shipped table with a user's file on top: `{"scheme": "IOB1", "types": {"Persona": "PER", "Fecha": null}}`, where either part may be left
    /// out.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or holds something else.
    pub(crate) fn with_file(path: &Path) -> Result<Self, ModelError> {
        let broken = |message: String| ModelError::Broken { path: path.to_path_buf(), message };
        let text = fs::read(path).map_err(|error| broken(error.to_string()))?;
        let own: Self = serde_json::from_slice(&text)
            .map_err(|error| broken(format!("it does not say which labels are PER, ORG, LOC or MISC ({error})")))?;
        let mut table = Self { scheme: own.scheme, ..Self::default() };
        table.types.extend(own.types.into_iter().map(|(name, known)| (name.to_uppercase(), known)));
        Ok(table)
    }

    /// The head of a model with these labels.
    ///
    /// # Errors
    ///
    /// When a label is not in the table, or no label stands for a name.
    pub(super) fn head(&self, labels: &[String]) -> Result<Head, HeadError> {
        let parsed: Vec<Label<'_>> = labels.iter().map(|label| Label::parse(label)).collect();
        let names = parsed.iter().map(|label| self.name(label)).collect::<Vec<_>>();
        let mut unknown: Vec<&str> = parsed.iter().zip(&names).filter_map(|(label, name)| name.is_none().then_some(label.kind)).collect();
        if !unknown.is_empty() {
            unknown.sort_unstable();
            unknown.dedup();
            return Err(HeadError::Unknown(unknown.into_iter().map(str::to_owned).collect()));
        }
        let names: Vec<String> = names.into_iter().flatten().collect();
        if !names.iter().any(|name| name.contains('-')) {
            return Err(HeadError::NoNames);
        }
        let scheme = self.scheme.unwrap_or_else(|| Scheme::of(&parsed));
        let score = |before: &Label<'_>, after: &Label<'_>| if scheme.allows(before, after, &parsed) { 0.0 } else { FORBIDDEN };
        let transitions = parsed.iter().map(|before| parsed.iter().map(|after| score(before, after)).collect()).collect();
        Ok(Head { unit: Unit::Word, labels: names, transitions })
    }

    /// Our name for a label; `None` where the table lacks its type.
    fn name(&self, label: &Label<'_>) -> Option<String> {
        let Some(edge) = label.edge else { return Some(OUTSIDE.to_owned()) };
        let known = self.types.get(&label.kind.to_uppercase())?;
        Some(known.map_or_else(|| DROPPED.to_owned(), |known| format!("{}-{}", edge.letter(), known.name())))
    }
}

/// Why a set of labels does not make a head.
#[derive(Debug)]
pub(super) enum HeadError {
    /// These types are in no table; sorted.
    Unknown(Vec<String>),
    /// None of the labels stands for a name.
    NoNames,
}

/// The position of a word within a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Begin,
    Inside,
    End,
    Single,
}

impl Edge {
    /// The edge for a letter of any scheme, including `L` and `U` of BILOU and `M` of BMES.
    fn of(letter: &str) -> Option<Self> {
        match letter {
            "B" => Some(Self::Begin),
            "I" | "M" => Some(Self::Inside),
            "E" | "L" => Some(Self::End),
            "S" | "U" => Some(Self::Single),
            _ => None,
        }
    }

    fn letter(self) -> char {
        match self {
            Self::Begin => 'B',
            Self::Inside => 'I',
            Self::End => 'E',
            Self::Single => 'S',
        }
    }
}

/// A label of the model, parsed.
#[derive(Debug, Clone, Copy)]
struct Label<'a> {
    /// `None` for [`OUTSIDE`].
    edge: Option<Edge>,
    /// Whether the label states its edge; in a set where none does, every word of a name is `I`.
    has_edge: bool,
    kind: &'a str,
}

impl<'a> Label<'a> {
    fn parse(label: &'a str) -> Self {
        let split = label.split_once(['-', '_']).and_then(|(letter, kind)| Some((Edge::of(letter)?, kind)));
        match split {
            Some((edge, kind)) => Self { edge: Some(edge), has_edge: true, kind },
            None if label == OUTSIDE => Self { edge: None, has_edge: false, kind: label },
            None => Self { edge: Some(Edge::Inside), has_edge: false, kind: label },
        }
    }

    fn is(&self, edge: Edge, kind: &str) -> bool {
        self.edge == Some(edge) && self.kind == kind
    }
}

impl Scheme {
    /// Guesses the scheme from the labels. A type with an inside but no beginning can only be IOB1. A set with both for all types may be IOB1 too but
    /// is taken for BIO, and the user must say otherwise.
    fn of(labels: &[Label<'_>]) -> Self {
        let any = |edge: Edge| labels.iter().any(|label| label.has_edge && label.edge == Some(edge));
        let lacks_beginning =
            |label: &Label<'_>| label.edge == Some(Edge::Inside) && !labels.iter().any(|other| other.is(Edge::Begin, label.kind));
        if any(Edge::End) || any(Edge::Single) {
            Self::BIOES
        } else if !labels.iter().any(|label| label.has_edge) {
            Self::IO
        } else if labels.iter().any(lacks_beginning) {
            Self::IOB1
        } else {
            Self::BIO
        }
    }

    /// Whether `after` may follow `before`.
    fn allows(self, before: &Label<'_>, after: &Label<'_>, labels: &[Label<'_>]) -> bool {
        let is_open = |label: &Label<'_>| matches!(label.edge, Some(Edge::Begin | Edge::Inside));
        let goes_on = matches!(after.edge, Some(Edge::Inside | Edge::End)) && before.kind == after.kind && is_open(before);
        match self {
            Self::IO => true,
            Self::IOB1 => after.edge != Some(Edge::Begin) || (is_open(before) && before.kind == after.kind),
            Self::BIO => after.edge != Some(Edge::Inside) || goes_on,
            Self::BIOES => {
                let must_go_on = is_open(before) && labels.iter().any(|label| label.is(Edge::End, before.kind));
                goes_on || !(must_go_on || matches!(after.edge, Some(Edge::Inside | Edge::End)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(labels: &[&str]) -> Result<Head, HeadError> {
        LabelTable::default().head(&labels.iter().map(|&label| label.to_owned()).collect::<Vec<_>>())
    }

    /// The pairs of labels that may follow one another.
    fn allowed(labels: &[&str]) -> Vec<(usize, usize)> {
        let head = head(labels).unwrap();
        let pairs = (0..labels.len()).flat_map(|before| (0..labels.len()).map(move |after| (before, after)));
        pairs.filter(|&(before, after)| head.transitions[before][after] > FORBIDDEN / 2.0).collect()
    }

    #[test]
    fn the_table_that_comes_along_can_be_read() {
        assert!(!LabelTable::default().types.is_empty());
    }

    #[test]
    fn types_of_other_sets_are_ours_or_nothing() {
        let head = head(&["O", "B-PERSON", "I-PERSON", "B-gpe", "I-gpe", "B-WORK_OF_ART", "I-WORK_OF_ART", "B-DATE", "I-DATE"]).unwrap();
        assert_eq!(head.labels, ["O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-MISC", "I-MISC", DROPPED, DROPPED]);
        assert!(head.transitions[7][2] <= FORBIDDEN, "a date does not go on as a person");
    }

    #[test]
    fn in_bio_an_inside_follows_its_own_only() {
        assert_eq!(allowed(&["O", "B-PER", "I-PER"]), [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)]);
    }

    #[test]
    fn a_type_without_beginnings_is_iob1() {
        let allowed = allowed(&["B-LOC", "I-LOC", "I-PER", "O"]);
        assert!(allowed.contains(&(3, 1)) && allowed.contains(&(3, 2)) && allowed.contains(&(2, 1)) && allowed.contains(&(1, 0)));
        assert!(!allowed.contains(&(3, 0)) && !allowed.contains(&(2, 0)));
    }

    #[test]
    fn in_bioes_an_open_name_is_ended() {
        let bioes = allowed(&["O", "B-PER", "I-PER", "E-PER", "S-PER"]);
        assert_eq!(bioes, [(0, 0), (0, 1), (0, 4), (1, 2), (1, 3), (2, 2), (2, 3), (3, 0), (3, 1), (3, 4), (4, 0), (4, 1), (4, 4)]);
        assert_eq!(allowed(&["O", "B-PER", "I-PER", "L-PER", "U-PER"]), bioes);
    }

    #[test]
    fn labels_without_edges_are_all_inside() {
        let head = head(&["O", "PER", "LOC"]).unwrap();
        assert_eq!(head.labels, ["O", "I-PER", "I-LOC"]);
        assert!(head.transitions.iter().flatten().all(|&score| score == 0.0));
    }

    #[test]
    fn labels_in_no_table_are_named() {
        assert!(matches!(head(&["O", "B-GENE", "I-GENE", "B-PER", "I-PER"]), Err(HeadError::Unknown(labels)) if labels == ["GENE"]));
        assert!(matches!(head(&["O", "B-DATE", "I-DATE"]), Err(HeadError::NoNames)));
    }

    #[test]
    fn a_file_adds_to_the_table_and_names_the_scheme() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), r#"{"scheme": "IOB1", "types": {"Persona": "PER", "loc": null}}"#).unwrap();
        let table = LabelTable::with_file(file.path()).unwrap();
        let head = table.head(&["O", "B-PERSONA", "I-PERSONA", "B-LOC", "B-ORG"].map(str::to_owned)).unwrap();
        assert_eq!(head.labels, ["O", "B-PER", "I-PER", DROPPED, "B-ORG"]);
        assert_eq!((head.transitions[0][2], head.transitions[0][1]), (0.0, FORBIDDEN));
        fs::write(file.path(), r#"{"types": {"Persona": "HUMAN"}}"#).unwrap();
        assert!(LabelTable::with_file(file.path()).unwrap_err().to_string().contains("HUMAN"));
    }
}
