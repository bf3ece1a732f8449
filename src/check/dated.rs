//! Dated values: rows that are each for a stretch of days.

use crate::ast::{self, Expr, ExprKind, Name, TableKind};
use crate::ir::{Applies, Datum, Edition, ExprId, Op, TableId, TableRow, Type};
use crate::source::{Role, Span};
use crate::value::{Date, DateBounds, Shift};

use super::Checker;
use super::citations::Under;
use super::coverage::By;
use super::error::{DatedError, FactError, TableError};
use super::expr::{Typed, Wanted};
use super::facts::{called, holds};
use super::scope::Place;
use super::types::{Quantity, range, unify};

/// How many mistakes of one table are reported: a file may have a hundred thousand rows, and all of them the same mistake.
const FINDINGS: usize = 20;

impl<'a> Checker<'a> {
    pub(super) fn check_dated(&mut self, table: &'a ast::Table, table_id: TableId) {
        let before = self.found.len();
        self.check_rows_in_time(table, table_id);
        drop(self.found.split_off(before + FINDINGS));
    }

    fn check_rows_in_time(&mut self, table: &'a ast::Table, table_id: TableId) {
        let at = table_id.0 as usize;
        let clause = self.clause(table.span, &table.quotes, Under::Anything);
        // Without a type the header could not be read; it has been reported.
        let (Some(keys), Some(written)) = (self.key_types.get(at).cloned(), &table.ty) else { return };
        let declared = self.declared(written);
        if let Some(file) = &table.file
            && !self
                .sources
                .of(Role::Data)
                .any(|(_, source)| source.file_name() == crate::source::file_name(&file.value))
        {
            self.report(DatedError::NoFile { span: file.span, name: file.value.clone() });
            return;
        }
        let Some(declared) = declared else { return };
        if matches!(declared, Type::List(_) | Type::Series(..) | Type::Period) {
            let found = self.describe(&declared);
            self.report(DatedError::ValueType { span: written.span, found });
            return;
        }
        self.enter_place(Place::Policy);
        self.reads_year = false;
        let mut sound = keys.iter().all(Option::is_some);
        let mut ty: Option<Type> = None;
        let mut rows = Vec::new();
        let mut days = Vec::new();
        for row in &table.rows {
            let Some(stretch) = self.days(row) else {
                sound = false;
                continue;
            };
            let patterns = self.patterns(row, &keys);
            let value = self.dated_value(&row.value, &declared);
            let (Some(patterns), Some(value)) = (patterns, value) else {
                sound = false;
                continue;
            };
            ty = ty.and_then(|ty| unify(&ty, &value.ty)).or(Some(value.ty));
            rows.push(TableRow { patterns, value: value.id, step: None, span: row.span });
            days.push(stretch);
        }
        self.flush_reads(By::Clause(Applies::default()));
        let name = called(&table.name, table.label.as_ref());
        if table.rows.is_empty() {
            self.report_missing(TableError::NoRows { span: table.span, name });
            return;
        }
        let by_year = self.reads_year;
        let editions = if sound { self.editions(table, &keys, &rows, &days) } else { None };
        let ty = ty.filter(|_| editions.is_some());
        self.table_types.get_mut(at).into_iter().for_each(|own| own.clone_from(&ty));
        self.table_by_year.get_mut(at).into_iter().for_each(|own| *own = by_year);
        if let Some(own) = self.program.tables.get_mut(at) {
            own.rows = rows;
            own.editions = editions.unwrap_or_default();
            own.ty = ty.unwrap_or(Type::YesNo);
            own.clause = clause;
        }
    }

    /// The first and the last day of a row.
    fn days(&mut self, row: &'a ast::TableRow) -> Option<(Date, Option<Date>)> {
        let days = row.days.as_ref()?;
        let from = self.fixed_day(&days.from)?;
        let until = match &days.until {
            None => None,
            Some(until) => Some(self.fixed_day(until)?),
        };
        if until.is_some_and(|until| until < from) {
            self.report(TableError::EmptyPattern {
                span: days.from.span.to(days.until.as_ref().map_or(row.span, |it| it.span)),
            });
            return None;
        }
        Some((from, until))
    }

    fn fixed_day(&mut self, expr: &'a Expr) -> Option<Date> {
        match self.constant(expr, &Type::Date)? {
            Datum::Date(date) => Some(date),
            Datum::Truth(_)
            | Datum::Number(_)
            | Datum::Period(..)
            | Datum::Text(_)
            | Datum::Choice(_)
            | Datum::List(_)
            | Datum::Series(_) => None,
        }
    }

    /// A row's value. A file of data has bare figures: of money they are in the currency declared.
    fn dated_value(&mut self, expr: &'a Expr, declared: &Type) -> Option<Typed> {
        let meant = if let Type::Choice(choice) = declared { Some(*choice) } else { None };
        let in_file = self.sources.of(Role::Data).any(|(id, _)| id == expr.span.source);
        let typed = match (&expr.kind, declared) {
            (ExprKind::Number(digits), Type::Money(currency, _)) if in_file => {
                let number = self.digits(digits, expr.span)?;
                self.push_number(number, |limits| Type::Money(currency.clone(), limits), expr.span)
            }
            _ => self.value(expr, meant)?,
        };
        let typed = self.expect(typed, declared, expr)?;
        let (Some((_, allowed)), Some(number)) = (Quantity::of(declared), super::types::figure(&typed.ty)) else {
            return Some(typed);
        };
        if !holds(allowed, number) {
            self.report(FactError::OutsideRange { span: expr.span, value: number, range: range(allowed, "") });
            return None;
        }
        Some(typed)
    }

    /// Rows of the same first day are one edition: together they match each choice of keys once. Editions follow one another in time.
    fn editions(
        &mut self,
        table: &ast::Table,
        keys: &[Option<Type>],
        rows: &[TableRow],
        days: &[(Date, Option<Date>)],
    ) -> Option<Vec<Edition>> {
        let mut editions: Vec<Edition> = Vec::new();
        let mut sound = true;
        for (at, (row, (from, until))) in rows.iter().zip(days).enumerate() {
            if let Some((last, until)) = editions.last().and_then(|last| Some((last, last.until?)))
                && let Some(first) = DateBounds::exactly(until).shift(Shift::Days(1)).ok().and_then(DateBounds::known)
                && let Some(end) = DateBounds::exactly(*from).shift(Shift::Days(-1)).ok().and_then(DateBounds::known)
                && first <= end
            {
                let other = rows.get(last.rows.start).map_or(table.span, |row| row.span);
                self.report(DatedError::Gap { span: row.span, other, days: (first, end) });
            }
            let before = editions.last_mut();
            let together =
                before.as_ref().is_some_and(|last| last.from == *from && last.until == *until && !keys.is_empty());
            match before {
                Some(last) if together => last.rows.end = at + 1,
                Some(last) if *from <= last.until.unwrap_or(last.from) => {
                    let other = rows.get(last.rows.start).map_or(table.span, |row| row.span);
                    self.report(DatedError::OutOfOrder { span: row.span, other, from: *from });
                    sound = false;
                }
                _ => editions.push(Edition { from: *from, until: *until, rows: at..at + 1 }),
            }
        }
        if !sound {
            return None;
        }
        if !keys.is_empty() {
            for edition in &editions {
                let own = rows.get(edition.rows.clone()).unwrap_or_default();
                self.cover_table(table, keys, own);
            }
        }
        // A row that names no last day ends on the day before the next begins.
        let next: Vec<Option<Date>> = editions.iter().skip(1).map(|next| Some(next.from)).chain([None]).collect();
        for (edition, next) in editions.iter_mut().zip(next) {
            let before = next.and_then(|next| DateBounds::exactly(next).shift(Shift::Days(-1)).ok()?.known());
            edition.until = edition.until.or(before);
        }
        Some(editions)
    }

    /// `lpr on D`, `poverty_line(size) on D`.
    pub(super) fn on_day(&mut self, name: &'a Name, keys: &'a [Expr], day: &'a Expr, span: Span) -> Option<Typed> {
        let on = self.wanting(Wanted::Kind(Type::Date), day).and_then(|typed| self.expect(typed, &Type::Date, day));
        let table = self.tables.get(&name.text);
        let own = table.and_then(|table| self.tree.tables.get(table.0 as usize).copied());
        if own.is_none_or(|own| own.kind != TableKind::Dated) {
            let known = own.is_some() || self.meaning(&name.text).is_some();
            let dated = self.tree.tables.iter().filter(|table| table.kind == TableKind::Dated);
            let spelled = dated.flat_map(|table| {
                std::iter::once(table.name.text.as_str()).chain(table.label.as_ref().map(|label| label.value.as_str()))
            });
            let nearest = if known { None } else { self.suggest_spelled(&name.text, spelled.collect()) };
            self.report_unknown(&name.text, DatedError::NotDated { span: name.span, name: name.text.clone(), nearest });
            return None;
        }
        self.refers(name, self.tables.place(&name.text));
        let keys: Vec<&'a Expr> = keys.iter().collect();
        let ids = self.keys_of(table?, &keys, span);
        let ids: Vec<ExprId> = ids?;
        let ty = self.table_types.get(table?.0 as usize)?.clone()?;
        self.reads_year |= self.table_by_year.get(table?.0 as usize).copied().unwrap_or(false);
        Some(self.push(Op::OnDay(table?, ids, on?.id), ty, span))
    }
}
