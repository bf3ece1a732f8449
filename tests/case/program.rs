//! A policy with a field of every type, built by hand.

use bursary::ir::*;
use bursary::value::Number;

pub const APPLICANT: RecordId = RecordId(1);
pub const CERTIFICATE: RecordId = RecordId(2);
pub const PROJECT: RecordId = RecordId(3);
pub const LOAN: RecordId = RecordId(4);

fn limits(least: i64, most: Option<i64>) -> Limits {
    Limits { least: Some(Number::from(least)), most: most.map(Number::from) }
}

fn field(name: &str, label: &str, ty: Type) -> Field {
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

fn record(name: &str, label: &str, key: Option<u32>, fields: Vec<Field>) -> Record {
    Record { name: name.to_owned(), label: Some(label.to_owned()), fields, key: key.map(FieldId) }
}

fn variant(name: &str, label: &str) -> Variant {
    Variant { name: name.to_owned(), label: Some(label.to_owned()) }
}

fn node(op: Op, ty: Type) -> Node {
    Node { op, ty, span: Default::default() }
}

fn award(up_to: bool, years: Option<(u32, u32)>) -> Award {
    Award { up_to, formula: ExprId(0), applies: Applies { years, reading: None }, clause: Clause::default() }
}

fn measure(name: &str, label: &str, for_each: Option<(RecordId, ExprId)>, awards: Vec<Award>) -> Measure {
    let for_each = for_each.map(|(record, list)| ForEach {
        variable: VarId(0),
        name: "record".to_owned(),
        record,
        list,
        order: None,
        clause: Clause::default(),
    });
    Measure {
        name: name.to_owned(),
        label: Some(label.to_owned()),
        article: None,
        for_each,
        conditions: Vec::new(),
        awards,
        limits: Vec::new(),
        pays: Vec::new(),
        terms: Terms::default(),
        assertions: Vec::new(),
        in_kind: None,
        clause: Clause::default(),
    }
}

pub fn demo() -> Program {
    let kind = Choice {
        name: "applicant_kind".to_owned(),
        label: Some("主体类型".to_owned()),
        variants: vec![
            variant("enterprise", "企业"),
            variant("public_institution", "事业单位"),
            variant("university", "高等院校"),
        ],
        clause: Clause::default(),
    };
    let money = || Type::Money(None, limits(0, None));
    let series = |ty| Type::Series(SeriesBy::SupportYear, Box::new(ty));
    let signed = Limits { least: Some(Number::from(-10)), most: Some(Number::from(10)) };
    let records = vec![
        record(
            "parameters",
            "参数",
            None,
            vec![
                field("issued_on", "印发之日", Type::Date),
                field("base", "基数", money()),
                field("share", "比例", Type::Ratio(limits(0, None))),
            ],
        ),
        record(
            "applicant",
            "申报主体",
            None,
            vec![
                field("name", "名称", Type::Text),
                field("kind", "主体类型", Type::Choice(ChoiceId(0))),
                field("registered", "在区内注册", Type::YesNo),
                field("headcount", "职工人数", Type::Whole(limits(0, None))),
                field("score", "评分", Type::Decimal(signed)),
                field("rate", "担保费率", Type::Ratio(limits(0, Some(1)))),
                field("revenue", "销售收入", money()),
                field("fee", "外币费用", Type::Money(Some("USD".into()), limits(0, None))),
                field("founded_on", "成立日期", Type::Date),
                field("lease", "租赁期间", Type::Period),
                field("review_passed", "专家评审通过", series(Type::YesNo)),
                field("level_held", "评审时等级", series(Type::Whole(limits(2, Some(5))))),
                field("certificates", "证书清单", Type::List(CERTIFICATE)),
                field("projects", "项目清单", Type::List(PROJECT)),
            ],
        ),
        record(
            "certificate",
            "证书",
            Some(0),
            vec![
                field("id", "证书编号", Type::Text),
                field("level", "证书等级", Type::Whole(limits(2, Some(5)))),
                field("issued_on", "发证日期", Type::Date),
                field("recognised", "经认定", Type::YesNo),
            ],
        ),
        record(
            "project",
            "项目",
            Some(0),
            vec![
                field("id", "项目编号", Type::Text),
                field("cost", "投资额", money()),
                field("loans", "贷款", Type::List(LOAN)),
            ],
        ),
        record("loan", "贷款", None, vec![field("principal", "贷款金额", money())]),
    ];
    let list = |field, record| node(Op::Fact(Owner::Applicant, APPLICANT, FieldId(field)), Type::List(record));
    Program {
        choices: vec![kind],
        records,
        measures: vec![
            measure("certification", "认证奖励", Some((CERTIFICATE, ExprId(1))), vec![award(false, None)]),
            measure("construction", "建设支持", Some((PROJECT, ExprId(2))), vec![award(true, Some((1, 3)))]),
            measure("follow_up", "后续奖励", None, vec![award(true, Some((2, 3)))]),
            measure("services", "服务保障", None, Vec::new()),
        ],
        nodes: vec![node(Op::Number(Number::ONE), money()), list(12, CERTIFICATE), list(13, PROJECT)],
        ..Program::without_rules(Policy { label: Some("示范政策".to_owned()), ..Policy::named("demo") })
    }
}
