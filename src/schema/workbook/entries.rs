//! The sheets of what was approved and paid.

use rust_xlsxwriter::{DataValidation, Format, XlsxError};

use super::cell;
use super::columns::{currency_of, headed};
use super::sheets::Book;
use super::table::Table;
use crate::case::Case;
use crate::case::keys::{APPLICANT, ENTRY, OF_APPROVAL, TOP};
use crate::case::workbook::layout::CASE;
use crate::ir::{Limits, Type};
use crate::value::{Date, Number};

/// An approval or a payment: its case, its policy and measure, claim, year, part, amount, day and quantity.
type Entry<'c> = (&'c Case, [Option<&'c str>; 2], &'c str, u32, Option<u32>, Number, Option<Date>, Option<Number>);

impl<'c> Book<'_, 'c> {
    /// What was approved.
    pub(super) fn approved(&mut self) -> Result<(), XlsxError> {
        let entries = self.cases.iter().flat_map(|case| {
            case.approved.iter().map(move |own| {
                (
                    case,
                    [None, Some(own.measure.as_str())],
                    own.claim.as_str(),
                    own.support_year,
                    own.instalment,
                    own.amount,
                    None,
                    None,
                )
            })
        });
        let entries: Vec<Entry<'c>> = entries.collect();
        self.entries(TOP[3], OF_APPROVAL, &entries)
    }

    /// What was paid.
    pub(super) fn paid(&mut self) -> Result<(), XlsxError> {
        let entries = self.cases.iter().flat_map(|case| {
            case.paid.iter().map(move |own| {
                let of = [own.policy.as_deref(), Some(own.measure.as_str())];
                (case, of, own.claim.as_str(), own.support_year, own.instalment, own.amount, Some(own.on), own.quantity)
            })
        });
        let entries: Vec<Entry<'c>> = entries.collect();
        self.entries(TOP[4], ENTRY.len(), &entries)
    }

    fn entries(&mut self, sheet: (&str, &str), many: usize, entries: &[Entry<'c>]) -> Result<(), XlsxError> {
        let words = self.words;
        let program = words.program;
        let measures: Vec<String> =
            program.measures.iter().map(|own| words.name(&own.name, own.label.as_deref()).to_owned()).collect();
        let of_list = cell::among(DataValidation::new(), measures, words, &mut self.choices)?;
        // An award of another policy, or of a measure that was repealed, is none of the list.
        let of_list = of_list.show_error_message(false);
        let open = Limits::default();
        let types = [
            Type::Text,
            Type::Text,
            Type::Whole(open),
            Type::Text,
            Type::Money(None, open),
            Type::Date,
            Type::Text,
            Type::Decimal(open),
        ];
        let names = &self.names;
        let mut table = Table::begin(&mut self.file, words.of(sheet))?;
        if self.several {
            table.column(words.of(CASE), &Type::Text, None)?;
        }
        let first = table.next;
        for (at, (key, ty)) in ENTRY.iter().zip(&types).take(many).enumerate() {
            let unit = matches!(ty, Type::Money(..)).then(|| currency_of(words, None));
            let rule = (at == 0).then_some(&of_list);
            table.column(&headed(words.of(*key), unit.as_deref(), words), ty, rule)?;
        }
        for (at, (case, [policy, measure], claim, year, instalment, amount, on, quantity)) in entries.iter().enumerate()
        {
            let row = u32::try_from(at + 1).unwrap_or(u32::MAX);
            let page = &mut *table.page;
            if self.several {
                page.write_string(row, 0, names.get(case.name.as_str()).copied().unwrap_or(&case.name))?;
            }
            let column = |at: u16| first.saturating_add(at);
            let measure = measure.unwrap_or_default();
            let own = program.measure_named(measure).filter(|own| own.name == measure && policy.is_none());
            let shown = own.map_or(measure, |own| words.name(&own.name, own.label.as_deref()));
            page.write_string(row, column(0), shown)?;
            let of_applicant = own.is_some_and(|own| own.for_each.is_none()) && *claim == APPLICANT.0;
            let claim = if of_applicant { words.of(APPLICANT) } else { claim };
            page.write_string_with_format(row, column(1), claim, &cell::format(&Type::Text))?;
            page.write_number(row, column(2), *year)?;
            if let Some(instalment) = instalment {
                page.write_number(row, column(3), *instalment)?;
            }
            cell::write_number(page, (row, column(4)), *amount, &cell::format(&Type::Money(None, open)))?;
            if let Some(on) = on {
                cell::write_date(page, (row, column(5)), *on, &cell::format(&Type::Date))?;
            }
            if let Some(policy) = policy {
                page.write_string(row, column(6), *policy)?;
            }
            if let Some(quantity) = quantity {
                cell::write_number(page, (row, column(7)), *quantity, &Format::new())?;
            }
        }
        table.widths.set(table.page, &[])
    }
}
