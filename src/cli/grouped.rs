//! `whosaid extract --group`: runs `extract`, then `group`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::arguments::Extract;
use super::exit::Exit;
use super::extract::AtEnd;
use super::group_arguments::Group;
use super::messages::Messages;
use super::outputs::{holds_for_reader, refuse_clashes};
use super::report_arguments::Report;
use super::{extract, group, report};
use crate::read::{Input, Origin};
use crate::run::Ending;
use crate::write::{self, Format, Holds};

/// Extracts to files beside the first output, groups the claims in them, and makes pages of the grouped claims.
pub(super) fn run(arguments: &Extract, messages: Messages) -> Result<Exit> {
    let Some((first, _)) = arguments.outputs.first() else { bail!("--group needs -o FILE") };
    let [claims, texts, grouped] = [".ungrouped.jsonl", ".texts.jsonl", ".grouped.jsonl"].map(|ending| beside(first, ending));
    let texts = arguments.annotations.clone().unwrap_or(texts);
    let (group, pages) = to_group(arguments, &claims, &texts, &grouped);
    group::check(&group)?;
    refuse_inputs(arguments)?;
    let first_step = Extract {
        outputs: vec![(claims.clone(), Holds::Claims(Format::JsonLines))],
        annotations: Some(texts.clone()),
        excel: false,
        ..arguments.clone()
    };
    let (ending, exit) = extract::extract(&first_step, AtEnd::MoreWork, messages)?;
    if ending != Ending::Whole {
        return Ok(exit);
    }
    let left = || format!("the claims, not grouped, are in {}; the same command with --resume groups them", claims.display());
    let mut exits = vec![exit, group::run(&group, messages).with_context(left)?];
    for output in pages {
        let page = Report { claims: vec![Input::Path(grouped.clone())], annotations: vec![texts.clone()], output, title: None };
        exits.push(report::run(&page, messages)?);
    }
    let own_texts = arguments.annotations.is_none().then_some(&texts);
    write::remove_checkpoint(&claims).with_context(|| format!("cannot remove the checkpoint of {}", claims.display()))?;
    for path in [&claims, &grouped].into_iter().chain(own_texts) {
        write::remove(path).with_context(|| format!("cannot remove {}", path.display()))?;
    }
    Ok(exits.into_iter().find(|exit| *exit != Exit::Done).unwrap_or(Exit::Done))
}

/// The arguments for grouping, and the pages to make from its output.
fn to_group(arguments: &Extract, claims: &Path, texts: &Path, grouped: &Path) -> (Group, Vec<PathBuf>) {
    let (mut outputs, mut pages) = (Vec::new(), Vec::new());
    for (path, holds) in &arguments.outputs {
        match holds_for_reader(*holds, arguments) {
            Holds::Claims(format) => outputs.push((path.clone(), format)),
            _ => pages.push(path.clone()),
        }
    }
    if !pages.is_empty() {
        outputs.push((grouped.to_path_buf(), Format::JsonLines));
    }
    let group = Group {
        claims: vec![Input::Path(claims.to_path_buf())],
        outputs,
        format: None,
        annotations: vec![texts.to_path_buf()],
        groups: arguments.grouping.groups.clone(),
        people: arguments.grouping.people.clone(),
        threads: arguments.models.threads,
    };
    (group, pages)
}

/// Refuses an output that is also an input.
fn refuse_inputs(arguments: &Extract) -> Result<()> {
    let outputs: Vec<&Path> =
        arguments.outputs.iter().map(|(path, _)| path).chain(&arguments.grouping.groups).map(PathBuf::as_path).collect();
    let found = extract::find(arguments)?;
    refuse_clashes(&outputs, found.iter().flatten().filter_map(Origin::file))
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_name().map(OsStr::to_owned).unwrap_or_default();
    name.push(ending);
    path.with_file_name(name)
}
