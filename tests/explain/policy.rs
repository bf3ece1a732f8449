//! A policy of six measures that between them use every kind of clause, in the words of the seed.

use bursary::ast::CompareOp;
use bursary::ir::*;

use crate::build::*;

/// The records of the policy.
pub struct Records {
    pub certificate: RecordId,
    pub project: RecordId,
    pub loan: RecordId,
    pub work: RecordId,
    pub window: RecordId,
}

pub fn policy() -> Program {
    let mut b = Builder::new();
    let kind = b.choice(
        "applicant_kind",
        "主体类型",
        vec![variant("enterprise", "企业"), variant("public_institution", "事业单位")],
    );
    b.program.records[0].fields = vec![field("issued_on", "印发之日", Type::Date)];
    let records = records(&mut b, &kind);
    scope(&mut b);
    let measures = [
        certification(&mut b, &records, &kind),
        follow_up(&mut b, &kind),
        guarantee(&mut b, &records),
        innovation(&mut b, &records),
        transformation(&mut b, &records),
        window(&mut b, &records),
        priority(&mut b, &kind),
    ];
    b.program.measures.extend(measures);
    b.program
}

fn records(b: &mut Builder, kind: &Type) -> Records {
    let by = |mut field: Field, by: &str| {
        field.decided_by = vec![by.to_owned()];
        field
    };
    let shown_by = |mut field: Field, papers: &str| {
        field.evidence = vec![papers.to_owned()];
        field
    };
    let bureau = "区政务服务和数据管理局";
    let mut from = field("upgraded_from", "原等级", whole(1, 4));
    from.absent = Some(of("1"));
    let key = |label: &str| field("id", label, Type::Text);
    let certificate = b.record(
        "dcmm_certificate",
        "DCMM证书",
        vec![
            key("证书编号"),
            field("level", "证书等级", whole(2, 5)),
            field("issued_on", "发证日期", Type::Date),
            by(field("recognised", "经认定", Type::YesNo), bureau),
            from,
        ],
    );
    let project = b.record(
        "transformation_project",
        "科技成果转化项目",
        vec![
            key("项目编号"),
            field("in_district", "在区内实施", Type::YesNo),
            shown_by(field("sales_revenue", "销售收入", money()), "专项审计报告"),
            field("investment", "项目投资额", money()),
            by(field("recognised", "经认定", Type::YesNo), bureau),
        ],
    );
    let loan = b.record(
        "financed_project",
        "融资项目",
        vec![
            key("项目编号"),
            field("loan_principal", "贷款金额", money()),
            field("guarantee_rate", "担保费率", ratio()),
            field("guarantee_years", "担保年限", Type::Decimal(Limits::default())),
            field("equipment_cost", "设备购置及安装费", money()),
            field("software_cost", "软件购置费", money()),
            shown_by(field("network_cost", "网络建设费", money()), "采购合同和发票"),
        ],
    );
    let work = b.record("recognition", "荣誉", vec![key("荣誉编号"), field("work", "作品", Type::Text)]);
    let window = b.record(
        "service_window",
        "数据要素服务窗口",
        vec![
            key("窗口编号"),
            by(
                field("passed", "上年度绩效考核合格", Type::Series(SeriesBy::SupportYear, Box::new(Type::YesNo))),
                bureau,
            ),
        ],
    );
    let mut certificates = field("dcmm_certificates", "DCMM证书清单", Type::List(certificate));
    certificates.absent = Some(Datum::List(Vec::new()));
    b.program.records[1].fields = vec![
        field("name", "名称", Type::Text),
        field("kind", "主体类型", kind.clone()),
        shown_by(field("registered_in_district", "在石景山区依法注册登记", Type::YesNo), "营业执照"),
        by(field("municipal_fund_supported", "获得市级政府投资基金支持", Type::YesNo), "市发展改革委"),
        certificates,
        by(
            field("dcmm_review_passed", "专家评审通过", Type::Series(SeriesBy::SupportYear, Box::new(Type::YesNo))),
            "评审专家组",
        ),
        field("dcmm_level_held", "评审时等级", Type::Series(SeriesBy::SupportYear, Box::new(whole(2, 5)))),
        field("transformation_projects", "成果转化项目清单", Type::List(project)),
        field("financed_projects", "融资项目清单", Type::List(loan)),
        field("recognitions", "荣誉清单", Type::List(work)),
        field("service_windows", "服务窗口清单", Type::List(window)),
    ];
    Records { certificate, project, loan, work, window }
}

fn scope(b: &mut Builder) {
    let issued = b.fact(Owner::Parameters, RecordId(0), "issued_on");
    let from = b.node(Op::AddDays(issued, 31), Type::Date);
    let clause = quoting(&["自印发之日30天后起施行，有效期3年"]);
    b.program.in_force = Some(InForce { from, end: InForceEnd::Years(3), clause });
    let registered = b.own("registered_in_district");
    let condition = b.condition("依法注册登记", registered, &[]);
    b.program.scope = vec![condition];
    let quote = "本办法支持对象为在北京市石景山区行政区域内依法注册登记并实际经营的";
    b.program.scope_quotes = quoting(&[quote]).quotes;
}

fn is_enterprise(b: &mut Builder, kind: &Type) -> Condition {
    let fact = b.own("kind");
    let enterprise = b.node(Op::Choice(VariantId(0)), kind.clone());
    let same = b.truth(Op::Same(fact, enterprise));
    b.condition("申报主体为企业", same, &[])
}

fn standard(b: &mut Builder) -> TableId {
    let rows = ["0", "150000", "200000", "250000", "300000"];
    let rows = rows.iter().zip(1..).map(|(amount, level)| {
        let value = b.yuan(amount);
        let level = Number::from(level);
        TableRow { patterns: vec![vec![Match::number(level)]], value, step: None, span: Default::default() }
    });
    let rows = rows.collect();
    let key = TableKey { name: "level".to_owned(), label: Some("等级".to_owned()), ty: whole(1, 5) };
    b.program.tables.push(Table {
        result: None,
        slices: Vec::new(),
        editions: Vec::new(),
        name: "dcmm_standard".to_owned(),
        label: Some("DCMM等级标准".to_owned()),
        keys: vec![key],
        rows,
        ty: money(),
        clause: Clause::default(),
    });
    TableId(0)
}

use bursary::value::Number;

fn certification(b: &mut Builder, records: &Records, kind: &Type) -> Measure {
    let quote = "对首次通过国家《数据管理能力成熟度评估模型》（GB/T 36073—2018，DCMM）认证的企业，经认定，根据证书等级按照2级15万元、3级20万元、4级25万元、5级30万元的标准予以一次性资金支持";
    let mut measure = measure("dcmm_certification", "提升企业数据管理能力", "5", &[quote]);
    let certificate = records.certificate;
    measure.for_each = b.each("证书", certificate, "dcmm_certificates");
    let enterprise = is_enterprise(b, kind);
    let issued = b.of(certificate, "issued_on");
    let in_force = b.truth(Op::InForce(issued));
    let in_force = b.condition("证书在有效期内取得", in_force, &[]);
    let recognised = b.of(certificate, "recognised");
    let recognised = b.condition("经认定", recognised, &["经认定"]);
    measure.conditions = vec![enterprise, in_force, recognised];
    let table = standard(b);
    b.program.readings.push(Reading {
        name: "dcmm_upgrade".to_owned(),
        label: Some("晋级差额".to_owned()),
        values: vec![variant("from_level", "按等级之差"), variant("from_paid", "按已享受金额")],
        default: 0,
        because: Some("“晋级享受差额奖励”奖的是晋升的级差，后一张证书不是“首次通过”".to_owned()),
        clause: quoting(&["晋级享受差额奖励"]),
    });
    let level = b.of(certificate, "level");
    let new = b.amount(Op::Lookup(table, vec![level]));
    let from = b.of(certificate, "upgraded_from");
    let old = b.amount(Op::Lookup(table, vec![from]));
    let step = b.amount(Op::Subtract(new, old));
    let zero = b.yuan("0");
    let step = b.amount(Op::Max(vec![step, zero]));
    let level = b.of(certificate, "level");
    let full = b.amount(Op::Lookup(table, vec![level]));
    let under = |value| Applies { years: None, reading: Some((ReadingId(0), value)) };
    measure.awards = vec![Award { applies: under(0), ..award(step) }, Award { applies: under(1), ..award(full) }];
    let level = b.of(certificate, "level");
    let cap = b.amount(Op::Lookup(table, vec![level]));
    measure.limits = vec![limit(LimitWhat::Money(cap), LimitKey::Applicant, "单个企业不重复享受，晋级享受差额奖励")];
    measure
}

fn limit(what: LimitWhat, per: LimitKey, quote: &str) -> Limit {
    Limit {
        what,
        label: Some("同一作品不重复".to_owned()),
        words: String::new(),
        per: vec![per],
        period: LimitPeriod::Total,
        counting: Vec::new(),
        shared: None,
        order: None,
        applies: Applies::default(),
        clause: quoting(&[quote]),
    }
}

fn follow_up(b: &mut Builder, kind: &Type) -> Measure {
    let quote = "第二、三年，经专家评审，根据企业数据管理能力持续提升情况给予等级认证资金支持50%的后续奖励";
    let mut measure = measure("dcmm_follow_up", "提升企业数据管理能力后续奖励", "5", &[quote]);
    let enterprise = is_enterprise(b, kind);
    let list = b.own("dcmm_certificates");
    let recognised = b.fact(Owner::Variable(VarId(1)), RecordId(2), "recognised");
    let walk = Loop { variable: VarId(1), list, condition: Some(recognised) };
    let any = b.truth(Op::Any(walk));
    let any = b.condition("已获等级认证支持", any, &[]);
    let passed = b.own("dcmm_review_passed");
    let mut passed = b.condition("专家评审通过", passed, &["经专家评审"]);
    passed.applies = years(2, 3);
    measure.conditions = vec![enterprise, any, passed];
    let share = b.share("0.5");
    let share = b.named("follow_up_share", "后续奖励比例", ratio(), share);
    let share = b.node(Op::Let(share, Owner::Applicant), ratio());
    let level = b.own("dcmm_level_held");
    let standard = b.amount(Op::Lookup(TableId(0), vec![level]));
    let product = b.amount(Op::Multiply(share, standard));
    measure.awards = vec![Award { applies: years(2, 3), ..award(product) }];
    measure
}

fn guarantee(b: &mut Builder, records: &Records) -> Measure {
    let quote = "按不超过实际担保费率（纳入担保补助的项目贷款金额不超过项目设备购置及安装费、软件购置费、网络建设费总和）的50%给予补助";
    let mut measure = measure("financing_guarantee", "拓宽企业融资渠道", "3", &[quote]);
    measure.for_each = b.each("项目", records.loan, "financed_projects");
    let of = |b: &mut Builder, name: &str| b.of(records.loan, name);
    let (equipment, software, network) = (of(b, "equipment_cost"), of(b, "software_cost"), of(b, "network_cost"));
    let sum = b.amount(Op::Add(equipment, software));
    let sum = b.amount(Op::Add(sum, network));
    let loan = of(b, "loan_principal");
    let base = b.amount(Op::Min(vec![loan, sum]));
    let base = b.named("covered_loan", "纳入补助的贷款金额", money(), base);
    let base = b.amount(Op::Let(base, Owner::Variable(VarId(0))));
    let (rate, term) = (of(b, "guarantee_rate"), of(b, "guarantee_years"));
    let half = b.share("0.5");
    let product = b.node(Op::Multiply(rate, term), ratio());
    let product = b.amount(Op::Multiply(product, base));
    let product = b.amount(Op::Multiply(half, product));
    measure.awards = vec![Award { up_to: true, ..award(product) }];
    let cap = b.yuan("1000000");
    measure.limits = vec![limit(LimitWhat::Money(cap), LimitKey::Record, "单个企业项目担保补助上限为100万元")];
    measure
}

fn innovation(b: &mut Builder, records: &Records) -> Measure {
    let quote = "给予一次性50万元奖励";
    let mut measure = measure("application_innovation", "应用模式创新奖励", "6", &[quote]);
    measure.for_each = b.each("荣誉", records.work, "recognitions");
    let fixed = b.yuan("500000");
    measure.awards = vec![award(fixed)];
    let work = b.of(records.work, "work");
    let cap = b.yuan("1000000");
    measure.limits = vec![
        limit(LimitWhat::Awards(AwardCount::Fixed(1)), LimitKey::Value(work), "给予一次性50万元奖励"),
        limit(LimitWhat::Money(cap), LimitKey::Applicant, "同一企业所获奖励累计不超过100万元"),
    ];
    measure.limits[1].label = Some("累计".to_owned());
    measure
}

fn transformation(b: &mut Builder, records: &Records) -> Measure {
    let mut measure = measure(
        "technology_transformation",
        "支持关键技术创新与应用",
        "9",
        &["按照项目投资额20%予以补助，最高200万元"],
    );
    measure.for_each = b.each("项目", records.project, "transformation_projects");
    let inside = b.of(records.project, "in_district");
    let inside = b.condition("在区内实施", inside, &[]);
    let sales = b.of(records.project, "sales_revenue");
    let least = b.yuan("5000000");
    let sales = b.truth(Op::Compare(CompareOp::AtLeast, sales, least));
    let sales = b.condition("销售收入不低于500万元", sales, &["实现销售收入在500万元以上"]);
    let recognised = b.of(records.project, "recognised");
    let recognised = b.condition("经认定", recognised, &[]);
    measure.conditions = vec![inside, sales, recognised];
    let share = b.share("0.2");
    let investment = b.of(records.project, "investment");
    let product = b.amount(Op::Multiply(share, investment));
    measure.awards = vec![award(product)];
    let cap = b.yuan("2000000");
    measure.limits = vec![limit(LimitWhat::Money(cap), LimitKey::Record, "最高200万元")];
    measure
}

fn window(b: &mut Builder, records: &Records) -> Measure {
    let mut measure =
        measure("data_service_window", "优化政务服务环境", "11", &["经评审，给予三年支持，支持金额不超过400万元"]);
    measure.for_each = b.each("窗口", records.window, "service_windows");
    let passed = b.of(records.window, "passed");
    let mut passed = b.condition("上年度绩效考核合格", passed, &["根据上年度绩效考核结果"]);
    passed.applies = years(2, 3);
    measure.conditions = vec![passed];
    let first = b.yuan("1000000");
    let later = b.yuan("1500000");
    measure.awards = vec![
        Award {
            up_to: true,
            applies: years(1, 1),
            formula: first,
            clause: quoting(&["第一年给予不超过100万元前置资金支持"]),
        },
        Award {
            up_to: true,
            applies: years(2, 3),
            formula: later,
            clause: quoting(&["每年给予不超过150万元资金支持"]),
        },
    ];
    measure.pays = vec![Pay { in_advance: true, parts: Vec::new(), applies: years(1, 1), clause: Clause::default() }];
    let cap = b.yuan("4000000");
    measure.limits = vec![limit(LimitWhat::Money(cap), LimitKey::Record, "支持金额不超过400万元")];
    measure
}

fn priority(b: &mut Builder, kind: &Type) -> Measure {
    let quote = "对获得市级政府投资基金支持的企业，区级基金优先予以支持";
    let mut measure = measure("district_fund_priority", "区级基金优先支持", "2", &[quote]);
    let supported = b.own("municipal_fund_supported");
    let supported = b.condition("获得市级政府投资基金支持", supported, &[]);
    let enterprise = is_enterprise(b, kind);
    measure.conditions = vec![enterprise, supported];
    measure.in_kind =
        Some(InKind { what: "区级政府投资基金优先予以支持".to_owned(), clause: Clause::default() });
    measure
}
