//! `bursary schema`.

use crate::{POLICY, bursary, err, out};

#[test]
fn an_empty_case_goes_to_a_file_and_is_decided() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("案例.yaml");
    let file = path.to_str().unwrap();
    // What was there is replaced as a whole, and nothing is left beside it.
    std::fs::write(&path, "before").unwrap();
    let arguments =
        ["schema", POLICY, "--format", "yaml", "--applied-on", "2026-05-01", "--language", "zh", "-o", file];
    let written = bursary(&arguments);
    assert!(written.status.success() && out(&written).is_empty(), "{}", err(&written));
    assert!(std::fs::read_to_string(&path).unwrap().contains("\n申请日: 2026-05-01"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let decided = bursary(&["award", POLICY, file, "--format", "json"]);
    assert!(decided.status.success(), "{}", err(&decided));
}

#[test]
fn a_case_in_a_workbook_is_decided_like_the_case_itself() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.xlsx");
    let file = path.to_str().unwrap();
    let case = format!("{POLICY}/cases/jingxi.yaml");
    let written = bursary(&["schema", POLICY, "--format", "xlsx", "--language", "zh", "-o", file, "--case", &case]);
    assert!(written.status.success(), "{}", err(&written));
    let [own, back] = [&case, file].map(|case| out(&bursary(&["award", POLICY, case])));
    assert_eq!(own, back);
    let explained = bursary(&["explain", POLICY, file, "--language", "zh"]);
    assert!(explained.status.success() && out(&explained).contains("案例      case.xlsx"), "{}", out(&explained));
}

#[test]
fn what_cannot_be_written_or_meant_is_told() {
    for (arguments, told) in [
        (
            &["schema", POLICY, "-o", "no/such/folder/case.json"][..],
            "the folder of `no/such/folder/case.json` does not exist",
        ),
        (&["schema", POLICY, "--applied-on", "1 May"], "a date such as 2026-05-01, not `1 May`"),
        (&["schema", "no-such-policy"], "there is no file"),
        (&["schema", POLICY, "--format", "xlsx"], "a workbook goes to a file"),
    ] {
        let output = bursary(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(err(&output).contains(told), "{}", err(&output));
    }
}
