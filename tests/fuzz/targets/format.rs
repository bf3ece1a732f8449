//! Any rules: laid out, they are laid out already, and say the same; translated, they come back.

#![no_main]

use bursary::ast::Surface;
use bursary::format::format;
use bursary::source::{Role, Source, SourceId, Sources};
use bursary::translate::translate;
use libfuzzer_sys::fuzz_target;

const DOCUMENT: &str = include_str!("../../../policies/shijingshan-data-elements/source.md");

/// The policy of a text, translated.
fn translated(text: &str, to: Surface) -> Option<String> {
    let mut sources = Sources::new();
    sources.add(Role::Rules, Source::new("fuzz.bursary", text));
    let compiled = bursary::compile_with(&mut sources, |name| Some(Source::new(name, DOCUMENT)));
    let files = translate(&sources, compiled.program.as_ref()?, Some(to)).ok()?;
    files.into_iter().next().map(|file| file.text)
}

fuzz_target!(|text: &str| {
    if let Ok(once) = format(SourceId(0), text)
        && once.left.is_empty()
    {
        let again = format(SourceId(0), &once.text).unwrap_or_else(|refused| panic!("what was laid out is refused: {refused:?}"));
        assert_eq!(again.text, once.text, "what was laid out is laid out again in another way");
    }
    // What is in one surface comes to itself there, so one of the two is another text.
    for (there, back) in [(Surface::English, Surface::Chinese), (Surface::Chinese, Surface::English)] {
        let Some(first) = translated(text, there) else { continue };
        let Some(second) = translated(&first, back) else { continue };
        assert_eq!(translated(&second, there).as_deref(), Some(first.as_str()), "a translation does not come back");
    }
});
