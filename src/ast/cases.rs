//! When conditions are tested.

/// When a condition is tested; one without a stage is tested at both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// `at application` 申报时: when the award is applied for.
    #[default]
    Application,
    /// `at payment` 拨付时: again before the money is paid.
    Payment,
}
