//! The tree as text: compact for people, and without names and places for comparing the two surfaces.

use bursary::ast::File;

/// One line for each declaration and each clause in it, without places.
pub fn dump(file: &File) -> String {
    let mut out = format!("{:?}\n", file.surface);
    for declaration in &file.declarations {
        out += &lines(&plain(&format!("{declaration:?}")));
    }
    out
}

/// The same with all names and texts left out.
pub fn shape(file: &File) -> String {
    let mut out = String::new();
    for declaration in &file.declarations {
        let text = plain(&format!("{declaration:?}"));
        let mut quoted = false;
        let mut kept = String::new();
        let mut signs = text.chars();
        while let Some(sign) = signs.next() {
            match sign {
                '\\' if quoted => drop(signs.next()),
                '"' => quoted = !quoted,
                _ if quoted => {}
                _ => kept.push(sign),
            }
        }
        out += &lines(&kept);
    }
    out
}

/// `Debug` without spans, and with names, texts and expressions shortened.
fn plain(debug: &str) -> String {
    let mut text = String::new();
    let mut rest = debug;
    while let Some(at) = rest.find("Span { source") {
        let before = &rest[..at];
        let before = before.strip_suffix("span: ").unwrap_or(before);
        text += before.strip_suffix(", ").unwrap_or(before);
        // `Span { source: SourceId(0), start: 1, end: 2 }`
        let tail = &rest[at..];
        let close = tail.find('}').unwrap() + 1;
        rest = &tail[close..];
    }
    text += rest;
    for (from, to) in [
        (", quoted: false", ""),
        ("Name { text: ", "Name { "),
        ("Text { value: ", "Text { "),
        ("Expr { kind: ", "{ "),
        ("quotes: [], ", ""),
        (", quotes: []", ""),
        ("evidence: [], ", ""),
        ("decided_by: [], ", ""),
        (", decided_by: []", ""),
        ("applies: Applies { years: None, reading: None }", ""),
        ("terms: Terms { payers: [], vouchers: [], recoveries: [], obligations: [] }, ", ""),
        (", by: None, signed: false", ""),
        ("label: None, ", ""),
        ("veto: false, stage: None, ", ""),
        ("departures: [], ", ""),
        ("Range { from: None, to: None }", ""),
    ] {
        text = text.replace(from, to);
    }
    text
}

/// A line for each element of the outer lists.
fn lines(text: &str) -> String {
    let (mut out, mut depth, mut quoted) = (String::new(), 0_usize, false);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        if quoted {
            out.push(sign);
            match sign {
                '\\' => out.extend(signs.next()),
                '"' => quoted = false,
                _ => {}
            }
            continue;
        }
        match sign {
            '"' => quoted = true,
            '{' | '[' | '(' => depth += 1,
            '}' | ']' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        out.push(sign);
        let outer = depth == 2 && sign == ',';
        let element = (sign == '[' && depth == 3 && signs.peek() != Some(&']')) || (depth == 3 && sign == ',');
        if outer {
            out += "\n ";
        } else if element {
            out += "\n    ";
        }
    }
    out += "\n";
    out.replace(" \n", "\n").lines().map(|line| format!("{}\n", line.trim_end())).collect()
}
