//! What is certain whatever the facts that are not given turn out to be: the last word on a figure or a condition whose parts are open.

use super::arithmetic::Sheet;
use super::document::Line;
use super::voice::{Voice, say};
use crate::decision::Trace;

impl Sheet<'_> {
    /// A line for what is left of a figure where each value that the missing facts may have is tried.
    pub(super) fn narrowed(&mut self, trace: &Trace) -> Option<String> {
        let voice = self.voice;
        let figure = voice.figure(trace.narrowed.as_ref()?, &voice.program.node(trace.node).ty);
        let text = say!(voice, "whatever the missing facts are", "按未提供事实的每种可能逐一计算");
        self.lines.push(Line::figure(text, figure.clone()).as_result());
        Some(figure)
    }
}

impl Voice<'_> {
    /// Behind the parts of a condition, some of which are open: that it holds, or fails, all the same.
    pub(super) fn all_the_same(&self, told: String, holds: bool) -> String {
        let whatever = if holds {
            say!(self, "holds whatever the missing facts are", "无论未提供的事实如何，均符合")
        } else {
            say!(self, "fails whatever the missing facts are", "无论未提供的事实如何，均不符合")
        };
        self.together(&[told, whatever])
    }
}
