//! What the article says that someone is.

use std::sync::LazyLock;

use super::anaphora::Context;
use super::phrase::{Phrase, WordList, is_listed, words_of_file};
use super::role_phrases::{apposed, copula};
use super::role_titles::title;
use crate::record::SpeakerKind;
use crate::text::{Span, words};

/// No more mentions than this are looked at: who somebody is stands where the article brings them in.
const MENTIONS: usize = 12;

static ROLES: WordList = LazyLock::new(|| words_of_file(include_str!("words/roles.txt")));
static TIES: WordList = LazyLock::new(|| words_of_file(include_str!("words/ties.txt")));
static BODIES: WordList = LazyLock::new(|| words_of_file(include_str!("words/bodies.txt")));

/// How much a role tells, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    /// "Senator", "Gov.": one word before the name.
    Bare,
    /// "Trump supporter", "a Republican from Ohio".
    Tie,
    /// One word after the name.
    Short,
    /// An office, trade or standing with what goes with it.
    Full,
}

/// Nouns that a role may be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nouns {
    /// For people.
    People,
    /// For organisations.
    Bodies,
}

impl Nouns {
    /// Whether a word, in lower case, is such a noun.
    pub(super) fn hold(self, word: &str) -> bool {
        match self {
            Self::People => is_listed(&ROLES, word) || is_listed(&TIES, word),
            Self::Bodies => is_listed(&BODIES, word),
        }
    }
}

/// Whether a word is a noun for kin, followers or passers-by.
pub(super) fn is_tie(word: &str) -> bool {
    is_listed(&TIES, word)
}

/// The role that the article states for a referent, by its place among [`Referents::all`](super::Referents::all): the words before its
/// name ("Ukrainian president"), in apposition ("director of a research firm"), or after "is". A leading article and pronoun are left out.
///
/// `None` for places, where nothing is stated, and for a place that the context does not have. Of several roles the one that tells most
/// wins; the first one where that is even. What stands in quotation marks is somebody's word and not the article's, and only a title is
/// read there.
#[must_use]
pub fn role(context: &Context<'_>, referent: usize) -> Option<Span> {
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

/// Titles as they are shortened before a name, and in full.
const SHORTENED: [(&str, &str); 6] =
    [("sen", "senator"), ("gov", "governor"), ("rep", "representative"), ("gen", "general"), ("col", "colonel"), ("sgt", "sergeant")];
/// Words of a description that its role need not have.
static OPEN: WordList = LazyLock::new(|| words_of_file("the a an this that his her its their our my former then of for in at on and"));

/// Whether a description, up to its noun, says nothing but what a role says: "the governor", "the Republican nominee" beside "New Jersey
/// Gov.", "Republican presidential nominee".
pub(super) fn says_the_same(text: &str, description: Span, role: Span) -> bool {
    let in_full = |word: &Span| {
        let word = word.of(text).to_lowercase();
        SHORTENED.iter().find(|(short, _)| *short == word).map_or(word, |(_, full)| (*full).to_owned())
    };
    let role: Vec<String> = words(text, role).iter().map(in_full).collect();
    let mut told = words(text, description).into_iter().map(|word| in_full(&word)).filter(|word| !OPEN.contains(word.as_str())).peekable();
    told.peek().is_some() && told.all(|word| role.contains(&word))
}

/// The roles that stand beside one mention.
fn stated_at(context: &Context<'_>, name: Span, nouns: Nouns) -> Vec<(Worth, Span)> {
    let at = context.sentences.partition_point(|sentence| sentence.end <= name.start);
    let Some(sentence) = context.sentences.get(at).filter(|sentence| sentence.contains(name)) else { return Vec::new() };
    let phrase = Phrase::new(context.text, *sentence, context.referents);
    let (first, end) = phrase.place(name);
    if first >= end {
        return Vec::new();
    }
    let before = title(&phrase, first, end, nouns).map(|role| (worth(context.text, role, true), role));
    let quoted = context.quotations.contains(name.start);
    let after = if quoted { None } else { apposed(&phrase, first, end, nouns).or_else(|| copula(&phrase, first, end, nouns)) };
    after.map(|role| (worth(context.text, role, false), role)).into_iter().chain(before).collect()
}

fn worth(text: &str, role: Span, is_title: bool) -> Worth {
    let parts = words(text, role);
    let lower = |word: &Span| word.of(text).to_lowercase();
    let has_office = parts.iter().map(lower).any(|word| is_listed(&ROLES, &word) || is_listed(&BODIES, &word));
    match parts.len() {
        _ if !has_office => Worth::Tie,
        0 | 1 if is_title => Worth::Bare,
        0 | 1 => Worth::Short,
        _ => Worth::Full,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::Referents;
    use crate::resolve::referents::tests::marked;
    use crate::segment::{paragraphs, quotations, sentences};

    fn roles(words: &str) -> Vec<String> {
        let (text, entities) = marked(words);
        let referents = Referents::new(&text, &entities);
        let paragraphs = paragraphs(&text);
        let (sentences, quotations) = (sentences(&text, &paragraphs), quotations(&text, &paragraphs));
        let context = Context {
            text: &text,
            pieces: &[],
            referents: &referents,
            sentences: &sentences,
            paragraphs: &paragraphs,
            quotations: &quotations,
            sources: &[],
        };
        (0..referents.all.len()).filter_map(|at| role(&context, at)).map(|role| role.of(&text).to_owned()).collect()
    }

    /// The role of the last one named that has one; empty where nobody has.
    fn last(words: &str) -> String {
        roles(words).pop().unwrap_or_default()
    }

    #[test]
    fn titles_before_the_name() {
        assert_eq!(last("Ukrainian president [PER Volodymyr Zelensky] left."), "Ukrainian president");
        assert_eq!(last("[LOC Malaysia]'s Prime Minister, [PER Najib Razak], left."), "Malaysia's Prime Minister");
        assert_eq!(last("Former [ORG Acme] engineer [PER Bo Chen] left."), "Former Acme engineer");
        assert_eq!(last("It hurt fellow Sen. [PER Bo Chen] most."), "Sen.");
        assert_eq!(last("It met the longtime [PER Lee] family lawyer [PER Bo Chen] there."), "longtime Lee family lawyer");
        assert_eq!(last("Then Secretary of State [PER Ana Lee] left."), "Then Secretary of State");
        assert_eq!(last("The firm's chief executive, [PER Ana Lee], left."), "chief executive");
        assert_eq!(last("The director of the [ORG Acme Institute], [PER Ana Lee], left."), "director of the Acme Institute");
        assert_eq!(last("The board told campaign manager [PER Ana Lee] so."), "campaign manager");
        assert_eq!(last("Co-founder and chief executive Dr. [PER Ana Lee] left."), "Co-founder and chief executive");
        assert_eq!(last("[LOC Texas] Gov. [PER Bo Chen] left."), "Texas Gov.");
    }

    #[test]
    fn apposition_after_the_name() {
        let firm = "[PER Ana Lee], director of a security analysis firm [ORG Korea Risk Group], said so.";
        assert_eq!(roles(firm), ["director of a security analysis firm Korea Risk Group", "security analysis firm"]);
        assert_eq!(last("[PER Jeff Rathke], the [ORG State Department] spokesperson, said so."), "State Department spokesperson");
        assert_eq!(last("[PER Ana Lee], 45, a nurse from [LOC Leeds], left."), "nurse from Leeds");
        assert_eq!(
            last("So said [PER Ana Lee], who is a professor of law at [ORG Acme University]."),
            "professor of law at Acme University"
        );
        assert_eq!(last("[PER Ana Lee], a lawyer and mother of two, left."), "lawyer and mother of two");
        assert_eq!(last("[PER Ana Lee], now the party's chairwoman, left."), "chairwoman");
        assert_eq!(last("Sen. [PER Ana Lee], a Republican who left, won."), "Republican");
    }

    #[test]
    fn copula() {
        assert_eq!(last("[PER Ana Lee] is a professor of law at [ORG Acme University]."), "professor of law at Acme University");
        assert_eq!(last("[PER Ana Lee] is not a lawyer."), "");
        assert_eq!(last("“[PER Ana Lee] is a lawyer,” he said."), "");
        assert_eq!(last("If [PER Ana Lee] is the nominee, it ends."), "");
        assert_eq!(last("[PER Ana Lee] is the best candidate."), "");
    }

    #[test]
    fn organisations_too() {
        assert_eq!(last("[ORG Scania], the Swedish truck maker, said so."), "Swedish truck maker");
        assert_eq!(last("[ORG Acme Institute], a [LOC Washington] think tank, said so."), "Washington think tank");
        assert_eq!(last("It was sold to the drugmaker [ORG Acme] then."), "drugmaker");
    }

    #[test]
    fn what_is_no_role() {
        assert_eq!(last("Mr. [PER Lee] met Dr. [PER Chen]."), "");
        assert_eq!(last("The president told [PER Ana Lee] so."), "");
        assert_eq!(last("After [PER Ana Lee], the president is next."), "");
        assert_eq!(last("[PER Ana Lee], the lawyer, [PER Bo Chen], and the judge met."), "");
        assert_eq!(last("Her husband [PER Bo] met them."), "");
        assert_eq!(last("They asked to host [PER Ana Lee]."), "");
    }

    #[test]
    fn descriptions_that_say_what_a_role_says() {
        let same = |description: &str, role: &str| {
            let text = format!("{description} {role}");
            says_the_same(&text, Span::new(0, description.len()), Span::new(description.len() + 1, text.len()))
        };
        assert!(same("The governor", "New Jersey Gov."));
        assert!(same("the Republican nominee", "Republican presidential nominee"));
        assert!(!same("the Democratic nominee", "Republican presidential nominee"));
        assert!(!same("the", "Republican presidential nominee"));
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
