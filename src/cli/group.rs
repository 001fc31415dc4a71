//! `whosaid group`.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::eval::write_whole;
use super::exit::Exit;
use super::group_arguments::Group;
use super::messages::{self, Messages};
use super::outputs::{refuse_clashes, tell_shortened};
use super::records::Unread;
use super::speakers::{people_file, read_people};
use crate::group::{Copies, CopyFinder};
use crate::read::{self, Input};
use crate::record::{Claim, ClaimGroup};
use crate::run::group_claims;
use crate::write::{Format, FurtherColumns, Holds, Outputs, RunIdentity, Target};

/// Reads claims, groups them, and writes them with what they share.
pub(super) fn run(arguments: &Group, messages: Messages) -> Result<Exit> {
    let began = Instant::now();
    check(arguments)?;
    let people = arguments.people.as_deref().map(people_file).transpose()?;
    let mut unread = Unread::default();
    let mut claims: Vec<Claim> = Vec::new();
    for input in &arguments.claims {
        claims.extend(unread.readable(read::claims(input.clone())?));
    }
    unread.refuse_no_claims(claims.is_empty())?;
    let copies = copies(arguments, &mut unread)?;
    let missing = claims.iter().filter(|claim| !copies.knows(&claim.article.id)).count();
    if !arguments.annotations.is_empty() && missing > 0 {
        messages::warning(&format!(
            "--annotations lacks the articles of {missing} of the {} claims; whether these are copies is not known",
            claims.len()
        ));
    }
    let pool =
        rayon::ThreadPoolBuilder::new().num_threads(arguments.threads.map_or(0, usize::from)).build().context("cannot start threads")?;
    let groups = pool.install(|| group_claims(&mut claims, &copies, people.as_ref()));
    write(arguments, &claims, &groups)?;
    messages.summary(&summary(arguments, &claims, &groups, began));
    Ok(unread.ending())
}

/// Refuses outputs before the work that would turn out to be wrong only after it.
pub(super) fn check(arguments: &Group) -> Result<()> {
    if let Some(groups) = &arguments.groups
        && !matches!(Format::of_ending(groups), Some(Format::Json | Format::JsonLines))
    {
        bail!("--groups {}: its extension must be .json or .jsonl", groups.display());
    }
    let inputs = arguments.claims.iter().filter_map(|input| match input {
        Input::Path(path) => Some(path.as_path()),
        Input::Stdin => None,
    });
    let inputs = inputs.chain(arguments.annotations.iter().chain(&arguments.people).map(PathBuf::as_path));
    let outputs = arguments.outputs.iter().map(|(path, _)| path).chain(&arguments.groups);
    refuse_clashes(&outputs.map(PathBuf::as_path).collect::<Vec<_>>(), inputs)?;
    arguments.people.as_deref().map_or(Ok(()), |people| read_people(people).map(|_| ()))
}

fn copies(arguments: &Group, unread: &mut Unread) -> Result<Copies> {
    let mut finder = CopyFinder::default();
    for path in &arguments.annotations {
        unread.annotations(path, |article| finder.add(article.id, article.published, &article.text))?;
    }
    Ok(finder.finish())
}

fn write(arguments: &Group, claims: &[Claim], groups: &[ClaimGroup]) -> Result<()> {
    let mut kept: Vec<String> = claims.iter().flat_map(|claim| claim.kept.keys().cloned()).collect();
    kept.sort();
    kept.dedup();
    let further = FurtherColumns { grouping: true, kept };
    let target =
        |(path, format): &(PathBuf, Format)| Target { path: path.clone(), holds: Holds::Claims(*format), further: further.clone() };
    let targets: Vec<Target> = arguments.outputs.iter().map(target).collect();
    let is_stream = targets.is_empty() && (arguments.groups.is_none() || arguments.format.is_some());
    let format = arguments.format.map_or(Format::JsonLines, Format::from);
    let stream = is_stream.then(|| format.writer(BufWriter::new(std::io::stdout()), &further, false));
    let mut outputs = Outputs::create(&targets, stream, RunIdentity::default())?;
    outputs.write_claims(claims)?;
    outputs.finish()?.iter().for_each(tell_shortened);
    arguments.groups.as_deref().map_or(Ok(()), |path| write_groups(path, groups))
}

/// Writes one group per line; a .json file holds an array.
fn write_groups(path: &Path, groups: &[ClaimGroup]) -> Result<()> {
    let is_array = Format::of_ending(path) == Some(Format::Json);
    write_whole(path, |to| {
        let mut to = BufWriter::new(to);
        let (open, between, close) = if is_array { ("[\n", ",\n", "\n]\n") } else { ("", "\n", "\n") };
        to.write_all(open.as_bytes())?;
        for (number, group) in groups.iter().enumerate() {
            if number > 0 {
                to.write_all(between.as_bytes())?;
            }
            serde_json::to_writer(&mut to, group)?;
        }
        if is_array || !groups.is_empty() {
            to.write_all(close.as_bytes())?;
        }
        to.flush().map_err(Into::into)
    })
}

fn summary(arguments: &Group, claims: &[Claim], groups: &[ClaimGroup], began: Instant) -> String {
    let copied = claims.iter().filter(|claim| claim.grouping.as_ref().is_some_and(|grouping| grouping.copy_of.is_some())).count();
    let of_copies = if arguments.annotations.is_empty() {
        "copies not looked for (--annotations FILE)".to_owned()
    } else {
        format!("{copied} of them in copies")
    };
    let grouped: usize = groups.iter().map(|group| group.claims).sum();
    let seconds = began.elapsed().as_secs_f64();
    format!("{} claims, {of_copies}; {grouped} say what others say too, in {} groups; {seconds:.1} s", claims.len(), groups.len())
}
