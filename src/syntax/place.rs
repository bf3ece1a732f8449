//! Whether clauses stand where they belong: under their declaration, indented as it says, in one surface throughout.

use super::error::PlaceError;
use super::grammar;
use super::keywords::{ClauseKind, KEYWORDS};
use super::lines::{Clause, Head};
use super::read;
use crate::ast::Surface;
use crate::diagnostic::{Diagnostic, Wording};
use crate::source::{SourceId, Span};

/// The surface of a file: that of most of its leading words, of the first where they are equally many.
pub(super) fn surface(clauses: &[Clause]) -> Option<Surface> {
    let own = clauses.iter().filter_map(|clause| clause.head.surface());
    let (english, all) = own.clone().fold((0_usize, 0_usize), |(english, all), surface| {
        (english + usize::from(surface == Surface::English), all + 1)
    });
    match (english * 2).cmp(&all) {
        std::cmp::Ordering::Greater => Some(Surface::English),
        std::cmp::Ordering::Less => Some(Surface::Chinese),
        std::cmp::Ordering::Equal => own.into_iter().next(),
    }
}

/// The first clause whose leading word is of the other surface.
pub(super) fn mixed(source: SourceId, text: &str, clauses: &[Clause], surface: Surface) -> Option<Diagnostic> {
    let span = |clause: &Clause| Span::new(source, clause.start, clause.head_end);
    let stranger = clauses.iter().find(|clause| clause.head.surface().is_some_and(|own| own != surface))?;
    let first = clauses.iter().find(|clause| clause.head.surface() == Some(surface))?;
    let keyword = stranger.head.kind()?.keyword()?;
    let right = keyword.spelling(surface);
    let written = text.get(stranger.start..stranger.head_end).unwrap_or("");
    let rest = text.get(stranger.head_end..stranger.end).unwrap_or("");
    let changed = format!("{right}{rest}");
    // Only where the leading word is the only one of the other surface does changing it mend the clause.
    let fixable = grammar::parse(keyword.rule, &changed)
        .ok()
        .and_then(|mut nodes| nodes.next())
        .is_some_and(|node| read::foreign(&node, surface).is_empty());
    let (written, right, first) = (written.to_owned(), right.to_owned(), span(first));
    Some(PlaceError::MixedSurfaces { span: span(stranger), written, right, surface, first, fixable }.into())
}

impl Head {
    /// The surface of its keyword.
    pub fn surface(self) -> Option<Surface> {
        match self {
            Head::Keyword(_, surface) | Head::Near(_, surface, _) => Some(surface),
            Head::Bare(_) | Head::Unknown => None,
        }
    }
}

/// What the indentation of a clause says against its keyword. `below` is the column of the clause that it belongs to.
pub(super) fn indentation(source: SourceId, clause: &Clause, declares: bool, below: usize) -> Option<Diagnostic> {
    let span = Span::new(source, clause.start, clause.head_end);
    let blank = Span::new(source, clause.line_start, clause.start);
    if declares {
        return (clause.column > 0).then(|| PlaceError::Indented { span, declaration: true, blank }.into());
    }
    if clause.column == 0 {
        return Some(PlaceError::Indented { span, declaration: false, blank }.into());
    }
    if clause.column < below {
        let replacement = " ".repeat((below + 2).min(80));
        return Some(PlaceError::ShallowLine { span, blank, replacement }.into());
    }
    let (line_start, start, end) = clause.shallow?;
    let replacement = " ".repeat((clause.column + 4).min(80));
    let (span, blank) = (Span::new(source, start, end), Span::new(source, line_start, start));
    Some(PlaceError::ShallowLine { span, blank, replacement }.into())
}

/// What may stand in a declaration, as a help line.
pub(super) fn allowed(owner: ClauseKind, surface: Surface) -> Wording {
    let clauses = KEYWORDS.iter().filter(|keyword| keyword.kind.belongs_in(owner));
    let words: Vec<&str> = clauses.map(|keyword| keyword.spelling(surface)).collect();
    let (english, chinese) = (words.join(", "), words.join("、"));
    crate::wording!(
        "under this declaration a clause starts with: {english}; a line that goes on with the one above is indented deeper",
        "这一部分的条目应以下列词语之一开头：{chinese}；接着上一行写的内容要缩进得更深"
    )
}

/// What may begin in the first column, as a help line.
pub(super) fn declarations(surface: Surface) -> Wording {
    let begin = KEYWORDS.iter().filter(|keyword| keyword.kind.is_declaration() || keyword.kind.may_declare());
    let words: Vec<&str> = begin.map(|keyword| keyword.spelling(surface)).collect();
    let (english, chinese) = (words.join(", "), words.join("、"));
    crate::wording!("a declaration starts with: {english}", "一个部分应以下列词语之一开头：{chinese}")
}

/// Whether a clause that may begin in the first column stands in the midst of a declaration that takes none: more of that follows.
pub(super) fn is_inside(kind: ClauseKind, clause: &Clause, owner: ClauseKind, after: &[Clause]) -> bool {
    let goes_on = || {
        let mut after = after.iter().filter_map(|next| Some((next, next.head.kind()?)));
        let next = after.find(|(_, kind)| !kind.follows() && *kind != ClauseKind::Row);
        next.is_some_and(|(next, kind)| next.column > 0 && kind.belongs_in(owner))
    };
    clause.column > 0 && kind.may_declare() && !kind.belongs_in(owner) && (owner == ClauseKind::Test || goes_on())
}

/// Where a clause belongs that stands under `above`, as a help line.
pub(super) fn belongs(kind: ClauseKind, above: Option<ClauseKind>, surface: Surface) -> Wording {
    let owners: Vec<_> =
        KEYWORDS.iter().filter(|owner| owner.kind.is_declaration() && kind.belongs_in(owner.kind)).collect();
    let english: Vec<String> = owners.iter().map(|owner| format!("`{}`", owner.spelling(surface))).collect();
    let chinese: Vec<String> = owners.iter().map(|owner| format!("“{}”", owner.spelling(surface))).collect();
    let (english, chinese) = (english.join(" or "), chinese.join("或"));
    if kind == ClauseKind::Quote {
        return Wording::new("a quote follows the clause that rests on it", "原文应写在以它为依据的条目之后");
    }
    if kind == ClauseKind::Silence {
        return Wording::new(
            "it follows the clause that it is about, or the header of the declaration or the policy",
            "它应写在所涉及的条目之后，或写在某一部分、整个政策的开头行之后",
        );
    }
    if kind.departs() {
        let words = [ClauseKind::Let, ClauseKind::Award, ClauseKind::Cap]
            .map(|kind| kind.keyword().map_or("", |keyword| keyword.spelling(surface)));
        let [own, award, cap] = words;
        return crate::wording!(
            "it follows the `{own}`, the `{award}` or the `{cap}` from whose value it departs",
            "它应写在所变动的“{own}”、“{award}”或“{cap}”条目之后"
        );
    }
    if kind == ClauseKind::Assert && above == Some(ClauseKind::Test) {
        let expected = surface.either("expect assert \"…\": met", "预期 断言 「…」：符合");
        return crate::wording!(
            "a test says what the assertion comes to as `{expected}`; the assertion itself starts in the first column, outside the test",
            "测试中对断言的预期写成“{expected}”；断言本身应从第一列写起，写在测试之外"
        );
    }
    if kind.may_declare()
        && let Some(above) = above.and_then(ClauseKind::keyword)
    {
        let above = above.spelling(surface);
        return crate::wording!(
            "write it in the first column, behind all that stands under `{above}`, or move it under {english}",
            "请从第一列写起，放在“{above}”的全部内容之后；或移到{chinese}之下"
        );
    }
    if matches!(kind, ClauseKind::Evidence | ClauseKind::DecidedBy) {
        return Wording::new("it follows the fact that it is about", "它应写在所说明的字段之后");
    }
    crate::wording!("move it under {english}", "请移到{chinese}之下")
}
