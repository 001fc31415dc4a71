//! `whosaid show`.

use std::fmt::Write as _;
use std::io::Write;

use anstyle::{AnsiColor, Color, Style};
use anyhow::{Context, Result};

use super::exit::Exit;
use super::extract::extractor;
use super::label_arguments::Show;
use super::labels::{read_labels, report_problems};
use super::messages::Messages;
use crate::article::Article;
use crate::eval::{AttributionLabel, LabelForm, Labels, Quoter, word};
use crate::extract::Extraction;
use crate::read::text_file;
use crate::record::{Claim, Part, Place, Quantity, When};

/// Prints an article with its parts coloured, followed by its attributions.
pub(super) fn run(arguments: &Show, messages: Messages) -> Result<Exit> {
    let path = &arguments.article;
    if arguments.options.format.is_none() && LabelForm::of_ending(path).is_none() {
        let Extraction { annotation, claims } = extract(arguments, messages)?;
        print(&Labels::from(&annotation), &claims)?;
        return Ok(Exit::Done);
    }
    let read = read_labels(path, &arguments.options, &[])?;
    let unusable = report_problems(&read.problems, messages);
    for labels in &read.found {
        print(labels, &[])?;
    }
    Ok(match (read.found.is_empty(), unusable) {
        (true, _) => Exit::CouldNot,
        (false, 0) => Exit::Done,
        _ => Exit::SomeFailed,
    })
}

fn extract(arguments: &Show, messages: Messages) -> Result<Extraction> {
    let path = &arguments.article;
    let mut article = Article::new(path.file_stem().unwrap_or_default().to_string_lossy(), text_file(path)?);
    article.published = arguments.date.map(|day| day.to_string());
    extractor(&arguments.models, messages)?.extract(&article).with_context(|| path.display().to_string())
}

/// Prints one article. `claims` are those of the labels' attributions, in the same order; it is empty where labels were read.
fn print(labels: &Labels, claims: &[Claim]) -> Result<()> {
    let mut out = anstream::stdout().lock();
    let legend = Part::ALL.map(|part| styled(part, part.name())).join("  ");
    writeln!(out, "{}: {legend}\n\n{}\n", printable(&labels.article.id), coloured(labels).trim_end())?;
    let quoter = Quoter::new(&labels.text);
    for (at, attribution) in labels.sayings().iter().enumerate() {
        write!(out, "{}", saying(at, attribution, &quoter))?;
        if let Some(claim) = claims.get(at) {
            write!(out, "{}", besides(claim))?;
        }
    }
    Ok(())
}

fn style(part: Part) -> Style {
    let colour = |colour: AnsiColor| Some(Color::Ansi(colour));
    match part {
        Part::Source => Style::new().fg_color(colour(AnsiColor::Blue)).bold(),
        Part::Cue => Style::new().fg_color(colour(AnsiColor::Yellow)).bold(),
        Part::Content => Style::new().fg_color(colour(AnsiColor::Green)),
    }
}

fn styled(part: Part, words: &str) -> String {
    let style = style(part);
    format!("{style}{}{style:#}", printable(words))
}

/// The text with every piece in the colour of the innermost part over it, and the attributions' numbers where their contents begin.
fn coloured(labels: &Labels) -> String {
    let quoter = Quoter::new(&labels.text);
    let mut spans: Vec<(Place, Part)> = Vec::new();
    let mut numbers: Vec<(usize, usize)> = Vec::new();
    for (number, attribution) in (1..).zip(labels.sayings()) {
        spans.extend(Part::ALL.into_iter().flat_map(|part| attribution.part(part).iter().map(move |&place| (place, part))));
        numbers.extend(attribution.place().map(|place| (place.start, number)));
    }
    let ends = spans.iter().flat_map(|(place, _)| [place.start, place.end]);
    let mut cuts: Vec<usize> = ends.chain([0, labels.text.chars().count()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut text = String::new();
    for cut in cuts.windows(2) {
        let (start, end) = (cut[0], cut[1]);
        for (_, number) in numbers.iter().filter(|(at, _)| *at == start) {
            let _ = write!(text, "[{number}]");
        }
        let over = spans.iter().filter(|(place, _)| place.start <= start && end <= place.end);
        let innermost = over.min_by_key(|(place, part)| (place.end - place.start, *part));
        let words = quoter.words(Place { start, end }).unwrap_or_default();
        text.push_str(&innermost.map_or_else(|| printable(words), |(_, part)| styled(*part, words)));
    }
    text
}

/// An attribution as two lines: its source, cue, speaker and other facts, then its content.
fn saying(at: usize, attribution: &AttributionLabel, quoter: &Quoter) -> String {
    let words = |part: Part| match quoter.joined(attribution.part(part)).split_whitespace().collect::<Vec<_>>().join(" ") {
        words if words.is_empty() => "–".to_owned(),
        words => styled(part, &words),
    };
    let [source, cue, content] = Part::ALL.map(words);
    let mut line = format!("[{}] {source} {cue}", at + 1);
    if let Some(speaker) = &attribution.speaker {
        let kind = speaker.kind.map_or_else(String::new, |kind| format!(" ({})", word(kind)));
        let _ = write!(line, " = {}{kind}", printable(&speaker.name));
    }
    let facts = [
        attribution.stance.map(word),
        attribution.nested_in.map(|outer| format!("within [{}]", outer + 1)),
        attribution.score.map(|score| format!("score {score:.2}")),
    ];
    for fact in facts.into_iter().flatten() {
        let _ = write!(line, ", {fact}");
    }
    format!("{line}\n    {content}\n")
}

/// The facts of a claim that its labels do not show, on one line; empty where there are none.
fn besides(claim: &Claim) -> String {
    let days = |when: &When| match (when.from, when.to) {
        (Some(from), Some(to)) if from == to => format!("{} = {from}", when.text),
        (Some(from), Some(to)) => format!("{} = {from} to {to}", when.text),
        _ => when.text.clone(),
    };
    let amount = |quantity: &Quantity| {
        let bound = quantity.bound.map_or_else(String::new, |bound| format!("{} ", word(bound)));
        let unit = quantity.unit.as_deref().map_or_else(String::new, |unit| format!(" {unit}"));
        format!("{} = {bound}{}{unit}", quantity.text, quantity.value)
    };
    let mut facts: Vec<String> = Vec::new();
    facts.extend(claim.speaker.iter().filter_map(|speaker| Some(format!("role: {}", speaker.role.as_ref()?))));
    facts.extend(claim.via.iter().map(|via| format!("via: {}", via.text)));
    facts.extend(claim.cites.iter().map(|cites| format!("cites: {}", cites.text)));
    facts.extend(claim.said.iter().map(|said| format!("said: {}", days(said))));
    facts.extend(claim.dates.iter().map(days));
    facts.extend(claim.quantities.iter().map(amount));
    let facts: Vec<String> = facts.iter().map(|fact| printable(fact).split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    if facts.is_empty() { String::new() } else { format!("    {}\n", facts.join("; ")) }
}

/// The words with control characters replaced, which a terminal might obey.
fn printable(words: &str) -> String {
    words.chars().map(|mark| if mark.is_control() && !matches!(mark, '\n' | '\t') { '\u{fffd}' } else { mark }).collect()
}
