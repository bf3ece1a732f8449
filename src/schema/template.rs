//! An empty case in YAML: every fact with a comment, and an example of each record, commented out.

use std::collections::BTreeSet;

use super::words::{Words, years_of};
use crate::case::keys::{ENTRY, OF_APPROVAL, PERIOD, TOP};
use crate::diagnostic::Language;
use crate::ir::{Field, Program, Record, RecordId, Type};
use crate::value::Date;
use crate::wording;

/// Comments longer than so many columns stand above their key.
const WIDE: usize = 100;

/// The empty case of a policy, its keys and comments in a language; the day of application is left open where it is not given.
pub fn empty_case(program: &Program, language: Language, applied_on: Option<Date>) -> String {
    let words = Words { program, language };
    let mut page = Page { words, text: String::new(), shown: BTreeSet::new() };
    let (title, name, digest) = (words.policy(), &program.policy.name, &program.digest);
    for line in [
        wording!("A case of {title} ({name})", "{title}（{name}）的案例"),
        wording!("Rules: {digest}", "规则摘要：{digest}"),
        wording!("What is left empty is unknown: never no, and never zero.", "留空表示未知：既不是“否”，也不是零。"),
        wording!(
            "For each record, copy the lines of the example below its list, without `# `.",
            "每条记录照抄列表下面的示例，并去掉行首的“# ”。"
        ),
    ] {
        page.comment("", &words.say(line));
    }
    page.text.push('\n');
    let [day, parameters, applicant, approved, paid] = TOP.map(|key| words.of(key));
    let example = words.say(wording!("a date such as `2026-05-01`; always needed", "日期，例如 2026-05-01；必填"));
    let given = applied_on.map(|day| day.to_string()).unwrap_or_default();
    page.entry("", day, &given, &example);
    for (key, record) in [(parameters, program.parameters), (applicant, program.applicant)] {
        let Some(record) = program.record(record).filter(|record| !record.fields.is_empty()) else { continue };
        page.text.push('\n');
        page.entry("", key, "", "");
        page.fields(record, "  ", "");
    }
    page.entries(approved, false);
    page.entries(paid, true);
    page.text
}

/// The text in the making.
struct Page<'p> {
    words: Words<'p>,
    text: String,
    /// The record types of which an example was shown.
    shown: BTreeSet<RecordId>,
}

impl<'p> Page<'p> {
    fn comment(&mut self, before: &str, text: &str) {
        self.text.push_str(&format!("{before}# {text}\n"));
    }

    /// A key, perhaps with a value, and what is to be known of it.
    fn entry(&mut self, before: &str, key: &str, value: &str, about: &str) {
        let key = as_key(key);
        let blank = if value.is_empty() { "" } else { " " };
        let line = format!("{before}{key}:{blank}{value}");
        if about.is_empty() {
            self.text.push_str(&format!("{line}\n"));
            return;
        }
        if unicode_width::UnicodeWidthStr::width(format!("{line}  # {about}").as_str()) > WIDE {
            let indent: String = before.chars().map(|c| if c == '-' { ' ' } else { c }).collect();
            self.comment(&indent, about);
            self.text.push_str(&format!("{line}\n"));
        } else {
            self.text.push_str(&format!("{line}  # {about}\n"));
        }
    }

    /// The facts of a record, each line behind `before`; the first behind `first` where that is not empty.
    fn fields(&mut self, record: &'p Record, before: &str, first: &str) {
        for (at, field) in record.fields.iter().enumerate() {
            let before = if at == 0 && !first.is_empty() { first } else { before };
            let about = self.about(field, record);
            self.entry(before, self.words.field(field), "", &about);
            let indent: String = before.chars().map(|c| if c == '-' { ' ' } else { c }).collect();
            if let Type::List(id) = field.ty {
                self.example(id, &format!("{indent}  "));
            }
        }
    }

    fn about(&self, field: &Field, record: &Record) -> String {
        let words = self.words;
        let mut about = words.about(field, record);
        match &field.ty {
            Type::Series(by, _) => {
                let [first, second] = years_of(*by);
                about.push(
                    words.say(wording!("written {{{first}: …, {second}: …}}", "写作 {{{first}: …, {second}: …}}")),
                );
            }
            Type::Period => {
                let [from, to] = PERIOD.map(|key| words.of(key));
                about.push(words.say(wording!(
                    "written {{{from}: 2026-01-01, {to}: 2026-12-31}}",
                    "写作 {{{from}: 2026-01-01, {to}: 2026-12-31}}"
                )));
            }
            Type::List(_) => about.push(words.say(wording!("`[]` if there are none", "确实没有时写 []"))),
            Type::YesNo
            | Type::Whole(_)
            | Type::Decimal(_)
            | Type::Ratio(_)
            | Type::Money(..)
            | Type::Quantity(..)
            | Type::Date
            | Type::Duration
            | Type::Text
            | Type::Choice(_)
            | Type::Record(_) => {}
        }
        about.join(words.of(("; ", "；")))
    }

    /// A record of a list, commented out. Of a type that was shown already, its name alone.
    fn example(&mut self, id: RecordId, before: &str) {
        let Some(record) = self.words.program.record(id) else { return };
        if !self.shown.insert(id) {
            let name = record.label.as_deref().unwrap_or(&record.name);
            let again = self.words.say(wording!("records as above: {name}", "记录写法同上：{name}"));
            self.comment(before, &again);
            return;
        }
        self.fields(record, &format!("{before}#   "), &format!("{before}# - "));
    }

    /// What was approved or paid: an example of an entry, commented out.
    fn entries(&mut self, key: &str, paid: bool) {
        let words = self.words;
        let mut measures = words.program.measures.iter();
        let Some(measure) = measures.find(|measure| paid || measure.awards.iter().any(|award| award.up_to)) else {
            return;
        };
        self.text.push('\n');
        let about = match paid {
            true => wording!("the ledger: what was paid before", "以前已经拨付的款项"),
            false => wording!(
                "what the authority approved where the policy pays up to an amount",
                "原文为“最高”“不超过”的，主管部门核定的金额"
            ),
        };
        self.entry("", key, "", &words.say(about));
        let name = words.name(&measure.name, measure.label.as_deref());
        let currency = &words.program.policy.currency;
        let values = [
            (name.to_owned(), wording!("the measure", "哪一项措施")),
            (
                String::new(),
                wording!("the key of the record, or `applicant`", "记录的编号；不按记录申报的措施写“申报主体”"),
            ),
            ("1".to_owned(), wording!("1 unless given", "不写即为1")),
            (String::new(), wording!("where the measure is paid in parts", "分期拨付的措施填写第几期")),
            (String::new(), wording!("in {currency}", "以{currency}计")),
            (String::new(), wording!("the day of payment, such as `2026-05-01`", "拨付日期，例如 2026-05-01")),
            (String::new(), wording!("where it was another policy", "由其他政策拨付的，写该政策")),
            (String::new(), wording!("where a limit counts a quantity", "限额按数量计算的填写")),
        ];
        let many = if paid { ENTRY.len() } else { OF_APPROVAL };
        for (at, (key, (value, about))) in ENTRY.iter().zip(values).take(many).enumerate() {
            let before = if at == 0 { "  # - " } else { "  #   " };
            self.entry(before, words.of(*key), &as_key(&value), &words.say(about));
        }
    }
}

/// A key as YAML writes it: in quotes where it would be something else without.
fn as_key(key: &str) -> String {
    let plain = key
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '（' | '）' | '、' | '“' | '”' | '《' | '》'));
    let reserved = ["null", "Null", "NULL"].contains(&key);
    if plain && !reserved && !key.starts_with('-') {
        return key.to_owned();
    }
    format!("\"{}\"", key.replace('\\', "\\\\").replace('"', "\\\""))
}
