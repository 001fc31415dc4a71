//! Labels, whoever set them: readers and writers of their forms.

mod brat;
mod brat_out;
mod claims;
mod conll;
mod extracted;
mod json_records;
mod labels;
mod native;
mod nesting;
mod problem;
mod web_annotation;

pub use brat::{BratMapping, parse_brat};
pub use brat_out::brat;
pub use claims::{holds_claims, parse_claims};
pub use conll::{SentenceBreak, parse_conll};
pub use labels::{AttributionLabel, EntityLabel, Labels, Origin, Part, Quoter, SpeakerLabel, word};
pub use native::{native_document, native_line, parse_native};
pub use problem::{Parsed, Problem};
pub use web_annotation::{parse_web_annotation, web_annotation};
