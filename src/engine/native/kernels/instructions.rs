//! Products of integers, the one thing that is written out for every kind of processor.
//!
//! All of them give the same sums to the bit. That holds because nothing can overflow: see [`crate::MAX_ACTIVATION`] and
//! [`crate::MAX_WEIGHT`].

use crate::LANES;

/// For every row the sums of every panel's columns.
pub(crate) type Tile<const R: usize, const P: usize> = [[[i32; LANES]; P]; R];

/// What a kind of processor does in its own way. Who has a value of such a type has made sure of the instructions.
///
/// A tile is the product of `R` rows with `P` panels of [`LANES`] columns each, whose values lie group by group. Every value that is loaded is
/// used `R` or `P` times, and all sums stay in registers.
pub(crate) trait Instructions: Copy {
    /// Sums of products of unsigned with signed bytes; groups are of four, and a row is a multiple of two groups.
    fn bytes<const R: usize, const P: usize>(self, rows: [&[u8]; R], panels: [&[i8]; P]) -> Tile<R, P>;

    /// Sums of products of signed 16-bit numbers; groups are of two.
    fn words<const R: usize, const P: usize>(self, rows: [&[i16]; R], panels: [&[i16]; P]) -> Tile<R, P>;
}

/// How many times `values` numbers a row holds, after a look at all lengths: rows are equally long, and so are a panel's columns.
#[inline(always)]
pub(crate) fn steps<Row, Panel>(rows: &[&[Row]], panels: &[&[Panel]], values: usize) -> usize {
    let length = rows[0].len();
    let fits = length.is_multiple_of(values)
        && rows.iter().all(|row| row.len() == length)
        && panels.iter().all(|panel| panel.len() == length * LANES);
    assert!(fits, "rows of other lengths than the panels");
    length / values
}
