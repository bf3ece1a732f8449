//! An explanation as Markdown (with tables, as GitHub and most renderers read them).

use super::document::{Document, Group, Item, Line, Section, printed, quoted};
use crate::diagnostic::Language;

/// Lays an explanation out as Markdown.
pub fn markdown(document: &Document) -> String {
    let mut sheet = Sheet { out: String::new(), language: document.language };
    sheet.document(document);
    printed(&sheet.out)
}

struct Sheet {
    out: String,
    language: Language,
}

impl Sheet {
    fn document(&mut self, document: &Document) {
        self.block(&format!("# {}", escaped(&document.title)));
        self.block(&escaped(&document.subtitle));
        let colon = self.colon();
        let rows =
            document.particulars.iter().map(|row| format!("- {}{colon}{}", escaped(&row.key), escaped(&row.value)));
        self.block(&rows.collect::<Vec<_>>().join("\n"));
        let mut table = String::from("| | | |\n|---|---:|---|");
        for total in &document.totals {
            let figure = escaped(total.figure.as_deref().unwrap_or_default());
            let text = escaped(&total.text);
            let bold = if total.result { "**" } else { "" };
            table.push_str(&format!("\n| {bold}{text}{bold} | {bold}{figure}{bold} | {} |", escaped(&total.detail)));
        }
        self.block(&table);
        for section in &document.sections {
            self.section(section);
        }
    }

    fn section(&mut self, section: &Section) {
        let alone = section.items.iter().all(|item| item.title.is_empty());
        match (alone, section.items.first()) {
            (true, Some(item)) => self.block(&format!("## {}", self.heading(&section.heading, item))),
            _ => self.block(&format!("## {}", escaped(&section.heading))),
        }
        if !section.quotes.is_empty() {
            let quotes = section.quotes.iter().map(|quote| format!("> {}", escaped(&quoted(quote, self.language))));
            self.block(&quotes.collect::<Vec<_>>().join("  \n"));
        }
        for item in &section.items {
            if !alone {
                self.block(&format!("### {}", self.heading(&item.title, item)));
            }
            for group in &item.groups {
                self.group(group);
            }
        }
    }

    fn heading(&self, title: &str, item: &Item) -> String {
        let mark = item.mark.map(|mark| format!("{} ", mark.sign(self.language))).unwrap_or_default();
        let outcome = if item.outcome.is_empty() { String::new() } else { format!(" — {}", escaped(&item.outcome)) };
        format!("{mark}{}{outcome}", escaped(title))
    }

    fn group(&mut self, group: &Group) {
        if !group.label.is_empty() {
            let mark = group.mark.map(|mark| format!(" {}", mark.sign(self.language))).unwrap_or_default();
            let outcome =
                if group.outcome.is_empty() { String::new() } else { format!(" {}", escaped(&group.outcome)) };
            self.block(&format!("**{}**{mark}{outcome}", escaped(&group.label)));
        }
        let mut lines = group.lines.as_slice();
        // Figures stand in a table; the words around them in a list.
        while let Some(first) = lines.first() {
            let table = first.figure.is_some();
            let end = lines.iter().position(|line| line.figure.is_some() != table).unwrap_or(lines.len());
            let (run, rest) = lines.split_at(end);
            let laid = if table { self.table(run) } else { self.list(run) };
            self.block(&laid);
            lines = rest;
        }
    }

    fn list(&self, lines: &[Line]) -> String {
        let dash = match self.language {
            Language::En => ": ",
            Language::Zh => "：",
        };
        let rows = lines.iter().map(|line| {
            let mark = line.mark.map(|mark| format!("{} ", mark.sign(self.language))).unwrap_or_default();
            let indent = "  ".repeat(usize::from(line.depth));
            let detail =
                if line.detail.is_empty() { String::new() } else { format!("{dash}{}", escaped(&line.detail)) };
            format!("{indent}- {mark}{}{detail}{}", escaped(&line.text), self.quotes(line))
        });
        rows.collect::<Vec<_>>().join("\n")
    }

    fn table(&self, lines: &[Line]) -> String {
        let mut table = String::from("| | |\n|---|---:|");
        for line in lines {
            let bold = if line.result { "**" } else { "" };
            let indent = "&emsp;".repeat(usize::from(line.depth));
            let detail = if line.detail.is_empty() { String::new() } else { format!(" {}", escaped(&line.detail)) };
            let figure = escaped(line.figure.as_deref().unwrap_or_default());
            table.push_str(&format!(
                "\n| {indent}{}{detail}{} | {bold}{figure}{bold} |",
                escaped(&line.text),
                self.quotes(line)
            ));
        }
        table
    }

    fn quotes(&self, line: &Line) -> String {
        line.quotes.iter().map(|quote| format!(" {}", escaped(&quoted(quote, self.language)))).collect()
    }

    fn colon(&self) -> &'static str {
        match self.language {
            Language::En => ": ",
            Language::Zh => "：",
        }
    }

    fn block(&mut self, block: &str) {
        if block.is_empty() {
            return;
        }
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out.push_str(block);
        self.out.push('\n');
    }
}

/// Text in which nothing is Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            '&' => out.push_str("&amp;"),
            // What would begin a list within the list.
            '-' | '+' if out.is_empty() => {
                out.push('\\');
                out.push(c);
            }
            '.' | ')' if rest.peek() == Some(&' ') && !out.is_empty() && out.bytes().all(|c| c.is_ascii_digit()) => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
