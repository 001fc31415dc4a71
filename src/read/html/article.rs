//! Extracts the article from a page's markup.

use std::panic::catch_unwind;

use trafilatura::{HtmlDateMode, Options, extract};

use super::{day, shape, text};
use crate::article::Article;
use crate::read::Problem;

/// A page whose longest paragraph has fewer words is a menu, not an article.
const SHORTEST_PARAGRAPH: usize = 6;

/// The text of a part of a page, all of which belongs to the article.
pub(super) fn part(html: &str) -> Result<String, Problem> {
    shape::check(html)?;
    Ok(text::paragraphs(html))
}

/// The article of a whole page.
pub(super) fn whole(html: &str, id: &str) -> Result<Article, Problem> {
    shape::check(html)?;
    let html = &text::with_names_of_quotations(html);
    let nothing = || Problem::NoArticle { bytes: html.len() as u64 };
    // A page that crashes the extractor is one failure, not the end of the run.
    let extracted = catch_unwind(|| {
        let options = Options::default().with_fallback(true).with_html_date_mode(HtmlDateMode::Disabled);
        extract(html, &options).map(|extracted| (extracted, day::published(html)))
    });
    let (extracted, published) = extracted.map_err(|_| Problem::Internal)?.map_err(|_| nothing())?;
    let text = text::paragraphs(&extracted.content_html);
    if !text.lines().any(|paragraph| paragraph.split_whitespace().count() >= SHORTEST_PARAGRAPH) {
        return Err(nothing());
    }
    let known = |value: String| Some(value.trim().to_owned()).filter(|value| !value.is_empty());
    let found = extracted.metadata;
    Ok(Article {
        title: known(found.title),
        published: published.map(|day| day.to_string()),
        url: known(found.url),
        author: known(found.author),
        language: known(found.language),
        ..Article::new(id, text)
    })
}
