//! From a clause that the grammar has read to its part of the tree: one file per construct.

mod amendment;
mod assertion;
mod climb;
mod conditions;
mod departures;
mod ending;
mod expression;
mod facts;
mod function;
mod header;
mod limits;
mod names;
mod payments;
mod rows;
mod rules;
mod share;
mod silence;
mod tables;
mod tests;
mod time;
mod types;
mod units;

pub(super) use names::{narrow, unquote};
pub(super) use tests::TestPart;

use super::cursor::Cursor;
use super::grammar::{Node, Rule};
use super::patch::Patched;
use crate::ast;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// What one clause comes to, before it is put into its declaration.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    /// A whole declaration, still without its clauses.
    Declaration(ast::Declaration),
    Issuer(ast::Text),
    Repeal(ast::Repeal),
    Source(ast::Text),
    Currency(ast::MoneyRule),
    Parameter(ast::Field),
    InForce(ast::InForce),
    FinancialYear(ast::FinancialYear),
    ShortMonths(ast::ShortMonths),
    Field(ast::Field),
    Evidence(ast::Text),
    DecidedBy(ast::Text),
    When(ast::Condition),
    Because(ast::Text),
    Quote(ast::Quote),
    Silence(ast::Silence),
    ForEach(ast::ForEach),
    Assert(Box<ast::Assertion>),
    /// A `let`; with no value where rows must follow.
    Let(ast::Let),
    Award(ast::Award),
    Departure(ast::Departure),
    Cap(ast::Cap),
    Pay(ast::Pay),
    Payers(ast::Payers),
    Voucher(ast::Voucher),
    Recover(ast::Recover),
    Obliged(ast::Obligation),
    InKind(ast::InKind),
    ChoiceRows(Vec<ast::NamedValue>),
    TableRows(Vec<ast::TableRow>),
    ValueRows(Vec<ast::ValueRow>, ast::Applies),
    /// A clause of a test.
    TestPart(TestPart),
}

/// What the builders need beside the nodes: where the clause stands, and whom to tell.
pub(super) struct Reader<'a> {
    /// The text of the clause and its place in the file.
    pub patched: &'a Patched<'a>,
    /// What the builders find.
    pub found: Vec<Diagnostic>,
    /// Whether what is read is the condition of a sum or a count.
    pub of_list: bool,
}

impl Reader<'_> {
    /// The place of a node in the file.
    pub fn span(&self, node: &Node<'_>) -> Span {
        let span = node.as_span();
        // A rule that may end in space or comments does not count them.
        let end = span.start() + node.as_str().trim_end().len();
        self.patched.span(span.start(), end.max(span.start()))
    }

    /// The place of the whole clause.
    pub fn whole(&self) -> Span {
        self.patched.whole()
    }

    /// Adds a finding.
    pub fn report(&mut self, finding: impl Into<Diagnostic>) {
        self.found.push(finding.into());
    }
}

/// Builds the piece of a clause. `None` where grammar and builder disagree, which is a defect of this program.
#[allow(clippy::wildcard_enum_match_arm, reason = "the other rules are parts of clauses")]
pub(super) fn build(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Piece> {
    let rule = node.as_rule();
    let mut parts = Cursor::of(node);
    let piece = match rule {
        Rule::policy => header::policy(&mut parts, reader)?,
        Rule::amendment => amendment::amendment(&mut parts, reader)?,
        Rule::repeal => amendment::repeal(&mut parts, reader)?,
        Rule::issuer => Piece::Issuer(names::only_text(&mut parts, Rule::issuer_word, reader)?),
        Rule::source => Piece::Source(names::only_text(&mut parts, Rule::source_word, reader)?),
        Rule::currency_clause => header::currency_clause(&mut parts, reader)?,
        Rule::parameter => facts::parameter(&mut parts, reader)?,
        Rule::in_force => time::in_force(&mut parts, reader)?,
        Rule::financial_year => time::financial_year(&mut parts, reader)?,
        Rule::short_months => time::short_months(&mut parts, reader)?,
        Rule::unit_clause => units::unit_clause(&mut parts, reader)?,
        Rule::choice_type => header::choice_type(&mut parts, reader)?,
        Rule::applicant => facts::applicant(&mut parts, reader)?,
        Rule::record => facts::record(&mut parts, reader)?,
        Rule::field => facts::field(&mut parts, reader)?,
        Rule::evidence => Piece::Evidence(names::only_text(&mut parts, Rule::evidence_word, reader)?),
        Rule::decided_by => Piece::DecidedBy(names::only_text(&mut parts, Rule::decided_by_word, reader)?),
        Rule::scope => rules::scope(&mut parts, reader)?,
        Rule::condition => conditions::condition(&mut parts, Rule::when_word, reader)?,
        Rule::veto => conditions::condition(&mut parts, Rule::veto_word, reader)?,
        Rule::assertion => assertion::assertion(&mut parts, reader)?,
        Rule::table => tables::table(ast::TableKind::Table, &mut parts, reader)?,
        Rule::slices => tables::table(ast::TableKind::Slices, &mut parts, reader)?,
        Rule::dated => tables::table(ast::TableKind::Dated, &mut parts, reader)?,
        Rule::reading => header::reading(&mut parts, reader)?,
        Rule::because => Piece::Because(names::only_text(&mut parts, Rule::because_word, reader)?),
        Rule::measure => rules::measure(&mut parts, reader)?,
        Rule::quote => header::quote(&mut parts, reader)?,
        Rule::silence => silence::silence(&mut parts, reader)?,
        Rule::for_each => rules::for_each(&mut parts, reader)?,
        Rule::let_clause => rules::let_clause(&mut parts, reader)?,
        Rule::award => rules::award(&mut parts, reader)?,
        Rule::except_clause => departures::except(&mut parts, reader)?,
        Rule::raise_clause => departures::raise(&mut parts, reader)?,
        Rule::cap => limits::cap(&mut parts, reader)?,
        Rule::once => limits::once(&mut parts, reader)?,
        Rule::across => limits::across(&mut parts, reader)?,
        Rule::pay => payments::pay(&mut parts, reader)?,
        Rule::payers => payments::payers(&mut parts, reader)?,
        Rule::voucher => payments::voucher(&mut parts, reader)?,
        Rule::recover => payments::recover(&mut parts, reader)?,
        Rule::obliged => payments::obliged(&mut parts, reader)?,
        Rule::in_kind => {
            let what = names::only_text(&mut parts, Rule::in_kind_word, reader)?;
            Piece::InKind(ast::InKind { what, quotes: Vec::new(), span: reader.whole() })
        }
        Rule::not_computed => {
            let why = names::only_text(&mut parts, Rule::not_computed_word, reader)?;
            let span = reader.whole();
            Piece::Declaration(ast::Declaration::NotComputed(ast::NotComputed { why, quotes: Vec::new(), span }))
        }
        Rule::defect => {
            let what = names::only_text(&mut parts, Rule::defect_word, reader)?;
            let span = reader.whole();
            Piece::Declaration(ast::Declaration::Defect(ast::Defect { what, quotes: Vec::new(), span }))
        }
        Rule::choice_rows => rows::choice_rows(&mut parts, reader)?,
        Rule::table_rows => tables::table_rows(&mut parts, reader)?,
        Rule::dated_rows => tables::dated_rows(&mut parts, reader)?,
        Rule::value_rows => rows::value_rows(&mut parts, reader)?,
        Rule::test_clause => tests::test(&mut parts, reader)?,
        Rule::test_case => {
            let file = names::only_text(&mut parts, Rule::case_word, reader)?;
            Piece::TestPart(TestPart::Base(ast::TestBase::Case(file)))
        }
        Rule::test_like => {
            let name = names::only_text(&mut parts, Rule::like_word, reader)?;
            Piece::TestPart(TestPart::Base(ast::TestBase::Like(name)))
        }
        Rule::with_reading => tests::with_reading(&mut parts, reader)?,
        Rule::test_stage => tests::stage(&mut parts, reader)?,
        Rule::given => tests::given(&mut parts, reader)?,
        Rule::given_rows => tests::given_rows(&mut parts, reader)?,
        Rule::not_known => tests::not_known(&mut parts, reader)?,
        Rule::paid_entry => tests::paid(&mut parts, reader)?,
        Rule::approved_entry => tests::approved(&mut parts, reader)?,
        Rule::expect => tests::expect(&mut parts, reader)?,
        _ => return None,
    };
    parts.finish()?;
    Some(piece)
}
