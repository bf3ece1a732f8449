//! Coverage for machines.

use serde_json::{Value, json};

use super::{Coverage, Kind, Share};
use crate::source::Sources;

/// Everything as JSON: the shares, and each part with its place, its ways and how often each was reached.
pub fn json(coverage: &Coverage<'_>, sources: &Sources) -> Value {
    let share = |share: Share| json!({"reached": share.reached, "all": share.all, "percent": share.percent()});
    let kinds: serde_json::Map<String, Value> = Kind::ALL
        .into_iter()
        .filter_map(|kind| {
            Some((serde_json::to_value(kind).ok()?.as_str()?.to_owned(), share(coverage.share_of(kind))))
        })
        .collect();
    let parts = coverage.parts().map(|part| {
        let ways = part.ways.iter().map(|way| json!({"way": way.name.en, "way_zh": way.name.zh, "times": way.times}));
        json!({
            "kind": part.kind,
            "place": sources.place_in_file(part.place),
            "of": part.of.zh,
            "name": part.name.zh,
            "ways": ways.collect::<Vec<_>>(),
        })
    });
    json!({
        "decisions": coverage.decisions(),
        "total": share(coverage.share()),
        "kinds": kinds,
        "parts": parts.collect::<Vec<_>>(),
    })
}
