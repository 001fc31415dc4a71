//! `whosaid` reads news articles and writes down who said what.
//!
//! The way of an article, in the order of the modules:
//!
//! [`read`] (files → articles) → [`segment`] (paragraphs, quotation marks) → [`encode`] (text → token windows) → [`engine`]
//! (windows → logits) → [`decode`] (logits → labelled spans) → [`attribute`] (spans → attributions) → [`assemble`]
//! (attribution → claim) → [`write`](mod@write) (claims → CSV, JSON, JSON Lines).
//!
//! [`eval`] scores labels against hand labels and knows records only.
//! [`extract`] holds that order as one list, [`run`] takes many articles from files to files, [`cli`] is the command on top of it.
//!
//! ```
//! use whosaid::article::Article;
//! use whosaid::engine::RtenEngine;
//! use whosaid::extract::{Extractor, Tagger};
//! use whosaid::model::ModelSpec;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let spec = ModelSpec::load("models/news")?;
//! let extractor = Extractor::new(Tagger::new(Box::new(RtenEngine::load(spec, 1)?))?, None, 1)?;
//! let article = Article::new("example", "Ana Lee told reporters on Monday that the bridge would stay closed until May.");
//!
//! let extraction = extractor.extract(&[article]).remove(0)?;
//! let claim = &extraction.claims[0];
//! assert_eq!(claim.content.text, "that the bridge would stay closed until May");
//! assert_eq!(claim.speaker.as_ref().unwrap().name, "Ana Lee");
//! # Ok(())
//! # }
//! ```
//!
//! Inside the library a [`text::Span`] counts bytes; [`record`]s, which are what leaves the library, count Unicode code points.

pub mod article;
pub mod assemble;
pub mod attribute;
pub mod cli;
pub mod decode;
pub mod encode;
pub mod engine;
pub mod eval;
pub mod extract;
pub mod model;
pub mod normalise;
pub mod read;
pub mod record;
pub mod resolve;
pub mod run;
pub mod segment;
pub mod text;
pub mod write;
