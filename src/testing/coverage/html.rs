//! Coverage as one page that needs nothing else: the rules line by line, each coloured by what was reached of it.

use std::collections::BTreeMap;

use super::{Coverage, Kind, Part, Share};
use crate::diagnostic::{Language, escaped};
use crate::source::{Role, Source, Sources};

const STYLE: &str = "\
:root{color-scheme:light dark;--line:#8886;--all:#18794e;--some:#946800;--none:#c62a2f}\
body{font:16px/1.6 system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;max-width:70rem;margin:1.5rem auto;padding:0 .8rem}\
h1{font-size:1.4rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line)}\
table{border-collapse:collapse}td{padding:.1rem 1rem .1rem 0}td.figure{text-align:right;font-variant-numeric:tabular-nums}\
.bar{display:inline-block;width:8rem;height:.6rem;background:var(--none);border-radius:.3rem;overflow:hidden}\
.bar i{display:block;height:100%;background:var(--all)}\
ol{list-style:none;margin:0;padding:0;font:14px/1.55 ui-monospace,'Sarasa Mono SC','Noto Sans Mono CJK SC',monospace}\
li{display:grid;grid-template-columns:3.2rem 1fr;border-left:.35rem solid transparent;padding-left:.4rem}\
li>b{font-weight:400;opacity:.5;text-align:right;padding-right:.8rem;user-select:none}\
li>span{white-space:pre-wrap;overflow-wrap:anywhere}\
li.all{border-color:var(--all)}li.some{border-color:var(--some)}li.none{border-color:var(--none)}\
li small{grid-column:2;font:13px/1.5 system-ui,'Noto Sans CJK SC',sans-serif}\
.reached{color:var(--all)}.missing{color:var(--none)}\
li.some,li.none{background:color-mix(in srgb,var(--some) 8%,transparent)}li.none{background:color-mix(in srgb,var(--none) 9%,transparent)}\
mark{color:inherit;background:none;text-decoration:underline .15em;text-underline-offset:.25em}\
mark.applied{text-decoration-color:var(--all)}mark.idle{text-decoration-color:var(--none);background:color-mix(in srgb,var(--none) 12%,transparent)}\
@media(max-width:40rem){li{grid-template-columns:2.2rem 1fr}li>b{padding-right:.4rem}.bar{width:4rem}}\
@media print{body{max-width:none;margin:0}li{break-inside:avoid}}";

/// The whole page.
pub fn html(coverage: &Coverage<'_>, sources: &Sources, language: Language) -> String {
    let (code, title) = match language {
        Language::En => ("en", "Coverage"),
        Language::Zh => ("zh-CN", "覆盖情况"),
    };
    let policy = &coverage.program.policy;
    let name = escaped(policy.label.as_deref().unwrap_or(&policy.name));
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} · {name}</title>\n<style>{STYLE}</style>\n<h1>{name}</h1>\n"
    );
    let decisions = coverage.decisions();
    out.push_str(&match language {
        Language::En => format!("<p>{decisions} cases decided. Sentences underlined in green were applied, those in red were not; what is not underlined is declared not computed, or a defect. Below each line of the rules: what the tests reached of it.</p>\n"),
        Language::Zh => format!("<p>已核算{decisions}个案例。原文中绿线标出的语句被适用过，红线标出的没有，未标线的已声明不计算或列为缺陷。规则各行之下注明测试涉及到的和没有涉及到的情形。</p>\n"),
    });
    summary(coverage, language, &mut out);
    for (id, source) in sources.of(Role::Document) {
        let sentences = coverage.parts().filter(|part| part.place.source == id);
        document(source, &sentences.collect::<Vec<_>>(), &mut out);
    }
    for (id, source) in sources.of(Role::Rules).chain(sources.of(Role::Data)) {
        let mut by_line: BTreeMap<usize, Vec<&Part>> = BTreeMap::new();
        for part in coverage.parts().filter(|part| part.place.source == id) {
            by_line.entry(source.line_of(part.place.start as usize)).or_default().push(part);
        }
        file(source, &by_line, language, &mut out);
    }
    out.push_str("</html>\n");
    out
}

fn summary(coverage: &Coverage<'_>, language: Language, out: &mut String) {
    let mut row = |name: &str, share: Share| {
        let (reached, all, percent) = (share.reached, share.all, share.percent());
        out.push_str(&format!(
            "<tr><td>{name}</td><td class=\"figure\">{percent}%</td><td class=\"figure\">{reached}/{all}</td>\
             <td><span class=\"bar\"><i style=\"width:{percent}%\"></i></span></td></tr>\n"
        ));
    };
    let all = match language {
        Language::En => "<b>in all</b>",
        Language::Zh => "<b>合计</b>",
    };
    row(all, coverage.share());
    for kind in Kind::ALL {
        let share = coverage.share_of(kind);
        if share.all > 0 {
            row(kind.name().get(language), share);
        }
    }
    let start = out.find("<tr>").unwrap_or(out.len());
    out.insert_str(start, "<table>\n");
    out.push_str("</table>\n");
}

/// A document with each sentence in its colour; the sentences stand in its order.
fn document(source: &Source, sentences: &[&Part], out: &mut String) {
    out.push_str(&format!("<h2>{}</h2>\n<ol>\n", escaped(source.file_name())));
    let mut left = sentences.iter().peekable();
    for line in 1..=source.line_count() {
        let range = source.line_range(line);
        let mut at = range.start;
        out.push_str(&format!("<li><b>{line}</b><span>"));
        while let Some(part) = left.next_if(|part| (part.place.start as usize) < range.end) {
            let own = part.place.range();
            let times = part.ways.first().map_or(0, |way| way.times);
            let class = if times > 0 { "applied" } else { "idle" };
            out.push_str(&escaped(source.text().get(at..own.start).unwrap_or_default()));
            let words = escaped(source.text().get(own.clone()).unwrap_or_default());
            out.push_str(&format!("<mark class=\"{class}\" title=\"×{times}\">{words}</mark>"));
            at = own.end;
        }
        out.push_str(&escaped(source.text().get(at..range.end).unwrap_or_default()));
        out.push_str("</span></li>\n");
    }
    out.push_str("</ol>\n");
}

fn file(source: &Source, by_line: &BTreeMap<usize, Vec<&Part>>, language: Language, out: &mut String) {
    out.push_str(&format!("<h2>{}</h2>\n<ol>\n", escaped(source.file_name())));
    for line in 1..=source.line_count() {
        let words = source.text().get(source.line_range(line)).unwrap_or_default();
        let parts = by_line.get(&line).map(Vec::as_slice).unwrap_or_default();
        let reached: usize = parts.iter().map(|part| part.reached()).sum();
        let all: usize = parts.iter().map(|part| part.ways.len()).sum();
        let class = match reached {
            _ if all == 0 => "",
            0 => " class=\"none\"",
            some if some < all => " class=\"some\"",
            _ => " class=\"all\"",
        };
        out.push_str(&format!("<li{class} id=\"L{line}\"><b>{line}</b><span>{}</span>", escaped(words)));
        for part in parts {
            let ways = part.ways.iter().map(|way| {
                let name = escaped(way.name.get(language));
                match way.times {
                    0 => format!("<span class=\"missing\">✗ {name}</span>"),
                    times => format!("<span class=\"reached\">✓ {name} ×{times}</span>"),
                }
            });
            out.push_str(&format!("<small>{}</small>", ways.collect::<Vec<_>>().join(" · ")));
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n");
}
