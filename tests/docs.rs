//! The policies in the documentation: complete ones compile, fragments parse.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in what its tests share too")]

use std::fs;
use std::path::{Path, PathBuf};

use bursary::case::{Format, Overrides, read_cases};
use bursary::diagnostic::{Diagnostic, Diagnostics, Severity};
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};

/// The examples stand alone, without the document that they would quote.
const UNCITED: &str = "citations/measure-without";

/// A fenced block of rules.
struct Block {
    place: String,
    complete: bool,
    text: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn pages(folder: &Path, pages_found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            pages(&path, pages_found);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            pages_found.push(path);
        }
    }
}

fn blocks(page: &Path) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Block> = None;
    let mut other = false;
    for (number, line) in fs::read_to_string(page).unwrap().lines().enumerate() {
        let fence = line.trim_start().strip_prefix("```");
        match (&mut open, fence) {
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, Some(_)) if other => other = false,
            (None, Some(kind @ ("bursary" | "bursary-part"))) => {
                let place = format!("{}:{}", page.strip_prefix(root()).unwrap().display(), number + 1);
                open = Some(Block { place, complete: kind == "bursary", text: String::new() });
            }
            (None, Some(_)) => other = true,
            (None, None) => {}
        }
    }
    blocks
}

fn all_blocks() -> Vec<Block> {
    let mut found = Vec::new();
    pages(&root().join("docs"), &mut found);
    found.push(root().join("README.md"));
    found.retain(|page| page.exists());
    found.iter().flat_map(|page| blocks(page)).collect()
}

/// What is found in a block, hints left out: compiled where it is a whole policy, else only parsed.
fn findings(block: &Block) -> Vec<String> {
    let mut sources = Sources::new();
    let id = sources.add(Role::Rules, Source::new(block.place.as_str(), block.text.as_str()));
    if block.complete {
        let compiled = bursary::compile(&mut sources);
        return show(&sources, compiled.findings);
    }
    let mut found = Diagnostics::default();
    bursary::syntax::parse_file(id, &block.text, &mut found);
    show(&sources, found.into_sorted())
}

/// The policy of a folder, with its document.
fn compiled(folder: &str) -> (Sources, Program) {
    let folder = root().join(folder);
    let rules = fs::read_to_string(folder.join("policy.bursary")).unwrap();
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", rules));
    let document = |name: &str| Some(Source::new(name, fs::read_to_string(folder.join(name)).unwrap()));
    let compiled = bursary::compile_with(&mut sources, document);
    (sources, compiled.program.unwrap())
}

fn show(sources: &Sources, found: Vec<Diagnostic>) -> Vec<String> {
    found
        .into_iter()
        .filter(|finding| finding.severity > Severity::Hint && finding.code != UNCITED)
        .map(|finding| format!("{} {} {}", sources.place(finding.span), finding.code, finding.message.en))
        .collect()
}

#[test]
fn complete_policies_of_the_documentation_compile() {
    let blocks = all_blocks();
    assert!(blocks.iter().filter(|block| block.complete).count() >= 6, "the language reference has complete policies");
    let found: Vec<String> = blocks.iter().filter(|block| block.complete).flat_map(findings).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_case_of_the_documentation_is_read_in_every_format() {
    let (_, program) = compiled("policies/shijingshan-data-elements");
    let page = fs::read_to_string(root().join("docs/cases.md")).unwrap();
    for (fence, format) in [("yaml", Format::Yaml), ("json", Format::Json), ("toml", Format::Toml)] {
        let text = page.split(&format!("```{fence}\n")).nth(1).unwrap().split("```").next().unwrap();
        let mut sources = Sources::new();
        let id = sources.add(Role::Case, Source::new(fence, text));
        let case = read_cases(&program, &sources, id, format, &Overrides::default()).next().unwrap();
        let found = case.err().unwrap_or_default();
        assert!(found.is_empty(), "{:?}", show(&sources, found));
    }
}

#[test]
fn fragments_of_the_documentation_parse() {
    let found: Vec<String> = all_blocks().iter().filter(|block| !block.complete).flat_map(findings).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn examples_in_both_surfaces_are_one_policy() {
    let blocks = blocks(&root().join("docs/language.md"));
    let (pairs, rest) = blocks.as_chunks::<2>();
    assert!(rest.is_empty(), "each example of the language reference stands in English and then in Chinese");
    for [english, chinese] in pairs {
        assert_eq!(shape(&english.text), shape(&chinese.text), "{} and {}", english.place, chinese.place);
    }
}

#[test]
fn the_seed_policy_is_one_in_both_surfaces() {
    let chinese = fs::read_to_string(root().join("policies/shijingshan-data-elements/policy.bursary")).unwrap();
    let english = fs::read_to_string(root().join("tests/conformance/shijingshan/policy-en.bursary")).unwrap();
    assert_eq!(shape(&english), shape(&chinese));
}

/// The tree of a policy without what the surfaces may spell differently: names, keywords and places.
fn shape(text: &str) -> Vec<String> {
    let mut sources = Sources::new();
    let id = sources.add(Role::Rules, Source::new("rules", text));
    let tree = format!("{:#?}", bursary::syntax::parse_file(id, text, &mut Diagnostics::default()).declarations);
    let mut shape = Vec::new();
    let mut inside_span: Option<usize> = None;
    for line in tree.lines() {
        let depth = line.len() - line.trim_start().len();
        match inside_span {
            Some(outer) if depth > outer => continue,
            Some(_) => inside_span = None,
            None if line.ends_with("Span {") => inside_span = Some(depth),
            None if line.trim_start().starts_with("text: ") => {}
            None => shape.push(line.to_owned()),
        }
    }
    shape
}
