//! Any bytes as a workbook of the seed policy; in half of the inputs as the sheet of the applicant within a sound workbook.

#![no_main]

use std::io::{Cursor, Read as _, Write as _};
use std::sync::LazyLock;

use bursary::case::Overrides;
use bursary::case::workbook::Workbook;
use bursary::diagnostic::Language;
use bursary::ir::Program;
use bursary::schema::{Filling, workbook};
use bursary::source::{Role, Source, Sources};
use libfuzzer_sys::fuzz_target;

static PROGRAM: LazyLock<Program> = LazyLock::new(|| {
    let mut sources = Sources::new();
    let rules = include_str!("../../../policies/shijingshan-data-elements/policy.bursary");
    sources.add(Role::Rules, Source::new("policy.bursary", rules));
    let document = include_str!("../../../policies/shijingshan-data-elements/source.md");
    let compiled = bursary::compile_with(&mut sources, |name| Some(Source::new(name, document)));
    compiled.program.expect("the seed policy compiles")
});

/// The parts of an empty workbook.
static PARTS: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let filling = Filling { language: Language::Zh, cases: &[], several: true, applied_on: None };
    let bytes = workbook(&PROGRAM, filling).expect("an empty workbook is written");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook is an archive");
    let parts = 0..archive.len();
    parts
        .map(|at| {
            let mut part = archive.by_index(at).expect("a part is there");
            let (name, mut bytes) = (part.name().expect("a part has a name").into_owned(), Vec::new());
            part.read_to_end(&mut bytes).expect("a part is sound");
            (name, bytes)
        })
        .collect()
});

fn read(bytes: &[u8]) {
    let mut sources = Sources::new();
    if let Ok(book) = Workbook::open("fuzz.xlsx", bytes, &mut sources) {
        book.cases(&PROGRAM, &sources, &Overrides::default());
    }
}

fuzz_target!(|input: (bool, u8, &[u8])| {
    let (whole, part, bytes) = input;
    if whole {
        return read(bytes);
    }
    let changed = usize::from(part) % PARTS.len();
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (at, (name, own)) in PARTS.iter().enumerate() {
        let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        packed.start_file(name.as_str(), stored).expect("a part begins");
        packed.write_all(if at == changed { bytes } else { own }).expect("a part is written");
    }
    read(&packed.finish().expect("an archive ends").into_inner());
});
