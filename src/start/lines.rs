//! A text as it was pasted or taken from a PDF → its lines: one paragraph each, without tabs, page numbers set aside.

use unicode_width::UnicodeWidthStr;

use super::headings::begins_with_number;

/// The widest column, in Latin letters, in which a text is taken for one that a page has broken.
const WIDEST: usize = 140;
/// The narrowest.
const NARROWEST: usize = 24;
/// A line of a broken text goes on where it fills so many tenths of the column.
const FILLED: usize = 7;
/// So many lines have to go on before a text is taken for a broken one.
const FEWEST: usize = 3;

/// The lines of a text.
pub(super) fn lines(text: &str) -> Vec<String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace(['\u{b}', '\u{c}'], "\n");
    let lines: Vec<String> = text.lines().map(in_blanks).collect();
    let column = lines.iter().map(|line| line.trim().width()).max().unwrap_or(0);
    let goes_on = |at: usize| -> bool {
        let (Some(line), Some(next)) = (lines.get(at), next_words(&lines, at)) else { return false };
        let filled = line.trim().width() * 10 >= column * FILLED;
        filled && !ends_a_sentence(line) && !is_aside(line) && !begins_with_number(next) && !next.starts_with('#')
    };
    let broken = (NARROWEST..=WIDEST).contains(&column) && (0..lines.len()).filter(|at| goes_on(*at)).count() >= FEWEST;
    let mut joined: Vec<String> = Vec::with_capacity(lines.len());
    // Page numbers that stand within a paragraph follow it.
    let mut asides: Vec<String> = Vec::new();
    let mut open = false;
    for (at, line) in lines.iter().enumerate() {
        if is_aside(line) {
            let aside = format!("<!-- {} -->", line.trim());
            if open {
                asides.push(aside)
            } else {
                joined.push(aside)
            }
            continue;
        }
        match joined.last_mut().filter(|_| open) {
            Some(before) => {
                let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
                if latin(before.chars().next_back()) && latin(line.trim().chars().next()) {
                    before.push(' ');
                }
                before.push_str(line.trim());
            }
            None => joined.push(line.clone()),
        }
        open = broken && goes_on(at);
        if !open {
            joined.append(&mut asides);
        }
    }
    joined.append(&mut asides);
    joined
}

/// A line with blanks for its tabs, and no blanks at its end. Rules may quote no tab.
fn in_blanks(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.trim_end().chars() {
        match c {
            '\t' if out.is_empty() || out.ends_with([' ', '\u{3000}']) => {}
            '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// The words that follow a line at once, or behind a page number.
fn next_words(lines: &[String], at: usize) -> Option<&str> {
    let next = lines.iter().skip(at + 1).find(|line| !is_aside(line))?.trim();
    (!next.is_empty()).then_some(next)
}

fn ends_a_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['”', '’', '」', '』', '）', ')', '"', ' ']);
    line.ends_with(['。', '；', '：', '！', '？', '.', ';', ':', '!', '?'])
}

/// Whether a line is the number of a page: `- 2 -`, `— 2 —`, `第2页 共10页`, `Page 2 of 10`.
fn is_aside(line: &str) -> bool {
    let line = line.trim();
    let digits = |c: char| c.is_ascii_digit();
    let dashes = ['-', '－', '—', '–', '―'];
    let between = line.strip_prefix(dashes).and_then(|rest| rest.strip_suffix(dashes));
    let is_number = |text: &str| !text.is_empty() && text.len() <= 4 && text.chars().all(digits);
    if between.is_some_and(|inner| is_number(inner.trim().trim_matches(dashes).trim())) {
        return true;
    }
    let rest = line.strip_prefix('第').or_else(|| line.strip_prefix("Page ")).or_else(|| line.strip_prefix("page "));
    let rest = rest.map(|rest| rest.trim_start().trim_start_matches(digits).trim_start());
    rest.is_some_and(|rest| {
        let words = rest.trim_start_matches('页').trim_start_matches("of").trim_start_matches(['/', ' ', '，', ',']);
        let words = words.trim_start_matches('共').trim().trim_start_matches(digits).trim().trim_end_matches('页');
        words.is_empty() && (line.contains('页') || line.contains("age"))
    })
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn lines_that_a_page_has_broken_are_joined_and_page_numbers_set_aside() {
        let text = "某区支持办法\n第一条 为支持中小企业走专精特新发展道\n路，根据有关规定，结合本区实际，制定本\n办法。\n\
                    第二条 对首次认定的市级专精特新企业，给\n- 2 -\n予一次性奖励20万元。\n第三条 本办法由区科技和工业信息化局负\n责解释。\n— 3 —\n";
        assert_eq!(
            lines(text),
            [
                "某区支持办法",
                "第一条 为支持中小企业走专精特新发展道路，根据有关规定，结合本区实际，制定本办法。",
                "第二条 对首次认定的市级专精特新企业，给予一次性奖励20万元。",
                "<!-- - 2 - -->",
                "第三条 本办法由区科技和工业信息化局负责解释。",
                "<!-- — 3 — -->",
            ]
        );
    }

    #[test]
    fn a_text_in_paragraphs_keeps_its_lines_and_loses_its_tabs() {
        let text = "\t某市工业和信息化局\n关于印发措施的通知\n某工信规〔2025〕3号\n\t1.\t对新建智算中心，按设备投资额的20%给予补助，最高不超过500万元；对改建的，按10%给予补助，最高不超过200万元，每个企业只支持一次\n";
        let lines = lines(text);
        assert_eq!(lines.len(), 4);
        assert_eq!(lines.first().map(String::as_str), Some("某市工业和信息化局"));
        assert!(
            lines.iter().all(|line| !line.contains('\t')) && lines.iter().any(|line| line.starts_with("1. 对新建"))
        );
    }

    #[test]
    fn english_lines_are_joined_with_a_blank() {
        let text = "The Authority may pay a grant of up to\nhalf of the eligible costs of a project\nwhich is carried out within the region of\nthe Authority, at most 75,000 pounds.\n";
        assert_eq!(lines(text).len(), 1);
        assert!(lines(text).concat().contains("of up to half of"));
    }
}
