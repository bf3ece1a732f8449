//! A source text → the first files of a policy: its articles as headings, a stub for each that speaks of money, and a list of what is to be done.
//!
//! Takes the text of a measure and gives texts. Nothing is guessed: a stub quotes the words, and says itself that it is not written.

mod figures;
mod headings;
mod lines;
mod rules;
mod speaks;

pub use headings::marked_up;
pub use rules::{Beginning, first_rules};
