//! Workbooks that can't be read, and sheets that don't have the form that cases need.

use crate::diagnostic::{Diagnostic, Wording};
use crate::source::Span;
use crate::wording;

/// The code of what belongs to nothing that the workbook has.
pub(in crate::case) const NO_HOLDER: &str = "case/no-such-holder";

/// Why a file is no workbook that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::case) enum Unreadable {
    /// Damaged, or something else.
    NotAWorkbook,
    /// With a password, or in the format of old.
    Locked,
    /// Larger than any cases need.
    TooLarge,
}

/// What is wrong with a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::case) enum WorkbookError {
    /// It can't be read at all.
    Unreadable { span: Span, why: Unreadable },
    /// A sheet that the policy has no use for.
    UnknownSheet { span: Span, name: String, nearest: Option<String>, known: Wording },
    /// A column that the sheet needs.
    NoColumn { span: Span, missing: Wording },
    /// A value that nothing says the meaning of: below no heading, or (`of_row`) beside no fact.
    NoHeading { span: Span, of_row: bool },
    /// Cells that were made one.
    Merged { span: Span },
    /// `#N/A` and the like.
    Fault { span: Span, shown: String },
    /// A number of more digits than a cell keeps.
    Digits { span: Span, shown: String },
    /// No row names an applicant.
    NoCase { span: Span },
    /// A record that belongs to none that the workbook has.
    NoHolder { span: Span, words: String },
}

impl From<WorkbookError> for Diagnostic {
    fn from(error: WorkbookError) -> Diagnostic {
        match error {
            WorkbookError::Unreadable { span, why } => unreadable(span, why),
            WorkbookError::UnknownSheet { span, name, nearest, known } => {
                let help = match nearest {
                    Some(nearest) => wording!("did you mean `{nearest}`?", "是否应为“{nearest}”？"),
                    None => {
                        let Wording { en, zh } = known;
                        wording!(
                            "its sheets are {en}; delete or empty what is none of them",
                            "可用的工作表有：{zh}；其他工作表请删除或清空"
                        )
                    }
                };
                Diagnostic::error(
                    "case/unknown-sheet",
                    span,
                    wording!("the cases of this policy have no sheet `{name}`", "这项政策的案例没有工作表“{name}”"),
                    wording!("not declared", "未声明"),
                )
                .with_help(help)
            }
            WorkbookError::NoColumn { span, missing: Wording { en, zh } } => Diagnostic::error(
                "case/sheet-columns",
                span,
                wording!("the sheet has no column `{en}`", "工作表缺少“{zh}”列"),
                wording!("its headings", "表头"),
            )
            .with_help(wording!(
                "add the column, or begin with the workbook that `bursary schema --format xlsx` writes",
                "请加上该列，或从 bursary schema --format xlsx 写出的工作簿开始填写"
            )),
            WorkbookError::NoHeading { span, of_row: false } => Diagnostic::error(
                "case/sheet-columns",
                span,
                wording!("the column has no heading", "该列没有表头"),
                wording!("a value of no fact", "不知属于哪项事实的值"),
            )
            .with_help(wording!(
                "write the fact into the first row, or delete the value",
                "请在首行写明事实名称，或删去该值"
            )),
            WorkbookError::NoHeading { span, of_row: true } => Diagnostic::error(
                "case/sheet-columns",
                span,
                wording!("the row names no fact", "该行没有写明事实"),
                wording!("a value of no fact", "不知属于哪项事实的值"),
            )
            .with_help(wording!(
                "write the fact into the first column, or delete the value",
                "请在“事实”列写明名称，或删去该值"
            )),
            WorkbookError::Merged { span } => Diagnostic::error(
                "case/merged-cells",
                span,
                wording!("merged cells hold the value of the first alone", "合并单元格只有左上角的一格有值"),
                wording!("merged with others", "与其他单元格合并"),
            )
            .with_help(wording!(
                "unmerge the cells, and write the value into each that it is meant for",
                "请取消合并，并在每个应有此值的单元格中填写"
            )),
            WorkbookError::Fault { span, shown } => Diagnostic::error(
                "case/cell-without-value",
                span,
                wording!("the cell shows `{shown}` and no value", "单元格显示“{shown}”，没有值"),
                wording!("no value", "没有值"),
            )
            .with_help(wording!(
                "mend the formula, or clear the cell if the fact is not known",
                "请修正公式；事实未知的，请清空该单元格"
            )),
            WorkbookError::Digits { span, shown } => Diagnostic::error(
                "case/cell-digits",
                span,
                wording!(
                    "`{shown}` has more than 15 digits, and a cell with a number keeps no more",
                    "“{shown}”超过15位，而数字单元格只保留15位"
                ),
                wording!("digits that may be lost", "可能已丢失的数位"),
            )
            .with_help(wording!(
                "format the cell as text and enter it again; of a formula, round the result",
                "请把单元格格式改为文本后重新填写；公式的结果请先取整到所需的位数"
            )),
            WorkbookError::NoCase { span } => Diagnostic::error(
                "case/no-case",
                span,
                wording!("the workbook holds no case", "工作簿中没有案例"),
                wording!("no row follows these headings", "表头下没有填写任何一行"),
            )
            .with_help(wording!(
                "fill in a row for each applicant, with a name of its own in the column `case`",
                "请逐行填写申报主体，并在“案例”列写明各自的名称"
            )),
            WorkbookError::NoHolder { span, words } if words.is_empty() => Diagnostic::error(
                NO_HOLDER,
                span,
                wording!("the record does not say to which other it belongs", "该记录没有写明属于哪一条记录"),
                wording!("the record", "该记录"),
            )
            .with_help(wording!(
                "write the key of the record that holds it into the column before its own",
                "请在“所属”列填写它所属记录的编号"
            )),
            WorkbookError::NoHolder { span, words } => Diagnostic::error(
                NO_HOLDER,
                span,
                wording!("there is no `{words}` to which this belongs", "没有“{words}”可供归属"),
                wording!("not in its sheet", "对应的工作表中没有"),
            )
            .with_help(wording!(
                "correct the key, or add the row that it names to the sheet of those",
                "请更正编号，或在对应的工作表中补上这一行"
            )),
        }
    }
}

fn unreadable(span: Span, why: Unreadable) -> Diagnostic {
    let label = wording!("this file", "此文件");
    match why {
        Unreadable::NotAWorkbook => Diagnostic::error(
            "case/not-a-workbook",
            span,
            wording!("this is not an XLSX workbook, or it is damaged", "这不是XLSX工作簿，或文件已损坏"),
            label,
        )
        .with_help(wording!("open it and save it as .xlsx again", "请打开后另存为 .xlsx")),
        Unreadable::Locked => Diagnostic::error(
            "case/not-a-workbook",
            span,
            wording!("the workbook has a password, or is in the old .xls format", "工作簿设有密码，或是旧的 .xls 格式"),
            label,
        )
        .with_help(wording!("save it as .xlsx without a password", "请另存为不设密码的 .xlsx")),
        Unreadable::TooLarge => Diagnostic::error(
            "case/workbook-too-large",
            span,
            wording!(
                "the workbook is larger than cases need: 128 MiB unpacked, 100,000 rows or 2,000 columns of a sheet, 2,000,000 cells",
                "工作簿过大：解压后不得超过128 MiB，每表不得超过10万行、2000列，总共不得超过200万个单元格"
            ),
            label,
        )
        .with_help(wording!(
            "split it, and delete what stands far below or beside the last record",
            "请拆分；最后一条记录下方或右侧很远处如有内容，请删去"
        )),
    }
}
