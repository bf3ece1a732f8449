//! The typed facts of one case.

use crate::ir::{Datum, FieldId, InstanceId, Program, RecordId};
use crate::value::{Date, Number};

/// One case: the facts, the authority's approvals and the ledger.
///
/// Invariants: the first instance holds the parameters, the second the applicant's facts; keys of records are present and
/// unique within their list; every value has the type and lies in the range that the policy declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// What messages call the case: its file, with the line of a JSON Lines file.
    pub name: String,
    /// The day of application.
    pub applied_on: Date,
    /// Every record, the parameters and the applicant included.
    pub instances: Vec<Instance>,
    /// What the authority approved under an `up to`: for each measure, claim and support year the whole award once, or some of its parts, each once.
    pub approved: Vec<Approved>,
    /// The ledger: what was paid before, in the order of the case.
    pub paid: Vec<Paid>,
}

/// One record of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// Its type.
    pub record: RecordId,
    /// Its fields, one for each of the type; `None` where absent.
    pub fields: Vec<Option<Datum>>,
    /// The value of its key, as text; `None` for types without key.
    pub key: Option<String>,
    /// The record whose list holds it, and the field; `None` for the parameters and the applicant.
    pub parent: Option<(InstanceId, FieldId)>,
}

/// An approved amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    /// The measure's identifier.
    pub measure: String,
    /// The claim.
    pub claim: String,
    /// The support year, 1 unless given.
    pub support_year: u32,
    /// The part of a schedule, from 1; `None`: the whole award.
    pub instalment: Option<u32>,
    /// The amount (in the policy's currency).
    pub amount: Number,
}

/// An entry of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paid {
    /// The other policy that paid it; `None`: this one.
    pub policy: Option<String>,
    /// The measure's identifier.
    pub measure: String,
    /// The claim; it need not be in the data any more.
    pub claim: String,
    /// The support year, 1 unless given.
    pub support_year: u32,
    /// The part of a schedule, from 1; `None` where the award was paid at once.
    pub instalment: Option<u32>,
    /// The amount (in the policy's currency).
    pub amount: Number,
    /// The day it was paid.
    pub on: Date,
    /// What it used of a limit on a quantity; `None`: as much as its claim brings.
    pub quantity: Option<Number>,
}

impl Case {
    /// The instance of the parameters.
    pub const PARAMETERS: InstanceId = InstanceId(0);
    /// The instance of the applicant.
    pub const APPLICANT: InstanceId = InstanceId(1);

    /// A record.
    pub fn instance(&self, id: InstanceId) -> Option<&Instance> {
        self.instances.get(id.0 as usize)
    }

    /// A given fact; `None` where it is absent and nothing stands for it.
    pub fn fact<'a>(&'a self, program: &'a Program, of: InstanceId, field: FieldId) -> Option<&'a Datum> {
        let instance = self.instance(of)?;
        match instance.fields.get(field.0 as usize) {
            Some(Some(datum)) => Some(datum),
            _ => program.field(instance.record, field)?.absent.as_ref(),
        }
    }

    /// The path of a fact as messages and `missing` name it: `dcmm_certificates[DCMM-2025-031].level`, `parameters.issued_on`.
    pub fn path(&self, program: &Program, of: InstanceId, field: FieldId, year: Option<u32>) -> String {
        let mut path = self.path_of(program, of);
        if !path.is_empty() {
            path.push('.');
        }
        if let Some(field) = self.instance(of).and_then(|instance| program.field(instance.record, field)) {
            path.push_str(&field.name);
        }
        if let Some(year) = year {
            path.push_str(&format!("[{year}]"));
        }
        path
    }

    /// The path of a record: `dcmm_certificates[DCMM-2025-031]`; empty for the applicant.
    pub fn path_of(&self, program: &Program, of: InstanceId) -> String {
        if of == Case::PARAMETERS {
            return "parameters".to_owned();
        }
        let Some(instance) = self.instance(of) else { return String::new() };
        match instance.parent {
            Some((parent, field)) => {
                let list = self.path(program, parent, field, None);
                format!("{list}[{}]", instance.key.as_deref().unwrap_or("?"))
            }
            None => String::new(),
        }
    }
}
