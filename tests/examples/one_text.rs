//! One text: who says what in it.

use std::error::Error;

use whosaid::Extractor;

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let extractor = Extractor::load_default()?;
    let found = extractor.extract_text("Ana Lee told reporters on Monday that the bridge would stay closed until May.")?;
    for claim in &found.claims {
        println!("{}: {}", claim.speaker_name().unwrap_or("?"), claim.content.text);
    }
    assert_eq!(found.claims[0].speaker_name(), Some("Ana Lee"));
    Ok(())
}
