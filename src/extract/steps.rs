//! The order of the work, as one list.

use rayon::prelude::*;

use super::extractor::{Extraction, Extractor};
use super::failure::{ArticleError, guarded};
use super::nested::{Stretch, by_article, stretches, with_inner};
use super::profile::Step;
use super::statements::keep_statements;
use super::tagger::{Tagged, Tagger};
use crate::article::Article;
use crate::assemble::Assembler;
use crate::attribute::Attribution;
use crate::decode::{LabelledSpan, consistent};
use crate::model::Output;
use crate::record::Claim;
use crate::resolve::Labels;
use crate::segment::{paragraphs, quotations, sentences};
use crate::text::Span;

type Outcomes<T> = Vec<Result<T, ArticleError>>;

impl Extractor {
    /// Articles to claims: the labels of all articles, then speakers and records.
    pub(super) fn work(&self, articles: &[Article]) -> Outcomes<Extraction> {
        let labels = self.labels(&Self::texts(articles));
        let pairs = articles.par_iter().zip(labels);
        let records = pairs.map(|(article, labels)| labels.and_then(|labels| guarded(|| Ok(self.records(article, &labels)))));
        self.profile.time(Step::Resolve, || records.collect())
    }

    pub(super) fn texts(articles: &[Article]) -> Vec<&str> {
        articles.iter().map(|article| article.text.as_str()).collect()
    }

    /// Texts to labels: paragraphs, then the models, then names and attributions, then the attributions within contents.
    pub(super) fn labels(&self, texts: &[&str]) -> Outcomes<Labels> {
        let paragraphs = cut(texts);
        let tagged = self.profile.time(Step::Model, || self.tagged(texts, &paragraphs));
        let labels = self.profile.time(Step::Decode, || self.read(texts, paragraphs, tagged));
        self.profile.time(Step::Nested, || self.read_contents(texts, labels))
    }

    /// What the models say: that for attributions, and that for names where it is another.
    fn tagged(&self, texts: &[&str], paragraphs: &[Vec<Span>]) -> Outcomes<(Tagged, Option<Tagged>)> {
        let run = |tagger: &Tagger| tagger.tag(texts, paragraphs);
        let attribution = run(&self.attribution);
        let entities: Vec<_> = match &self.entities {
            Some(tagger) => run(tagger).into_iter().map(Some).collect(),
            None => texts.iter().map(|_| None).collect(),
        };
        attribution.into_iter().zip(entities).map(|(attribution, entities)| Ok((attribution?, entities.transpose()?))).collect()
    }

    /// Logits → names and attributions.
    fn read(&self, texts: &[&str], paragraphs: Vec<Vec<Span>>, tagged: Outcomes<(Tagged, Option<Tagged>)>) -> Outcomes<Labels> {
        let inputs = texts.par_iter().zip(paragraphs).zip(tagged);
        let read = inputs.map(|((text, paragraphs), tagged)| {
            let (attribution, entities) = tagged?;
            guarded(|| Ok(self.labels_of(text, paragraphs, attribution, entities.as_ref())))
        });
        read.collect()
    }

    fn labels_of(&self, text: &str, paragraphs: Vec<Span>, mut tagged: Tagged, entities: Option<&Tagged>) -> Labels {
        let entities = self.names(text, &tagged, entities);
        let quotations = quotations(text, &paragraphs);
        let mut attributions = self.reader.attributions(text, &quotations, &tagged);
        keep_statements(text, &paragraphs, &quotations, &mut attributions);
        let cues = self.reader.cues(&tagged);
        let reference = tagged.take_output(Output::Reference);
        let sentences = sentences(text, &paragraphs);
        Labels { paragraphs, sentences, quotations, pieces: tagged.pieces, cues, entities, attributions, reference }
    }

    /// All names, in order, with their places among the attribution model's pieces.
    fn names(&self, text: &str, attribution: &Tagged, entities: Option<&Tagged>) -> Vec<LabelledSpan> {
        let own = entities.unwrap_or(attribution);
        let mut names = consistent(own.spans(Output::Entities, &self.entity_head, text), "PER", &own.pieces, text);
        if entities.is_some() {
            // The other model may have split the text in other places.
            for name in &mut names {
                name.pieces = attribution.pieces_of(name.span);
            }
        }
        names
    }

    /// The same labels with the attributions within contents, each after the one around it. Contents are texts of their own to the model.
    fn read_contents(&self, texts: &[&str], labels: Outcomes<Labels>) -> Outcomes<Labels> {
        let Some(limits) = self.attribution.spec().nested else { return labels };
        let stretches = stretches(texts, &labels, &limits);
        let contents: Vec<&str> = stretches.iter().map(|Stretch { article, span, .. }| span.of(texts[*article])).collect();
        let paragraphs = cut(&contents);
        let tagged = self.attribution.tag(&contents, &paragraphs);
        let read = contents.par_iter().zip(&paragraphs).zip(tagged).map(|((text, paragraphs), tagged)| {
            let attributions = |tagged| self.reader.attributions(text, &quotations(text, paragraphs), &tagged);
            tagged.map_or_else(|_| Vec::new(), attributions)
        });
        let found: Vec<Vec<Attribution>> = read.collect();
        let inner = by_article(texts.len(), stretches, found, &limits);
        let pairs = labels.into_iter().zip(inner);
        pairs
            .map(|(labels, inner)| labels.map(|labels| Labels { attributions: with_inner(labels.attributions, inner), ..labels }))
            .collect()
    }

    /// Attributions → speakers → records.
    fn records(&self, article: &Article, labels: &Labels) -> Extraction {
        let resolved = self.resolver.resolve(&article.text, labels);
        let assembler = Assembler::new(article, labels);
        let pairs = labels.attributions.iter().zip(&resolved);
        let claims: Vec<Claim> = pairs.map(|(attribution, resolved)| assembler.claim(attribution, resolved)).collect();
        Extraction { annotation: assembler.annotation(&claims), claims }
    }
}

fn cut(texts: &[&str]) -> Vec<Vec<Span>> {
    texts.par_iter().map(|text| paragraphs(text)).collect()
}
