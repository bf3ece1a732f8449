//! One file, one snapshot. A bad case's first lines (or its name before `__`, where the format has no comments) say which codes it shows.

use std::path::Path;

use bursary::case::Format;

use super::{read, told};

fn named(path: &Path) -> (String, Format, String) {
    let name = path.file_name().unwrap().to_str().unwrap().to_owned();
    let format = Format::of(&name).unwrap();
    (name, format, std::fs::read_to_string(path).unwrap())
}

#[test]
fn good() {
    insta::glob!("../golden/case/good", "*.{json,jsonl,yaml,toml}", |path| {
        let (name, format, text) = named(path);
        let (sources, cases) = read(&name, &text, format);
        for case in cases {
            match case {
                Ok(case) => insta::assert_debug_snapshot!(case),
                Err(found) => panic!("{}", told(&sources, &found)),
            }
        }
    });
}

#[test]
fn bad() {
    insta::glob!("../golden/case/bad", "*.{json,jsonl,yaml,toml}", |path| {
        let (name, format, text) = named(path);
        let expected: Vec<String> = match text.lines().next().and_then(|line| line.strip_prefix("# expect: ")) {
            Some(codes) => codes.split(' ').map(|code| format!("case/{code}")).collect(),
            None => {
                let codes = name.split("__").next().unwrap();
                codes.split('+').map(|code| format!("case/{code}")).collect()
            }
        };
        let (sources, cases) = read(&name, &text, format);
        let found: Vec<_> = cases.into_iter().filter_map(Result::err).flatten().collect();
        let codes: Vec<&str> = found.iter().map(|found| found.code).collect();
        let told = told(&sources, &found);
        assert_eq!(codes, expected, "{told}");
        insta::assert_snapshot!(told);
    });
}
