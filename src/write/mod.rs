//! Records to files.

mod checkpoint;
mod claim_writer;
mod csv;
mod error;
mod format;
mod items;
mod json;
mod jsonl;
mod outputs;
#[cfg(feature = "parquet")]
mod parquet;
mod partial_file;
mod whole_file;

pub use self::checkpoint::{Done, RunIdentity};
pub use self::claim_writer::ClaimWriter;

pub use self::csv::{CsvWriter, Row};
pub use self::error::OutputError;
pub use self::format::Format;
pub(crate) use self::items::write_items;
pub use self::json::JsonWriter;
pub use self::jsonl::JsonLinesWriter;

pub use self::outputs::{Holds, Outputs, Target};
#[cfg(feature = "parquet")]
pub use self::parquet::{ROW_GROUP, write_table};
pub(crate) use self::partial_file::{Mark, PartialFile};
pub(crate) use self::whole_file::{WholeFile, WholeFileWriter, make_folder};
