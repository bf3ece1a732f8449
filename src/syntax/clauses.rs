//! Clauses put together to declarations.

use super::build::Piece;
use super::error::{PlaceError, UnreadError};
use super::grammar::Rule;
use super::keywords::ClauseKind;
use super::last::{self, Last};
use super::lines::{self, Clause, Head};
use super::mistakes;
use super::outline::{Outline, OutlinedClause};
use super::put::{self, Put};
use super::quotable::Quotable;
use super::silences::Silences;
use super::tokens::{Token, tokens};
use super::{invisible, place, read, unread};
use crate::ast::{self, Declaration, ExprKind, Surface};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourceId, Span};

/// So many findings are shown of one file.
const FINDINGS: usize = 1_000;

/// Reads all clauses of a text and puts them together. What each is made of is only told where it is asked for: `with_parts`.
pub(super) fn assemble(source: SourceId, text: &str, with_parts: bool, found: &mut Diagnostics) -> Outline {
    let mut findings = Findings { source, all: found, left: FINDINGS };
    let (blanked, invisible) = invisible::blanked(source, text);
    invisible.for_each(|finding| findings.push(finding));
    let tokens = tokens(&blanked);
    let mark = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let clauses = lines::clauses(&blanked, mark, &tokens);
    let surface = place::surface(&clauses);
    if let Some(finding) = surface.and_then(|surface| place::mixed(source, text, &clauses, surface)) {
        findings.push(finding);
    }
    let mut assembly = Assembly {
        source,
        text,
        surface: surface.unwrap_or(Surface::English),
        declarations: Vec::new(),
        owner: None,
        attached: false,
        quarantined: false,
        last: Last::Nothing,
        last_column: 0,
        quotable: Quotable::of(&blanked, &clauses, &tokens),
        departed: None,
        silences: Silences::default(),
        level: 0,
        with_parts,
        outlined: Vec::new(),
        findings,
    };
    let mut before: Option<&Clause> = None;
    let mut rest = tokens.as_slice();
    for (at, clause) in clauses.iter().enumerate() {
        let after = clauses.get(at + 1..).unwrap_or_default();
        rest = rest.split_at(rest.partition_point(|token| (token.start as usize) < clause.start)).1;
        let own = rest.split_at(rest.partition_point(|token| (token.end as usize) <= clause.end)).0;
        assembly.clause(clause, own, before, after);
        before = Some(clause);
    }
    assembly.close();
    let Assembly { declarations, silences, outlined: clauses, .. } = assembly;
    let silences = silences.finish(text.len());
    let file = ast::File { surface, declarations, silences, span: Span::new(source, 0, text.len()) };
    Outline { file, tokens, clauses }
}

/// The findings of one file, up to a number.
struct Findings<'a> {
    source: SourceId,
    all: &'a mut Diagnostics,
    left: usize,
}

impl Findings<'_> {
    fn push(&mut self, finding: impl Into<Diagnostic>) {
        if self.left == 0 {
            return;
        }
        let finding = finding.into();
        self.left -= 1;
        if self.left == 0 {
            let span = Span { source: self.source, ..finding.span };
            self.all.push(UnreadError::TooMany { span, limit: FINDINGS });
        }
        self.all.push(finding);
    }
}

struct Assembly<'a> {
    source: SourceId,
    text: &'a str,
    surface: Surface,
    declarations: Vec<Declaration>,
    /// The kind of declaration that clauses now belong to.
    owner: Option<ClauseKind>,
    /// Whether that declaration is the last of `declarations`: it is not where its header could not be read.
    attached: bool,
    /// Whether clauses now belong to a declaration that nobody knows.
    quarantined: bool,
    /// What quotes and rows now belong to, and its column.
    last: Last,
    last_column: usize,
    quotable: Quotable,
    /// The column of what departs from that, where quotes now belong to it.
    departed: Option<usize>,
    silences: Silences,
    /// How many clauses stand above that.
    level: usize,
    with_parts: bool,
    outlined: Vec<OutlinedClause>,
    findings: Findings<'a>,
}

impl Assembly<'_> {
    fn clause(&mut self, clause: &Clause, tokens: &[Token], before: Option<&Clause>, after: &[Clause]) {
        self.outlined.push(OutlinedClause {
            kind: clause.head.kind(),
            start: clause.start,
            end: clause.end,
            line_start: clause.line_start,
            column: clause.column,
            depth: usize::from(clause.column > 0),
            parts: None,
            rule: None,
        });
        let Some(kind) = clause.head.kind() else { return self.unknown(clause, before) };
        if kind != ClauseKind::Row {
            self.close();
        }
        let belongs = self.owner.is_some_and(|owner| kind.belongs_in(owner));
        let inside = clause.demoted || self.owner.is_some_and(|owner| place::is_inside(kind, clause, owner, after));
        let declares = kind.is_declaration() || (kind.may_declare() && !inside && (clause.column == 0 || !belongs));
        self.silences.clause(Some(kind), declares, clause.line_start);
        if declares {
            self.owner = Some(kind);
            self.quarantined = false;
            self.attached = false;
        }
        if self.quarantined {
            return;
        }
        if !declares && !self.is_at_home(kind, clause) {
            self.last = Last::Nothing;
            return;
        }
        let below = if kind.follows() { self.last_column } else { 0 };
        let depth = self.depth(kind, clause, declares);
        let beside = kind == ClauseKind::Quote
            && self.departed.is_some_and(|column| (self.last_column + 1..=column).contains(&clause.column));
        if beside {
            let span = Span::new(self.source, clause.start, clause.head_end);
            self.findings.push(PlaceError::QuoteBeside { span });
        } else if let Some(finding) = place::indentation(self.source, clause, declares, below) {
            self.findings.push(finding);
        }
        let rule = match (kind, kind.keyword()) {
            (_, Some(keyword)) => keyword.rule,
            (ClauseKind::Field, None) => Rule::field,
            (_, None) => self.row_rule(),
        };
        let file = read::File {
            source: self.source,
            text: self.text,
            surface: self.surface,
            quotable: &self.quotable,
            with_parts: self.with_parts,
        };
        let reading = read::read(&file, clause, tokens, rule, self.findings.left > 0);
        if let Some(outlined) = self.outlined.last_mut() {
            outlined.depth = depth;
            outlined.rule = Some(rule);
            outlined.parts = reading.parts.filter(|_| !beside);
        }
        reading.found.into_iter().for_each(|finding| self.findings.push(finding));
        if !kind.follows() && kind != ClauseKind::Row {
            self.last_column = clause.column;
            self.level = depth;
        }
        self.departed = match self.departed {
            _ if kind.departs() => Some(clause.column),
            departed => departed.filter(|_| kind.follows()),
        };
        match reading.piece {
            Some(piece) if declares => self.declare(piece),
            Some(Piece::Silence(silence)) => self.silences.add(silence),
            Some(piece) if self.attached => self.put(piece, kind, clause),
            // What departs beside it departs from the same clause.
            None if kind.departs() || kind == ClauseKind::Silence => {}
            Some(_) | None => self.last = Last::Nothing,
        }
    }

    /// How many clauses a clause stands under.
    #[expect(clippy::wildcard_enum_match_arm, reason = "whatever follows nothing stands right under its declaration")]
    fn depth(&self, kind: ClauseKind, clause: &Clause, declares: bool) -> usize {
        let lists = matches!(
            self.owner,
            Some(ClauseKind::Type | ClauseKind::Table | ClauseKind::Slices | ClauseKind::Dated | ClauseKind::Reading)
        );
        match kind {
            _ if declares => 0,
            ClauseKind::Row if lists => 1,
            // It silences for the whole policy or amendment wherever it stands there.
            ClauseKind::Silence if matches!(self.owner, Some(ClauseKind::Policy | ClauseKind::Amendment)) => 1,
            ClauseKind::Quote if self.departed.is_some() => self.level + 2,
            // It belongs to the declaration, but may be written below the clause that it is about.
            ClauseKind::Quote if self.last == Last::Header => {
                1 + usize::from(self.level > 0 && clause.column > self.last_column)
            }
            kind if kind == ClauseKind::Row || kind.follows() => self.level + 1,
            _ => 1,
        }
    }

    /// A line that starts with no keyword. Of several such lines below one another the first is reported.
    fn unknown(&mut self, clause: &Clause, before: Option<&Clause>) {
        self.close();
        self.silences.clause(None, clause.column == 0, clause.line_start);
        self.last = Last::Nothing;
        let span = Span::new(self.source, clause.start, clause.head_end);
        let word: String = self.text.get(clause.start..clause.head_end).unwrap_or("").chars().take(30).collect();
        if clause.column > 0 {
            let declaration = mistakes::of_line(&word, self.surface)
                .or_else(|| self.owner.map(|owner| place::allowed(owner, self.surface)));
            return self.findings.push(PlaceError::UnknownClause { span, word, declaration });
        }
        self.owner = None;
        self.quarantined = true;
        self.attached = false;
        let alone = |other: &Clause| !self.text.get(other.start..other.end).unwrap_or("").contains('\n');
        let repeated = before.is_some_and(|before| before.head == Head::Unknown && before.column == 0 && alone(before));
        if !repeated {
            let allowed = place::declarations(self.surface);
            self.findings.push(PlaceError::UnknownDeclaration { span, word, allowed });
        }
    }

    /// Whether a clause may stand here; reported if not.
    fn is_at_home(&mut self, kind: ClauseKind, clause: &Clause) -> bool {
        let span = Span::new(self.source, clause.start, clause.head_end);
        let belongs = self.owner.is_some_and(|owner| kind.belongs_in(owner));
        let proves = matches!(kind, ClauseKind::Evidence | ClauseKind::DecidedBy);
        let departs = kind.departs();
        if departs && belongs && self.last == Last::Nothing {
            // What it departs from could not be read: its own mistakes are told all the same.
            return true;
        }
        let follows =
            (!proves || matches!(self.last, Last::Field | Last::Nothing)) && (!departs || self.last.base().is_some());
        if kind == ClauseKind::Row && (!belongs || !self.takes_rows()) {
            if self.last != Last::Nothing || self.owner.is_none() {
                self.findings.push(PlaceError::StrayRow { span });
            }
            return false;
        }
        if !belongs || !follows {
            let at_clause = crate::wording!("the clause above it", "上一条目");
            let above = (departs && belongs).then_some(at_clause);
            let above = above.or_else(|| {
                self.owner.and_then(ClauseKind::keyword).map(|owner| {
                    let (english, chinese) = (owner.spelling(self.surface), owner.spelling(self.surface));
                    crate::wording!("`{english}`", "“{chinese}”")
                })
            });
            let clause = unread::name(kind, clause.head.surface().unwrap_or(self.surface));
            let belongs = place::belongs(kind, self.owner, self.surface);
            self.findings.push(PlaceError::OutOfPlace { span, clause, above, belongs });
            return false;
        }
        true
    }

    fn takes_rows(&mut self) -> bool {
        match self.owner {
            Some(
                ClauseKind::Type | ClauseKind::Table | ClauseKind::Slices | ClauseKind::Dated | ClauseKind::Reading,
            ) => true,
            _ if !self.attached || self.last == Last::Nothing => false,
            Some(ClauseKind::Test) => self.last == Last::Given && last::takes_given_rows(&self.declarations),
            _ => last::rowed(&mut self.declarations, self.last)
                .is_some_and(|(value, ..)| matches!(value.kind, ExprKind::Rows(_) | ExprKind::Error)),
        }
    }

    fn row_rule(&self) -> Rule {
        match self.owner {
            Some(ClauseKind::Table | ClauseKind::Slices) => Rule::table_rows,
            Some(ClauseKind::Dated) => Rule::dated_rows,
            Some(ClauseKind::Type | ClauseKind::Reading) => Rule::choice_rows,
            Some(ClauseKind::Test) => Rule::given_rows,
            _ => Rule::value_rows,
        }
    }

    #[allow(clippy::wildcard_enum_match_arm, reason = "no other piece begins a declaration")]
    fn declare(&mut self, piece: Piece) {
        let (declaration, last) = match piece {
            Piece::Declaration(declaration) => (declaration, Last::Header),
            Piece::Let(own) => (Declaration::Let(own), Last::Let),
            Piece::Assert(own) => (Declaration::Assert(own), Last::Header),
            _ => return,
        };
        self.declarations.push(declaration);
        self.attached = true;
        self.last = last;
    }

    #[allow(clippy::wildcard_enum_match_arm, reason = "`put` knows the place of every other piece")]
    fn put(&mut self, piece: Piece, kind: ClauseKind, clause: &Clause) {
        match piece {
            Piece::Quote(quote) => {
                if let Some(quotes) = last::quotes(&mut self.declarations, self.last) {
                    quotes.push(quote);
                }
            }
            Piece::ValueRows(rows, applies) => {
                if let Some(place) = last::rowed(&mut self.declarations, self.last) {
                    last::add_rows(place, rows, applies);
                }
            }
            Piece::Departure(departure) => {
                let Some(base) = self.last.base() else { return };
                if let Some(departures) = last::departures(&mut self.declarations, base) {
                    departures.push(departure);
                    self.last = Last::Departure(base);
                }
            }
            piece => {
                let Some(declaration) = self.declarations.last_mut() else { return };
                match put::put(declaration, piece) {
                    Put::At(last) => self.last = last,
                    Put::Twice(first) => {
                        let span = Span::new(self.source, clause.start, clause.head_end);
                        let clause = unread::name(kind, self.surface);
                        self.findings.push(PlaceError::Twice { span, clause, first });
                        self.last = Last::Nothing;
                    }
                }
            }
        }
    }

    /// A let or award that waited for rows gets no more.
    fn close(&mut self) {
        if !self.attached || !matches!(self.last, Last::Let | Last::Award) {
            return;
        }
        let kind = if self.last == Last::Let { ClauseKind::Let } else { ClauseKind::Award };
        let Some((value, _, span)) = last::rowed(&mut self.declarations, self.last) else { return };
        if matches!(&value.kind, ExprKind::Rows(rows) if rows.is_empty()) {
            value.kind = ExprKind::Error;
            let span = *span;
            let clause = unread::name(kind, self.surface);
            self.findings.push(PlaceError::WithoutValue { span, clause });
        }
    }
}
