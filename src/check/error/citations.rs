//! What can be wrong with citations.

use crate::check::citations::Nearest;
use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

use super::listed;

/// A mistake in a quote or an article, or a sentence that none covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum CitationError {
    /// Quotes without a document.
    NoSource { span: Span },
    /// The document named in the header was not given.
    DocumentMissing { span: Span, name: String },
    /// A quote of nothing.
    EmptyQuote { span: Span },
    /// Words that are not in the document; `inside`: where the quote's words begin, if they stand as they are.
    QuoteNotFound { span: Span, inside: Option<usize>, nearest: Option<Box<Nearest>> },
    /// Words that stand under another article than the measure's.
    UnderOtherArticle { span: Span, place: Span, article: Option<String>, own: String },
    /// An article that no heading has.
    ArticleNotFound { span: Span, article: String, known: Vec<String> },
    /// A measure that cites nothing.
    MeasureWithout { span: Span, name: Wording },
    /// `not computed` without words.
    NotComputedWithout { span: Span },
    /// A sentence that no rule quotes.
    SentenceNotCovered { span: Span, text: String },
}

impl From<CitationError> for Diagnostic {
    fn from(error: CitationError) -> Diagnostic {
        match error {
            CitationError::NoSource { span } => Diagnostic::error(
                "citations/no-source",
                span,
                wording!(
                    "the rules quote a text, and the header doesn't name it",
                    "规则引用了原文，而抬头没有写明出自哪个文件"
                ),
                wording!("quoted from where?", "引自何处？"),
            )
            .with_help(wording!("add `source \"source.md\"` to the header", "请在抬头中加上“原文件 「source.md」”")),
            CitationError::DocumentMissing { span, name } => Diagnostic::error(
                "citations/no-source",
                span,
                wording!(
                    "the document `{name}` was not found, so no quote can be checked",
                    "找不到原文件“{name}”，无法核对引文"
                ),
                wording!("not found", "未找到"),
            )
            .with_help(wording!(
                "put it beside the rule file, or correct its name",
                "请将其放在规则文件旁，或更正文件名"
            )),
            CitationError::EmptyQuote { span } => Diagnostic::error(
                "citations/empty-quote",
                span,
                wording!("the quote is empty", "引文为空"),
                wording!("no words", "没有文字"),
            )
            .with_help(wording!("copy the words from the document", "请从源文中抄录文字")),
            CitationError::QuoteNotFound { span, inside, nearest } => not_found(span, inside, nearest),
            CitationError::UnderOtherArticle { span, place, article, own } => {
                let (en, zh) = match &article {
                    Some(article) => (format!("article {article}"), format!("第{article}条")),
                    None => ("no article".to_owned(), "任何条款之外".to_owned()),
                };
                Diagnostic::warning(
                    "citations/quote-under-other-article",
                    span,
                    wording!(
                        "these words stand under {en}, and the measure is of article {own}",
                        "这些文字在{zh}，而措施依据的是第{own}条"
                    ),
                    wording!("from another article", "出自其他条款"),
                )
                .with_help(wording!(
                    "correct the measure's article, or name the article of the quote behind it: `article \"…\"`",
                    "请更正措施的条款；确实引用其他条款的，在引文之后写明“条款 「…」”"
                ))
                .with_also(place, wording!("the words stand here", "文字在此处"))
            }
            CitationError::ArticleNotFound { span, article, known } => {
                let known = listed(&known);
                let (en, zh) = (known.en, known.zh);
                let finding = Diagnostic::error(
                    "citations/article-not-found",
                    span,
                    wording!("the document has no article {article}", "源文没有第{article}条"),
                    wording!("no heading has this number", "没有这一编号的标题"),
                );
                if en.is_empty() {
                    finding.with_help(wording!(
                        "no heading of the document is numbered; headings begin with `#`",
                        "源文没有带编号的标题；标题以“#”开头"
                    ))
                } else {
                    finding.with_help(wording!("its numbered headings are {en}", "带编号的标题有{zh}"))
                }
            }
            CitationError::MeasureWithout { span, name } => {
                let (name_en, name_zh) = (name.en, name.zh);
                Diagnostic::warning(
                    "citations/measure-without",
                    span,
                    wording!("the measure `{name_en}` cites nothing", "措施“{name_zh}”没有引用任何依据"),
                    wording!("no article and no quote", "没有条款，也没有原文"),
                )
                .with_help(wording!(
                    "add `article \"…\"` behind its name, or `quote` the words that it encodes",
                    "请在名称后写“条款 「…」”，或用“原文”引用所依据的文字"
                ))
            }
            CitationError::NotComputedWithout { span } => Diagnostic::error(
                "citations/not-computed-without",
                span,
                wording!("this doesn't say which sentences are not computed", "没有写明哪些句子不计算"),
                wording!("no quote", "没有原文"),
            )
            .with_help(wording!("quote them: `quote \"…\"`", "请引用这些句子：“原文 「…」”")),
            CitationError::SentenceNotCovered { span, text } => {
                let text = shortened(&text);
                Diagnostic::warning(
                    "citations/sentence-not-covered",
                    span,
                    wording!("no rule quotes `{text}`", "没有规则引用“{text}”"),
                    wording!("not covered", "未被覆盖"),
                )
                .with_help(wording!(
                    "quote it under the rule that it belongs to, or under `not computed \"why\"`",
                    "请在所属的规则下引用，或用“不计算 「理由」”引用"
                ))
            }
        }
    }
}

fn not_found(span: Span, inside: Option<usize>, nearest: Option<Box<Nearest>>) -> Diagnostic {
    let message = wording!("the quote is not in the document word for word", "引文与源文不一致");
    let Some(nearest) = nearest else {
        return Diagnostic::error(
            "citations/quote-not-found",
            span,
            message,
            wording!("no passage of the document is near to this", "源文中没有相近的文字"),
        )
        .with_help(wording!("copy the words from the document", "请从源文中抄录文字"));
    };
    let Nearest { text, place, differs, ours, theirs, form_only } = *nearest;
    let label = match (ours.is_empty(), theirs.is_empty()) {
        (false, false) => {
            wording!("the document has `{theirs}` here, not `{ours}`", "源文此处为“{theirs}”，不是“{ours}”")
        }
        (true, _) => wording!("the document has `{theirs}` here as well", "源文此处还有“{theirs}”"),
        (false, true) => wording!("the document doesn't have `{ours}` here", "源文此处没有“{ours}”"),
    };
    // The mark goes to the words that differ where their place in the rule file is sure.
    let mark = match inside {
        Some(inside) => Span::new(
            span.source,
            span.start as usize + inside + differs.start,
            span.start as usize + inside + differs.end,
        ),
        None => span,
    };
    let mut finding = Diagnostic::error("citations/quote-not-found", mark, message, label)
        .with_also(place, wording!("the nearest passage", "最相近的文字"));
    finding = finding.with_help(if form_only {
        wording!(
            "only the form of signs differs (full or half width, dashes, quotation marks, spaces): write `{text}`",
            "只有符号形式不同（全角半角、破折号、引号、空格），请写“{text}”"
        )
    } else {
        wording!("the document says `{text}`", "源文为“{text}”")
    });
    match inside {
        Some(inside) => {
            let start = span.start as usize + inside;
            let end = (span.end as usize).saturating_sub(inside);
            finding.with_fix(Span::new(span.source, start, end), text)
        }
        None => finding,
    }
}

/// A sentence short enough for a message.
fn shortened(text: &str) -> String {
    if text.chars().count() <= 40 {
        return text.to_owned();
    }
    let start: String = text.chars().take(38).collect();
    format!("{start}……")
}
