//! The order of the work as one list.

use rayon::prelude::*;

use super::extractor::{Extraction, Extractor};
use super::failure::{ArticleError, guarded};
use super::profile::Step;
use super::statements::keep_statements;
use super::tagger::{Tagged, Tagger};
use crate::article::Article;
use crate::assemble::Assembler;
use crate::attribute::{
    add_silences, add_subjects, add_tails, add_turns, complete_ends, nest_in_turns, part_pleas, with_headline, with_own_cues, with_sources,
    with_taglines, without_citings, without_datelines, without_narration,
};
use crate::decode::{LabelledSpan, consistent, whole_names, with_bare_names};
use crate::encode::pieces_of;
use crate::model::Output;
use crate::record::Claim;
use crate::resolve::Found;
use crate::segment::Text;

/// The label for persons.
const PERSON: &str = "PER";

type Outcomes<T> = Vec<Result<T, ArticleError>>;

impl Extractor {
    /// Articles → claims: runs the models on all articles, then resolves speakers and makes records.
    pub(super) fn work(&self, articles: &[Article]) -> Outcomes<Extraction> {
        let pairs = articles.par_iter().zip(self.find(articles));
        let records = pairs.map(|(article, found)| found.and_then(|found| guarded(|| Ok(self.records(article, &found)))));
        self.profile.time(Step::Resolve, || records.collect())
    }

    /// Articles → names and attributions: segments the texts, runs the models, then decodes their output.
    pub(super) fn find<'t>(&self, articles: &'t [Article]) -> Outcomes<Found<'t>> {
        let texts: Vec<Text<'t>> = articles.par_iter().map(|article| Text::new(&article.text)).collect();
        let tagged = self.profile.time(Step::Model, || self.tagged(&texts));
        self.profile.time(Step::Decode, || self.read(texts, tagged))
    }

    /// Runs the attribution model, and the entity model if that is a separate one.
    fn tagged(&self, texts: &[Text<'_>]) -> Outcomes<(Tagged, Option<Tagged>)> {
        let run = |tagger: &Tagger| tagger.tag(texts);
        let attribution = run(&self.attribution);
        let entities: Vec<_> = match &self.entities {
            Some(tagger) => run(tagger).into_iter().map(Some).collect(),
            None => texts.iter().map(|_| None).collect(),
        };
        attribution.into_iter().zip(entities).map(|(attribution, entities)| Ok((attribution?, entities.transpose()?))).collect()
    }

    /// Logits → names and attributions.
    fn read<'t>(&self, texts: Vec<Text<'t>>, tagged: Outcomes<(Tagged, Option<Tagged>)>) -> Outcomes<Found<'t>> {
        let read = texts.into_par_iter().zip(tagged).map(|(text, tagged)| {
            let (attribution, entities) = tagged?;
            guarded(|| Ok(self.found_in(text, attribution, entities.as_ref())))
        });
        read.collect()
    }

    fn found_in<'t>(&self, text: Text<'t>, mut tagged: Tagged, entities: Option<&Tagged>) -> Found<'t> {
        let entities = self.names(&text, &tagged, entities);
        let mut outer = self.reader.outer(&text, &tagged);
        with_sources(&text, &entities, &mut outer);
        with_taglines(&text, &entities, &mut outer);
        with_headline(&text, &entities, &mut outer);
        without_datelines(&text, &mut outer);
        without_citings(&text, &mut outer);
        without_narration(&text, &mut outer);
        with_own_cues(&text, &entities, &mut outer);
        keep_statements(&text, &mut outer);
        add_subjects(&text, &entities, &mut outer);
        complete_ends(&text, &entities, &mut outer);
        add_tails(&text, &mut outer);
        part_pleas(&text, &mut outer);
        add_silences(&text, &mut outer);
        add_turns(&text, &mut outer);
        let attributions = nest_in_turns(&self.reader.with_inner(&text, &tagged, outer));
        let attributions = self.reader.calibrated(attributions);
        let sources = attributions.iter().filter_map(|attribution| attribution.source);
        let entities = with_bare_names(entities, sources, PERSON, &tagged.pieces, &text);
        let reference = tagged.take_output(Output::Reference);
        Found { text, pieces: tagged.pieces, entities, attributions, reference }
    }

    /// Returns all names, in order, with their positions among the attribution model's pieces.
    fn names(&self, text: &Text<'_>, attribution: &Tagged, entities: Option<&Tagged>) -> Vec<LabelledSpan> {
        let own = entities.unwrap_or(attribution);
        let seen = own.spans(Output::Entities, &self.entity_head, text.as_str());
        let mut names = consistent(&whole_names(seen, PERSON, &own.pieces, text), PERSON, &own.pieces, text);
        if entities.is_some() {
            // The entity model may have split the text into other pieces.
            for name in &mut names {
                name.pieces = pieces_of(&attribution.pieces, name.span);
            }
        }
        names
    }

    /// Attributions → speakers → records.
    fn records(&self, article: &Article, found: &Found<'_>) -> Extraction {
        let resolved = self.resolver.resolve(found);
        let assembler = Assembler::new(article, found);
        let pairs = found.attributions.iter().zip(&resolved);
        let claims: Vec<Claim> = pairs.map(|(attribution, resolved)| assembler.claim(attribution, resolved)).collect();
        Extraction { annotation: assembler.annotation(&claims), claims }
    }
}
