//! Help, completions and the manual page are usable.

use super::support::{Ended, whosaid};

#[test]
fn help_shows_examples_first() {
    for arguments in [&["--help"][..], &["-h"], &["extract", "--help"], &["extract", "-h"], &["help", "extract"]] {
        let help = printed(arguments);
        let place = |words: &str| help.find(words).unwrap_or_else(|| panic!("{arguments:?} do not say {words:?}:\n{help}"));
        assert!(place("Examples:") < place("Usage:"), "{arguments:?}:\n{help}");
        assert!(place("whosaid extract articles/") < place("Usage:"), "{arguments:?}:\n{help}");
    }
}

#[test]
fn every_flag_of_the_examples_is_in_the_help() {
    let help = printed(&["extract", "--help"]);
    let (examples, rest) = help.split_once("Usage:").unwrap();
    let flags: Vec<&str> = examples.split_whitespace().filter(|word| word.starts_with('-') && word.len() > 1).collect();
    assert!(!flags.is_empty());
    for flag in flags {
        assert!(rest.contains(flag), "{flag} is not in:\n{rest}");
    }
}

#[test]
fn without_arguments_help_is_shown() {
    Ended::of(&mut whosaid()).with_code(2).saying(&["Examples:"]).saying(&["Usage:"]);
}

#[test]
fn the_version_is_that_of_the_package() {
    assert_eq!(printed(&["--version"]).trim(), concat!("whosaid ", env!("CARGO_PKG_VERSION")));
}

#[test]
fn completions_know_the_commands_and_flags() {
    for shell in ["bash", "zsh", "fish"] {
        let script = printed(&["completions", shell]);
        for word in ["whosaid", "extract", "annotations", "threads", "jsonl"] {
            assert!(script.contains(word), "{shell}: {word} is not in the script");
        }
    }
    Ended::of(whosaid().args(["completions", "tcsh"])).with_code(2).saying(&["tcsh", "bash", "zsh"]);
}

#[cfg(unix)]
#[test]
fn bash_can_read_its_completions() {
    let script = printed(&["completions", "bash"]);
    let checked = assert_cmd::Command::new("bash").arg("-n").write_stdin(script).output();
    if let Ok(output) = checked {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn the_manual_page_tells_what_the_help_tells() {
    let page = printed(&["man"]).replace("\\-", "-");
    assert!(page.contains(".TH whosaid 1"), "{page}");
    for words in ["extract", "completions", "whosaid extract articles/"] {
        assert!(page.contains(words), "{words:?} is not in the manual page:\n{page}");
    }
    for flag in ["--output", "--annotations", "--threads", "--text-field", "--model"] {
        assert!(page.contains(flag), "{flag} is not in the manual page:\n{page}");
    }
}

#[track_caller]
fn printed(arguments: &[&str]) -> String {
    let ended = Ended::of(whosaid().args(arguments)).with_code(0);
    assert_eq!(ended.stderr, "");
    ended.stdout
}
