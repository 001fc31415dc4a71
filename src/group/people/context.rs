//! Which articles are about the same, because they share names that few others have or come from one outlet within a month; and which country they
//! are about.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use super::country::Homes;
use super::sightings::Sightings;

/// A name is rare if at most this many articles have it, or at most one in [`RARE_SHARE`].
const RARE: usize = 4;
const RARE_SHARE: usize = 40;

/// Articles of one outlet at most this many days apart belong together.
const DAYS: i32 = 31;

/// What articles are about, by the articles' indices in the order of their ids.
pub(super) struct Context {
    /// The rare names of every article.
    names: Vec<Vec<u32>>,
    /// The articles of every rare name.
    articles: Vec<Vec<usize>>,
    /// The site and day of each article.
    places: Vec<(Option<String>, Option<Date>)>,
    /// The indices of the rare names.
    numbers: HashMap<String, u32>,
    homes: Homes,
}

impl Context {
    pub(super) fn new(sightings: &Sightings) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for name in sightings.articles.values().flat_map(|seen| &seen.names) {
            *counts.entry(name).or_default() += 1;
        }
        let most = RARE.max(sightings.articles.len() / RARE_SHARE);
        let mut context =
            Self { names: Vec::new(), articles: Vec::new(), places: Vec::new(), numbers: HashMap::new(), homes: Homes::new(sightings) };
        for (at, seen) in sightings.articles.values().enumerate() {
            let mut own = Vec::new();
            for name in seen.names.iter().filter(|name| (2..=most).contains(&counts[name.as_str()])) {
                let next = u32::try_from(context.numbers.len()).unwrap_or(u32::MAX);
                let number = *context.numbers.entry(name.clone()).or_insert(next);
                context.articles.resize_with(context.numbers.len(), Vec::new);
                context.articles[number as usize].push(at);
                own.push(number);
            }
            context.names.push(own);
            context.places.push((seen.host.clone(), seen.day));
        }
        context
    }

    /// The countries that articles are about.
    pub(super) fn homes(&self) -> &Homes {
        &self.homes
    }

    /// Whether an article is about the same as one of some others, not counting `name`.
    pub(super) fn is_near(&self, article: usize, others: &Others, name: &str) -> bool {
        self.shares(2, article, others, name) || self.is_of_one_time(article, others)
    }

    /// As [`Self::is_near`], but one shared rare name is enough: for names that hardly anyone else can be meant by.
    pub(super) fn is_rather_near(&self, article: usize, others: &Others, name: &str) -> bool {
        self.shares(1, article, others, name) || self.is_of_one_time(article, others)
    }

    /// Whether an article shares at least `least` rare names with one of some others, not counting `name`.
    fn shares(&self, least: usize, article: usize, others: &Others, name: &str) -> bool {
        self.shared(article, name).into_iter().any(|(other, shared)| shared >= least && others.articles.contains(&other))
    }

    /// How many rare names an article shares with each other article, not counting `name`.
    pub(super) fn shared(&self, article: usize, name: &str) -> HashMap<usize, usize> {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for (_, other) in self.neighbours(article, name) {
            *shared.entry(other).or_default() += 1;
        }
        shared
    }

    fn is_of_one_time(&self, article: usize, others: &Others) -> bool {
        let (Some(host), Some(day)) = &self.places[article] else { return false };
        let Some(days) = others.days.get(host) else { return false };
        let reach = jiff::Span::new().days(DAYS);
        let (Ok(from), Ok(to)) = (day.checked_sub(reach), day.checked_add(reach)) else { return false };
        days.range(from..=to).next().is_some()
    }

    /// The other articles that share a rare name with an article, each with that name, not counting `name`.
    pub(super) fn neighbours(&self, article: usize, name: &str) -> impl Iterator<Item = (u32, usize)> {
        let own = self.numbers.get(name).copied();
        let names = self.names[article].iter().copied().filter(move |&name| Some(name) != own);
        let pairs = names.flat_map(|name| self.articles[name as usize].iter().map(move |&other| (name, other)));
        pairs.filter(move |&(_, other)| other != article)
    }
}

/// Articles to compare with one.
#[derive(Debug, Clone, Default)]
pub(super) struct Others {
    articles: BTreeSet<usize>,
    days: BTreeMap<String, BTreeSet<Date>>,
}

impl Others {
    pub(super) fn new(articles: impl IntoIterator<Item = usize>, context: &Context) -> Self {
        let mut others = Self::default();
        for article in articles {
            others.articles.insert(article);
            if let (Some(host), Some(day)) = &context.places[article] {
                others.days.entry(host.clone()).or_default().insert(*day);
            }
        }
        others
    }

    pub(super) fn extend(&mut self, more: Self) {
        self.articles.extend(more.articles);
        for (host, days) in more.days {
            self.days.entry(host).or_default().extend(days);
        }
    }

    pub(super) fn articles(&self) -> &BTreeSet<usize> {
        &self.articles
    }
}
