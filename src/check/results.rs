//! Tables with several named results: a row gives a value for each, and each is a table of its own in the program.

use crate::ast::{self, Expr, Name};
use crate::diagnostic::Wording;
use crate::ir::{ExprId, Op, Table, TableId, TableRow, Type, Variant};
use crate::source::Span;

use super::Checker;
use super::error::{ResultError, TableError};
use super::expr::Typed;
use super::facts::{called, id, text};
use super::names::Names;
use super::types::unify;

/// The values of a further result, a row each, and their type.
pub(super) type Further = (Vec<TableRow>, Type);

impl<'a> Checker<'a> {
    /// A place for every result; the tables themselves have theirs already.
    pub(super) fn declare_results(&mut self) {
        for (at, table) in self.tree.tables.iter().enumerate() {
            let mut names = Names::default();
            for (number, result) in table.results.iter().enumerate() {
                let variant = Variant { name: result.name.text.clone(), label: text(&result.label) };
                let own = if number == 0 { TableId(id(at)) } else { TableId(id(self.program.tables.len())) };
                let taken = names.declare(&result.name, result.label.as_ref(), own);
                self.found.extend(taken.map(Into::into));
                let Some(first) = self.program.tables.get_mut(at) else { continue };
                if number == 0 {
                    first.result = Some(variant);
                    continue;
                }
                let further = Table { result: Some(variant), ..first.clone() };
                self.program.tables.push(further);
                self.table_types.push(None);
                self.table_by_year.push(false);
            }
            self.results.push(names);
        }
    }

    /// The places of a table's results; of a table with one, its own.
    pub(super) fn tables_of(&self, at: usize) -> Vec<TableId> {
        let results = self.tree.tables.get(at).map_or(&[][..], |table| &table.results);
        let names = self.results.get(at);
        let further = results.iter().skip(1).filter_map(|result| names?.get(&result.name.text));
        std::iter::once(TableId(id(at))).chain(further).collect()
    }

    /// The values of all results but the first, checked; `None` where something is wrong.
    pub(super) fn further_results(&mut self, table: &'a ast::Table, rows: &[TableRow]) -> Option<Vec<Further>> {
        let wanted = table.results.len().max(1);
        let mut sound = true;
        for row in &table.rows {
            let found = row.more.len() + 1;
            if found != wanted && row.value.kind != ast::ExprKind::Error {
                self.report(ResultError::Count { span: row.span, found, wanted });
                sound = false;
            }
        }
        let mut further = Vec::new();
        for number in 0..wanted - 1 {
            let mut ty: Option<Type> = None;
            let mut own = Vec::new();
            let mut patterns = rows.iter();
            let class = self.class_of_results(table.rows.iter().filter_map(|row| row.more.get(number)));
            for row in &table.rows {
                let Some(expr) = row.more.get(number) else { continue };
                let Some(value) = class.ok().and_then(|class| self.value(expr, class)) else {
                    sound = false;
                    continue;
                };
                let joined = ty.as_ref().map_or_else(|| Some(value.ty.clone()), |ty| unify(ty, &value.ty));
                if let (None, Some(ty)) = (&joined, &ty) {
                    let (first, found) = self.describe_pair((ty, None), (&value.ty, Some(expr)));
                    let fix = self.with_unit(expr, ty);
                    self.report(TableError::RowsDiffer { span: expr.span, first, found, fix });
                    sound = false;
                }
                ty = joined.or(ty);
                let first = patterns.next();
                own.extend(first.map(|first| TableRow { value: value.id, ..first.clone() }));
            }
            further.push((own, ty.unwrap_or(Type::YesNo)));
        }
        sound.then_some(further)
    }

    pub(super) fn keep_further(&mut self, at: usize, further: Vec<Further>, by_year: bool) {
        let sound = self.table_types.get(at).is_some_and(Option::is_some);
        let clause = self.program.tables.get(at).map(|first| first.clause.clone()).unwrap_or_default();
        for (own, (rows, ty)) in self.tables_of(at).into_iter().skip(1).zip(further) {
            let place = own.0 as usize;
            self.table_types.get_mut(place).into_iter().for_each(|kept| *kept = sound.then(|| ty.clone()));
            self.table_by_year.get_mut(place).into_iter().for_each(|kept| *kept = by_year);
            if let Some(kept) = self.program.tables.get_mut(place) {
                (kept.rows, kept.ty, kept.clause) = (rows, ty, clause.clone());
            }
        }
    }

    /// `table(key).result`; `None` in the first place where the name is of no table with results.
    pub(super) fn result(
        &mut self,
        (name, keys): (&'a Name, &'a [Expr]),
        result: &'a Name,
        span: Span,
    ) -> Option<Option<Typed>> {
        let table = self.tables.get(&name.text)?;
        let names = self.results.get(table.0 as usize).filter(|names| names.spelled().next().is_some())?;
        let (known, names_place) = (names.get(&result.text), names.place(&result.text));
        let spelled: Vec<&'a str> = names.spelled().collect();
        let keys: Vec<&'a Expr> = keys.iter().collect();
        let ids: Option<Vec<ExprId>> = self.keys_of(table, &keys, span);
        let Some(own) = known else {
            let nearest = self.suggest_spelled(&result.text, spelled);
            let results = self.results_of(table);
            self.report(ResultError::Unknown { span: result.span, name: result.text.clone(), results, nearest });
            return Some(None);
        };
        self.used.results.insert(own);
        let places = (self.tables.place(&name.text), names_place);
        self.refers(name, places.0);
        self.refers(result, places.1);
        let ty = self.table_types.get(own.0 as usize).cloned().flatten();
        self.reads_year |= self.table_by_year.get(own.0 as usize).copied().unwrap_or(false);
        Some(ids.zip(ty).map(|(ids, ty)| self.push(Op::Lookup(own, ids), ty, span)))
    }

    /// The results of used tables that no rule takes.
    pub(super) fn unused_results(&self) -> Vec<(Span, Wording)> {
        let tables = self.tree.tables.iter().enumerate();
        let used = tables.filter(|(at, _)| self.used.tables.contains(&TableId(id(*at))));
        let results = used.flat_map(|(at, table)| table.results.iter().zip(self.tables_of(at)));
        let unused = results.filter(|(_, own)| !self.used.results.contains(own));
        unused.map(|(result, _)| (result.name.span, called(&result.name, result.label.as_ref()))).collect()
    }

    /// The names and labels of a table's results.
    pub(super) fn results_of(&self, table: TableId) -> Vec<(String, String)> {
        let tables = self.tables_of(table.0 as usize);
        let results = tables.iter().filter_map(|own| self.program.table(*own)?.result.as_ref());
        results.map(|result| (result.name.clone(), result.shown().to_owned())).collect()
    }
}
