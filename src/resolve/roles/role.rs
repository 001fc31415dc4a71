//! The role that an article states for somebody.

use super::nouns::Nouns;
use super::phrases::{apposed, copula};
use super::titles::title;
use crate::english::{Class, ends_in, is, value};
use crate::record::SpeakerKind;
use crate::resolve::context::Context;
use crate::segment::Text;
use crate::text::Span;

/// The most mentions that are examined: an article says who somebody is where it introduces them.
const MENTIONS: usize = 12;

/// How much a role says, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    /// "Senator", "Gov.": one word before the name.
    Bare,
    /// Anything without a noun for an office or body: "Trump supporter", "a Republican from Ohio".
    Tie,
    /// One word after the name.
    Short,
    /// An office, trade or standing in more than one word.
    Full,
}

/// The role that the article states for a referent, an index into [`Referents::all`](super::Referents::all): the words before its name
/// ("Ukrainian president"), in apposition ("director of a research firm"), or after "is". A leading article or pronoun is left out.
///
/// `None` for places, where nothing is stated, and for an index out of bounds. Of several roles the one that says most wins, or the first on a
/// tie. Words in quotation marks are somebody's and not the article's, so only a title is read there.
#[must_use]
pub(crate) fn role(context: &Context<'_>, referent: usize) -> Option<Span> {
    let referent = context.referents.all.get(referent)?;
    let nouns = match referent.kind {
        SpeakerKind::Person => Nouns::People,
        SpeakerKind::Organisation => Nouns::Bodies,
        _ => return None,
    };
    let mut best: Option<(Worth, Span)> = None;
    for &at in referent.mentions.iter().take(MENTIONS) {
        let Some(name) = context.referents.mentions.get(at).map(|mention| mention.span) else { continue };
        for found in stated_at(context, name, nouns) {
            if best.is_none_or(|best| found.0 > best.0) {
                best = Some(found);
            }
        }
        if best.is_some_and(|(worth, _)| worth == Worth::Full) {
            break;
        }
    }
    best.map(|(_, role)| role)
}

/// Whether a description, up to its noun, says only what a role says: "the governor" for "New Jersey Gov.", "the Republican nominee" for
/// "Republican presidential nominee".
pub(in crate::resolve) fn says_the_same(text: &Text<'_>, description: Span, role: Span) -> bool {
    let in_full = |word: Span| {
        let word = text.lower(word);
        value(word, Class::ShortTitle).or_else(|| value(word, Class::SameRole)).unwrap_or(word).split(' ')
    };
    // The complement of an office does not describe its holder: "husband of the minister's sister".
    let office = text.words_in(role).flat_map(in_full).take_while(|word| !matches!(*word, "of" | "for" | "and" | "with" | "from" | "at"));
    let role: Vec<&str> = office.collect();
    // "The premier" may be a prime minister.
    let in_full =
        |word: Span| if text.lower(word) == "premier" && role.contains(&"prime") { "prime minister".split(' ') } else { in_full(word) };
    let told: Vec<&str> = text.words_in(description).flat_map(in_full).filter(|word| !is(word, Class::InPassing)).collect();
    // A prime minister is not "the minister", nor a vice-presidential nominee "the nominee".
    let ranks = ["prime", "vice", "deputy", "assistant", "shadow"];
    let has_rank = |words: &[&str], rank: &str| words.iter().any(|word| word.split('-').next() == Some(rank));
    let is_of_rank = ranks.iter().all(|rank| has_rank(&role, rank) == has_rank(&told, rank));
    !told.is_empty() && is_of_rank && told.iter().all(|word| role.contains(word))
}

/// The roles stated beside one mention.
fn stated_at(context: &Context<'_>, name: Span, nouns: Nouns) -> Vec<(Worth, Span)> {
    let Some(phrase) = context.phrase_of(name) else { return Vec::new() };
    let (first, end) = phrase.place(name);
    if first >= end {
        return Vec::new();
    }
    let before = title(phrase, first, end, nouns).map(|role| (worth(context.text, role, true), role));
    let quoted = context.text.is_quoted(name.start);
    let after = if quoted { None } else { apposed(phrase, first, end, nouns).or_else(|| copula(phrase, first, end, nouns)) };
    after.map(|role| (worth(context.text, role, false), role)).into_iter().chain(before).collect()
}

fn worth(text: &Text<'_>, role: Span, is_title: bool) -> Worth {
    let mut words = text.words_in(role).map(|word| text.lower(word));
    let count = words.clone().count();
    let has_office = words.any(|word| ends_in(word, Class::Role) || ends_in(word, Class::Body));
    match count {
        _ if !has_office => Worth::Tie,
        0 | 1 if is_title => Worth::Bare,
        0 | 1 => Worth::Short,
        _ => Worth::Full,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::scene::{Scene, check};

    fn roles(marked: &str) -> Vec<String> {
        let scene = Scene::new(marked);
        scene.look(|context| {
            let roles = (0..context.referents.all.len()).filter_map(|at| role(context, at));
            roles.map(|role| role.of(&scene.text).to_owned()).collect()
        })
    }

    #[test]
    fn every_case_has_the_roles_that_it_says() {
        check(include_str!("../cases/roles.tsv"), |marked| {
            let found = roles(marked);
            if found.is_empty() { "-".to_owned() } else { found.join("; ") }
        });
    }

    #[test]
    fn descriptions_that_say_what_a_role_says() {
        let same = |description: &str, role: &str| {
            let text = format!("{description} {role}");
            says_the_same(&Text::new(&text), Span::new(0, description.len()), Span::new(description.len() + 1, text.len()))
        };
        assert!(same("The governor", "New Jersey Gov."));
        assert!(same("the Republican nominee", "Republican presidential nominee"));
        assert!(!same("the Democratic nominee", "Republican presidential nominee"));
        assert!(!same("the", "Republican presidential nominee"));
        assert!(same("the minister", "environment minister of Wendmark"));
        assert!(!same("the minister", "prime minister"));
        assert!(same("The PM", "Prime Minister"));
        assert!(same("the premier", "Prime Minister"));
        assert!(!same("the premier", "environment minister"));
        assert!(!same("The nominee", "vice-presidential nominee"));
    }

    #[test]
    fn no_text_makes_it_panic() {
        let parts = [
            "é",
            "president ",
            "[PER Ana]",
            "[ORG Acmé]",
            ", ",
            "the ",
            "'s ",
            " of ",
            "“",
            "”",
            ". ",
            "\n\n",
            " is a ",
            "(",
            "’s",
            "–",
            "and ",
        ];
        let mut state = 7_u64;
        for _ in 0..3000 {
            let mut text = String::new();
            for _ in 0..12 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text.push_str(parts[usize::try_from(state >> 33).unwrap() % parts.len()]);
            }
            for found in roles(&text) {
                assert!(!found.trim().is_empty());
            }
        }
    }
}
