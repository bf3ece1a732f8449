//! The program as text, for people who work on the compiler.

use std::fmt;

use super::{Limit, Program};

/// One line per declaration and per node.
impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "policy {} in {}, rounded {:?} to {}",
            self.policy.name, self.policy.currency, self.policy.rounding.mode, self.policy.rounding.unit
        )?;
        for reading in &self.readings {
            let values: Vec<&str> = reading.values.iter().map(|value| value.name.as_str()).collect();
            writeln!(f, "reading {} of {}, default {}", reading.name, values.join(" | "), reading.default)?;
        }
        for measure in &self.measures {
            writeln!(f, "measure {}", measure.name)?;
            for condition in &measure.conditions {
                writeln!(f, "  when {} = e{} {:?}", condition.called(), condition.expr.0, condition.applies)?;
            }
            for award in &measure.awards {
                writeln!(
                    f,
                    "  award{} e{} {:?}",
                    if award.up_to { " up to" } else { "" },
                    award.formula.0,
                    award.applies
                )?;
            }
            for limit in &measure.limits {
                limit_line(f, limit)?;
            }
        }
        for across in &self.across {
            let label = across.label.as_deref().unwrap_or_default();
            writeln!(f, "limits across {:?} {label}", across.measures)?;
            for limit in across.limits.iter().flatten() {
                limit_line(f, limit)?;
            }
        }
        let of_measures = self.measures.iter().flat_map(|measure| &measure.assertions);
        for assertion in self.assertions.iter().chain(of_measures) {
            writeln!(f, "assert {} = e{} {:?}", assertion.label, assertion.expr.0, assertion.applies)?;
        }
        for (at, departure) in self.departures.iter().enumerate() {
            writeln!(f, "departure d{at} {} {:?}", departure.label, departure.applies)?;
        }
        for (at, node) in self.nodes.iter().enumerate() {
            writeln!(f, "e{at} = {:?} : {:?}", node.op, node.ty)?;
        }
        Ok(())
    }
}

fn limit_line(f: &mut fmt::Formatter<'_>, limit: &Limit) -> fmt::Result {
    write!(f, "  limit {:?} per {:?} over {:?} {:?}", limit.what, limit.per, limit.period, limit.applies)?;
    if !limit.counting.is_empty() {
        write!(f, " counting {:?}", limit.counting)?;
    }
    if let Some(shared) = limit.shared {
        write!(f, " shared {shared:?}")?;
    }
    writeln!(f)
}
