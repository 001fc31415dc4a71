//! Texts as sets of shingles: runs of a few words, each as one number (Broder 1997).

/// The words of a shingle.
pub(super) const LENGTH: usize = 8;

/// One shingle in so many is looked up among those of all articles, by its number (`FracMinHash`, Irber et al. 2022). Unlike `MinHash` signatures,
/// which have a fixed length, such samples tell how much of a short text stands within a long one.
const SAMPLED: u64 = 2;

/// The words of a text, letters and digits only, each with the byte that it ends before.
pub(super) fn words(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let ended = move |word: &'_ str| word.as_ptr() as usize - text.as_ptr() as usize + word.len();
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(move |word| (word, ended(word)))
}

/// A word's number, whatever its case.
pub(super) fn number_of(word: &str) -> u64 {
    word.chars().flat_map(char::to_lowercase).fold(0, |number, letter| mixed(number ^ u64::from(u32::from(letter))))
}

/// The shingles of words, each at the place of its first one.
pub(super) fn shingles(words: &[u64]) -> Vec<u64> {
    words.windows(LENGTH).map(|words| words.iter().fold(0, |number, word| mixed(number ^ word))).collect()
}

/// Whether a shingle is in every sample.
pub(super) fn is_sampled(shingle: u64) -> bool {
    shingle <= u64::MAX / SAMPLED
}

/// Numbers as a set.
pub(super) fn set(mut numbers: Vec<u64>) -> Vec<u64> {
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Spreads numbers evenly (the finaliser of `SplitMix64`), and on every machine alike.
fn mixed(number: u64) -> u64 {
    let mut number = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}
