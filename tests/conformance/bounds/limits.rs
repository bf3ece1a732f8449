//! Policies whose limits stand across measures, take the highest, count quantities, look back over years, and count what is paid elsewhere.

/// The facts that the policies share.
const FACTS: &str = r#"
  money in CNY, rounded half up to 0.01
applicant
  plants : list of plant, if absent none
  loans : list of loan, if absent none
  elsewhere : money 0元..400元
type class : one of
  | small
  | large
  | other
record plant
  key id : text
  team : text
  class : class
  level : whole 1..4
  built_on : date
  cost : money 0元..900元
  months : whole 0..12
  months_of : whole 0..12 by support year
  aid : money 0元..300元
  sound : yes/no
  passed : yes/no by support year
  spent : money 0元..400元 by support year
record loan
  key id : text
  team : text
  class : class
  drawn_on : date
  interest : money 0元..900元
  months : whole 1..6
  good : yes/no
table standard by level : whole 1..4
  | 1 => 100元
  | 2 => 150元
  | 3 => 200元
  | 4 => 300元
"#;

const ACROSS: &str = r#"
measure build
  for each plant in plants
  let team be plant.team
  let day be plant.built_on
  let class be plant.class
  when "sound": plant.sound
  award 50% of plant.cost
  once per plant.team
  cap 300元 per plant.class in total
measure run
  for each plant in plants
  let team be plant.team
  let day be plant.built_on
  let class be plant.class
  award min(plant.spent[year], 200元) in years 1 to 2
  when "passed": plant.passed[year] in year 2
  cap 350元 per plant in total
measure interest
  for each loan in loans, in order of loan.drawn_on
  let team be loan.team
  let day be loan.drawn_on
  let class be loan.class
  when "good": loan.good
  award up to loan.interest
  cap 2 awards per applicant in total
limits across build, run "plants"
  cap 75% of plant.cost per plant in total
  cap 400元 per plant.class per calendar year of day
limits across build, interest
  once "one team" per team
limits across all
  cap 500元 per team in total in order of day
  cap 3 awards per class in total in order of day
  cap 800元 per applicant per calendar year of day
"#;

const HIGHEST: &str = r#"
measure build
  for each plant in plants
  let team be plant.team
  let class be plant.class
  when "sound": plant.sound
  award standard(plant.level)
  cap 300元 per plant.class in total
measure run
  for each plant in plants
  let team be plant.team
  let class be plant.class
  award max(min(plant.spent[year], 200元), 40元) in years 1 to 3
  when "passed": plant.passed[year] in years 2 to 3
  cap the highest per plant.class per support year
  cap 500元 per applicant in total
measure interest
  for each loan in loans, in order of loan.drawn_on
  let team be loan.team
  let class be loan.class
  when "good": loan.good
  award up to loan.interest
limits across build, run
  cap the highest per plant in total
limits across all
  cap the highest per team in total
  cap 2 awards per class in total
  cap 800元 per applicant in total
"#;

const QUANTITIES: &str = r#"
measure build
  for each plant in plants
  let team be plant.team
  let months be plant.months
  when "sound": plant.sound
  award 50% of plant.cost
  cap 12 measuring plant.months per plant.class in total
  cap 500元 per applicant in total
measure run
  for each plant in plants
  let team be plant.team
  award min(plant.spent[year], 200元) in years 1 to 2
  when "passed": plant.passed[year] in year 2
  cap 10 measuring plant.months_of[year] per plant in total
  cap 300元 per applicant in total
measure interest
  for each loan in loans
  let team be loan.team
  let months be loan.months
  when "good": loan.good
  award up to loan.interest
  cap 8 measuring loan.months per applicant per calendar year of loan.drawn_on
limits across build, interest
  cap 9 measuring months per team in total
limits across all
  cap 700元 per team in total
"#;

const LOOKING_BACK: &str = r#"
measure build
  for each plant in plants
  let team be plant.team
  let day be plant.built_on
  when "sound": plant.sound
  award standard(plant.level)
  cap 300元 per plant.class over 2 financial years to plant.built_on
  cap 1 award per plant.team over 1 years to plant.built_on
measure run
  for each plant in plants
  let team be plant.team
  let day be plant.built_on
  award max(min(plant.spent[year], 200元), 40元) in years 1 to 2
  when "passed": plant.passed[year] in year 2
  cap 350元 per applicant over 1 years to plant.built_on
  cap 15 measuring plant.months per applicant over 2 years to plant.built_on
  cap the highest per plant.class over 2 years to plant.built_on
measure interest
  for each loan in loans, in order of loan.drawn_on
  let team be loan.team
  let day be loan.drawn_on
  when "good": loan.good
  award up to loan.interest
  cap 2 awards per applicant over 2 financial years to loan.drawn_on
limits across all
  cap 400元 per team over 1 years to day
  cap 700元 per applicant over 2 years to day
  cap 500元 per applicant per financial year of day
"#;

const COUNTING: &str = r#"
measure build
  for each plant in plants
  let team be plant.team
  let aid be plant.aid
  when "sound": plant.sound
  award 50% of plant.cost
  cap 75% of plant.cost per plant in total counting plant.aid
  cap 300元 per plant.class in total
measure run
  for each plant in plants
  let team be plant.team
  let aid be plant.aid
  award min(plant.spent[year], 200元) in years 1 to 2
  when "passed": plant.passed[year] in year 2
  cap 350元 per plant in total counting the ledger of build counting plant.aid
  cap 600元 per applicant in total counting the ledger of interest counting elsewhere
measure interest
  for each loan in loans
  let team be loan.team
  let aid be elsewhere
  when "good": loan.good
  award up to loan.interest
  cap 2 awards per applicant in total counting the ledger of policy "another"
limits across build, run
  cap 80% of plant.cost per plant in total counting plant.aid
limits across all
  cap 900元 per applicant in total counting aid counting the ledger of all policies
  cap 500元 per team in total
"#;

const NUMBERS: &str = r#"
measure build
  for each plant in plants
  let team be plant.team
  let day be plant.built_on
  when "sound": plant.sound
  award 50% of plant.cost
  cap plant.level - 1 awards per plant.team in total
measure run
  for each plant in plants
  let team be plant.team
  let day be plant.built_on
  award min(plant.spent[year], 200元) in years 1 to 2
  when "passed": plant.passed[year] in year 2
  cap plant.level awards per applicant per quarter of plant.built_on
measure interest
  for each loan in loans, in order of loan.drawn_on
  let team be loan.team
  let day be loan.drawn_on
  when "good": loan.good
  award up to loan.interest
  cap 400元 per applicant per month of loan.drawn_on
limits across build, interest
  cap (count of p in plants if p.sound) awards per team in total
limits across all
  cap 500元 per applicant per quarter of day
"#;

/// One limit alone shows what others would hide.
const ALONE: &str = r#"
measure build
  for each plant in plants
  when "sound": plant.sound
  award standard(plant.level)
  cap 350元 per applicant over 1 years to plant.built_on
measure run
  for each plant in plants
  award standard(plant.level) in year 1
  award max(min(plant.spent[year], 200元), 40元) in year 2
  cap the highest per plant.team in total
  cap 150元 per applicant per support year
measure lend
  for each plant in plants
  award standard(plant.level)
  cap plant.months measuring plant.months_of[1] per applicant in total
measure interest
  for each loan in loans
  when "good": loan.good
  award 100元
  cap 1 award per applicant over 1 years to loan.drawn_on
"#;

/// A narrower limit behind a wider one makes amounts definite that the wider one left open.
const NARROWER: &str = r#"
measure build
  for each plant in plants
  when "sound": plant.sound
  award standard(plant.level)
  cap 150元 per applicant in total
  cap 60元 per plant in total
measure run
  for each plant in plants
  award max(min(plant.spent[year], 200元), 80元) in years 1 to 2
  cap 200元 per plant.class in total
  cap the highest per plant.team in total
  cap 50元 per plant per support year
measure lend
  for each plant in plants
  award standard(plant.level)
  cap 7 measuring plant.months per plant.class in total
  cap 250元 per applicant over 1 years to plant.built_on
  cap 70元 per plant in total
measure interest
  for each loan in loans
  award max(loan.interest, 90元)
  cap 160元 per loan.class in total
limits across build, interest
  cap 120元 per applicant in total
limits across all
  cap 55元 per applicant per support year
"#;

/// What the other applicants leave is unknown: nothing that such a limit covers is paid first. Each figure stands beside what others could leave of it.
const SHARED: &str = r#"
measure build
  for each plant in plants
  let team be plant.team
  let day be plant.built_on
  when "sound": plant.sound
  award standard(plant.level)
  cap 250元 per applicant in total in order of plant.built_on
  cap 350元 per plant.class in total
measure run
  for each plant in plants
  let team be plant.team
  let day be plant.built_on
  award min(plant.spent[year], 200元) in years 1 to 2
  when "passed": plant.passed[year] in year 2
  once per plant.team
  cap [300元/120元] per plant.class in total over all applicants in order of plant.built_on
  cap 350元 per applicant in total
measure interest
  for each loan in loans, in order of loan.drawn_on
  let team be loan.team
  let day be loan.drawn_on
  when "good": loan.good
  award up to loan.interest
  cap 200元 per loan.class in total
limits across build, interest
  cap 400元 per applicant in total in order of day
  cap [250元/90元] in total over all applicants in order of day
limits across all
  cap the highest per team in total
  cap 700元 per applicant in total
"#;

const SHARED_PLACES: &str = r#"
measure build
  for each plant in plants, in order of plant.built_on
  let team be plant.team
  let day be plant.built_on
  when "sound": plant.sound
  award standard(plant.level)
  once per plant.team
  cap [2 awards/1 award] in total over all applicants in order of plant.built_on
  cap 350元 per plant.class in total
measure run
  for each plant in plants
  let team be plant.team
  let day be plant.built_on
  award plant.cost in year 1
  award min(plant.spent[year], 200元) in year 2
  when "passed": plant.passed[year] in year 2
  cap plant.months measuring plant.months_of[1] per plant.class in total
  cap [6/2] measuring plant.months per plant.team in total over all applicants pro rata
  cap 500元 per applicant in total
measure interest
  for each loan in loans, in order of loan.drawn_on
  let team be loan.team
  let day be loan.drawn_on
  when "good": loan.good
  award max(min(loan.interest, 250元), 60元)
  cap 2 awards per loan.class in total
  cap 350元 per applicant over 1 years to loan.drawn_on
limits across run, interest
  cap 400元 per team in total in order of day
limits across build, run
  cap [500元/160元] in total over all applicants pro rata
  once "one of both" per team
limits across all
  cap 3 awards per applicant in total
  cap 900元 per applicant in total
"#;

/// Each with its name.
pub fn all() -> impl Iterator<Item = (&'static str, String)> {
    let rules = [
        ("across", ACROSS),
        ("highest", HIGHEST),
        ("quantities", QUANTITIES),
        ("looking_back", LOOKING_BACK),
        ("counting", COUNTING),
        ("numbers", NUMBERS),
        ("alone", ALONE),
        ("narrower", NARROWER),
    ];
    rules.into_iter().map(|(name, rules)| (name, format!("policy {name}{FACTS}{rules}")))
}

/// A policy with limits over all applicants, and the same with what others leave of each: all of it, or less.
pub fn shared() -> impl Iterator<Item = (&'static str, [String; 3])> {
    let rules = [("shared", SHARED), ("shared_places", SHARED_PLACES)];
    rules.into_iter().map(|(name, rules)| {
        let whole = format!("policy {name}{FACTS}{rules}");
        let alone = whole.replace("] in total over all", "] per applicant in total over all");
        let alone = alone.replace("over all applicants in order", "in order");
        let alone = alone.replace("over all applicants pro rata", "");
        (name, [figures(&whole, 0), figures(&alone, 0), figures(&alone, 1)])
    })
}

/// The text with one of the figures of each bracket.
fn figures(text: &str, which: usize) -> String {
    let mut parts = text.split(['[', ']']);
    let mut chosen = parts.next().unwrap_or_default().to_owned();
    while let (Some(figures), Some(rest)) = (parts.next(), parts.next()) {
        let figure = figures.split('/').nth(which);
        // The year of a series stands in brackets too.
        chosen
            .push_str(&figure.filter(|_| figures.contains('/')).map_or_else(|| format!("[{figures}]"), str::to_owned));
        chosen.push_str(rest);
    }
    chosen
}
