//! `whosaid speakers`.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use anyhow::{Context, Result};

use super::eval::write_whole;
use super::exit::Exit;
use super::messages::{self, Messages};
use super::records::Unread;
use super::speakers_arguments::Speakers;
use crate::group::people::{People, PeopleFile, Person, Sightings};
use crate::read::{self, Input};

/// The columns of the table; the further columns of the file of people come after these.
const COLUMNS: [&str; 13] =
    ["id", "name", "kind", "claims", "words", "quoted_words", "articles", "first", "last", "roles", "aliases", "outlets", "known"];

/// Lists the speakers of claims.
pub(super) fn run(arguments: &Speakers, messages: Messages) -> Result<Exit> {
    let known = arguments.people.as_deref().map(people_file).transpose()?.unwrap_or_default();
    let mut unread = Unread::default();
    let sightings = sightings(arguments, &mut unread)?;
    let people = People::of_sightings(&sightings, Some(&known));
    let mut listed: Vec<&Person> = people.iter().collect();
    listed.sort_by_key(|person| Reverse(person.tally.claims));
    let write = |to: &mut dyn Write| write_csv(to, &listed, &known);
    match &arguments.output {
        Some(path) if path.as_os_str() != "-" => write_whole(path, |mut to| write(&mut to))?,
        None if io::stdout().is_terminal() => io::stdout().write_all(table(&listed).as_bytes())?,
        _ => write(&mut io::stdout().lock())?,
    }
    messages.summary(&summary(&listed, arguments.people.is_some()));
    Ok(unread.ending())
}

/// Reads the user's file of people, and warns of names in it that decide nothing.
pub(super) fn people_file(path: &Path) -> Result<PeopleFile> {
    let known = read_people(path)?;
    let ambiguous = known.ambiguous();
    if let [first, ..] = ambiguous[..] {
        let stand = if ambiguous.len() == 1 { "1 name stands".to_owned() } else { format!("{} names stand", ambiguous.len()) };
        let path = path.display();
        messages::warning(&format!("{path}: {stand} under several ids and so decide nothing, such as {first}; give each name one id"));
    }
    Ok(known)
}

/// Reads the user's file of people without a warning.
pub(super) fn read_people(path: &Path) -> Result<PeopleFile> {
    PeopleFile::read(read::text_file(path)?.as_bytes()).with_context(|| path.display().to_string())
}

/// Gathers what the claims show of their speakers.
fn sightings(arguments: &Speakers, unread: &mut Unread) -> Result<Sightings> {
    let mut sightings = Sightings::default();
    for path in &arguments.claims {
        let input = if path.as_os_str() == "-" { Input::Stdin } else { Input::Path(path.clone()) };
        for claim in unread.readable(read::claims(input)?) {
            sightings.add(&claim);
        }
    }
    unread.refuse_no_claims(sightings.is_empty())?;
    Ok(sightings)
}

fn summary(listed: &[&Person], has_file: bool) -> String {
    let known = listed.iter().filter(|person| person.known.is_some()).count();
    let of_these = if has_file { format!(", {known} of them in the file of people") } else { String::new() };
    format!("{} people and bodies{of_these}", listed.len())
}

/// Writes one row per person, those with the most claims first.
fn write_csv(to: &mut dyn Write, listed: &[&Person], known: &PeopleFile) -> Result<()> {
    let mut writer = csv::Writer::from_writer(to);
    let further = known.further().iter().map(|column| format!("people.{column}"));
    writer.write_record(COLUMNS.map(str::to_owned).into_iter().chain(further))?;
    for person in listed {
        let row = person.known.map(|row| &known.rows()[row]);
        let further = (0..known.further().len()).map(|at| row.map(|row| row.further[at].clone()).unwrap_or_default());
        writer.write_record(cells(person).into_iter().chain(further))?;
    }
    writer.flush().map_err(Into::into)
}

fn cells(person: &Person) -> [String; 13] {
    let Person { id, name, kind, aliases, known, tally } = person;
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    [
        id.clone(),
        name.clone(),
        kind.name().to_owned(),
        tally.claims.to_string(),
        tally.words.to_string(),
        tally.quoted_words.to_string(),
        tally.articles.to_string(),
        day(tally.first),
        day(tally.last),
        by_number(person).join("; "),
        aliases.join("; "),
        tally.outlets.iter().map(String::as_str).collect::<Vec<_>>().join("; "),
        if known.is_some() { "yes" } else { "no" }.to_owned(),
    ]
}

/// The person's roles, the most frequent first, each once however it is capitalised.
fn by_number(person: &Person) -> Vec<&str> {
    let mut forms: BTreeMap<String, Vec<(usize, &str)>> = BTreeMap::new();
    for (role, &count) in &person.tally.roles {
        forms.entry(role.to_lowercase()).or_default().push((count, role));
    }
    let mut roles: Vec<(usize, &str)> = Vec::new();
    for forms in forms.into_values() {
        let count = forms.iter().map(|(count, _)| count).sum();
        roles.extend(forms.into_iter().max().map(|(_, usual)| (count, usual)));
    }
    roles.sort_by_key(|&(count, _)| Reverse(count));
    roles.into_iter().map(|(_, role)| role).collect()
}

/// The same as a table to read on a terminal, 100 columns wide.
fn table(listed: &[&Person]) -> String {
    let mut table = format!("{:>7} {:>8} {:>8}  {:<32} {:<13} ROLE\n", "CLAIMS", "WORDS", "ARTICLES", "NAME", "KIND");
    for person in listed {
        let roles = by_number(person);
        let role = clipped(roles.first().copied().unwrap_or_default(), 26);
        let (name, kind, tally) = (clipped(&person.name, 32), person.kind.name(), &person.tally);
        let row = format!("{:>7} {:>8} {:>8}  {name:<32} {kind:<13} {role}", tally.claims, tally.words, tally.articles);
        table.push_str(row.trim_end());
        table.push('\n');
    }
    table
}

/// A text cut to at most `most` letters, with an ellipsis where some are left out.
fn clipped(text: &str, most: usize) -> String {
    if text.chars().count() <= most { text.to_owned() } else { text.chars().take(most - 1).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_fits_a_terminal() {
        let person = Person {
            id: "Q1".to_owned(),
            name: "Zoë ".repeat(80),
            kind: crate::record::SpeakerKind::Organisation,
            aliases: Vec::new(),
            known: None,
            tally: crate::group::people::Tally { roles: [("a long role ".repeat(9), 1)].into(), ..Default::default() },
        };
        let table = table(&[&person]);
        assert!(table.lines().all(|line| line.chars().count() <= 100), "{table}");
        assert_eq!(clipped("Zoë", 3), "Zoë");
    }
}
