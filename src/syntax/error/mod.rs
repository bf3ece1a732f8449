//! What can be wrong with the form of a text: one enum for each kind of mistake, each with its wording.

mod data;
mod figure;
mod mark;
mod place;
mod spelling;
mod unread;
mod value;

pub(super) use data::DataError;
pub(super) use figure::FigureError;
pub(super) use mark::MarkError;
pub(super) use place::PlaceError;
pub(super) use spelling::SpellingError;
pub(super) use unread::UnreadError;
pub(super) use value::ValueError;
