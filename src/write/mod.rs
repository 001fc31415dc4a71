//! Writes records to files.

mod checkpoint;
mod claim_writer;
#[cfg(feature = "parquet")]
mod columns;
mod csv;
mod error;
mod format;
mod further;
#[cfg(any(feature = "parquet", feature = "spreadsheets"))]
mod gathered;
mod items;
mod json;
mod jsonl;
#[cfg(feature = "parquet")]
mod kept;
mod outputs;
mod page;
#[cfg(feature = "parquet")]
mod parquet;
mod partial_file;
mod whole_file;
#[cfg(feature = "spreadsheets")]
mod workbook;

pub(crate) use self::checkpoint::remove_checkpoint;
pub use self::checkpoint::{Done, RunIdentity};
pub use self::claim_writer::ClaimWriter;
#[cfg(feature = "parquet")]
pub use self::columns::{claim_columns, claim_rows};

pub use self::csv::{CsvWriter, Row};
pub use self::error::OutputError;
pub use self::format::Format;
pub use self::further::FurtherColumns;
pub(crate) use self::items::write_items;
pub use self::json::JsonWriter;
pub use self::jsonl::JsonLinesWriter;

pub use self::outputs::{Holds, Outputs, Shortened, Target};
pub use self::page::{Findings, MakePage};
#[cfg(feature = "parquet")]
pub use self::parquet::{ROW_GROUP, write_table};
pub(crate) use self::partial_file::{Mark, PartialFile};
pub(crate) use self::whole_file::{WholeFile, WholeFileWriter, make_folder, remove};
#[cfg(feature = "spreadsheets")]
pub use self::workbook::write_workbook;
