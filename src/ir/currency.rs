//! The currencies of ISO 4217.

/// The codes of currencies in use, in alphabetical order; funds, metals and test codes are left out.
const CODES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF \
    CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR \
    IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK \
    MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD \
    SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

/// Whether a code names a currency.
pub fn is_currency(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase()) && CODES.contains(code)
}

/// Currencies that have no smaller unit.
const WHOLE: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
/// Currencies whose smaller unit is a thousandth.
const THOUSANDTHS: &str = "BHD IQD JOD KWD LYD OMR TND";

/// How many decimals the smallest unit of a currency has: 2 of most, 0 of the yen.
pub fn decimals(code: &str) -> u32 {
    let among = |codes: &str| codes.split(' ').any(|own| own == code);
    match (among(WHOLE), among(THOUSANDTHS)) {
        (true, _) => 0,
        (_, true) => 3,
        (false, false) => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_currency_has_the_decimals_of_its_smallest_unit() {
        assert_eq!(["CNY", "JPY", "KWD", "EUR", "KRW"].map(decimals), [2, 0, 3, 2, 0]);
        let all = WHOLE.split(' ').chain(THOUSANDTHS.split(' '));
        assert!(all.clone().all(is_currency), "{:?}", all.filter(|code| !is_currency(code)).collect::<Vec<_>>());
    }
}
