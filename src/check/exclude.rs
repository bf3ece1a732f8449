//! Conditions of which one at most may hold: whether two of them can be shown to hold together.
//!
//! A condition is taken apart into alternatives, each of which asks something of some subjects: of facts, named values, or whole conditions
//! that can't be taken apart. Two alternatives are shown to meet where what both ask of each common subject meets, and one of them asks
//! nothing else. Where each asks of something that the other doesn't (`if small and green`, `if small and listed`), the facts may well
//! exclude one another, and it is left to the run.

use crate::ast::CompareOp;
use crate::ir::{Applies, ExprId, LetId, Op, Owner, Type};

use super::Checker;
use super::clash::compatible;
use super::cover::{Findings, Piece, Stretch, cover};
use super::rows::{DEEP, meet};

/// More alternatives than a condition that people read has.
pub(super) const MOST_ALTERNATIVES: usize = 32;
/// More subjects than an alternative that people read has.
const MOST_SUBJECTS: usize = 12;
/// So many pairs of alternatives are compared.
const MOST_PAIRS: usize = 20_000;

/// So many parts of a condition are looked at: named values stand for others.
const MOST_STEPS: usize = 400;

/// The steps that are left.
pub(super) struct Steps(usize);

impl Steps {
    pub(super) fn full() -> Steps {
        Steps(MOST_STEPS)
    }

    fn take(&mut self) -> bool {
        let left = self.0.checked_sub(1);
        self.0 = left.unwrap_or(0);
        left.is_some()
    }
}

/// What is asked of each of some subjects, all together.
pub(super) type Alternative = Vec<(ExprId, Vec<Piece>)>;

/// Two conditions that hold together, and where.
pub(super) struct Together {
    /// The later one, by its place.
    pub(super) later: usize,
    /// The earlier one.
    pub(super) earlier: usize,
    /// What the subjects then are.
    pub(super) place: Vec<(ExprId, Stretch)>,
    /// Whether the later one holds nowhere but where the earlier one does.
    pub(super) within: bool,
}

impl Checker<'_> {
    /// The conditions that are shown to hold together with an earlier one, each with the first such. `exclusive` says of two whether one at most
    /// may hold.
    pub(super) fn together(&self, conditions: &[ExprId], exclusive: impl Fn(usize, usize) -> bool) -> Vec<Together> {
        let asked: Vec<Vec<Alternative>> =
            conditions.iter().map(|condition| self.alternatives(*condition, true, &mut Steps::full())).collect();
        let mut found = Vec::new();
        let mut pairs = 0;
        for (later, own) in asked.iter().enumerate() {
            let before = asked.iter().enumerate().take(later).filter(|(earlier, _)| exclusive(later, *earlier));
            for (earlier, other) in before {
                pairs += own.len() * other.len();
                if pairs > MOST_PAIRS {
                    return found;
                }
                let meets = |one: &Alternative| other.iter().find_map(|another| self.meeting(one, another));
                if let Some(place) = own.iter().find_map(meets) {
                    let within = own.iter().all(|one| other.iter().any(|another| self.lies_within(one, another)));
                    found.push(Together { later, earlier, place, within });
                    break;
                }
            }
        }
        found
    }

    /// Whether it is shown that one of the conditions holds in every case: that none does contradicts itself.
    pub(super) fn one_holds(&self, conditions: &[ExprId]) -> bool {
        let none = self.all_of(conditions, false, &mut Steps::full());
        none.is_some_and(|none| none.is_empty())
    }

    /// How a condition comes out whatever the facts are, where that is shown. (A list of all values of a type is what the document says.)
    pub(super) fn surely(&self, condition: ExprId) -> Option<bool> {
        let impossible = |wanted: bool| {
            let asked = self.alternatives(condition, wanted, &mut Steps::full());
            asked
                .iter()
                .all(|alternative| alternative.iter().any(|(subject, pieces)| self.lies_nowhere(*subject, pieces)))
        };
        match (impossible(true), impossible(false)) {
            (true, false) => Some(false),
            (false, true) if !matches!(self.program.node(condition).op, Op::OneOf(..)) => Some(true),
            _ => None,
        }
    }

    /// Whether a subject can be nothing of what is asked.
    fn lies_nowhere(&self, subject: ExprId, pieces: &[Piece]) -> bool {
        let space = self.space(&self.program.node(subject).ty);
        space.is_some_and(|space| !cover(&[space], &[vec![pieces.to_vec()]]).never.is_empty())
    }

    /// What a condition asks where it is to come out so; a condition of too many alternatives is one subject.
    pub(super) fn alternatives(&self, condition: ExprId, wanted: bool, steps: &mut Steps) -> Vec<Alternative> {
        let whole = || vec![vec![(condition, vec![Piece::One(usize::from(wanted))])]];
        if !steps.take() {
            return whole();
        }
        let parts = match (&self.program.node(condition).op, wanted) {
            (Op::Not(inner), _) => return self.alternatives(*inner, !wanted, steps),
            (Op::And(parts), true) | (Op::Or(parts), false) => self.all_of(parts, wanted, steps),
            (Op::Or(parts), true) | (Op::And(parts), false) => {
                Some(parts.iter().flat_map(|part| self.alternatives(*part, wanted, steps)).collect())
            }
            (Op::Compare(op, left, right), _) if self.same_expression(*left, *right, DEEP) => {
                let holds = matches!(op, CompareOp::AtLeast | CompareOp::AtMost);
                Some(if holds == wanted { vec![Vec::new()] } else { Vec::new() })
            }
            (Op::Same(left, right), _) if self.same_expression(*left, *right, DEEP) => {
                Some(if wanted { vec![Vec::new()] } else { Vec::new() })
            }
            (Op::OnlyIf(only, asked), true) => {
                let unasked = self.alternatives(*only, false, steps);
                Some(unasked.into_iter().chain(self.alternatives(*asked, true, steps)).collect())
            }
            (Op::Let(named, Owner::Applicant), _) if self.program.node(condition).ty == Type::YesNo => {
                self.only_value(*named).map(|value| self.alternatives(value, wanted, steps))
            }
            _ => {
                let asked = self.asked(condition, DEEP);
                asked.and_then(|(subject, pieces)| {
                    let pieces = if wanted { Some(pieces) } else { self.without(subject, &pieces) }?;
                    Some(vec![vec![(subject, pieces)]])
                })
            }
        };
        parts.filter(|parts| parts.len() <= MOST_ALTERNATIVES).unwrap_or_else(whole)
    }

    /// What is asked where all parts are to come out so; what contradicts itself asks nothing.
    fn all_of(&self, parts: &[ExprId], wanted: bool, steps: &mut Steps) -> Option<Vec<Alternative>> {
        let mut all: Vec<Alternative> = vec![Vec::new()];
        for part in parts {
            let own = self.alternatives(*part, wanted, steps);
            if all.len() * own.len() > MOST_ALTERNATIVES {
                return None;
            }
            let join = |before: &Alternative| own.iter().filter_map(|own| self.joined(before, own)).collect::<Vec<_>>();
            all = all.iter().flat_map(join).collect();
            if all.iter().any(|one| one.len() > MOST_SUBJECTS) {
                return None;
            }
        }
        Some(all)
    }

    /// Both of two; `None` where they contradict each other.
    pub(super) fn joined(&self, left: &Alternative, right: &Alternative) -> Option<Alternative> {
        let mut both = left.clone();
        for (subject, pieces) in right {
            match both.iter_mut().find(|(own, _)| self.same_expression(*own, *subject, DEEP)) {
                Some((_, own)) => {
                    *own = own.iter().flat_map(|own| pieces.iter().filter_map(|other| common(own, other))).collect();
                    if own.is_empty() {
                        return None;
                    }
                }
                None => both.push((*subject, pieces.clone())),
            }
        }
        Some(both)
    }

    /// Where two alternatives are shown to meet.
    fn meeting(&self, one: &Alternative, other: &Alternative) -> Option<Vec<(ExprId, Stretch)>> {
        let mut place = Vec::new();
        let mut alone = Vec::new();
        let mut shared = 0;
        for (subject, pieces) in one {
            match other.iter().find(|(own, _)| self.same_expression(*own, *subject, DEEP)) {
                Some((_, others)) => {
                    if !pieces.iter().any(|piece| others.iter().any(|other| common(piece, other).is_some())) {
                        return None;
                    }
                    let space = self.space(&self.program.node(*subject).ty)?;
                    let rows = [vec![pieces.clone()], vec![others.clone()]];
                    let Findings { overlaps, .. } = cover(&[space], &rows);
                    let stretch = overlaps.into_iter().next().and_then(|(.., place)| place.first().copied())?;
                    place.push((*subject, stretch));
                    shared += 1;
                }
                None => alone.push((subject, pieces)),
            }
        }
        if shared == 0 || (!alone.is_empty() && shared < other.len()) {
            return None;
        }
        // Figures that are made of the same facts depend on each other.
        let composed = |(subject, _): &(ExprId, Stretch)| !self.stands_alone(*subject);
        if shared > 1 && place.iter().any(composed) && !self.lies_within(one, other) && !self.lies_within(other, one) {
            return None;
        }
        let beside =
            other.iter().filter(|(subject, _)| !one.iter().any(|(own, _)| self.same_expression(*own, *subject, DEEP)));
        let rest = alone.into_iter().chain(beside.map(|(subject, pieces)| (subject, pieces)));
        place.extend(rest.filter_map(|(subject, pieces)| Some((*subject, stretch(pieces.first()?)?))));
        Some(place)
    }

    /// Whether the first alternative holds nowhere but where the other does, so far as single pieces tell.
    pub(super) fn lies_within(&self, inner: &Alternative, outer: &Alternative) -> bool {
        outer.iter().all(|(subject, pieces)| {
            let own = inner.iter().find(|(own, _)| self.same_expression(*own, *subject, DEEP));
            own.is_some_and(|(_, own)| super::departures::lies_within(own, pieces))
        })
    }

    /// Whether a subject is a fact or a condition of its own, and nothing that is worked out of others.
    pub(super) fn stands_alone(&self, subject: ExprId) -> bool {
        matches!(self.program.node(subject).op, Op::Fact(..) | Op::At(..) | Op::AppliedOn | Op::SupportYear)
    }

    /// What a named value stands for, where it is another name of a fact.
    pub(super) fn behind_names(&self, subject: ExprId) -> ExprId {
        let mut own = subject;
        for _ in 0..DEEP {
            let Op::Let(named, Owner::Applicant) = self.program.node(own).op else { break };
            match self.only_value(named) {
                Some(value) if matches!(self.program.node(value).op, Op::Fact(..) | Op::At(..) | Op::Let(..)) => {
                    own = value
                }
                _ => break,
            }
        }
        own
    }

    /// The value that a named value always has.
    fn only_value(&self, named: LetId) -> Option<ExprId> {
        match self.program.named(named)?.definitions.as_slice() {
            [only] if only.applies == Applies::default() => Some(only.value),
            _ => None,
        }
    }
}

/// What lies in both pieces; nothing where they exclude each other.
fn common(left: &Piece, right: &Piece) -> Option<Piece> {
    match (left, right) {
        (Piece::Any, other) | (other, Piece::Any) => Some(*other),
        (Piece::One(one), Piece::One(other)) => (one == other).then_some(*left),
        (Piece::Numbers(one), Piece::Numbers(other)) => {
            let both = meet(*one, *other);
            let empty = match (both.from, both.to) {
                (Some((from, first)), Some((to, last))) => from > to || (from == to && !(first && last)),
                _ => false,
            };
            (!empty).then_some(Piece::Numbers(both))
        }
        (Piece::One(_), Piece::Numbers(_)) | (Piece::Numbers(_), Piece::One(_)) => None,
    }
}

fn stretch(piece: &Piece) -> Option<Stretch> {
    match piece {
        Piece::Any => None,
        Piece::One(at) => Some(Stretch::One(*at)),
        Piece::Numbers(interval) => Some(Stretch::Numbers(*interval)),
    }
}

/// Whether two clauses can count in one year under one choice of readings.
pub(super) fn count_together(one: Applies, other: Applies) -> bool {
    let (first, last) = one.years.unwrap_or((1, u32::MAX));
    let (from, to) = other.years.unwrap_or((1, u32::MAX));
    first <= to && from <= last && compatible(one.reading, other.reading)
}
