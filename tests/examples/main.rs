//! The examples: each file is a program of its own, and is run here.

#![cfg(all(test, feature = "embed-model"))]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "that is what programs do")]

mod folder_to_parquet;
mod one_text;
mod own_model;
mod readme;
mod scores;
mod stream;

/// A test that runs an example to its end.
macro_rules! runs {
    ($($example:ident),*) => {
        $(mod $example {
            #[test]
            fn runs() {
                super::super::$example::main().unwrap_or_else(|error| panic!("{error}"));
            }
        })*
    };
}

mod example {
    runs!(folder_to_parquet, one_text, own_model, readme, scores, stream);
}
