//! Policies in which constructs of different families meet: exceptions, slices, bands, dated values, endings, functions, periods, and every
//! kind of limit on what they bring.

/// The facts and the values that the policies share.
const FACTS: &str = r#"
  money in CNY, rounded half up to 0.01
  short months take the last day
unit square_metre
applicant
  plants : list of plant, if absent none
  loans : list of loan, if absent none
  lent : list of lending
  income : signed money -500元..900元
  size : class
  output : money 0元..900元 by calendar year
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
  let_on : date
  ended_on : date
  cost : money 0元..900元
  base : money 0元..400元
  share : ratio 0%..100%
  area : decimal in square_metre 0..3
  months : whole in month 0..12
  aid : money 0元..300元
  sound : yes/no
  listed : yes/no
  green : yes/no
  passed : yes/no by support year
  spent : money 0元..400元 by support year
record loan
  key id : text
  team : text
  class : class
  drawn_on : date
  principal : money 0元..900元
  months : whole in month 1..6
  level : whole 1..4
  good : yes/no
record lending
  key id : text
  principal : money 0元..900元
  good : yes/no
table standard by level : whole 1..4
  | 1 => 100元
  | 2 => 150元
  | 3 => 200元
  | 4 => 300元
table band by share : ratio
  | below 25% => 10%
  | at least 25% and below 100% => 40%
  | at least 100% => 20%
table day_band by day : date
  | before 2025-03-01 => 50元
  | not before 2025-03-01 and before 2026-01-01 => 250元
  | not before 2026-01-01 => 120元
slices progressive by cost : money
  | at most 100元 => 50%
  | above 100元 and at most 300元 => 0%
  | above 300元 => 20%
slices places by place : whole 0..
  | 1..2 => 60元
  | 3..4 => 0元
  | 5.. => 10元
slices by_steps by cost : money
  | at most 100元 => 0元
  | above 100元 and at most 300元 => 20元 for every 30元
  | above 300元 => 50元 for every 70元
dated rate : ratio
  | from 2020-01-01 => 30%
  | from 2025-02-01 => 10%
  | from 2025-09-01 => 55%
dated yearly : money by class : class
  | from 2020-01-01, any => 90元
  | from 2025-06-01, small => 200元
  | from 2025-06-01, large or other => 10元
"#;

const DEPARTING: &str = r#"
scope
  veto "nothing earned": income below -400元
  when "not other": size is not other or income above 0元
measure build
  for each plant in plants
  let team be plant.team
  let class be plant.class
  let day be plant.built_on
  let months be plant.months
  let share be band(plant.share)
    except "small": 60% if plant.class is small
    except "small and green" to "small": rate on plant.built_on if plant.green
    except "early": 5% if plant.class is large and plant.built_on before 2025-06-01
    raise "green" by 5% if plant.green
  award share of plant.cost, rounded down to 1元, nothing below 20元, if any not below 50元
    except "flat": day_band(plant.built_on) if plant.listed
    raise "sound" to 1.5 times if plant.sound
  cap 300元 per plant.class in total
    except "large": 500元 if size is large
    raise "green" by progressive(plant.cost) if plant.green
  cap 18 months measuring plant.months per plant.team in total
measure run
  for each plant in plants, in order of plant.built_on
  let team be plant.team
  let class be plant.class
  let day be plant.let_on
  let months be plant.months
  veto "listed": plant.listed
  when "let within a year": plant.let_on is within 12 months after plant.built_on
  award progressive(plant.spent[year]) + by_steps(plant.spent[year]) in years 1 to 2
    except "second year": yearly(plant.class) on plant.let_on if plant.green in year 2
  when "passed": plant.passed[year] in year 2
  cap the highest per plant.class per support year
measure lend
  for each loan in loans
  let team be loan.team
  let class be loan.class
  let day be loan.drawn_on
  let months be loan.months
  when "good": loan.good
  award up to max(rate on loan.drawn_on of loan.principal, 40元)
    raise "small" by 30元 if loan.class is small
  cap 4 awards per class over 1 years to loan.drawn_on
limits across build, run
  cap the highest per plant in total
limits across all
  cap 500元 per team in total in order of day
    except "large": 700元 if size is large
  cap 20 months measuring months per applicant in total
  cap 1000元 per applicant over 2 years to day
"#;

const GROWING: &str = r#"
measure grow
  let grown be growth(output[2025], over output[2024], from zero 100%)
  let more be increase(output[2025], over output[2024])
  award taper(100%, more, from 100元, to 500元) of 600元, rounded up to 10元
    raise "double" to 2 times if grown at least 100%
  cap 50% of output[2025] per applicant in total
  cap 400元 per applicant in total
    raise "fast" by 100元 if grown above 20%
measure steps
  for each plant in plants
  when "grown": growth(plant.cost, over plant.base, from zero 0%) above 10%
  award steps(increase(plant.cost, over plant.base), 50元) × 30元 + steps_begun(plant.aid, 100元) × 20元
  cap plant.cost - plant.aid, not below 0元 per plant in total
  cap 350元 per plant.team in total counting plant.aid
measure places_of
  award places(count of l in lent if l.good) + (part(income, above 100元, at most 600元) × 10%)
  cap the highest per size in total
measure rent
  for each plant in plants
  let used be overlap(period(plant.let_on, plant.ended_on), period(2025-01-01, 2025-12-31))
  let months be months_begun(used)
  award 365元 × days(used) ÷ days_in_year(2025-01-01) × min(plant.share, 80%)
  cap 6 months measuring months per applicant in total
  cap 10元/square_metre × plant.area × 10 per plant.class in total
limits across steps, rent
  once "one of both" per plant.team
  cap 75% of plant.cost per plant in total counting plant.aid
limits across all
  cap 700元 per size per calendar year of applied_on
  cap 5 awards per applicant in total
"#;

const DATED: &str = r#"
measure grants
  for each plant in plants
  let team be plant.team
  let day be plant.built_on
  award yearly(plant.class) on plant.built_on
    except "band": day_band(plant.let_on) if plant.let_on is within the calendar year of plant.built_on
  once "one a team" per plant.team
  cap 300元 per applicant per financial year of plant.built_on
  cap yearly(size) on applied_on × 2 per plant.class in total
measure own_time
  in force from 2025-01-01 until 2026-06-30, on plant.built_on
  for each plant in plants
  let team be plant.team
  let day be plant.built_on
  let rates be
    | rate on plant.let_on if plant.sound
    | 20% if plant.green and not plant.sound
    | band(plant.share) otherwise
  award up to rates of plant.cost in year 1
  award rates of plant.spent[year] in years 2 to 3
  when "passed": plant.passed[year] and plant.share above 10% in years 2 to 3
  cap progressive(plant.cost + plant.spent[1]) per plant in total
  cap 24 months measuring plant.months per applicant over 2 years to plant.built_on
measure lend
  for each loan in loans, in order of loan.principal
  let team be loan.team
  let day be loan.drawn_on
  award min(rate on (loan.drawn_on + 6 months) of loan.principal, 150元) × months(period(loan.drawn_on, applied_on)) ÷ 6 months, not below 30元
  cap standard(loan.level) per loan.class in total
limits across all except lend
  cap the highest per team over 2 years to day
  cap 600元 per applicant in total in order of day
limits across grants, lend
  cap 400元 per team in total counting the ledger of own_time
"#;

/// Where a fault is possible, one that is reported while facts are unknown has to come whatever they turn out to be.
const FAULTS: &str = r#"
measure divide
  for each plant in plants
  when "sound": plant.sound
  when "share": not plant.listed or plant.cost ÷ plant.base above 50%
  let value be
    | plant.cost ÷ plant.base × 100元 if plant.green
    | 50元 otherwise
  award min(value, 300元)
    except "one": 80元 if plant.class is small
    except "two": 90元 if plant.level above 2
    except "three" to "one": plant.cost × (plant.cost ÷ plant.aid) if plant.listed
  cap 200元 per plant.team in total
measure taper_rows
  for each plant in plants
  when "passed": plant.passed[year] in year 2
  award taper(plant.cost, plant.aid, from plant.base, to plant.spent[year]) in years 1 to 2
    raise "much" by plant.cost × (plant.cost ÷ plant.base) if plant.green
  cap 300元 per plant in total
measure rows
  for each plant in plants
  let value be
    | 100元 if plant.level above 2
    | 200元 if plant.level below 2
    | 300元 if plant.green and plant.level is 2
    | 400元 if not plant.green and plant.level is 2
  award value × (sum of l.principal ÷ max(l.principal - 100元, 0元) for each l in lent if l.good)
  cap 500元 per plant.class in total
measure late
  for each plant in plants
  when "any": any l in lent has (l.good and l.principal ÷ plant.base above 100%)
  award late_rate on plant.built_on of plant.cost
    except "listed": 40元/day × days(period(applied_on, last_day(period(plant.let_on, plant.ended_on)))) if plant.listed
  cap 900元 per applicant in total
dated late_rate : ratio
  | from 2025-01-01 until 2025-06-30 => 30%
  | from 2026-01-01 => 10%
"#;

/// Each with its name.
pub fn all() -> impl Iterator<Item = (&'static str, String)> {
    let rules = [("departing", DEPARTING), ("growing", GROWING), ("dated", DATED), ("faults", FAULTS)];
    rules.into_iter().map(|(name, rules)| (name, format!("policy {name}{FACTS}{rules}")))
}
