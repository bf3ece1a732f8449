//! Claims of the ledger that are not in the data, and one slip away from one that is: paid once more, if they are the same.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Shorter names are like many others.
const SHORTEST: usize = 5;
/// Longer names are not compared letter by letter.
const LONGEST: usize = 64;
/// Numbers of so many digits are written wrong sooner than they count on from one to the next.
const LONG_NUMBER: usize = 6;
/// So many names with the same rest are compared, and no more.
const MOST_ALIKE: usize = 16;

/// For each of some names that are not known, the first known one that it probably stands for.
pub(super) fn nearest<'k>(
    unknown: &[&str],
    known: impl Iterator<Item = &'k str> + Clone,
    counts: impl Fn(usize, &str) -> bool,
) -> Vec<Option<&'k str>> {
    let mut found: Vec<Option<&'k str>> = vec![None; unknown.len()];
    let mut folds: HashMap<String, Vec<usize>> = HashMap::new();
    let mut rests: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, name) in unknown.iter().enumerate() {
        add(folds.entry(folded(name)).or_default(), at);
        for rest in rests_of(name) {
            add(rests.entry(rest).or_default(), at);
        }
    }
    // Two ways of writing the same name go before a slip.
    for name in known.clone() {
        for at in folds.get(&folded(name)).into_iter().flatten() {
            note(&mut found, *at, name, &counts);
        }
    }
    for name in known {
        for at in rests_of(name).iter().filter_map(|rest| rests.get(rest)).flatten() {
            if unknown.get(*at).is_some_and(|unknown| is_slip(unknown, name)) {
                note(&mut found, *at, name, &counts);
            }
        }
    }
    found
}

fn add(alike: &mut Vec<usize>, at: usize) {
    if alike.len() < MOST_ALIKE {
        alike.push(at);
    }
}

fn note<'k>(found: &mut [Option<&'k str>], at: usize, name: &'k str, counts: impl Fn(usize, &str) -> bool) {
    if let Some(slot) = found.get_mut(at).filter(|slot| slot.is_none())
        && counts(at, name)
    {
        *slot = Some(name);
    }
}

/// A name without what is easily written otherwise: width, case, signs that are not between digits, zeros before a number, letters like digits.
pub(super) fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    let mut apart = false;
    let mut in_number = false;
    for c in name.chars().map(half_width).flat_map(char::to_lowercase) {
        if !c.is_alphanumeric() {
            apart = true;
            continue;
        }
        let follows_digit = folded.ends_with(|before: char| before.is_ascii_digit());
        if std::mem::take(&mut apart) {
            if follows_digit && c.is_ascii_digit() {
                folded.push('-');
            }
            in_number = false;
        }
        if c.is_ascii_digit() && !in_number && folded.ends_with('0') && follows_zero(&folded) {
            folded.pop();
        }
        in_number = c.is_ascii_digit() && (in_number || c != '0');
        folded.push(c);
    }
    folded
        .chars()
        .map(|c| {
            if c == 'o' {
                '0'
            } else if matches!(c, 'i' | 'l') {
                '1'
            } else {
                c
            }
        })
        .collect()
}

/// Whether the zero at the end of a text begins its number.
fn follows_zero(text: &str) -> bool {
    !text.trim_end_matches('0').ends_with(|before: char| before.is_ascii_digit())
}

fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '！'..='～' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        _ => c,
    }
}

/// What is left of a name, as a whole and without each of its characters in turn.
fn rests_of(name: &str) -> Vec<u64> {
    let chars: Vec<char> = name.chars().collect();
    if !(SHORTEST..=LONGEST).contains(&chars.len()) {
        return Vec::new();
    }
    let without = |gap: Option<usize>| {
        let mut hasher = DefaultHasher::new();
        let kept = chars.iter().enumerate().filter(|(at, _)| Some(*at) != gap);
        kept.for_each(|(_, c)| c.hash(&mut hasher));
        hasher.finish()
    };
    let mut rests: Vec<u64> = std::iter::once(None).chain((0..chars.len()).map(Some)).map(without).collect();
    rests.sort_unstable();
    rests.dedup();
    rests
}

/// Whether one name is the other with one slip: a character too many, too few, another one, or two that changed places; not where names count on
/// (1, 2; A, B; 甲, 乙; 一期, 二期).
fn is_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (long, short) = if one.len() < other.len() { (other, one) } else { (one, other) };
    let before = long.iter().zip(&short).take_while(|(a, b)| a == b).count();
    let after = long.iter().rev().zip(short.iter().rev()).take_while(|(a, b)| a == b).count();
    let after = after.min(short.len().saturating_sub(before));
    let middle = |name: &[char]| name.get(before..name.len().saturating_sub(after)).unwrap_or_default().to_vec();
    let (slip, instead) = (middle(&long), middle(&short));
    let place = Place { name: &long, before, until: long.len().saturating_sub(after) };
    match (slip.as_slice(), instead.as_slice()) {
        ([a, b], [c, d]) if a == d && b == c => place.may_slip(*a) && place.may_slip(*b),
        ([a], [b]) => !a.is_ascii_digit() && place.may_change(*a) && place.may_change(*b),
        ([a], []) => place.doubles(*a) || (place.may_slip(*a) && (place.is_inside() || a.is_ascii_digit())),
        _ => false,
    }
}

/// Where in the longer of two names they differ.
struct Place<'n> {
    name: &'n [char],
    before: usize,
    until: usize,
}

impl Place<'_> {
    fn is_inside(&self) -> bool {
        self.before > 0 && self.until < self.name.len()
    }

    fn doubles(&self, c: char) -> bool {
        let neighbours = [self.before.checked_sub(1).and_then(|at| self.name.get(at)), self.name.get(self.until)];
        !c.is_ascii_digit() && neighbours.into_iter().flatten().any(|neighbour| *neighbour == c)
    }

    /// Whether a character may have come, gone or changed places by a slip.
    fn may_slip(&self, c: char) -> bool {
        if c.is_ascii_digit() {
            let digits = |chars: &mut dyn Iterator<Item = &char>| chars.take_while(|c| c.is_ascii_digit()).count();
            let left = self.name.get(..self.before).unwrap_or_default();
            let right = self.name.get(self.before..).unwrap_or_default();
            return digits(&mut left.iter().rev()) + digits(&mut right.iter()) >= LONG_NUMBER;
        }
        self.may_change(c)
    }

    /// Whether a character may stand for another by a slip.
    fn may_change(&self, c: char) -> bool {
        const COUNTING: &str = "零〇一二三四五六七八九十百甲乙丙丁戊己庚辛壬癸东西南北中上下左右前后内外大小新旧";
        let letter = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        match c.is_ascii_alphabetic() {
            true => {
                letter(self.before.checked_sub(1).and_then(|at| self.name.get(at))) && letter(self.name.get(self.until))
            }
            false => !c.is_ascii_digit() && !COUNTING.contains(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(unknown: &str, known: &[&str]) -> Option<String> {
        let found = nearest(&[unknown], known.iter().copied(), |_, _| true);
        found[0].map(str::to_owned)
    }

    #[test]
    fn the_same_name_written_otherwise_is_near() {
        for unknown in
            ["DCMM-2025-31", "dcmm-2025-031", "DCMM 2025-031", "DCMM－2025－031", "DCMM2025-031", "DCMM-2O25-031"]
        {
            assert_eq!(
                near(unknown, &["DCMM-2025-030", "DCMM-2025-031"]).as_deref(),
                Some("DCMM-2025-031"),
                "{unknown}"
            );
        }
        assert_eq!(near("P-007", &["P-7"]).as_deref(), Some("P-7"));
        assert_eq!(near("P-100", &["P-10", "P-1"]), None);
    }

    #[test]
    fn one_slip_is_near() {
        for (unknown, known) in [
            ("DCM-2025-031", "DCMM-2025-031"),
            ("DCMMM-2025-031", "DCMM-2025-031"),
            ("DMCM-2025-031", "DCMM-2025-031"),
            ("LEASE-A", "LAESE-A"),
            ("京西数智平台建设", "京西数智平台建没"),
            ("京西数智平建设", "京西数智平台建设"),
            ("91110107123456789", "911101071234567890"),
            ("HT20250031", "HT20250013"),
        ] {
            assert_eq!(near(unknown, &[known]).as_deref(), Some(known), "{unknown}");
        }
    }

    #[test]
    fn names_that_count_on_are_not() {
        for (unknown, known) in [
            ("DCMM-2025-031", "DCMM-2025-032"),
            ("DCMM-2024-031", "DCMM-2025-031"),
            ("P-1", "P-2"),
            ("P-1", "P-11"),
            ("1-11", "11-1"),
            ("LEASE-A", "LEASE-B"),
            ("LEASE-1", "LEASE-1A"),
            ("智能工厂一期项目", "智能工厂二期项目"),
            ("智能工厂", "智能工厂二期"),
            ("甲公司的项目", "乙公司的项目"),
            ("作品A版本", "作品B版本"),
        ] {
            assert_eq!(near(unknown, &[known]), None, "{unknown} {known}");
        }
    }

    #[test]
    fn many_names_take_time_in_proportion() {
        let known: Vec<String> = (0..20_000).map(|at| format!("PROJECT-{at:05}")).collect();
        let unknown: Vec<String> = (0..20_000).map(|at| format!("PROJECT-{:05}-X", at + 20_000)).collect();
        let unknown: Vec<&str> = unknown.iter().map(String::as_str).collect();
        let found = nearest(&unknown, known.iter().map(String::as_str), |_, _| true);
        assert!(found.iter().all(Option::is_none));
    }
}
