//! The tests of the policy: what is given, what must come of it, and why.

use super::markup::{Markup, words};
use super::{Example, Page};

impl Page<'_, '_> {
    /// The section; nothing where the policy has no tests.
    pub(super) fn examples(&self) -> String {
        let writer = self.writer;
        let all = self.beside.examples;
        if all.is_empty() {
            return String::new();
        }
        let (count, wrong) = (all.len(), all.iter().filter(|own| !own.holds).count());
        let said = match wrong {
            0 => words!(
                writer,
                "{count} cases, each with what must come of it; the rules decide all of them so.",
                "共{count}例，逐例写明应得结果；规则的核算结果与各例一致。"
            ),
            _ => words!(
                writer,
                "{count} cases, each with what must come of it; the rules decide {wrong} of them otherwise, as is marked.",
                "共{count}例，逐例写明应得结果；其中{wrong}例与规则的核算结果不一致，已标出。"
            ),
        };
        let heads = [
            words!(writer, "case", "案例"),
            words!(writer, "given", "已知"),
            words!(writer, "to come of it", "应得结果"),
            words!(writer, "because", "理由"),
        ];
        let columns: String = heads.iter().map(|head| format!("<th scope=\"col\">{head}</th>")).collect();
        let rows: String = all.iter().map(|own| self.example(own, &heads)).collect();
        format!(
            "<p>{said}</p>\n<table class=\"facts examples\"><thead><tr>{columns}</tr></thead>\n<tbody>\n{rows}</tbody></table>\n"
        )
    }

    fn example(&self, own: &Example, heads: &[Markup; 4]) -> String {
        let writer = self.writer;
        let [_, given_head, expected_head, because_head] = heads;
        let name = Markup::text(&own.name);
        let place = self.writer.sources.get(own.place.source).map(|source| {
            let place = format!("{}:{}", source.file_name(), source.line_of(own.place.start as usize));
            format!("<span class=\"place\">{}</span>", Markup::text(&place))
        });
        let place = place.unwrap_or_default();
        let given = own.written.as_ref().map(|(whole, left_out)| self.written.lines_but(*whole, left_out));
        let expected: String = own
            .expected
            .iter()
            .map(|wording| format!("<li>{}</li>", Markup::text(wording.get(writer.names.language))))
            .collect();
        let wrong = match own.holds {
            true => String::new(),
            false => {
                let said = words!(writer, "the rules decide otherwise", "与规则的核算结果不一致");
                format!("<p class=\"wrong\">{said}</p>")
            }
        };
        let because = own.because.as_deref().map(Markup::text).unwrap_or_default();
        let (given, class) = (given.unwrap_or_default(), if own.holds { "" } else { " class=\"wrong\"" });
        format!(
            "<tr{class}><th scope=\"row\">{name} {place}</th><td data-head=\"{given_head}\">{given}</td>\
             <td data-head=\"{expected_head}\"><ul class=\"rules-of\">{expected}</ul>{wrong}</td>\
             <td data-head=\"{because_head}\">{because}</td></tr>\n"
        )
    }
}
