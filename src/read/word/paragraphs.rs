//! The paragraphs of a Word document's text.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};

/// The end of the type of the relationship to the part that holds the text.
const OFFICE_DOCUMENT: &str = "/officeDocument";
/// The styles of an article's headline, in lower case and without spaces.
const HEADLINES: [&str; 2] = ["title", "heading1"];

/// A paragraph as a reader sees it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) is_headline: bool,
}

/// The name of the part that holds the text, by the document's relationships.
pub(super) fn main_part(relationships: impl BufRead) -> Result<Option<String>, quick_xml::Error> {
    let (mut reader, mut buffer) = (Reader::from_reader(relationships), Vec::new());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            Event::Start(element) | Event::Empty(element)
                if value(&element, "Type").is_some_and(|kind| kind.ends_with(OFFICE_DOCUMENT)) =>
            {
                return Ok(value(&element, "Target").map(|target| target.trim_start_matches('/').to_owned()));
            }
            Event::Eof => return Ok(None),
            _ => {}
        }
    }
}

/// The paragraphs that have words, in the order in which they end. Deleted text, field codes and notes are left out.
pub(super) fn paragraphs(text: impl BufRead) -> Result<Vec<Paragraph>, quick_xml::Error> {
    let (mut reader, mut buffer) = (Reader::from_reader(text), Vec::new());
    let mut shown = Shown::default();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            Event::Start(element) => {
                shown.begin(&element);
                shown.within.push(Part::of(element.local_name().as_ref()));
            }
            Event::Empty(element) => shown.begin(&element),
            Event::End(element) => {
                shown.within.pop();
                shown.end(element.local_name().as_ref());
            }
            Event::Text(words) => shown.add(&words.xml10_content()),
            Event::CData(words) => shown.add(&words.xml10_content()),
            Event::GeneralRef(entity) => match entity.resolve_char_ref()? {
                Some(letter) => shown.add(letter.encode_utf8(&mut [0; 4])),
                None => shown.add(resolve_xml_entity(&entity).unwrap_or("\u{fffd}")),
            },
            Event::Eof => return Ok(shown.done),
            _ => {}
        }
    }
}

/// The elements of a document that decide what is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The words of a run.
    Words,
    /// The properties of a paragraph.
    Properties,
    /// Content for programs that cannot show its alternative.
    Fallback,
    Other,
}

impl Part {
    fn of(name: &str) -> Self {
        match name {
            "t" => Self::Words,
            "pPr" => Self::Properties,
            "Fallback" => Self::Fallback,
            _ => Self::Other,
        }
    }
}

/// What has been read of a document so far.
#[derive(Default)]
struct Shown {
    done: Vec<Paragraph>,
    /// The paragraphs that have not ended: several where a text box stands within a paragraph.
    open: Vec<Paragraph>,
    within: Vec<Part>,
}

impl Shown {
    fn begin(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "p" => self.open.push(Paragraph::default()),
            "pStyle" => {
                let style = value(element, "w:val").unwrap_or_default().replace(' ', "").to_lowercase();
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.is_headline = HEADLINES.contains(&style.as_str());
                }
            }
            "tab" if !self.within.contains(&Part::Properties) => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if name == "p"
            && let Some(paragraph) = self.open.pop()
        {
            let text = paragraph.text.trim().to_owned();
            if !text.is_empty() {
                self.done.push(Paragraph { text, ..paragraph });
            }
        }
    }

    /// Adds characters of the markup.
    fn add(&mut self, words: &str) {
        if self.within.last() == Some(&Part::Words) {
            self.push(words);
        }
    }

    fn push(&mut self, words: &str) {
        if let Some(paragraph) = self.open.last_mut().filter(|_| !self.within.contains(&Part::Fallback)) {
            paragraph.text.push_str(words);
        }
    }
}

fn value(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    Some(attribute.value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_sees_is_read() {
        let xml = r#"<w:document><w:body>
            <w:p><w:pPr><w:pStyle w:val="Heading 1"/><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>Bridge &amp; b&#105;ds</w:t></w:r></w:p>
            <w:p><w:r><w:t xml:space="preserve">Lee said </w:t><w:tab/></w:r><w:hyperlink><w:r><w:t>no.</w:t><w:br/></w:r></w:hyperlink>
            <w:r><w:instrText>PAGE</w:instrText></w:r><w:del><w:r><w:delText>yes</w:delText></w:r></w:del><w:ins><w:r><w:t>She left.</w:t></w:r></w:ins></w:p>
            <w:p/><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
            <w:p><w:r><w:t>Before</w:t><mc:AlternateContent><mc:Choice><w:p><w:r><w:t>Box</w:t></w:r></w:p></mc:Choice>
            <mc:Fallback><w:p><w:r><w:t>Box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent><w:t> after</w:t></w:r></w:p>
            </w:body></w:document>"#;
        let shown = paragraphs(xml.as_bytes()).unwrap();
        let texts: Vec<&str> = shown.iter().map(|paragraph| paragraph.text.as_str()).collect();
        assert_eq!(texts, ["Bridge & bids", "Lee said \tno.\nShe left.", "Cell", "Box", "Before after"]);
        assert_eq!(shown.iter().filter(|paragraph| paragraph.is_headline).count(), 1);
    }

    #[test]
    fn the_part_with_the_text_is_found() {
        let xml = r#"<Relationships><Relationship Type="http://x/metadata/core-properties" Target="docProps/core.xml"/>
            <Relationship Type="http://x/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>"#;
        assert_eq!(main_part(xml.as_bytes()).unwrap().as_deref(), Some("word/document2.xml"));
        assert_eq!(main_part(&b"<Relationships/>"[..]).unwrap(), None);
    }
}
