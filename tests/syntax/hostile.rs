//! Inputs that nobody writes by accident: deep, long, large, and not text at all.

use super::parse;

fn codes(text: &str) -> Vec<&'static str> {
    parse(text).1.iter().map(|finding| finding.code).collect()
}

#[test]
fn deep_nesting_is_refused() {
    let deep =
        |open: &str, close: &str| format!("measure m\n  award {}a{}\n", open.repeat(100_000), close.repeat(100_000));
    for (open, close) in [("(", ")"), ("(", ""), ("a[", "]"), ("min(", ")"), ("a(b(", "))"), ("（", "）")] {
        let found = codes(&deep(open, close));
        assert!(found == ["syntax/too-deep"] || found == ["syntax/too-long"], "{open}: {found:?}");
    }
    for prefix in [
        "not ",
        "- ",
        "30% of ",
        "any r in xs has ",
        "sum of ",
        "合计 ",
        "least of ",
        "最大值 ",
        "非 ",
        "count of r in xs if ",
    ] {
        let text = format!("measure m\n  when {}a\n", prefix.repeat(2_000));
        assert!(matches!(codes(&text).as_slice(), ["syntax/too-deep" | "syntax/too-many-terms"]), "{prefix}");
    }
}

#[test]
fn the_deepest_that_is_taken_is_taken() {
    let text = format!("measure m\n  award {}a{}\n", "(".repeat(99), ")".repeat(99));
    assert_eq!(codes(&text), [""; 0]);
    let text = format!("measure m\n  award {}a\n", "a + ".repeat(100));
    assert_eq!(codes(&text), [""; 0]);
    let text = format!("measure m\n  award {}a{}\n", "max(b, 1 + ".repeat(33), ")".repeat(33));
    assert_eq!(codes(&text), [""; 0]);
}

#[test]
fn long_chains_are_refused_or_flat() {
    for joint in [" + ", " × ", " 的 ", " of ", ".", " - "] {
        let text = format!("measure m\n  award a{}\n", format!("{joint}a").repeat(9_000));
        assert_eq!(codes(&text), ["syntax/too-many-terms"], "{joint}");
    }
    let text = format!("measure m\n  when a{}\n", " and a at least 1".repeat(3_000));
    assert_eq!(codes(&text), [""; 0]);
    let text = format!("measure m\n  when a{}\n", " and a".repeat(1_000_000));
    assert_eq!(codes(&text), ["syntax/too-long"]);
}

/// A failing clause must not be read again and again for each parenthesis that it has.
#[test]
fn nested_failures_take_no_exponential_time() {
    for (open, close) in [
        ("(", ")"),
        ("t(", ")"),
        ("min(a, ", ")"),
        ("a on f(", ")"),
        ("sum of (", ")"),
        ("greatest of (", ")"),
        ("合计 （", "）"),
        ("x[", "]"),
    ] {
        let text = format!("measure m\n  award {}a ? b{}\n", open.repeat(45), close.repeat(45));
        assert_eq!(codes(&text).len(), 1, "{open}: {:?}", codes(&text));
        let text = format!("measure m\n  award {}a b{} c\n", open.repeat(45), close.repeat(45));
        assert!(codes(&text).len() <= 2, "{open}");
    }
}

#[test]
fn a_million_lines_are_read() {
    let clause = "  when \"a\": b at least 500万元 and c is d\n";
    let text = format!("measure m\n{}", clause.repeat(if cfg!(debug_assertions) { 20_000 } else { 1_000_000 }));
    let started = std::time::Instant::now();
    assert_eq!(codes(&text), [""; 0]);
    println!("{} bytes in {:?}", text.len(), started.elapsed());
}

#[test]
fn ten_thousand_measures_are_read() {
    let measure = "measure m \"label\" article \"5\"\n  quote \"what it rests on\"\n  for each c \"certificate\" in certificates, in order of c.issued_on\n  when \"enterprise\": kind is enterprise\n  award up to dcmm_standard(c.level) - 50% of paid\n    under reading r is v\n  cap 100万元 per applicant in total\n    quote \"at most\"\n\n"
        .replace("dcmm_standard(c.level) - 50% of paid", "dcmm_standard(c.level) - (50% of paid)");
    let text = measure.repeat(if cfg!(debug_assertions) { 1_000 } else { 10_000 });
    let started = std::time::Instant::now();
    assert_eq!(codes(&text), [""; 0]);
    println!("{} bytes in {:?}", text.len(), started.elapsed());
}

#[test]
fn mistakes_without_end_are_reported_up_to_a_number() {
    let text = format!("measure m\n{}", "  when a >= 500,000\n".repeat(3_000));
    let found = codes(&text);
    assert_eq!(found.len(), 1_001);
    assert!(found.contains(&"syntax/too-many-findings"));
}

#[test]
fn bytes_that_are_no_text_are_reported() {
    let bytes: Vec<u8> = (0..200_000_u32).map(|at| u8::try_from((at * 7919 + at / 251) % 256).unwrap()).collect();
    let text = String::from_utf8_lossy(&bytes);
    let (file, found) = parse(&text);
    assert!(file.declarations.is_empty());
    assert!(!found.is_empty());
}

#[test]
fn prose_is_reported_once() {
    let text =
        "为深入贯彻落实党中央决策部署，特制定本措施。\n\n一、总则\n本办法自发布之日起施行。\nThis is no policy.\n";
    assert_eq!(codes(text), ["syntax/unknown-declaration"]);
}

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    let text = std::fs::read_to_string("tests/golden/syntax/good/example_chinese.bursary").unwrap();
    let dos = format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
    assert_eq!(codes(&dos), [""; 0]);
    assert_eq!(super::dump::dump(&parse(&dos).0), super::dump::dump(&parse(&text).0));
    let tabs = text.replace("    ", "\t\t").replace("  ", "\t");
    assert_eq!(codes(&tabs), [""; 0]);
}
