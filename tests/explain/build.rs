//! Programs and cases put together by hand.

use std::sync::Arc;

use bursary::case::{Approved, Case, Instance, InstanceId, Paid};
use bursary::ir::*;
use bursary::source::Span;
use bursary::value::{Date, Number};

/// A program on its way.
pub struct Builder {
    pub program: Program,
}

pub fn number(text: &str) -> Number {
    text.parse().unwrap()
}

pub fn date(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn money() -> Type {
    Type::Money(None, Limits { least: Some(Number::ZERO), most: None })
}

pub fn whole(least: i64, most: i64) -> Type {
    Type::Whole(Limits { least: Some(least.into()), most: Some(most.into()) })
}

pub fn ratio() -> Type {
    Type::Ratio(Limits { least: Some(Number::ZERO), most: None })
}

/// A clause with quotes.
pub fn quoting(quotes: &[&str]) -> Clause {
    let quotes =
        quotes.iter().map(|text| Quote { text: (*text).to_owned(), article: None, places: Vec::new() }).collect();
    Clause { quotes, ..Clause::default() }
}

pub fn field(name: &str, label: &str, ty: Type) -> Field {
    Field {
        name: name.to_owned(),
        label: Some(label.to_owned()),
        ty,
        absent: None,
        evidence: Vec::new(),
        decided_by: Vec::new(),
        clause: Clause::default(),
    }
}

pub fn variant(name: &str, label: &str) -> Variant {
    Variant { name: name.to_owned(), label: Some(label.to_owned()) }
}

pub fn measure(name: &str, label: &str, article: &str, quotes: &[&str]) -> Measure {
    Measure {
        name: name.to_owned(),
        label: Some(label.to_owned()),
        article: Some(article.to_owned()),
        for_each: None,
        conditions: Vec::new(),
        awards: Vec::new(),
        limits: Vec::new(),
        pays: Vec::new(),
        terms: Terms::default(),
        assertions: Vec::new(),
        in_kind: None,
        clause: quoting(quotes),
    }
}

pub const APPLICANT: RecordId = RecordId(1);

impl Builder {
    pub fn new() -> Builder {
        let record = |name: &str, label: Option<&str>| Record {
            name: name.to_owned(),
            label: label.map(str::to_owned),
            fields: Vec::new(),
            key: None,
        };
        let policy = Policy {
            label: Some("石景山区数据要素措施".to_owned()),
            issuer: Some("石景山区政务服务和数据管理局".to_owned()),
            ..Policy::named("data_elements")
        };
        let program = Program {
            digest: "sha256:0".to_owned(),
            records: vec![record("parameters", None), record("applicant", Some("申报主体"))],
            variables: 4,
            ..Program::without_rules(policy)
        };
        Builder { program }
    }

    pub fn node(&mut self, op: Op, ty: Type) -> ExprId {
        self.program.nodes.push(Node { op, ty, span: Span::default() });
        ExprId(u32::try_from(self.program.nodes.len() - 1).unwrap())
    }

    pub fn record(&mut self, name: &str, label: &str, fields: Vec<Field>) -> RecordId {
        let key = Some(FieldId(0)).filter(|_| !fields.is_empty());
        self.program.records.push(Record { name: name.to_owned(), label: Some(label.to_owned()), fields, key });
        RecordId(u32::try_from(self.program.records.len() - 1).unwrap())
    }

    pub fn choice(&mut self, name: &str, label: &str, variants: Vec<Variant>) -> Type {
        self.program.choices.push(Choice {
            name: name.to_owned(),
            label: Some(label.to_owned()),
            variants,
            clause: quoting(&[]),
        });
        Type::Choice(ChoiceId(u32::try_from(self.program.choices.len() - 1).unwrap()))
    }

    pub fn yuan(&mut self, text: &str) -> ExprId {
        self.node(Op::Number(number(text)), money())
    }

    pub fn share(&mut self, text: &str) -> ExprId {
        self.node(Op::Number(number(text)), ratio())
    }

    pub fn amount(&mut self, op: Op) -> ExprId {
        self.node(op, money())
    }

    pub fn truth(&mut self, op: Op) -> ExprId {
        self.node(op, Type::YesNo)
    }

    /// A fact by its record's and its own name; of a series the value at the support year.
    pub fn fact(&mut self, owner: Owner, record: RecordId, name: &str) -> ExprId {
        let fields = &self.program.records[record.0 as usize].fields;
        let at = fields.iter().position(|field| field.name == name).unwrap();
        let ty = fields[at].ty.clone();
        let fact = self.node(Op::Fact(owner, record, FieldId(u32::try_from(at).unwrap())), ty.clone());
        if let Type::Series(_, of) = ty {
            let year = self.node(Op::SupportYear, whole(1, 100));
            return self.node(Op::At(fact, year), *of);
        }
        fact
    }

    pub fn own(&mut self, name: &str) -> ExprId {
        self.fact(Owner::Applicant, APPLICANT, name)
    }

    pub fn of(&mut self, record: RecordId, name: &str) -> ExprId {
        self.fact(Owner::Variable(VarId(0)), record, name)
    }

    pub fn named(&mut self, name: &str, label: &str, ty: Type, value: ExprId) -> LetId {
        let definition = Definition { applies: Applies::default(), value, clause: Clause::default() };
        self.program.lets.push(Let {
            name: name.to_owned(),
            place: Default::default(),
            label: Some(label.to_owned()),
            ty,
            definitions: vec![definition],
            by_year: false,
        });
        LetId(u32::try_from(self.program.lets.len() - 1).unwrap())
    }

    pub fn condition(&mut self, label: &str, expr: ExprId, quotes: &[&str]) -> Condition {
        let (label, applies, clause) = (Some(label.to_owned()), Applies::default(), quoting(quotes));
        let (veto, unbroken, words) = (None, false, String::new());
        Condition { label, words, expr, veto, unbroken, stage: None, applies, clause }
    }

    pub fn each(&mut self, name: &str, record: RecordId, list: &str) -> Option<ForEach> {
        let list = self.own(list);
        Some(ForEach {
            variable: VarId(0),
            name: name.to_owned(),
            record,
            list,
            order: None,
            clause: Clause::default(),
        })
    }
}

pub fn award(formula: ExprId) -> Award {
    Award { up_to: false, formula, applies: Applies::default(), clause: Clause::default() }
}

pub fn years(first: u32, last: u32) -> Applies {
    Applies { years: Some((first, last)), reading: None }
}

/// A case on its way; the parameters and the applicant are there.
pub fn case(program: &Program, applied_on: &str) -> Case {
    let blank = |record: RecordId| Instance {
        record,
        fields: vec![None; program.records[record.0 as usize].fields.len()],
        key: None,
        parent: None,
    };
    Case {
        name: "case".to_owned(),
        applied_on: date(applied_on),
        instances: vec![blank(program.parameters), blank(program.applicant)],
        approved: Vec::new(),
        paid: Vec::new(),
    }
}

/// Sets a fact of a record.
pub fn set(program: &Program, case: &mut Case, of: usize, name: &str, datum: Datum) {
    let record = &program.records[case.instances[of].record.0 as usize];
    let at = record.fields.iter().position(|field| field.name == name).unwrap();
    case.instances[of].fields[at] = Some(datum);
}

/// Adds a record to a list of the applicant.
pub fn add(program: &Program, case: &mut Case, list: &str, key: &str, facts: &[(&str, Datum)]) {
    let applicant = &program.records[program.applicant.0 as usize];
    let at = applicant.fields.iter().position(|field| field.name == list).unwrap();
    let Type::List(record) = applicant.fields[at].ty else { panic!("{list} is no list") };
    let fields = vec![None; program.records[record.0 as usize].fields.len()];
    let parent = Some((Case::APPLICANT, FieldId(u32::try_from(at).unwrap())));
    case.instances.push(Instance { record, fields, key: Some(key.to_owned()), parent });
    let new = case.instances.len() - 1;
    set(program, case, new, "id", words(key));
    for (name, datum) in facts {
        set(program, case, new, name, datum.clone());
    }
    let id = InstanceId(u32::try_from(new).unwrap());
    match &mut case.instances[1].fields[at] {
        Some(Datum::List(records)) => records.push(id),
        other => *other = Some(Datum::List(vec![id])),
    }
}

pub fn words(text: &str) -> Datum {
    Datum::Text(Arc::from(text))
}

pub fn yes() -> Datum {
    Datum::Truth(true)
}

pub fn no() -> Datum {
    Datum::Truth(false)
}

pub fn of(text: &str) -> Datum {
    Datum::Number(number(text))
}

pub fn on(text: &str) -> Datum {
    Datum::Date(date(text))
}

pub fn approved(measure: &str, claim: &str, year: u32, amount: &str) -> Approved {
    Approved {
        measure: measure.to_owned(),
        claim: claim.to_owned(),
        support_year: year,
        instalment: None,
        amount: number(amount),
    }
}

pub fn paid(measure: &str, claim: &str, amount: &str, on: &str) -> Paid {
    Paid {
        instalment: None,
        policy: None,
        measure: measure.to_owned(),
        claim: claim.to_owned(),
        support_year: 1,
        amount: number(amount),
        on: date(on),
        quantity: None,
    }
}
