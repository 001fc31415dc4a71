//! Markup to text: one paragraph per block, separated by blank lines, with block quotations in quotation marks.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};
use scraper::node::Element;
use scraper::{Html, Node};

use crate::read::blocks::end_block;

/// Inline elements; all others begin and end a line.
const WITHIN_LINES: [&str; 40] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "graphic", "hi", "i", "ins",
    "kbd", "label", "mark", "q", "ref", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr", "center",
];
/// Elements whose text is not shown.
const UNSEEN: [&str; 12] =
    ["script", "style", "noscript", "template", "head", "title", "iframe", "svg", "object", "button", "select", "textarea"];

/// The paragraphs of markup that belongs to the article as a whole.
pub(super) fn paragraphs(html: &str) -> String {
    let fragment = Html::parse_fragment(html);
    let mut text = String::new();
    // The tree is walked by its edges because a page may be nested too deeply for recursion.
    let mut unseen = 0;
    let mut quotes = Vec::new();
    for edge in fragment.tree.root().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => match node.value() {
                Node::Element(element) if UNSEEN.contains(&element.name()) => unseen += 1,
                Node::Element(element) => {
                    open(element, &mut text);
                    if element.name() == "blockquote" {
                        quotes.push(text.len());
                    }
                }
                Node::Text(words) if unseen == 0 => push_words(&mut text, words),
                _ => {}
            },
            ego_tree::iter::Edge::Close(node) => match node.value() {
                Node::Element(element) if UNSEEN.contains(&element.name()) => unseen -= 1,
                Node::Element(element) if !WITHIN_LINES.contains(&element.name()) && element.name() != "br" => {
                    let block = if element.name() == "blockquote" { quotes.pop() } else { None };
                    if let Some(start) = block.filter(|_| quotes.is_empty()) {
                        quote(&mut text, start);
                    }
                    end_block(&mut text);
                }
                _ => {}
            },
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// The page with the name beneath each block quotation, in a `<footer>` or caption, moved into a paragraph, so that no extractor takes it for the
/// page's own footer or a title.
pub(super) fn with_names_of_quotations(html: &str) -> Cow<'_, str> {
    let (Some(blocks), Some(names)) = (BLOCKS.as_ref(), NAMES.as_ref()) else { return Cow::Borrowed(html) };
    blocks.replace_all(html, |block: &Captures<'_>| {
        names
            .replace_all(&block[0], |name: &Captures<'_>| {
                let words = name[1].trim();
                let dash = if words.starts_with(['—', '–', '―', '-', '&']) { "" } else { "— " };
                format!("<p>{dash}{words}</p>")
            })
            .into_owned()
    })
}

static BLOCKS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?is)<blockquote\b.*?</blockquote>").ok());
static NAMES: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?is)<(?:footer|figcaption)\b[^>]*>(.*?)</(?:footer|figcaption)>").ok());

/// Puts quotation marks around a block quotation as newspapers do: each paragraph opens with one, and the last one closes. A final line that names
/// the speaker after a dash stays outside; a block that already begins with a mark keeps its own.
fn quote(text: &mut String, start: usize) {
    let block = text[start..].trim_end().to_owned();
    let is_line = |paragraph: &&str| paragraph.starts_with(['—', '–', '―']) || paragraph.starts_with("-- ");
    let paragraphs: Vec<&str> = block.split("\n\n").filter(|paragraph| !paragraph.is_empty()).collect();
    let words = paragraphs.iter().rposition(|paragraph| !is_line(paragraph)).map_or(0, |last| last + 1);
    if words == 0 || block.starts_with(['"', '“', '‘', '«', '„', '\'']) {
        return;
    }
    text.truncate(start);
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if at > 0 {
            text.push_str("\n\n");
        }
        let (opens, closes) = (if at < words { "“" } else { "" }, if at + 1 == words { "”" } else { "" });
        text.extend([opens, paragraph, closes]);
    }
}

fn open(element: &Element, text: &mut String) {
    match element.name() {
        "br" | "lb" if text.ends_with('\n') => end_block(text),
        "br" | "lb" => {
            text.truncate(text.trim_end().len());
            if !text.is_empty() {
                text.push('\n');
            }
        }
        name if WITHIN_LINES.contains(&name) => {}
        _ => end_block(text),
    }
}

/// Appends words with single spaces between them.
fn push_words(text: &mut String, words: &str) {
    if words.starts_with(is_space) && !text.is_empty() && !text.ends_with([' ', '\n']) {
        text.push(' ');
    }
    for (number, word) in words.split(is_space).filter(|word| !word.is_empty()).enumerate() {
        if number > 0 {
            text.push(' ');
        }
        text.push_str(word);
    }
    if words.ends_with(is_space) && !text.is_empty() && !text.ends_with([' ', '\n']) {
        text.push(' ');
    }
}

/// White space that browsers collapse to one space; a no-break space stays.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_paragraphs_and_lines_stay_whole() {
        let html = "<div><h2>No &amp; yes</h2>\n<p>Ana <b>Lee</b>\n said <a href='x'>no</a>.</p><ul><li>one</li><li>two</li></ul>end</div>";
        assert_eq!(paragraphs(html), "No & yes\n\nAna Lee said no.\n\none\n\ntwo\n\nend");
    }

    #[test]
    fn blocks_of_quotation_have_marks() {
        assert_eq!(
            paragraphs("<p>She wrote:</p><blockquote><p>No. Not now.</p><p>Never.</p></blockquote><p>End</p>"),
            "She wrote:\n\n“No. Not now.\n\n“Never.”\n\nEnd"
        );
        assert_eq!(paragraphs("<blockquote>I never signed.<footer>— Dela Marr</footer></blockquote>"), "“I never signed.”\n\n— Dela Marr");
        assert_eq!(paragraphs("<blockquote><p>“No,” she said.</p></blockquote><blockquote></blockquote>"), "“No,” she said.");
    }

    #[test]
    fn names_beneath_quotations_stay() {
        let page = "<footer>Imprint</footer><blockquote><p>No.</p><footer class=a>Dela Marr</footer></blockquote>";
        assert_eq!(with_names_of_quotations(page), "<footer>Imprint</footer><blockquote><p>No.</p><p>— Dela Marr</p></blockquote>");
    }

    #[test]
    fn two_breaks_are_a_paragraph() {
        assert_eq!(paragraphs("one<br>two <br> <br/> three<script>x</script>"), "one\ntwo\n\nthree");
    }
}
