//! Scoring labels against labels: readers and writers for their formats, alignment, scores, error lists.
//!
//! Gold and predictions are both [`Labels`]. [`score`] counts the agreement in one article; counts are additive, so totals, intervals and comparisons
//! are sums over articles.

mod agreement;
mod align;
mod bootstrap;
mod brat;
mod brat_out;
mod calibration;
mod claims;
mod conll;
mod counts;
mod evaluation;
mod extracted;
mod facts;
mod figures;
mod files;
mod items;
mod json_records;
mod labels;
mod layer;
mod native;
mod nesting;
mod pairing;
mod places;
mod problem;
mod saying;
mod score;
mod web_annotation;

pub use agreement::{Agreement, agreement};
pub use bootstrap::Bootstrap;
pub(crate) use bootstrap::Comparison;

pub use brat::{BratMapping, parse_brat};
pub use brat_out::brat;
pub use calibration::Point;
pub use calibration::{Calibration, calibrate};
pub use claims::parse_claims;

pub use conll::{SentenceBreak, parse_conll};
pub use counts::Counts;
pub use evaluation::{Case, Evaluation, Figure};
pub(crate) use figures::{percent, range};
pub use files::{LabelError, LabelForm};
pub use files::{LabelReading, read_labels};
pub use items::items;
pub(crate) use items::{Fault, Item};
pub(crate) use labels::word;
pub use labels::{AttributionLabel, Details, EntityLabel, Labels, Location, QuantityLabel, Quoter, SpeakerLabel, TimeLabel};
pub use layer::{Detail, Layer, Measure};

pub use native::{native_document, native_line, parse_native};
pub(crate) use pairing::{FirstAnnotators, annotator_pairs, first_annotators, pair};
pub use problem::LabelProblem;
pub use problem::Parsed;
pub use score::{OVERLAP, Tallies, score};

pub use web_annotation::{parse_web_annotation, web_annotation};
