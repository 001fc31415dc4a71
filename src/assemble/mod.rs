//! Turns the attributions of one article into records.

mod said;

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::article::Article;
use crate::attribute::Attribution;
use crate::decode::LabelledSpan;
use crate::normalise::dates::{TimeExpression, VerbGroups, dateline, published, time_expressions};
use crate::normalise::quantities::{QuantityKind, QuantityMention, quantities};
use crate::normalise::stance::stance;
use crate::record::{
    Annotation, ArticleRef, AttributionRecord, CONTENT_JOINT, Claim, Content, ContentKind, Entity, Place, Quantity, Quoted, Speaker, When,
};
use crate::resolve::{Found, Resolved, ResolvedSpeaker};
use crate::text::{CodePoints, Span};
use said::said_at;

/// Joins the names of those who speak together.
const MEMBERS_JOINT: &str = " and ";

/// Turns byte spans of one article into records; the one place where offsets become code points.
pub(crate) struct Assembler<'a> {
    article: &'a Article,
    code_points: CodePoints<'a>,
    found: &'a Found<'a>,
    /// The day of publication that the input states.
    published: Option<Date>,
    /// The article's expressions of time, in order.
    times: Vec<TimeExpression>,
    /// The article's verb groups.
    verbs: VerbGroups<'a>,
    /// The article's numbers and what they count, in order.
    quantities: Vec<QuantityMention>,
}

impl<'a> Assembler<'a> {
    /// An assembler for an article and what was found in it.
    ///
    /// Relative dates count from the stated day of publication, or else from the day in the dateline.
    #[must_use]
    pub(crate) fn new(article: &'a Article, found: &'a Found<'a>) -> Self {
        let published = article.published.as_deref().and_then(published);
        let times = time_expressions(&found.text, published.or_else(|| dateline(&article.text)));
        let quantities = quantities(&found.text);
        let verbs = VerbGroups::new(&found.text);
        Self { article, code_points: CodePoints::new(&article.text), found, published, times, verbs, quantities }
    }

    /// The claim of an attribution.
    #[must_use]
    pub(crate) fn claim(&self, attribution: &Attribution, resolved: &Resolved) -> Claim {
        let Article { id, path, title, url, .. } = self.article;
        let reading = stance(
            &self.found.text,
            attribution.cue,
            attribution.source,
            &attribution.content,
            resolved.speaker.as_ref().map(|speaker| speaker.kind),
        );
        let in_content = |span: Span| attribution.content.iter().any(|content| content.contains(span));
        let names = self.found.entities.iter().filter(|entity| in_content(entity.span));
        let is_date = |span: Span| self.times.iter().any(|time| time.span.overlaps(span));
        let numbers = self
            .quantities
            .iter()
            .filter(|number| number.kind != QuantityKind::Ordinal && in_content(number.span) && !is_date(number.span));
        let dates = self.times.iter().filter(|time| in_content(time.span));
        Claim {
            id: self.id(attribution),
            article: ArticleRef { id: id.clone(), path: path.clone(), title: title.clone(), published: self.published(), url: url.clone() },
            content: self.content(&attribution.content, attribution.kind),
            cue: attribution.cue.map(|cue| self.quoted(cue)),
            source: attribution.source.map(|source| self.quoted(source)),
            speaker: resolved.speaker.as_ref().map(|speaker| self.speaker(speaker)),
            via: resolved.via.map(|via| self.quoted(via)),
            cites: resolved.cites.map(|cites| self.quoted(cites)),
            nested_in: attribution.nested_in.map(|outer| self.id(&self.found.attributions[outer])),
            stance: reading.stance,
            certainty: reading.certainty,
            said: self.said(attribution, resolved.via).map(|time| self.when(time)),
            dates: dates.map(|time| self.when(time)).collect(),
            quantities: numbers.map(|number| self.quantity(number)).collect(),
            entities: names.map(|entity| self.entity(entity)).collect(),
            score: rounded(attribution.score),
            grouping: None,
            kept: self.article.kept.clone(),
        }
    }

    /// The article with all its labels, given the claim of every attribution.
    #[must_use]
    pub(crate) fn annotation(&self, claims: &[Claim]) -> Annotation {
        let Article { id, path, title, url, author, language, text, .. } = self.article.clone();
        let published = self.published();
        let attributions = self.found.attributions.iter().zip(claims).map(|(attribution, claim)| AttributionRecord {
            source: claim.source.clone(),
            cue: claim.cue.clone(),
            content: claim.content.clone(),
            speaker: claim.speaker.clone(),
            stance: claim.stance,
            nested_in: attribution.nested_in,
            score: claim.score,
        });
        let attributions = attributions.collect();
        let entities = self.found.entities.iter().map(|entity| self.entity(entity)).collect();
        Annotation { id, path, title, published, url, author, language, text, entities, attributions }
    }

    /// The day of publication, or the input's own words where no day can be read in them.
    fn published(&self) -> Option<String> {
        self.published.map(|day| day.to_string()).or_else(|| self.article.published.clone())
    }

    /// When an attribution was said; words in the outlet's name ("CBS This Morning") do not count.
    fn said(&self, attribution: &Attribution, via: Option<Span>) -> Option<&TimeExpression> {
        let cue = attribution.cue?;
        let sentence = self.found.text.sentence_of(cue)?;
        let said = said_at(&self.found.text, attribution, &self.found.attributions, sentence, &self.times, &self.verbs)?;
        via.is_none_or(|via| !via.overlaps(said.span)).then_some(said)
    }

    fn quantity(&self, number: &QuantityMention) -> Quantity {
        let Quoted { text, start, end } = self.quoted(number.span);
        Quantity { text, start, end, value: number.value, unit: number.unit.clone(), bound: number.bound }
    }

    fn when(&self, time: &TimeExpression) -> When {
        let Quoted { text, start, end } = self.quoted(time.span);
        When { text, start, end, timex: time.value.timex(), from: time.value.first_day(), to: time.value.last_day() }
    }

    fn speaker(&self, speaker: &ResolvedSpeaker) -> Speaker {
        let name = |span: Span| one_line(span.of(&self.article.text));
        let members: Vec<String> = speaker.members.iter().copied().map(name).collect();
        Speaker {
            name: if members.len() > 1 { members.join(MEMBERS_JOINT) } else { name(speaker.name) },
            kind: speaker.kind,
            role: speaker.role.map(name),
            mention: self.place(speaker.name),
            members,
        }
    }

    fn content(&self, spans: &[Span], kind: ContentKind) -> Content {
        let words: Vec<&str> = spans.iter().map(|span| span.of(&self.article.text)).collect();
        Content { text: words.join(CONTENT_JOINT), spans: spans.iter().map(|&span| self.place(span)).collect(), kind }
    }

    fn entity(&self, entity: &LabelledSpan) -> Entity {
        let Quoted { text, start, end } = self.quoted(entity.span);
        Entity { text, label: entity.label.clone(), start, end, score: rounded(entity.score) }
    }

    fn quoted(&self, span: Span) -> Quoted {
        let Place { start, end } = self.place(span);
        Quoted { text: span.of(&self.article.text).to_owned(), start, end }
    }

    fn place(&self, span: Span) -> Place {
        let (start, end) = self.code_points.of(span);
        Place { start, end }
    }

    /// Twelve hexadecimal digits of the SHA-256 hash of the article's id and every span of the attribution.
    fn id(&self, attribution: &Attribution) -> String {
        let mut hasher = Sha256::new();
        hasher.update(self.article.id.as_bytes());
        for span in attribution.source.iter().chain(&attribution.cue).chain(&attribution.content) {
            let place = self.place(*span);
            hasher.update(format!("\0{}-{}", place.start, place.end));
        }
        hex::encode(&hasher.finalize()[..6])
    }
}

/// A name on one line, with any line break in it turned into a space.
fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A score rounded to three decimals, as many as are meaningful.
fn rounded(score: f32) -> f64 {
    (f64::from(score) * 1000.0).round() / 1000.0
}
