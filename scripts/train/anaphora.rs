//! Pairs pronouns and descriptions with the names they may mean, for training the reference scorer.
//!
//!     cargo run --release --example anaphora -- MODEL < DOCUMENTS.jsonl > PAIRS.jsonl
//!
//! A document has `id`, `text` and `anaphora`: `[start, end]` of words that may refer, in code points. Prints a line for each that the command would
//! resolve: the pieces of the anaphor, and for every candidate its name's place, its pieces and the features of the pair. This keeps the features
//! defined in one place, `src/resolve/speakers/anaphora.rs`.

use std::io::{self, BufRead, Write};

use serde::Deserialize;
use serde_json::json;
use whosaid::article::Article;
use whosaid::engine::NativeEngine;
use whosaid::extract::{Extractor, Tagger};
use whosaid::model::ModelSpec;
use whosaid::resolve::{Context, Found, Memory, Referents, Source};
use whosaid::text::{CodePoints, Span};

#[derive(Deserialize)]
struct Document {
    id: String,
    text: String,
    anaphora: Vec<(usize, usize)>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: anaphora MODEL < DOCUMENTS.jsonl > PAIRS.jsonl")?;
    let threads = std::thread::available_parallelism()?.get();
    let engine = NativeEngine::load(ModelSpec::load(&folder)?)?;
    let extractor = Extractor::of_taggers(Tagger::new(Box::new(engine))?, None, threads)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    let documents: Vec<Document> = io::stdin().lock().lines().map(|line| Ok(serde_json::from_str(&line?)?)).collect::<io::Result<_>>()?;
    for documents in documents.chunks(32) {
        let articles: Vec<Article> = documents.iter().map(|document| Article::new(&document.id, &document.text)).collect();
        for (document, found) in documents.iter().zip(extractor.label(&articles)) {
            write_pairs(document, &found?, &mut out)?;
        }
    }
    Ok(())
}

fn write_pairs(document: &Document, found: &Found<'_>, out: &mut impl Write) -> Result<(), Box<dyn std::error::Error>> {
    let text = document.text.as_str();
    let referents = Referents::new(&found.text, &found.entities);
    let context = Context::new(&found.text, &found.pieces, &referents, &found.attributions);
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let code_points = CodePoints::new(text);
    for &(start, end) in &document.anaphora {
        let span = Span::new(bytes[start], bytes[end]);
        let Some(anaphor) = context.anaphor(span) else { continue };
        let candidates = context.candidates(&anaphor);
        let described = (0..candidates.len()).map(|rank| {
            let mention = &referents.mentions[candidates[rank].mention];
            json!({
                "referent": candidates[rank].referent,
                "name": code_points.of(mention.span),
                "pieces": (mention.pieces.start, mention.pieces.end),
                "features": context.features(&anaphor, &candidates, rank, &Memory::default()).to_vec(),
            })
        });
        let pieces = context.anaphor_pieces(&anaphor);
        let line = json!({
            "id": document.id,
            "anaphor": (start, end),
            "is_pronoun": matches!(anaphor.source, Source::Pronoun(_)),
            "pieces": (pieces.start, pieces.end),
            "nobody": Context::features_of_nobody(&anaphor).to_vec(),
            "candidates": described.collect::<Vec<_>>(),
        });
        writeln!(out, "{line}")?;
    }
    Ok(())
}
