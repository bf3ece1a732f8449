//! The diagram: the scope on top, the measures by article below it, limits across measures as brackets beside them.
//!
//! It is laid out twice, for wide pages and for phones, and the page's style shows one of them. A tall diagram is cut between measures
//! into drawings that fit a sheet of paper.

mod drawing;
mod text;

use super::Page;
use super::markup::{Markup, words};
use super::rules::{Kind, Of};
use crate::ir::{AwardCount, LimitWhat};
use drawing::{Drawing, Line};
use text::wrapped;

/// The tallest drawing, at a width of [`WIDE`], that fits a sheet.
const TALLEST: i32 = 1300;
/// How wide the diagram of a wide page is.
const WIDE: i32 = 1000;
/// How wide that of a phone is.
const NARROW: i32 = 370;
/// How far lines of text are apart.
const LEADING: i32 = 19;
/// So many limits of a measure are named in its box.
const NAMED: usize = 4;

/// What stands in a box.
struct Block {
    title: String,
    article: String,
    lines: Vec<String>,
    link: String,
}

/// A section of limits across measures.
struct Bracket {
    label: Vec<String>,
    measures: Vec<usize>,
    style: Line,
    link: String,
}

/// Where things stand.
struct Plan {
    width: i32,
    box_x: i32,
    box_width: i32,
    /// Where the first bracket stands, and how far brackets are apart.
    lanes: (i32, i32),
    /// Where the words of a bracket begin; `None`: below the drawing, by their numbers.
    labels: Option<i32>,
}

impl Page<'_, '_> {
    /// The diagram, wide and narrow.
    pub(super) fn diagram(&self) -> String {
        let blocks = self.blocks();
        if blocks.is_empty() {
            return String::new();
        }
        let brackets = self.brackets();
        let lanes = lanes(&brackets);
        let count = lanes.iter().max().map_or(0, |most| most + 1);
        let count = i32::try_from(count).unwrap_or(i32::MAX / 100);
        let room = 26 * count.min(12);
        let step = if count > 12 { (room / count).max(2) } else { 26 };
        let right = WIDE - 300;
        let wide = match brackets.is_empty() {
            true => Plan { width: WIDE, box_x: 110, box_width: WIDE - 112, lanes: (0, step), labels: None },
            false => Plan {
                width: WIDE,
                box_x: 110,
                box_width: right - room - 20 - 110,
                lanes: (right - room, step),
                labels: Some(right + 6),
            },
        };
        let small = if count > 5 { (110 / count).max(2) } else { 22 };
        let room = small * count.min(55);
        let box_width = NARROW - 16 - room - if brackets.is_empty() { 0 } else { 12 };
        let narrow = Plan { width: NARROW, box_x: 14, box_width, lanes: (14 + box_width + 14, small), labels: None };
        let (title, about) = self.described(&blocks, &brackets);
        let wide = self.drawn("wide", &wide, &blocks, (&brackets, &lanes), (&title, &about));
        let narrow = self.drawn("narrow", &narrow, &blocks, (&brackets, &lanes), (&title, &about));
        format!("<figure>\n{wide}{narrow}</figure>\n")
    }

    fn blocks(&self) -> Vec<Block> {
        let measures = self.writer.program.measures.iter().enumerate();
        measures
            .map(|(at, measure)| {
                let of = |kind| self.by_owner.get(&(Of::Measure(at), kind)).into_iter().flatten();
                let limits = of(Kind::Limit).chain(of(Kind::Once)).filter_map(|rule| self.rules.get(*rule));
                let said = limits.map(|rule| {
                    let (body, applies) = (&rule.body, self.writer.applies(rule.applies));
                    match applies.is_empty() {
                        true => body.plain(),
                        false => words!(self.writer, "{body} ({applies})", "{body}（{applies}）").plain(),
                    }
                });
                let mut lines: Vec<String> = said.collect();
                if let Some(more) = lines.len().checked_sub(NAMED).filter(|more| *more > 0) {
                    lines.truncate(NAMED);
                    lines.push(words!(self.writer, "and {more} more", "另有 {more} 项限额").plain());
                }
                if measure.in_kind.is_some() {
                    lines.push(words!(self.writer, "support in kind", "非资金支持").plain());
                }
                let article = measure.article.as_deref().map(|article| self.writer.article(article).plain());
                Block {
                    title: self.writer.measure_title(at).plain(),
                    article: article.unwrap_or_default(),
                    lines,
                    link: format!("m{at}"),
                }
            })
            .collect()
    }

    fn brackets(&self) -> Vec<Bracket> {
        let across = self.writer.program.across.iter().enumerate();
        across
            .map(|(at, across)| {
                let of = |kind| self.by_owner.get(&(Of::Across(at), kind)).into_iter().flatten();
                let limits = of(Kind::Limit).chain(of(Kind::Once)).filter_map(|rule| self.rules.get(*rule));
                let said = limits.map(|rule| rule.body.plain());
                let mut label = vec![self.owner(Of::Across(at)).plain()];
                label.extend(said.take(NAMED));
                let forms = || across.limits.iter().filter_map(|forms| forms.first()).map(|limit| limit.what);
                let style = if forms().any(|what| what == LimitWhat::Highest) {
                    Line::Dotted
                } else if forms().any(|what| matches!(what, LimitWhat::Awards(AwardCount::Fixed(1)))) {
                    Line::Dashed
                } else {
                    Line::Solid
                };
                Bracket { label, measures: across.measures.clone(), style, link: format!("x{at}") }
            })
            .collect()
    }

    /// The title and the description for those who do not see the drawing.
    fn described(&self, blocks: &[Block], brackets: &[Bracket]) -> (Markup, Markup) {
        let title = words!(self.writer, "Measures and the limits across them", "各项措施与合并限额");
        let name = |at: &usize| blocks.get(*at).map(|block| Markup::text(&block.title)).unwrap_or_default();
        let count = blocks.len();
        let mut parts = vec![words!(self.writer, "{count} measures", "共 {count} 项措施")];
        for bracket in brackets {
            let label: Vec<Markup> = bracket.label.iter().map(|line| Markup::text(line)).collect();
            let label = self.writer.list(&label);
            let measures = self.writer.list(&bracket.measures.iter().map(name).collect::<Vec<_>>());
            parts.push(words!(self.writer, "{label}: {measures}", "{label}：{measures}"));
        }
        (title, Markup::joined(&parts, &words!(self.writer, "; ", "；").to_string()))
    }

    fn drawn(
        &self,
        class: &str,
        plan: &Plan,
        blocks: &[Block],
        (brackets, lanes): (&[Bracket], &[usize]),
        about: (&Markup, &Markup),
    ) -> String {
        let mut drawing = Drawing::new(plan.width);
        let scope = self.scope_lines();
        let trunk = plan.box_x - 8;
        // One measure under no scope hangs on nothing.
        let alone = scope.is_empty() && blocks.len() < 2;
        let mut y = 4;
        if !scope.is_empty() {
            let title = words!(self.writer, "Scope", "适用范围").plain();
            let lines: Vec<String> =
                scope.iter().flat_map(|line| wrapped(line, small(plan.box_width - 24), 3)).collect();
            y = drawing.block((plan.box_x, y), plan.box_width, (&[title], &lines), "scope", true) + 16;
        }
        let top = y;
        let mut middles: Vec<i32> = Vec::new();
        let mut cuts: Vec<i32> = Vec::new();
        let mut article = "";
        for block in blocks {
            cuts.push(y - 6);
            if block.article != article {
                article = &block.article;
                if plan.box_x > 60 {
                    for (at, line) in (0..).zip(wrapped(article, trunk - 12, 2)) {
                        drawing.text((0, y + 20 + at * LEADING), &line, "pale");
                    }
                } else if !article.is_empty() {
                    drawing.text((plan.box_x, y + 12), article, "pale");
                    y += 20;
                }
            }
            let title = wrapped(&block.title, (plan.box_width - 24) * 9 / 10, 3);
            let lines: Vec<String> =
                block.lines.iter().flat_map(|line| wrapped(line, small(plan.box_width - 24), 3)).collect();
            let end = drawing.block((plan.box_x, y), plan.box_width, (&title, &lines), &block.link, false);
            let middle = y + (end - y) / 2;
            if !alone {
                drawing.line((trunk, middle), (plan.box_x, middle), "thin");
            }
            middles.push(middle);
            y = end + 12;
        }
        let last = middles.last().copied().unwrap_or(top);
        if !alone {
            drawing.line(
                (trunk, if scope.is_empty() { middles.first().copied().unwrap_or(top) } else { top - 30 }),
                (trunk, last),
                "thin",
            );
        }
        if !scope.is_empty() {
            drawing.line((trunk, top - 30), (plan.box_x, top - 30), "thin");
        }
        let mut cuts = drawing::sheets(&cuts, y, TALLEST * plan.width / WIDE.min(plan.width * 2));
        self.bracketed(&mut drawing, plan, (brackets, lanes), &middles, &mut cuts, y);
        drawing.sheets(class, &cuts, about)
    }

    /// The conditions of the scope, as short lines.
    fn scope_lines(&self) -> Vec<String> {
        let conditions = self.writer.program.scope.iter().map(|own| own.called()).collect::<Vec<_>>();
        let conditions = conditions.join(&words!(self.writer, "; ", "；").plain());
        let in_force = self.writer.program.in_force.as_ref().map(|_| self.writer.in_force().plain());
        [Some(conditions).filter(|own| !own.is_empty()), in_force].into_iter().flatten().collect()
    }

    fn bracketed(
        &self,
        drawing: &mut Drawing,
        plan: &Plan,
        (brackets, lanes): (&[Bracket], &[usize]),
        middles: &[i32],
        cuts: &mut [(i32, i32)],
        end: i32,
    ) {
        let edge = plan.box_x + plan.box_width;
        let mut free = 0;
        let mut below = end + 8;
        for ((number, bracket), lane) in (1..).zip(brackets).zip(lanes) {
            let x = plan.lanes.0 + i32::try_from(*lane).unwrap_or(0) * plan.lanes.1 + 6;
            let own: Vec<i32> = bracket.measures.iter().filter_map(|at| middles.get(*at)).copied().collect();
            let (Some(first), Some(last)) = (own.first().copied(), own.last().copied()) else { continue };
            // Several brackets may end at one box: each a little lower than the one before.
            let shift = i32::try_from(*lane).unwrap_or(0).min(4) * 5 - 8;
            drawing.edge(bracket.style, (x, first + shift), (x, last + shift));
            for middle in own {
                drawing.edge(bracket.style, (edge, middle + shift), (x, middle + shift));
                drawing.dot((edge + 3, middle + shift));
            }
            let number: i32 = number;
            match plan.labels {
                Some(left) => {
                    let mut lines = Vec::new();
                    for (at, words) in bracket.label.iter().enumerate() {
                        lines.extend(wrapped(words, plan.width - left - 30, if at == 0 { 2 } else { 4 }));
                    }
                    let height = LEADING * i32::try_from(lines.len()).unwrap_or(1) + 8;
                    let wanted = (first + last) / 2 + shift - 12;
                    let y = drawing::within(wanted.max(free), height, cuts);
                    free = y + height + 6;
                    drawing.edge(bracket.style, (x, (y + 12).clamp(first + shift, last + shift)), (left - 2, y + 12));
                    drawing.label((left, y), number, &lines, &bracket.link);
                    below = below.max(free);
                }
                None => {
                    let mark = (x, first + shift + 14.min((last - first) / 2));
                    drawing.number(mark, number);
                    let mut lines = Vec::new();
                    for (at, words) in bracket.label.iter().enumerate() {
                        lines.extend(wrapped(words, plan.width - 50, if at == 0 { 2 } else { 4 }));
                    }
                    let height = LEADING * i32::try_from(lines.len()).unwrap_or(1) + 8;
                    drawing.label((plan.box_x - 6, below), number, &lines, &bracket.link);
                    below += height + 6;
                }
            }
        }
        below = self.key(drawing, plan, brackets, below);
        if let Some(last) = cuts.last_mut() {
            last.1 = last.1.max(below);
        }
    }

    /// What the kinds of lines mean, of those that were drawn.
    fn key(&self, drawing: &mut Drawing, plan: &Plan, brackets: &[Bracket], mut y: i32) -> i32 {
        let writer = self.writer;
        let kinds = [
            (Line::Solid, words!(writer, "a cap across measures", "合并封顶")),
            (Line::Dashed, words!(writer, "one of them only", "只能享受一次")),
            (Line::Dotted, words!(writer, "the highest alone", "从高不重复")),
        ];
        for (style, words) in kinds {
            if brackets.iter().any(|bracket| bracket.style == style) {
                drawing.edge(style, (plan.box_x, y + 10), (plan.box_x + 40, y + 10));
                drawing.text((plan.box_x + 50, y + 15), &words.plain(), "pale");
                y += LEADING + 3;
            }
        }
        y
    }
}

/// How wide a line of small letters may be, as text of the usual size is measured.
fn small(width: i32) -> i32 {
    width * 8 / 7
}

/// A lane for each bracket, such that no two in one lane overlap.
fn lanes(brackets: &[Bracket]) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    brackets
        .iter()
        .map(|bracket| {
            let first = bracket.measures.first().copied().unwrap_or(0);
            let last = bracket.measures.last().copied().unwrap_or(0);
            let free = ends.iter().position(|end| *end < first);
            match free {
                Some(lane) => {
                    ends.get_mut(lane).into_iter().for_each(|end| *end = last);
                    lane
                }
                None => {
                    ends.push(last);
                    ends.len() - 1
                }
            }
        })
        .collect()
}
