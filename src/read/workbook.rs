//! Workbooks (Office Open XML): one article per row of every sheet that has a column for the text.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Seek, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxCellReader, XlsxError, open_workbook_from_rs};
use serde_json::{Map, Value};
use tempfile::SpooledTempFile;

use super::entry::{Reading, Readings};
use super::stream::Meter;
use super::{Member, Origin, Problem, Settings, fields, package};

/// Rows of up to this size in total, in bytes, stay in memory.
const IN_MEMORY: usize = 4 << 20;
/// Whole numbers below this one are exact as floating point numbers.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;

/// The articles of a workbook. Its rows are first written to a temporary file, so that only the workbook's table of strings is held in memory as a
/// whole, and only while they are being written.
pub(super) fn read(file: File, origin: &Origin, settings: &Arc<Settings>, meter: &Meter) -> Result<Readings, Problem> {
    package::check(&file)?;
    // A workbook that crashes its reader is one failure, not the end of the run.
    let spooled = catch_unwind(AssertUnwindSafe(|| Spool::of(file, settings))).map_err(|_| Problem::Internal)??;
    let Spool { mut lines, sheets, rows } = spooled;
    lines.rewind()?;
    Ok(Box::new(Rows {
        lines: BufReader::new(lines),
        is_of_several: sheets > 1,
        bytes_per_row: origin.bytes.checked_div(rows).unwrap_or_default(),
        meter: meter.clone(),
        id: origin.id.clone(),
        settings: Arc::clone(settings),
    }))
}

/// The rows of a workbook, each a line of JSON: its sheet, its number, and its record, or null where that is too large.
struct Spool {
    lines: SpooledTempFile,
    /// How many sheets have a column of texts.
    sheets: u32,
    rows: u64,
}

type Line = (u32, u64, Option<Map<String, Value>>);

impl Spool {
    fn of(file: File, settings: &Settings) -> Result<Self, Problem> {
        let mut workbook: Xlsx<_> = open_workbook_from_rs(BufReader::new(file)).map_err(problem)?;
        let mut spool = Self { lines: tempfile::spooled_tempfile(IN_MEMORY), sheets: 0, rows: 0 };
        let mut unread = None;
        for (number, name) in (1..).zip(workbook.sheet_names()) {
            let Ok(cells) = workbook.worksheet_cells_reader(&name) else { continue };
            match spool.add(number, Cells { cells: Some(cells), next: None }, settings) {
                Err(problem @ Problem::NoColumn { .. }) => drop(unread.get_or_insert(problem)),
                added => added?,
            }
        }
        if spool.sheets > 0 { Ok(spool) } else { Err(unread.unwrap_or(Problem::Empty)) }
    }

    /// Adds the rows of a sheet.
    fn add(&mut self, sheet: u32, mut cells: Cells<'_>, settings: &Settings) -> Result<(), Problem> {
        let Some((first, header)) = cells.next_row()? else { return Ok(()) };
        let header: BTreeMap<u32, String> = header.into_iter().filter_map(|(column, name)| Some((column, plain(&name)?))).collect();
        let names: Vec<&str> = header.values().map(String::as_str).collect();
        let record = header.values().map(|name| (name.clone(), Value::String(String::new()))).collect();
        fields::check_columns(&record, &names.join(", "), settings)?;
        self.sheets += 1;
        let mut lines = BufWriter::new(&mut self.lines);
        while let Some((row, values)) = cells.next_row()? {
            let record = values.into_iter().filter_map(|(column, value)| Some((header.get(&column)?.clone(), value))).collect();
            let number = u64::from(row.saturating_sub(first));
            let mut line = serde_json::to_vec(&(sheet, number, Some::<Map<_, _>>(record))).map_err(std::io::Error::from)?;
            if line.len() as u64 > settings.largest_record() {
                let line_without: Line = (sheet, number, None);
                line = serde_json::to_vec(&line_without).map_err(std::io::Error::from)?;
            }
            lines.write_all(&line)?;
            lines.write_all(b"\n")?;
            self.rows += 1;
        }
        lines.flush()?;
        Ok(())
    }
}

/// The number of a row, and its values with their columns.
type SheetRow = (u32, Vec<(u32, Value)>);

/// The cells of a sheet, row by row.
struct Cells<'a> {
    /// `None` after the last one.
    cells: Option<XlsxCellReader<'a, BufReader<File>>>,
    /// The first cell of the next row.
    next: Option<(u32, u32, Value)>,
}

impl Cells<'_> {
    /// The next row that is not empty.
    fn next_row(&mut self) -> Result<Option<SheetRow>, Problem> {
        let first = match self.next.take() {
            Some(first) => first,
            None => match self.next_cell()? {
                Some(cell) => cell,
                None => return Ok(None),
            },
        };
        let (row, mut values) = (first.0, vec![(first.1, first.2)]);
        while let Some((of, column, value)) = self.next_cell()? {
            if of != row {
                self.next = Some((of, column, value));
                break;
            }
            values.push((column, value));
        }
        Ok(Some((row, values)))
    }

    /// The next cell that is not empty.
    fn next_cell(&mut self) -> Result<Option<(u32, u32, Value)>, Problem> {
        while let Some(cells) = &mut self.cells {
            match cells.next_cell().map_err(problem)? {
                None => self.cells = None,
                Some(cell) => {
                    let ((row, column), value) = (cell.get_position(), value(cell.get_value()));
                    if !value.is_null() {
                        return Ok(Some((row, column, value)));
                    }
                }
            }
        }
        Ok(None)
    }
}

/// A cell's value as JSON: days and times in ISO 8601; null for empty cells and errors.
fn value(cell: &DataRef<'_>) -> Value {
    match cell {
        DataRef::Int(number) => (*number).into(),
        DataRef::Float(number) => number_of(*number),
        DataRef::Bool(truth) => (*truth).into(),
        DataRef::DateTime(time) if time.is_duration() => number_of(time.as_f64()),
        DataRef::DateTime(time) => iso(time).into(),
        DataRef::SharedString(text) => (*text).into(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.as_str().into(),
        DataRef::Error(_) | DataRef::Empty => Value::Null,
    }
}

/// A number, without a decimal point where it is whole, since ids and years are numbers too.
fn number_of(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < LARGEST_WHOLE {
        #[expect(clippy::cast_possible_truncation, reason = "it is whole and small enough")]
        return (number as i64).into();
    }
    number.into()
}

/// A day, or a day with a time other than midnight.
fn iso(time: &ExcelDateTime) -> String {
    match time.to_ymd_hms_milli() {
        (year, month, day, 0, 0, 0, _) => format!("{year:04}-{month:02}-{day:02}"),
        (year, month, day, hour, minute, second, _) => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"),
    }
}

/// The name of a column; `None` where it is empty.
fn plain(name: &Value) -> Option<String> {
    let name = name.as_str().map_or_else(|| name.to_string(), |name| name.trim().to_owned());
    (!name.is_empty()).then_some(name)
}

/// Articles row by row.
struct Rows {
    lines: BufReader<SpooledTempFile>,
    is_of_several: bool,
    bytes_per_row: u64,
    meter: Meter,
    id: String,
    settings: Arc<Settings>,
}

impl Rows {
    fn next_line(&mut self) -> Result<Option<Line>, Problem> {
        let mut line = Vec::new();
        self.lines.read_until(b'\n', &mut line)?;
        if line.is_empty() { Ok(None) } else { Ok(Some(serde_json::from_slice(&line).map_err(std::io::Error::from)?)) }
    }
}

impl Iterator for Rows {
    type Item = Reading;

    fn next(&mut self) -> Option<Reading> {
        loop {
            let (sheet, row, record) = match self.next_line().transpose()? {
                Ok(line) => line,
                Err(problem) => return Some(Reading::whole(Err(problem))),
            };
            self.meter.add(self.bytes_per_row);
            let (member, id) = if self.is_of_several {
                (Member::SheetRow { sheet, row }, format!("{}-{sheet}-{row}", self.id))
            } else {
                (Member::Row(row), format!("{}-{row}", self.id))
            };
            if self.settings.wants(&self.id, Some(member)) {
                let article = record.ok_or_else(|| self.settings.too_large());
                let article = article.and_then(|record| fields::article(&record, || id, &self.settings));
                return Some(Reading { member: Some(member), article });
            }
        }
    }
}

fn problem(error: XlsxError) -> Problem {
    match error {
        XlsxError::Io(error) if error.raw_os_error().is_some() => Problem::Unreadable(error),
        XlsxError::Password => Problem::Encrypted,
        XlsxError::Zip(error) => package::problem(error),
        error => Problem::Damaged { form: "workbook", message: error.to_string() },
    }
}
