//! Names that are no names.

use super::{Candidate, Spot};
use crate::syntax::build::unquote;
use crate::syntax::error::SpellingError;
use crate::syntax::grammar::Rule;
use crate::syntax::keywords::ClauseKind;
use crate::syntax::tokens::TokenKind;
use crate::syntax::words::WORDS;

/// What could be meant by a name here.
pub(super) fn candidates(spot: &Spot<'_>) -> Vec<Candidate> {
    let mut all = Vec::new();
    all.extend(label_alone(spot));
    all.extend(digit_first(spot));
    all.extend(hyphen(spot));
    all.extend(blank(spot));
    all.extend(reserved(spot));
    all
}

/// `record "员工"`: a label where the name belongs.
fn label_alone(spot: &Spot<'_>) -> Option<Candidate> {
    let clue = spot.clue;
    let begins = clue.kind == ClauseKind::Field && spot.at == 0;
    let named = begins || [Rule::name, Rule::plain_name].into_iter().any(|rule| spot.expects(rule));
    let value = [Rule::operand, Rule::expression, Rule::string].into_iter().any(|rule| spot.expects(rule));
    if clue.kind_of(spot.at)? != TokenKind::String || !named || value {
        return None;
    }
    if clue.kind == ClauseKind::Across {
        // Which measures it limits, no label says.
        return None;
    }
    let label = unquote(clue.words(spot.at));
    let plain = label.chars().all(|sign| sign.is_alphanumeric() || sign == '_')
        && !label.starts_with(|first: char| first.is_numeric())
        && !WORDS.iter().any(|word| word.chinese == label || word.english == label);
    let name = if plain { label } else { format!("『{label}』") };
    let start = clue.token(spot.at)?.start as usize;
    clue.change(start, start, format!("{name} "), |span, _, replacement| {
        SpellingError::LabelAlone { span, replacement }.into()
    })
}

/// `2级企业`, `3rd`.
fn digit_first(spot: &Spot<'_>) -> Option<Candidate> {
    let clue = spot.clue;
    let number = clue.kind_of(spot.at)? == TokenKind::Number && clue.adjacent(spot.at);
    if !number || clue.kind_of(spot.at + 1) != Some(TokenKind::Word) || !spot.expects_value() {
        return None;
    }
    let name = format!("『{}{}』", clue.words(spot.at), clue.words(spot.at + 1));
    clue.replace(spot.at, spot.at + 1, name, |span, written, replacement| {
        SpellingError::DigitFirst { span, written, replacement }.into()
    })
}

/// `first-prize`.
fn hyphen(spot: &Spot<'_>) -> Option<Candidate> {
    let clue = spot.clue;
    if clue.words(spot.at) != "-" {
        return None;
    }
    let first = spot.at.checked_sub(1)?;
    let mut last = first;
    while clue.words(last + 1) == "-"
        && clue.adjacent(last)
        && clue.adjacent(last + 1)
        && matches!(clue.kind_of(last + 2), Some(TokenKind::Word | TokenKind::Number))
    {
        last += 2;
    }
    if last == first || clue.kind_of(first) != Some(TokenKind::Word) {
        return None;
    }
    let name: String = (first..=last).map(|at| if clue.words(at) == "-" { "_" } else { clue.words(at) }).collect();
    clue.replace(first, last, name, |span, written, replacement| {
        SpellingError::NameWithHyphen { span, written, replacement }.into()
    })
}

/// `total amount`.
fn blank(spot: &Spot<'_>) -> Option<Candidate> {
    let clue = spot.clue;
    let first = spot.at.checked_sub(1).filter(|first| *first > 0)?;
    let words = clue.kind_of(first) == Some(TokenKind::Word) && clue.kind_of(spot.at) == Some(TokenKind::Word);
    let declared = [Rule::be, Rule::colon, Rule::in_word, Rule::by, Rule::string, Rule::one_of]
        .into_iter()
        .any(|rule| spot.expects(rule));
    if !words || !declared {
        return None;
    }
    let name = format!("{}_{}", clue.words(first), clue.words(spot.at));
    clue.replace(first, spot.at, name, |span, written, replacement| {
        SpellingError::NameWithBlank { span, written, replacement }.into()
    })
}

/// `of`, `为` as a name.
fn reserved(spot: &Spot<'_>) -> Option<Candidate> {
    let clue = spot.clue;
    let begins = clue.kind == ClauseKind::Field && spot.at == 0;
    // As a value it is only meant where a label is spelled so.
    let value = spot.expects_value() && clue.quotable.contains(clue.words(spot.at));
    if clue.kind_of(spot.at)? != TokenKind::Word || !(spot.expects_name() || begins || value) {
        return None;
    }
    clue.replace(spot.at, spot.at, format!("『{}』", clue.words(spot.at)), |span, written, replacement| {
        SpellingError::ReservedName { span, written, replacement }.into()
    })
}
