//! Reading an article's parts from the fields of JSON objects and the columns of tables.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::error::Problem;
use super::field_names::{AUTHOR, DATE, Fields, ID, LANGUAGE, TEXT, TITLE, URL, is_usual};
use super::html;
use super::settings::Settings;
use crate::article::Article;

/// The article of a record. `id` gives its id where the record has none.
pub(super) fn article(record: &Map<String, Value>, id: impl FnOnce() -> String, settings: &Settings) -> Result<Article, Problem> {
    let fields = &settings.fields;
    let find = |name: &Option<String>, usual: &[&str]| match name {
        Some(name) => named(record, name).and_then(string),
        None => usual_values(record, usual).find_map(string),
    };
    let text = text_of(record, fields)?;
    let article = Article {
        title: find(&fields.title, &TITLE),
        published: find(&fields.date, &DATE).map(|date| day_of_seconds(&date).unwrap_or(date)),
        url: find(&fields.url, &URL),
        author: find(&None, &AUTHOR),
        language: find(&None, &LANGUAGE).filter(|language| language.len() <= 35),
        kept: settings.keep.iter().map(|name| (name.clone(), named(record, name).cloned().unwrap_or_default())).collect(),
        ..Article::new(find(&fields.id, &ID).unwrap_or_else(id), text)
    };
    if html::is_markup(&article.text) { html::of_field(article) } else { Ok(article) }
}

/// Whether a record has a field that holds a text.
pub(super) fn has_text(record: &Map<String, Value>, fields: &Fields) -> bool {
    texts(record, fields).next().is_some()
}

/// Checks that a table has the columns it needs; `header` maps the columns to empty texts, `names` lists them for a message.
pub(super) fn check_columns(header: &Map<String, Value>, names: &str, settings: &Settings) -> Result<(), Problem> {
    if !has_text(header, &settings.fields) {
        return Err(Problem::NoColumn { column: settings.fields.text.clone(), header: names.to_owned() });
    }
    match settings.keep.iter().find(|name| named(header, name).is_none()) {
        Some(column) => Err(Problem::NothingToKeep { column: column.clone(), header: names.to_owned() }),
        None => Ok(()),
    }
}

/// Whether a column may hold a part of an article.
#[cfg(feature = "parquet")]
pub(super) fn is_of_article(column: &str, settings: &Settings) -> bool {
    let Fields { id, title, date, url, text } = &settings.fields;
    let asked = [id, title, date, url, text].into_iter().flatten().chain(&settings.keep);
    let usual = [&ID[..], &TITLE, &DATE, &URL, &TEXT, &AUTHOR, &LANGUAGE].concat();
    let begins = |name: &String| name == column || name.strip_prefix(column).is_some_and(|rest| rest.starts_with('.'));
    asked.into_iter().any(begins) || usual.iter().any(|usual| is_usual(column, usual))
}

/// The longest text among the fields that may hold it, since scraped records have teasers beside the text.
fn text_of(record: &Map<String, Value>, fields: &Fields) -> Result<String, Problem> {
    let longest = texts(record, fields).reduce(|longest, text| if text.len() > longest.len() { text } else { longest });
    let text = longest.ok_or_else(|| Problem::NoField(fields.text.clone()))?;
    if text.chars().any(char::is_alphanumeric) { Ok(text) } else { Err(Problem::Empty) }
}

fn texts<'a>(record: &'a Map<String, Value>, fields: &'a Fields) -> impl Iterator<Item = String> {
    let named = fields.text.as_deref().into_iter().filter_map(|name| named(record, name));
    let usual = usual_values(record, if fields.text.is_none() { &TEXT } else { &[] });
    named.chain(usual).filter_map(text)
}

/// The value of a field by its full name, or by a path of names separated by dots.
fn named<'a>(record: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    record.get(name).or_else(|| {
        let (outer, inner) = name.split_once('.')?;
        named(record.get(outer)?.as_object()?, inner)
    })
}

/// The values of the fields with usual names, in the order of the names.
fn usual_values<'a>(record: &'a Map<String, Value>, usual: &'a [&str]) -> impl Iterator<Item = &'a Value> {
    usual.iter().flat_map(|usual| record.iter().filter(|(name, _)| is_usual(name, usual)).map(|(_, value)| value))
}

/// A text: a string, an array of paragraphs, or the rendered text of a content management system.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(paragraphs) if !paragraphs.is_empty() => {
            let paragraphs: Option<Vec<&str>> = paragraphs.iter().map(Value::as_str).collect();
            Some(paragraphs?.join("\n\n"))
        }
        Value::Object(object) => object.get("rendered").or_else(|| object.get("text")).and_then(Value::as_str).map(str::to_owned),
        _ => None,
    }
}

/// A short value: a non-empty string, a number, the names of several authors, or the rendered value of a content management system.
fn string(value: &Value) -> Option<String> {
    let string = match value {
        Value::String(string) => string.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(values) => values.iter().filter_map(string).collect::<Vec<_>>().join(", "),
        Value::Object(object) => ["rendered", "name", "text", "$oid", "$date"].iter().find_map(|name| string(object.get(*name)?))?,
        _ => return None,
    };
    (!string.is_empty()).then_some(string)
}

/// The day, in UTC, of a number of seconds or milliseconds since 1970.
fn day_of_seconds(number: &str) -> Option<String> {
    let number: i64 = number.parse().ok()?;
    let time = match number.unsigned_abs() {
        100_000_000..100_000_000_000 if number.to_string().len() != 8 => Timestamp::from_second(number),
        100_000_000_000..100_000_000_000_000 if !is_compact_date(number) => Timestamp::from_millisecond(number),
        _ => return None,
    };
    Some(time.ok()?.strftime("%Y-%m-%d").to_string())
}

/// Whether a number is a date and time written without separators, such as 202410241530.
fn is_compact_date(number: i64) -> bool {
    matches!(number, 190_001_010_000..=210_012_312_359)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::read::settings::DEFAULT_ARTICLE_SIZE;

    fn read(record: &Value, fields: Fields) -> Result<Article, Problem> {
        let settings = Settings { fields, largest_article: DEFAULT_ARTICLE_SIZE, language: None, ..Settings::default() };
        article(record.as_object().unwrap(), || "made-up".to_owned(), &settings)
    }

    #[test]
    fn usual_names_are_found() {
        let record = json!({
            "Headline": "Bridge shut", "articleBody": "Ana Lee said no.", "datePublished": "2024-10-24", "link": "https://example.org/1",
            "authors": ["A. Lee", "B. Ode"], "_id": 7, "uuid": "u-7", "lang": "en", "description": "Shut."
        });
        let article = read(&record, Fields::default()).unwrap();
        let expected = Article {
            title: Some("Bridge shut".to_owned()),
            published: Some("2024-10-24".to_owned()),
            url: Some("https://example.org/1".to_owned()),
            author: Some("A. Lee, B. Ode".to_owned()),
            language: Some("en".to_owned()),
            ..Article::new("7", "Ana Lee said no.")
        };
        assert_eq!(article, expected);
    }

    #[test]
    fn the_longest_text_counts_and_may_be_paragraphs() {
        let record = json!({ "content": "Ana Lee ...", "paragraphs": ["Ana Lee said no.", "She left."], "body": null });
        let article = read(&record, Fields::default()).unwrap();
        assert_eq!((article.id.as_str(), article.text.as_str()), ("made-up", "Ana Lee said no.\n\nShe left."));
    }

    #[test]
    fn named_fields_count_alone() {
        let fields = Fields { text: Some("data.lead".to_owned()), title: Some("t".to_owned()), ..Fields::default() };
        let record = json!({ "text": "Something longer than that.", "data": { "lead": "Ana Lee said no." }, "t": "", "title": "x" });
        let article = read(&record, fields.clone()).unwrap();
        assert_eq!((article.text.as_str(), article.title), ("Ana Lee said no.", None));
        assert!(matches!(read(&json!({ "text": "Ana" }), fields), Err(Problem::NoField(Some(name))) if name == "data.lead"));
    }

    #[test]
    fn what_has_no_text_is_told_from_what_has_no_words() {
        assert!(matches!(read(&json!({ "text": 7 }), Fields::default()), Err(Problem::NoField(None))));
        assert!(matches!(read(&json!({ "text": " \n" }), Fields::default()), Err(Problem::Empty)));
    }

    #[test]
    fn times_in_numbers_are_days() {
        for (number, day) in
            [("1729728000", "2024-10-24"), ("1729728000000", "2024-10-24"), ("20241024", "20241024"), ("202410241530", "202410241530")]
        {
            let record = json!({ "text": "Ana Lee said no.", "timestamp": number.parse::<i64>().unwrap() });
            assert_eq!(read(&record, Fields::default()).unwrap().published.as_deref(), Some(day));
        }
    }

    #[test]
    fn rendered_fields_of_content_systems_are_read() {
        let record = json!({ "id": 1, "title": { "rendered": "Bridge shut" }, "content": { "rendered": "<p>Ana Lee said &ldquo;no&rdquo;.</p>\n<p>She left.</p>" } });
        let article = read(&record, Fields::default()).unwrap();
        assert_eq!((article.title.as_deref(), article.text.as_str()), (Some("Bridge shut"), "Ana Lee said “no”.\n\nShe left."));
    }
}
