//! A matrix of plain numbers.

/// Rows of equal width, one for every token.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Matrix {
    /// The values, row by row.
    pub values: Vec<f32>,
    /// The length of a row.
    pub width: usize,
}

impl Matrix {
    /// The number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.values.len().checked_div(self.width).unwrap_or(0)
    }

    /// Row `i`.
    #[must_use]
    pub fn row(&self, i: usize) -> &[f32] {
        &self.values[i * self.width..(i + 1) * self.width]
    }

    /// A range of rows, copied.
    #[must_use]
    pub(crate) fn part(&self, rows: std::ops::Range<usize>) -> Self {
        Self { values: self.values[rows.start * self.width..rows.end * self.width].to_vec(), width: self.width }
    }

    /// The mean of some columns over some rows; zeros for no rows.
    #[must_use]
    pub(crate) fn mean(&self, rows: std::ops::Range<usize>, columns: std::ops::Range<usize>) -> Vec<f32> {
        let mut mean = vec![0.0; columns.len()];
        for row in rows.clone() {
            for (total, value) in mean.iter_mut().zip(&self.row(row)[columns.clone()]) {
                *total += value;
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "a span's length is small")]
        let count = rows.len().max(1) as f32;
        for total in &mut mean {
            *total /= count;
        }
        mean
    }
}
