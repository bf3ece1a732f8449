//! Facts in words: what a path names, who decides it, which papers prove it.

use super::voice::{Voice, before, behind, say};
use crate::decision::{Awaited, FactUsed};
use crate::ir::{Field, Measure, Type};

/// A fact, an approved amount, or whatever else a path names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FactWords {
    /// What it is called.
    pub label: String,
    /// The record that it is of; `None` for the applicant's own facts and the parameters.
    pub owner: Option<String>,
    /// The key of that record.
    pub key: Option<String>,
    /// The support year, of a fact by support year.
    pub year: Option<u32>,
    /// Who decides it.
    pub decided_by: Vec<String>,
    /// The papers that prove it.
    pub evidence: Vec<String>,
    /// Whether it is a yes or a no.
    pub yes_no: bool,
    /// Whether it is an amount that the authority approves.
    pub approval: bool,
    /// Whether it is what is left of a limit that all applicants share.
    pub shared: bool,
}

struct Resolved<'a> {
    field: &'a Field,
    owner: Option<String>,
    key: Option<String>,
    year: Option<u32>,
}

impl Voice<'_> {
    /// What an open outcome waits for, in words.
    pub fn fact(&self, awaited: &Awaited) -> FactWords {
        match awaited {
            Awaited::Fact(path) => {
                self.declared(path).unwrap_or_else(|| FactWords { label: path.clone(), ..FactWords::default() })
            }
            Awaited::Approval { measure, claim, support_year, instalment } => {
                self.approval(measure, claim, (*support_year, *instalment))
            }
            Awaited::Shared(label) => {
                FactWords { label: self.shared_limit(label), shared: true, ..FactWords::default() }
            }
            Awaited::Quantity { measure, claim, .. } => {
                let measure = self.measure(measure);
                let label =
                    say!(self, "quantity of the payment of {measure} {claim}", "台账中{measure} {claim} 的数量");
                FactWords { label, ..FactWords::default() }
            }
        }
    }

    fn declared(&self, path: &str) -> Option<FactWords> {
        let Resolved { field, owner, key, year } = self.resolve(path)?;
        Some(FactWords {
            label: self.field(field),
            owner,
            key,
            year,
            decided_by: field.decided_by.clone(),
            evidence: field.evidence.clone(),
            yes_no: *field.ty.innermost() == Type::YesNo,
            approval: false,
            shared: false,
        })
    }

    /// What a fact that a rule read is called; its label where the path says nothing to the policy.
    pub fn fact_used(&self, fact: &FactUsed) -> FactWords {
        self.declared(&fact.path).unwrap_or_else(|| FactWords {
            label: fact.label.clone(),
            decided_by: fact.decided_by.clone(),
            evidence: fact.evidence.clone(),
            ..FactWords::default()
        })
    }

    /// The fact within its claim: its name and year.
    pub fn short(&self, words: &FactWords) -> String {
        let label = &words.label;
        match words.year {
            Some(year) => format!("{label}{}", self.aside(&self.year(year))),
            None => label.clone(),
        }
    }

    /// The fact anywhere: with the record that it is of.
    pub fn full(&self, words: &FactWords) -> String {
        let short = self.short(words);
        let spaced = behind(&short);
        let asks = ["是否", "有无", "能否"].iter().any(|word| short.starts_with(word));
        match &words.owner {
            Some(owner) if words.yes_no && !asks => say!(self, "{owner}, {short}", "{owner} 是否{spaced}"),
            None if words.yes_no && !asks => say!(self, "{short}", "是否{spaced}"),
            Some(owner) if words.approval => say!(self, "{short} of {owner}", "{owner} 的{spaced}"),
            Some(owner) => say!(self, "{owner}, {short}", "{owner} 的{spaced}"),
            None => short,
        }
    }

    /// What is said of a fact that nobody has given: who decides it, and what proves it.
    pub fn absent(&self, words: &FactWords) -> String {
        if words.approval {
            return self.approval_absent();
        }
        if words.shared {
            let limit = &words.label;
            return say!(
                self,
                "what is left of {limit} once all applicants are decided together",
                "{limit}尚余多少，须待全部申报主体一并核算"
            );
        }
        let (short, why) = (self.short(words), self.not_given(words));
        say!(self, "{short}: {why}", "{short}：{why}")
    }

    /// The same from within a claim: a fact of another record goes with that record's name.
    pub fn absent_from(&self, words: &FactWords, claim: &str) -> String {
        if words.key.as_deref() == Some(claim) {
            return self.absent(words);
        }
        self.absent(&FactWords { label: self.full(words), year: None, ..words.clone() })
    }

    /// The same without its name.
    pub fn not_given(&self, words: &FactWords) -> String {
        let by = self.list(&words.decided_by);
        let evidence = self.list(&words.evidence);
        let (by_zh, evidence_zh) = (behind(&before(&by)), behind(&before(&evidence)));
        match (words.decided_by.is_empty(), words.evidence.is_empty()) {
            (true, true) => say!(self, "not given", "未提供"),
            (false, true) => say!(self, "not given, to be decided by {by}", "未提供，由{by_zh}认定"),
            (true, false) => say!(self, "not given, to be shown by {evidence}", "未提供，以{evidence_zh}为证"),
            (false, false) => {
                say!(
                    self,
                    "not given, to be decided by {by} on {evidence}",
                    "未提供，由{by_zh}认定，以{evidence_zh}为证"
                )
            }
        }
    }

    /// What is said where the authority has not yet approved an amount.
    pub fn approval_absent(&self) -> String {
        say!(self, "no approved amount yet, to be set by the authority", "尚无核定金额，由主管部门核定")
    }

    /// A support year; a calendar year, which is never as small as one of those.
    pub fn year(&self, year: u32) -> String {
        if year >= 1000 {
            return say!(self, "{year}", "{year}\u{a0}年");
        }
        say!(self, "year {year}", "第\u{a0}{year}\u{a0}年")
    }

    /// A claim of a measure: its record's kind and key, or the applicant.
    pub fn claim(&self, measure: Option<&Measure>, claim: &str) -> String {
        match measure.and_then(|measure| measure.for_each.as_ref()) {
            Some(for_each) => {
                let record = self.program.record(for_each.record);
                let of_record = record
                    .map_or_else(|| for_each.name.clone(), |record| self.name(&record.name, record.label.as_deref()));
                let in_rule = &for_each.name;
                say!(self, "{of_record}\u{a0}{claim}", "{in_rule}\u{a0}{claim}")
            }
            None if claim == "applicant" => say!(self, "the applicant", "申报主体"),
            None => claim.to_owned(),
        }
    }

    /// The approved amount of a claim in a support year, or of a part of it.
    fn approval(&self, measure: &str, claim: &str, (year, part): (u32, Option<u32>)) -> FactWords {
        let found = self.program.measures.iter().find(|own| own.name == measure);
        let years = found.is_some_and(|measure| measure.awards.iter().any(|award| award.applies.years.is_some()));
        FactWords {
            label: match part {
                Some(part) => say!(self, "approved amount of part {part}", "第\u{a0}{part}\u{a0}期核定金额"),
                None => say!(self, "approved amount", "核定金额"),
            },
            owner: found.and_then(|measure| measure.for_each.as_ref()).map(|for_each| {
                let record = self.program.record(for_each.record);
                let kind = record.map(|record| self.name(&record.name, record.label.as_deref()));
                format!("{}\u{a0}{claim}", kind.unwrap_or_else(|| for_each.name.clone()))
            }),
            year: Some(year).filter(|_| years),
            approval: true,
            ..FactWords::default()
        }
    }

    /// A key of a record may hold any character, so the first `].` before a field of the record ends it.
    #[expect(clippy::wildcard_enum_match_arm, reason = "only lists, series and records have a path beyond them")]
    fn resolve(&self, path: &str) -> Option<Resolved<'_>> {
        let (mut record, mut rest) = match path.strip_prefix("parameters.") {
            Some(rest) => (self.program.record(self.program.parameters)?, rest),
            None => (self.program.record(self.program.applicant)?, path),
        };
        let (mut owner, mut own_key) = (None, None);
        loop {
            let name = rest.split(['.', '[']).next()?;
            let field = record.fields.iter().find(|field| field.name == name)?;
            let after = rest.strip_prefix(name)?;
            match &field.ty {
                Type::List(of) if !after.is_empty() => {
                    let of = self.program.record(*of)?;
                    let inside = after.strip_prefix('[')?;
                    let (key, tail) = inside
                        .match_indices("].")
                        .filter_map(|(at, _)| inside.get(..at).zip(inside.get(at + 2..)))
                        .find(|(_, tail)| {
                            let name = tail.split(['.', '[']).next();
                            of.fields.iter().any(|field| Some(field.name.as_str()) == name)
                        })?;
                    let kind = self.name(&of.name, of.label.as_deref());
                    owner = Some(format!("{kind}\u{a0}{key}"));
                    own_key = Some(key.to_owned());
                    (record, rest) = (of, tail);
                }
                Type::Series(..) if !after.is_empty() => {
                    let year = after.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
                    return Some(Resolved { field, owner, key: own_key, year });
                }
                _ if after.is_empty() => return Some(Resolved { field, owner, key: own_key, year: None }),
                Type::Record(of) => {
                    record = self.program.record(*of)?;
                    rest = after.strip_prefix('.')?;
                }
                _ => return None,
            }
        }
    }
}
