//! The library's output: one claim for every attribution, and all labels of an article.
//!
//! Offsets are Unicode code points into the article's text, end exclusive. Absent is `null`, never an empty string.

mod annotation;
mod claim;
mod claim_group;
mod failure;
mod grouping;
mod parts;
mod quantity;
#[cfg(feature = "schema")]
mod schema;
mod speaker;
mod stance;
mod when;

pub use annotation::{Annotation, AttributionRecord};
pub use claim::{ArticleRef, Claim};
pub use claim_group::{ClaimGroup, Voice};
pub use failure::Failure;
pub use grouping::Grouping;
pub use parts::{CONTENT_JOINT, Content, ContentKind, Entity, Part, Place, Quoted};
pub use quantity::{Bound, Quantity};
#[cfg(feature = "schema")]
pub use schema::{annotation_schema, claim_schema, failure_schema, group_schema};
pub use speaker::{Speaker, SpeakerKind};
pub use stance::{Certainty, Stance};
pub use when::When;
