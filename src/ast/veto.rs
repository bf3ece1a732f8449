//! What a veto is called, and what the condition that it makes is called.

/// How Chinese labels begin, with what says the opposite; any other is negated by 未: 列入失信名单, 未列入失信名单.
const OPPOSITES: [(&str, &str); 18] = [
    ("是否", "未"),
    ("有限", "非有限"),
    ("有效", "非有效"),
    ("有", "无"),
    ("没有", "有"),
    ("无", "有"),
    ("未", ""),
    ("不符合", "符合"),
    ("不属于", "属于"),
    ("不具备", "具备"),
    ("属于", "不属于"),
    ("存在", "不存在"),
    ("为", "不为"),
    ("是", "不是"),
    ("系", "非系"),
    ("处于", "未处于"),
    ("正在", "未在"),
    ("已", "未"),
];

/// What a label ends with that is called by a noun, 失信企业, unless one of the verbs stands in it: 拖欠单位工资的企业.
const NOUNS: [&str; 7] = ["企业", "主体", "行业", "单位", "机构", "公司", "人员"];
const VERBS: [&str; 16] =
    ["列", "纳入", "被", "欠", "骗", "取", "享", "受", "涉", "违", "发生", "获", "通过", "转", "与", "曾"];

/// What must hold, by the label of what must not: a veto 已享受 is passed where 未享受 holds.
///
/// ```
/// use bursary::ast::opposite;
/// assert_eq!(opposite("有重大违法记录"), "无重大违法记录");
/// assert_eq!(opposite("listed"), "not listed");
/// ```
pub fn opposite(label: &str) -> String {
    if label.is_ascii() {
        return label.strip_prefix("not ").map_or_else(|| format!("not {label}"), str::to_owned);
    }
    let turned =
        OPPOSITES.iter().find_map(|(begins, opposite)| Some(format!("{opposite}{}", label.strip_prefix(begins)?)));
    let is_noun = NOUNS.iter().any(|noun| label.ends_with(noun)) && !VERBS.iter().any(|verb| label.contains(verb));
    turned.unwrap_or_else(|| if is_noun { format!("非{label}") } else { format!("未{label}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_say_what_must_hold() {
        for (veto, condition) in [
            ("列入失信名单", "未列入失信名单"),
            ("有重大违法记录", "无重大违法记录"),
            ("有限责任公司", "非有限责任公司"),
            ("未通过环评", "通过环评"),
            ("无生产资质", "有生产资质"),
            ("失信企业", "非失信企业"),
            ("高耗能行业", "非高耗能行业"),
            ("列入失信企业", "未列入失信企业"),
            ("属于关联方", "不属于关联方"),
            ("是否停业", "未停业"),
            ("已在其他单位享受", "未在其他单位享受"),
            ("listed", "not listed"),
            ("not inspected", "inspected"),
        ] {
            assert_eq!(opposite(veto), condition);
        }
    }
}
