//! The pages of the codes: what each finding means, an example, and how to mend it, in English and Chinese.
//!
//! A page is `docs/errors/<area>-<name>.md`: a heading with the code, then two sections of the second level, English and
//! Chinese, each under its own title. Its fences of ```` ```bursary wrong ```` show policies that raise the code, those of
//! ```` ```bursary right ```` ones that don't; a test runs both.

use super::Language;
use std::ops::Range;

/// The page of one code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// The code, such as `tables/value-without-row`.
    pub code: &'static str,
    /// The whole page in Markdown, both languages.
    pub markdown: &'static str,
}

/// A fenced block of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// The words after the fence: `bursary wrong`, `bursary right`, `yaml wrong`, `markdown source.md`, `text`.
    pub kind: &'static str,
    /// What the fences hold.
    pub text: &'static str,
}

mod list;

pub use list::CODES;

/// The page of a code.
pub fn page(code: &str) -> Option<&'static Page> {
    CODES.binary_search_by_key(&code, |page| page.code).ok().and_then(|at| CODES.get(at))
}

/// The page that was probably meant by a code that there isn't: the same name in another area or in none, or one with
/// a slip of the pen.
pub fn nearest(code: &str) -> Option<&'static Page> {
    // No code is nearly as long, and comparing takes the product of both lengths.
    if code.len() > 100 {
        return None;
    }
    let name = |code: &str| code.rsplit('/').next().unwrap_or_default().to_owned();
    let wanted = name(code);
    let same_name = CODES.iter().find(|page| name(page.code) == wanted);
    // A code that breaks off: `limits/never`.
    let begun = CODES.iter().find(|page| code.contains('/') && page.code.starts_with(code) && !wanted.is_empty());
    let same_name = same_name.or(begun);
    let alike = |page: &Page| strsim::normalized_damerau_levenshtein(page.code, code);
    let similar = CODES.iter().filter(|page| alike(page) >= 0.6);
    same_name.or_else(|| similar.max_by(|a, b| alike(a).total_cmp(&alike(b))))
}

impl Page {
    /// What the finding is called, in a few words.
    pub fn title(&self, language: Language) -> &'static str {
        self.text(language).lines().next().unwrap_or_default().trim_start_matches("## ")
    }

    /// The section in one language, beginning with its title as a Markdown heading.
    pub fn text(&self, language: Language) -> &'static str {
        let mut sections = self.sections().into_iter();
        let section = match language {
            Language::En => sections.next(),
            Language::Zh => sections.nth(1),
        };
        section.and_then(|range| self.markdown.get(range)).unwrap_or_default().trim_end()
    }

    /// The fenced blocks of one language's section, in order.
    pub fn examples(&self, language: Language) -> Vec<Example> {
        let text = self.text(language);
        let mut examples = Vec::new();
        let mut open: Option<(&'static str, usize)> = None;
        for (start, line) in lines(text) {
            let Some(kind) = line.strip_prefix("```") else { continue };
            open = match open {
                None => Some((kind.trim(), start + line.len() + 1)),
                Some((kind, from)) => {
                    examples.push(Example { kind, text: text.get(from..start).unwrap_or_default() });
                    None
                }
            };
        }
        examples
    }

    /// From each heading of the second level to the next; a comment in a fenced policy may look like one.
    fn sections(&self) -> Vec<Range<usize>> {
        let mut sections: Vec<Range<usize>> = Vec::new();
        let mut fenced = false;
        for (start, line) in lines(self.markdown) {
            fenced ^= line.starts_with("```");
            if line.starts_with("## ") && !fenced {
                if let Some(before) = sections.last_mut() {
                    before.end = start;
                }
                sections.push(start..self.markdown.len());
            }
        }
        sections
    }
}

/// Lines with the byte that each begins at.
fn lines(text: &'static str) -> impl Iterator<Item = (usize, &'static str)> {
    let mut next = 0;
    text.split('\n').map(move |line| {
        let start = next;
        next += line.len() + 1;
        (start, line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_in_the_table_and_the_table_is_sorted() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/errors");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "README.md")
            .collect();
        files.sort();
        let mut named: Vec<String> = CODES.iter().map(|page| format!("{}.md", page.code.replace('/', "-"))).collect();
        named.sort();
        assert_eq!(files, named);
        assert!(CODES.is_sorted_by(|a, b| a.code < b.code), "CODES is out of order");
    }

    #[test]
    fn every_page_has_its_heading_both_sections_and_examples() {
        let chinese = |text: &str| text.chars().any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character));
        for page in CODES {
            let code = page.code;
            assert!(page.markdown.starts_with(&format!("# {code}\n\n## ")), "{code}: heading");
            assert_eq!(page.sections().len(), 2, "{code}: one section for each language");
            assert!(!chinese(page.title(Language::En)) && chinese(page.title(Language::Zh)), "{code}: titles");
            for language in [Language::En, Language::Zh] {
                let examples = page.examples(language);
                assert!(!examples.is_empty(), "{code}: an example in each language");
                for Example { kind, text } in examples {
                    let (holds, verdict) = kind.split_once(' ').unwrap_or((kind, ""));
                    let known = match verdict {
                        "wrong" | "right" => ["bursary", "yaml", "json", "toml"].contains(&holds),
                        _ => ["bursary policy", "markdown source.md", "text"].contains(&kind),
                    };
                    assert!(known, "{code}: fence of `{kind}`");
                    assert!(text.ends_with('\n') && !text.trim().is_empty(), "{code}: an empty fence");
                }
            }
        }
    }

    #[test]
    fn a_code_that_there_is_not_has_a_nearest_one() {
        let nearest = |code: &str| nearest(code).map(|page| page.code);
        assert_eq!(page("names/unknown").map(|page| page.code), Some("names/unknown"));
        assert_eq!(page("names/unknow"), None);
        assert_eq!(nearest("names/unknow"), Some("names/unknown"));
        assert_eq!(nearest("value-without-row"), Some("tables/value-without-row"));
        assert_eq!(nearest("table/value-without-rows"), Some("tables/value-without-row"));
        assert_eq!(nearest("limits/never"), Some("limits/never-binds"));
        assert_eq!(nearest("zzz"), None);
        assert_eq!(nearest(&"x".repeat(1_000_000)), None);
    }

    /// The codes that the sources write as literals, outside tests and comments.
    fn codes_in(folder: &std::path::Path, codes: &mut std::collections::BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                codes_in(&path, codes);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let text = text.split("#[cfg(test)]").next().unwrap();
                for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
                    codes.extend(line.split('"').skip(1).step_by(2).filter(|word| is_code(word)).map(str::to_owned));
                }
            }
        }
    }

    fn is_code(word: &str) -> bool {
        let plain = |part: &str| part.len() > 2 && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        word.split_once('/').is_some_and(|(area, name)| plain(area) && plain(name)) && word != "yes/no"
    }

    #[test]
    fn every_code_that_is_raised_has_a_page() {
        let mut raised = std::collections::BTreeSet::new();
        codes_in(concat!(env!("CARGO_MANIFEST_DIR"), "/src").as_ref(), &mut raised);
        let missing: Vec<_> = raised.iter().filter(|code| page(code).is_none()).collect();
        assert!(missing.is_empty(), "no page for {missing:#?}");
    }
}
