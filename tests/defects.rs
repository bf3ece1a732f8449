//! Mistakes that real encodings make, one to a file of `defects/`: each is found, once, where it is, and nothing else is.
//!
//! A file names the sound policy that it starts from, what is changed in it, why people make the mistake, and the finding. One that no
//! check finds yet says why in `unfound`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that panics has failed, as it should"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bursary::diagnostic::Severity;
use bursary::source::{Role, Source, Sources};

/// One defect.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Defect {
    /// The folder of the sound policy.
    start: String,
    /// Its rule file, where it is another than `policy.bursary`.
    file: Option<String>,
    /// Why people make the mistake.
    why: String,
    /// The code of the finding.
    code: Option<String>,
    /// The words that it points at.
    at: Option<String>,
    /// Why no check finds it.
    unfound: Option<String>,
    /// What is changed in the policy.
    change: Vec<Change>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    from: String,
    to: String,
}

/// A finding without its place, by which those that were there before are told from the new ones.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    severity: Severity,
    code: &'static str,
    words: String,
    message: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn defects() -> Vec<(String, Defect)> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(root().join("tests/defects")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let toml = paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
    toml.map(|path| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let defect =
            toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, defect)
    })
    .collect()
}

/// What is told of a policy, each finding with how often.
type AllTold = BTreeMap<Told, usize>;

/// What is told of the policy of a folder where it has this text, and another file of rules this one.
fn told(folder: &Path, text: &str, other: &str) -> AllTold {
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", text));
    sources.add(Role::Rules, Source::new("other.bursary", other));
    let open = |name: &str| std::fs::read_to_string(folder.join(name)).ok().map(|text| Source::new(name, text));
    let compiled = bursary::compile_with(&mut sources, open);
    let mut told = AllTold::new();
    for finding in compiled.findings.iter().filter(|finding| finding.silenced.is_none()) {
        if sources.get(finding.span.source).is_some_and(|source| source.name() == "other.bursary") {
            continue;
        }
        let words = sources.slice(finding.span).to_owned();
        *told
            .entry(Told { severity: finding.severity, code: finding.code, words, message: finding.message.en.clone() })
            .or_default() += 1;
    }
    assert_eq!(compiled.program.is_none(), compiled.findings.iter().any(|own| own.severity == Severity::Error));
    told
}

/// What is told of the broken policy and not of the sound one.
fn news(defect: &Defect, of_sound: &mut BTreeMap<PathBuf, AllTold>, other: &str) -> Result<Vec<Told>, String> {
    let folder = root().join(&defect.start);
    let path = folder.join(defect.file.as_deref().unwrap_or("policy.bursary"));
    let sound = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", defect.start))?;
    let mut broken = sound.clone();
    for Change { from, to } in &defect.change {
        let count = broken.matches(from.as_str()).count();
        if count != 1 {
            return Err(format!("`{from}` stands {count} times in the sound policy"));
        }
        broken = broken.replacen(from.as_str(), to, 1);
    }
    let before = of_sound.entry(path).or_insert_with(|| told(&folder, &sound, other));
    let after = told(&folder, &broken, other).into_iter();
    let new = after.flat_map(|(finding, count)| {
        let more = count.saturating_sub(before.get(&finding).copied().unwrap_or_default());
        std::iter::repeat_n(finding, more)
    });
    Ok(new.collect())
}

#[test]
fn every_defect_is_found_once_and_where_it_is() {
    let (mut faults, mut of_sound) = (Vec::new(), BTreeMap::new());
    for (name, defect) in defects() {
        assert!(!defect.why.trim().is_empty() && !defect.change.is_empty(), "{name}: why, and what is changed");
        let new = match news(&defect, &mut of_sound, "") {
            Ok(new) => new,
            Err(fault) => {
                faults.push(format!("{name}: {fault}"));
                continue;
            }
        };
        let is_right =
            |told: &Told| Some(told.code) == defect.code.as_deref() && Some(&told.words) == defect.at.as_ref();
        let found = matches!(new.as_slice(), [only] if is_right(only));
        // What nothing finds says so, until something does.
        let right = if defect.unfound.is_some() { new.is_empty() && defect.code.is_none() } else { found };
        if !right {
            let expected = format!("{:?} at {:?}", defect.code, defect.at);
            let told: Vec<String> =
                new.iter().map(|told| format!("\n    {} at `{}`: {}", told.code, told.words, told.message)).collect();
            faults.push(format!("{name}: expected {expected}, told: {}", told.concat()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What waits until there are no errors.
const WAITING: [&str; 3] = ["names/never-used", "readings/without-effect", "genre/"];

/// A mistake hides no other: whoever mends one should not meet the next only then.
#[test]
fn a_warning_is_told_beside_an_error_elsewhere() {
    let (mut alone, mut beside, mut faults) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    let mut warnings = 0;
    for (name, defect) in defects() {
        // What is said to be missing, or used nowhere, may be what the other mistake should have been.
        let waits = |told: &Told| WAITING.iter().any(|start| told.code.starts_with(start));
        let mut new = news(&defect, &mut alone, "").unwrap();
        new.retain(|told| told.severity > Severity::Hint && !waits(told));
        if new.iter().all(|told| told.severity != Severity::Warning) {
            continue;
        }
        let with_error = news(&defect, &mut beside, "let elsewhere be no_such_fact\n").unwrap();
        warnings += 1;
        if new != with_error {
            faults.push(format!("{name}: {new:#?} alone, {with_error:#?} beside an error"));
        }
    }
    assert!(warnings >= 20, "{warnings} warnings");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A corpus of a few kinds in a few policies would say little.
#[test]
fn the_defects_are_many_and_of_all_policies() {
    let defects = defects();
    let found = defects.iter().filter(|(_, defect)| defect.unfound.is_none()).count();
    assert!(found >= 100, "{found} are found");
    let mut policies = std::fs::read_dir(root().join("policies")).unwrap();
    let starts = |folder: &str| defects.iter().filter(|(_, defect)| defect.start == folder).count();
    let few: Vec<String> = policies
        .by_ref()
        .map(|entry| format!("policies/{}", entry.unwrap().file_name().to_string_lossy()))
        .filter(|folder| starts(folder) < 4)
        .collect();
    assert!(few.is_empty(), "few start from {few:?}");
    let codes: std::collections::BTreeSet<&str> = defects.iter().filter_map(|(_, own)| own.code.as_deref()).collect();
    assert!(codes.len() >= 45, "{} codes", codes.len());
}
