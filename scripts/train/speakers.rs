//! Resolves the speakers of given sources, to measure how well that works.
//!
//!     cargo run --release --example speakers -- MODEL < DOCUMENTS.jsonl > SPEAKERS.jsonl
//!
//! A document has `id`, `text` and `sources`: `[start, end]` of words that name who speaks, in code points. Prints a line for each document: for
//! every source the speaker's name, kind and mention, or null, and the names that the model found.

use std::io::{self, BufRead, Write};

use serde::Deserialize;
use serde_json::{Value, json};
use whosaid::article::Article;
use whosaid::attribute::Attribution;
use whosaid::engine::NativeEngine;
use whosaid::extract::{Extractor, Tagger};
use whosaid::model::ModelSpec;
use whosaid::record::ContentKind;
use whosaid::resolve::Resolver;
use whosaid::text::{CodePoints, Span};

#[derive(Deserialize)]
struct Document {
    id: String,
    text: String,
    sources: Vec<(usize, usize)>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: speakers MODEL < DOCUMENTS.jsonl > SPEAKERS.jsonl")?;
    let threads = std::thread::available_parallelism()?.get();
    let spec = ModelSpec::load(&folder)?;
    let resolver = Resolver::load(&spec)?;
    let extractor = Extractor::of_taggers(Tagger::new(Box::new(NativeEngine::load(spec)?))?, None, threads)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let document: Document = serde_json::from_str(&line?)?;
        let text = document.text.as_str();
        let article = [Article::new(&document.id, text)];
        let mut found = extractor.label(&article).remove(0)?;
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let given = document.sources.iter().map(|&(start, end)| {
            let source = Span::new(bytes[start], bytes[end]);
            Attribution { source: Some(source), cue: None, content: vec![source], kind: ContentKind::Indirect, nested_in: None, score: 1.0 }
        });
        let known = found.attributions.len();
        found.attributions.extend(given);
        let code_points = CodePoints::new(text);
        let speakers = resolver.resolve(&found);
        let speakers = speakers[known..].iter().map(|speaker| {
            speaker.speaker.as_ref().map_or(
                Value::Null,
                |speaker| json!({"name": speaker.name.of(text), "kind": speaker.kind, "mention": code_points.of(speaker.name)}),
            )
        });
        let entities = found.entities.iter().map(|entity| (code_points.of(entity.span), &entity.label));
        let line = json!({"id": document.id, "speakers": speakers.collect::<Vec<_>>(), "entities": entities.collect::<Vec<_>>()});
        writeln!(out, "{line}")?;
    }
    Ok(())
}
