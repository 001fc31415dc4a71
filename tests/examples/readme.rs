//! README's own words: its Rust is this program's, and its first command runs.

use std::error::Error;
use std::process::Command;

const README: &str = include_str!("../../README.md");

#[rustfmt::skip]
pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let extractor = whosaid::Extractor::load_default()?;
    let found = extractor.extract_text("Ana Lee told reporters on Monday that the bridge would stay closed until May.")?;
    for claim in &found.claims {
        println!("{}: {}", claim.speaker_name().unwrap_or("?"), claim.content.text);
    }
    for outcome in extractor.pipe(whosaid::read::path("corpus/articles")) {
        println!("{} claims", outcome?.claims.len()); // any number of articles, in order, in constant memory
    }
    Ok(())
}

#[test]
fn the_rust_of_readme_is_this_program() {
    let (_, rest) = README.split_once("```rust\n").unwrap();
    let (block, _) = rest.split_once("```\n").unwrap();
    let indented = format!("    {}\n", block.trim_end().replace('\n', "\n    "));
    assert!(include_str!("readme.rs").contains(&indented), "README's block is not the body of main:\n{block}");
}

#[test]
fn the_first_command_of_readme_runs_as_written() {
    let command = README.lines().find_map(|line| line.strip_prefix("    whosaid extract ")).unwrap();
    let place = tempfile::tempdir().unwrap();
    let inputs = std::path::absolute("corpus/articles").unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_whosaid"))
        .arg("extract")
        .args(command.split(' ').map(|word| if word == "corpus/articles" { inputs.as_os_str() } else { word.as_ref() }))
        .current_dir(&place)
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    for file in ["claims.csv", "claims.json"] {
        assert!(std::fs::metadata(place.path().join(file)).unwrap().len() > 1000, "{file}");
    }
}
