//! The bootstrap: how far figures would vary with other articles.

use rayon::prelude::*;

use super::counts::Counts;

/// A figure's 95 % interval, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Interval {
    /// The 2.5 % quantile.
    pub low: f64,
    /// The 97.5 % quantile.
    pub high: f64,
}

/// The result of a paired comparison of two series of counts by F1.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub(crate) struct Comparison {
    /// The first's F1, 0 to 1.
    pub first: f64,
    /// The second's F1, 0 to 1.
    pub second: f64,
    /// The second's F1 minus the first's, -1 to 1.
    pub difference: f64,
    /// The difference's 95 % interval.
    pub interval: Interval,
    /// The probability of a difference at least this far from 0 if there is none, two-sided.
    pub p: f64,
}

/// Samples of articles drawn with replacement; the same seed gives the same samples with any number of threads.
#[derive(Debug, Clone, Copy)]
pub struct Bootstrap {
    /// The number of samples.
    pub samples: usize,
    /// The random seed.
    pub seed: u64,
}

impl Bootstrap {
    /// The percentile interval of F1 for every column of counts; `columns[c][a]` are the counts of article `a` (Efron and Tibshirani 1993, chapter
    /// 13). `None` where no sample has a case.
    #[must_use]
    pub(crate) fn intervals(self, columns: &[Vec<Counts>]) -> Vec<Option<Interval>> {
        let draws = self.draw(columns);
        (0..columns.len()).map(|column| interval(draws.iter().filter_map(|sums| sums[column].f1()).collect())).collect()
    }

    /// Compares the F1 of two series of counts over the same articles, both summed over the same samples (Koehn 2004). The p-value is twice the
    /// smaller share of samples on either side of 0, with the original sample counted on both.
    #[must_use]
    pub(crate) fn compare(self, first: &[Counts], second: &[Counts]) -> Option<Comparison> {
        let total = |counts: &[Counts]| counts.iter().copied().fold(Counts::default(), |sum, more| sum + more).f1();
        let (first_f1, second_f1) = (total(first)?, total(second)?);
        let difference = second_f1 - first_f1;
        let draws = self.draw(&[first.to_vec(), second.to_vec()]);
        let differences: Vec<f64> = draws.iter().filter_map(|sums| Some(sums[1].f1()? - sums[0].f1()?)).collect();
        let beyond = |is_beyond: fn(f64) -> bool| differences.iter().filter(|&&difference| is_beyond(difference)).count() + 1;
        let fewer = beyond(|difference| difference <= 0.0).min(beyond(|difference| difference >= 0.0));
        let p = super::counts::share(2 * fewer as u64, differences.len() as u64 + 1)?.min(1.0);
        Some(Comparison { first: first_f1, second: second_f1, difference, interval: interval(differences)?, p })
    }

    /// The sums of every column in every sample.
    fn draw(self, columns: &[Vec<Counts>]) -> Vec<Vec<Counts>> {
        let articles = columns.first().map_or(0, Vec::len);
        let sample = |number: usize| {
            let mut chance = fastrand::Rng::with_seed(self.seed.wrapping_add(number as u64));
            let mut times = vec![0_u64; articles];
            (0..articles).for_each(|_| times[chance.usize(..articles)] += 1);
            let sum = |column: &Vec<Counts>| {
                column.iter().zip(&times).fold(Counts::default(), |sum, (counts, &times)| Counts {
                    matched: sum.matched + times * counts.matched,
                    gold: sum.gold + times * counts.gold,
                    predicted: sum.predicted + times * counts.predicted,
                })
            };
            columns.iter().map(sum).collect()
        };
        (0..self.samples).into_par_iter().map(sample).collect()
    }
}

fn interval(mut values: Vec<f64>) -> Option<Interval> {
    values.sort_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    Some(Interval { low: values[last * 25 / 1000], high: values[(last * 975).div_ceil(1000)] })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOTSTRAP: Bootstrap = Bootstrap { samples: 500, seed: 1 };

    fn articles(matched: usize) -> Vec<Counts> {
        (0..40).map(|at| Counts::new(matched + at % 3, 10, 10)).collect()
    }

    #[test]
    fn an_interval_holds_its_figure_and_narrows_to_it() {
        let interval = BOOTSTRAP.intervals(&[articles(5)])[0].unwrap();
        assert!(interval.low < 0.6 && 0.6 < interval.high, "{interval:?}");
        let same = BOOTSTRAP.intervals(&[vec![Counts::new(1, 2, 2); 9]])[0].unwrap();
        assert_eq!((same.low, same.high), (0.5, 0.5));
        assert_eq!(BOOTSTRAP.intervals(&[vec![Counts::default(); 3]]), [None]);
        assert_eq!(BOOTSTRAP.intervals(&[vec![]]), [None]);
    }

    #[test]
    fn a_better_one_is_told_from_an_equal_one() {
        let better = BOOTSTRAP.compare(&articles(4), &articles(6)).unwrap();
        assert!(better.difference > 0.1 && better.p < 0.01 && better.interval.low > 0.0, "{better:?}");
        let equal = BOOTSTRAP.compare(&articles(4), &articles(4)).unwrap();
        assert_eq!((equal.difference, equal.p), (0.0, 1.0));
        let worse = BOOTSTRAP.compare(&articles(6), &articles(4)).unwrap();
        assert!((worse.difference + better.difference).abs() < 1e-12);
    }
}
