//! The file with a model's vocabulary to a tokenizer.

use std::path::Path;

use tokenizers::models::wordpiece::WordPiece;
use tokenizers::normalizers::BertNormalizer;
use tokenizers::pre_tokenizers::bert::BertPreTokenizer;
use tokenizers::{AddedToken, Tokenizer};

use crate::model::Vocabulary;

/// The tokens of BERT's vocabularies that stand for no words.
const SPECIAL: [&str; 5] = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

/// Reads a tokenizer that neither cuts nor fills.
pub(super) fn load(path: &Path, vocabulary: Vocabulary) -> Result<Tokenizer, String> {
    let mut tokenizer = match vocabulary {
        Vocabulary::Tokenizer => Tokenizer::from_file(path).map_err(|error| error.to_string())?,
        Vocabulary::WordPieces { lowercase } => word_pieces(path, lowercase).map_err(|error| error.to_string())?,
    };
    tokenizer.with_truncation(None).map_err(|error| error.to_string())?.with_padding(None);
    Ok(tokenizer)
}

/// The tokenizer that BERT came with, before there were `tokenizer.json` files.
fn word_pieces(path: &Path, lowercase: bool) -> tokenizers::Result<Tokenizer> {
    let vocabulary = WordPiece::read_file(&path.to_string_lossy())?;
    let known = SPECIAL.into_iter().filter(|&token| vocabulary.contains_key(token));
    let special: Vec<AddedToken> = known.map(|token| AddedToken::from(token, true)).collect();
    let mut tokenizer = Tokenizer::new(WordPiece::builder().vocab(vocabulary).build()?);
    tokenizer.with_normalizer(Some(BertNormalizer::new(true, true, None, lowercase))).map_err(|error| error.to_string())?;
    tokenizer.with_pre_tokenizer(Some(BertPreTokenizer));
    tokenizer.add_special_tokens(special)?;
    Ok(tokenizer)
}
