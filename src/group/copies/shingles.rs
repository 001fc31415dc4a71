//! Texts as sets of shingles: hashed runs of a few words (Broder 1997).

/// The number of words in a shingle.
pub(super) const LENGTH: usize = 8;

/// One shingle in this many is looked up across all articles, chosen by its hash (`FracMinHash`, Irber et al. 2022). Unlike `MinHash` signatures of
/// fixed length, such samples show how much of a short text a long one contains.
const SAMPLED: u64 = 2;

/// The words of a text, letters and digits only, each with its end in bytes (exclusive).
pub(super) fn words(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let ended = move |word: &'_ str| word.as_ptr() as usize - text.as_ptr() as usize + word.len();
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(move |word| (word, ended(word)))
}

/// The hash of a word, ignoring case.
pub(super) fn number_of(word: &str) -> u64 {
    word.chars().flat_map(char::to_lowercase).fold(0, |number, letter| mixed(number ^ u64::from(u32::from(letter))))
}

/// The shingles of a text, each at the index of its first word.
pub(super) fn shingles(words: &[u64]) -> Vec<u64> {
    words.windows(LENGTH).map(|words| words.iter().fold(0, |number, word| mixed(number ^ word))).collect()
}

/// Whether a shingle belongs to the sample.
pub(super) fn is_sampled(shingle: u64) -> bool {
    shingle <= u64::MAX / SAMPLED
}

/// Sorts numbers and removes repeats.
pub(super) fn set(mut numbers: Vec<u64>) -> Vec<u64> {
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Mixes bits evenly (the finaliser of `SplitMix64`), identically on every machine.
fn mixed(number: u64) -> u64 {
    let mut number = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}
