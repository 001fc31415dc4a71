//! The values of time expressions.

use jiff::civil::Date;
use serde::Deserialize;

use super::period::{Period, PeriodPart};
use crate::record::Bound;
use crate::text::Span;

/// A time expression with its position and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeExpression {
    /// Its span in bytes.
    pub span: Span,
    /// Its value.
    pub value: TimeValue,
}

/// The value of a time expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimeValue {
    /// A period of the calendar.
    Calendar(Period),
    /// A part of a period: early in May, the end of 1990.
    Partial {
        /// The whole period.
        period: Period,
        /// Which part.
        part: PeriodPart,
        /// Its first and last day.
        days: Option<(Date, Date)>,
    },
    /// From one time to another, open where one is missing: since May.
    Range {
        /// The TIMEX3 value: that of the only end that is named, or `begin/end`.
        timex: String,
        /// The first day.
        first: Option<Date>,
        /// The last day.
        last: Option<Date>,
    },
    /// A length of time.
    Duration {
        /// The length in ISO 8601, with X for an unspecified number: P3D, PXY.
        timex: String,
        /// The side of the length on which the true one lies.
        bound: Option<Bound>,
        /// The days that it covers, where the words fix them: the past two months.
        days: Option<(Date, Date)>,
    },
    /// Some time in the past: recently.
    Past,
    /// The present, with the day of publication: now.
    Present(Option<Date>),
    /// Some time in the future: soon.
    Future,
    /// A recurring time, with its interval in ISO 8601: every week.
    Set(String),
    /// A time whose day depends on something the text does not say, as TIMEX3 with X for what is missing: XXXX-05.
    Undated(String),
}

/// A time relative to the present.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Reference {
    Past,
    Present,
    Future,
}

impl Reference {
    pub(super) const fn value(self, now: Option<Date>) -> TimeValue {
        match self {
            Self::Past => TimeValue::Past,
            Self::Present => TimeValue::Present(now),
            Self::Future => TimeValue::Future,
        }
    }
}

impl TimeValue {
    /// The value in the TIMEX3 scheme of `TimeML` (ISO 8601 with additions): `1998-01-08`, `1998-W02`, `P3D`, `PAST_REF`.
    #[must_use]
    pub fn timex(&self) -> String {
        match self {
            Self::Calendar(period) | Self::Partial { period, .. } => period.timex(),
            Self::Range { timex, .. } | Self::Duration { timex, .. } | Self::Set(timex) | Self::Undated(timex) => timex.clone(),
            Self::Past => "PAST_REF".to_owned(),
            Self::Present(_) => "PRESENT_REF".to_owned(),
            Self::Future => "FUTURE_REF".to_owned(),
        }
    }

    /// The first day; `None` where the expression does not say, or depends on an unknown day of publication.
    #[must_use]
    pub fn first_day(&self) -> Option<Date> {
        match self {
            Self::Calendar(period) => period.first(),
            Self::Range { first, .. } => *first,
            Self::Partial { days, .. } | Self::Duration { days, .. } => days.map(|(first, _)| first),
            Self::Present(day) => *day,
            Self::Past | Self::Future | Self::Set(_) | Self::Undated(_) => None,
        }
    }

    /// The last day, inclusive; `None` as with [`first_day`](Self::first_day).
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        match self {
            Self::Calendar(period) => period.last(),
            Self::Range { last, .. } => *last,
            Self::Partial { days, .. } | Self::Duration { days, .. } => days.map(|(_, last)| last),
            Self::Present(day) => *day,
            Self::Past | Self::Future | Self::Set(_) | Self::Undated(_) => None,
        }
    }

    /// The period, where the expression is one or part of one.
    pub(super) const fn period(&self) -> Option<Period> {
        match self {
            Self::Calendar(period) | Self::Partial { period, .. } => Some(*period),
            _ => None,
        }
    }
}
