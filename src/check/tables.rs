//! Tables: keys, patterns, values, and whether every key has exactly one row.

use crate::ast::{self, TableKind};
use crate::diagnostic::Wording;
use crate::ir::{Table, TableId, TableKey, TableRow, Type};

use super::Checker;
use super::citations::Under;
use super::cover::{Piece, Space, cover};
use super::coverage::By;
use super::error::{SliceError, TableError};
use super::facts::{called, id, text};
use super::scope::Place;
use super::slices;
use super::types::{Quantity, unify};

impl<'a> Checker<'a> {
    pub(super) fn declare_tables(&mut self) {
        for (at, table) in self.tree.tables.iter().enumerate() {
            let taken = self.tables.declare(&table.name, table.label.as_ref(), TableId(id(at)));
            self.found.extend(taken.map(Into::into));
            self.program.tables.push(Table {
                name: table.name.text.clone(),
                label: text(&table.label),
                keys: Vec::new(),
                result: None,
                rows: Vec::new(),
                slices: Vec::new(),
                editions: Vec::new(),
                ty: Type::YesNo,
                clause: crate::ir::Clause::default(),
            });
            self.table_types.push(None);
            self.table_by_year.push(false);
        }
        self.declare_results();
    }

    pub(super) fn resolve_keys(&mut self) {
        for (at, table) in self.tree.tables.iter().enumerate() {
            let mut types = Vec::new();
            let mut keys = Vec::new();
            let mut names = super::names::Names::default();
            for key in &table.keys {
                let taken = names.declare(&key.name, key.label.as_ref(), ());
                self.found.extend(taken.map(Into::into));
                let ty = self.declared(&key.ty).filter(|ty| {
                    let number = Quantity::of(ty).is_some();
                    let fits = number || matches!(ty, Type::YesNo | Type::Choice(_) | Type::Date);
                    if fits && !number && table.kind == TableKind::Slices {
                        self.report(SliceError::KeyType { span: key.ty.span });
                        return false;
                    }
                    if !fits {
                        let found = self.describe(ty);
                        self.found.push(TableError::KeyType { span: key.ty.span, found });
                    }
                    fits
                });
                let label = text(&key.label);
                keys.push(TableKey { name: key.name.text.clone(), label, ty: ty.clone().unwrap_or(Type::YesNo) });
                types.push(ty);
            }
            self.key_types.push(types);
            for own in self.tables_of(at) {
                if let Some(own) = self.program.tables.get_mut(own.0 as usize) {
                    own.keys.clone_from(&keys);
                }
            }
        }
    }

    pub(super) fn check_table(&mut self, table_id: TableId) {
        let at = table_id.0 as usize;
        let Some(table) = self.tree.tables.get(at).copied() else { return };
        if table.kind == TableKind::Dated {
            return self.check_dated(table, table_id);
        }
        let clause = self.clause(table.span, &table.quotes, Under::Anything);
        let Some(keys) = self.key_types.get(at).cloned() else { return };
        if keys.is_empty() {
            // The header could not be read; it has been reported.
            return;
        }
        self.enter_place(Place::Policy);
        let mut ty: Option<Type> = None;
        let mut sound = keys.iter().all(Option::is_some);
        let mut rows = Vec::new();
        self.reads_year = false;
        let class = self.class_of_results(table.rows.iter().map(|row| &row.value));
        for row in &table.rows {
            let patterns = self.patterns(row, &keys);
            let value = class.ok().and_then(|class| self.value(&row.value, class));
            let (Some(patterns), Some(value)) = (patterns, value) else {
                sound = false;
                continue;
            };
            let joined = ty.as_ref().map_or_else(|| Some(value.ty.clone()), |ty| unify(ty, &value.ty));
            if let (None, Some(ty)) = (&joined, &ty) {
                let (first, found) = self.describe_pair((ty, None), (&value.ty, Some(&row.value)));
                let fix = self.with_unit(&row.value, ty);
                self.report(TableError::RowsDiffer { span: row.value.span, first, found, fix });
                sound = false;
            }
            ty = joined.or(ty);
            let step = match &row.step {
                None => None,
                Some(step) => match self.step(step, table.kind, keys.first().and_then(Option::as_ref)) {
                    Some(step) => Some(step),
                    None => {
                        sound = false;
                        continue;
                    }
                },
            };
            rows.push(TableRow { patterns, value: value.id, step, span: row.span });
        }
        let further = self.further_results(table, &rows);
        sound &= further.is_some();
        self.flush_reads(By::Clause(crate::ir::Applies::default()));
        if table.rows.is_empty() {
            self.report_missing(TableError::NoRows {
                span: table.span,
                name: called(&table.name, table.label.as_ref()),
            });
            sound = false;
        }
        let by_year = self.reads_year;
        if sound {
            self.cover_table(table, &keys, &rows);
        }
        let ty = ty.filter(|_| sound);
        let (ty, slices) = match table.kind {
            TableKind::Table | TableKind::Dated => (ty, Vec::new()),
            TableKind::Slices => match ty.and_then(|rate| self.slices(table, &keys, &rows, &rate)) {
                Some((ty, slices)) => (Some(ty), slices),
                None => (None, Vec::new()),
            },
        };
        self.table_types.get_mut(at).into_iter().for_each(|own| own.clone_from(&ty));
        self.table_by_year.get_mut(at).into_iter().for_each(|own| *own = by_year);
        if let Some(own) = self.program.tables.get_mut(at) {
            own.rows = rows;
            own.slices = slices;
            own.ty = ty.unwrap_or(Type::YesNo);
            own.clause = clause;
        }
        self.keep_further(at, further.unwrap_or_default(), by_year);
    }

    /// What a key can be.
    pub(super) fn space(&self, ty: &Type) -> Option<Space> {
        if let Type::Choice(choice) = ty {
            return self.program.choice(*choice).map(|choice| Space::Several(choice.variants.len()));
        }
        if *ty == Type::YesNo {
            return Some(Space::Several(2));
        }
        if *ty == Type::Date {
            return Some(Space::Numbers { whole: true, limits: crate::ir::Limits::default() });
        }
        let (quantity, limits) = Quantity::of(ty)?;
        Some(Space::Numbers { whole: quantity.is_whole(), limits })
    }

    /// Reports what the rows match twice or not at all. `types` are those of their values, for rows to add.
    pub(super) fn cover_table(&mut self, table: &ast::Table, keys: &[Option<Type>], rows: &[TableRow]) {
        let keys: Vec<&Type> = keys.iter().flatten().collect();
        let Some(mut spaces) = keys.iter().map(|key| self.space(key)).collect::<Option<Vec<Space>>>() else { return };
        if table.kind == TableKind::Slices {
            spaces.iter_mut().for_each(slices::whole_way);
        }
        let pieces: Vec<Vec<Vec<Piece>>> = rows
            .iter()
            .map(|row| row.patterns.iter().map(|pattern| pattern.iter().map(Piece::of).collect()).collect())
            .collect();
        let findings = cover(&spaces, &pieces);
        let name = called(&table.name, table.label.as_ref());
        if findings.too_large {
            self.report(TableError::TooLarge { span: table.span, name });
            return;
        }
        let row_span = |at: usize| rows.get(at).map_or(table.span, |row| row.span);
        for row in findings.never {
            let range = keys.first().filter(|_| keys.len() == 1).and_then(|key| self.key_range(key));
            self.report(TableError::RowNeverReached { span: row_span(row), range });
        }
        for (row, other, place) in findings.overlaps {
            let value = self.stretches_in_words(&place, &keys);
            let bound = match (place.as_slice(), spaces.as_slice()) {
                ([stretch], [Space::Numbers { whole: false, .. }]) => {
                    stretch.point().zip(keys.first()).map(|(point, key)| self.figure(point, key))
                }
                _ => None,
            };
            self.report(TableError::RowsOverlap { span: row_span(row), other: row_span(other), value, bound });
        }
        if findings.missing.is_empty() {
            return;
        }
        let values: Vec<Wording> = findings.missing.iter().map(|place| self.stretches_in_words(place, &keys)).collect();
        let surface = self.surface(table.span);
        let patterns: Option<Vec<String>> =
            findings.missing.iter().map(|place| self.stretches_as_pattern(place, &keys, surface)).collect();
        let rows = patterns.unwrap_or_default().iter().map(|pattern| format!("| {pattern} => …")).collect();
        self.report_missing(TableError::ValueWithoutRow {
            span: table.name.span,
            name,
            values,
            more: findings.more,
            rows,
        });
    }

    fn key_range(&self, key: &Type) -> Option<String> {
        let (_, limits) = Quantity::of(key)?;
        Some(super::types::range(limits, ""))
    }
}
