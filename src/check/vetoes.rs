//! Vetoes: conditions that say what must not hold.

use crate::ast;

/// Verbs of Chinese labels with their negations; any other is negated by 未: 列入失信名单, 未列入失信名单.
const NEGATED: [(&str, &str); 11] = [
    ("是否", "未"),
    ("有限", "非有限"),
    ("有效", "非有效"),
    ("有", "无"),
    ("属于", "不属于"),
    ("存在", "不存在"),
    ("为", "不为"),
    ("是", "不是"),
    ("系", "非系"),
    ("处于", "未处于"),
    ("正在", "未在"),
];

/// What must hold, by the label of what must not.
pub(super) fn turned(label: &str, condition: &ast::Condition) -> String {
    let chinese = !label.is_ascii();
    if condition.label.is_none() {
        return if chinese { format!("非（{label}）") } else { format!("not ({label})") };
    }
    if !chinese {
        return format!("not {label}");
    }
    let negated = NEGATED.iter().find_map(|(verb, negated)| Some(format!("{negated}{}", label.strip_prefix(verb)?)));
    negated.unwrap_or_else(|| format!("未{label}"))
}
