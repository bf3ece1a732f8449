//! Numbers of articles and headings: `（5）`, `5、`, `5.`, `第五条`, `(五)`, `Article 5`.

/// The number at the beginning of a heading's text, in Western digits; `1.2` for numbers of several parts.
pub fn number(heading: &str) -> Option<String> {
    let text = heading.trim();
    let inner = text.strip_prefix(['（', '(', '〔', '［', '[', '第']);
    let bracketed = inner.is_some();
    let text = inner.unwrap_or_else(|| strip_word(text)).trim_start();
    let digits: String = text.chars().map(narrow_digit).take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let digits = digits.trim_end_matches('.').to_owned();
    if !digits.is_empty() && !digits.starts_with('.') {
        let rest = text.chars().nth(digits.chars().count());
        return (bracketed || ends_number(rest)).then_some(digits);
    }
    let numeral: String = text.chars().take_while(|c| value(*c).is_some()).collect();
    let rest = text.chars().nth(numeral.chars().count());
    let marked = bracketed || rest.is_none_or(|c| "、.．，,:：)） \u{3000}".contains(c));
    chinese(&numeral).filter(|_| marked).map(|number| number.to_string())
}

fn strip_word(text: &str) -> &str {
    ["Article ", "article ", "Section ", "section ", "Art. "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text)
}

/// A digit or a decimal point in its narrow form; another character as it is.
///
/// ```
/// use bursary::source::narrow_digit;
/// assert_eq!("３．５万元".chars().map(narrow_digit).collect::<String>(), "3.5万元");
/// ```
pub fn narrow_digit(sign: char) -> char {
    match sign {
        '０'..='９' => char::from_digit(u32::from(sign) - u32::from('０'), 10).unwrap_or(sign),
        '．' => '.',
        _ => sign,
    }
}

/// What may follow a number that stands without brackets.
fn ends_number(rest: Option<char>) -> bool {
    rest.is_none_or(|c| !c.is_alphanumeric() || "条章节款".contains(c))
}

fn value(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        _ => return None,
    })
}

/// A Chinese numeral up to 99.
fn chinese(numeral: &str) -> Option<u32> {
    let values: Vec<u32> = numeral.chars().filter_map(value).collect();
    match values.as_slice() {
        [ten @ 10] => Some(*ten),
        [one] => Some(*one),
        [10, one] if *one < 10 => Some(10 + one),
        [tens, 10] if *tens < 10 => Some(tens * 10),
        [tens, 10, one] if *tens < 10 && *one < 10 => Some(tens * 10 + one),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_of_headings_are_read_in_every_usual_form() {
        for (heading, expected) in [
            ("（5） 支持提升", "5"),
            ("5、 鼓励", "5"),
            ("5. Support", "5"),
            ("第五条 支持", "5"),
            ("(五)", "5"),
            ("第十二条", "12"),
            ("二十、附则", "20"),
            ("第三十一条", "31"),
            ("Article 7: Data", "7"),
            ("１２、附则", "12"),
            ("2.3 分项", "2.3"),
            ("第5条", "5"),
            ("5", "5"),
        ] {
            assert_eq!(number(heading).as_deref(), Some(expected), "{heading}");
        }
        for heading in ["总则", "一带一路建设", "2025年行动计划", ""] {
            assert_eq!(number(heading), None, "{heading}");
        }
    }
}
