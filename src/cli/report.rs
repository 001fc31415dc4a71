//! `whosaid report`.

use anyhow::Result;

use super::eval::write_whole;
use super::exit::Exit;
use super::messages::{self, Messages};
use super::records::Unread;
use super::report_arguments::Report;
use crate::read;
use crate::report::ClaimsPage;

/// Reads claims and their articles, and writes the page.
pub(super) fn run(arguments: &Report, messages: Messages) -> Result<Exit> {
    let mut page = arguments.title.as_deref().map_or_else(ClaimsPage::default, ClaimsPage::titled);
    let mut unread = Unread::default();
    for claims in &arguments.claims {
        for claim in unread.readable(read::claims(claims.clone())?) {
            page.claim(&claim);
        }
    }
    unread.refuse_no_claims(page.is_empty())?;
    for path in &arguments.annotations {
        let (mut known, mut others) = (0, 0);
        unread.annotations(path, |annotation| *if page.annotation(&annotation) { &mut known } else { &mut others } += 1)?;
        if known == 0 && others > 0 {
            let path = path.display();
            messages::warning(&format!("{path} has the article of no claim; the claims are shown without the text around them"));
        }
    }
    let claims = page.len();
    write_whole(&arguments.output, |to| Ok(page.write(to)?))?;
    messages.summary(&format!("{claims} claims in {}", arguments.output.display()));
    Ok(unread.ending())
}
