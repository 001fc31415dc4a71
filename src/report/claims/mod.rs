//! The page about claims: who speaks, how much, and what they said.

mod columns;
mod own_words;
mod passages;
mod strings;

use std::collections::HashMap;
use std::io::{self, Write};

use maud::{PreEscaped, html};
use serde::Serialize;

use self::columns::Columns;
use self::own_words::own_words;
use self::passages::{Attribution, Passage, passages};
use super::page::page;
use crate::record::{Annotation, Claim};

const STYLE: &str = include_str!("style.css");
const BODY: &str = include_str!("body.html");
/// In dependency order.
const SCRIPTS: [&str; 9] = [
    include_str!("data.js"),
    include_str!("search.js"),
    include_str!("filter.js"),
    include_str!("list.js"),
    include_str!("facets.js"),
    include_str!("timeline.js"),
    include_str!("claim.js"),
    include_str!("group.js"),
    include_str!("explorer.js"),
];

/// Gathers claims into one page for searching, filtering and reading them. The page contains all of its data.
#[derive(Debug, Default)]
pub struct ClaimsPage {
    title: Option<String>,
    columns: Columns,
    /// The texts in which claims are shown; a claim's own words stand in if its article does not come.
    texts: Vec<String>,
    passages: Vec<Option<Passage>>,
    /// The claims of articles whose text has not come yet.
    waiting: HashMap<ArticleKey, Vec<Waiting>>,
}

/// An article's id and path.
type ArticleKey = (String, Option<String>);

/// A claim, by its row.
type Waiting = (usize, Attribution);

/// The data embedded in the page.
#[derive(Serialize)]
struct Data<'a> {
    title: &'a str,
    #[serde(flatten)]
    columns: &'a Columns,
    texts: &'a [String],
    passages: &'a [Option<Passage>],
}

impl ClaimsPage {
    /// An empty page with the given title.
    #[must_use]
    pub fn titled(title: &str) -> Self {
        Self { title: Some(title.to_owned()), ..Self::default() }
    }

    /// Adds a claim.
    pub fn claim(&mut self, claim: &Claim) {
        let row = self.columns.add(claim);
        self.passages.push(None);
        let article = (claim.article.id.clone(), claim.article.path.clone());
        self.waiting.entry(article).or_default().push((row, Attribution::of(claim)));
    }

    /// Adds an article's text, so that its claims, which must have been added before, are shown in their surrounding sentences. Returns whether there
    /// are any.
    pub fn annotation(&mut self, annotation: &Annotation) -> bool {
        let Some(waiting) = self.waiting.remove(&(annotation.id.clone(), annotation.path.clone())) else { return false };
        let attributions: Vec<&Attribution> = waiting.iter().map(|(_, attribution)| attribution).collect();
        let found = passages(&annotation.text, &attributions, &mut self.texts);
        for ((row, attribution), passage) in waiting.iter().zip(found) {
            self.passages[*row] = Some(passage.unwrap_or_else(|| own_words(attribution, &mut self.texts)));
        }
        true
    }

    /// The number of claims.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.passages.len()
    }

    /// Whether no claim has been added.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.passages.is_empty()
    }

    /// Writes the page.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn write(mut self, mut to: impl Write) -> io::Result<()> {
        let mut waiting: Vec<Waiting> = self.waiting.drain().flat_map(|(_, waiting)| waiting).collect();
        waiting.sort_by_key(|(row, _)| *row);
        for (row, attribution) in &waiting {
            self.passages[*row] = Some(own_words(attribution, &mut self.texts));
        }
        self.columns.settle();
        let title = self.title.as_deref().unwrap_or("Who said what");
        let data = Data { title, columns: &self.columns, texts: &self.texts, passages: &self.passages };
        // Entities are not decoded within a script, and only `<` could end it.
        let json = serde_json::to_string(&data)?.replace('<', "\\u003c");
        let body = html! {
            (PreEscaped(BODY))
            script type="application/json" id="data" { (PreEscaped(json)) }
        };
        to.write_all(page(title, STYLE, &SCRIPTS, &body).into_string().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::record::{Grouping, Stance};

    fn claim(article: &str, id: &str, content: &str) -> Claim {
        serde_json::from_value(json!({
            "id": id, "article": { "id": article, "path": null, "title": "<b>", "published": "2024-10-24", "url": "https://www.news.example/a?b" },
            "content": { "text": content, "spans": [{ "start": 13, "end": 13 + content.chars().count() }], "kind": "indirect" },
            "cue": { "text": "said", "start": 8, "end": 12 }, "source": { "text": "Ana Lee", "start": 0, "end": 7 },
            "speaker": { "name": "Ana Lee", "kind": "person", "role": null, "mention": { "start": 0, "end": 7 }, "members": [] },
            "via": null, "cites": null, "nested_in": null, "stance": "asserts", "certainty": "neutral", "said": null,
            "dates": [], "quantities": [], "entities": [], "score": 0.5
        }))
        .unwrap()
    }

    fn annotation(article: &str, text: &str) -> Annotation {
        serde_json::from_value(json!({
            "id": article, "path": null, "title": null, "published": null, "url": null, "author": null, "language": null, "text": text,
            "entities": [], "attributions": []
        }))
        .unwrap()
    }

    fn data(page: ClaimsPage) -> Value {
        let mut bytes = Vec::new();
        page.write(&mut bytes).unwrap();
        let html = String::from_utf8(bytes).unwrap();
        let (_, rest) = html.split_once("id=\"data\">").unwrap();
        serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
    }

    #[test]
    fn a_claim_stands_in_its_sentences_or_in_its_own_words() {
        let mut page = ClaimsPage::default();
        page.claim(&claim("a", "1", "it was over"));
        page.claim(&claim("b", "2", "it was over"));
        page.claim(&claim("c", "3", "it was over"));
        page.annotation(&annotation("a", "Ana Lee said it was over. She left.\n"));
        page.annotation(&annotation("c", "Another text."));
        let data = data(page);
        assert_eq!(data["texts"], json!(["Ana Lee said it was over. She left.", "Ana Lee said it was over", "Ana Lee said it was over"]));
        assert_eq!(data["passages"][0], json!([0, 0, 35, 0, 7, 8, 12, 13, 24]));
        assert_eq!(data["passages"][1], json!([2, 0, 24, 0, 7, 8, 12, 13, 24]));
        assert_eq!(data["passages"][2], json!([1, 0, 24, 0, 7, 8, 12, 13, 24]));
    }

    #[test]
    fn no_word_of_a_claim_ends_the_script() {
        let mut page = ClaimsPage::titled("</title><script>");
        page.claim(&claim("</script>", "1", "</script><script>alert(1)</script><!-- & \u{2028}\0"));
        let mut bytes = Vec::new();
        page.write(&mut bytes).unwrap();
        let html = String::from_utf8(bytes).unwrap();
        assert_eq!(html.matches("<script").count(), 2, "the data and the page's own");
        assert_eq!(html.matches("</title>").count(), 1);
        assert!(!html.contains("<!--"));
    }

    #[test]
    fn strings_stand_once() {
        let mut page = ClaimsPage::default();
        page.claim(&claim("a", "1", "one"));
        page.claim(&claim("a", "2", "two"));
        let data = data(page);
        let strings = data["strings"].as_array().unwrap();
        let at = |index: &Value| &strings[usize::try_from(index.as_u64().unwrap()).unwrap()];
        assert_eq!(strings.iter().filter(|string| *string == "Ana Lee").count(), 1);
        assert_eq!(at(&data["articles"]["outlet"][0]), "news.example");
        assert_eq!(at(&data["articles"]["title"][0]), "<b>");
        assert_eq!(data["speakers"]["name"].as_array().unwrap().len(), 2, "nobody, and Ana Lee");
        assert_eq!(data["claims"]["speaker"], json!([1, 1]));
        assert_eq!(data["claims"]["words"], json!([1, 1]));
    }

    #[test]
    fn what_grouping_found_is_shown() {
        let grouped = |article, id, name: &str, copy_of: Option<&str>, group_stance| {
            let mut claim = claim(article, id, "it was over");
            claim.speaker.as_mut().unwrap().name = name.to_owned();
            let [person, claim_group] = ["lee", "2"].map(|id| Some(id.to_owned()));
            claim.grouping = Some(Grouping { copy_of: copy_of.map(str::to_owned), person, claim_group, group_stance });
            claim
        };
        let mut page = ClaimsPage::default();
        page.claim(&grouped("a", "1", "Lee", None, None));
        page.claim(&grouped("b", "2", "Ana Lee", None, Some(Stance::Denies)));
        page.claim(&grouped("c", "3", "Ana Lee", Some("b"), None));
        let data = data(page);
        assert_eq!(data["claims"]["speaker"], json!([1, 1, 1]));
        assert_eq!(data["strings"][usize::try_from(data["speakers"]["name"][1].as_u64().unwrap()).unwrap()], "Ana Lee");
        assert_eq!((&data["claims"]["group"], &data["groups"]), (&json!([1, 1, 1]), &json!([0, 2])));
        assert_eq!(data["claims"]["copy_of"], json!([0, 0, 2]));
        let stances = data["claims"]["group_stance"].as_array().unwrap().iter();
        let stances: Vec<&Value> = stances.map(|at| &data["strings"][usize::try_from(at.as_u64().unwrap()).unwrap()]).collect();
        assert_eq!(stances, ["asserts", "denies", "asserts"]);
    }

    #[test]
    fn no_claims_make_a_page_too() {
        assert_eq!(data(ClaimsPage::default())["passages"], json!([]));
    }
}
