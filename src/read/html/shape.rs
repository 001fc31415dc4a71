//! Refuses pages that would take an extractor hours: thousands of nested elements, or elements with thousands of attributes.

use std::collections::HashMap;

use crate::read::Problem;

/// More levels of nesting than any page has; beyond that, extractors take quadratic time.
const DEEPEST: i64 = 600;
/// More attributes than any element has.
const MOST_ATTRIBUTES: usize = 500;
/// Elements that are empty, or that the next element of their kind closes.
const UNNESTED: [&str; 32] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "dt", "dd",
    "option", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "rt", "rp", "html", "head", "body", "optgroup",
];

/// Refuses a page that is nested too deeply, judged by its open tags without parsing it.
pub(super) fn check(html: &str) -> Result<(), Problem> {
    let mut open: HashMap<String, i64> = HashMap::new();
    let mut depth = 0;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let closes = rest.starts_with('/');
        let name = &rest[usize::from(closes)..];
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(name.len())];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || name.len() > 64 {
            continue;
        }
        let name = name.to_ascii_lowercase();
        let (length, attributes) = tag(rest);
        if attributes > MOST_ATTRIBUTES {
            return Err(Problem::TooDeep(format!("an element {name} with more than {MOST_ATTRIBUTES} attributes")));
        }
        rest = &rest[length..];
        if !closes && matches!(name.as_str(), "script" | "style") {
            rest = behind_script(rest, &name);
        } else if !UNNESTED.contains(&name.as_str()) {
            let count = open.entry(name).or_default();
            let change = if closes { -i64::from(*count > 0) } else { 1 };
            *count += change;
            depth += change;
            if depth > DEEPEST {
                return Err(Problem::TooDeep(format!("more than {DEEPEST} elements within one another")));
            }
        }
    }
    Ok(())
}

/// The rest of the page from the closing tag of a script onwards.
fn behind_script<'a>(rest: &'a str, name: &str) -> &'a str {
    let closes = |at: &usize| rest.get(at + 2..at + 2 + name.len()).is_some_and(|closing| closing.eq_ignore_ascii_case(name));
    let end = rest.match_indices("</").map(|(at, _)| at).find(closes);
    &rest[end.unwrap_or(rest.len())..]
}

/// The length of the rest of a tag, up to and including its `>`, and the number of its attributes.
fn tag(rest: &str) -> (usize, usize) {
    let mut quote = None;
    let (mut attributes, mut in_space) = (0, false);
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (Some(mark), byte) if mark == byte => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return (at + 1, attributes),
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, byte) => {
                attributes += usize::from(in_space && !byte.is_ascii_whitespace());
                in_space = byte.is_ascii_whitespace();
            }
        }
    }
    (rest.len(), attributes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_pages_pass() {
        let list = "<ul>".to_owned() + &"<li><p>one<br>".repeat(5000) + "</ul>";
        let flat = "<div class='a' id=b><!-- <div> --><b>x</b></div>".repeat(5000);
        let script = "<script>if (a<b) { d = '<div>'.repeat(9) }</script>".repeat(700);
        for page in [list, flat, script, String::new(), "a < b".to_owned(), "<".to_owned()] {
            assert!(check(&page).is_ok());
        }
    }

    #[test]
    fn endless_nesting_is_refused() {
        for page in ["<div>".repeat(5000), "<b><i>".repeat(2000), "<table><tr><td>".repeat(2000), format!("<p {}>", "a=1 ".repeat(2000))] {
            assert!(matches!(check(&page), Err(Problem::TooDeep(_))));
        }
    }
}
