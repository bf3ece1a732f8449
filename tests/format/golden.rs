//! Texts and their layout, side by side in `tests/golden/format`.

use super::sound;

#[test]
fn layouts() {
    insta::glob!("../golden/format", "*.bursary", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let formatted = sound(&text);
        let left: Vec<&str> = formatted.left.iter().map(|span| text[span.range()].lines().next().unwrap()).collect();
        let left =
            if left.is_empty() { String::new() } else { format!("\n── stays as it is:\n{}\n", left.join("\n")) };
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("{}{left}", formatted.text));
        });
    });
}

#[test]
fn line_ends_and_the_mark_of_a_byte_order_go() {
    let written = "\u{FEFF}policy p\r\n\tmoney\u{A0}in　CNY\t\r\n\r\n\r\n\r\nmeasure m # one \r\n    award 5元\r\n";
    let right = "policy p\n  money in CNY\n\nmeasure m  # one\n  award 5元\n";
    assert_eq!(sound(written).text, right);
}

#[test]
fn nothing_is_something() {
    for (written, right) in [("", ""), ("\n\n", ""), ("  ", ""), ("\u{FEFF}", ""), ("\n# a\n\n\n  # b", "# a\n\n# b\n")]
    {
        assert_eq!(sound(written).text, right);
    }
}

#[test]
fn a_file_in_two_surfaces_is_refused() {
    let text = "policy p\n  money in CNY\n\n措施 m\n  奖励 5元\n";
    let refused = bursary::format::format(bursary::source::SourceId(0), text).unwrap_err();
    assert_eq!(refused.code, "syntax/mixed-surfaces");
}

#[test]
fn what_cannot_be_read_stays_to_the_byte() {
    let text = "policy p\n  money in CNY\nmeasure m\n     award   5 of of\t\n    \t x  # why\r\n        cap 5元  per applicant in total\n";
    let formatted = sound(text);
    assert_eq!(
        formatted.text,
        "policy p\n  money in CNY\n\nmeasure m\n     award   5 of of\t\n    \t x  # why\n  cap 5元 per applicant in total\n"
    );
    assert_eq!(formatted.left.len(), 1);
    assert_eq!(&text[formatted.left[0].range()], "award   5 of of\t\n    \t x");
    assert!(formatted.findings.iter().any(|finding| finding.code == "syntax/of-without-base"), "{formatted:?}");
}

#[test]
fn a_comment_stays_with_what_it_is_about() {
    let text = "measure m\n    award 5元\n        # of the award, no more\n        quote \"a\"\n        # still of it\n    # of the cap\n    cap 5元 per applicant in total\n    # dangling\n\n# of n\nmeasure n\n";
    let right = "measure m\n  award 5元\n    # of the award, no more\n    quote \"a\"\n    # still of it\n  # of the cap\n  cap 5元 per applicant in total\n  # dangling\n\n# of n\nmeasure n\n";
    assert_eq!(sound(text).text, right);
}
