//! Markdown: one article with markup for headings, links and emphasis, and perhaps a front matter that states its title, date and so on.

use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};
use serde_json::{Map, Value};

use super::blocks::end_block;
use super::{Fields, Origin, Problem, Settings, encoding, fields, stream};
use crate::article::Article;

/// Reads a whole stream as one article; its text is what a reader sees, one paragraph per block.
pub(super) fn read(stream: stream::Stream, origin: &Origin, settings: &Settings) -> Result<Article, Problem> {
    let markdown = encoding::decode(stream::whole(stream, settings)?, None)?;
    let Shown { text, front, title } = shown(&markdown);
    let mut record = front_matter(&front);
    record.insert("text".to_owned(), Value::String(text));
    if let Some(title) = title {
        record.entry("title").or_insert(Value::String(title));
    }
    let usual = Settings { fields: Fields::default(), ..settings.clone() };
    let article = fields::article(&record, || origin.id.clone(), &usual)?;
    Ok(Article { id: origin.id.clone(), ..article })
}

/// What a reader of the rendered Markdown sees.
struct Shown {
    text: String,
    /// The lines of the front matter.
    front: String,
    /// The first heading of the first level.
    title: Option<String>,
}

fn shown(markdown: &str) -> Shown {
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES;
    let mut shown = Shown { text: String::new(), front: String::new(), title: None };
    let (mut in_front, mut in_title, mut in_image) = (false, None, false);
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::MetadataBlock(MetadataBlockKind::YamlStyle)) => in_front = true,
            Event::End(TagEnd::MetadataBlock(_)) => in_front = false,
            Event::Start(Tag::Image { .. }) => in_image = true,
            Event::End(TagEnd::Image) => in_image = false,
            Event::Start(Tag::Heading { level: pulldown_cmark::HeadingLevel::H1, .. }) if shown.title.is_none() => {
                in_title = Some(shown.text.len());
            }
            Event::Text(words) | Event::Code(words) if in_front => shown.front.push_str(&words),
            Event::Text(words) | Event::Code(words) if !in_image => shown.text.push_str(&words),
            Event::SoftBreak => shown.text.push(' '),
            Event::HardBreak => shown.text.push('\n'),
            Event::End(TagEnd::Heading(_)) => {
                shown.title = in_title.take().map(|start| shown.text[start..].trim().to_owned()).or(shown.title);
                end_block(&mut shown.text);
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock | TagEnd::TableRow | TagEnd::TableHead) => {
                end_block(&mut shown.text);
            }
            Event::End(TagEnd::TableCell) => shown.text.push('\t'),
            _ => {}
        }
    }
    shown.text.truncate(shown.text.trim_end().len());
    shown
}

/// The `name: value` lines of a front matter; values that span several lines are left out.
fn front_matter(front: &str) -> Map<String, Value> {
    let pair = |line: &str| {
        let (name, value) = line.split_once(':')?;
        let value = value.trim().trim_matches(['"', '\'']);
        let is_name = !name.is_empty() && !name.starts_with([' ', '#', '-']) && !super::field_names::is_text_name(name);
        (is_name && !value.is_empty()).then(|| (name.to_owned(), Value::String(value.to_owned())))
    };
    front.lines().filter_map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_off_and_blocks_stay_apart() {
        let markdown =
            "# The *bridge*\n\nAna [Lee](https://example.org) said\n“no”. ![A bridge](b.jpg)\n\n- one\n- two\n\n> He **left**.\n";
        let shown = shown(markdown);
        assert_eq!(shown.text, "The bridge\n\nAna Lee said “no”.\n\none\n\ntwo\n\nHe left.");
        assert_eq!(shown.title.as_deref(), Some("The bridge"));
    }

    #[test]
    fn front_matter_names_the_parts() {
        let shown = shown("---\ntitle: \"Bridge: shut\"\ndate: 2024-10-24\ntags:\n  - a\n---\n\nAna Lee said no.\n");
        assert_eq!(shown.text, "Ana Lee said no.");
        let record = front_matter(&shown.front);
        assert_eq!(record.get("title").and_then(Value::as_str), Some("Bridge: shut"));
        assert_eq!(record.get("date").and_then(Value::as_str), Some("2024-10-24"));
        assert_eq!(record.len(), 2);
    }
}
