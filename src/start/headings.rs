//! Lines that are headings, marked as such: 第五条, 二、, （三）, Article 5, § 5.

use crate::source::number;

/// The longest title of a heading, in characters.
const LONGEST: usize = 60;

/// The text of a document as Markdown, in which articles are headings. A text that has such headings already stays as it is; otherwise only
/// `#` and line breaks are added.
pub fn marked_up(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let is_marked = |line: &str| line.starts_with('#') && number(line.trim_start_matches('#')).is_some();
    if text.lines().any(is_marked) {
        return text;
    }
    let mut marked = String::with_capacity(text.len() + text.len() / 16);
    for line in text.lines() {
        match heading(line) {
            Some(Heading { level, title, rest }) => {
                marked.push_str(&format!("\n{} {title}\n", "#".repeat(level)));
                if !rest.is_empty() {
                    marked.push_str(&format!("\n{rest}\n"));
                }
            }
            None => {
                marked.push_str(line);
                marked.push('\n');
            }
        }
    }
    marked.trim_start_matches('\n').to_owned()
}

/// A line that begins an article.
struct Heading<'t> {
    level: usize,
    title: &'t str,
    /// The prose that follows on the same line.
    rest: &'t str,
}

fn heading(line: &str) -> Option<Heading<'_>> {
    let line = line.trim();
    if line.starts_with('#') {
        return None;
    }
    let (level, end) = marker(line)?;
    let (own, rest) = line.split_at_checked(end)?;
    let title_only = rest.chars().count() <= LONGEST
        && !rest.contains(['。', '；', '！', '？'])
        && !rest.ends_with(['.', ';', ':', '：']);
    match title_only {
        true => Some(Heading { level, title: line, rest: "" }),
        // A list of points in prose is no list of articles.
        false if level > 3 => None,
        false => Some(Heading { level, title: own.trim_end(), rest: rest.trim_start() }),
    }
}

/// The level of the number that a line begins with, and where the number ends.
fn marker(line: &str) -> Option<(usize, usize)> {
    const NUMERALS: &str = "〇零一二三四五六七八九十百0123456789０１２３４５６７８９";
    let first = line.chars().next()?;
    let numeral = |text: &str| {
        let end = text.find(|c: char| !NUMERALS.contains(c)).unwrap_or(text.len());
        (end > 0).then_some(end)
    };
    if let Some(inner) = line.strip_prefix('第') {
        let end = numeral(inner)?;
        let kind = inner.get(end..)?.chars().next()?;
        let level = match kind {
            '编' | '章' => 1,
            '节' | '条' => 2,
            _ => return None,
        };
        return Some((level, '第'.len_utf8() + end + kind.len_utf8()));
    }
    for (word, level) in [("Chapter ", 1), ("Part ", 1), ("Article ", 2), ("Section ", 2), ("§ ", 2), ("§", 2)] {
        let Some(inner) = line.strip_prefix(word) else { continue };
        let digits = inner.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(inner.len());
        return (digits > 0).then_some((level, word.len() + digits));
    }
    if matches!(first, '（' | '(') {
        let inner = line.get(first.len_utf8()..)?;
        let end = numeral(inner)?;
        let close = inner.get(end..)?.chars().next().filter(|c| matches!(c, '）' | ')'))?;
        let chinese = !inner.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
        return Some((if chinese { 3 } else { 5 }, first.len_utf8() + end + close.len_utf8()));
    }
    let end = numeral(line)?;
    let stop = line.get(end..)?.chars().next().filter(|c| matches!(c, '、' | '.' | '．'))?;
    // `2.5` is a figure.
    let after = line.get(end + stop.len_utf8()..)?.chars().next();
    if after.is_none_or(|c| c.is_ascii_digit()) {
        return None;
    }
    let chinese = !first.is_ascii_digit() && !('０'..='９').contains(&first);
    Some((if chinese { 2 } else { 4 }, end + stop.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_become_headings_and_no_word_is_lost() {
        let text = "支持办法\n第一章 总则\n第一条 为了发展，制定本办法。\n第二条　对企业给予补助：\n（一）设备补助。按投资额的20%。\n1.购置设备的，按发票；\n";
        let marked = marked_up(text);
        assert_eq!(
            marked,
            "支持办法\n\n# 第一章 总则\n\n## 第一条\n\n为了发展，制定本办法。\n\n## 第二条\n\n对企业给予补助：\n\n### （一）\n\n设备补助。按投资额的20%。\n1.购置设备的，按发票；\n"
        );
        let words = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '#').collect::<String>();
        assert_eq!(words(&marked), words(text));
        let source = crate::source::Source::new("source.md", marked);
        let document = crate::source::Document::of(&source);
        assert_eq!(document.numbers(), ["1", "2"]);
    }

    #[test]
    fn english_articles_and_figures() {
        let marked = marked_up(
            "Scheme\nArticle 1 Purpose\nGrants of 2.5 million.\n2.5 million is the limit.\n§ 3 The grant is £500.\n",
        );
        assert!(marked.contains("\n## Article 1 Purpose\n") && marked.contains("\n## § 3\n\nThe grant"), "{marked}");
        assert!(marked.contains("\n2.5 million is the limit.\n"), "{marked}");
        assert_eq!(marked_up("# A\n\n## 1\n\n一、B\n"), "# A\n\n## 1\n\n一、B\n");
    }
}
