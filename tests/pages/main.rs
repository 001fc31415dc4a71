//! The article of a web page, on pages in the styles of news sites (`styles/`).

#![cfg(test)]

mod page;

use std::collections::HashMap;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use page::{Page, pages};
use whosaid::article::Article;
use whosaid::read::{Form, Origin, Settings, read_stream};

const ARTICLES_PER_STYLE: usize = 4;

#[test]
fn bodies_and_dates_of_pages_are_read() {
    let pages = pages(Path::new(env!("CARGO_MANIFEST_DIR")), ARTICLES_PER_STYLE);
    assert!(pages.len() >= 50, "{} pages", pages.len());
    let mut total = Counts::default();
    println!("{:60} {:>6} {:>5} {:>5} {:>6}", "page", "F1", "date", "title", "author");
    for page in &pages {
        let counts = Counts::of(page, &read(page));
        println!("{:60} {:6.3} {:>5} {:>5} {:>6}", page.name, counts.f1, counts.date, counts.title, counts.author);
        assert!(counts.f1 > 0.9, "{}: body F1 {:.3}", page.name, counts.f1);
        total.add(&counts);
    }
    let of_all = |sum: f64| sum / f64::from(u32::try_from(pages.len()).unwrap());
    let [f1, date, title, author] = [total.f1, total.date, total.title, total.author].map(of_all);
    println!("{} pages: body F1 {f1:.3}, date {date:.3}, title {title:.3}, author {author:.3}", pages.len());
    assert!(f1 >= 0.95, "body F1 {f1:.3}");
    assert!(date >= 0.9, "dates {date:.3}");
    assert!(title >= 0.85, "titles {title:.3}");
    assert!(author >= 0.8, "authors {author:.3}");
}

#[test]
fn paragraphs_of_pages_stay_paragraphs() {
    for page in pages(Path::new(env!("CARGO_MANIFEST_DIR")), 1) {
        let text = read(&page).text;
        let lines: Vec<&str> = text.lines().collect();
        let whole = page.body.iter().filter(|paragraph| lines.contains(&paragraph.as_str())).count();
        assert!(20 * whole >= 19 * page.body.len(), "{}: {whole} of {} paragraphs\n{text}", page.name, page.body.len());
    }
}

fn read(page: &Page) -> Article {
    let settings = Arc::new(Settings::default());
    let stream = Cursor::new(page.html.clone().into_bytes());
    let mut entries: Vec<_> = read_stream(Origin::stdin(Some(Form::Html)), Box::new(stream), &settings).collect();
    assert_eq!(entries.len(), 1, "{}", page.name);
    entries.remove(0).article.unwrap_or_else(|error| panic!("{}: {error}", page.name))
}

/// How well one page was read, or the sums over many; 1 is right.
#[derive(Default)]
struct Counts {
    f1: f64,
    date: f64,
    title: f64,
    author: f64,
}

impl Counts {
    fn of(page: &Page, article: &Article) -> Self {
        let right = |is_right| if is_right { 1.0 } else { 0.0 };
        Self {
            f1: word_f1(&page.body.join("\n"), &article.text),
            date: right(article.published.as_deref() == Some(page.day.to_string().as_str())),
            title: right(article.title.as_deref() == Some(page.title.as_str())),
            author: right(article.author.as_ref().is_some_and(|author| author.contains(&page.author))),
        }
    }

    fn add(&mut self, other: &Self) {
        self.f1 += other.f1;
        self.date += other.date;
        self.title += other.title;
        self.author += other.author;
    }
}

/// The F1 of two bags of words.
fn word_f1(gold: &str, found: &str) -> f64 {
    let [gold, found] = [gold, found].map(bag);
    let common: u32 = gold.iter().map(|(word, count)| *count.min(found.get(word).unwrap_or(&0))).sum();
    2.0 * f64::from(common) / f64::from(gold.values().chain(found.values()).sum::<u32>())
}

fn bag(text: &str) -> HashMap<String, u32> {
    let mut bag = HashMap::new();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.for_each(|word| *bag.entry(word.to_lowercase()).or_default() += 1);
    bag
}
