//! How long the quantities of an article take to find.
//!
//! ```text
//! cargo bench --bench quantities -- FOLDER_OF_TEXTS
//! ```
//!
//! Prints the microseconds for 3 KB, the size of a news article.

use std::error::Error;
use std::fs;
use std::io::Write;
use std::time::Instant;

use whosaid::normalise::quantities::quantities;
use whosaid::segment::Text;

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo adds --bench to the arguments; without any, this was started by `cargo test`, which has nothing to measure.
    let Some(folder) = std::env::args().skip(1).find(|argument| argument != "--bench") else { return Ok(()) };
    let texts: Vec<String> = fs::read_dir(folder)?.map(|file| fs::read_to_string(file?.path())).collect::<Result<_, _>>()?;
    let bytes: usize = texts.iter().map(String::len).sum();
    let began = Instant::now();
    let found: usize = texts.iter().map(|text| quantities(&Text::new(text)).len()).sum();
    let micros = began.elapsed().as_secs_f64() * 1e6 / f64::from(u32::try_from(bytes)?) * 3000.0;
    writeln!(std::io::stdout(), "{found} quantities in {} articles; {micros:.0} µs for 3 KB", texts.len())?;
    Ok(())
}
