//! One of several shares of the input, for as many runs in parallel.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use super::{Form, Member, Origin};

/// The `number`-th of `of` shares of the input. Every article is in exactly one share, which depends only on its file's path within the folder
/// given, and on its place in a file that holds many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    number: u64,
    of: u64,
}

impl Share {
    /// The `number`-th of `of` shares, counted from 1; `None` where there is no such share.
    #[must_use]
    pub fn new(number: u64, of: u64) -> Option<Self> {
        (1..=of).contains(&number).then_some(Self { number, of })
    }

    /// Whether the share holds a whole file, or a member of one.
    pub(super) fn holds(self, id: &str, member: Option<Member>) -> bool {
        let mut hasher = Sha256::new();
        hasher.update(id.as_bytes());
        if let Some(member) = member {
            hasher.update(b"\0");
            hasher.update(member.number().to_le_bytes());
        }
        let hash = hasher.finalize().iter().take(8).fold(0, |value, &byte| value << 8 | u64::from(byte));
        hash % self.of == self.number - 1
    }

    /// Whether the share may hold articles of an origin. For a file of one article its name decides; any other has to be looked into.
    #[must_use]
    pub(crate) fn may_hold(self, origin: &Origin) -> bool {
        let form = origin.form.or_else(|| Form::of_ending(origin.file()?));
        let is_one = matches!(form, Some(Form::Text | Form::Markdown | Form::Html));
        !is_one || self.holds(&origin.id, None)
    }
}

impl FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let numbers = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        let share = numbers.and_then(|(number, of)| Self::new(number, of));
        share.ok_or_else(|| "expected K/N, the K-th of N shares, such as 1/3, 2/3 and 3/3".to_owned())
    }
}

impl fmt::Display for Share {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.number, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_in_one_share_and_shares_are_alike_in_size() {
        let shares = [1, 2, 3].map(|number| Share::new(number, 3).unwrap());
        let mut sizes = [0; 3];
        for line in 1..=3000 {
            let holding: Vec<usize> = (0..3).filter(|&at| shares[at].holds("in/articles", Some(Member::Line(line)))).collect();
            assert_eq!(holding.len(), 1);
            sizes[holding[0]] += 1;
        }
        assert!(sizes.iter().all(|size| (900..1100).contains(size)), "{sizes:?}");
    }

    #[test]
    fn what_is_no_share_is_refused() {
        assert_eq!("2/3".parse(), Ok(Share { number: 2, of: 3 }));
        for text in ["", "0/3", "4/3", "1/0", "1", "1/3/3", "-1/3", "a/b"] {
            assert!(text.parse::<Share>().is_err(), "{text}");
        }
    }
}
