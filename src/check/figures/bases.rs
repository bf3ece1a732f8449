//! A cap of the award put on its base, or of the base on the award.
//!
//! 按投资额的20%补助，最高200万元 caps the award; 投资额不超过200万元的部分，按20%补助 the base. Which one is meant, the words around the figure
//! say; nothing is said where they don't, or where quotes of the measure say both.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use crate::ir::{ExprId, Let, LimitWhat, Measure, Op, Place, Type};
use crate::source::Span;
use crate::value::Number;

use super::super::Checker;
use super::super::error::QuoteError;
use super::super::types::figure;
use super::Mention;
use super::clauses::Clauses;
use super::read::{Kind, figures};
use super::sense::last;
use super::words::has;

/// Words that call a figure the most.
const MOST: &[&str] = &[
    "最高",
    "不超过",
    "不得超过",
    "上限",
    "封顶",
    "限额",
    "最多",
    "至多",
    "以内",
    "cap",
    "up to",
    "max",
    "at most",
    "not exceed",
    "not more than",
    "no more than",
    "limited to",
];

/// What is given.
const GIVEN: &[&str] = &[
    "奖励", "补贴", "补助", "资助", "扶持", "支持", "贴息", "奖补", "给予", "予以", "grant", "subsid", "award",
    "support", "cap per", "capped", "credit", "voucher",
];

/// What a share is taken of.
const BASE: &[&str] = &[
    "投资",
    "贷款",
    "贷款本金",
    "合同",
    "采购",
    "费用",
    "支出",
    "成本",
    "基数",
    "投入",
    "面积",
    "单价",
    "cost",
    "costs",
    "expenditure",
    "investment",
    "spend",
    "spending",
    "loan",
    "base",
    "price",
    "invoice",
];

/// What else a figure may bound before a share of it is taken: nothing is said where it does.
const USUAL: &[&str] = &[
    "租金",
    "房租",
    "购置",
    "保费",
    "交易",
    "收入",
    "销售",
    "产值",
    "利息",
    "工资",
    "薪酬",
    "设备",
    "税收",
    "rent",
    "premium",
    "premiums",
    "turnover",
    "revenue",
    "income",
    "sales",
    "wages",
    "salary",
    "salaries",
    "fee",
    "fees",
    "purchase",
    "purchases",
    "value",
];

/// The last signs of nouns for money, and those of words for what is given.
const MONEY: [char; 8] = ['费', '款', '金', '价', '值', '税', '薪', '额'];
const GIVEN_SIGNS: [char; 6] = ['奖', '补', '贴', '助', '扶', '资'];

/// Words for an amount that don't say what of.
const AMOUNT: &[&str] = &["总金额", "金额", "总额", "额度", "资金"];

/// Signs between parts of a sentence.
const COMMA: [char; 4] = ['，', ',', '；', ';'];

/// So many characters around an amount are read.
const AROUND: usize = 80;

/// So many amounts of a measure, and mentions of one, are compared.
const COMPARED: usize = 100;

/// So many operands of a formula are looked at.
const STEPS: usize = 200;

/// The amounts in the formulas of a measure, each with its place.
struct Amounts {
    /// What `min` keeps a base at, beneath a share.
    in_base: Vec<(Number, Span)>,
    /// All others.
    elsewhere: Vec<(Number, Span)>,
    /// What the figures of the case and the named values are called.
    names: BTreeSet<String>,
}

impl Checker<'_> {
    /// Caps that stand on the base of an award, and bounds of the base that stand as caps.
    pub(super) fn bases_differ(&self, clauses: &Clauses<'_>, mentions: &[Vec<Mention<'_>>]) -> Vec<QuoteError> {
        let headers: HashMap<Span, usize> = clauses.all.iter().map(|clause| (clause.span, clause.group)).collect();
        let mut found = Vec::new();
        for (at, measure) in self.program.measures.iter().enumerate() {
            let group = headers.get(&measure.clause.span).and_then(|group| clauses.groups.get(*group));
            let own = group.into_iter().flat_map(|group| &group.clauses).filter_map(|at| mentions.get(*at)).flatten();
            let own: Vec<&Mention<'_>> = own.filter(|mention| mention.figure.kind == Kind::Money).collect();
            let mut by_amount: BTreeMap<Number, Vec<&Mention<'_>>> = BTreeMap::new();
            own.iter().for_each(|mention| by_amount.entry(mention.figure.value).or_default().push(mention));
            let Amounts { in_base, elsewhere, names } = self.amounts_of(at, measure);
            // The one mention that tells, where all of an amount tell the same.
            let told = |amount: Number, of_award: bool| {
                let alike = by_amount.get(&amount).filter(|alike| alike.len() <= COMPARED)?;
                let tells = |own: &Mention<'_>| {
                    caps_the_award(&own.quote.text.value, own.figure.range.clone(), &names) == Some(of_award)
                };
                let first = alike.first().filter(|_| alike.iter().all(|mention| tells(mention)))?;
                Some((first.span(), first.words()))
            };
            let used: BTreeSet<Number> = in_base.iter().chain(&elsewhere).map(|(amount, _)| *amount).collect();
            for (amount, span) in in_base.iter().take(COMPARED) {
                if let Some((quote, quoted)) = told(*amount, true) {
                    found.push(QuoteError::Base { span: *span, quote, quoted, of_award: true });
                }
            }
            for limit in measure.limits.iter().filter(|limit| limit.applies.reading.is_none()).take(COMPARED) {
                let LimitWhat::Money(most) = limit.what else { continue };
                let node = self.program.node(most);
                let Some(amount) = figure(&node.ty).filter(|_| matches!(node.op, Op::Number(_))) else { continue };
                if let Some((quote, quoted)) = told(amount, false).filter(|_| !used.contains(&amount)) {
                    found.push(QuoteError::Base { span: node.span, quote, quoted, of_award: false });
                }
            }
        }
        found
    }

    /// The amounts in the formulas of a measure.
    fn amounts_of(&self, at: usize, measure: &Measure) -> Amounts {
        let lets = self.program.lets.iter().filter(|own| own.place == Place::Measure(at));
        let lets = lets.flat_map(|own: &Let| own.definitions.iter().map(|own| own.value));
        let formulas = measure.awards.iter().map(|award| award.formula).chain(lets);
        let (mut in_base, mut elsewhere, mut names) = (Vec::new(), Vec::new(), BTreeSet::new());
        let mut call = |name: &str, shown: &str| {
            names.extend([name, shown].map(|own| own.to_lowercase().replace('_', " ")));
        };
        for formula in formulas {
            let mut rest = vec![(formula, false)];
            let mut steps = 0;
            while let Some((expr, shared)) = rest.pop().filter(|_| steps < STEPS) {
                steps += 1;
                let node = self.program.node(expr);
                #[expect(clippy::wildcard_enum_match_arm, reason = "a base is made of no other operations")]
                match &node.op {
                    Op::Fact(_, record, field) => {
                        let field = self.program.field(*record, *field);
                        field.into_iter().for_each(|field| call(&field.name, field.shown()));
                    }
                    Op::Let(named, _) => {
                        let named = self.program.named(*named);
                        named.into_iter().for_each(|own| call(&own.name, own.label.as_deref().unwrap_or_default()));
                    }
                    Op::Number(amount) if matches!(node.ty, Type::Money(..)) => elsewhere.push((*amount, node.span)),
                    Op::Multiply(left, right) => {
                        let of_share = |other: ExprId| matches!(self.program.node(other).ty, Type::Ratio(_));
                        rest.extend([(*left, shared || of_share(*right)), (*right, shared || of_share(*left))]);
                    }
                    Op::Min(parts) => {
                        for part in parts {
                            let node = self.program.node(*part);
                            match (&node.op, &node.ty) {
                                (Op::Number(amount), Type::Money(..)) if shared => in_base.push((*amount, node.span)),
                                _ => rest.push((*part, false)),
                            }
                        }
                    }
                    Op::Add(left, right) | Op::Subtract(left, right) | Op::Divide(left, right) => {
                        rest.extend([(*left, false), (*right, false)]);
                    }
                    Op::Max(parts) => rest.extend(parts.iter().map(|part| (*part, false))),
                    Op::Apply(_, operands) => rest.extend(operands.iter().flatten().map(|part| (*part, false))),
                    Op::Rows(rows) => rest.extend(rows.iter().map(|(_, value)| (*value, shared))),
                    Op::Except(rule, others) | Op::Raised(rule, others) => {
                        rest.push((*rule, shared));
                        rest.extend(others.iter().map(|other| (*other, shared)));
                    }
                    Op::Exception(_, _, value) => rest.push((*value, shared)),
                    Op::Round(inner, _) => rest.push((*inner, shared)),
                    _ => {}
                }
            }
        }
        Amounts { in_base, elsewhere, names }
    }
}

/// Whether a quote has an amount as the most of what is given (`true`), or of what a share of is given; `None` where it doesn't say.
fn caps_the_award(quote: &str, amount: Range<usize>, names: &BTreeSet<String>) -> Option<bool> {
    let (before, behind) = (last(quote.get(..amount.start)?, AROUND), first(quote.get(amount.end..)?, AROUND));
    let sentence = before.rsplit(['。', '\n']).next()?;
    let part = sentence.rsplit(COMMA).next()?.trim_end();
    let behind = behind.split(['，', ',', '；', ';', '。']).next()?.trim_start().to_lowercase();
    let within = ["（含）", "(含)", "（含本数）", "以内", "以下"];
    let behind = within.iter().fold(behind.as_str(), |rest, own| rest.trim_start_matches(own));
    let behind = behind.trim_start_matches('的').trim_start_matches("of the ").trim_start_matches("of ");
    let starts = |words: &[&str]| words.iter().any(|word| behind.starts_with(word));
    if starts(&["部分", "the part"]) || starts(BASE) {
        return Some(false);
    }
    if !has(part, MOST) {
        return None;
    }
    if starts(GIVEN) {
        return Some(true);
    }
    // 贷款额不超过: what stands right before the words is what they bound.
    let without_most = |part: &str| -> String {
        let part = part.trim_end().to_lowercase();
        MOST.iter().fold(part.as_str(), |rest, word| rest.trim_end_matches(word)).to_owned()
    };
    let bounded = without_most(&without_most(part));
    if is_a_base(bounded.trim_end(), names) {
        return None;
    }
    let bounded = bounded.trim_end().trim_end_matches("金额").trim_end_matches("额度").trim_end_matches(['额', '总']);
    if BASE.iter().any(|word| bounded.ends_with(word)) {
        return Some(false);
    }
    let share_before = || figures(sentence).iter().any(|figure| figure.kind == Kind::Share);
    // A base that is spoken of before the figure may be what it bounds.
    (has(part, GIVEN) || (!has(part, BASE) && share_before())).then_some(true)
}

/// Whether the words before those for the most end in what a share may be taken of: 年租金, or a figure of the measure.
fn is_a_base(words: &str, names: &BTreeSet<String>) -> bool {
    let bare = |text: &str| AMOUNT.iter().fold(text.to_owned(), |rest, own| rest.trim_end_matches(own).to_owned());
    let noun = bare(words);
    let noun = noun.trim_end().trim_end_matches(['额', '总']);
    if noun.is_empty() || BASE.iter().any(|word| noun.ends_with(word)) {
        return false;
    }
    let ends = |word: &str| {
        let rest = noun.strip_suffix(word);
        rest.is_some_and(|rest| !word.is_ascii() || !rest.ends_with(|c: char| c.is_alphanumeric()))
    };
    let is_figure = |name: &String| {
        let name = bare(name);
        let name = name.trim_end_matches(['额', '总']);
        let alike = name.chars().rev().zip(noun.chars().rev()).take_while(|(one, other)| one == other).count();
        (alike >= 2 && !name.is_ascii()) || (!name.is_empty() && ends(name))
    };
    let near = last(words, 4);
    let money = words == noun && noun.ends_with(MONEY) || words.strip_suffix('额') == Some(noun);
    USUAL.iter().any(|word| ends(word)) || names.iter().any(is_figure) || (money && !near.contains(GIVEN_SIGNS))
}

/// The first characters of a text.
fn first(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_an_amount_say_what_it_caps() {
        let cases = [
            ("按投资额的20%补助，最高200万元", Some(true)),
            ("给予最高不超过200万元的奖励", Some(true)),
            ("单个项目最高支持200万元", Some(true)),
            ("支持金额不超过200万元", Some(true)),
            ("每年补贴总额不超过200万元", Some(true)),
            ("a grant of 30% of the cost, up to 200 CNY", Some(true)),
            ("cap per firm 200 CNY", Some(true)),
            ("投资额不超过200万元的部分，按20%补助", Some(false)),
            ("贷款金额最高200万元", Some(false)),
            ("不超过200万元的贷款，按2%贴息", Some(false)),
            ("200万元以内的部分", Some(false)),
            ("30% of costs, costs counting up to 200 CNY", None),
            ("营业收入200万元以上的企业", None),
            ("给予200万元奖励", None),
            ("按租金的50%补贴，年租金最高不超过200万元", None),
            ("按购置额的20%补贴，购置额不超过200万元", None),
            ("保费的30%，每家企业年保费最高200万元", None),
            ("按检测认证花销的30%补助，检测认证花销最高200万元", None),
            ("按利息的50%给予贴息，每家企业年度贴息总额不超过200万元", Some(true)),
            ("按租金的50%补贴，年度累计最高200万元", Some(true)),
            ("30% of the rent, annual rent up to 200 CNY", None),
        ];
        for (text, caps) in cases {
            let amount = figures(text).into_iter().find(|figure| figure.kind == Kind::Money).unwrap();
            let names = BTreeSet::from(["检测认证花销".to_owned()]);
            assert_eq!(caps_the_award(text, amount.range, &names), caps, "{text}");
        }
    }
}
