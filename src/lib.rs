//! `whosaid` reads news articles and writes down who said what.
//!
//! Claims from one text:
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let extractor = whosaid::Extractor::load_default()?;
//! let found = extractor.extract_text("Ana Lee told reporters on Monday that the bridge would stay closed until May.")?;
//! for claim in &found.claims {
//!     println!("{}: {}", claim.speaker_name().unwrap_or("?"), claim.content.text);
//! }
//! # assert_eq!(found.claims[0].speaker_name(), Some("Ana Lee"));
//! # assert_eq!(found.claims[0].content.text, "that the bridge would stay closed until May");
//! # Ok(())
//! # }
//! ```
//!
//! Any number of articles, in order and in constant memory; an article that cannot be read yields an error in its place:
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let extractor = whosaid::Extractor::builder().threads(2).build()?;
//! # let folder = "tests/examples/articles";
//! for outcome in extractor.pipe(whosaid::read::path(folder)) {
//!     match outcome {
//!         Ok(found) => println!("{} claims", found.claims.len()),
//!         Err(error) => eprintln!("{error}"),
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! [`Builder`] chooses other models, another engine and the number of threads. [`read`] reads articles in many formats, [`write`](mod@write)
//! writes claims in many, [`eval`] scores labels against hand labels, and [`report`] makes pages of claims and of scores. All offsets in a
//! [`record`] are Unicode code points.
//!
//! # Inside
//!
//! How an article passes through the modules: `read` (files → articles) → `segment` (tokens, sentences, paragraphs, quotations) → `encode`
//! (text → token windows) → `engine` (windows → logits) → `decode` (logits → labelled spans) → `attribute` (spans → attributions) → `resolve`
//! (sources → speakers) → `assemble` (attribution → claim) → `write` (claims → CSV, JSON, JSON Lines, Parquet, workbooks). `extract` holds this
//! order as one list, `run` takes many articles from files to files, `serve` from requests to responses, and `cli` is the command on top. Inside
//! the library, spans count bytes.
//!
//! # Features
//!
//! `files` reads and writes files of articles and claims; `html`, `parquet`, `archives` and `spreadsheets` add file formats; `eval` scores and
//! makes pages; `schema` describes records; `embed-model` builds the shipped model into the program; `torch` adds an engine for graphics cards;
//! `command` is the command and `serve` its server. Without any of them, the library extracts claims from text.
//!
//! The feature `internals` makes the other modules public, for this package's own tests, fuzz targets and training. They promise no stability.

#![cfg_attr(
    not(feature = "internals"),
    expect(
        unreachable_pub,
        unused_imports,
        dead_code,
        reason = "a closed room holds what only tests and training use, and calls it pub for them"
    )
)]

pub mod article;
#[cfg(feature = "command")]
pub mod cli;
#[cfg(feature = "eval")]
pub mod eval;
pub mod extract;
#[cfg(feature = "files")]
pub mod group;
pub mod model;
#[cfg(feature = "files")]
pub mod read;
pub mod record;
#[cfg(feature = "eval")]
pub mod report;
#[cfg(feature = "files")]
pub mod write;

#[cfg(feature = "internals")]
pub mod assemble;
#[cfg(not(feature = "internals"))]
mod assemble;
#[cfg(feature = "internals")]
pub mod attribute;
#[cfg(not(feature = "internals"))]
mod attribute;
#[cfg(feature = "internals")]
pub mod decode;
#[cfg(not(feature = "internals"))]
mod decode;
#[cfg(feature = "internals")]
pub mod encode;
#[cfg(not(feature = "internals"))]
mod encode;
#[cfg(feature = "internals")]
pub mod engine;
#[cfg(not(feature = "internals"))]
mod engine;
#[cfg(feature = "internals")]
pub mod english;
#[cfg(not(feature = "internals"))]
mod english;
#[cfg(feature = "internals")]
pub mod normalise;
#[cfg(not(feature = "internals"))]
mod normalise;
#[cfg(feature = "internals")]
pub mod resolve;
#[cfg(not(feature = "internals"))]
mod resolve;
#[cfg(all(feature = "internals", feature = "files"))]
pub mod run;
#[cfg(all(not(feature = "internals"), feature = "command"))]
mod run;
#[cfg(feature = "internals")]
pub mod segment;
#[cfg(not(feature = "internals"))]
mod segment;
#[cfg(all(feature = "internals", feature = "serve"))]
pub mod serve;
#[cfg(all(not(feature = "internals"), feature = "serve"))]
mod serve;
#[cfg(feature = "internals")]
pub mod text;
#[cfg(not(feature = "internals"))]
mod text;

pub use article::Article;
pub use engine::EngineName;
pub use extract::{ArticleError, Builder, Extraction, Extractor};
pub use model::{Device, LabelTable, ModelError, ModelFolder};
pub use record::Claim;
