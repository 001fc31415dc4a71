//! Claims as written by `extract` or any other tool that writes the record.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::json_records::records;
use super::labels::{Labels, Quoter};
use super::native::Attribution;
use super::nesting::{Keyed, nest};
use super::problem::{Complaints, Parsed};

/// Whether a file's records are claims rather than articles: a claim names its article.
#[must_use]
pub(crate) fn holds_claims(contents: &str, lines: bool) -> bool {
    let parse = |(_, record)| serde_json::from_str::<serde_json::Value>(record).ok();
    records(contents, lines).into_iter().find_map(parse).is_some_and(|record| record.get("article").is_some())
}

/// Reads claims, as JSON Lines or as a JSON array, as labels of the articles they were made from, found by id. Articles without a claim have no
/// attributions; names are not read, since a claim holds only those of its content.
///
/// A claim whose article is not among `articles`, or whose words are not at its offsets, is left out and reported.
#[must_use]
pub fn parse_claims(file: &str, contents: &str, lines: bool, articles: &[Labels]) -> Parsed<Vec<Labels>> {
    let mut complaints = Complaints::new(file);
    let mut by_id: HashMap<&str, (usize, Quoter)> = HashMap::new();
    for (at, labels) in articles.iter().enumerate() {
        by_id.entry(&labels.article.id).or_insert_with(|| (at, Quoter::new(&labels.text)));
    }
    let mut found: BTreeMap<usize, Vec<Keyed>> = by_id.values().map(|(at, _)| (*at, Vec::new())).collect();
    for (line, record) in records(contents, lines) {
        let claim: ClaimRecord = match serde_json::from_str(record) {
            Ok(claim) => claim,
            Err(error) => {
                complaints.at(line, format!("not a claim ({error}); skipped"));
                continue;
            }
        };
        let ClaimRecord { id, article, attribution, nested_in } = claim;
        let Some((at, quoter)) = by_id.get(article.id.as_str()) else {
            complaints.at(line, format!("a claim for the article {:?}, which is not in the gold; skipped", article.id));
            continue;
        };
        let (label, faults) = attribution.label(quoter);
        if faults.is_empty() {
            found.entry(*at).or_default().push(Keyed { line, key: id, outer: nested_in, label });
        }
        for fault in faults {
            complaints.at(line, format!("{fault}; was it made from another text? The claim is skipped"));
        }
    }
    let origin = complaints.origin(1);
    let labels = found.into_iter().map(|(at, claims)| Labels {
        annotator: None,
        origin: origin.clone(),
        entities: None,
        attributions: Some(nest(claims, &mut complaints)),
        ..articles[at].clone()
    });
    let labels = labels.collect();
    complaints.with(labels)
}

/// A claim from any tool: only what is scored is required, the rest of the record is optional.
#[derive(Deserialize)]
struct ClaimRecord {
    id: Option<String>,
    article: ArticleId,
    #[serde(flatten)]
    attribution: Attribution,
    nested_in: Option<String>,
}

#[derive(Deserialize)]
struct ArticleId {
    id: String,
}
