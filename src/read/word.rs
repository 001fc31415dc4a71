//! Word documents (Office Open XML): one article, or a download from Nexis with several.

mod nexis;
mod paragraphs;

use std::fs::File;
use std::io::BufReader;
use std::iter;
use std::sync::Arc;

use serde_json::{Map, Value};

use self::paragraphs::{Paragraph, main_part, paragraphs};
use super::entry::{Reading, Readings};
use super::package::{self, damaged};
use super::{Fields, Member, Origin, Problem, Settings, fields};

/// The part that says which part holds the text.
const RELATIONSHIPS: &str = "_rels/.rels";
/// The usual name of the part that holds the text.
const DOCUMENT: &str = "word/document.xml";

/// The articles of a document.
pub(super) fn read(file: File, origin: &Origin, settings: &Arc<Settings>) -> Result<Readings, Problem> {
    let paragraphs = paragraphs_of(file)?;
    // The fields of a document have fixed names, whatever those of the other inputs are called.
    let settings = Settings { fields: Fields::default(), ..Settings::clone(settings) };
    let id = origin.id.clone();
    let Some(records) = nexis::records(&paragraphs) else {
        let article = fields::article(&record(&paragraphs), || id, &settings);
        return Ok(Box::new(iter::once(Reading::whole(article))));
    };
    let numbered = (1..).zip(records);
    Ok(Box::new(numbered.map(move |(number, record)| {
        let article = fields::article(&record, || format!("{id}-{number}"), &settings);
        Reading { member: Some(Member::Item(number)), article }
    })))
}

/// The record of a document that is one article.
fn record(paragraphs: &[Paragraph]) -> Map<String, Value> {
    let mut record = Map::new();
    let texts: Vec<&str> = paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    record.insert("text".to_owned(), texts.join("\n\n").into());
    if let Some(headline) = paragraphs.iter().find(|paragraph| paragraph.is_headline) {
        record.insert("title".to_owned(), headline.text.clone().into());
    }
    record
}

fn paragraphs_of(file: File) -> Result<Vec<Paragraph>, Problem> {
    let mut package = package::open(file)?;
    let relationships = package::part(&mut package, RELATIONSHIPS)?;
    let name = main_part(BufReader::new(relationships)).map_err(broken)?;
    let text = package::part(&mut package, name.as_deref().unwrap_or(DOCUMENT))?;
    paragraphs(BufReader::new(text)).map_err(broken)
}

fn broken(error: quick_xml::Error) -> Problem {
    match error {
        quick_xml::Error::Io(error) if error.raw_os_error().is_some() => Problem::Unreadable(std::io::Error::other(error)),
        error => damaged(&format!("a part of the document is not XML: {error}")),
    }
}
