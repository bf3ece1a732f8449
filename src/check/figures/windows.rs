//! Days that stand in a clause and in its quote but for the year: 2025-01-01 to 2025-12-31 for 2026年1月1日至2026年12月31日.

use crate::value::{Date, day_of_number};

use super::clauses::Clauses;
use super::read::Kind;
use super::rules::Use;
use super::{COMPARED, Mention};

/// Days of rules that no quote holds, each with the day of its own quote that differs in the year only and that its clause does not have.
pub(super) fn days_of_other_years<'c, 'a>(
    clauses: &Clauses<'_>,
    mentions: &'c [Vec<Mention<'a>>],
) -> Vec<(Use, &'c Mention<'a>)> {
    let quoted: std::collections::BTreeSet<Date> = mentions.iter().flatten().filter_map(quoted_day).collect();
    let mut found = Vec::new();
    for (clause, own) in clauses.all.iter().zip(mentions) {
        let days = clause.said.uses.iter().filter(|used| used.asks).take(COMPARED);
        let days: Vec<(&Use, Date)> = days.filter_map(|used| Some((used, day_of(used)?))).collect();
        for (used, day) in days.iter().filter(|(_, day)| !quoted.contains(day)) {
            let names_its_year = own.iter().any(|mention| {
                mention.figure.kind != Kind::Date && mention.figure.value.to_whole() == Some(i64::from(day.year()))
            });
            let meant = own.iter().take(COMPARED).find(|mention| {
                quoted_day(mention).is_some_and(|other| {
                    (other.month(), other.day()) == (day.month(), day.day())
                        && days.iter().all(|(_, one)| *one != other)
                })
            });
            if let Some(mention) = meant.filter(|_| !names_its_year) {
                found.push((**used, mention));
            }
        }
    }
    found
}

fn day_of(used: &Use) -> Option<Date> {
    (used.kind == Kind::Date).then(|| day_of_number(used.value)).flatten()
}

fn quoted_day(mention: &Mention<'_>) -> Option<Date> {
    (mention.figure.kind == Kind::Date).then(|| day_of_number(mention.figure.value)).flatten()
}
