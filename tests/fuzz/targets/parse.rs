//! Any text: tokens give it back byte for byte, and it parses without a panic.

#![no_main]

use bursary::diagnostic::Diagnostics;
use bursary::source::SourceId;
use bursary::syntax;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let tokens = syntax::tokens(text);
    let mut end = 0_u32;
    for token in &tokens {
        assert_eq!(token.start, end, "tokens leave a gap");
        end = token.end;
    }
    assert_eq!(end as usize, text.len(), "tokens miss the end");
    let mut found = Diagnostics::default();
    syntax::parse_file(SourceId(0), text, &mut found);
});
