//! Loads a tokenizer from a model's vocabulary file.

use ahash::AHashMap;
use tokenizers::models::wordpiece::WordPiece;
use tokenizers::normalizers::BertNormalizer;
use tokenizers::pre_tokenizers::bert::BertPreTokenizer;
use tokenizers::{AddedToken, Tokenizer};

use crate::model::Vocabulary;

/// The special tokens of BERT's vocabularies.
const SPECIAL: [&str; 5] = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

/// Loads a tokenizer without truncation or padding.
pub(super) fn load(file: &[u8], vocabulary: Vocabulary) -> Result<Tokenizer, String> {
    let mut tokenizer = match vocabulary {
        Vocabulary::Tokenizer => Tokenizer::from_bytes(file).map_err(|error| error.to_string())?,
        Vocabulary::WordPieces { lowercase } => word_pieces(file, lowercase).map_err(|error| error.to_string())?,
    };
    tokenizer.with_truncation(None).map_err(|error| error.to_string())?.with_padding(None);
    Ok(tokenizer)
}

/// The tokenizer of the original BERT models, which have a vocabulary file instead of a `tokenizer.json`.
fn word_pieces(file: &[u8], lowercase: bool) -> tokenizers::Result<Tokenizer> {
    let tokens = std::str::from_utf8(file)?.lines().map(str::trim_end);
    let known = SPECIAL.into_iter().filter(|special| tokens.clone().any(|token| token == *special));
    let special: Vec<AddedToken> = known.map(|token| AddedToken::from(token, true)).collect();
    let vocabulary: AHashMap<String, u32> = tokens.zip(0..).map(|(token, id)| (token.to_owned(), id)).collect();
    let mut tokenizer = Tokenizer::new(WordPiece::builder().vocab(vocabulary).build()?);
    tokenizer.with_normalizer(Some(BertNormalizer::new(true, true, None, lowercase))).map_err(|error| error.to_string())?;
    tokenizer.with_pre_tokenizer(Some(BertPreTokenizer));
    tokenizer.add_special_tokens(special)?;
    Ok(tokenizer)
}
