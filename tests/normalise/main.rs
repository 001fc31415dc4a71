//! The readers of `normalise`, on the project's own sentences and, in the ignored tests, on the labelled data in the folder `WHOSAID_DATA`.

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
