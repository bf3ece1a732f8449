//! Figures with thousands separators.

use rust_decimal::Decimal;

/// The sign of a negative figure.
pub const MINUS: char = '−';

/// A decimal with thousands separators and at least so many decimals; none of its digits is lost.
pub fn grouped(decimal: Decimal, digits: u32) -> String {
    let mut decimal = decimal.normalize();
    if decimal.scale() < digits {
        decimal.rescale(digits);
    }
    let text = decimal.abs().to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    if decimal.is_sign_negative() && !decimal.is_zero() {
        out.push(MINUS);
    }
    let count = whole.len();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (count - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !decimals.is_empty() {
        out.push('.');
        out.push_str(decimals);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_grouped_by_thousands() {
        let shown = |text: &str, digits| grouped(text.parse().unwrap(), digits);
        assert_eq!(shown("150000", 2), "150,000.00");
        assert_eq!(shown("-1234567.5", 2), "−1,234,567.50");
        assert_eq!(shown("999", 0), "999");
        assert_eq!(shown("0.12345", 2), "0.12345");
        assert_eq!(shown("-0", 2), "0.00");
    }
}
