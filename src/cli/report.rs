//! `whosaid report`.

use anyhow::{Result, bail};

use super::eval::write_whole;
use super::exit::Exit;
use super::messages::{self, Messages};
use super::report_arguments::Report;
use super::way_out;
use crate::read::{self, Input, ReadError};
use crate::report::ClaimsPage;

/// How many records that cannot be used are named; all are counted.
const NAMED: usize = 5;

/// Reads claims, and the texts around them, and writes the page.
pub(super) fn run(arguments: &Report, messages: Messages) -> Result<Exit> {
    let mut page = arguments.title.as_deref().map_or_else(ClaimsPage::default, ClaimsPage::titled);
    let mut unusable = 0;
    for claims in &arguments.claims {
        for claim in read::claims(claims.clone())? {
            take(claim, &mut unusable, |claim| page.claim(&claim));
        }
    }
    if page.is_empty() && unusable > 0 {
        bail!("no claims to show: none of the {unusable} records could be read");
    }
    for path in &arguments.annotations {
        let (mut known, mut others) = (0, 0);
        for annotation in read::annotations(Input::Path(path.clone()))? {
            take(annotation, &mut unusable, |annotation| *if page.annotation(&annotation) { &mut known } else { &mut others } += 1);
        }
        if known == 0 && others > 0 {
            messages::warning(&format!("{}: none of its {others} articles is one that a claim waits for", path.display()));
        }
    }
    if unusable > 0 {
        messages::warning(&format!("{unusable} records could not be read and are left out"));
    }
    let claims = page.len();
    write_whole(&arguments.output, |to| Ok(page.write(to)?))?;
    messages.summary(&format!("{claims} claims in {}", arguments.output.display()));
    Ok(if unusable > 0 { Exit::SomeFailed } else { Exit::Done })
}

/// Uses a record, or says why it cannot be used.
fn take<T>(record: Result<T, ReadError>, unusable: &mut usize, using: impl FnOnce(T)) {
    match record {
        Ok(record) => using(record),
        Err(error) => {
            *unusable += 1;
            if *unusable <= NAMED {
                messages::warning(&way_out::unread(&error));
            }
        }
    }
}
