//! Text that may stand in a page: whatever comes from a policy is escaped on its way in, and there is no other way in.

use std::fmt;

use crate::diagnostic::escaped;

/// Words for a page, escaped, with links.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Markup(String);

impl Markup {
    /// Words as they are.
    pub(super) fn text(words: &str) -> Markup {
        Markup(escaped(words))
    }

    /// What a format of this module's kind made of parts that are markup.
    pub(super) fn made(markup: String) -> Markup {
        Markup(markup)
    }

    /// The same as a link to a place of the page.
    pub(super) fn linked(self, place: &str) -> Markup {
        if self.0.is_empty() { self } else { Markup(format!("<a href=\"#{place}\">{}</a>", self.0)) }
    }

    /// Whether there are no words.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words alone, as they were before they were escaped.
    pub(super) fn plain(&self) -> String {
        let mut out = String::with_capacity(self.0.len());
        let mut within_tag = false;
        for c in self.0.chars() {
            match c {
                '<' => within_tag = true,
                '>' => within_tag = false,
                _ if within_tag => {}
                c => out.push(c),
            }
        }
        let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
        entities.iter().fold(out, |text, (entity, sign)| text.replace(entity, sign))
    }

    /// Several in a row.
    pub(super) fn joined(parts: &[Markup], between: &str) -> Markup {
        Markup(parts.iter().map(|part| part.0.as_str()).collect::<Vec<_>>().join(between))
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Words of a page in both languages, of which those of the writer's language are taken; every part is [`Markup`] or a number.
macro_rules! words {
    ($writer:expr, $en:literal, $zh:literal $(,)?) => {
        $crate::doc::markup::Markup::made(match $writer.names.language {
            $crate::diagnostic::Language::En => format!($en),
            $crate::diagnostic::Language::Zh => format!($zh),
        })
    };
}
pub(super) use words;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_in_as_text_comes_out_as_text() {
        let hostile = "</script><b onclick='x'>\"&lt;&amp;";
        let markup = Markup::text(hostile);
        assert!(!markup.to_string().contains(['<', '>', '"', '\'']));
        assert_eq!(markup.clone().linked("m0").plain(), hostile);
        assert_eq!(Markup::text("a\u{202e}b\u{7}").plain(), "a\u{fffd}b\u{fffd}");
    }
}
