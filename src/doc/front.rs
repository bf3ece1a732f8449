//! The head of the page, its contents, and which sections there are.

use super::markup::{Markup, words};
use super::rules::{Kind, Of};
use super::{Page, Section};

impl Page<'_, '_> {
    /// Title and particulars.
    pub(super) fn front(&self) -> String {
        let writer = self.writer;
        let (program, policy) = (writer.program, &writer.program.policy);
        let mut rows: Vec<(Markup, Markup)> = Vec::new();
        if let Some(issuer) = &policy.issuer {
            rows.push((words!(writer, "issued by", "发布机关"), Markup::text(issuer)));
        }
        rows.push((words!(writer, "in force", "施行"), writer.in_force()));
        let (code, how) = (Markup::text(&policy.currency), writer.rounding(policy.rounding));
        rows.push((words!(writer, "amounts", "金额"), words!(writer, "in {code}, {how}", "{code}，{how}")));
        let month = policy.financial_year_from;
        if month != 1 {
            let from = words!(writer, "from month {month}", "自{month}月起");
            rows.push((words!(writer, "financial year", "财政年度"), from));
        }
        let versions: Vec<Markup> = self
            .versions
            .iter()
            .filter_map(|version| version.version.as_ref())
            .map(|version| {
                let (name, from) = (writer.name(&version.name, version.label.as_deref()), version.from);
                words!(writer, "{name}, from {from} on", "{name}（自 {from} 起）")
            })
            .collect();
        if !versions.is_empty() {
            rows.push((words!(writer, "amended by", "修订"), writer.list(&versions)));
        }
        rows.push((words!(writer, "rules", "规则摘要"), Markup::text(&program.digest)));
        let rows: String = rows.iter().map(|(key, value)| format!("<dt>{key}</dt><dd>{value}</dd>\n")).collect();
        let title = writer.title(&policy.name, policy.label.as_deref());
        format!("<h1>{title}</h1>\n<dl>\n{rows}</dl>\n")
    }

    /// The contents, with links.
    pub(super) fn contents(&self, sections: &[Section]) -> String {
        let title = words!(self.writer, "Contents", "目录");
        let items: String = sections
            .iter()
            .map(|section| format!("<li><a href=\"#{}\">{}</a></li>\n", section.id, section.title))
            .collect();
        format!("<nav aria-label=\"{title}\"><ol>\n{items}</ol></nav>\n")
    }

    /// The sections that have anything to say, in order.
    pub(super) fn sections(&self) -> Vec<Section> {
        let writer = self.writer;
        let sections = [
            Section { id: "overview", title: words!(writer, "Overview", "总览"), body: self.diagram() },
            Section {
                id: "text", title: words!(writer, "Text and rules", "原文与规则对照"), body: self.sides()
            },
            Section { id: "scope", title: words!(writer, "Scope", "适用范围"), body: self.scope() },
            Section { id: "measures", title: words!(writer, "Measures", "各项措施"), body: self.measures() },
            Section {
                id: "across",
                title: words!(writer, "Limits across measures", "合并限额"),
                body: self.limits_across(),
            },
            Section {
                id: "assertions",
                title: words!(writer, "What must hold of every decision", "对审定结果的断言"),
                body: self.assertions(),
            },
            Section { id: "values", title: words!(writer, "Values worked out", "推算的值"), body: self.values() },
            Section { id: "tables", title: words!(writer, "Tables", "标准"), body: self.all_tables() },
            Section { id: "readings", title: words!(writer, "Readings", "解读"), body: self.readings() },
            Section {
                id: "papers",
                title: words!(writer, "Papers to be handed in", "申报材料清单"),
                body: self.papers(),
            },
            Section { id: "facts", title: words!(writer, "Facts", "事实"), body: self.facts() },
            Section {
                id: "uncomputed",
                title: words!(writer, "Not computed", "不计算的内容"),
                body: self.remarks(Kind::NotComputed),
            },
            Section {
                id: "defects",
                title: words!(writer, "Defects of the text", "文本缺陷"),
                body: self.remarks(Kind::Defect),
            },
            Section { id: "examples", title: words!(writer, "Worked examples", "算例"), body: self.examples() },
            Section {
                id: "silences",
                title: words!(writer, "Findings set aside", "不再提示的检查结果"),
                body: self.silences(),
            },
            Section { id: "amendments", title: words!(writer, "Amendments", "修订"), body: self.amendments() },
        ];
        sections.into_iter().filter(|section| !section.body.is_empty()).collect()
    }

    /// What a kind of rule is called.
    pub(super) fn kind(&self, kind: Kind) -> Markup {
        let writer = self.writer;
        match kind {
            Kind::Frame => words!(writer, "policy", "政策"),
            Kind::Scope => words!(writer, "scope", "适用范围"),
            Kind::InForce => words!(writer, "in force", "施行"),
            Kind::Reading => words!(writer, "reading", "解读"),
            Kind::Fact => words!(writer, "fact", "事实"),
            Kind::Let => words!(writer, "value", "计算"),
            Kind::Table => words!(writer, "table", "标准"),
            Kind::Measure => words!(writer, "measure", "措施"),
            Kind::ForEach => words!(writer, "for each", "对每个"),
            Kind::Condition => words!(writer, "condition", "条件"),
            Kind::Veto => words!(writer, "veto", "一票否决"),
            Kind::Award => words!(writer, "award", "奖励"),
            Kind::Goods => words!(writer, "in kind", "非资金支持"),
            Kind::Departure => words!(writer, "exception or raise", "例外或上浮"),
            Kind::Limit => words!(writer, "cap", "封顶"),
            Kind::Once => words!(writer, "once", "限一次"),
            Kind::Pay => words!(writer, "payment", "拨付"),
            Kind::Payers => words!(writer, "paid by", "承担"),
            Kind::Voucher => words!(writer, "voucher", "兑付券"),
            Kind::Recovery => words!(writer, "taken back", "追回"),
            Kind::Obligation => words!(writer, "obliged", "义务"),
            Kind::Assertion => words!(writer, "must hold", "断言"),
            Kind::Across => words!(writer, "limits across", "合并限额"),
            Kind::NotComputed => words!(writer, "not computed", "不计算"),
            Kind::Defect => words!(writer, "defect", "文本缺陷"),
        }
    }

    /// What a rule belongs to, linked.
    pub(super) fn owner(&self, of: Of) -> Markup {
        let writer = self.writer;
        match of {
            Of::Policy => Markup::default(),
            Of::Scope => words!(writer, "scope", "适用范围").linked("scope"),
            Of::Measure(at) => writer.measure(at),
            Of::Across(at) => {
                let label = writer.program.across.get(at).and_then(|across| across.label.as_deref());
                let label = label.map(Markup::text).unwrap_or_else(|| words!(writer, "limits across", "合并限额"));
                label.linked(&format!("x{at}"))
            }
            Of::Record(id) => writer.record(id),
            Of::Table(id) => Markup::text(&writer.table(id).plain()).linked(&format!("t{}", id.0)),
            Of::Reading(id) => writer.reading(id),
        }
    }
}
