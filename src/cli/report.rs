//! `whosaid report`.

use anyhow::{Result, bail};

use super::eval::write_whole;
use super::exit::Exit;
use super::messages::{self, Messages};
use super::records::Unread;
use super::report_arguments::Report;
use crate::read::{self, Input};
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
    if page.is_empty() && unread.number() > 0 {
        bail!("no claims to show: none of the {} records could be read", unread.number());
    }
    for path in &arguments.annotations {
        let (mut known, mut others) = (0, 0);
        for annotation in unread.readable(read::annotations(Input::Path(path.clone()))?) {
            *if page.annotation(&annotation) { &mut known } else { &mut others } += 1;
        }
        if known == 0 && others > 0 {
            messages::warning(&format!("{}: none of its {others} articles is one that a claim waits for", path.display()));
        }
    }
    let claims = page.len();
    write_whole(&arguments.output, |to| Ok(page.write(to)?))?;
    messages.summary(&format!("{claims} claims in {}", arguments.output.display()));
    Ok(unread.ending())
}
