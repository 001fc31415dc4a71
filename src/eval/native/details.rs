//! The fields of a claim besides its parts, as JSON: `via`, `cites`, `said`, `dates`, `quantities`, each with the fields of the record.
//!
//! Gold without any of them was not labelled that far, whereas an empty list of dates says that there are none.

use serde::{Deserialize, Serialize};

use crate::eval::labels::{Details, QuantityLabel, Quoter, TimeLabel};
use crate::record::{Bound, Place};

/// Words at one place.
#[derive(Serialize, Deserialize)]
pub(super) struct Run {
    text: Option<String>,
    start: usize,
    end: usize,
}

#[derive(Serialize, Deserialize)]
struct Time {
    #[serde(flatten)]
    run: Run,
    timex: String,
}

#[derive(Serialize, Deserialize)]
struct Quantity {
    #[serde(flatten)]
    run: Run,
    value: f64,
    unit: Option<String>,
    bound: Option<Bound>,
}

/// The fields, without the role, which is stored with the speaker.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct RawDetails {
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<Run>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cites: Option<Run>,
    #[serde(skip_serializing_if = "Option::is_none")]
    said: Option<Time>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dates: Option<Vec<Time>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quantities: Option<Vec<Quantity>>,
}

impl Run {
    pub(super) fn new(quoter: &Quoter, place: Place) -> Self {
        Self { text: quoter.words(place).map(str::to_owned), start: place.start, end: place.end }
    }

    pub(super) const fn place(&self) -> Place {
        Place { start: self.start, end: self.end }
    }

    pub(super) fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }
}

impl RawDetails {
    pub(super) fn new(quoter: &Quoter, details: &Details) -> Self {
        let run = |place: Place| Run::new(quoter, place);
        let time = |time: &TimeLabel| Time { run: run(time.place), timex: time.timex.clone() };
        let quantity = |number: &QuantityLabel| {
            let QuantityLabel { place, value, ref unit, bound } = *number;
            Quantity { run: run(place), value, unit: unit.clone(), bound }
        };
        Self {
            via: details.via.map(run),
            cites: details.cites.map(run),
            said: details.said.as_ref().map(time),
            dates: Some(details.dates.iter().map(time).collect()),
            quantities: Some(details.quantities.iter().map(quantity).collect()),
        }
    }

    /// The labels, if any, and everything that is wrong with them.
    pub(super) fn labels(self, quoter: &Quoter, role: Option<String>) -> (Option<Details>, Vec<String>) {
        let Self { via, cites, said, dates, quantities } = self;
        let are_there = role.is_some() || via.is_some() || cites.is_some() || said.is_some() || dates.is_some() || quantities.is_some();
        let (dates, quantities) = (dates.unwrap_or_default(), quantities.unwrap_or_default());
        let named = |name: &'static str, run: &Option<Run>| run.as_ref().and_then(|run| fault(quoter, name, run));
        let times = said.iter().map(|time| ("said", &time.run)).chain(dates.iter().map(|time| ("dates", &time.run)));
        let numbers = quantities.iter().map(|number| ("quantities", &number.run));
        let faults = [named("via", &via), named("cites", &cites)].into_iter().flatten();
        let faults = faults.chain(times.chain(numbers).filter_map(|(name, run)| fault(quoter, name, run))).collect();
        let time = |time: Time| TimeLabel { place: time.run.place(), timex: time.timex };
        let quantity = |Quantity { run, value, unit, bound }: Quantity| QuantityLabel { place: run.place(), value, unit, bound };
        let details = Details {
            role,
            via: via.map(|run| run.place()),
            cites: cites.map(|run| run.place()),
            said: said.map(time),
            dates: dates.into_iter().map(time).collect(),
            quantities: quantities.into_iter().map(quantity).collect(),
        };
        (are_there.then_some(details), faults)
    }
}

fn fault(quoter: &Quoter, name: &str, run: &Run) -> Option<String> {
    Some(format!("{name}: {}", quoter.fault(run.place(), run.text())?))
}
