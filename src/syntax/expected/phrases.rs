//! What each rule of the grammar stands for, in the analyst's words.

use super::of_tests;
use crate::syntax::grammar::Rule;

/// What a rule stands for, to a reader.
pub(super) enum Phrase {
    /// A word of the language.
    Word,
    /// Words of the language, as they stand in either surface.
    Words(&'static str, &'static str),
    /// A thing: `a value`, `a colon`.
    Thing(&'static str, &'static str),
    /// The end of the clause.
    End,
    /// A part that is named by another phrase, or never expected by itself.
    Silent,
}

/// How to speak of a rule.
#[expect(clippy::wildcard_enum_match_arm, reason = "the rules of tests are named in a file of their own")]
pub(super) fn phrase(rule: Rule) -> Phrase {
    use Phrase::{End, Silent, Thing, Word, Words};
    match rule {
        Rule::EOI => End,
        Rule::name | Rule::plain_name | Rule::quoted_name => Thing("a name", "名称"),
        Rule::string => Thing("a text in quotation marks", "加引号的文字"),
        Rule::figure | Rule::integer | Rule::number | Rule::counted | Rule::bound => Thing("a number", "数字"),
        Rule::money_unit => Thing("an amount such as 15万元", "金额（如 15万元）"),
        Rule::quantity | Rule::share_sign | Rule::measured | Rule::unit | Rule::unit_name => {
            Thing("a unit", "计量单位")
        }
        Rule::date | Rule::date_year | Rule::date_part | Rule::day => {
            Thing("a date such as 2026-05-01", "日期（如 2026-05-01）")
        }
        Rule::proportion => Thing("a proportion such as 1:0.5", "比例（如 1:0.5）"),
        Rule::duration | Rule::duration_unit | Rule::length_unit => Thing("a length of time", "时长"),
        Rule::currency => Thing("a currency such as CNY", "币种（如 CNY）"),
        Rule::colon => Thing("a colon", "冒号"),
        Rule::comma => Thing("a comma", "逗号"),
        Rule::list_comma => Thing("a comma", "逗号或顿号"),
        Rule::bar | Rule::dated_row | Rule::value_row | Rule::table_row | Rule::choice_row => {
            Thing("a row that starts with `|`", "以“|”开头的行")
        }
        Rule::arrow => Thing("`=>`", "“=>”"),
        Rule::dots | Rule::range => Thing("a range such as 1..5", "范围（如 1..5）"),
        Rule::lparen => Thing("an opening parenthesis", "左括号"),
        Rule::rparen => Thing("a closing parenthesis", "右括号"),
        Rule::lbracket => Thing("`[`", "“[”"),
        Rule::rbracket => Thing("`]`", "“]”"),
        Rule::expression
        | Rule::chain
        | Rule::operand
        | Rule::literal
        | Rule::paren
        | Rule::reference
        | Rule::any
        | Rule::all
        | Rule::sum
        | Rule::least
        | Rule::greatest
        | Rule::count
        | Rule::prefix => Thing("a value", "值"),
        Rule::operator | Rule::plus | Rule::minus | Rule::times | Rule::over => Thing("an operator", "运算符或比较词"),
        Rule::pattern | Rule::alternative | Rule::side => Thing("what the row stands for", "该行对应的取值"),
        Rule::type_expr | Rule::whole | Rule::decimal | Rule::ratio | Rule::money_type | Rule::list_type => {
            Thing("a type such as `yes/no`, `money` or `date`", "类型（如“是否”“金额”“日期”）")
        }
        Rule::gives => Words("gives", "得出"),
        Rule::result => Thing("a name", "名称"),
        Rule::table_key => Thing("a key of the table with its type", "查表键及其类型"),
        Rule::unbroken => Words("without a break", "不中断"),
        Rule::only_if => Words("if", "如果"),
        Rule::stage => Words("at payment", "拨付时"),
        Rule::years => Words("in years 1 to 3", "第1至3年"),
        Rule::for_years => Words("for 3 years", "有效期3年"),
        Rule::from_month => Words("from month 4", "自4月"),
        Rule::award_count => Thing("a number of awards", "次数"),
        Rule::equal_parts => Words("in 3 equal years from", "分3年等额 自"),
        Rule::part_unit | Rule::part_unit_zh => Words("years", "年"),
        Rule::starting => Words("from", "自"),
        Rule::parts | Rule::part => Thing("a part such as `30%`", "一期款项（如“30%”）"),
        Rule::part_figure | Rule::part_name => Thing("a share or an amount", "比例或金额"),
        Rule::part_year => Words("in year 1", "第1年"),
        Rule::the_rest | Rule::redeemed_on | Rule::all_paid => Word,
        Rule::payer => Thing("a payer with its share", "承担方及其份额"),
        Rule::article => Words("article", "条款"),
        Rule::if_absent => Words(", if absent", "，缺省"),
        Rule::on_day => Words("on", "于"),
        Rule::ending | Rule::floor | Rule::rounded | Rule::if_any | Rule::nothing_below_en | Rule::nothing_below_zh => {
            Words(", not below", "，最低")
        }
        Rule::order => Words("in order of", "按 … 排序"),
        Rule::under_reading => Words("under reading", "采用解读"),
        Rule::cap_key => Words("per", "每个"),
        Rule::period | Rule::per_calendar_year | Rule::per_financial_year | Rule::per_quarter | Rule::per_month => {
            Words("in total", "累计")
        }
        Rule::over_years => Words("over 3 years to", "连续3年 至"),
        Rule::measuring => Words("measuring", "计量"),
        Rule::counting => Words("counting", "计入"),
        Rule::row_step => Words("for every", "每满"),
        Rule::for_every => Word,
        Rule::sharing => Words("over all applicants", "全部申报主体共享"),
        Rule::ledger => Thing("whose ledger counts", "计入哪一台账"),
        Rule::measure_names => Thing("the names of measures", "措施名称"),
        Rule::rounding => Words("rounded half up to", "四舍五入至"),
        Rule::is_one_of | Rule::within | Rule::within_length | Rule::length_end => {
            Thing("an operator", "运算符或比较词")
        }
        Rule::not
        | Rule::at_least
        | Rule::at_most
        | Rule::above
        | Rule::below
        | Rule::is_not
        | Rule::is
        | Rule::and
        | Rule::or
        | Rule::of
        | Rule::is_one_of_word
        | Rule::belongs
        | Rule::one_of_end
        | Rule::within_force
        | Rule::within_before
        | Rule::within_of
        | Rule::within_zh
        | Rule::before_end
        | Rule::of_end
        | Rule::quarter_before
        | Rule::quarter_of
        | Rule::month_before
        | Rule::month_of
        | Rule::financial_before
        | Rule::financial_of
        | Rule::within_word
        | Rule::length_before
        | Rule::length_after
        | Rule::quarter_before_end
        | Rule::quarter_of_end
        | Rule::month_before_end
        | Rule::month_of_end
        | Rule::financial_before_end
        | Rule::financial_of_end
        | Rule::length_before_zh
        | Rule::length_after_zh
        | Rule::inside
        | Rule::tested_on
        | Rule::last_day
        | Rule::next_month
        | Rule::yes
        | Rule::no
        | Rule::any_word
        | Rule::all_word
        | Rule::sum_of
        | Rule::least_of
        | Rule::greatest_of
        | Rule::count_of
        | Rule::for_each_word
        | Rule::in_word
        | Rule::has
        | Rule::if_word
        | Rule::signed
        | Rule::by_year
        | Rule::by_calendar_year
        | Rule::yes_no
        | Rule::whole_word
        | Rule::decimal_word
        | Rule::ratio_word
        | Rule::money_type_word
        | Rule::in_currency
        | Rule::date_type
        | Rule::period_type
        | Rule::text_type
        | Rule::list_of
        | Rule::list_suffix
        | Rule::key_word
        | Rule::article_word
        | Rule::half_up
        | Rule::half_even
        | Rule::not_counted
        | Rule::up
        | Rule::down
        | Rule::from
        | Rule::file_word
        | Rule::gives_word
        | Rule::on_word
        | Rule::until
        | Rule::one_of
        | Rule::if_absent_word
        | Rule::none
        | Rule::default
        | Rule::any_value
        | Rule::by
        | Rule::by_zh
        | Rule::order_of
        | Rule::ordered
        | Rule::be
        | Rule::up_to
        | Rule::otherwise
        | Rule::under_reading_word
        | Rule::per
        | Rule::in_total
        | Rule::per_support_year
        | Rule::per_calendar_year_en
        | Rule::per_calendar_year_zh
        | Rule::per_financial_year_en
        | Rule::per_financial_year_zh
        | Rule::per_quarter_en
        | Rule::per_quarter_zh
        | Rule::per_month_en
        | Rule::per_month_zh
        | Rule::highest
        | Rule::awards
        | Rule::measuring_word
        | Rule::counting_word
        | Rule::counting_ledger
        | Rule::ledger_policy
        | Rule::all_policies
        | Rule::over_all_applicants
        | Rule::pro_rata
        | Rule::every_measure
        | Rule::all_but
        | Rule::in_advance
        | Rule::except_to
        | Rule::raise_by
        | Rule::raise_to
        | Rule::times_word
        | Rule::at_application
        | Rule::at_payment
        | Rule::from_zero
        | Rule::to_word
        | Rule::over_word
        | Rule::for_word => Word,
        Rule::because_word => Word,
        Rule::argument => Thing("a value", "值"),
        Rule::dot
        | Rule::access
        | Rule::index
        | Rule::arguments
        | Rule::argument_word
        | Rule::after_name
        | Rule::financial_years
        | Rule::tested
        | Rule::applies => Silent,
        Rule::policy
        | Rule::amendment
        | Rule::repeal
        | Rule::issuer
        | Rule::source
        | Rule::currency_clause
        | Rule::parameter
        | Rule::in_force
        | Rule::unit_clause
        | Rule::financial_year
        | Rule::short_months
        | Rule::choice_type
        | Rule::applicant
        | Rule::record
        | Rule::field
        | Rule::evidence
        | Rule::decided_by
        | Rule::choice_rows
        | Rule::table_rows
        | Rule::table
        | Rule::slices
        | Rule::dated
        | Rule::dated_rows
        | Rule::reading
        | Rule::because
        | Rule::scope
        | Rule::condition
        | Rule::veto
        | Rule::assertion
        | Rule::except_clause
        | Rule::raise_clause
        | Rule::raise_times
        | Rule::measure
        | Rule::for_each
        | Rule::let_clause
        | Rule::award
        | Rule::value_rows
        | Rule::cap
        | Rule::once
        | Rule::across
        | Rule::pay
        | Rule::payers
        | Rule::voucher
        | Rule::recover
        | Rule::obliged
        | Rule::in_kind
        | Rule::quote
        | Rule::not_computed
        | Rule::defect
        | Rule::silence => Silent,
        Rule::policy_word
        | Rule::amendment_word
        | Rule::repeal_word
        | Rule::issuer_word
        | Rule::source_word
        | Rule::currency_word
        | Rule::parameter_word
        | Rule::in_force_word
        | Rule::unit_word
        | Rule::financial_year_word
        | Rule::short_months_word
        | Rule::type_word
        | Rule::applicant_word
        | Rule::record_word
        | Rule::evidence_word
        | Rule::decided_by_word
        | Rule::scope_word
        | Rule::when_word
        | Rule::veto_word
        | Rule::assert_word
        | Rule::except_word
        | Rule::raise_en
        | Rule::raise_zh
        | Rule::table_word
        | Rule::slices_word
        | Rule::dated_word
        | Rule::reading_word
        | Rule::measure_word
        | Rule::quote_word
        | Rule::let_word
        | Rule::award_word
        | Rule::cap_word
        | Rule::once_word
        | Rule::across_word
        | Rule::pay_word
        | Rule::payers_word
        | Rule::voucher_word
        | Rule::recover_word
        | Rule::obliged_word
        | Rule::in_kind_word
        | Rule::not_computed_word
        | Rule::defect_word
        | Rule::silence_word => Silent,
        Rule::WHITESPACE
        | Rule::line_end
        | Rule::comment_text
        | Rule::gap
        | Rule::digit
        | Rule::digits
        | Rule::point
        | Rule::e
        | Rule::z
        | Rule::reserved
        | Rule::reserved_en
        | Rule::reserved_zh
        | Rule::hyphen
        | Rule::tail
        | Rule::stage_of_case
        | Rule::unit_product
        | Rule::unit_start
        | Rule::unit_dot
        | Rule::slash
        | Rule::bound_word
        | Rule::no_unit
        | Rule::unit_ratio
        | Rule::many
        | Rule::in_units
        | Rule::quarters
        | Rule::money_rate
        | Rule::is_within
        | Rule::year_end
        | Rule::limit_part => Silent,
        _ => of_tests::phrase(rule),
    }
}
