//! What became of a voucher, explained in both languages.

use bursary::diagnostic::Language;

use crate::golden;
use crate::limits::explained;

const PATTERN: &str = "P35-ex-post-voucher-advance";

#[test]
fn a_voucher_is_shown_with_its_last_day() {
    let cases = [0, 2, 3];
    golden!("vouchers_zh", explained(PATTERN, &cases, Language::Zh));
    golden!("vouchers_en", explained(PATTERN, &cases, Language::En));
}
