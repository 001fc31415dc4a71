//! Any flat records as CSV.

use std::io::Write;

use serde::Serialize;

/// Writes rows with a header line.
///
/// # Errors
///
/// When the place written to rejects it.
pub(crate) fn write_items<R: Serialize>(to: impl Write, rows: impl IntoIterator<Item = R>) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(to);
    rows.into_iter().try_for_each(|row| writer.serialize(row))?;
    writer.flush().map_err(Into::into)
}
