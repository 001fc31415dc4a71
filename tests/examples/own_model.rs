//! A model from a folder, on two threads, instead of the one in the program.

use std::error::Error;

use whosaid::Extractor;

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let extractor = Extractor::builder().model("models/news").threads(2).build()?;
    for model in extractor.models() {
        println!("{} {} from {}", model.name, model.version, model.folder);
    }
    let missing = Extractor::builder().entity_model("no/such/folder").build();
    assert!(missing.is_err());
    Ok(())
}
