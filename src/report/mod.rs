//! Pages to look at: over claims, over scores. Each is one file, and nothing of it comes from the network.

mod claims;
mod page;
mod scores;

pub use claims::ClaimsPage;
#[cfg(feature = "serve")]
pub(crate) use page::HOUSE_STYLE;
pub use scores::scores_page;
