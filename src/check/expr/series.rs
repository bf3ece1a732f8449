//! Series at a support year, and tables at their keys.

use crate::ast::{Expr, Name, TableKind};
use crate::diagnostic::Wording;
use crate::ir::{ExprId, Limits, Op, SeriesBy, TableId, Type};
use crate::source::Span;
use crate::value::Number;

use super::super::Checker;
use super::super::error::{DatedError, NameError, ResultError, TableError, TypeError};
use super::super::facts::called;
use super::super::types::{Quantity, range};
use super::{Typed, Wanted};

impl<'a> Checker<'a> {
    pub(super) fn at(&mut self, base: &'a Expr, year: &'a Expr, span: Span) -> Option<Typed> {
        if let Some(figure) = self.decided_in_year(base, year, span) {
            return figure;
        }
        self.wanted = Wanted::Series;
        let series = self.any_value(base, None);
        self.wanted = Wanted::Value;
        let index = self.value(year, None);
        let series = series?;
        let Type::Series(by, inner) = series.ty else {
            let found = self.describe(&series.ty);
            let words = self.sources.slice(base.span).to_owned();
            self.report(TypeError::NotBySupportYear { span, words, found });
            return None;
        };
        let index = index?;
        let limits = if let Type::Whole(limits) = &index.ty { Some(*limits) } else { None };
        let fits = limits.is_some_and(|limits| match by {
            SeriesBy::SupportYear => limits.least.is_some_and(|least| least >= Number::ONE),
            // A support year, or a number that could be one, is no calendar year.
            SeriesBy::CalendarYear => {
                let few = limits.most.is_some_and(|most| most < Number::from(1000));
                !few && !matches!(self.program.node(index.id).op, Op::SupportYear)
            }
        });
        if !fits {
            let found = self.describe(&index.ty);
            self.report(TypeError::YearExpected { span: year.span, found, by });
            return None;
        }
        Some(self.push(Op::At(series.id, index.id), *inner, span))
    }

    pub(super) fn lookup(&mut self, name: &'a Name, keys: &[&'a Expr], span: Span) -> Option<Typed> {
        if let Some(figure) = self.decided_of(name, keys, span) {
            return figure;
        }
        let Some(table) = self.tables.get(&name.text) else {
            if self.meaning(&name.text).is_none() && self.reports_decided(name) {
                return None;
            }
            for key in keys {
                self.value(key, None);
            }
            let known = self.meaning(&name.text).is_some();
            let takes = |own: &&crate::ast::Signature| own.repeats || own.parameters.len() >= keys.len();
            let functions = crate::ast::SIGNATURES.iter().filter(takes).flat_map(|own| [own.english, own.chinese]);
            let asked = self.tables.spelled().filter(|own| self.is_asked_by(own, keys.len()));
            let candidates = asked.chain(functions).collect();
            let alias = super::function::alias(&name.text, self.surface(name.span)).map(str::to_owned);
            let nearest = alias.or_else(|| self.suggest_spelled(&name.text, candidates));
            if nearest.is_none() && super::function::ROUNDINGS.contains(&name.text.as_str()) {
                self.report_unknown(&name.text, NameError::Rounding { span: name.span, name: name.text.clone() });
                return None;
            }
            self.report_unknown(
                &name.text,
                NameError::UnknownTable { span: name.span, name: name.text.clone(), nearest, known },
            );
            return None;
        };
        let kind = self.tree.tables.get(table.0 as usize).map(|own| own.kind);
        if kind == Some(TableKind::Dated) {
            self.used.tables.insert(table);
            self.report(DatedError::WithoutDay { span, name: name.text.clone() });
            return None;
        }
        self.refers(name, self.tables.place(&name.text));
        let ids = self.keys_of(table, keys, span)?;
        let results = self.results_of(table);
        if !results.is_empty() {
            self.report(ResultError::NotNamed { span, results });
            return None;
        }
        let ty = self.table_types.get(table.0 as usize)?.clone()?;
        self.reads_year |= self.table_by_year.get(table.0 as usize).copied().unwrap_or(false);
        let op = match (kind, ids.as_slice()) {
            (Some(TableKind::Slices), [number]) => Op::Slices(table, *number),
            _ => Op::Lookup(table, ids),
        };
        Some(self.push(op, ty, span))
    }

    /// Whether a table is asked by so many keys, and by no day.
    fn is_asked_by(&self, table: &str, keys: usize) -> bool {
        let own = self.tables.get(table).and_then(|table| self.tree.tables.get(table.0 as usize));
        own.is_some_and(|own| own.keys.len() == keys && own.kind != TableKind::Dated)
    }

    /// The keys that a table is asked by, as many and of the kinds that it has.
    pub(in crate::check) fn keys_of(&mut self, table: TableId, keys: &[&'a Expr], span: Span) -> Option<Vec<ExprId>> {
        self.used.tables.insert(table);
        let wanted = self.key_types.get(table.0 as usize)?.clone();
        let dated = self.tree.tables.get(table.0 as usize).is_some_and(|own| own.kind == TableKind::Dated);
        if wanted.is_empty() && !dated {
            return None;
        }
        if wanted.len() != keys.len() {
            let own = self.tree.tables.get(table.0 as usize);
            let names = own.map_or(&[][..], |table| &table.keys);
            let names = names.iter().map(|key| key.name.text.clone()).collect();
            let called = own.map(|own| called(&own.name, own.label.as_ref()));
            let table = called.unwrap_or_else(|| Wording::new("", ""));
            let found = keys.len();
            self.report(TableError::KeyCount { span, table, names, found });
            return None;
        }
        let mut ids: Vec<Option<ExprId>> = Vec::new();
        for (at, (key, wanted)) in keys.iter().zip(&wanted).enumerate() {
            let meant = if let Some(Type::Choice(choice)) = wanted { Some(*choice) } else { None };
            self.wanted = wanted.clone().map_or(Wanted::Value, Wanted::Kind);
            let typed = self.value(key, meant);
            self.wanted = Wanted::Value;
            let (Some(typed), Some(wanted)) = (typed, wanted) else {
                ids.push(None);
                continue;
            };
            let typed = self.expect(typed, wanted, key);
            let typed = typed.filter(|typed| self.within_key(typed, wanted, (key, table.0 as usize, at)));
            ids.push(typed.map(|typed| typed.id));
        }
        ids.into_iter().collect()
    }

    /// Whether all that a key may be lies within the table's range.
    fn within_key(&mut self, typed: &Typed, wanted: &Type, (expr, table, at): (&'a Expr, usize, usize)) -> bool {
        let Some(((own, given), (kind, allowed))) = Quantity::of(&typed.ty).zip(Quantity::of(wanted)) else {
            return true;
        };
        let key = self.tree.tables.get(table).and_then(|table| table.keys.get(at));
        let names = |key: &crate::ast::TableKey| (key.name.text.clone(), key.ty.span);
        let Some((key, place)) = key.map(names) else { return true };
        if kind.is_whole() && !own.is_whole() {
            self.report(TableError::WholeKey { span: expr.span, key });
            return false;
        }
        if inside(given, allowed) {
            return true;
        }
        self.report(TableError::KeyOutOfRange {
            span: expr.span,
            place,
            key,
            given: range(given, ""),
            allowed: range(allowed, ""),
        });
        false
    }
}

fn inside(given: Limits, allowed: Limits) -> bool {
    let least = match (given.least, allowed.least) {
        (_, None) => true,
        (Some(given), Some(allowed)) => allowed <= given,
        (None, Some(_)) => false,
    };
    least
        && match (given.most, allowed.most) {
            (_, None) => true,
            (Some(given), Some(allowed)) => given <= allowed,
            (None, Some(_)) => false,
        }
}
