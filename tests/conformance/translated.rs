//! Random policies with comments in any gap, in Chinese and back: the same policy, to the byte, and every comment kept.

use bursary::ast::Surface;
use bursary::ir::Program;
use bursary::source::{Role, Source, Sources};
use bursary::syntax::{TokenKind, tokens};
use bursary::translate::translate;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::bounds::generate::Random;
use crate::mutants::write;

fn compiled(text: &str) -> Option<(Sources, Program)> {
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("policy.bursary", text));
    let program = bursary::compile(&mut sources).program?;
    Some((sources, program))
}

fn written(text: &str, to: Option<Surface>) -> String {
    let (sources, program) = compiled(text).unwrap_or_else(|| panic!("{text}"));
    let all = translate(&sources, &program, to).unwrap_or_else(|found| panic!("{}\n{text}", found.message.en));
    all[0].text.clone()
}

/// The text with comments in so many of its gaps.
fn commented(text: &str, times: usize, random: &mut Random) -> String {
    let mut pieces: Vec<String> = tokens(text).into_iter().map(|token| token.of(text).to_owned()).collect();
    for number in 0..times {
        let at = random.below(pieces.len());
        pieces[at].push_str(&format!(" # {number}\n        "));
    }
    pieces.concat()
}

/// The same policy with labels behind names that it declares.
fn labelled(text: &str) -> String {
    let labels = [
        ("  kind : ", "  kind \"类别\" : "),
        ("  revenue : ", "  revenue \"收入\" : "),
        ("  cost : ", "  cost \"超过\" : "),
        ("  grants : ", "  grants \"补助（清单）\" : "),
        ("record grant\n", "record grant \"补助\"\n"),
        ("  | small\n", "  | small \"小型\"\n"),
        ("table standard by level", "table standard \"标准\" by level"),
        ("  level : ", "  level \"级别\" : "),
        ("reading strict\n", "reading strict \"从严\"\n"),
    ];
    labels.iter().fold(text.to_owned(), |text, (from, to)| text.replacen(from, to, 1))
}

fn comments(text: &str) -> Vec<String> {
    let comments = tokens(text).into_iter().filter(|token| token.kind == TokenKind::Comment);
    let mut comments: Vec<String> = comments.map(|token| token.of(text).trim_end().to_owned()).collect();
    comments.sort();
    comments
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, rng_seed: RngSeed::Fixed(23), ..ProptestConfig::default() })]

    #[test]
    fn random_policies_come_back_to_the_byte(seed in any::<u64>(), times in 0_usize..6) {
        let mut random = Random::new(seed);
        let text = labelled(&write::policy(&mut random));
        prop_assume!(compiled(&text).is_some());
        // Not every gap takes a line's end: a line that begins with a keyword begins a clause.
        let with_comments = commented(&text, times, &mut random);
        let text = if compiled(&with_comments).is_some() { with_comments } else { text };
        let english = written(&text, None);
        let chinese = written(&english, Some(Surface::Chinese));
        prop_assert_eq!(comments(&chinese), comments(&text));
        prop_assert_eq!(written(&chinese, Some(Surface::English)), english);
        prop_assert_eq!(written(&chinese, None), chinese);
    }
}
