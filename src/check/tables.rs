//! Tables: keys, patterns, values, and whether every key has exactly one row.

use crate::ast::{self, Expr, ExprKind, PatternKind, Surface};
use crate::diagnostic::Wording;
use crate::ir::{Match, Table, TableId, TableKey, TableRow, Type, VariantId};
use crate::wording;

use super::Checker;
use super::citations::Under;
use super::cover::{Interval, Piece, Space, Stretch, cover};
use super::coverage::By;
use super::error::TableError;
use super::facts::{called, id, text};
use super::scope::Place;
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
                rows: Vec::new(),
                ty: Type::YesNo,
                clause: crate::ir::Clause::default(),
            });
            self.table_types.push(None);
            self.table_by_year.push(false);
        }
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
                    let fits = matches!(ty, Type::YesNo | Type::Choice(_)) || Quantity::of(ty).is_some();
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
            if let Some(own) = self.program.tables.get_mut(at) {
                own.keys = keys;
            }
        }
    }

    pub(super) fn check_table(&mut self, table_id: TableId) {
        let at = table_id.0 as usize;
        let Some(table) = self.tree.tables.get(at) else { return };
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
        for row in &table.rows {
            let patterns = self.patterns(row, &keys);
            let value = self.value(&row.value, None);
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
            rows.push(TableRow { patterns, value: value.id, span: row.span });
        }
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
            self.cover_table(table, &keys, &rows, ty.as_ref());
        }
        let ty = ty.filter(|_| sound);
        self.table_types.get_mut(at).into_iter().for_each(|own| own.clone_from(&ty));
        self.table_by_year.get_mut(at).into_iter().for_each(|own| *own = by_year);
        if let Some(own) = self.program.tables.get_mut(at) {
            own.rows = rows;
            own.ty = ty.unwrap_or(Type::YesNo);
            own.clause = clause;
        }
    }

    fn patterns(&mut self, row: &'a ast::TableRow, keys: &[Option<Type>]) -> Option<Vec<Vec<Match>>> {
        if row.patterns.len() != keys.len() {
            let (found, wanted) = (row.patterns.len(), keys.len());
            self.report(TableError::PatternCount { span: row.span, found, wanted });
            return None;
        }
        let mut patterns = Some(Vec::new());
        for (pattern, key) in row.patterns.iter().zip(keys) {
            let mut alternatives = Some(Vec::new());
            for alternative in &pattern.alternatives {
                let matched = key.as_ref().and_then(|key| self.pattern(alternative, key));
                alternatives = alternatives.zip(matched).map(|(mut all, matched): (Vec<Match>, Match)| {
                    all.push(matched);
                    all
                });
            }
            patterns = patterns.zip(alternatives).map(|(mut all, alternatives): (Vec<Vec<Match>>, Vec<Match>)| {
                all.push(alternatives);
                all
            });
        }
        patterns
    }

    fn pattern(&mut self, pattern: &'a PatternKind, key: &Type) -> Option<Match> {
        match pattern {
            PatternKind::Any(_) => Some(Match::Any),
            PatternKind::Value(expr) => self.pattern_value(expr, key),
            PatternKind::Range(range, span) => {
                if Quantity::of(key).is_none() {
                    let found = self.describe(key);
                    self.report(TableError::RangeOfValues { span: *span, found });
                    return None;
                }
                let mut bound = |side: &'a Option<Box<Expr>>| match side {
                    None => Some(None),
                    Some(expr) => self.number(expr, key).map(Some),
                };
                let (from, to) = (bound(&range.from), bound(&range.to));
                let (from, to) = (from?, to?);
                if let (Some(least), Some(most)) = (from, to)
                    && least > most
                {
                    self.report(super::error::FactError::EmptyRange { span: *span, least, most });
                    return None;
                }
                Some(Match::Numbers(from, to))
            }
        }
    }

    fn pattern_value(&mut self, expr: &'a Expr, key: &Type) -> Option<Match> {
        match (key, &expr.kind) {
            (_, ExprKind::Error) => None,
            (Type::YesNo, ExprKind::YesNo(truth)) => Some(Match::Truth(*truth)),
            (Type::Choice(choice), ExprKind::Name(name)) => {
                if let Some(variant) = self.variant(*choice, &name.text) {
                    return Some(Match::Choice(variant));
                }
                self.unknown_value(name, *choice);
                None
            }
            _ if Quantity::of(key).is_some() => {
                let number = self.number(expr, key)?;
                Some(Match::Numbers(Some(number), Some(number)))
            }
            _ => {
                let wanted = self.describe(key);
                self.report(TableError::PatternExpected { span: expr.span, wanted });
                None
            }
        }
    }

    /// What a key can be.
    pub(super) fn space(&self, ty: &Type) -> Option<Space> {
        if let Type::Choice(choice) = ty {
            return self.program.choice(*choice).map(|choice| Space::Several(choice.variants.len()));
        }
        if *ty == Type::YesNo {
            return Some(Space::Several(2));
        }
        let (quantity, limits) = Quantity::of(ty)?;
        Some(Space::Numbers { whole: quantity == Quantity::Whole, limits })
    }

    fn cover_table(&mut self, table: &ast::Table, keys: &[Option<Type>], rows: &[TableRow], ty: Option<&Type>) {
        let keys: Vec<&Type> = keys.iter().flatten().collect();
        let Some(spaces) = keys.iter().map(|key| self.space(key)).collect::<Option<Vec<Space>>>() else { return };
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
        let row_span = |at: usize| table.rows.get(at).map_or(table.span, |row| row.span);
        for row in findings.never {
            let range = keys.first().filter(|_| keys.len() == 1).and_then(|key| self.key_range(key));
            self.report(TableError::RowNeverReached { span: row_span(row), range });
        }
        for (row, other, place) in findings.overlaps {
            let dense = spaces.iter().any(|space| matches!(space, Space::Numbers { whole: false, .. }));
            let value = self.stretches_in_words(&place, &keys);
            self.report(TableError::RowsOverlap { span: row_span(row), other: row_span(other), value, dense });
        }
        if findings.missing.is_empty() {
            return;
        }
        let values: Vec<Wording> = findings.missing.iter().map(|place| self.stretches_in_words(place, &keys)).collect();
        let nothing = ty.and_then(|ty| self.nothing(ty));
        let surface = self.surface(table.span);
        let patterns: Option<Vec<String>> =
            findings.missing.iter().map(|place| self.stretches_as_pattern(place, &keys, surface)).collect();
        let rows = patterns.zip(nothing).map(|(patterns, nothing)| {
            patterns.iter().map(|pattern| format!("\n  | {pattern} => {nothing}")).collect::<String>()
        });
        let last = table.rows.last().map_or(table.span, |row| row.span);
        self.report_missing(TableError::ValueWithoutRow {
            span: table.name.span,
            name,
            values,
            more: findings.more,
            rows,
            last,
        });
    }

    fn key_range(&self, key: &Type) -> Option<String> {
        let (_, limits) = Quantity::of(key)?;
        Some(super::types::range(limits, ""))
    }

    /// The value that stands for nothing in a new row.
    fn nothing(&self, ty: &Type) -> Option<String> {
        Some(match Quantity::of(ty)?.0 {
            Quantity::Money(None) if self.program.policy.currency == "CNY" => "0元".to_owned(),
            Quantity::Money(None) => format!("0 {}", self.program.policy.currency),
            Quantity::Money(Some(code)) => format!("0 {code}"),
            Quantity::Ratio => "0%".to_owned(),
            Quantity::Whole | Quantity::Decimal => "0".to_owned(),
        })
    }

    /// A figure of a key with its unit.
    fn figure(&self, number: crate::value::Number, key: &Type) -> String {
        match Quantity::of(key).map(|(quantity, _)| quantity) {
            Some(Quantity::Ratio) => {
                let percent = number.times(crate::value::Number::from(100));
                percent.map_or_else(|_| number.to_string(), |percent| format!("{percent}%"))
            }
            Some(Quantity::Money(None)) if self.program.policy.currency == "CNY" => format!("{number}元"),
            Some(Quantity::Money(None)) => format!("{number} {}", self.program.policy.currency),
            Some(Quantity::Money(Some(code))) => format!("{number} {code}"),
            Some(Quantity::Whole | Quantity::Decimal) | None => number.to_string(),
        }
    }

    fn stretches_in_words(&self, place: &[Stretch], keys: &[&Type]) -> Wording {
        let parts = place.iter().zip(keys).map(|(stretch, key)| self.stretch_in_words(stretch, key));
        let (en, zh): (Vec<String>, Vec<String>) = parts.map(|part| (part.en, part.zh)).unzip();
        Wording::new(en.join(", "), zh.join("、"))
    }

    /// A stretch of a key in words.
    pub(super) fn stretch_in_words(&self, stretch: &Stretch, key: &Type) -> Wording {
        if let Some(pattern) = self.stretch_as_pattern(stretch, key, Surface::English) {
            let label = match (stretch, key) {
                (Stretch::One(at), Type::Choice(choice)) => self.variant_label(*choice, VariantId(id(*at))),
                (Stretch::One(at), _) => Some(if *at == 1 { "是" } else { "否" }.to_owned()),
                (Stretch::Numbers(_), _) => None,
            };
            let en = match (stretch, key) {
                (Stretch::One(at), Type::YesNo) => if *at == 1 { "yes" } else { "no" }.to_owned(),
                _ => pattern.clone(),
            };
            return Wording::new(format!("`{en}`"), format!("“{}”", label.unwrap_or(pattern)));
        }
        let Stretch::Numbers(Interval { from, to }) = stretch else { return Wording::new("", "") };
        let words = |(number, included): (crate::value::Number, bool), en: [&str; 2], zh: [&str; 2]| {
            let figure = self.figure(number, key);
            let at = usize::from(included);
            let pick = |words: [&str; 2]| words.get(at).map_or("", |word| *word).to_owned();
            Wording::new(format!("{} {figure}", pick(en)), format!("{}{figure}", pick(zh)))
        };
        let from = from.map(|from| words(from, ["above", "at least"], ["超过", "不低于"]));
        let to = to.map(|to| words(to, ["below", "at most"], ["低于", "不超过"]));
        match (from, to) {
            (Some(from), Some(to)) => {
                Wording::new(format!("{} and {}", from.en, to.en), format!("{}且{}", from.zh, to.zh))
            }
            (Some(side), None) | (None, Some(side)) => side,
            (None, None) => wording!("any number", "任何数"),
        }
    }

    fn variant_label(&self, choice: crate::ir::ChoiceId, variant: VariantId) -> Option<String> {
        let variants = &self.program.choice(choice)?.variants;
        variants.get(variant.0 as usize).map(|variant| variant.shown().to_owned())
    }

    fn stretches_as_pattern(&self, place: &[Stretch], keys: &[&Type], surface: Surface) -> Option<String> {
        let parts: Option<Vec<String>> =
            place.iter().zip(keys).map(|(stretch, key)| self.stretch_as_pattern(stretch, key, surface)).collect();
        Some(parts?.join(", "))
    }

    /// A stretch as a row would write it; `None` where it begins or ends just beside a number that is not whole.
    fn stretch_as_pattern(&self, stretch: &Stretch, key: &Type, surface: Surface) -> Option<String> {
        let interval = match (stretch, key) {
            (Stretch::One(at), Type::Choice(choice)) => {
                return self.program.choice(*choice)?.variants.get(*at).map(|variant| variant.name.clone());
            }
            (Stretch::One(at), _) => {
                let words = match surface {
                    Surface::English => ("no", "yes"),
                    Surface::Chinese => ("否", "是"),
                };
                return Some(if *at == 1 { words.1 } else { words.0 }.to_owned());
            }
            (Stretch::Numbers(interval), _) => interval,
        };
        let whole = matches!(key, Type::Whole(_));
        let side = |bound: Option<(crate::value::Number, bool)>, step: i64| match bound {
            None => Some(None),
            Some((number, true)) => Some(Some(number)),
            Some((number, false)) if whole => number.plus(crate::value::Number::from(step)).ok().map(Some),
            Some((_, false)) => None,
        };
        let (from, to) = (side(interval.from, 1)?, side(interval.to, -1)?);
        Some(match (from, to) {
            (Some(from), Some(to)) if from == to => self.figure(from, key),
            (from, to) => {
                let figure = |bound: Option<crate::value::Number>| bound.map(|number| self.figure(number, key));
                format!("{}..{}", figure(from).unwrap_or_default(), figure(to).unwrap_or_default())
            }
        })
    }
}
