//! An explanation as one HTML file that needs nothing else: for a browser, a printer, a file in the record.

use super::document::{Document, GLUE, Group, Item, Line, Mark, Section, quoted};
use super::text::basis;
use crate::diagnostic::{Language, escaped};

const STYLE: &str = "\
:root{color-scheme:light dark;--line:#8886;--holds:#18794e;--fails:#c62a2f;--open:#8a5f00}\
@media(prefers-color-scheme:dark){:root{--holds:#4cc38a;--fails:#ff8589;--open:#f0c000}}\
body{font:16px/1.6 system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;overflow-wrap:break-word}\
h1{font-size:1.4rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .3rem;border-bottom:1px solid var(--line)}\
h3{font-size:1rem;margin:1.2rem 0 .2rem}h2,h3{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 2rem}\
h4{font-size:.9rem;margin:.6rem 0 0;font-weight:600}\
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:0 1.2rem;margin:.6rem 0}dd{margin:0;overflow-wrap:anywhere}\
table{border-collapse:collapse;width:100%}td{padding:.1rem .6rem .1rem 0;vertical-align:top}\
td.figure{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums;padding-right:0}\
td.mark{width:1.4rem}td.mark+td{min-width:9rem}tr.result td{font-weight:600;border-top:1px solid var(--line)}\
.depth1{padding-left:1.4rem}.depth2{padding-left:2.8rem}.detail{opacity:.8}td.detailed{min-width:14rem}.under{font-weight:400;font-size:.9rem}\
.holds{color:var(--holds)}.fails{color:var(--fails)}.open{color:var(--open)}\
blockquote,q{opacity:.75;quotes:none}blockquote{margin:.3rem 0;padding-left:.8rem;border-left:3px solid var(--line)}\
.case+.case{margin-top:4rem}\
@media(max-width:60rem){td.detailed{min-width:8rem}}\
@media(max-width:36rem){body{margin:1rem auto}table,tbody{display:block}\
tr{display:flex;flex-wrap:wrap}td.mark{flex:none}td.mark+td{flex:1 1 9rem;min-width:0}\
td.figure{margin-left:auto;white-space:normal}\
td.detailed{flex:1 0 100%;min-width:0;box-sizing:border-box;padding-left:2rem}\
tr.result{border-top:1px solid var(--line)}tr.result td{border:0}\
.depth1{padding-left:.7rem}.depth2{padding-left:1.4rem}}\
@media print{body{margin:0;max-width:none}h2,h3,h4{break-after:avoid}h2,h3,h4,tr{break-inside:avoid}.case+.case{break-before:page;margin:0}}";

/// Lays explanations out as one whole HTML page, each on a sheet of its own.
pub fn html(documents: &[Document]) -> String {
    let Some(first) = documents.first() else { return String::new() };
    let mut page = Page { out: String::new(), language: first.language };
    page.begin(first);
    for document in documents {
        page.document(document);
    }
    page.push("</main>\n</html>\n");
    page.out.replace(GLUE, "")
}

struct Page {
    out: String,
    language: Language,
}

impl Page {
    fn begin(&mut self, first: &Document) {
        let code = match self.language {
            Language::En => "en",
            Language::Zh => "zh-CN",
        };
        let (title, subtitle) = (escaped(&first.title), escaped(&first.subtitle));
        self.push(&format!(
            "<!doctype html>\n<html lang=\"{code}\">\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title} · {subtitle}</title>\n<style>{STYLE}</style>\n<main>\n"
        ));
    }

    fn document(&mut self, document: &Document) {
        let (title, subtitle) = (escaped(&document.title), escaped(&document.subtitle));
        self.push(&format!("<div class=\"case\">\n<header>\n<h1>{title}</h1>\n<p>{subtitle}</p>\n<dl>\n"));
        for row in &document.particulars {
            self.push(&format!("<dt>{}</dt><dd>{}</dd>\n", escaped(&row.key), escaped(&row.value)));
        }
        self.push("</dl>\n");
        self.lines(&document.totals);
        self.push("</header>\n");
        for section in &document.sections {
            self.section(section);
        }
        self.push("</div>\n");
    }

    fn section(&mut self, section: &Section) {
        let alone = section.items.iter().all(|item| item.title.is_empty());
        self.push("<section>\n");
        match (alone, section.items.first()) {
            (true, Some(item)) => self.heading("h2", &section.heading, item),
            _ => self.push(&format!("<h2><span>{}</span></h2>\n", escaped(&section.heading))),
        }
        if !section.quotes.is_empty() {
            let label = basis(self.language);
            for quote in &section.quotes {
                let quote = escaped(&quoted(quote, self.language));
                self.push(&format!("<blockquote title=\"{label}\">{quote}</blockquote>\n"));
            }
        }
        for item in &section.items {
            if !alone {
                self.heading("h3", &item.title, item);
            }
            for group in &item.groups {
                self.group(group);
            }
        }
        self.push("</section>\n");
    }

    fn heading(&mut self, tag: &str, title: &str, item: &Item) {
        let mark = self.mark(item.mark);
        let (title, outcome) = (escaped(title), escaped(&item.outcome));
        let class = item.mark.map(class).unwrap_or_default();
        self.push(&format!("<{tag}><span>{mark} {title}</span><span class=\"{class}\">{outcome}</span></{tag}>\n"));
    }

    fn group(&mut self, group: &Group) {
        if !group.label.is_empty() {
            let (label, mark, outcome) = (escaped(&group.label), self.mark(group.mark), escaped(&group.outcome));
            self.push(&format!("<h4>{label} {mark} {outcome}</h4>\n"));
        }
        self.lines(&group.lines);
    }

    fn lines(&mut self, lines: &[Line]) {
        if lines.is_empty() {
            return;
        }
        self.push("<table>\n");
        for line in lines {
            let row = if line.result { "<tr class=\"result\">" } else { "<tr>" };
            let mark = self.mark(line.mark);
            let depth = line.depth.min(2);
            let detail = escaped(&line.detail);
            let told = if detail.is_empty() { detail } else { format!("<span class=\"detail\">{detail}</span>") };
            let quotes: String =
                line.quotes.iter().map(|quote| format!(" <q>{}</q>", escaped(&quoted(quote, self.language)))).collect();
            let text = escaped(&line.text);
            // The source's words stand under the line, but for what has a column of its own.
            let under = format!("{told}{quotes}");
            let under = if under.is_empty() { under } else { format!("<div class=\"under\">{under}</div>") };
            let cells = match line.figure.as_deref().map(escaped) {
                Some(figure) => format!(
                    "<td class=\"depth{depth}\" colspan=\"2\">{text}{under}</td><td class=\"figure\">{figure}</td>"
                ),
                None if told.is_empty() => format!("<td class=\"depth{depth}\" colspan=\"3\">{text}{under}</td>"),
                None => format!(
                    "<td class=\"depth{depth}\">{text}</td><td class=\"detailed\" colspan=\"2\">{told}{quotes}</td>"
                ),
            };
            self.push(&format!("{row}<td class=\"mark\">{mark}</td>{cells}</tr>\n"));
        }
        self.push("</table>\n");
    }

    fn mark(&self, mark: Option<Mark>) -> String {
        mark.map(|mark| format!("<span class=\"{}\">{}</span>", class(mark), mark.sign(self.language)))
            .unwrap_or_default()
    }

    fn push(&mut self, markup: &str) {
        self.out.push_str(markup);
    }
}

fn class(mark: Mark) -> &'static str {
    match mark {
        Mark::Holds => "holds",
        Mark::Fails => "fails",
        Mark::Open => "open",
        Mark::Nothing => "nothing",
    }
}
