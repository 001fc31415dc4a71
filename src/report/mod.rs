//! Pages to read in a browser, about claims and about scores. Each is a single file that loads nothing from the network.

mod claims;
mod page;
mod scores;

pub use claims::ClaimsPage;
#[cfg(feature = "serve")]
pub(crate) use page::HOUSE_STYLE;
pub use scores::scores_page;
