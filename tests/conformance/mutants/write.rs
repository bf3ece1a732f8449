//! Random policies that hold together: every construct, at random, over one set of facts.

use crate::bounds::generate::Random;

/// What every written policy has: facts of each type, units, tables of each kind, dated values, readings.
const FACTS: &str = r#"policy written
  money in CNY, rounded half up to 0.01
  parameter rate : ratio 0%..100%, if absent 30%
  in force from 2024-01-01 until 2030-12-31
  financial year from month 4
  short months take the last day
unit square_metre "m2"
unit hectare is 10000 square_metre
type class : one of
  | small
  | large
  | other default
applicant
  kind : class
  founded_on : date
  listed : yes/no
  revenue : money
  output : money by calendar year
  headcount : whole 0..9999 by calendar year
  rent : money/month
  let income be max(revenue, 1元)
  grants : list of grant, if absent none
  loans : list of loan, if absent none
record grant
  key id : text
  work : text
  class : class
  level : whole 1..4
  area : decimal in square_metre
  good : yes/no
  passed : yes/no by support year
  made_on : date
  done_on : date
  redeemed_on : date
  share : ratio 0%..60%
  cost : money 0元..900万元
  lease : period
  let half be 50% of cost
record loan
  key id : text
  amount : money
  ends_on : date
reading strict
  | yes_it_is default
  | no_it_is_not
table standard by level : whole 1..4
  | 1 or 2 => 10万元
  | 3..4 => 30万元
table two by level : whole 1..4, class : class gives amount, share
  | 1, any => 1万元, 10%
  | at least 2 and below 4, small => 2万元, 20%
  | 2..3, large or other => 3万元, not below 1元, 5%
  | above 3, any => 4万元, 0%
slices fee by base : money
  | at most 100万元 => 5%
  | above 100万元 and at most 500万元 => 3%
  | above 500万元 => 1%
dated lpr : ratio
  | from 1900-01-01 until 2024-12-31 => 3.1%
  | from 2025-01-01 => 3%
let ten be 10万元
"#;

/// Writes parts of a policy, so deep at most.
struct Writer<'r> {
    random: &'r mut Random,
    /// Whether the measure has claims for grants, named `grant`.
    grants: bool,
}

/// A whole policy.
pub fn policy(random: &mut Random) -> String {
    let mut rules = FACTS.to_owned();
    let measures = 1 + random.below(4);
    for at in 0..measures {
        rules.push_str(&measure(at, random));
    }
    if random.below(3) == 0 {
        let limit = Writer { random, grants: false }.limit();
        rules.push_str(&format!("limits across m_0, m_{}\n{limit}", measures - 1));
    }
    if random.below(4) == 0 {
        rules.push_str("amendment next from 2025-06-01\n  parameter rate : ratio 0%..100%, if absent 20%\n");
        if random.below(2) == 0 {
            rules.push_str("  repeal m_0\n");
        }
        rules.push_str(&measure(random.below(measures + 1), random));
    }
    rules
}

fn measure(at: usize, random: &mut Random) -> String {
    let grants = random.below(3) > 0;
    let mut writer = Writer { random, grants };
    let mut rules = format!("measure m_{at} \"M {at}\"\n");
    if grants {
        let order = writer.pick(&["", ", in order of grant.made_on", ", in order of -grant.cost"]);
        rules.push_str(&format!("  for each grant in grants{order}\n"));
    }
    let value = writer.money(2);
    rules.push_str(&format!("  let base be {value}\n"));
    if writer.one_in(3) {
        let (exception, condition) = (writer.money(1), writer.condition(1));
        rules.push_str(&format!("    except \"one\": {exception} if {condition}\n"));
    }
    for _ in 0..writer.random.below(3) {
        let stage = writer.pick(&["", "", " at application", " at payment"]);
        let word = writer.pick(&["when", "when", "veto"]);
        let condition = writer.condition(2);
        rules.push_str(&format!("  {word} \"c\": ({condition}){stage}\n"));
    }
    rules.push_str(&writer.award());
    for _ in 0..writer.random.below(3) {
        let limit = writer.limit();
        rules.push_str(&limit);
    }
    for _ in 0..writer.random.below(2) {
        let payment = writer.payment();
        rules.push_str(&payment);
    }
    rules
}

impl Writer<'_> {
    fn one_in(&mut self, bound: usize) -> bool {
        self.random.below(bound) == 0
    }

    fn pick(&mut self, from: &[&'static str]) -> &'static str {
        from[self.random.below(from.len())]
    }

    fn award(&mut self) -> String {
        let formula = match self.random.below(4) {
            0 => format!("\n    | base if {}\n    | {} otherwise", self.condition(1), self.money(1)),
            1 => self.ended(),
            _ => self.money(2),
        };
        let up_to = self.pick(&["", "", "up to "]);
        let years = self.pick(&["", "", " in year 1", " in years 1 to 3"]);
        let mut rules = format!("  award {up_to}{formula}{years}\n");
        if self.one_in(3) {
            let (by, condition) = (self.money(0), self.condition(1));
            rules.push_str(&match self.random.below(3) {
                0 => format!("    raise \"two\" to 1.2 times if {condition}\n"),
                1 => format!("    raise \"two\" by {by} if {condition}\n"),
                _ => format!("    except \"three\": {by} if {condition}\n"),
            });
        }
        rules
    }

    fn limit(&mut self) -> String {
        let grant = |grants: bool, text: &'static str, other: &'static str| if grants { text } else { other };
        let per = match self.random.below(5) {
            0 => grant(self.grants, " per grant.work", " per applicant"),
            1 => grant(self.grants, " per grant", " per applicant"),
            _ => " per applicant",
        };
        let period = self.pick(&[
            " in total",
            " per support year",
            " per calendar year of applied_on",
            " per financial year of applied_on",
            " per quarter of applied_on",
            " per month of applied_on",
            " over 3 years to applied_on",
            " over 2 financial years to applied_on",
        ]);
        match self.random.below(8) {
            0 => format!("  once \"o\"{per}\n"),
            1 => format!("  cap 2 awards{per}{period}\n"),
            2 => format!("  cap the highest{per} in total\n"),
            3 if self.grants => format!("  cap 30 square_metre measuring grant.area{per}{period}\n"),
            4 => format!("  cap {}{period} over all applicants\n", self.money(0)),
            5 => format!("  cap {}{per}{period} counting {}\n", self.money(0), self.money(0)),
            6 => format!("  cap {}{per}{period} counting the ledger of all policies\n", self.money(0)),
            _ => format!("  cap {}{per}{period}\n", self.money(1)),
        }
    }

    fn payment(&mut self) -> String {
        let (day, money, condition) = (self.day(1), self.money(0), self.condition(1));
        match self.random.below(8) {
            0 => "  pay in advance\n".to_owned(),
            1 => format!("  pay in 3 equal years from {day}\n"),
            2 => format!("  pay in 4 equal quarters from ({day})\n"),
            3 => format!("  pay 20% on {day}, 10元 on {}, the rest on {}\n", self.day(0), self.day(0)),
            4 => "  paid by \"city\" 50%, \"district\" the rest\n".to_owned(),
            5 if self.grants => format!("  voucher until {day}, redeemed on grant.redeemed_on\n"),
            6 => format!("  recover paid × 50% when \"r\": {condition}\n"),
            7 => format!("  obliged \"stay\" until {day}\n"),
            _ => format!("  recover all when \"all\": {money} above {}\n", self.money(0)),
        }
    }

    fn ended(&mut self) -> String {
        let (value, other) = (self.money(1), self.money(0));
        let ending = match self.random.below(4) {
            0 => format!(", not below {other}"),
            1 => ", rounded down to 100元".to_owned(),
            2 => ", nothing below 10元".to_owned(),
            _ => ", rounded up to 1元, if any not below 50元".to_owned(),
        };
        format!("{value}{ending}")
    }

    fn money(&mut self, deep: usize) -> String {
        if deep == 0 {
            return match self.random.below(8) {
                0 if self.grants => "grant.cost".to_owned(),
                1 if self.grants => "grant.half".to_owned(),
                2 => "income".to_owned(),
                3 => "ten".to_owned(),
                4 => format!("output[{}]", 2023 + self.random.below(4)),
                5 if self.grants => "standard(grant.level)".to_owned(),
                _ => format!("{}{}", self.figure(), self.pick(&["元", "万元", "元", "亿元"])),
            };
        }
        let deep = deep - 1;
        let (one, two) = (self.money(deep), self.money(deep));
        match self.random.below(18) {
            0 => format!("min({one}, {two})"),
            1 => format!("max({one}, {two}, 5元)"),
            2 => format!("({one}) + ({two})"),
            3 => format!("({one}) - ({two})"),
            4 => format!("{} of ({one})", self.share(deep)),
            5 => format!("1:0.5 of ({one})"),
            6 => format!("fee({one})"),
            7 => format!("part({one}, above {two})"),
            8 => format!("part({one}, above 1元, at most 1000万元)"),
            9 => format!("steps({one}, 5万元) × 100元"),
            10 => format!("steps_begun({one}, 8元) × 0.5元"),
            11 => format!("taper({one}, {two}, from 100元, to 5000元)"),
            12 => format!("increase({one}, over {two})"),
            13 => format!("({one}) × {} ÷ {}", self.whole(deep), 1 + self.random.below(9)),
            14 => format!("rent × months({})", self.period(deep)),
            15 => format!("36500元 × days({}) ÷ days_in_year({})", self.period(deep), self.day(deep)),
            16 => format!("(sum of g.cost for each g in grants if g.good or g.level above {})", self.random.below(4)),
            _ if self.grants => "two(grant.level, grant.class).amount".to_owned(),
            _ => one,
        }
    }

    fn share(&mut self, deep: usize) -> String {
        match self.random.below(6) {
            0 => "rate".to_owned(),
            1 if self.grants => "grant.share".to_owned(),
            2 => format!("(lpr on ({}))", self.day(deep)),
            3 if deep > 0 => format!("growth({}, over {}, from zero 100%)", self.money(0), self.money(0)),
            _ => format!("{}{}", self.figure(), self.pick(&["%", "%", "‰", "BP"])),
        }
    }

    fn whole(&mut self, deep: usize) -> String {
        match self.random.below(6) {
            0 => "(count of l in loans if l.amount above 1元)".to_owned(),
            1 if self.grants => "grant.level".to_owned(),
            2 if self.grants => "position".to_owned(),
            3 => format!("headcount[{}]", 2023 + self.random.below(4)),
            4 => format!("(calendar_year({}) - 2000)", self.day(deep)),
            _ => (1 + self.random.below(5)).to_string(),
        }
    }

    fn day(&mut self, deep: usize) -> String {
        if deep > 0 && self.one_in(3) {
            let from = self.day(deep - 1);
            return match self.random.below(5) {
                0 => format!("first_day({})", self.period(deep - 1)),
                1 => format!("last_day({})", self.period(deep - 1)),
                2 => format!("{from} - {} days", self.random.below(99_999)),
                3 => format!("{from} + {} years", self.random.below(12_000)),
                _ => format!("{from} + {} months", 1 + self.random.below(40)),
            };
        }
        match self.random.below(8) {
            0 if self.grants => "grant.made_on".to_owned(),
            1 if self.grants => "grant.done_on".to_owned(),
            2 => "founded_on".to_owned(),
            3 => self.pick(&["2024-02-29", "0001-01-01", "9999-12-31", "2026-05-01"]).to_owned(),
            _ => "applied_on".to_owned(),
        }
    }

    fn period(&mut self, deep: usize) -> String {
        match self.random.below(5) {
            0 if self.grants => "grant.lease".to_owned(),
            1 if deep > 0 => format!("overlap({}, {})", self.period(deep - 1), self.period(deep - 1)),
            2 => format!("period({}, for {} months)", self.day(deep), 1 + self.random.below(30)),
            3 => "period(2024-01-31, 2025-03-30)".to_owned(),
            _ => format!("period({}, {})", self.day(deep), self.day(deep)),
        }
    }

    fn condition(&mut self, deep: usize) -> String {
        let below = deep.saturating_sub(1);
        match self.random.below(if deep == 0 { 4 } else { 16 }) {
            0 => "listed".to_owned(),
            1 => "kind is one of small, large".to_owned(),
            2 if self.grants => "grant.good".to_owned(),
            3 => "kind is not other".to_owned(),
            4 => format!("not ({})", self.condition(below)),
            5 => format!("({}) and ({})", self.condition(below), self.condition(below)),
            6 => format!("({}) or ({})", self.condition(below), self.condition(below)),
            7 => format!("{} at least {}", self.money(below), self.money(below)),
            8 => format!("{} below {}", self.money(below), self.money(below)),
            9 => format!("{} before {}", self.day(below), self.day(below)),
            10 => {
                let window = self.pick(&[
                    "the period in force",
                    "the calendar year before applied_on",
                    "the quarter of applied_on",
                    "the month before applied_on",
                    "the financial year of applied_on",
                    "36 months before applied_on",
                    "2 years after applied_on",
                    "period(2024-01-01, 2024-12-31)",
                ]);
                format!("({}) is within {window}", self.day(below))
            }
            11 => "any g in grants has g.level above 2 and g.good".to_owned(),
            12 => "all l in loans have l.amount at most 5万元".to_owned(),
            13 if self.grants => "grant.area at least 0.5 hectare".to_owned(),
            14 => format!("{} above {}", self.share(below), self.share(below)),
            _ => format!("{} not after {}", self.day(below), self.day(below)),
        }
    }

    fn figure(&mut self) -> &'static str {
        self.pick(&["0", "1", "3", "12.5", "500", "99999999", "0.01", "100", "20", "123456789012.34"])
    }
}
