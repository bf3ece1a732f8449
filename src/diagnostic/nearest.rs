//! What was probably meant by a name behind which there is nothing.

/// The candidate that is nearest to what was written, if any is near.
pub fn nearest<'n>(written: &str, candidates: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    // Comparing takes the product of both lengths.
    const LONGEST: usize = 64;
    let length = written.chars().take(LONGEST + 1).count();
    if length > LONGEST {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let allowed = match (length, written.is_ascii()) {
            (0 | 1, _) => 0,
            (_, true) => length.div_ceil(3),
            // A Chinese word is a few characters long: other than by leaving out or adding, it must not lose half of them.
            (_, false) if candidate.contains(written) || written.contains(candidate) => length.div_ceil(3).max(2),
            (_, false) => length / 3,
        };
        if candidate.chars().count().abs_diff(length) > allowed {
            continue;
        }
        let distance = strsim::osa_distance(&written.to_lowercase(), &candidate.to_lowercase());
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}
