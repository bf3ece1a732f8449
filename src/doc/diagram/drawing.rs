//! Drawing: boxes, lines and text as SVG.

use super::super::markup::Markup;
use super::LEADING;
use crate::diagnostic::escaped;

/// How a line is drawn; each kind is told apart in black and white.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    Solid,
    Dashed,
    Dotted,
}

impl Line {
    fn dashes(self) -> &'static str {
        match self {
            Line::Solid => "",
            Line::Dashed => " stroke-dasharray=\"7 4\"",
            Line::Dotted => " stroke-dasharray=\"2 3\"",
        }
    }
}

/// What is drawn, each with its first and last row of pixels.
pub(super) struct Drawing {
    width: i32,
    parts: Vec<(i32, i32, String)>,
}

type Point = (i32, i32);

impl Drawing {
    pub(super) fn new(width: i32) -> Drawing {
        Drawing { width, parts: Vec::new() }
    }

    /// A box with its title and lines, as a link; gives its lower edge.
    pub(super) fn block(
        &mut self,
        (x, y): Point,
        width: i32,
        (title, lines): (&[String], &[String]),
        link: &str,
        soft: bool,
    ) -> i32 {
        let rows = i32::try_from(title.len() + lines.len()).unwrap_or(1);
        let height = rows * LEADING + 14;
        let class = if soft { "box soft" } else { "box" };
        let mut out = format!(
            "<a href=\"#{link}\"><rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"4\"/>"
        );
        let all = title.iter().map(|line| (line, "strong")).chain(lines.iter().map(|line| (line, "pale")));
        for (at, (line, class)) in (0..).zip(all) {
            let (x, y) = (x + 12, y + 21 + at * LEADING);
            out.push_str(&format!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>", escaped(line)));
        }
        out.push_str("</a>\n");
        self.parts.push((y, y + height, out));
        y + height
    }

    /// Words alone.
    pub(super) fn text(&mut self, (x, y): Point, words: &str, class: &str) {
        let words = escaped(words);
        self.parts.push((y - 12, y + 4, format!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{words}</text>\n")));
    }

    /// A line.
    pub(super) fn line(&mut self, from: Point, to: Point, class: &str) {
        self.drawn_line(from, to, class, Line::Solid);
    }

    /// A line that stands for a limit.
    pub(super) fn edge(&mut self, line: Line, from: Point, to: Point) {
        self.drawn_line(from, to, "edge", line);
    }

    fn drawn_line(&mut self, (x, y): Point, (to_x, to_y): Point, class: &str, line: Line) {
        let dashes = line.dashes();
        let path = format!("<path class=\"{class}\" d=\"M{x} {y}L{to_x} {to_y}\"{dashes}/>\n");
        self.parts.push((y.min(to_y), y.max(to_y), path));
    }

    /// Where a limit holds on to a measure.
    pub(super) fn dot(&mut self, (x, y): Point) {
        let dot = format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"3\" fill=\"currentColor\"/>\n");
        self.parts.push((y - 3, y + 3, dot));
    }

    /// The number of a limit, in a circle.
    pub(super) fn number(&mut self, (x, y): Point, number: i32) {
        let below = y + 4;
        let circle = format!(
            "<circle class=\"box\" cx=\"{x}\" cy=\"{y}\" r=\"9\"/><text class=\"pale\" text-anchor=\"middle\" x=\"{x}\" y=\"{below}\">{number}</text>\n"
        );
        self.parts.push((y - 10, y + 10, circle));
    }

    /// The words of a limit behind its number, as a link.
    pub(super) fn label(&mut self, (x, y): Point, number: i32, lines: &[String], link: &str) {
        self.number((x + 10, y + 12), number);
        let mut out = format!("<a href=\"#{link}\">");
        for (at, line) in (0..).zip(lines) {
            let class = if at == 0 { "strong" } else { "pale" };
            let (x, y) = (x + 26, y + 17 + at * LEADING);
            out.push_str(&format!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>", escaped(line)));
        }
        out.push_str("</a>\n");
        let height = LEADING * i32::try_from(lines.len()).unwrap_or(1) + 8;
        self.parts.push((y, y + height, out));
    }

    /// The drawings, one for each sheet: each shows what lies in it.
    pub(super) fn sheets(&self, class: &str, sheets: &[(i32, i32)], (title, about): (&Markup, &Markup)) -> String {
        let width = self.width;
        let mut out = String::new();
        let mut on_sheet = vec![String::new(); sheets.len()];
        for (first, last, part) in &self.parts {
            let begins = sheets.partition_point(|(_, to)| to <= first);
            for at in (begins..sheets.len()).take_while(|at| sheets.get(*at).is_some_and(|(from, _)| from <= last)) {
                on_sheet.get_mut(at).into_iter().for_each(|sheet| sheet.push_str(part));
            }
        }
        for ((at, (from, to)), parts) in sheets.iter().enumerate().zip(&on_sheet) {
            let height = to - from;
            let named = match at {
                0 => format!(
                    " role=\"group\" aria-labelledby=\"d-{class} e-{class}\"><title id=\"d-{class}\">{title}</title><desc id=\"e-{class}\">{about}</desc>"
                ),
                _ => format!(" role=\"group\" aria-labelledby=\"d-{class}\">"),
            };
            out.push_str(&format!(
                "<svg class=\"{class}\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 {from} {width} {height}\"{named}\n{parts}</svg>\n"
            ));
        }
        out
    }
}

/// Where a tall drawing is cut into sheets: only at the places given.
pub(super) fn sheets(cuts: &[i32], end: i32, tallest: i32) -> Vec<(i32, i32)> {
    let mut sheets = Vec::new();
    let mut from = 0;
    let mut before = 0;
    for cut in cuts.iter().copied().chain([end]) {
        if cut - from > tallest && before > from {
            sheets.push((from, before));
            from = before;
        }
        before = cut;
    }
    sheets.push((from, end));
    sheets
}

/// The first place from `y` on where something of a height is not cut in two.
pub(super) fn within(y: i32, height: i32, sheets: &[(i32, i32)]) -> i32 {
    let cut = sheets.iter().rev().skip(1).map(|(_, to)| *to).find(|to| y < *to && *to < y + height);
    cut.unwrap_or(y)
}
