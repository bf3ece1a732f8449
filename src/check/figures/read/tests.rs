use super::*;
use crate::ast::CompareOp::{Above, AtLeast, AtMost, Below};

/// The figures that tell something: the words, the value, the sense.
fn told(text: &str) -> Vec<(String, String, Option<CompareOp>)> {
    let told = figures(text).into_iter().filter(|figure| figure.tells);
    told.map(|figure| (text.get(figure.range).unwrap().to_owned(), figure.value.to_string(), figure.sense)).collect()
}

fn one(text: &str) -> (String, String, Option<CompareOp>) {
    let told = told(text);
    assert_eq!(told.len(), 1, "{text}: {told:?}");
    told.into_iter().next().unwrap()
}

#[test]
fn amounts_are_read_with_their_unit() {
    let cases = [
        ("给予500万元奖励", "500万元", "5000000"),
        ("给予5,000,000元", "5,000,000元", "5000000"),
        ("给予伍佰万元", "伍佰万元", "5000000"),
        ("给予五百万元", "五百万元", "5000000"),
        ("按30％给予", "30％", "0.3"),
        ("按百分之三十给予", "百分之三十", "0.3"),
        ("提高5个百分点", "5个百分点", "0.05"),
        ("不收 2‰", "2‰", "0.002"),
        ("£7,500 per heat pump", "7,500", "7500"),
        ("up to $3 million a year", "3 million", "3000000"),
        ("有效期3年", "3年", "3"),
        ("within 18 months", "18 months", "18"),
        ("面积3万平方米", "3万", "30000"),
        ("从业人员20人", "20", "20"),
        ("按投资额的三分之一补助", "三分之一", "1/3"),
        ("按投资额的一半补助", "一半", "0.5"),
        ("补助标准减半执行", "减半", "0.5"),
        ("按租金的三成补贴", "三成", "0.3"),
        ("费率不超过千分之五", "千分之五", "0.005"),
        ("at least fifty staff", "fifty", "50"),
        ("forty-five employees", "forty-five", "45"),
        ("two hundred and fifty employees", "two hundred and fifty", "250"),
        ("up to five thousand pounds", "five thousand pounds", "5000"),
        ("twenty-five per cent of the costs", "twenty-five per cent", "0.25"),
        ("gets a quarter of its cost", "a quarter of", "0.25"),
        ("receives two thirds of the rent", "two thirds of", "2/3"),
    ];
    for (text, words, value) in cases {
        let (own, number, _) = one(text);
        assert_eq!((own.as_str(), number.as_str()), (words, value), "{text}");
    }
}

#[test]
fn dates_are_days() {
    for text in ["自2025年6月1日起", "自2025-06-01起", "from 1 June 2025 on", "from 1 Jun 2025"] {
        let day = number_of_day(Date::constant(2025, 6, 1));
        let found: Vec<Figure> = figures(text).into_iter().filter(|figure| figure.tells).collect();
        assert!(
            matches!(found.as_slice(), [only] if only.kind == Kind::Date && only.value == day),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn what_names_or_counts_through_tells_nothing() {
    for text in [
        "第5条",
        "第（三）款",
        "（5） 奖励",
        "5G基站",
        "ISO9001认证",
        "2025年度",
        "〔2024〕5号",
        "第3年",
        "一次性奖励",
        "Article 5",
        "2025—2027年",
        "行动计划（2025）",
        "6月30日前",
        "3级证书",
        "两成员单位",
        "one of two measures",
        "each quarter, half a year",
    ] {
        assert_eq!(told(text), [], "{text}");
    }
}

#[test]
fn a_list_shares_the_unit_behind_it() {
    let values: Vec<String> = told("分别给予10、20、30万元").into_iter().map(|(_, value, _)| value).collect();
    assert_eq!(values, ["100000", "200000", "300000"]);
    let values: Vec<String> = told("投资500-1000万元").into_iter().map(|(_, value, _)| value).collect();
    assert_eq!(values, ["5000000", "10000000"]);
}

#[test]
fn the_words_beside_a_figure_tell_its_sense() {
    let cases = [
        ("从业人员20人以上", Some(AtLeast)),
        ("从业人员20人（含）以上", Some(AtLeast)),
        ("从业人员20人及以上", Some(AtLeast)),
        ("从业人员20人（不含）以上", Some(Above)),
        ("面积1000平方米以下", Some(AtMost)),
        ("不超过50万元", Some(AtMost)),
        ("不得超过人民币50万元", Some(AtMost)),
        ("未超过50万元", Some(AtMost)),
        ("超过50万元的部分", Some(Above)),
        ("不低于50万元", Some(AtLeast)),
        ("低于50万元", Some(Below)),
        ("不足50万元", Some(Below)),
        ("未达到50万元", Some(Below)),
        ("达到50万元", Some(AtLeast)),
        ("满3年", Some(AtLeast)),
        ("不满3年", Some(Below)),
        ("3年以内", Some(AtMost)),
        ("最高200万元的一次性奖励", Some(AtMost)),
        ("给予50万元奖励，省级以上", None),
        ("at least 20 employees", Some(AtLeast)),
        ("not less than 20%", Some(AtLeast)),
        ("20 or more employees", Some(AtLeast)),
        ("20 employees or fewer", Some(AtMost)),
        ("more than £2,000", Some(Above)),
        ("not exceeding 20%", Some(AtMost)),
        ("no more than 5 years", Some(AtMost)),
        ("less than 20%", Some(Below)),
        ("capacity ≤45kWth", Some(AtMost)),
        ("250+ employees", Some(AtLeast)),
        ("20% of the costs", None),
    ];
    for (text, sense) in cases {
        assert_eq!(one(text).2, sense, "{text}");
    }
}
