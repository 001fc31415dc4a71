//! Claims as a workbook (Office Open XML): a table for sorting and filtering, and a sheet of speakers.

mod cells;
mod speakers;

use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use serde_json::{Map, Value};

use self::cells::{Cell, Style};
use self::speakers::Speakers;
use super::csv::{COLUMNS, Row};
use super::further::FurtherColumns;
use super::gathered::{gathered, whole};
use crate::record::Claim;

/// The most rows in a sheet, its header included.
const MOST_ROWS: u32 = 1 << 20;
/// The widths of columns, in characters, where they differ from the usual one.
const WIDTHS: [(&str, f64); 16] = [
    ("id", 14.0),
    ("article", 24.0),
    ("path", 24.0),
    ("title", 36.0),
    ("url", 30.0),
    ("speaker", 26.0),
    ("speaker_role", 26.0),
    ("source", 26.0),
    ("content", 80.0),
    ("roles", 60.0),
    ("via", 20.0),
    ("cites", 20.0),
    ("dates", 30.0),
    ("quantities", 30.0),
    ("entities", 30.0),
    ("name", 36.0),
];
const USUAL_WIDTH: f64 = 13.0;
/// The columns whose text wraps instead of being cut off at the next column.
const WRAPPED: [&str; 2] = ["content", "roles"];

/// Writes the claims that `lines` holds as JSON Lines to a workbook with the columns of the CSV. The file appears under its name only when it is
/// complete. `further` lists additional columns. Returns the number of cells that were cut because Excel cannot hold them.
///
/// No cell is ever a formula, whatever it begins with. Claims that do not fit on a sheet continue on the next.
///
/// # Errors
///
/// When the file cannot be written, or a line is not a claim.
pub fn write_workbook(lines: &Path, target: &Path, further: &FurtherColumns) -> io::Result<u64> {
    whole(target, |file| {
        let mut book = Book::new(target).map_err(into_io)?;
        let columns: Vec<String> = COLUMNS.map(str::to_owned).into_iter().chain(further.names()).collect();
        let mut speakers = Speakers::default();
        book.begin("claims", &columns).map_err(into_io)?;
        for claim in gathered::<Claim>(lines)? {
            let claim = claim?;
            speakers.add(&claim);
            book.write(&record(&claim, further)?).map_err(into_io)?;
        }
        book.end().map_err(into_io)?;
        book.begin("speakers", &speakers::COLUMNS.map(str::to_owned)).map_err(into_io)?;
        for record in speakers.records()? {
            book.write(&record).map_err(into_io)?;
        }
        book.end().map_err(into_io)?;
        book.workbook.save_to_writer(BufWriter::new(file)).map_err(into_io)?;
        Ok(book.shortened)
    })
}

/// A claim's columns by name.
fn record(claim: &Claim, further: &FurtherColumns) -> io::Result<Map<String, Value>> {
    let mut record = cells::record(&Row::from(claim))?;
    record.extend(further.names().zip(further.values(claim)));
    Ok(record)
}

/// A workbook in the making.
struct Book {
    workbook: Workbook,
    folder: PathBuf,
    style: Style,
    header: Format,
    /// The name and columns of the table being written.
    table: (String, Vec<String>),
    /// The number of sheets of that table so far.
    sheets: u32,
    /// The number of rows in the last sheet, its header included.
    rows: u32,
    shortened: u64,
}

impl Book {
    fn new(target: &Path) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        // A fixed day, so that the same claims yield the same bytes.
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
        let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_path_buf();
        let style = Style {
            plain: Format::new().set_align(FormatAlign::Top),
            wrapped: Format::new().set_align(FormatAlign::Top).set_text_wrap(),
            day: Format::new().set_align(FormatAlign::Top).set_num_format("yyyy-mm-dd"),
            link: Format::new().set_align(FormatAlign::Top).set_hyperlink(),
        };
        let header = Format::new().set_bold();
        Ok(Self { workbook, folder, style, header, table: (String::new(), Vec::new()), sheets: 0, rows: 0, shortened: 0 })
    }

    /// Begins a table.
    fn begin(&mut self, name: &str, columns: &[String]) -> Result<(), XlsxError> {
        self.table = (name.to_owned(), columns.to_vec());
        self.sheets = 0;
        self.begin_sheet()
    }

    /// Begins a sheet of the current table, with its header.
    fn begin_sheet(&mut self) -> Result<(), XlsxError> {
        self.sheets += 1;
        let (name, columns) = &self.table;
        // Rows that have been written are kept in an unnamed temporary file beside the workbook.
        self.workbook.set_tempdir(&self.folder)?;
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(if self.sheets == 1 { name.clone() } else { format!("{name} {}", self.sheets) })?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, name) in (0..).zip(columns) {
            let width = WIDTHS.iter().find(|(known, _)| known == name).map_or(USUAL_WIDTH, |(_, width)| *width);
            sheet.set_column_width(column, width)?;
            sheet.write_string_with_format(0, column, name, &self.header)?;
        }
        self.rows = 1;
        Ok(())
    }

    /// Writes a row.
    fn write(&mut self, record: &Map<String, Value>) -> Result<(), XlsxError> {
        if self.rows == MOST_ROWS {
            self.end()?;
            self.begin_sheet()?;
        }
        let (style, row) = (&self.style, self.rows);
        let sheet = last(&mut self.workbook)?;
        for (column, name) in (0..).zip(&self.table.1) {
            let Some(value) = record.get(name) else { continue };
            let cell = Cell::of(name, value);
            self.shortened += u64::from(cell.write(sheet, (row, column), style, WRAPPED.contains(&name.as_str()))?);
        }
        self.rows += 1;
        Ok(())
    }

    /// Ends a sheet by setting its filter to the rows written.
    fn end(&mut self) -> Result<(), XlsxError> {
        let (rows, columns) = (self.rows, u16::try_from(self.table.1.len()).unwrap_or(u16::MAX));
        last(&mut self.workbook)?.autofilter(0, 0, rows - 1, columns.saturating_sub(1))?;
        Ok(())
    }
}

/// The sheet being written.
fn last(workbook: &mut Workbook) -> Result<&mut Worksheet, XlsxError> {
    workbook.worksheets_mut().last_mut().ok_or_else(|| XlsxError::ParameterError("a workbook without a sheet".to_owned()))
}

/// Unwraps the error of the place written to, so that a full disk is recognised as one.
fn into_io(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        error => io::Error::other(error),
    }
}
