//! Blocks of text, as paragraphs.

/// Parts what follows from the text before it by a blank line.
pub(super) fn end_block(text: &mut String) {
    text.truncate(text.trim_end().len());
    if !text.is_empty() {
        text.push_str("\n\n");
    }
}
