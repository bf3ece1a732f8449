//! Measures, clause by clause, and the limits across them.

use crate::ir::{
    Across, Award, AwardCount, Condition, Counting, Limit, LimitKey, LimitPeriod, LimitWhat, Measure, Obligation,
    PartFigure, Pay, Payers, Place, Recovery, Sharing, Voucher,
};
use crate::wording;

use super::item::{Change, Item, Kind, Order, Side, differences, labels};
use super::meaning::Meaning;
use super::{Half, Section, declarations, pairing, policy};

/// What changed in each measure, in the order of the new version; measures that are gone come last.
pub(super) fn measures(old: &Half<'_>, new: &Half<'_>) -> Vec<Section> {
    let mut sections = Vec::new();
    let partners = pairing::measures(&old.program.measures, &new.program.measures);
    for (at, (measure, partner)) in new.program.measures.iter().zip(&partners).enumerate() {
        let before = partner.and_then(|partner| Some((partner, old.program.measures.get(partner)?)));
        let changes = match before {
            Some((partner, before)) => of_measure((old, partner, before), (new, at, measure)),
            None => vec![alone(Kind::Added, new, measure)],
        };
        sections.push(section(measure, changes));
    }
    for (at, measure) in old.program.measures.iter().enumerate() {
        if !partners.contains(&Some(at)) {
            sections.push(section(measure, vec![alone(Kind::Removed, old, measure)]));
        }
    }
    sections
}

fn section(measure: &Measure, changes: Vec<Change>) -> Section {
    let name = measure.shown();
    let name = match &measure.article {
        Some(article) => wording!("measure “{name}” (article {article})", "措施“{name}”（第{article}条）"),
        None => wording!("measure “{name}”", "措施“{name}”"),
    };
    Section { name, measure: Some(measure.name.clone()), amendment: None, without: false, changes }
}

fn alone(kind: Kind, version: &Half<'_>, measure: &Measure) -> Change {
    let item = policy::whole(version, measure);
    let (old, new) = if kind == Kind::Added { (None, Some(item.side)) } else { (Some(item.side), None) };
    Change { what: item.name, kind, old, new, subject: None }
}

type Placed<'a> = (&'a Half<'a>, usize, &'a Measure);

fn of_measure((old, old_at, before): Placed<'_>, (new, new_at, after): Placed<'_>) -> Vec<Change> {
    let whole = differences(vec![policy::whole(old, before)], vec![policy::whole(new, after)], Order::Free);
    let lets = |version, at| declarations::named(version, move |place| place == Place::Measure(at));
    let conditions = |version: &Half<'_>, measure: &Measure| {
        measure.conditions.iter().map(|own| condition(version, own)).collect::<Vec<_>>()
    };
    let awards = |version: &Half<'_>, measure: &Measure| measure.awards.iter().map(|own| award(version, own)).collect();
    let limits = |version: &Half<'_>, measure: &Measure| {
        measure.limits.iter().map(|own| limit(version, own)).collect::<Vec<_>>()
    };
    let terms = |version: &Half<'_>, measure: &Measure| terms(version, measure);
    let assertions = |version: &Half<'_>, measure: &Measure| {
        measure.assertions.iter().map(|own| policy::assertion(version, own)).collect::<Vec<_>>()
    };
    [
        whole,
        differences(lets(old, old_at), lets(new, new_at), Order::Free),
        differences(conditions(old, before), conditions(new, after), Order::Free),
        differences(awards(old, before), awards(new, after), Order::Free),
        differences(limits(old, before), limits(new, after), Order::Matters),
        differences(terms(old, before), terms(new, after), Order::Free),
        differences(assertions(old, before), assertions(new, after), Order::Free),
    ]
    .concat()
}

/// A condition.
pub(super) fn condition(version: &Half<'_>, own: &Condition) -> Item {
    let meaning = version.meaning();
    let side = Side::of(version, &own.clause);
    let name = own.called();
    let expr = meaning.expr(own.expr);
    Item {
        name: wording!("condition “{name}”", "条件“{name}”"),
        meaning: format!("{expr} {} {:?} {}", own.unbroken, own.stage, meaning.applies(own.applies)),
        keys: vec![format!("label {name}"), expr],
        label: own.label.clone().unwrap_or_default(),
        side,
        subject: None,
    }
}

fn award(version: &Half<'_>, own: &Award) -> Item {
    let meaning = version.meaning();
    let applies = meaning.applies(own.applies);
    let formula = meaning.expr(own.formula);
    let departures = meaning.departures(own.formula);
    Item {
        name: wording!("award", "奖励"),
        meaning: format!("{} {formula} {applies}", own.up_to),
        label: labels("", &departures),
        keys: vec![formula, applies, String::new()],
        side: Side::departing(version, &own.clause, &departures),
        subject: None,
    }
}

fn limit(version: &Half<'_>, own: &Limit) -> Item {
    let meaning = version.meaning();
    let what = match own.what {
        LimitWhat::Money(figure) => format!("money {}", meaning.expr(figure)),
        LimitWhat::Awards(AwardCount::Fixed(number)) => format!("awards {number}"),
        LimitWhat::Awards(AwardCount::Of(number)) => format!("awards {}", meaning.expr(number)),
        LimitWhat::Quantity { figure, of } => format!("{} of {}", meaning.expr(figure), meaning.expr(of)),
        LimitWhat::Highest => "the highest".to_owned(),
    };
    let keys: Vec<String> = own.per.iter().map(|key| self::key(meaning, *key)).collect();
    let period = match own.period {
        LimitPeriod::Total => "total".to_owned(),
        LimitPeriod::SupportYear => "support year".to_owned(),
        LimitPeriod::Calendar(period, date) => format!("{period:?} {}", meaning.expr(date)),
        LimitPeriod::FinancialYears(years, date) => format!("{years} financial years {}", meaning.expr(date)),
        LimitPeriod::RollingYears(years, date) => format!("{years} years {}", meaning.expr(date)),
    };
    let counting: Vec<String> = own.counting.iter().map(|own| counted(meaning, own)).collect();
    let shared = match own.shared {
        Some(Sharing::InOrderOf(order)) => format!("shared in order of {}", meaning.expr(order)),
        Some(Sharing::ProRata) => "shared pro rata".to_owned(),
        None => String::new(),
    };
    let (per, applies) = (keys.join(", "), meaning.applies(own.applies));
    let rest = format!("{} {shared} {}", counting.join(", "), meaning.perhaps(own.order));
    let figure = match own.what {
        LimitWhat::Money(figure) | LimitWhat::Quantity { figure, .. } => Some(figure),
        LimitWhat::Awards(_) => own.what.number_of_awards(),
        LimitWhat::Highest => None,
    };
    let departures = figure.map(|figure| meaning.departures(figure)).unwrap_or_default();
    let side = Side::departing(version, &own.clause, &departures);
    Item {
        name: wording!("limit", "限额"),
        meaning: format!("{what} per {per} {period} {applies} {rest}"),
        label: labels(own.label.as_deref().unwrap_or_default(), &departures),
        keys: vec![
            format!("{per} {period} {applies} {rest}"),
            format!("{per} {period} {applies}"),
            format!("{per} {period}"),
            format!("{what} {applies}"),
            what,
        ],
        side,
        subject: None,
    }
}

fn key(meaning: Meaning<'_>, own: LimitKey) -> String {
    match own {
        LimitKey::Applicant => "applicant".to_owned(),
        LimitKey::Record => "record".to_owned(),
        LimitKey::Value(value) => meaning.expr(value),
    }
}

fn counted(meaning: Meaning<'_>, own: &Counting) -> String {
    match own {
        Counting::Amount(amount) => meaning.expr(*amount),
        Counting::Measure(measure) => format!("measure {}", meaning.measure_called(measure)),
        Counting::Policy(policy) => format!("policy {policy:?}"),
        Counting::OtherPolicies => "other policies".to_owned(),
    }
}

/// How it is paid, who pays, vouchers, what is taken back, what was promised.
fn terms(version: &Half<'_>, measure: &Measure) -> Vec<Item> {
    let meaning = version.meaning();
    let figure = |own: PartFigure| match own {
        PartFigure::Share(share) => format!("share {}", meaning.expr(share)),
        PartFigure::Amount(amount) => format!("amount {}", meaning.expr(amount)),
        PartFigure::Rest => "rest".to_owned(),
    };
    let item = |name: crate::diagnostic::Wording, meaning: String, label: &str, key: String, clause| Item {
        name,
        meaning,
        label: label.to_owned(),
        keys: vec![key],
        side: Side::of(version, clause),
        subject: None,
    };
    let pays = measure.pays.iter().map(|own: &Pay| {
        let parts: Vec<String> =
            own.parts.iter().map(|part| format!("{} on {}", figure(part.figure), meaning.expr(part.due))).collect();
        let labels: Vec<&str> = own.parts.iter().filter_map(|part| part.label.as_deref()).collect();
        let applies = meaning.applies(own.applies);
        let said = format!("pay {} {applies} {}", own.in_advance, parts.join(", "));
        item(wording!("payment", "拨付"), said, &labels.join(" "), format!("pay {applies}"), &own.clause)
    });
    let payers = measure.terms.payers.iter().map(|own: &Payers| {
        let shares: Vec<String> = own.shares.iter().map(|(name, share)| format!("{name} {}", figure(*share))).collect();
        let applies = meaning.applies(own.applies);
        let said = format!("payers {applies} {}", shares.join(", "));
        item(wording!("who pays", "资金来源"), said, "", format!("payers {applies}"), &own.clause)
    });
    let vouchers = measure.terms.vouchers.iter().map(|own: &Voucher| {
        let applies = meaning.applies(own.applies);
        let (until, redeemed) = (meaning.expr(own.until), meaning.expr(own.redeemed_on));
        let said = format!("voucher {applies} {until} {redeemed}");
        item(wording!("voucher", "券"), said, "", format!("voucher {applies}"), &own.clause)
    });
    let recoveries = measure.terms.recoveries.iter().map(|own: &Recovery| {
        let label = own.called();
        let (amount, when) = (meaning.perhaps(own.amount), meaning.expr(own.condition));
        let said = format!("recover {amount} when {when} {}", meaning.applies(own.applies));
        let shown = own.label.clone().unwrap_or_default();
        let name = wording!("recovery “{label}”", "追回“{label}”");
        item(name, said, &shown, format!("recover {label}"), &own.clause)
    });
    let obligations = measure.terms.obligations.iter().map(|own: &Obligation| {
        let what = &own.what;
        let said = format!("obligation {} {}", meaning.expr(own.until), meaning.applies(own.applies));
        item(wording!("obligation “{what}”", "义务“{what}”"), said, what, format!("obligation {what}"), &own.clause)
    });
    pays.chain(payers).chain(vouchers).chain(recoveries).chain(obligations).collect()
}

/// The limits across measures, each with the measures that it is over.
pub(super) fn across(version: &Half<'_>) -> Vec<Item> {
    let meaning = version.meaning();
    let section = |own: &Across| {
        let measures: Vec<String> = own.measures.iter().map(|at| meaning.measure(*at)).collect();
        let over = measures.join(", ");
        let label = own.label.as_deref().unwrap_or(&over);
        let whole = Item {
            name: wording!("limits across measures “{label}”", "合并限额“{label}”整体"),
            meaning: String::new(),
            label: own.label.clone().unwrap_or_default(),
            keys: vec![format!("of {label}"), format!("of {over}")],
            side: Side::of(version, &own.clause),
            subject: None,
        };
        let forms = own.limits.iter().filter_map(|forms| {
            let first = forms.first()?;
            let all: Vec<Item> = forms.iter().map(|form| limit(version, form)).collect();
            let said: Vec<&str> = all.iter().map(|form| form.meaning.as_str()).collect();
            let head = all.first()?.clone();
            let label = own.label.as_deref().unwrap_or(first.called());
            let mut keys = vec![format!("{over} {}", said.join("; "))];
            keys.extend(head.keys.iter().map(|key| format!("{over} {key}")));
            keys.extend(own.label.iter().flat_map(|label| head.keys.iter().map(move |key| format!("{label} {key}"))));
            keys.extend(head.keys.iter().cloned());
            Some(Item {
                name: wording!("limit across measures “{label}”", "合并限额“{label}”"),
                meaning: format!("{over}: {}", said.join("; ")),
                keys,
                ..head
            })
        });
        std::iter::once(whole).chain(forms).collect::<Vec<_>>()
    };
    version.program.across.iter().flat_map(section).collect()
}
