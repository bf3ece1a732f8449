//! An explanation as plain text for a terminal or a printed page.

use super::document::{Document, Group, Item, Line, Mark, Section, printed, quoted};
use super::wrap::{columns, wrap};
use crate::diagnostic::Language;

/// Narrower than this no line is made.
const NARROWEST: usize = 40;
/// Figures end no further right than this: an eye does not follow a longer line.
const WIDEST_EDGE: usize = 80;
/// The labels of a column of details take no more than this.
const WIDEST_LABEL: usize = 34;

/// Lays an explanation out in lines of at most `width` columns (100 suits a terminal), figures under one another.
pub fn text(document: &Document, width: usize) -> String {
    let width = width.max(NARROWEST);
    let mut page = Page { out: String::new(), width, edge: 0, language: document.language };
    page.edge = page.edge_of(document);
    page.document(document);
    printed(&page.out)
}

/// One section alone, in lines of at most `width` columns.
pub(super) fn of_section(section: &Section, language: Language, width: usize) -> String {
    let width = width.max(NARROWEST);
    let mut page = Page { out: String::new(), width, edge: 60.min(width), language };
    page.section(section);
    printed(page.out.trim_start_matches('\n'))
}

struct Page {
    out: String,
    width: usize,
    /// The column in which figures end.
    edge: usize,
    language: Language,
}

impl Page {
    /// Figures end where the longest line with one needs it, so that a short text does not part from its figure.
    fn edge_of(&self, document: &Document) -> usize {
        let widest = self.width.min(WIDEST_EDGE);
        let mut edge = 60.min(widest);
        for section in &document.sections {
            for item in &section.items {
                let lead = self.lead(section, item);
                for line in item.groups.iter().flat_map(|group| &group.lines) {
                    if let Some(figure) = &line.figure {
                        edge = edge.max(lead + indent(line) + columns(&line.text) + 2 + columns(figure));
                    }
                }
            }
        }
        edge.min(widest)
    }

    fn document(&mut self, document: &Document) {
        self.hanging("", &document.title, 0);
        self.hanging("", &document.subtitle, 0);
        self.line(&"─".repeat(self.edge));
        let keys = document.particulars.iter().map(|row| columns(&row.key)).max().unwrap_or(0);
        for row in &document.particulars {
            self.hanging(&format!("  {}  ", padded(&row.key, keys)), &row.value, keys + 4);
        }
        self.line("");
        let keys = document.totals.iter().map(|line| columns(&line.text)).max().unwrap_or(0);
        let figures = document.totals.iter().filter_map(|line| line.figure.as_deref()).map(columns).max().unwrap_or(0);
        for total in &document.totals {
            let figure = total.figure.as_deref().unwrap_or_default();
            let space = " ".repeat(figures.saturating_sub(columns(figure)));
            let line = format!("  {}  {space}{figure}", padded(&total.text, keys));
            if columns(&line) + 2 + columns(&total.detail) <= self.width {
                self.line(format!("{line}  {}", total.detail).trim_end());
            } else {
                self.line(&line);
                self.hanging("    ", &total.detail, 4);
            }
        }
        for section in &document.sections {
            self.section(section);
        }
    }

    fn section(&mut self, section: &Section) {
        for (at, item) in section.items.iter().enumerate() {
            self.line("");
            self.title(item.mark, &title(section, item), &item.outcome);
            let lead = self.lead(section, item);
            if at == 0 && !section.quotes.is_empty() {
                let lines = section.quotes.iter().map(|quote| Line::words(quoted(quote, self.language))).collect();
                self.group(&Group { label: basis(self.language).to_owned(), lines, ..Group::default() }, lead);
            }
            for group in &item.groups {
                self.group(group, lead);
            }
        }
    }

    /// The column in which the lines of an item begin.
    fn lead(&self, section: &Section, item: &Item) -> usize {
        let own = item.groups.iter().map(|group| columns(&group.label)).max().unwrap_or(0);
        let basis = if section.quotes.is_empty() { 0 } else { columns(basis(self.language)) };
        match own.max(basis) {
            0 => 2,
            label => label + 4,
        }
    }

    /// A heading with its outcome at the edge.
    fn title(&mut self, mark: Option<Mark>, title: &str, outcome: &str) {
        let mark = mark.map(|mark| self.marked(mark)).unwrap_or_default();
        let start = columns(&mark) + columns(title);
        if outcome.is_empty() || start + 2 + columns(outcome) <= self.width {
            let gap = " ".repeat(self.edge.saturating_sub(start + columns(outcome)).max(2));
            self.line(format!("{mark}{title}{gap}{outcome}").trim_end());
            return;
        }
        let under = columns(&mark);
        self.hanging(&mark, title, under);
        self.hanging(&" ".repeat(under), outcome, under);
    }

    fn group(&mut self, group: &Group, lead: usize) {
        let mut label = if lead > 2 { format!("  {}  ", padded(&group.label, lead - 4)) } else { "  ".to_owned() };
        if group.mark.is_some() || !group.outcome.is_empty() {
            let mark = group.mark.map(|mark| self.marked(mark)).unwrap_or_default();
            label.push_str(&mark);
            self.hanging(&label, &group.outcome, lead + columns(&mark));
            label = " ".repeat(lead);
        }
        let beside = |line: &&Line| line.figure.is_none() && !line.detail.is_empty();
        let names = group.lines.iter().filter(beside).map(|line| columns(&line.text)).max().unwrap_or(0);
        // A page too narrow for two columns has the details under the names.
        let names = names.min(WIDEST_LABEL).min(self.width.saturating_sub(lead) / 3);
        for line in &group.lines {
            self.entry(&label, line, lead, names);
            label = " ".repeat(lead);
        }
    }

    fn entry(&mut self, label: &str, line: &Line, lead: usize, names: usize) {
        let mark = line.mark.map(|mark| self.marked(mark)).unwrap_or_default();
        let start = format!("{label}{}{mark}", " ".repeat(indent(line)));
        let under = lead + indent(line) + columns(&mark);
        let quotes: Vec<String> = line.quotes.iter().map(|quote| quoted(quote, self.language)).collect();
        // Corner brackets have their own space.
        let quotes = quotes.join(if self.language == Language::En { " " } else { "" });
        match &line.figure {
            Some(figure) => self.figure(&start, line, figure, &quotes, under),
            None if line.detail.is_empty() => {
                let said = [line.text.as_str(), &quotes].join(if quotes.is_empty() { "" } else { "  " });
                self.hanging(&start, &said, under);
            }
            None => {
                let detail = [line.detail.as_str(), &quotes].join(if quotes.is_empty() { "" } else { "  " });
                if columns(&line.text) <= names {
                    let head = format!("{start}{}  ", padded(&line.text, names));
                    self.hanging(&head, &detail, under + names + 2);
                } else {
                    self.hanging(&start, &line.text, under);
                    self.hanging(&" ".repeat(under + 2), &detail, under + 2);
                }
            }
        }
    }

    /// A line with its figure at the edge; what stands beside it follows where there is room, else on the next line.
    fn figure(&mut self, start: &str, line: &Line, figure: &str, quotes: &str, under: usize) {
        let room = self.edge.saturating_sub(under + columns(figure) + 2).max(12);
        let mut lines = wrap(&line.text, room);
        let last = lines.pop().unwrap_or_default();
        let mut start = start.to_owned();
        for line in lines {
            self.line(&format!("{start}{line}"));
            start = " ".repeat(under + 2);
        }
        let used = columns(&start) + columns(&last);
        let mut whole = if used + 2 + columns(figure) > self.edge.max(NARROWEST) {
            self.line(&format!("{start}{last}"));
            " ".repeat(self.edge.saturating_sub(columns(figure)).max(under + 2))
        } else {
            format!("{start}{last}{}", " ".repeat(self.edge - used - columns(figure)))
        };
        whole.push_str(figure);
        let said: Vec<&str> = [line.detail.as_str(), quotes].into_iter().filter(|part| !part.is_empty()).collect();
        let said = said.join("  ");
        if !said.is_empty() && columns(&whole) + 2 + columns(&said) <= self.width {
            whole.push_str("  ");
            whole.push_str(&said);
            self.line(&whole);
            return;
        }
        self.line(&whole);
        if !said.is_empty() {
            let under = under + 2;
            self.hanging(&" ".repeat(under), &said, under);
        }
    }

    /// Text behind a start, its further lines under the column `under`.
    fn hanging(&mut self, start: &str, said: &str, under: usize) {
        let room = self.width.saturating_sub(under).max(12);
        for (at, line) in wrap(said, room).iter().enumerate() {
            let start = if at == 0 { start.to_owned() } else { " ".repeat(under) };
            self.line(format!("{start}{line}").trim_end());
        }
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    /// A mark with the space behind it; the full-width question mark carries its own.
    fn marked(&self, mark: Mark) -> String {
        padded(mark.sign(self.language), 2)
    }
}

/// The word over the quotes that a measure rests on.
pub fn basis(language: Language) -> &'static str {
    match language {
        Language::En => "basis",
        Language::Zh => "依据",
    }
}

/// What an item is called where its section is not above it.
fn title(section: &Section, item: &Item) -> String {
    match item.title.is_empty() {
        true => section.heading.clone(),
        false => format!("{} · {}", section.heading, item.title),
    }
}

fn indent(line: &Line) -> usize {
    usize::from(line.depth) * 2
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))))
}
