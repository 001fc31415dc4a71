//! Markup to text: a paragraph a block, with blank lines between them.

use scraper::node::Element;
use scraper::{Html, Node};

use crate::read::blocks::end_block;

/// Elements that stand within a line; all others begin and end one.
const WITHIN_LINES: [&str; 40] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "graphic", "hi", "i", "ins",
    "kbd", "label", "mark", "q", "ref", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr", "center",
];
/// Elements whose words nobody reads.
const UNSEEN: [&str; 12] =
    ["script", "style", "noscript", "template", "head", "title", "iframe", "svg", "object", "button", "select", "textarea"];

/// The paragraphs of markup that is an article as a whole.
pub(super) fn paragraphs(html: &str) -> String {
    let fragment = Html::parse_fragment(html);
    let mut text = String::new();
    // The tree is walked by its edges: a page may be nested too deep for a function that calls itself.
    let mut unseen = 0;
    for edge in fragment.tree.root().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => match node.value() {
                Node::Element(element) if UNSEEN.contains(&element.name()) => unseen += 1,
                Node::Element(element) => open(element, &mut text),
                Node::Text(words) if unseen == 0 => push_words(&mut text, words),
                _ => {}
            },
            ego_tree::iter::Edge::Close(node) => match node.value() {
                Node::Element(element) if UNSEEN.contains(&element.name()) => unseen -= 1,
                Node::Element(element) if !WITHIN_LINES.contains(&element.name()) && element.name() != "br" => end_block(&mut text),
                _ => {}
            },
        }
    }
    text.truncate(text.trim_end().len());
    text
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

/// Adds words with single spaces between them.
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

/// White space that browsers show as one space; a no-break space stays.
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
    fn two_breaks_are_a_paragraph() {
        assert_eq!(paragraphs("one<br>two <br> <br/> three<script>x</script>"), "one\ntwo\n\nthree");
    }
}
