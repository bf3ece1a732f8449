//! Chinese numerals: 三十万, 伍佰, 两千五百.

/// A sign of a Chinese numeral.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Digit(i64),
    /// 十, 百, 千: of the digit before it.
    Place(i64),
    /// 万, 亿: of all before it.
    Scale(i64),
}

fn sign(c: char) -> Option<Sign> {
    Some(match c {
        '〇' | '零' => Sign::Digit(0),
        '一' | '壹' => Sign::Digit(1),
        '二' | '两' | '贰' => Sign::Digit(2),
        '三' | '叁' => Sign::Digit(3),
        '四' | '肆' => Sign::Digit(4),
        '五' | '伍' => Sign::Digit(5),
        '六' | '陆' => Sign::Digit(6),
        '七' | '柒' => Sign::Digit(7),
        '八' | '捌' => Sign::Digit(8),
        '九' | '玖' => Sign::Digit(9),
        '十' | '拾' => Sign::Place(10),
        '百' | '佰' => Sign::Place(100),
        '千' | '仟' => Sign::Place(1_000),
        '万' => Sign::Scale(10_000),
        '亿' => Sign::Scale(100_000_000),
        _ => return None,
    })
}

/// Whether a character may stand in a Chinese numeral.
pub fn stands_in_numeral(c: char) -> bool {
    sign(c).is_some()
}

/// What 十, 百, 千, 万 or 亿 behind digits multiplies them by.
pub fn scale(c: char) -> Option<i64> {
    match sign(c)? {
        Sign::Place(times) | Sign::Scale(times) => Some(times),
        Sign::Digit(_) => None,
    }
}

/// The value of a Chinese numeral that begins with a digit or 十, as far as one can be read into it.
pub fn value_of_numeral(numeral: &str) -> Option<i64> {
    let signs: Vec<Sign> = numeral.chars().take(33).map(sign).collect::<Option<_>>()?;
    let begins = matches!(signs.first()?, Sign::Digit(_) | Sign::Place(10));
    if !begins || signs.len() > 32 {
        return None;
    }
    let (mut whole, mut section, mut digit) = (0_i64, 0_i64, None);
    let mut last = 0;
    for sign in signs {
        match sign {
            Sign::Digit(own) if digit.is_some_and(|before| before != 0) => {
                // 二五 and the like: digits one after the other.
                digit = digit.and_then(|before: i64| before.checked_mul(10)?.checked_add(own));
            }
            Sign::Digit(own) => digit = Some(own),
            Sign::Place(times) => section = section.checked_add(digit.take().unwrap_or(1).checked_mul(times)?)?,
            Sign::Scale(times) => {
                section = section.checked_add(digit.take().unwrap_or(0))?;
                whole = if last > times {
                    whole.checked_add(section.checked_mul(times)?)?
                } else {
                    whole.checked_add(section)?.checked_mul(times)?
                };
                (section, last) = (0, times);
            }
        }
    }
    let rest = section.checked_add(digit.unwrap_or(0))?;
    whole.checked_add(rest)
}

/// The value of a Chinese numeral that can mean nothing else: as everybody writes it, or digit by digit with a 〇 among them. 三五 (three to
/// five), 二百五, 二万五 (25,000 in speech) have none.
pub fn sure_value_of_numeral(numeral: &str) -> Option<i64> {
    let value = value_of_numeral(numeral)?;
    let digits = numeral.trim_end_matches(['万', '亿']);
    let by_digits = digits.chars().all(|c| matches!(sign(c), Some(Sign::Digit(_))))
        && !digits.starts_with(['〇', '零'])
        && digits.contains(['〇', '零'])
        && numeral.len() <= digits.len() + '万'.len_utf8();
    (by_digits || spelled(value) == plain(numeral)).then_some(value)
}

/// A numeral in the plain signs.
fn plain(numeral: &str) -> String {
    let places = [(10, '十'), (100, '百'), (1_000, '千'), (10_000, '万'), (100_000_000, '亿')];
    let of = |c: char| match sign(c) {
        Some(Sign::Digit(digit)) => digit_sign(digit),
        Some(Sign::Place(times) | Sign::Scale(times)) => {
            places.iter().find(|(own, _)| *own == times).map_or(c, |(_, sign)| *sign)
        }
        None => c,
    };
    let plain: String = numeral.chars().map(of).collect();
    plain.strip_prefix('一').filter(|rest| rest.starts_with('十')).map(str::to_owned).unwrap_or(plain)
}

fn digit_sign(digit: i64) -> char {
    usize::try_from(digit).ok().and_then(|digit| "零一二三四五六七八九".chars().nth(digit)).unwrap_or('零')
}

/// A number as everybody writes it in numerals.
fn spelled(number: i64) -> String {
    let mut out = String::new();
    let mut rest = number;
    let mut gap = false;
    for (times, sign) in [(100_000_000_i64, "亿"), (10_000, "万"), (1, "")] {
        let part = rest.checked_div(times).unwrap_or(0);
        rest = rest.checked_rem(times).unwrap_or(0);
        if part == 0 {
            gap |= !out.is_empty();
            continue;
        }
        if !out.is_empty() && (gap || part < 1_000) {
            out.push('零');
        }
        gap = false;
        if part >= 10_000 {
            out.push_str(&spelled(part));
        } else {
            below_ten_thousand(part, &mut out);
        }
        out.push_str(sign);
    }
    if out.is_empty() {
        return "零".to_owned();
    }
    out.strip_prefix('一').filter(|rest| rest.starts_with('十')).map(str::to_owned).unwrap_or(out)
}

fn below_ten_thousand(number: i64, out: &mut String) {
    let (mut rest, mut begun, mut gap) = (number, false, false);
    for (times, sign) in [(1_000_i64, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = rest.checked_div(times).unwrap_or(0);
        rest = rest.checked_rem(times).unwrap_or(0);
        if digit == 0 {
            gap |= begun;
            continue;
        }
        if gap {
            out.push('零');
        }
        (begun, gap) = (true, false);
        out.push(digit_sign(digit));
        out.push_str(sign);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_what_can_mean_nothing_else_has_a_sure_value() {
        for (numeral, value) in [
            ("五", 5),
            ("十", 10),
            ("一十五", 15),
            ("三十", 30),
            ("一百零五", 105),
            ("伍佰万", 5_000_000),
            ("两千五百", 2_500),
            ("一百五十万", 1_500_000),
            ("一亿二千万", 120_000_000),
            ("二万零五", 20_005),
            ("二〇〇万", 2_000_000),
            ("一五〇", 150),
            ("三〇", 30),
            ("二〇二六", 2_026),
        ] {
            assert_eq!(sure_value_of_numeral(numeral), Some(value), "{numeral}");
            assert_eq!(value_of_numeral(numeral), Some(value), "{numeral}");
        }
        for numeral in
            ["三五", "三五万", "二五", "十十", "二百五", "二万五", "千", "百", "十百", "〇五", "万万", "一二", ""]
        {
            assert_eq!(sure_value_of_numeral(numeral), None, "{numeral}");
        }
    }

    proptest! {
        #[test]
        fn a_number_as_everybody_writes_it_has_its_value(number in 1_i64..1_000_000_000_000) {
            let numeral = spelled(number);
            prop_assert_eq!(value_of_numeral(&numeral), Some(number), "{}", numeral);
            prop_assert_eq!(sure_value_of_numeral(&numeral), Some(number), "{}", numeral);
        }
    }
}
