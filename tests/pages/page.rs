//! Web pages in the styles of news sites, made of the corpus's articles.
//!
//! A style is a page of `styles/` in which `{{...}}` stands for what an article has:
//! - `{{title}}`, `{{author}}`, `{{slug}}`; its day as `{{iso}}`, `{{day}}`, `{{long}}`, `{{us}}`, `{{short}}`, `{{feed}}`; the day of its last change,
//!   soon after, years after or yet to come, as `{{modified}}` and `{{changed}}`; the `{{year}}` of its footer;
//! - `{{body <p>$</p>}}`: all of its paragraphs, each in the place of `$`;
//! - `{{heading <h2>$</h2>}}`, before the body: the same for section headings; `{{after 3 ...}}`: what stands behind the third paragraph;
//! - `{{links 8 <li><a href="#">$</a></li>}}`: so many headlines of other articles.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};

/// Headlines of articles that are not on a page.
const HEADLINES: [&str; 24] = [
    "Ferry fares to rise by a tenth from January, council says",
    "Ten ways to keep a small garden alive through a dry summer",
    "Striker out for six weeks after scan on ankle",
    "What the new bus timetable means for you",
    "Review: a quiet film about loud people",
    "Two rescued from sandbank as tide turned",
    "Analysis: why the vote was lost before it was held",
    "Watch: the moment the old chimney came down",
    "Recipe: lentils the way my aunt made them",
    "School told to improve for a third time",
    "Central bank holds rates and hints at a cut",
    "The lighthouse keeper who would not leave",
    "In pictures: the carnival comes back to the harbour",
    "Quiz: how well do you remember the week?",
    "Opinion: stop asking nurses to be heroes",
    "Man charged after warehouse fire",
    "Podcast: the spy who sold umbrellas",
    "Floods close both roads out of the valley",
    "Transfer news: keeper close to move abroad",
    "The best e-readers, tried and compared",
    "Court throws out claim over lost luggage",
    "Storm names for next year are chosen",
    "Letters: the trees on Mill Street",
    "Orchestra to tour villages without a hall",
];

/// A page with what a reader should find on it.
pub(crate) struct Page {
    /// The style's and the article's name.
    pub(crate) name: String,
    pub(crate) html: String,
    pub(crate) title: String,
    pub(crate) author: String,
    pub(crate) day: Date,
    /// The day of its last change.
    modified: Date,
    /// The paragraphs of the article's body, headings among them.
    pub(crate) body: Vec<String>,
}

/// Every style with some articles of the corpus each.
pub(crate) fn pages(project: &Path, articles_per_style: usize) -> Vec<Page> {
    let articles = files(&project.join("corpus/articles"));
    let styles = files(&project.join("tests/pages/styles"));
    let pick = |style: usize, turn: usize| &articles[(style * articles_per_style + turn) % articles.len()];
    let of_style = |(number, style): (usize, &PathBuf)| {
        (0..articles_per_style).map(move |turn| page(style, pick(number, turn), number * articles_per_style + turn)).collect::<Vec<_>>()
    };
    styles.iter().enumerate().flat_map(of_style).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn page(style: &Path, article: &Path, number: usize) -> Page {
    let stem = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    let text = fs::read_to_string(article).unwrap();
    let mut body: Vec<String> = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let title = if is_heading(&body[0]) { body.remove(0) } else { "Talks go on into the night".to_owned() };
    let day = date(2019, 1, 3).checked_add(jiff::Span::new().days(37 * i64::try_from(number).unwrap())).unwrap();
    let modified = [day.checked_add(jiff::Span::new().days(3)).unwrap(), date(2026, 1, 9), date(2031, 2, 2), day][number % 4];
    let author = ["Oona Bracewell", "Tomas Weil", "Priya Chand"][number % 3].to_owned();
    let mut page = Page { name: format!("{}-{}", stem(style), stem(article)), html: String::new(), title, author, day, modified, body };
    page.html = filled(&fs::read_to_string(style).unwrap(), &page, &stem(article));
    page
}

/// A line that is no sentence.
fn is_heading(line: &str) -> bool {
    line.len() < 90 && !line.ends_with(['.', '!', '?', '”', '"', ':', ')'])
}

fn filled(style: &str, page: &Page, slug: &str) -> String {
    let mut html = String::new();
    let (mut heading, mut inserts) = ("<h2>$</h2>", Vec::new());
    let mut rest = style;
    while let Some((before, after)) = rest.split_once("{{") {
        html.push_str(before);
        let (mark, after) = after.split_once("}}").expect("a {{ without its }}");
        rest = after;
        let (word, form) = mark.split_once(char::is_whitespace).unwrap_or((mark, ""));
        match word {
            "heading" => heading = form,
            "after" => {
                let (place, form) = form.split_once(char::is_whitespace).unwrap();
                inserts.push((place.parse::<usize>().unwrap(), form));
            }
            "body" => html.push_str(&body(page, form, heading, &inserts)),
            "links" => html.push_str(&links(form, html.len())),
            word => html.push_str(&value(word, page, slug)),
        }
    }
    html + rest
}

fn body(page: &Page, form: &str, heading: &str, inserts: &[(usize, &str)]) -> String {
    let mut html = String::new();
    for (number, paragraph) in page.body.iter().enumerate() {
        let form = if is_heading(paragraph) { heading } else { form };
        html.push_str(&form.replace('$', &escaped(paragraph)));
        html.push('\n');
        inserts.iter().filter(|(place, _)| *place == number + 1).for_each(|(_, insert)| {
            html.push_str(insert);
            html.push('\n');
        });
    }
    html
}

fn links(form: &str, seed: usize) -> String {
    let (count, form) = form.split_once(char::is_whitespace).unwrap();
    let count: usize = count.parse().unwrap();
    (0..count).map(|turn| form.replace('$', HEADLINES[(seed + 5 * turn) % HEADLINES.len()]) + "\n").collect()
}

fn value(word: &str, page: &Page, slug: &str) -> String {
    match word {
        "title" => escaped(&page.title),
        "author" => page.author.clone(),
        "slug" => slug.to_owned(),
        "day" => page.day.to_string(),
        "iso" => page.day.strftime("%Y-%m-%dT06:45:00+01:00").to_string(),
        "long" => page.day.strftime("%-d %B %Y").to_string(),
        "us" => page.day.strftime("%B %-d, %Y").to_string(),
        "short" => page.day.strftime("%a %-d %b %Y 06.45 GMT").to_string(),
        "feed" => page.day.strftime("%a, %d %b %Y 06:45:00 +0000").to_string(),
        "modified" => page.modified.strftime("%Y-%m-%dT09:00:00Z").to_string(),
        "changed" => page.modified.strftime("%-d %B %Y").to_string(),
        "year" => page.modified.year().to_string(),
        other => panic!("no {other:?} on a page"),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
