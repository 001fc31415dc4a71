//! Downloads from Nexis (Nexis Uni, Lexis+): a Word document with several articles.
//!
//! An article begins with its headline, the outlet and the day, each a paragraph of its own; then come labelled paragraphs (`Byline: ...`,
//! `Length: 711 words`), the word `Body`, the text, and a tail (`Classification`, `Load-Date: ...`); it ends with `End of Document`.
//! Before the first article there may be a cover that lists them all.

use jiff::civil::Date;
use jiff::fmt::strtime;
use serde_json::{Map, Value};

use super::paragraphs::Paragraph;

/// The paragraph before an article's text.
const BODY: &str = "Body";
/// The paragraph that ends an article.
const END: &str = "End of Document";
/// Paragraphs that end the text; a paragraph with the label [`LOAD_DATE`] ends it too.
const TAILS: [&str; 2] = ["Classification", "Graphic"];
/// The label of the day on which the article was added.
const LOAD_DATE: &str = "Load-Date";
/// The labels of paragraphs, and the fields that their values become.
const LABELS: [(&str, &str); 8] = [
    ("Byline", "author"),
    ("Section", "section"),
    ("Length", "length"),
    ("Dateline", "dateline"),
    ("Highlight", "highlight"),
    ("Edition", "edition"),
    ("Publication-Type", "publication_type"),
    (LOAD_DATE, "load_date"),
];

/// The articles of a download; `None` where the document is not a download.
pub(super) fn records(paragraphs: &[Paragraph]) -> Option<Vec<Map<String, Value>>> {
    let body = paragraphs.iter().position(|paragraph| paragraph.text == BODY)?;
    paragraphs[body..].iter().find(|paragraph| paragraph.text == END)?;
    let parts = paragraphs.split(|paragraph| paragraph.text == END);
    Some(parts.filter(|part| !part.is_empty()).map(record).collect())
}

/// The record of an article; its text is empty where it has none.
fn record(part: &[Paragraph]) -> Map<String, Value> {
    let body = part.iter().position(|paragraph| paragraph.text == BODY).unwrap_or(part.len());
    let after = part.get(body + 1..).unwrap_or_default();
    let tail = after.iter().position(|paragraph| is_tail(&paragraph.text)).unwrap_or(after.len());
    let text: Vec<&str> = after[..tail].iter().map(|paragraph| paragraph.text.as_str()).collect();

    let mut record = Map::new();
    record.insert("text".to_owned(), text.join("\n\n").into());
    head(&part[..body], &mut record);
    for paragraph in part[..body].iter().chain(&after[tail..]) {
        if let Some((name, value)) = labelled(&paragraph.text) {
            record.entry(name).or_insert_with(|| value.into());
        }
    }
    record
}

fn is_tail(text: &str) -> bool {
    TAILS.contains(&text) || text.split_once(':').is_some_and(|(label, _)| label == LOAD_DATE)
}

/// Takes the headline, outlet and day from the paragraphs before the body. The last day counts, since a cover may have one too.
fn head(head: &[Paragraph], record: &mut Map<String, Value>) {
    let headline = head.iter().rposition(|paragraph| paragraph.is_headline);
    let day = head.iter().rposition(|paragraph| day(&paragraph.text).is_some()).filter(|&day| day >= 2);
    let title = headline.or(day.map(|day| day - 2)).unwrap_or_default();
    let outlet = day.map_or(title + 1, |day| day - 1);
    let mut take = |name: &str, paragraph: Option<&Paragraph>| {
        if let Some(paragraph) = paragraph.filter(|paragraph| labelled(&paragraph.text).is_none()) {
            record.insert(name.to_owned(), paragraph.text.clone().into());
        }
    };
    take("title", head.get(title));
    take("outlet", head.get(outlet).filter(|_| outlet != title));
    if let Some(day) = day.and_then(|at| self::day(&head[at].text)) {
        record.insert("date".to_owned(), day.to_string().into());
    }
}

/// The day that a paragraph begins with: `June 8, 2018 Friday 1:00 PM GMT`, `8 June 2018`.
fn day(text: &str) -> Option<Date> {
    let words: Vec<&str> = text.split_whitespace().take(3).collect();
    let words = words.join(" ");
    ["%B %d, %Y", "%d %B %Y"].iter().find_map(|form| strtime::parse(form, &words).ok()?.to_date().ok())
}

/// The field of a labelled paragraph and its value.
fn labelled(text: &str) -> Option<(&'static str, &str)> {
    let (label, value) = text.split_once(':')?;
    let (_, name) = LABELS.iter().find(|(known, _)| *known == label)?;
    Some((name, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(texts: &[&str]) -> Vec<Paragraph> {
        texts
            .iter()
            .map(|text| Paragraph { text: (*text).trim_start_matches("# ").to_owned(), is_headline: text.starts_with("# ") })
            .collect()
    }

    const FIRST: [&str; 13] = [
        "# Bridge shut",
        "The Guardian (London)",
        "June 8, 2018 Friday 1:00 PM GMT",
        "Copyright 2018 Guardian Newspapers Limited All Rights Reserved",
        "Section: POLITICS; Version:1",
        "Length: 711 words",
        "Byline: Ana Lee",
        "Body",
        "Notes: she said no.",
        "She left.",
        "Graphic",
        "Load-Date: June 9, 2018",
        "End of Document",
    ];

    #[test]
    fn articles_are_told_apart() {
        let cover = ["User Name: A. Reader", "Date and Time: Friday, June 8, 2018", "Documents (2)", "1. Bridge shut", "2. Bridge open"];
        let second = ["Bridge open", "Daily Mail", "9 June 2018 Saturday", "Body", "He said yes.", "Classification", "End of Document"];
        let records = records(&paragraphs(&[&cover[..], &FIRST, &second].concat())).unwrap();
        let known = |record: &Map<String, Value>| {
            ["title", "outlet", "date", "author", "text"].map(|name| record.get(name).and_then(Value::as_str).unwrap_or("-").to_owned())
        };
        assert_eq!(records.len(), 2);
        assert_eq!(
            known(&records[0]),
            ["Bridge shut", "The Guardian (London)", "2018-06-08", "Ana Lee", "Notes: she said no.\n\nShe left."]
        );
        assert_eq!(known(&records[1]), ["Bridge open", "Daily Mail", "2018-06-09", "-", "He said yes."]);
        assert_eq!((&records[0]["section"], &records[0]["load_date"]), (&"POLITICS; Version:1".into(), &"June 9, 2018".into()));
    }

    #[test]
    fn an_article_without_a_day_or_a_body_is_still_one() {
        let records = records(&paragraphs(
            &[&["Bridge open", "Daily Mail", "Summer 2018", "Length: 2 words", "End of Document"][..], &FIRST].concat(),
        ));
        let records = records.unwrap();
        assert_eq!(
            (&records[0]["title"], &records[0]["outlet"], &records[0]["text"]),
            (&"Bridge open".into(), &"Daily Mail".into(), &"".into())
        );
        assert_eq!((records.len(), records[0].get("date")), (2, None));
    }

    #[test]
    fn other_documents_are_none() {
        assert_eq!(records(&paragraphs(&["# Bridge shut", "Body", "She said no."])), None);
        assert_eq!(records(&paragraphs(&["End of Document", "Body"])), None);
    }
}
