//! The changes as a text for people.

use super::{Change, Kind, Section, Side};
use crate::diagnostic::{Language, Wording};
use crate::wording;

/// The changes, part by part: what was added, removed or changed, with the rule as written in both versions.
pub fn human(sections: &[Section], language: Language) -> String {
    let mut text = String::new();
    for section in sections {
        let name = section.name.get(language);
        let amended = section.amendment.as_ref().map(|amendment| {
            let said = match section.without {
                false => wording!(", as amended by `{amendment}`", "（经“{amendment}”修订后）"),
                true => wording!(", without the amendment `{amendment}`", "（修订“{amendment}”取消后）"),
            };
            said.get(language).to_owned()
        });
        text.push_str(&format!("{name}{}\n", amended.unwrap_or_default()));
        for change in &section.changes {
            text.push_str(&one(change, language));
        }
        text.push('\n');
    }
    text
}

/// How a part differs, in a word.
pub fn said(kind: Kind) -> Wording {
    match kind {
        Kind::Added => wording!("added", "新增"),
        Kind::Removed => wording!("removed", "删除"),
        Kind::Changed => wording!("changed", "变更"),
        Kind::Renamed => wording!("only called differently", "仅名称不同"),
        Kind::Quoted => wording!("only the words that it rests on differ", "仅依据的原文不同"),
        Kind::Moved => wording!("stands in another place, and counts in that order", "次序有变"),
    }
}

fn one(change: &Change, language: Language) -> String {
    let (what, how) = (change.what.get(language), said(change.kind));
    let mut text = match language {
        Language::En => format!("  {what} {}\n", how.en),
        Language::Zh => format!("  {what}：{}\n", how.zh),
    };
    let same = change.old.as_ref().zip(change.new.as_ref()).is_some_and(|(old, new)| old.words == new.words);
    if same && change.kind != Kind::Quoted {
        text.extend(change.new.iter().map(|side| line(' ', side, language)));
        return text;
    }
    let quotes = |side: &Option<Side>| side.as_ref().map(|side| side.quotes.clone());
    let quoted = change.old.is_some() && change.new.is_some() && quotes(&change.old) != quotes(&change.new);
    for (sign, side) in [('-', &change.old), ('+', &change.new)] {
        let Some(side) = side else { continue };
        text.push_str(&line(sign, side, language));
        if quoted {
            text.extend(side.quotes.iter().map(|quote| format!("    {sign}   「{quote}」\n")));
        }
    }
    text
}

fn line(sign: char, side: &Side, language: Language) -> String {
    let words = side.words(language);
    if side.place.is_empty() {
        return format!("    {sign} {words}\n");
    }
    format!("    {sign} {words}    {}\n", side.place)
}
