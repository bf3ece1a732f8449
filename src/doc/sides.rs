//! The document and the rules side by side: each sentence in order, beside it the rules that quote it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Page;
use super::markup::{Markup, words};
use super::rules::{Kind, Of, Rule};
use crate::diagnostic::escaped;
use crate::source::{Document, Role, Source, SourceId, Span, number};

/// What stands in a document, in order.
enum Part {
    Heading(usize, Range<usize>),
    Sentence(usize),
}

impl Page<'_, '_> {
    /// The section; nothing where no document is there.
    pub(super) fn sides(&self) -> String {
        let mut out = String::new();
        let mut shown = vec![false; self.rules.len()];
        for (id, source) in self.writer.sources.of(Role::Document) {
            let document = Document::of(source);
            let citing = self.citing(&document);
            let quoting = quoting(&self.rules, id, &document);
            let earlier: Vec<Touching> = self.earlier.iter().map(|rules| self::quoting(rules, id, &document)).collect();
            out.push_str(&format!("<h3 class=\"file\">{}</h3>", escaped(source.file_name())));
            for part in parts(source, &document) {
                match part {
                    Part::Heading(level, range) => {
                        let start = range.start;
                        let level = (level + 2).clamp(3, 6);
                        let title = source.text().get(range).unwrap_or_default();
                        let title = escaped(title.trim_start_matches('#').trim());
                        out.push_str(&format!("<h{level} class=\"heading\">{title}</h{level}>"));
                        self.cited(&mut out, citing.get(&start).map_or(&[], Vec::as_slice), &mut shown);
                    }
                    Part::Sentence(at) => {
                        let Some(range) = document.sentences().get(at) else { continue };
                        let replaced = earlier.iter().any(|quoting| quoting.get(at).is_some_and(|own| !own.is_empty()));
                        let quoting = quoting.get(at).map_or(&[][..], Vec::as_slice);
                        self.pair(&mut out, (id, source, range), quoting, &mut shown, replaced);
                    }
                }
            }
        }
        self.elsewhere(&mut out, &shown);
        out
    }

    fn pair(
        &self,
        out: &mut String,
        (id, source, range): (SourceId, &Source, &Range<usize>),
        quoting: &[(Span, usize)],
        shown: &mut [bool],
        replaced: bool,
    ) {
        let writer = &self.writer;
        let words_of = marked(source, range, quoting);
        let mut rules: Vec<usize> = quoting.iter().map(|(_, rule)| *rule).collect();
        rules.sort_unstable();
        rules.dedup();
        let kind = |rule: &usize| self.rules.get(*rule).map(|rule| rule.kind);
        let only = |wanted: Kind| !rules.is_empty() && rules.iter().all(|rule| kind(rule) == Some(wanted));
        let class = match () {
            () if rules.is_empty() && replaced => " replaced",
            () if rules.is_empty() => " uncovered",
            () if only(Kind::NotComputed) => " uncomputed",
            () => "",
        };
        out.push_str(&format!(
            "<div class=\"pair{class}\"><p class=\"said\" id=\"s{}-{}\">{words_of}</p><div class=\"rules\">",
            id.0, range.start
        ));
        if rules.is_empty() {
            let why = match replaced {
                true => words!(writer, "an amendment has replaced this", "已被修订取代"),
                false => words!(writer, "no rule rests on this sentence", "没有规则引用这一句"),
            };
            out.push_str(&format!("<p class=\"note\">{why}</p>"));
        }
        let mut again: Vec<Markup> = Vec::new();
        let mut fresh = std::collections::BTreeSet::new();
        for at in rules {
            match shown.get(at) {
                Some(false) => {
                    fresh.insert(at);
                    fresh.extend(self.those_without_words(at).filter(|at| shown.get(*at) == Some(&false)));
                }
                _ => again.push(self.pointer(at)),
            }
        }
        let alone = fresh.is_empty();
        for at in fresh {
            shown.get_mut(at).into_iter().for_each(|shown| *shown = true);
            out.push_str(&self.card(at));
        }
        if !again.is_empty() {
            let again = writer.list(&again);
            let also = match alone {
                true => words!(writer, "this is what rests on it: {again}", "依据这一句的有：{again}"),
                false => words!(writer, "also rests on this: {again}", "同样依据这一句：{again}"),
            };
            out.push_str(&format!("<p class=\"again\">{also}</p>"));
        }
        out.push_str("</div></div>");
    }

    /// The clauses without words of their own of a measure that this rule begins: they rest on what the measure quotes as a whole. The
    /// words of a single clause say nothing of the others.
    fn those_without_words(&self, at: usize) -> impl Iterator<Item = usize> {
        let head = self.rules.get(at).filter(|rule| rule.begins());
        head.and_then(|rule| self.without_words.get(&rule.of)).into_iter().flatten().copied()
    }

    /// The measures that cite an article of a document as a whole and quote nothing as a whole, by the place of its heading.
    fn citing(&self, document: &Document) -> BTreeMap<usize, Vec<usize>> {
        let mut citing: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, measure) in self.writer.program.measures.iter().enumerate() {
            let Some(article) = measure.article.as_deref().filter(|_| measure.clause.quotes.is_empty()) else {
                continue;
            };
            let wanted = number(article).unwrap_or_else(|| article.trim().to_owned());
            let sections = document.sections(&wanted);
            // Of several articles of one number nothing tells which is meant.
            if let [(start, _)] = sections.as_slice() {
                citing.entry(*start).or_default().push(at);
            }
        }
        citing
    }

    /// The clauses without words of measures that cite the article whose heading was just written.
    fn cited(&self, out: &mut String, measures: &[usize], shown: &mut [bool]) {
        let rules = measures.iter().filter_map(|at| self.without_words.get(&Of::Measure(*at))).flatten();
        let mut cards = String::new();
        for at in rules {
            if let Some(shown) = shown.get_mut(*at).filter(|shown| !**shown) {
                *shown = true;
                cards.push_str(&self.card(*at));
            }
        }
        if !cards.is_empty() {
            let why = words!(
                self.writer,
                "these cite the article, and none of its words",
                "以下规则只注明本条，没有引用其中的文字"
            );
            out.push_str(&format!(
                "<div class=\"pair\"><p class=\"said note\">{why}</p><div class=\"rules\">{cards}</div></div>"
            ));
        }
    }

    /// A link to a rule that stands elsewhere.
    fn pointer(&self, at: usize) -> Markup {
        let Some(rule) = self.rules.get(at) else { return Markup::default() };
        let kind = self.kind(rule.kind);
        let remark = matches!(rule.kind, Kind::NotComputed | Kind::Defect);
        let name = Markup::text(&if remark { rule.body.plain() } else { rule.title.plain() });
        let name = if name.is_empty() { self.written.place(rule.clause.span) } else { name };
        words!(self.writer, "{kind} {name}", "{kind} {name}").linked(&format!("c{at}"))
    }

    /// A rule in words and as it is written.
    fn card(&self, at: usize) -> String {
        let Some(rule) = self.rules.get(at) else { return String::new() };
        let kind = self.kind(rule.kind);
        let owner = self.owner(rule.of);
        let owner = if owner == rule.title || owner.is_empty() || rule.kind == Kind::Scope {
            String::new()
        } else {
            format!(" · {owner}")
        };
        let same = rule.title.plain() == rule.body.plain();
        let title = if same { &rule.body } else { &rule.title };
        let title = if title.is_empty() { String::new() } else { format!(" <strong>{title}</strong>") };
        let applies = self.writer.applies(rule.applies);
        let applies = if applies.is_empty() { String::new() } else { format!("<p class=\"applies\">{applies}</p>") };
        let body = if rule.body.is_empty() || same {
            String::new()
        } else {
            format!("<div class=\"body\">{}</div>", rule.body)
        };
        let lines = self.written.lines(rule.written);
        let class = if matches!(rule.kind, Kind::NotComputed | Kind::Defect) { " remark" } else { "" };
        format!(
            "<div class=\"card{class}\" id=\"c{at}\"><p class=\"head\"><span class=\"kind\">{kind}</span>{title}\
             <span class=\"owner\">{owner}</span></p>{body}{applies}{lines}</div>"
        )
    }

    /// Rules that quote nothing, or nothing that is there.
    fn elsewhere(&self, out: &mut String, shown: &[bool]) {
        let counts = |rule: &Rule<'_>| !matches!(rule.kind, Kind::Fact | Kind::Frame | Kind::Scope);
        let left =
            self.rules.iter().enumerate().filter(|(at, rule)| counts(rule) && !shown.get(*at).copied().unwrap_or(true));
        let cards: String = left.map(|(at, _)| self.card(at)).collect();
        if !cards.is_empty() {
            let title = words!(self.writer, "Rules that quote no words of their own", "没有单独引用原文的规则");
            out.push_str(&format!("<h3>{title}</h3><div class=\"rules loose\">{cards}</div>"));
        }
    }
}

/// Headings and sentences in the order of the document.
fn parts(source: &Source, document: &Document) -> Vec<Part> {
    let line = |start: usize| source.line_range(source.line_of(start));
    let headings = document.headings().iter().map(|own| (own.start, Part::Heading(own.level, line(own.start))));
    let sentences = document.sentences().iter().enumerate().map(|(at, range)| (range.start, Part::Sentence(at)));
    let mut parts: Vec<(usize, Part)> = headings.chain(sentences).collect();
    parts.sort_by_key(|(start, _)| *start);
    parts.into_iter().map(|(_, part)| part).collect()
}

/// Of each sentence of a document the quotes that touch it, each with the place of its rule.
type Touching = Vec<Vec<(Span, usize)>>;

fn quoting(rules: &[Rule<'_>], id: SourceId, document: &Document) -> Touching {
    let mut quoting = vec![Vec::new(); document.sentences().len()];
    for (at, rule) in rules.iter().enumerate() {
        let places = rule.clause.quotes.iter().flat_map(|quote| &quote.places);
        for place in places.filter(|place| place.source == id) {
            let touched = document.touched(place.start as usize, place.end as usize);
            for quotes in quoting.get_mut(touched).unwrap_or_default() {
                quotes.push((*place, at));
            }
        }
    }
    quoting
}

/// A sentence with what no quote has paled.
fn marked(source: &Source, range: &Range<usize>, quoting: &[(Span, usize)]) -> String {
    let text = |from: usize, to: usize| escaped(source.text().get(from..to).unwrap_or_default());
    let mut spans: Vec<Range<usize>> = quoting.iter().map(|(span, _)| span.range()).collect();
    spans.sort_unstable_by_key(|span| (span.start, span.end));
    let mut out = String::new();
    let mut at = range.start;
    for span in spans {
        let (start, end) = (span.start.clamp(at, range.end), span.end.clamp(at, range.end));
        if start > at {
            out.push_str(&format!("<span class=\"unquoted\">{}</span>", text(at, start)));
        }
        out.push_str(&text(start, end));
        at = end;
    }
    if at < range.end {
        out.push_str(&format!("<span class=\"unquoted\">{}</span>", text(at, range.end)));
    }
    out
}
