//! The sheet that says how to fill in the others.

use rust_xlsxwriter::{Format, XlsxError};

use super::sheets::Book;
use super::table::for_paper;
use crate::case::keys::TOP;
use crate::case::workbook::layout::{CASE, FORM, NONE, NOTES};
use crate::diagnostic::Wording;
use crate::wording;

/// How wide the text is, in characters.
const WIDE: u16 = 100;

impl Book<'_, '_> {
    /// Writes the sheet.
    pub(super) fn notes(&mut self) -> Result<(), XlsxError> {
        let words = self.words;
        let program = words.program;
        let (title, name, digest) = (words.policy(), &program.policy.name, &program.digest);
        let value = words.of(FORM[1]);
        let (applicant, none, case) = (words.of(TOP[2]), words.of(NONE), words.of(CASE));
        let mut lines = vec![
            wording!("Policy: {title} ({name})", "政策：{title}（{name}）"),
            wording!("Rules: {digest}", "规则摘要：{digest}"),
            wording!(
                "A blank cell is an unknown fact: never no, and never zero.",
                "空白单元格表示未知：既不是“否”，也不是零。"
            ),
        ];
        lines.push(match self.several {
            false => wording!(
                "Facts of the applicant stand in the sheet `{applicant}`, in the column `{value}`; each list has its own sheet, with a record a row.",
                "申报主体的事实填在“{applicant}”表的“{value}”列；每个列表各有一张表，每行一条记录。"
            ),
            true => wording!(
                "Each applicant is a row of the sheet `{applicant}`, told apart by the column `{case}`, which stands in every sheet; each list has its own sheet, with a record a row.",
                "“{applicant}”表中每行一个申报主体，以“{case}”列区分，各表都有这一列；每个列表各有一张表，每行一条记录。"
            ),
        });
        lines.extend([
            wording!(
                "Of a list that certainly has no record, write `{none}` where the list stands among the facts.",
                "列表确实没有记录的，请在事实中的该列表处填“{none}”。"
            ),
            wording!(
                "The unit stands in brackets in the heading and may be changed to another of the same kind; a cell may also be a text with its unit.",
                "表头括号内是单位，可以改成同类的其他单位，例如“元”改为“万元”，数值随之换算；单元格中也可以填写带单位的文本，例如“120万元”。"
            ),
            wording!(
                "Numbers of more than 15 digits, such as credit codes, are entered as text. Don't merge cells. Formulas count by their results.",
                "超过15位的数字（例如信用代码）请按文本填写。请勿合并单元格。公式以其结果为准。"
            ),
            wording!(
                "Values by year have a column for each year; add columns of the same form for other years.",
                "按年度给出的事实，每年一列；需要其他年度的，照样添加列。"
            ),
        ]);
        for reading in &program.readings {
            let shown = reading.shown();
            let values: Vec<&str> = reading.values.iter().map(|value| value.shown()).collect();
            let default = reading.values.get(reading.default).map_or("", |value| value.shown());
            let (en, zh) = (values.join("; "), values.join("；"));
            lines.push(wording!(
                "Reading `{shown}`: {en}; the default is {default}",
                "解读“{shown}”：{zh}；默认采用“{default}”"
            ));
        }
        let wrapped = Format::new().set_text_wrap();
        let sheet = self.file.add_worksheet();
        sheet.set_name(words.of(NOTES))?;
        sheet.set_column_width(0, WIDE)?;
        for_paper(sheet)?;
        for (at, line) in lines.iter().enumerate() {
            let line: &Wording = line;
            let row = u32::try_from(at).unwrap_or(u32::MAX);
            sheet.write_string_with_format(row, 0, line.get(words.language), &wrapped)?;
        }
        Ok(())
    }
}
