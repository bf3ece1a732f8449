//! The sheets that hold cases.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, FormatBorder, Workbook, Worksheet, XlsxError};

use super::cell::{self, Choices};
use super::columns::{Column, columns};
use super::table::{Table, Widths, column_number, for_paper, heading_format};
use crate::case::keys::TOP;
use crate::case::workbook::layout::{self, CASE, CHOICES, FORM, ListSheet};
use crate::case::{Case, Instance, InstanceId};
use crate::ir::{Datum, Record, RecordId, Type};
use crate::schema::words::Words;
use crate::value::Date;
use crate::wording;

/// A workbook in the making.
pub(super) struct Book<'p, 'c> {
    pub words: Words<'p>,
    /// Whether it has a row for each applicant.
    pub several: bool,
    pub cases: &'c [Case],
    /// What the workbook calls each case.
    pub names: BTreeMap<&'c str, &'c str>,
    pub file: Workbook,
    pub choices: Choices,
    pub lists: Vec<ListSheet>,
}

/// A record of a case, with the keys of the case and the records that hold it.
struct Row<'c> {
    path: Vec<String>,
    case: &'c Case,
    id: InstanceId,
}

impl<'p, 'c> Book<'p, 'c> {
    /// What the workbook calls a case.
    pub(super) fn name(&self, case: &'c Case) -> &'c str {
        self.names.get(case.name.as_str()).copied().unwrap_or(&case.name)
    }

    /// What heads a column, or a row, that is no fact of a record.
    fn heading(&self, record: RecordId, name: (&str, &str)) -> String {
        let (name, label) = layout::beside_facts(self.words.program, record, name);
        self.words.of((&name, &label)).to_owned()
    }

    /// The facts of the applicant: one a row, or an applicant a row.
    pub(super) fn applicants(&mut self, day: Option<Date>) -> Result<(), XlsxError> {
        let program = self.words.program;
        let Some(record) = program.record(program.applicant) else { return Ok(()) };
        if !self.several {
            let day = self.cases.first().map(|case| case.applied_on).or(day);
            return self.form(TOP[2], record, Case::APPLICANT, Some(day));
        }
        let cases = self.cases;
        let rows = cases.iter().map(|case| Row { path: vec![self.name(case).to_owned()], case, id: Case::APPLICANT });
        let rows: Vec<Row<'c>> = rows.collect();
        let lead = vec![self.heading(program.applicant, CASE)];
        self.rows((self.words.of(TOP[2]), None), &lead, record, &rows, day)
    }

    /// The parameters, one a row.
    pub(super) fn parameters(&mut self) -> Result<(), XlsxError> {
        let program = self.words.program;
        match program.record(program.parameters).filter(|record| !record.fields.is_empty()) {
            Some(record) => self.form(TOP[1], record, Case::PARAMETERS, None),
            None => Ok(()),
        }
    }

    /// The records of a list, one a row.
    pub(super) fn list(&mut self, at: usize, day: Option<Date>) -> Result<(), XlsxError> {
        let program = self.words.program;
        let Some(list) = self.lists.get(at).cloned() else { return Ok(()) };
        let Some(record) = program.record(list.record) else { return Ok(()) };
        let mut lead: Vec<String> = Vec::new();
        let mut next = list.parent;
        while let Some(parent) = next.and_then(|at| self.lists.get(at)) {
            let (name, label) = layout::of_parent(program, list.record, parent.record);
            lead.push(self.words.of((&name, &label)).to_owned());
            next = parent.parent;
        }
        lead.extend(self.several.then(|| self.heading(list.record, CASE)));
        lead.reverse();
        let rows = self.records(at);
        let name = self.words.of((&list.name.0, &list.name.1)).to_owned();
        self.rows((&name, Some(at)), &lead, record, &rows, day)
    }

    /// The records of a list in all cases.
    fn records(&self, at: usize) -> Vec<Row<'c>> {
        let program = self.words.program;
        let Some(list) = self.lists.get(at) else { return Vec::new() };
        let holders = match list.parent {
            None => {
                let case = |case: &'c Case| {
                    let path = if self.several { vec![self.name(case).to_owned()] } else { Vec::new() };
                    Row { path, case, id: Case::APPLICANT }
                };
                self.cases.iter().map(case).collect()
            }
            Some(parent) => {
                let mut holders = self.records(parent);
                let record = self.lists.get(parent).and_then(|list| program.record(list.record));
                for (at, holder) in holders.iter_mut().enumerate() {
                    // Records without key are named by their row, below the headings.
                    let own =
                        record.and_then(|record| self.key(record, holder)).unwrap_or_else(|| (at + 2).to_string());
                    holder.path.push(own);
                }
                holders
            }
        };
        let mut rows = Vec::new();
        for holder in holders {
            let field = holder.case.instance(holder.id).and_then(|own| own.fields.get(list.field.0 as usize));
            let Some(Some(Datum::List(records))) = field else { continue };
            rows.extend(records.iter().map(|id| Row { path: holder.path.clone(), case: holder.case, id: *id }));
        }
        rows
    }

    /// The key of a record as its cell shows it.
    fn key(&self, record: &Record, row: &Row<'_>) -> Option<String> {
        let key = record.key?.0 as usize;
        let datum = row.case.instance(row.id)?.fields.get(key)?.as_ref()?;
        Some(self.words.datum(datum, &record.fields.get(key)?.ty))
    }

    /// A sheet with one fact a row.
    fn form(
        &mut self,
        sheet: (&'static str, &'static str),
        record: &'p Record,
        id: InstanceId,
        day: Option<Option<Date>>,
    ) -> Result<(), XlsxError> {
        let words = self.words;
        let instance = self.cases.first().and_then(|case| case.instance(id));
        let known: Vec<&Instance> = instance.into_iter().collect();
        let columns = columns(words, record, &known, day.flatten());
        let mut widths = Widths::default();
        let day_row = self.heading(words.program.applicant, TOP[0]);
        let page = self.file.add_worksheet();
        page.set_name(words.of(sheet))?;
        page.set_freeze_panes(1, 0)?;
        for_paper(page)?;
        for (at, name) in FORM.iter().enumerate() {
            let at = column_number(at);
            page.write_string_with_format(0, at, words.of(*name), &heading_format())?;
            widths.note(at, words.of(*name));
        }
        let mut row = 1;
        if let Some(day) = day {
            page.write_string(row, 0, &day_row)?;
            let form = cell::format(&Type::Date).set_border(FormatBorder::Thin);
            match day {
                Some(day) => cell::write_date(page, (row, 1), day, &form)?,
                None => drop(page.write_blank(row, 1, &form)?),
            }
            let takes = words.takes(&Type::Date);
            let rule = cell::validation(words, &Type::Date, (&day_row, &takes), &mut self.choices)?;
            page.add_data_validation(row, 1, row, 1, &rule)?;
            page.write_string(row, 3, &takes)?;
            widths.note(0, &day_row);
            row += 1;
        }
        for column in &columns {
            let form = cell::format(column.ty).set_border(FormatBorder::Thin);
            page.write_string(row, 0, &column.heading)?;
            page.write_blank(row, 1, &form)?;
            write_datum(page, (row, 1), column, instance, words, &form)?;
            let takes = about(words, &self.lists, None, (column, None));
            let unit = column.unit.clone().unwrap_or_default();
            let field = column.field;
            let texts = [unit, takes, field.evidence.join("；"), field.decided_by.join("；")];
            for (at, text) in texts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                let at = column_number(at + 2);
                page.write_string(row, at, text)?;
                widths.note(at, text);
            }
            widths.note(0, &column.heading);
            let said = about(words, &self.lists, None, (column, Some(record)));
            let rule = cell::validation(words, column.ty, (&column.heading, &said), &mut self.choices)?;
            page.add_data_validation(row, 1, row, 1, &rule)?;
            row += 1;
        }
        widths.set(page, &[(1, 24)])
    }

    /// A sheet with one record a row.
    fn rows(
        &mut self,
        (name, holder): (&str, Option<usize>),
        lead: &[String],
        record: &'p Record,
        rows: &[Row<'c>],
        day: Option<Date>,
    ) -> Result<(), XlsxError> {
        let words = self.words;
        let instances: Vec<&Instance> = rows.iter().filter_map(|row| row.case.instance(row.id)).collect();
        let columns = columns(words, record, &instances, day);
        // The applicants have their day of application, too.
        let with_day = holder.is_none();
        let day_column = self.heading(words.program.applicant, TOP[0]);
        let mut table = Table::begin(&mut self.file, name)?;
        // What tells the rows apart stays in sight.
        table.page.set_freeze_panes(1, column_number(lead.len()))?;
        for heading in lead {
            table.column(heading, &Type::Text, None)?;
        }
        if with_day {
            let takes = words.takes(&Type::Date);
            let rule = cell::validation(words, &Type::Date, (&day_column, &takes), &mut self.choices)?;
            table.column(&day_column, &Type::Date, Some(&rule))?;
        }
        let first = table.next;
        for column in &columns {
            let said = about(words, &self.lists, holder, (column, Some(record)));
            let rule = cell::validation(words, column.ty, (&column.heading, &said), &mut self.choices)?;
            table.column(&column.headed(words), column.ty, Some(&rule))?;
        }
        for (at, own) in rows.iter().enumerate() {
            let row = u32::try_from(at + 1).unwrap_or(u32::MAX);
            for (column, text) in own.path.iter().enumerate() {
                table.page.write_string_with_format(row, column_number(column), text, &cell::format(&Type::Text))?;
                table.widths.note(column_number(column), text);
            }
            if with_day {
                cell::write_date(table.page, (row, first - 1), own.case.applied_on, &cell::format(&Type::Date))?;
            }
            let instance = own.case.instance(own.id);
            for (number, column) in columns.iter().enumerate() {
                let at = (row, first.saturating_add(column_number(number)));
                if let (Type::Text | Type::Choice(_), Some(datum)) =
                    (column.ty, instance.and_then(|own| column.datum(own)))
                {
                    table.widths.note(at.1, &words.datum(datum, column.ty));
                }
                write_datum(table.page, at, column, instance, words, &cell::format(column.ty))?;
            }
        }
        table.widths.set(table.page, &[])
    }

    /// The long drop-down lists.
    pub(super) fn choices(&mut self) -> Result<(), XlsxError> {
        if self.choices.lists.is_empty() {
            return Ok(());
        }
        let page = self.file.add_worksheet();
        page.set_name(self.words.of(CHOICES))?;
        for (column, list) in self.choices.lists.iter().enumerate() {
            for (row, word) in list.iter().enumerate() {
                page.write_string(u32::try_from(row).unwrap_or(u32::MAX), column_number(column), word)?;
            }
        }
        page.set_hidden(true);
        Ok(())
    }
}

/// What is said of a column; without its record, only what it takes. The records of a list stand in another sheet.
fn about(
    words: Words<'_>,
    lists: &[ListSheet],
    holder: Option<usize>,
    (column, record): (&Column<'_>, Option<&Record>),
) -> String {
    let list = lists.iter().find(|list| list.parent == holder && list.field.0 as usize == column.at);
    match (list.filter(|_| matches!(column.ty, Type::List(_))), record) {
        (Some(list), _) => {
            let (en, zh) = (&list.name.0, &list.name.1);
            words.say(wording!(
                "the records stand in the sheet `{en}`; write `none` here if there certainly are none",
                "记录填在“{zh}”表；确实没有的，在此填“无”"
            ))
        }
        (None, Some(record)) => words.about(column.field, record).join(words.of(("; ", "；"))),
        (None, None) => words.takes(column.ty),
    }
}

/// What tells the cases apart, by the names that messages call them by: the last parts of these, where no two cases share it.
pub(super) fn names(cases: &[Case]) -> BTreeMap<&str, &str> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    cases.iter().for_each(|case| *times.entry(last_part(&case.name)).or_default() += 1);
    let own = |name| if times.get(last_part(name)) == Some(&1) { last_part(name) } else { name };
    cases.iter().map(|case| (case.name.as_str(), own(case.name.as_str()))).collect()
}

fn last_part(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

fn write_datum(
    page: &mut Worksheet,
    at: (u32, u16),
    column: &Column<'_>,
    instance: Option<&Instance>,
    words: Words<'_>,
    form: &Format,
) -> Result<(), XlsxError> {
    match (instance.and_then(|own| column.datum(own)), column.slot.last) {
        (Some(Datum::Period(from, to)), Some(last)) => cell::write_date(page, at, if last { *to } else { *from }, form),
        (Some(datum), _) => cell::write(page, at, (datum, column.ty), words, form),
        (None, _) => Ok(()),
    }
}
