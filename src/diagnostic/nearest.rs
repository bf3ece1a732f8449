//! What was probably meant by a name behind which there is nothing.

/// The candidate that is nearest to what was written, if any is near.
///
/// None where two could be meant in Chinese: 企业单位 is 企业 with a word too many as well as 事业单位 with another character.
pub fn nearest<'n>(written: &str, candidates: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    // Comparing takes the product of both lengths.
    const LONGEST: usize = 64;
    let length = written.chars().take(LONGEST + 1).count();
    if length > LONGEST {
        return None;
    }
    let mut cut_or_longer: Option<(usize, &str)> = None;
    let mut misspelt: Option<(usize, &str)> = None;
    for candidate in candidates {
        let contains = candidate.contains(written) || written.contains(candidate);
        let allowed = match (length, written.is_ascii()) {
            (0 | 1, _) => 0,
            (_, true) => length.div_ceil(3),
            // A Chinese word is a few characters long: other than by leaving out or adding, it must not lose half of them.
            (_, false) if contains => length.div_ceil(3).max(2),
            (_, false) => length / 3,
        };
        if candidate.chars().count().abs_diff(length) > allowed {
            continue;
        }
        let distance = strsim::osa_distance(&written.to_lowercase(), &candidate.to_lowercase());
        let best = if contains && !written.is_ascii() { &mut cut_or_longer } else { &mut misspelt };
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            *best = Some((distance, candidate));
        }
    }
    let best = match (cut_or_longer, misspelt) {
        (Some((one, own)), Some((other, _))) => (one <= other).then_some((one, own)),
        (own, other) => own.or(other),
    };
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn of_two_that_could_be_meant_none_is_guessed() {
        let kinds = ["企业", "事业单位", "社会组织"];
        assert_eq!(nearest("企业单位", kinds.into_iter()), None);
        assert_eq!(nearest("项目投资", ["项目投入", "项目投资额"].into_iter()), Some("项目投资额"));
        assert_eq!(nearest("事业单住", kinds.into_iter()), Some("事业单位"));
        assert_eq!(nearest("社会组织机构", kinds.into_iter()), Some("社会组织"));
        assert_eq!(nearest("compny", ["company", "firm"].into_iter()), Some("company"));
    }
}
