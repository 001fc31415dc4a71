//! The command as a user runs it.

#![cfg(test)]

mod archives;
mod bad_folder;
mod bad_inputs;
mod bad_models;
mod bad_outputs;
mod batch;
mod doors;
mod engines;
mod export;
mod failures;
mod forms;
mod group;
mod help;
mod inputs;
mod model_copy;
mod outputs;
mod parquet;
mod report;
mod schema;
mod shards;
mod speakers;
mod stop_and_go;
mod streams;
mod support;
mod tables;
mod tiny_weights;
mod two_models;
mod word_documents;
mod workbooks;
#[cfg(feature = "spreadsheets")]
mod workbooks_out;
mod zip_archives;
