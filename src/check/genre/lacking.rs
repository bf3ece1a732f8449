//! What neither the text nor a rule says.

use super::super::Checker;
use super::super::error::GenreError;
use super::Encoded;
use super::words::{ABOUT_FORCE, ABOUT_TAKING_BACK, ABOUT_TWICE};

impl Checker<'_> {
    /// From when on, and how long.
    pub(super) fn no_time_in_force(&self, encoded: &Encoded<'_, '_>) -> Option<GenreError> {
        let has_time = self.program.in_force.is_some() || self.program.time_by_measure;
        let span = self.header_words()?;
        (!has_time && !encoded.mentions(&ABOUT_FORCE)).then_some(GenreError::NoTimeInForce { span })
    }

    /// What becomes of a second award for the same matter.
    pub(super) fn no_rule_on_duplication(&self, encoded: &Encoded<'_, '_>) -> Option<GenreError> {
        let said = encoded.limited.contains(&true) || encoded.mentions(&ABOUT_TWICE) || encoded.labels(&ABOUT_TWICE);
        let span = self.header_words()?;
        (!said).then_some(GenreError::NoRuleOnDuplication { span })
    }

    /// What is paid back, and when: told where something is promised, else in the header.
    pub(super) fn no_recovery(&self, encoded: &Encoded<'_, '_>) -> Option<GenreError> {
        let measures = || self.program.measures.iter();
        let recovers = measures().any(|measure| !measure.terms.recoveries.is_empty());
        if recovers || encoded.mentions(&ABOUT_TAKING_BACK) {
            return None;
        }
        let promise = measures().flat_map(|measure| &measure.terms.obligations).map(|own| own.clause.span).next();
        match promise {
            Some(span) => Some(GenreError::PromiseWithoutRecovery { span }),
            None => Some(GenreError::NoRecovery { span: self.header_words()? }),
        }
    }
}
