//! Finds the day on which a page's article was published.
//!
//! Machine-readable statements come first, the day of publication before any day of a change; then days at the top of the article. A year in a
//! footer is not a day, and the day of a quoted post or of a change is not the article's.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use trafilatura::{Options, extract};

/// The names for the day of publication in `<meta>` elements and microdata, in lower case and in order of preference.
const NAMES: [&str; 24] = [
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "publication_date",
    "publish-date",
    "publish_date",
    "publishdate",
    "published_time",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "article.published",
    "date",
    "bt:pubdate",
];
/// The endings of the schema.org types that are articles.
const ARTICLES: [&str; 3] = ["Article", "Posting", "Report"];
/// A paragraph of at least this many words belongs to the article's body: whatever is before it is the top.
const BODY: usize = 12;
/// Elements whose days are not the article's.
const ELSEWHERE: [&str; 6] = ["blockquote", "aside", "footer", "nav", "li", "figure"];

/// Markup with days other than that of publication: footers, quoted posts, days of changes, years of copyright.
static OTHER_DAYS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let parts = [
        r"<footer\b.*?</footer>",
        r"<blockquote\b.*?</blockquote>",
        r"<meta\b[^>]*(?:modified|updated|accepted|expir)[^>]*>",
        r#""date(?:Modified|Created|Updated)"\s*:\s*"[^"]*""#,
        r"(?:©|&copy;|&#169;|\(c\)|copyright)[^<]{0,20}\d{4}",
        r"<time\b[^>]*>[^<]*</time>",
    ];
    Regex::new(&format!("(?is){}", parts.join("|"))).ok()
});

/// The day on which a page's article was published; `None` where the page does not say.
pub(super) fn published(html: &str) -> Option<Date> {
    let page = Html::parse_document(html);
    let stated = linked_data(&page).or_else(|| metadata(&page)).or_else(|| marked(&page));
    stated.or_else(|| at_top(&page)).or_else(|| guessed(html))
}

/// The day that the page's JSON-LD gives for the article.
fn linked_data(page: &Html) -> Option<Date> {
    let scripts = Selector::parse(r#"script[type="application/ld+json"]"#).ok()?;
    let values: Vec<Value> =
        page.select(&scripts).filter_map(|script| serde_json::from_str(&script.text().collect::<String>()).ok()).collect();
    values.iter().find_map(article_day)
}

fn article_day(value: &Value) -> Option<Date> {
    match value {
        Value::Array(values) => values.iter().find_map(article_day),
        Value::Object(fields) => {
            let kinds = fields.get("@type").map(|kind| kind.as_array().map_or_else(|| vec![kind], |kinds| kinds.iter().collect()));
            let is_article = kinds.is_some_and(|kinds| {
                kinds.iter().filter_map(|kind| kind.as_str()).any(|kind| ARTICLES.iter().any(|end| kind.ends_with(end)))
            });
            let own = fields.get("datePublished").filter(|_| is_article).and_then(Value::as_str).and_then(day);
            own.or_else(|| ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"].iter().find_map(|name| article_day(fields.get(*name)?)))
        }
        _ => None,
    }
}

/// The day that a `<meta>` element gives, in the order of [`NAMES`].
fn metadata(page: &Html) -> Option<Date> {
    let metas = Selector::parse("meta[content]").ok()?;
    let stated: Vec<(String, &str)> = page.select(&metas).filter_map(|meta| Some((name_of(meta)?, meta.attr("content")?))).collect();
    NAMES.iter().find_map(|wanted| stated.iter().filter(|(name, _)| name == wanted).find_map(|(_, content)| day(content)))
}

fn name_of(meta: ElementRef<'_>) -> Option<String> {
    ["property", "name", "itemprop"].iter().find_map(|attribute| meta.attr(attribute)).map(str::to_lowercase)
}

/// The day of an element that is marked as the day of publication.
fn marked(page: &Html) -> Option<Date> {
    let elements =
        Selector::parse(r#"[itemprop="datePublished"], time[pubdate], time.published, time[class*="publish"], abbr.published"#).ok()?;
    page.select(&elements).filter(|element| !is_elsewhere(*element)).find_map(stated_day)
}

/// The earliest of the days at the top of the article, before its body.
fn at_top(page: &Html) -> Option<Date> {
    let parts = Selector::parse("article, main, [role=main], body").ok()?;
    let elements = Selector::parse("time, p").ok()?;
    page.select(&parts).find_map(|part| {
        let is_body = |element: &ElementRef<'_>| {
            element.value().name() == "p" && element.text().collect::<String>().split_whitespace().count() >= BODY
        };
        let top = part.select(&elements).take_while(|element| !is_body(element));
        top.filter(|element| element.value().name() == "time" && !is_elsewhere(*element)).filter_map(stated_day).min()
    })
}

/// The day that the extractor finds in the rest of the page. It makes a mere year into the first of January, which counts only if it is written out.
fn guessed(html: &str) -> Option<Date> {
    let rest = OTHER_DAYS.as_ref()?.replace_all(html, " ");
    let found = extract(&rest, &Options::default()).ok()?.metadata.date?;
    let found: Date = found.to_string().parse().ok()?;
    let is_told = || ["01-01", "1/1/", "01/01/", "1 Jan", "Jan 1", "January 1", "Jan. 1", "01.01."].iter().any(|day| rest.contains(day));
    (found.month() > 1 || found.day() > 1 || is_told()).then_some(found)
}

fn is_elsewhere(element: ElementRef<'_>) -> bool {
    let mut around = element.ancestors().filter_map(ElementRef::wrap).map(|around| around.value().name());
    around.any(|name| ELSEWHERE.contains(&name) && !(name == "footer" && element.attr("itemprop").is_some()))
}

fn stated_day(element: ElementRef<'_>) -> Option<Date> {
    ["datetime", "content", "title"].iter().find_map(|attribute| element.attr(attribute).and_then(day))
}

/// The day of a machine-readable time: ISO 8601, with or without separators, or the format of e-mails.
fn day(time: &str) -> Option<Date> {
    let time = time.trim();
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = time.get(..8).filter(|start| digits(start) && !time[8..].starts_with(|c: char| c.is_ascii_digit()));
    let marked = time.get(..10).and_then(|start| start.replace(['/', '.'], "-").parse().ok());
    let is_plausible = |day: &Date| (1900..2200).contains(&day.year());
    marked.or_else(|| plain.and_then(|start| Date::strptime("%Y%m%d", start).ok())).or_else(|| written(time)).filter(is_plausible)
}

/// Written dates: "Tue, 27 Aug 2024 20:18:00 GMT", "August 27, 2024".
fn written(time: &str) -> Option<Date> {
    let words: Vec<&str> = time.split([' ', ',', '.']).filter(|word| !word.is_empty()).collect();
    let forms = ["%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y"];
    words.windows(3).take(3).find_map(|words| forms.iter().find_map(|form| Date::strptime(form, words.join(" ")).ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page with `head` in its head, `top` at the top of the article, and `end` after the article's text.
    fn page(head: &str, top: &str, end: &str) -> String {
        format!(
            "<!doctype html><html><head><title>Quarry to close</title>{head}</head><body><main><article><h1>Quarry to close</h1>{top}\
             <p>The quarry has employed people in the valley since 1921, and its lorries still cross the old bridge each morning.</p>\
             <p>The council will meet again in the town hall, where the plans are pinned to the wall beside the door.</p>{end}"
        )
    }

    #[test]
    fn the_day_of_publication_counts() {
        for line in include_str!("day_cases.tsv").lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [expected, head, top, end] = columns[..] else { panic!("four columns: {line}") };
            let found = published(&page(head, top, end)).map_or_else(|| "-".to_owned(), |day| day.to_string());
            assert_eq!(found, expected, "{line}");
        }
    }
}
