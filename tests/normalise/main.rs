//! What `normalise` reads, on sentences of our own and, by the ignored tests, on the labelled data of the folder `WHOSAID_DATA`.

#![cfg(test)]

mod dates;
mod polarity;
mod quantities;
mod stance;
mod stance_coverage;

/// The folder of labelled data.
fn data() -> std::path::PathBuf {
    std::env::var_os("WHOSAID_DATA").expect("WHOSAID_DATA names the folder of labelled data").into()
}
