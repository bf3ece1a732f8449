//! The first rules of a policy: a header, a stub for each article that speaks of money, and what is left to do.

use std::collections::{BTreeSet, HashMap};

use super::figures::figures;
use super::speaks;
use crate::diagnostic::{Language, Wording};
use crate::source::{Document, Source};
use crate::wording;

/// What a beginning came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beginning {
    /// The text of the rule file.
    pub rules: String,
    /// How many stubs stand in it.
    pub stubs: usize,
    /// The text of the file of tests: one that is still to be written.
    pub tests: String,
    /// How many sentences neither a stub nor the header quotes.
    pub left: usize,
}

/// How much of a sentence a list shows, in characters.
const SHOWN: usize = 60;
/// The longest label of a stub, in characters.
const LABEL: usize = 30;

/// The first rules for a document that stands beside them as `source.md`.
pub fn first_rules(source: &Source, id: &str, language: Language) -> Beginning {
    let document = Document::of(source);
    let mut times: HashMap<&str, usize> = HashMap::new();
    for range in document.sentences() {
        *times.entry(without_mark(document.text(source).get(range.clone()).unwrap_or(""))).or_default() += 1;
    }
    let mut page = Page { source, document: &document, language, times, text: String::new(), quoted: BTreeSet::new() };
    page.header(id);
    let stubs = page.measures();
    let left = page.left();
    let rules = std::mem::take(&mut page.text);
    page.test(stubs);
    Beginning { rules, tests: page.text, stubs, left }
}

struct Page<'s> {
    source: &'s Source,
    document: &'s Document,
    language: Language,
    /// How often each sentence stands in the document.
    times: HashMap<&'s str, usize>,
    text: String,
    /// The sentences that are quoted, by their places.
    quoted: BTreeSet<usize>,
}

impl<'s> Page<'s> {
    fn say(&self, wording: Wording) -> String {
        wording.get(self.language).to_owned()
    }

    fn of(&self, (english, chinese): (&'static str, &'static str)) -> &'static str {
        match self.language {
            Language::En => english,
            Language::Zh => chinese,
        }
    }

    fn line(&mut self, line: &str) {
        self.text.extend(line.trim_end().chars().filter(|c| *c == '\n' || !unseen(*c)));
        self.text.push('\n');
    }

    fn comment(&mut self, before: &str, wording: Wording) {
        let words = self.say(wording);
        self.line(&format!("{before}# {words}"));
    }

    /// Words between the marks of the surface.
    fn string(&self, words: &str) -> String {
        let words: String = words.chars().filter(|c| !unseen(*c)).collect();
        let words = words.replace('\\', "\\\\");
        match self.language {
            Language::En => format!("\"{}\"", words.replace('"', "\\\"")),
            Language::Zh => format!("「{}」", words.replace('」', "\\」")),
        }
    }

    fn sentence(&self, at: usize) -> &'s str {
        let range = self.document.sentences().get(at).cloned().unwrap_or_default();
        without_mark(self.document.text(self.source).get(range).unwrap_or(""))
    }

    /// A sentence that can be quoted: it stands in the document once.
    fn quotable(&self, at: usize) -> Option<&'s str> {
        let words = self.sentence(at);
        let once = self.times.get(words) == Some(&1);
        (once && words.chars().count() > 1 && !words.contains(unseen)).then_some(words)
    }

    fn header(&mut self, id: &str) {
        let title = self.title().map(|title| format!(" {}", self.string(&title))).unwrap_or_default();
        let policy = self.of(("policy", "政策"));
        self.line(&format!("{policy} {id}{title}"));
        let issuer = (0..self.document.sentences().len()).find_map(|at| Some((at, speaks::issuer(self.sentence(at))?)));
        if let Some((at, name)) = issuer {
            if let Some(words) = self.quotable(at) {
                let quote = format!("  {} {}", self.of(("quote", "原文")), self.string(words));
                self.line(&quote);
                self.quoted.insert(at);
            }
            self.line(&format!("  {} {}", self.of(("issuer", "发布机关")), self.string(name)));
        } else {
            self.comment("  ", wording!("TODO issuer \"…\"", "待写：发布机关 「…」"));
        }
        let file = self.string("source.md");
        self.line(&format!("  {} {file}", self.of(("source", "原文件"))));
        let currency = speaks::currency(self.source.text());
        let money = self.of(("money in", "金额单位"));
        match currency {
            Some(code) => self.line(&format!("  {money} {code}")),
            None => {
                self.line(&format!("  {money} CNY"));
                self.comment("  ", wording!("TODO the text does not tell its currency", "待核对：原文没有写明货币"));
            }
        }
        self.comment(
            "  ",
            wording!(
                "TODO how awards are rounded, such as: rounded half up to 0.01",
                "待写：怎样取整，例如 金额单位 CNY，四舍五入至 0.01"
            ),
        );
        let times: Vec<usize> =
            (0..self.document.sentences().len()).filter(|at| speaks::of_time_in_force(self.sentence(*at))).collect();
        for at in times {
            let words = self.sentence(at);
            let quote = format!("{} {}", self.of(("quote", "原文")), self.string(words));
            self.comment("  ", wording!("TODO in force from …, for … years", "待写：施行 自 …，有效期…年"));
            self.line(&format!("  #   {quote}"));
        }
        let (applicant, name, text) = match self.language {
            Language::En => ("applicant", "name \"Name\" : text", ""),
            Language::Zh => ("申报主体 「申报主体」", "name 「名称」：文本", ""),
        };
        self.line(&format!("\n{applicant}{text}"));
        self.line(&format!("  {name}"));
        self.comment("  ", wording!("TODO the facts on which the rules depend", "待写：规则所依据的事实"));
    }

    /// The title: a first heading without number, else a short first line.
    fn title(&self) -> Option<String> {
        let text = self.source.text();
        let marked = self.document.headings().iter().find(|heading| heading.level == 1 && heading.number.is_none());
        let marked = marked.and_then(|heading| text.get(heading.start..)?.lines().next());
        let first = marked.or_else(|| text.lines().find(|line| !line.trim().is_empty()))?;
        let words = first.trim_start_matches('#').trim();
        let short = words.chars().count() <= 50 && !words.contains(['。', '；']);
        (short && crate::source::number(words).is_none() && !words.is_empty()).then(|| words.to_owned())
    }

    /// A stub for each article that speaks of money; how many there are.
    fn measures(&mut self) -> usize {
        let mut stubs = 0;
        let mut names: BTreeSet<String> = BTreeSet::new();
        let mut labels: BTreeSet<String> = BTreeSet::new();
        let sentences = self.document.sentences();
        let place = |at: usize| sentences.get(at).map_or(0, |own| own.start);
        let section = |at: usize| self.document.headings().partition_point(|heading| heading.start <= place(at));
        let mut at = 0;
        while at < sentences.len() {
            let own = section(at);
            let end = (at..sentences.len()).find(|next| section(*next) != own).unwrap_or(sentences.len());
            let of_money: Vec<usize> = (at..end)
                .filter(|own| speaks::of_money(self.sentence(*own)) && !self.quoted.contains(own))
                .filter(|own| self.quotable(*own).is_some())
                .collect();
            if let Some(first) = of_money.first() {
                stubs += 1;
                let article = self.document.article_at(place(*first));
                let title = own.checked_sub(1).and_then(|own| self.document.headings().get(own));
                let title = title.and_then(|heading| self.source.text().get(heading.start..)?.lines().next());
                let name = unlike(&format!("measure_{stubs}"), &mut names);
                let label = self.label(title.unwrap_or(""), self.sentence(*first));
                let label = unlike(&label, &mut labels);
                self.stub(&name, &label, article.as_deref(), &of_money);
            }
            at = end;
        }
        stubs
    }

    /// What a stub is called: the title of its article, else the beginning of its first sentence.
    fn label(&self, heading: &str, sentence: &str) -> String {
        let title = heading.trim_start_matches('#').trim();
        let title = match crate::source::number(title) {
            Some(_) => {
                let chapter = title.find(['条', '章', '节', '、', '）', ')', ':', '：', ' ', '.']);
                let after = chapter.and_then(|at| title.get(at..)).unwrap_or("");
                after.trim_start_matches(|c: char| !c.is_alphanumeric() || "条章节".contains(c)).trim()
            }
            None => title,
        };
        let words = if title.is_empty() { sentence } else { title };
        let first = words.split(['，', '。', '；', '：', ';']).next().unwrap_or(words);
        let first = first.split(", ").next().unwrap_or(first).trim();
        let plain: String = first.chars().filter(|c| !c.is_control()).take(LABEL).collect();
        let plain = plain.trim();
        if plain.chars().all(|c| !c.is_alphanumeric()) {
            self.of(("measure", "措施")).to_owned()
        } else {
            plain.to_owned()
        }
    }

    fn stub(&mut self, name: &str, label: &str, article: Option<&str>, sentences: &[usize]) {
        let label = self.string(label);
        let (measure, stands) = (self.of(("measure", "措施")), self.of(("article", "条款")));
        let article = article.map(|number| format!(" {stands} {}", self.string(number))).unwrap_or_default();
        self.line(&format!("\n{measure} {name} {label}{article}"));
        for at in sentences {
            let words = self.sentence(*at);
            self.quoted.insert(*at);
            let quote = format!("  {} {}", self.of(("quote", "原文")), self.string(words));
            self.line(&quote);
            let listed = figures(words);
            if !listed.is_empty() {
                let (en, zh) = (listed.join(", "), listed.join("、"));
                self.comment("  ", wording!("figures: {en}", "数字：{zh}"));
            }
        }
        let (kind, unwritten) = (self.of(("in kind", "非资金支持")), self.of(crate::ir::UNWRITTEN));
        let unwritten = self.string(unwritten);
        self.line(&format!("  {kind} {unwritten}"));
    }

    /// A test that is no test before somebody has worked out its figures.
    fn test(&mut self, stubs: usize) {
        self.comment(
            "",
            wording!(
                "TODO tests: cases, each with what must come of it, worked out by hand from the text. Fill in the … of this one, remove",
                "待写：测试，即案例和由人工依据原文算出的应得结果。填好下面的各处“…”，删去行首的“# ”，再用"
            ),
        );
        self.comment("", wording!("the `# ` before its lines, and run it with `bursary test`.", "bursary test 运行。"));
        let lines: &[&str] = match self.language {
            Language::En => {
                &["test \"an ordinary case\"", "  because \"the calculation, step by step\"", "  given applied_on is …"]
            }
            Language::Zh => &["测试 「一个普通的案例」", "  理由 「逐步写出算式」", "  已知 申请日 为 …"],
        };
        let expect = self.say(match stubs {
            0 => wording!("  expect total: payable …", "  预期 合计：应发 …"),
            _ => wording!("  expect measure_1: payable …", "  预期 measure_1：应发 …"),
        });
        for line in lines.iter().copied().chain([expect.as_str()]) {
            self.line(&format!("# {line}"));
        }
    }

    /// The sentences that nothing quotes yet; how many there are.
    fn left(&mut self) -> usize {
        let all = self.document.sentences().len();
        let left: Vec<usize> = (0..all).filter(|at| !self.quoted.contains(at)).collect();
        if left.is_empty() {
            return 0;
        }
        self.line("");
        self.comment(
            "",
            wording!(
                "TODO each of these sentences: quote it where a rule rests on it, or declare it `not computed`, with the reason",
                "待处理：下列各句，规则有依据的请引用，其余请以“不计算”写明理由"
            ),
        );
        for at in &left {
            let words: String = self.sentence(*at).chars().take(SHOWN).collect();
            let more = if self.sentence(*at).chars().nth(SHOWN).is_some() { "…" } else { "" };
            let place = self.document.sentences().get(*at).map_or(0, |own| own.start);
            let line = self.source.line_of(place);
            let article = self.document.article_at(place);
            let article = article.map(|number| self.say(wording!("{number}: ", "第{number}条：")));
            let article = article.unwrap_or_default();
            let shown = self.say(wording!(" (line {line})", "（第{line}行）"));
            self.line(&format!("#   {article}{words}{more}{shown}"));
        }
        left.len()
    }
}

/// A sentence without the mark of a list before it: `- `, `（1）`, `2.`, ①.
fn without_mark(sentence: &str) -> &str {
    let bullets = ['-', '*', '+', '•', '·', '●', '①', '②', '③', '④', '⑤', '⑥', '⑦', '⑧', '⑨', '⑩'];
    if let Some(rest) = sentence.strip_prefix(bullets) {
        let is_mark = rest.starts_with([' ', '\u{3000}']) || !sentence.starts_with(['-', '*', '+', '·']);
        return if is_mark { rest.trim_start() } else { sentence };
    }
    let (open, inner) = match sentence.strip_prefix(['（', '(']) {
        Some(inner) => (true, inner),
        None => (false, sentence),
    };
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let (number, after) = inner.split_at(end);
    let short = (1..=2).contains(&number.len()) && (open || number.bytes().all(|byte| byte.is_ascii_digit()));
    let closes: &[char] = if open { &['）', ')'] } else { &['.', '、', '．', '）', ')'] };
    let rest = after.strip_prefix(closes).filter(|rest| short && !rest.starts_with(|c: char| c.is_ascii_digit()));
    rest.map(str::trim_start).filter(|rest| !rest.is_empty()).unwrap_or(sentence)
}

/// Whether a character is not seen, or changes how others are: rules may not have it.
fn unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A name that no other has.
fn unlike(name: &str, taken: &mut BTreeSet<String>) -> String {
    let candidates = (1..).map(|at| if at == 1 { name.to_owned() } else { format!("{name} {at}") });
    let own = candidates.into_iter().find(|candidate| !taken.contains(candidate)).unwrap_or_default();
    taken.insert(own.clone());
    own
}
