//! Policies in which limits, schedules, readings and facts cross each other in many ways.

/// Limits of every kind, crossing each other.
pub const CROSSING: &str = r#"
policy crossing
  money in CNY, rounded half up to 0.01
applicant
  grants : list of grant, if absent none
  projects : list of project, if absent none
type class : one of
  | small
  | large
record grant
  key id : text
  work : text
  class : class
  level : whole 1..4
  eligible : yes/no
  passed : yes/no by support year
  made_on : date
  cost : money
record project
  key id : text
  contract : text
  class : class
  good : yes/no
  made_on : date
  cost : money 0元..1000元
table standard by level : whole 1..4
  | 1 => 100元
  | 2 => 150元
  | 3 => 200元
  | 4 => 300元
measure steps
  for each grant in grants, in order of grant.made_on
  when "eligible": grant.eligible
  award standard(grant.level)
  cap standard(grant.level) per grant.work in total
  cap 350元 per applicant in total
measure once_then_cap
  for each grant in grants
  when "eligible": grant.eligible
  award standard(grant.level)
  once "same work" per grant.work
  cap 400元 per applicant per calendar year of applied_on
  cap 250元 per grant.class in total
measure two_each
  for each project in projects
  when "good": project.good
  award up to 50% of project.cost
  cap 2 awards per project.class in total
  cap 600元 per applicant in total in order of project.made_on
measure years
  for each grant in grants
  award 30% of grant.cost in year 1
  when "passed": grant.passed[year] in years 2 to 3
  award standard(grant.level) in years 2 to 3
  cap 300元 per grant per support year
  cap 500元 per grant.work per support year
  cap 700元 per applicant in total
measure whole
  when "some good": any p in projects has p.good
  award min(sum of p.cost for each p in projects if p.good, 2000元)
"#;

/// Awards in parts, by years, by milestones and with fixed parts, and vouchers: under limits that they share with others.
pub const IN_PARTS: &str = r#"
policy in_parts
  money in CNY, rounded half up to 0.01
applicant
  decided_on : date
  grants : list of grant, if absent none
record grant
  key id : text
  team : text
  level : whole 1..4
  eligible : yes/no
  passed : yes/no by support year
  made_on : date
  done_on : date
  redeemed_on : date
  share : ratio 0%..60%
  cost : money 0元..900元
table standard by level : whole 1..4
  | 1 => 100元
  | 2 => 150元
  | 3 => 200元
  | 4 => 300元
measure thirds
  for each grant in grants, in order of grant.made_on
  when "eligible": grant.eligible
  award 30% of grant.cost
  cap 150元 per grant.team in total
  cap 400元 per applicant in total
  cap 5 measuring grant.level per grant.team in total
  pay in 3 equal years from grant.made_on
measure milestones
  for each grant in grants
  when "eligible": grant.eligible
  award up to 50% of grant.cost
  once "team" per grant.team
  cap 600元 per applicant in total in order of grant.made_on
  pay 100元 on grant.made_on, grant.share on grant.done_on, the rest on grant.done_on + 400 days
measure by_years
  for each grant in grants
  award standard(grant.level) in years 1 to 3
  when "passed": grant.passed[year] in years 2 to 3
  cap 300元 per grant in total
  cap 700元 per applicant in total
  pay 50% on decided_on, the rest on grant.done_on in years 1 to 2
measure stages
  for each grant in grants, in order of grant.made_on
  when "passed": grant.passed[year] in year 2
  award up to standard(grant.level) × 2 in years 1 to 2
  cap the highest per grant.team in total
  cap grant.share of 600元 per grant in total
  cap 500元 per applicant in total
  pay in 3 equal quarters from grant.made_on
measure shares
  for each grant in grants
  when "eligible": grant.eligible
  award up to 50% of grant.cost
  cap 250元 per grant.team in total
  cap 6 measuring grant.level per applicant in total in order of grant.made_on
  pay 25% on decided_on, 50% on grant.made_on, 25% on grant.done_on
  voucher until grant.made_on + 180 days, redeemed on grant.redeemed_on
measure vouchers
  for each grant in grants
  award standard(grant.level)
  cap 2 awards per grant.team in total
  cap 500元 per applicant in total
  voucher until grant.made_on + 180 days, redeemed on grant.redeemed_on
limits across milestones, stages, shares
  cap 700元 per grant.team in total
"#;

/// What `CROSSING` leaves out: limits under readings, in named years and in an order, several awards in an order, values by rows, chains
/// of named values, divisions, sums over records of records and over lists that may be absent, dates that move a calendar year.
pub const MIXED: &str = r#"
policy mixed
  money in CNY, rounded half up to 0.01
  parameter starts_on : date
  in force from starts_on + 31 days, for 2 years
applicant
  big : yes/no
  plants : list of plant
  prizes : list of prize
  awards : list of prize
  held : whole 1..4 by support year
scope
  when "big": big
reading bound
  | by_plant default
  | by_applicant
  because "both can be meant"
reading counted
  | gross default
  | net
  because "both can be meant"
type class : one of
  | small
  | large
  | other
record loan
  key id : text
  amount : money 0元..500元
  good : yes/no
record plant
  key id : text
  team : text
  class : class
  workers : whole 1..9
  cost : money 0元..900元
  other : money, if absent 0元
  built_on : date
  sound : yes/no
  passed : yes/no by support year
  spent : money by support year
  loans : list of loan
  let lent be sum of l.amount for each l in loans if l.good
  let net be cost - lent, not below 0元
record prize
  key id : text
  team : text
  level : whole 1..4
  class : class
  won_on : date
  fair : yes/no
table standard by level : whole 1..4
  | 1 => 100元
  | 2 => 150元
  | 3 => 200元
  | 4 => 300元
measure ordered_awards
  for each prize in prizes
  when "fair": prize.fair
  award standard(prize.level)
  cap 1 award per prize.team in total in order of prize.won_on
  cap 350元 per applicant in total
measure ordered_claims
  for each prize in prizes, in order of prize.won_on
  when "fair": prize.fair
  award standard(prize.level)
  cap 2 awards per prize.class in total
  cap 500元 per applicant per calendar year of prize.won_on
measure ordered_money
  for each prize in prizes
  award standard(prize.level)
  cap 350元 per applicant in total in order of prize.level
  cap 250元 per prize.class in total in order of prize.won_on
  cap 200元 per prize.team in total
measure by_reading
  for each plant in plants
  when "sound": plant.sound
  when "in force": plant.built_on is within the period in force
  let base be plant.cost under reading counted is gross
  let base be plant.net under reading counted is net
  let each_worker be base / plant.workers
  award 50% of each_worker
  cap 90元 per plant in total under reading bound is by_plant
  cap 90元 per applicant in total under reading bound is by_applicant
measure by_rows
  for each plant in plants
  let rate be
    | 30% if plant.class is small
    | 20% if plant.class is large
    | 10% otherwise
  award up to rate × plant.cost in year 1
  award up to rate × plant.spent[year] in years 2 to 3
  when "passed": plant.passed[year] in years 2 to 3
  cap 100元 per plant in total in years 2 to 3
  cap (standard(2) + (50% of plant.cost)) per plant.team in total
  cap 400元 per applicant per support year in order of plant.built_on
measure several_years
  for each plant in plants
  when "sound": plant.sound
  when "passed": plant.passed[year] in years 2 to 3
  award min(plant.spent[year], 200元) in years 1 to 3
  once per plant.team
  cap 50% of plant.cost per plant per support year
  cap 500元 per applicant in total
measure moving_year
  for each plant in plants
  award max(plant.lent - plant.other, 0元)
  cap 300元 per applicant per calendar year of plant.built_on
  cap 100元 per plant.team per calendar year of plant.built_on
measure this_year
  for each plant in plants
  award plant.cost
  cap 600元 per applicant per calendar year of applied_on in order of plant.built_on
  cap 400元 per plant.class per calendar year of applied_on
measure after_awards
  for each prize in awards
  when "fair": prize.fair or prize.level is 4
  award up to standard(prize.level) × 2
  once per prize.team
  cap 2 awards per applicant in total in order of prize.won_on
  cap standard(prize.level) × 2 per prize.class in total
  cap 600元 per applicant in total
measure one_claim
  when "any": any p in plants has (p.sound and any l in p.loans has l.good)
  when "held": held[year] at least 2 in years 1 to 2
  award standard(held[year]) × 50% in years 1 to 2
  award 100元 × (count of p in plants if not p.sound) in year 3
  cap 250元 per applicant in total
"#;
