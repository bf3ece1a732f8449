//! Lines that are headings, marked as such: the title, 第五条, 二、, （三）, Article 5, § 5.

use super::lines::lines;
use super::speaks::of_money;
use crate::source::number;

/// The longest title of a heading, in characters.
const LONGEST: usize = 60;

/// The longest first sentence that is the title of its article, in characters: `（一）支持算力建设。对…`.
const LONGEST_SENTENCE: usize = 20;
/// So many lines are looked at for the title of the document.
const FIRST_LINES: usize = 20;

/// The text of a document as Markdown, in which its title and its articles are headings. A text that has such headings already stays as
/// it is. Otherwise its words stay; `#`, breaks and blanks change, and the numbers of pages become comments.
pub fn marked_up(text: &str) -> String {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    let is_marked = |line: &str| line.starts_with('#') && number(line.trim_start_matches('#')).is_some();
    if bare.lines().any(is_marked) {
        return bare.replace("\r\n", "\n");
    }
    let lines = lines(text);
    let title = title(&lines);
    let mut page = Page(String::with_capacity(text.len() + text.len() / 16));
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if Some(at) == title {
            let below = lines.get(at + 1).map(|line| line.trim()).filter(|line| is_remark(line));
            page.heading(1, &format!("{}{}", line.trim(), below.unwrap_or_default()));
            at += 1 + usize::from(below.is_some());
            continue;
        }
        match heading(line) {
            Some(Heading { level, title, rest }) => {
                page.heading(level, title);
                page.line(rest);
            }
            None => page.line(line),
        }
        at += 1;
    }
    page.0
}

/// The Markdown in the making.
struct Page(String);

impl Page {
    /// A heading, between blank lines.
    fn heading(&mut self, level: usize, title: &str) {
        self.line("");
        self.0.push_str(&format!("{} {title}\n\n", "#".repeat(level)));
    }

    /// A line; one blank line is enough.
    fn line(&mut self, line: &str) {
        let blank = line.trim().is_empty();
        if !(blank && (self.0.is_empty() || self.0.ends_with("\n\n"))) {
            self.0.push_str(if blank { "" } else { line });
            self.0.push('\n');
        }
    }
}

/// The line of the document's title: a short one above the first article that ends as titles of measures do, else the first that is short.
fn title(lines: &[String]) -> Option<usize> {
    if lines.iter().any(|line| line.starts_with("# ")) {
        return None;
    }
    let above = lines.iter().take_while(|line| heading(line).is_none()).take(FIRST_LINES).enumerate();
    let short = |line: &str| {
        let line = line.trim();
        !line.is_empty()
            && line.chars().count() <= LONGEST
            && !line.starts_with("<!--")
            && !line.contains(['。', '；', '〔'])
            && !line.ends_with(['：', ':', '.', '，', ','])
    };
    let own: Vec<(usize, &str)> = above.map(|(at, line)| (at, line.trim())).filter(|(_, line)| short(line)).collect();
    let ends = |kinds: &[&str]| {
        let is_one = |line: &str| kinds.iter().any(|kind| without_remark(line).ends_with(kind));
        own.iter().find(|(_, line)| is_one(line)).map(|(at, _)| *at)
    };
    ends(&["办法", "措施", "政策", "意见", "细则", "规定", "方案", "指南", "条例", "规则", "标准", "计划"])
        .or_else(|| {
            ends(&["通知", "公告", "Scheme", "Regulations", "Programme", "Program", "Act", "Policy", "Guidelines"])
        })
        .or_else(|| own.first().map(|(at, _)| *at))
}

/// A line that is only a remark in brackets: （试行）.
fn is_remark(line: &str) -> bool {
    line.chars().count() <= 20 && line.starts_with(['（', '(']) && line.ends_with(['）', ')']) && marker(line).is_none()
}

/// A title without the remark in brackets at its end: 办法（试行）.
fn without_remark(title: &str) -> &str {
    let before =
        title.strip_suffix(['）', ')']).and_then(|rest| rest.rsplit_once(['（', '('])).map(|(before, _)| before);
    before.unwrap_or(title).trim_end()
}

/// Whether a line begins as an article or a point of a list does.
pub(super) fn begins_with_number(line: &str) -> bool {
    let line = line.trim();
    marker(line).is_some() || line.starts_with(['-', '*', '•', '·', '①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨'])
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
        && !rest.contains(['。', '；', '！', '？', '，'])
        && !rest.ends_with(['.', ';', ':', '：'])
        // A clause that gives money is one even where its full stop was forgotten: no rule would be missed for a heading.
        && !of_money(rest);
    match title_only {
        true => Some(Heading { level, title: line, rest: "" }),
        // A list of points in prose is no list of articles.
        false if level > 3 => None,
        false => {
            let (title, rest) = match first_sentence(rest).and_then(|length| line.split_at_checked(end + length)) {
                Some(parts) => parts,
                None => (own, rest),
            };
            Some(Heading { level, title: title.trim_end(), rest: rest.trim_start() })
        }
    }
}

/// Where the first sentence of an article ends, if it is its title: short, without a figure, and followed by others.
fn first_sentence(words: &str) -> Option<usize> {
    let (first, rest) = words.split_once('。')?;
    let is_title = first.trim().chars().count() <= LONGEST_SENTENCE
        && !first.trim().is_empty()
        && !first.contains(['，', '；', '：'])
        && !first.contains(|c: char| c.is_numeric())
        && !rest.trim().is_empty();
    is_title.then(|| first.len() + '。'.len_utf8())
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
    for (word, level) in [("chapter ", 1), ("part ", 1), ("article ", 2), ("section ", 2), ("§ ", 2), ("§", 2)] {
        let begins = line.get(..word.len()).is_some_and(|own| own.eq_ignore_ascii_case(word));
        let Some(inner) = line.get(word.len()..).filter(|_| begins) else { continue };
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
            "# 支持办法\n\n# 第一章 总则\n\n## 第一条\n\n为了发展，制定本办法。\n\n## 第二条\n\n对企业给予补助：\n\n### （一）设备补助。\n\n按投资额的20%。\n1.购置设备的，按发票；\n"
        );
        let words = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '#').collect::<String>();
        assert_eq!(words(&marked), words(text));
        let source = crate::source::Source::new("source.md", marked);
        let document = crate::source::Document::of(&source);
        assert_eq!(document.numbers(), ["1", "2"]);
    }

    #[test]
    fn the_title_is_a_heading_and_one_blank_line_is_enough() {
        let text = "某市工业和信息化局\n关于印发《若干措施》的通知\n某工信规〔2025〕3号\n\n\n各区：\n某市促进产业发展若干措施\n（试行）\n\n\n一、总体要求\n\n本市企业。\n";
        assert_eq!(
            marked_up(text),
            "某市工业和信息化局\n关于印发《若干措施》的通知\n某工信规〔2025〕3号\n\n各区：\n\n# 某市促进产业发展若干措施（试行）\n\n## 一、总体要求\n\n本市企业。\n"
        );
        assert_eq!(
            marked_up("关于支持企业的通知\n对企业给予5万元奖励。\n"),
            "# 关于支持企业的通知\n\n对企业给予5万元奖励。\n"
        );
        assert_eq!(marked_up("对企业给予5万元奖励。\n每年一次。\n"), "对企业给予5万元奖励。\n每年一次。\n");
    }

    #[test]
    fn a_clause_without_its_full_stop_is_no_heading() {
        let text = "奖励办法\n第一条 奖励标准\n第二条 对上市企业奖励300万元\n二、对小巨人企业给予奖励\n（一）对新认定的高新技术企业给予10万元奖励\n1. 小巨人企业一次性奖励50万元\n";
        assert_eq!(
            marked_up(text),
            "# 奖励办法\n\n## 第一条 奖励标准\n\n## 第二条\n\n对上市企业奖励300万元\n\n## 二、\n\n对小巨人企业给予奖励\n\n### （一）\n\n对新认定的高新技术企业给予10万元奖励\n1. 小巨人企业一次性奖励50万元\n"
        );
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
