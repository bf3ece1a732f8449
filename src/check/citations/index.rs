//! Where words stand in a text: every place of every three characters, sorted.

/// The places of all runs of three characters.
pub(super) struct Index {
    /// The three characters packed into one number, and the byte where they begin.
    runs: Vec<(u64, u32)>,
}

/// How many runs of a quote are looked at for the rarest one.
const LOOKED_AT: usize = 64;

impl Index {
    pub(super) fn of(text: &str) -> Index {
        let characters: Vec<(usize, char)> = text.char_indices().collect();
        let mut runs = Vec::with_capacity(characters.len());
        for at in 0..characters.len() {
            let code = |ahead: usize| characters.get(at + ahead).map_or(0, |(_, c)| u64::from(u32::from(*c)));
            let start = characters.get(at).map_or(0, |(start, _)| *start);
            runs.push((code(0) << 42 | code(1) << 21 | code(2), u32::try_from(start).unwrap_or(u32::MAX)));
        }
        runs.sort_unstable();
        Index { runs }
    }

    /// Every byte where `words` begin, ascending.
    pub(super) fn occurrences(&self, text: &str, words: &str) -> Vec<usize> {
        let rarest = runs_of(words).take(LOOKED_AT).map(|(offset, run)| (offset, self.places(run)));
        let Some((offset, places)) = rarest.min_by_key(|(_, places)| places.len()) else { return Vec::new() };
        let starts = places.iter().filter_map(|(_, place)| (*place as usize).checked_sub(offset));
        let mut found: Vec<usize> =
            starts.filter(|start| text.get(*start..).is_some_and(|rest| rest.starts_with(words))).collect();
        found.sort_unstable();
        found
    }

    /// The places of a run; a shorter one is the beginning of many.
    pub(super) fn places(&self, (low, high): (u64, u64)) -> &[(u64, u32)] {
        let first = self.runs.partition_point(|(run, _)| *run < low);
        let last = self.runs.partition_point(|(run, _)| *run <= high);
        self.runs.get(first..last).unwrap_or_default()
    }
}

/// The runs of words, each with its offset in bytes, as the least and greatest number that begin with it.
pub(super) fn runs_of(words: &str) -> impl Iterator<Item = (usize, (u64, u64))> {
    let characters: Vec<(usize, char)> = words.char_indices().collect();
    let length = characters.len();
    let count = length.saturating_sub(2).max(usize::from(length > 0));
    (0..count).map(move |at| {
        let code = |ahead: usize| characters.get(at + ahead).map(|(_, c)| u64::from(u32::from(*c)));
        let offset = characters.get(at).map_or(0, |(offset, _)| *offset);
        let whole = (1 << 21) - 1;
        let low = code(0).unwrap_or(0) << 42 | code(1).unwrap_or(0) << 21 | code(2).unwrap_or(0);
        let high = code(0).unwrap_or(whole) << 42 | code(1).unwrap_or(whole) << 21 | code(2).unwrap_or(whole);
        (offset, (low, high))
    })
}

#[cfg(test)]
mod tests {
    use super::Index;

    #[test]
    fn words_of_any_length_are_found_everywhere() {
        let text = "最高200万元，最高50万元。";
        let index = Index::of(text);
        assert_eq!(index.occurrences(text, "最高"), [0, text.rfind("最高").unwrap()]);
        assert_eq!(index.occurrences(text, "。"), [text.len() - 3]);
        assert_eq!(index.occurrences(text, "最高50万元。").len(), 1);
        assert_eq!(index.occurrences(text, "最高5万元").len(), 0);
        assert_eq!(index.occurrences("", "x").len(), 0);
    }
}
