//! Articles from any iterator: in order, in constant memory, one article's failure being one error.

use std::error::Error;

use whosaid::{Article, Extractor};

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let extractor = Extractor::load_default()?;
    let messages = ["The mayor denied that he had known.", "It rained.", "“We will not pay,” said Ida Holm."];
    let articles = messages.into_iter().cycle().take(30).enumerate().map(|(at, text)| Article::new(at.to_string(), text));
    let mut claims = 0;
    for outcome in extractor.pipe(articles) {
        match outcome {
            Ok(found) => claims += found.claims.len(),
            Err(error) => eprintln!("{error}"),
        }
    }
    println!("{claims} claims");
    assert!(claims >= 10);
    Ok(())
}
