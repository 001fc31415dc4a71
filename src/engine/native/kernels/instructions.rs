//! Integer products, the only code that is written by hand for each kind of processor.
//!
//! All implementations give the same sums to the bit, because nothing can overflow: see [`crate::MAX_ACTIVATION`] and [`crate::MAX_WEIGHT`].

use crate::LANES;

/// For every row, the sums of every panel's columns.
pub(crate) type Tile<const R: usize, const P: usize> = [[[i32; LANES]; P]; R];

/// The products for one kind of processor. A value of an implementing type proves that the processor has the instructions.
///
/// A tile is the product of `R` rows with `P` panels of [`LANES`] columns each. A panel's values are stored group by group. Each row value is used
/// for `P` panels and each panel value for `R` rows, and all sums stay in registers.
pub(crate) trait Instructions: Copy {
    /// Sums of products of unsigned with signed bytes. Groups hold four bytes; a row is a multiple of two groups.
    fn bytes<const R: usize, const P: usize>(self, rows: [&[u8]; R], panels: [&[i8]; P]) -> Tile<R, P>;

    /// Sums of products of signed 16-bit numbers. Groups hold two.
    fn words<const R: usize, const P: usize>(self, rows: [&[i16]; R], panels: [&[i16]; P]) -> Tile<R, P>;
}

/// Returns how many steps of `values` numbers a row holds, after checking that rows are equally long and panels match them.
#[inline(always)]
pub(crate) fn steps<Row, Panel>(rows: &[&[Row]], panels: &[&[Panel]], values: usize) -> usize {
    let length = rows[0].len();
    let fits = length.is_multiple_of(values)
        && rows.iter().all(|row| row.len() == length)
        && panels.iter().all(|panel| panel.len() == length * LANES);
    assert!(fits, "rows of other lengths than the panels");
    length / values
}
