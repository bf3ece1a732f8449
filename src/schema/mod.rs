//! The checked policy → what its cases look like: a JSON Schema, an empty case with a comment on every fact, and workbooks.
//!
//! Takes a [`Program`](crate::ir::Program), of a policy with amendments the version that is meant. Knows no files, and decides nothing:
//! what a case may say is decided by `case`, and described here.

mod json;
mod template;
mod words;
#[cfg(feature = "xlsx")]
mod workbook;

pub use json::json_schema;
pub use template::empty_case;
#[cfg(feature = "xlsx")]
pub use workbook::{Filling, workbook};
