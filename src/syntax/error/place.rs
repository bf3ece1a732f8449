//! Clauses in the wrong place, and lines that start with a word that is no keyword.

use crate::ast::Surface;
use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

/// A clause or line where it does not belong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::syntax) enum PlaceError {
    /// A leading word that is nearly a keyword.
    Misspelled { span: Span, written: String, right: String, replacement: String },
    /// A line that starts with no keyword.
    UnknownClause { span: Span, word: String, declaration: Option<Wording> },
    /// The same in the first column, where a declaration begins.
    UnknownDeclaration { span: Span, word: String, allowed: Wording },
    /// A clause that does not belong to the declaration above it: where it would.
    OutOfPlace { span: Span, clause: Wording, above: Option<Wording>, belongs: Wording },
    /// A row that belongs to nothing.
    StrayRow { span: Span },
    /// A declaration that is indented, or a clause that is not.
    Indented { span: Span, declaration: bool, blank: Span },
    /// A continuation line that is not deeper than its clause.
    ShallowLine { span: Span, blank: Span, replacement: String },
    /// A quote behind an exception or a raise, and no deeper than it.
    QuoteBeside { span: Span },
    /// A clause whose words are of the other surface.
    MixedSurfaces { span: Span, written: String, right: String, surface: Surface, first: Span, fixable: bool },
    /// A clause that may stand only once.
    Twice { span: Span, clause: Wording, first: Span },
    /// A let or award with neither value nor rows.
    WithoutValue { span: Span, clause: Wording },
}

impl From<PlaceError> for Diagnostic {
    fn from(error: PlaceError) -> Diagnostic {
        match error {
            PlaceError::Misspelled { span, written, right, replacement } => Diagnostic::error(
                "syntax/misspelled-keyword",
                span,
                wording!("no clause starts with `{written}`", "没有以“{written}”开头的条目"),
                wording!("read as `{right}`", "按“{right}”理解"),
            )
            .with_help(wording!("write `{right}`", "请写成“{right}”"))
            .with_safe_fix(span, replacement),
            PlaceError::UnknownClause { span, word, declaration } => {
                let found = Diagnostic::error(
                    "syntax/unknown-clause",
                    span,
                    wording!("no clause starts with `{word}`", "没有以“{word}”开头的条目"),
                    wording!("not a word that starts a clause", "不是条目的开头词"),
                );
                let help = match declaration {
                    Some(allowed) => allowed,
                    None => wording!(
                        "indent the line deeper if it continues the one above",
                        "如果是接着上一行写的，请缩进得更深"
                    ),
                };
                found.with_help(help)
            }
            PlaceError::UnknownDeclaration { span, word, allowed } => Diagnostic::error(
                "syntax/unknown-declaration",
                span,
                wording!("no declaration starts with `{word}`", "没有以“{word}”开头的部分"),
                wording!("what is indented below it is not read", "其下缩进的内容不再读取"),
            )
            .with_help(allowed),
            PlaceError::OutOfPlace { span, clause, above, belongs } => {
                let (english, chinese) = match above {
                    Some(above) => (format!("does not belong to {}", above.en), format!("不能写在{}之下", above.zh)),
                    None => ("stands under no declaration".to_owned(), "没有写在任何部分之下".to_owned()),
                };
                Diagnostic::error(
                    "syntax/out-of-place",
                    span,
                    Wording::new(format!("{} {english}", clause.en), format!("{}{chinese}", clause.zh)),
                    wording!("not read here", "此处不予读取"),
                )
                .with_help(belongs)
            }
            PlaceError::StrayRow { span } => Diagnostic::error(
                "syntax/stray-row",
                span,
                wording!("this row belongs to nothing", "这一行没有所属的内容"),
                wording!("a row without a list above it", "上面没有可接的列表"),
            )
            .with_help(wording!(
                "rows follow a type, a table, a reading, or a let or award without a value of its own",
                "以“|”开头的行接在类型、标准、解读之后，或接在没有直接写值的“设”“奖励”之后"
            )),
            PlaceError::Indented { span, declaration: true, blank } => Diagnostic::error(
                "syntax/indentation",
                span,
                wording!("this begins a declaration but is indented", "这是一个部分的开头，却有缩进"),
                wording!("belongs in the first column", "应从第一列写起"),
            )
            .with_help(wording!("remove the space before it", "请去掉前面的空白"))
            .with_safe_fix(blank, ""),
            PlaceError::Indented { span, declaration: false, blank } => Diagnostic::error(
                "syntax/indentation",
                span,
                wording!("this clause stands in the first column", "这一条没有缩进"),
                wording!("belongs to the declaration above", "属于上面的部分"),
            )
            .with_help(wording!("indent it by two spaces", "请缩进两格"))
            .with_safe_fix(blank, "  "),
            PlaceError::ShallowLine { span, blank, replacement } => Diagnostic::error(
                "syntax/indentation",
                span,
                wording!(
                    "this line continues the one above but is not indented deeper",
                    "这一行接着上一行，却没有缩进得更深"
                ),
                wording!("part of the clause above", "属于上面的条目"),
            )
            .with_help(wording!("indent it deeper than its clause", "请比所属条目缩进得更深"))
            .with_safe_fix(blank, replacement),
            PlaceError::QuoteBeside { span } => Diagnostic::error(
                "syntax/indentation",
                span,
                wording!(
                    "this quote belongs to the exception or the raise above it but is not indented deeper",
                    "这句原文属于上面的例外或上浮，却没有缩进得更深"
                ),
                wording!("of the rule, or of what departs from it?", "是一般规定的依据，还是例外或上浮的依据"),
            )
            .with_help(wording!(
                "indent it deeper; a quote for the rule itself stands before the exceptions and raises",
                "请缩进得更深；一般规定的原文写在例外和上浮之前"
            )),
            PlaceError::MixedSurfaces { span, written, right, surface, first, fixable } => {
                let (english, chinese) = match surface {
                    Surface::English => ("English", "英文"),
                    Surface::Chinese => ("Chinese", "中文"),
                };
                let found = Diagnostic::error(
                    "syntax/mixed-surfaces",
                    span,
                    wording!(
                        "this file is written with {english} words, but this clause starts with `{written}`",
                        "本文件使用{chinese}写法，而这一条以“{written}”开头"
                    ),
                    wording!("`{right}` in this file", "本文件中应写作“{right}”"),
                )
                .with_also(first, wording!("the file's language is seen here", "本文件的写法见此处"));
                if fixable {
                    return found.with_help(wording!("write `{right}`", "请写成“{right}”")).with_safe_fix(span, right);
                }
                found.with_help(wording!(
                    "write this clause with {english} words, starting with `{right}`",
                    "请把这一条改为{chinese}写法，以“{right}”开头"
                ))
            }
            PlaceError::Twice { span, clause, first } => Diagnostic::error(
                "syntax/clause-twice",
                span,
                Wording::new(
                    format!("{} stands here for the second time", clause.en),
                    format!("{}重复出现", clause.zh),
                ),
                wording!("the second", "第二次"),
            )
            .with_also(first, wording!("the first", "第一次"))
            .with_help(wording!("keep one of them", "请只保留一条")),
            PlaceError::WithoutValue { span, clause } => Diagnostic::error(
                "syntax/empty-clause",
                span,
                Wording::new(format!("{} has no value", clause.en), format!("{}没有写值", clause.zh)),
                wording!("a value or rows should follow", "后面应接值或若干行"),
            )
            .with_help(wording!(
                "write a value behind it, or rows below it such as `| 30% if x`",
                "请在后面写值，或在下面分行写，如“| 30% 如果 x”"
            )),
        }
    }
}
