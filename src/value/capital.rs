//! 大写金额: an exact amount in the capital characters that Chinese vouchers and notices write it in.
//!
//! The rules are those of 支付结算办法 (Annex 1, 正确填写票据和结算凭证的基本规定) and of 会计基础工作规范 (art. 52).
//! Where they leave a choice, this is what is written:
//!
//! - 整 follows an amount that ends in 元 or in 角, and never 分. (The first text lets it be left out after 角, the
//!   second demands it there: writing it satisfies both.)
//! - A digit 0 between others is one 零, however many stand together; none is written where only the last digits of a
//!   section of four (…万, …亿) are 0 and the next section begins with another digit: 107000 is 壹拾万柒仟元.
//! - 零 is written after 元 where the 元 digit is 0 and 角 is not, as in the regulation's first form of 1680.32:
//!   壹仟陆佰捌拾元零叁角贰分.
//! - An amount below zero begins 人民币负.

use rust_decimal::Decimal;

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];

/// An amount of yuan in capital characters; `None` where it is finer than a fen or reaches 10¹⁶ yuan (亿亿 is no word
/// that a reader could check).
///
/// ```
/// use bursary::value::capital::capital;
/// assert_eq!(capital(150_000.into()).as_deref(), Some("人民币壹拾伍万元整"));
/// ```
pub fn capital(amount: Decimal) -> Option<String> {
    let amount = amount.normalize();
    let to_fen = 10_i128.checked_pow(2_u32.checked_sub(amount.scale())?)?;
    let fen = amount.mantissa().checked_mul(to_fen)?;
    // Sixteen digits of yuan, then one of jiao and one of fen; a longer number has no place here.
    let digits = format!("{:018}", fen.unsigned_abs());
    let digits: Vec<char> = digits.chars().filter_map(in_capitals).collect();
    let (yuan, [jiao, fen_digit]) = digits.split_last_chunk::<2>().filter(|(yuan, _)| yuan.len() == 16)?;

    let mut out = String::from(if fen < 0 { "人民币负" } else { "人民币" });
    let whole = write_yuan(yuan);
    out.push_str(&whole);
    match (*jiao, *fen_digit) {
        ('零', '零') => out.push_str(if whole.is_empty() { "零元整" } else { "整" }),
        ('零', fen) => {
            if !whole.is_empty() {
                out.push('零');
            }
            out.extend([fen, '分']);
        }
        (jiao, fen) => {
            if !whole.is_empty() && yuan.last() == Some(&'零') {
                out.push('零');
            }
            out.extend([jiao, '角']);
            match fen {
                '零' => out.push('整'),
                fen => out.extend([fen, '分']),
            }
        }
    }
    Some(out)
}

fn in_capitals(digit: char) -> Option<char> {
    DIGITS.get(usize::try_from(digit.to_digit(10)?).ok()?).copied()
}

/// The whole yuan, ending in 元; nothing where they are 0.
fn write_yuan(digits: &[char]) -> String {
    let mut out = String::new();
    let mut skipped = false;
    for (section, unit) in digits.chunks(4).zip(["万亿", "亿", "万", "元"]) {
        let empty = section.iter().all(|digit| *digit == '零');
        if !empty {
            if !out.is_empty() && (skipped || section.first() == Some(&'零')) {
                out.push('零');
            }
            write_section(section, &mut out);
        }
        skipped = empty && !out.is_empty();
        match unit {
            // 万亿 shares its 亿 with the section behind it: 壹万亿, but 壹万贰仟亿.
            "万亿" if !empty => out.push('万'),
            "亿" | "元" if !out.is_empty() => out.push_str(unit),
            _ if !empty => out.push_str(unit),
            _ => {}
        }
    }
    out
}

/// Four digits that are not all 0, without the 零 that may stand before them.
fn write_section(section: &[char], out: &mut String) {
    let mut zero = false;
    let mut begun = false;
    for (digit, unit) in section.iter().zip([Some('仟'), Some('佰'), Some('拾'), None]) {
        if *digit == '零' {
            zero = begun;
            continue;
        }
        if zero {
            out.push('零');
        }
        out.push(*digit);
        out.extend(unit);
        (zero, begun) = (false, true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(amount: &str) -> String {
        capital(Decimal::from_str_exact(amount).unwrap()).unwrap()
    }

    #[test]
    fn the_regulations_own_examples() {
        for (amount, words) in [
            ("1409.50", "人民币壹仟肆佰零玖元伍角整"),
            ("6007.14", "人民币陆仟零柒元壹角肆分"),
            ("1680.32", "人民币壹仟陆佰捌拾元零叁角贰分"),
            ("107000.53", "人民币壹拾万柒仟元零伍角叁分"),
            ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
            ("325.04", "人民币叁佰贰拾伍元零肆分"),
        ] {
            assert_eq!(of(amount), words, "{amount}");
        }
    }

    #[test]
    fn zeros_sections_and_the_ends_of_the_range() {
        for (amount, words) in [
            ("0", "人民币零元整"),
            ("-0.00", "人民币零元整"),
            ("0.05", "人民币伍分"),
            ("0.50", "人民币伍角整"),
            ("0.32", "人民币叁角贰分"),
            ("1", "人民币壹元整"),
            ("10", "人民币壹拾元整"),
            ("10.05", "人民币壹拾元零伍分"),
            ("10.5", "人民币壹拾元零伍角整"),
            ("11.5", "人民币壹拾壹元伍角整"),
            ("1001", "人民币壹仟零壹元整"),
            ("1010", "人民币壹仟零壹拾元整"),
            ("1100", "人民币壹仟壹佰元整"),
            ("10001", "人民币壹万零壹元整"),
            ("100500", "人民币壹拾万零伍佰元整"),
            ("105000", "人民币壹拾万伍仟元整"),
            ("150000.00", "人民币壹拾伍万元整"),
            ("100000.50", "人民币壹拾万元零伍角整"),
            ("5500000", "人民币伍佰伍拾万元整"),
            ("16500000", "人民币壹仟陆佰伍拾万元整"),
            ("10000001", "人民币壹仟万零壹元整"),
            ("100000000", "人民币壹亿元整"),
            ("100005000", "人民币壹亿零伍仟元整"),
            ("1000050000", "人民币壹拾亿零伍万元整"),
            ("1050000000", "人民币壹拾亿伍仟万元整"),
            ("100000000.01", "人民币壹亿元零壹分"),
            ("1000000000000", "人民币壹万亿元整"),
            ("1000050000000", "人民币壹万亿零伍仟万元整"),
            ("1000500000000", "人民币壹万零伍亿元整"),
            ("1000000000001", "人民币壹万亿零壹元整"),
            ("1200000000000", "人民币壹万贰仟亿元整"),
            ("9999999999999999.99", "人民币玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
            ("-100", "人民币负壹佰元整"),
            ("-0.05", "人民币负伍分"),
        ] {
            assert_eq!(of(amount), words, "{amount}");
        }
    }

    #[test]
    fn what_has_no_capitals() {
        for amount in ["0.001", "-1.005", "10000000000000000", "79228162514264337593543950335"] {
            assert_eq!(capital(Decimal::from_str_exact(amount).unwrap()), None, "{amount}");
        }
    }

    /// Reads capitals by the grammar that a clerk applies, knowing nothing of how they were written: a digit is
    /// multiplied by the unit after it, and 万 and 亿 multiply all that stands before them and below them.
    fn read(words: &str) -> i128 {
        let (negative, words) = match words.strip_prefix("人民币").unwrap() {
            rest if rest.starts_with('负') => (true, rest.trim_start_matches('负')),
            rest => (false, rest),
        };
        let (mut fen, mut above, mut section, mut digit) = (0, 0, 0, 0);
        for character in words.chars() {
            match character {
                '零' | '整' => {}
                '拾' | '佰' | '仟' => {
                    section +=
                        digit * [('拾', 10), ('佰', 100), ('仟', 1000)].iter().find(|u| u.0 == character).unwrap().1;
                    digit = 0;
                }
                '万' => {
                    let below_yi = above % 100_000_000;
                    above += (below_yi + section + digit) * 10_000 - below_yi;
                    (section, digit) = (0, 0);
                }
                '亿' => {
                    above = (above + section + digit) * 100_000_000;
                    (section, digit) = (0, 0);
                }
                '元' => {
                    fen += (above + section + digit) * 100;
                    (above, section, digit) = (0, 0, 0);
                }
                '角' => fen += std::mem::take(&mut digit) * 10,
                '分' => fen += std::mem::take(&mut digit),
                other => digit = DIGITS.iter().position(|own| *own == other).unwrap() as i128,
            }
        }
        assert_eq!((above, section, digit), (0, 0, 0), "something is left over in {words}");
        if negative { -fen } else { fen }
    }

    /// Fen with runs of zeros, which plain random numbers hardly ever have.
    fn amounts() -> impl Strategy<Value = i128> {
        prop_oneof![
            -1_000_000_i128..1_000_000,
            0..10_i128.pow(18),
            "[0-9]{0,3}0{0,9}[0-9]{0,3}0{0,5}[0-9]{0,2}"
                .prop_map(|digits| { format!("0{}", digits.chars().take(18).collect::<String>()).parse().unwrap() }),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

        #[test]
        fn capitals_say_the_amount_and_obey_the_rules_of_zero(fen in amounts()) {
            let words = capital(Decimal::from_i128_with_scale(fen, 2)).unwrap();
            prop_assert_eq!(read(&words), fen, "{}", words);
            prop_assert!(!words.contains("零零"), "{}", words);
            for bad in ["零万", "零亿", "零仟", "零佰", "零拾", "零角", "零分", "零整", "亿万", "分整", "整整"] {
                prop_assert!(!words.contains(bad), "{} holds {}", words, bad);
            }
            prop_assert!(!words.contains("零元") || fen == 0, "{}", words);
            prop_assert_eq!(words.ends_with('整'), fen % 10 == 0, "{}", words);
        }
    }
}
