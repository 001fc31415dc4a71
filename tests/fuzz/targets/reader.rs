//! What all readers' targets do with their data.

use std::io::Cursor;
use std::sync::Arc;

use whosaid::read::{Form, Settings, Origin, read_stream};

/// Small, so that the fuzzer reaches it.
const LARGEST_ARTICLE: u64 = 4 << 10;

/// Reads data as if it came in on standard input, to its end, and checks what holds for every entry.
pub fn read(form: Option<Form>, data: &[u8]) {
    let settings = Settings { largest_article: LARGEST_ARTICLE, ..Settings::default() };
    let mut taken = 0;
    for entry in read_stream(Origin::stdin(form), Box::new(Cursor::new(data.to_vec())), &Arc::new(settings)) {
        taken += entry.bytes;
        match entry.article {
            Ok(article) => {
                assert!(article.text.len() as u64 <= LARGEST_ARTICLE, "an article is larger than the limit");
                assert!(article.text.chars().any(char::is_alphanumeric), "an article has no words");
            }
            Err(error) => assert!(!error.to_string().is_empty() && !error.kind().is_empty()),
        }
    }
    assert!(taken <= data.len() as u64, "more was taken than there is");
}
