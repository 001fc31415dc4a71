//! The share of PolNeAR's cues that the stance lexicon knows.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use whosaid::normalise::stance::contains_cue;
use whosaid::segment::Text;
use whosaid::text::Span;

/// The highest share of unknown cues that passes, not counting marks and lone prepositions.
const UNKNOWN_BAR: f64 = 0.05;
/// Words that, as a cue, say nothing about the stance by themselves ("in a poll", "attacks by"), and that are not cues elsewhere.
const BARE: [&str; 22] = [
    "in", "of", "by", "to", "for", "from", "on", "about", "with", "under", "at", "as", "over", "among", "against", "is", "are", "was",
    "has", "have", "had", "the",
];

#[test]
#[ignore = "needs WHOSAID_DATA, a folder of labelled data"]
fn most_cues_of_polnear_are_listed() {
    let data = super::data();
    for split in ["train", "dev"] {
        let cues = cues(&data.join("polnear").join(split));
        let with_words: Vec<_> = cues.iter().filter(|(cue, _)| !is_bare(cue)).collect();
        let mut unknown: BTreeMap<&str, usize> = BTreeMap::new();
        for (cue, _) in with_words.iter().filter(|(_, known)| !known) {
            *unknown.entry(cue.as_str()).or_default() += 1;
        }
        let count: usize = unknown.values().sum();
        #[expect(clippy::cast_precision_loss, reason = "some thousands of cues")]
        let share = count as f64 / with_words.len() as f64;
        println!(
            "{split}: {} cues, {} of them bare; {count} of the others unknown ({share:.3})",
            cues.len(),
            cues.len() - with_words.len()
        );
        let mut common: Vec<_> = unknown.into_iter().collect();
        common.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        println!("{}", common.iter().take(40).map(|(cue, count)| format!("{cue} {count}")).collect::<Vec<_>>().join(" | "));
        assert!(share <= UNKNOWN_BAR, "{split}: {share:.3} of the cues are unknown, the bar is {UNKNOWN_BAR}");
    }
}

fn is_bare(cue: &str) -> bool {
    cue.split_whitespace().all(|word| BARE.contains(&word) || !word.chars().any(char::is_alphabetic))
}

/// Every cue in the first annotator's labels of a split, in lower case, and whether the lexicon knows it.
fn cues(folder: &Path) -> Vec<(String, bool)> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder.join("attributions")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.dedup_by_key(|file| stem(file));
    files.iter().flat_map(|file| cues_of(file, &folder.join("text").join(format!("{}.txt", stem(file))))).collect()
}

/// The article's name: the file name without the annotator's.
fn stem(file: &Path) -> String {
    let name = file.file_stem().unwrap().to_string_lossy();
    name.rsplit_once('_').map_or(name.to_string(), |(stem, _)| stem.to_owned())
}

fn cues_of(annotations: &Path, text: &Path) -> Vec<(String, bool)> {
    let (annotations, text) = (fs::read_to_string(annotations).unwrap(), fs::read_to_string(text).unwrap());
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let lines = || annotations.lines().filter_map(|line| line.split_once('\t'));
    let spans: HashMap<&str, Span> = lines()
        .filter(|(key, _)| key.starts_with('T'))
        .filter_map(|(key, rest)| {
            let mut offsets = rest.split('\t').next()?.split([' ', ';']).skip(1).map(str::parse::<usize>);
            let start = offsets.next()?.ok()?;
            Some((key, Span::new(*bytes.get(start)?, *bytes.get(offsets.last()?.ok()?)?)))
        })
        .collect();
    let events = lines().filter(|(key, rest)| key.starts_with('E') && rest.starts_with("Attribution"));
    let cues = events.filter_map(|(_, rest)| rest.split_whitespace().find_map(|part| spans.get(part.strip_prefix("Cue:")?)));
    let cut = Text::new(&text);
    cues.map(|&cue| (cue.of(&text).to_lowercase(), contains_cue(&cut, cue))).collect()
}
