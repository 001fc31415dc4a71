//! Blocks of text as paragraphs.

/// Ends the current block: text added later is separated from it by a blank line.
pub(super) fn end_block(text: &mut String) {
    text.truncate(text.trim_end().len());
    if !text.is_empty() {
        text.push_str("\n\n");
    }
}
