//! `bursary award`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use comfy_table::{CellAlignment, Table, presets};

use super::Exit;
use super::arguments::DecidingArguments;
use super::chinese::InChinese;
use super::deciding::{Deciding, has_claim, narrow};
use super::output::Terminal;
use crate::case::Case;
use crate::case::keys::APPLICANT;
use crate::decision::{Amount, Claim, ClaimStatus, Decision, Outcome, Payment, Recovery, RecoveryStatus, ScopeStatus};
use crate::diagnostic::{Diagnostic, Language, Wording};
use crate::interpret::{Detail, decide};
use crate::ir::Program;
use crate::value::grouped;
use crate::wording;

#[derive(Debug, Args)]
pub(super) struct AwardArguments {
    /// The policy file or its folder
    pub policy: PathBuf,
    /// Case files (.json, .jsonl, .yaml, .toml, .xlsx), or - for standard input
    #[arg(required = true, value_name = "CASE")]
    pub cases: Vec<PathBuf>,
    /// How decisions are written
    #[arg(long, value_enum, default_value_t = DecisionFormat::Table)]
    pub format: DecisionFormat,
    #[command(flatten)]
    pub deciding: DecidingArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DecisionFormat {
    /// A table for people
    Table,
    /// The decision with its derivation; of several cases one a line
    Json,
}

/// The help in Chinese.
pub(super) const CHINESE: InChinese = InChinese {
    about: "核算案例：每项措施应发多少、哪些待定、哪些不予支持",
    usage: "bursary award [选项] <政策> <案例>...",
    arguments: &[
        ("policy", "政策", "政策文件或其文件夹"),
        ("cases", "案例", "案例文件（.json、.jsonl、.yaml、.toml、.xlsx），“-”表示标准输入"),
        ("format", "格式", "输出格式：table 表格（默认），json 含计算过程"),
    ],
};

/// Decides the cases and writes the decisions.
pub(super) fn run(arguments: &AwardArguments, terminal: &Terminal) -> Exit {
    award(arguments, terminal).unwrap_or_else(|exit| exit)
}

fn award(arguments: &AwardArguments, terminal: &Terminal) -> Result<Exit, Exit> {
    let mut deciding = Deciding::open(&arguments.policy, &arguments.deciding, terminal)?;
    let alone = arguments.cases.len() == 1;
    deciding.for_each_case(&arguments.cases, terminal, |deciding, case| {
        let Some(mut decision) = decide_one(deciding, &case, Detail::Derivation, terminal) else { return Ok(false) };
        if !has_claim(&deciding.program, &decision, &arguments.deciding, terminal) {
            return Ok(false);
        }
        narrow(&deciding.program, &mut decision, &arguments.deciding);
        let text = match arguments.format {
            DecisionFormat::Table => {
                let program = deciding.program.on(decision.applied_on);
                let changes = crate::explain::changes(program, &decision, terminal.language);
                let asserted = crate::explain::assertions(program, &decision, terminal.language, super::explain::WIDTH);
                let asserted = if asserted.is_empty() { asserted } else { format!("\n{asserted}") };
                format!("{}{changes}{asserted}", table(program, &decision, terminal.language))
            }
            DecisionFormat::Json => {
                let is_line = !alone || case.name.rsplit_once(':').is_some();
                let json =
                    if is_line { serde_json::to_string(&decision) } else { serde_json::to_string_pretty(&decision) };
                format!("{}\n", json.unwrap_or_default())
            }
        };
        terminal.print(&text)?;
        Ok(holds(deciding, &decision, terminal))
    })
}

/// Whether all that must hold of a decision does, or may; what is violated is reported.
pub(super) fn holds(deciding: &Deciding, decision: &Decision, terminal: &Terminal) -> bool {
    let violations = crate::explain::violations(&deciding.program, decision);
    terminal.report(&violations, &deciding.sources);
    violations.is_empty()
}

/// Decides a case; a fault is reported.
pub(super) fn decide_one(deciding: &Deciding, case: &Case, detail: Detail, terminal: &Terminal) -> Option<Decision> {
    match decide(&deciding.program, case, &deciding.readings, deciding.stage, detail) {
        Ok(mut decision) => {
            decision.changes = deciding.changes(&decision, terminal).ok()?;
            Some(decision)
        }
        Err(fault) => {
            terminal.report(&[Diagnostic::from(*fault)], &deciding.sources);
            None
        }
    }
}

fn table(program: &Program, decision: &Decision, language: Language) -> String {
    let say = |wording: Wording| wording.get(language).to_owned();
    let mut table = Table::new();
    table.load_preset(presets::UTF8_BORDERS_ONLY);
    // A column of parts only where something is paid in parts.
    let claims = decision.measures.iter().flat_map(|measure| &measure.claims);
    let in_parts = claims.flat_map(|claim| &claim.payments).any(|payment| payment.instalment.is_some());
    let row = |[measure, claim, year, part, outcome, amount]: [String; 6]| match in_parts {
        true => vec![measure, claim, year, part, outcome, amount],
        false => vec![measure, claim, year, outcome, amount],
    };
    table.set_header(row([
        say(wording!("measure", "措施")),
        say(wording!("claim", "申请项")),
        say(wording!("year", "支持年度")),
        say(wording!("part", "期次")),
        say(wording!("outcome", "结果")),
        say(wording!("amount", "金额")),
    ]));
    if let Some(amounts) = table.column_mut(if in_parts { 5 } else { 4 }) {
        amounts.set_cell_alignment(CellAlignment::Right);
    }
    for measure in &decision.measures {
        let name = measure.label.as_deref().unwrap_or(&measure.measure);
        let is_applicants = program.measure_named(&measure.measure).is_some_and(|own| own.for_each.is_none());
        for claim in &measure.claims {
            let called = match is_applicants && language == Language::Zh {
                true => APPLICANT.1.to_owned(),
                false => claim.claim.clone(),
            };
            if claim.payments.is_empty() {
                let (none, status) = (String::new(), say(status(claim)));
                table.add_row(row([name.to_owned(), called.clone(), none.clone(), none.clone(), status, none]));
            }
            for entry in &claim.ledger {
                let (year, on) = (entry.support_year.to_string(), entry.paid_on.map(|on| on.to_string()));
                let on = on.unwrap_or_default();
                let outcome = wording!("paid on {on}", "{on} 已发");
                let part = entry.instalment.map(|part| part.to_string()).unwrap_or_default();
                table.add_row(row([name.to_owned(), called.clone(), year, part, say(outcome), shown(entry.amount)]));
            }
            for payment in &claim.payments {
                let beside = crate::explain::beside_outcome(program, decision, payment, language);
                let (outcome, amount) = outcome(payment, &beside, language);
                let year = payment.support_year.to_string();
                let number = payment.instalment.map(|part| part.to_string());
                let part = number.into_iter().chain(payment.part.clone()).collect::<Vec<_>>().join(" ");
                table.add_row(row([name.to_owned(), called.clone(), year, part, say(outcome), amount]));
            }
            for recovery in &claim.recoveries {
                let Some((outcome, amount)) = recovered(recovery, language) else { continue };
                let none = String::new();
                table.add_row(row([name.to_owned(), called.clone(), none.clone(), none, say(outcome), amount]));
            }
        }
    }
    let applicant = decision.applicant.as_deref().filter(|name| !name.trim().is_empty()).unwrap_or(&decision.case);
    let applied_on = decision.applied_on;
    let totals = &decision.totals;
    let names = crate::explain::Names::new(program, language);
    let money = |amount: Amount| names.with_unit(&shown(amount), None).replace('\u{a0}', " ");
    let (paid, payable) = (money(totals.paid), money(totals.payable));
    let pending = match totals.pending_at_most {
        Some(most) if most.is_zero() => wording!("nothing pending", "无待定款项"),
        Some(most) => {
            let most = money(most);
            wording!("pending at most {most}", "待定至多 {most}")
        }
        None => wording!("pending without a known upper bound", "待定款项上限未定"),
    };
    let later = if totals.scheduled.is_zero() {
        Wording::default()
    } else {
        let scheduled = money(totals.scheduled);
        wording!(", due later {scheduled}", "，未到期 {scheduled}")
    };
    let back = match totals.repayable.filter(|repayable| !repayable.is_zero()) {
        None => Wording::default(),
        Some(repayable) => {
            let repayable = money(repayable);
            wording!(", to be paid back {repayable}", "，应退回 {repayable}")
        }
    };
    let (later, later_zh, back, back_zh) = (later.en, later.zh, back.en, back.zh);
    let (pending, pending_zh) = (pending.en, pending.zh);
    let head = match decision.scope.status {
        ScopeStatus::Met => wording!("{applicant}, applied on {applied_on}", "{applicant}，申请日 {applied_on}"),
        ScopeStatus::Failed => wording!(
            "{applicant}, applied on {applied_on}: outside the policy's scope",
            "{applicant}，申请日 {applied_on}：不符合适用范围"
        ),
        ScopeStatus::Unknown => wording!(
            "{applicant}, applied on {applied_on}: whether the policy applies is not known yet",
            "{applicant}，申请日 {applied_on}：是否适用本政策尚待确认"
        ),
        ScopeStatus::NotInForce => wording!(
            "{applicant}, applied on {applied_on}: outside the period in force",
            "{applicant}，申请日 {applied_on}：不在政策有效期内"
        ),
    };
    let foot = wording!(
        "payable {payable}{later}, paid before {paid}, {pending}{back}",
        "本次应发 {payable}{later_zh}，已发 {paid}，{pending_zh}{back_zh}"
    );
    format!("{}\n{table}\n{}\n", say(head), say(foot))
}

fn status(claim: &Claim) -> Wording {
    match claim.status {
        ClaimStatus::Qualified => wording!("qualified", "符合条件"),
        ClaimStatus::Pending => wording!("pending", "待定"),
        ClaimStatus::Refused => {
            let failed: Vec<&str> = claim
                .conditions
                .iter()
                .filter(|condition| condition.holds == Some(false))
                .map(|condition| condition.label.as_str())
                .collect();
            if failed.is_empty() {
                return wording!("refused", "不予支持");
            }
            let (en, zh) = (failed.join("; "), failed.join("；"));
            wording!("refused (not met: {en})", "不予支持（未满足：{zh}）")
        }
    }
}

/// An amount with thousands separators.
fn shown(amount: Amount) -> String {
    grouped(amount.decimal(), amount.decimal().scale())
}

fn between(at_least: Amount, at_most: Option<Amount>, language: Language) -> String {
    let least = shown(at_least);
    match at_most {
        Some(most) => format!("{least} – {}", shown(most)),
        None => wording!("{least} or more", "{least} 起，上限未定").get(language).to_owned(),
    }
}

fn outcome(payment: &Payment, beside: &str, language: Language) -> (Wording, String) {
    match payment.outcome {
        Outcome::Paid { amount } if beside.is_empty() => (wording!("paid", "已发"), shown(amount)),
        Outcome::Paid { amount } => (wording!("paid on {beside}", "{beside} 已发"), shown(amount)),
        Outcome::Payable { amount } => (wording!("payable", "应发"), shown(amount)),
        Outcome::Pending { at_least, at_most } => (wording!("pending", "待定"), between(at_least, at_most, language)),
        Outcome::Refused => (wording!("refused", "不予支持"), String::new()),
        Outcome::Nothing if beside.is_empty() => (wording!("nothing", "无可发金额"), String::new()),
        Outcome::Nothing => (wording!("nothing ({beside})", "无可发金额（{beside}）"), String::new()),
        Outcome::Scheduled { amount, due } => (wording!("due on {due}", "{due} 到期"), shown(amount)),
    }
}

/// What is to be paid back, where something is or may be.
fn recovered(recovery: &Recovery, language: Language) -> Option<(Wording, String)> {
    let label = &recovery.label;
    match recovery.status {
        RecoveryStatus::None => None,
        RecoveryStatus::Due { amount } => {
            Some((wording!("to be paid back ({label})", "应退回（{label}）"), shown(amount)))
        }
        RecoveryStatus::Pending { at_least, at_most } => {
            let outcome = wording!("may have to be paid back ({label})", "是否退回待定（{label}）");
            Some((outcome, between(at_least, at_most, language)))
        }
    }
}
