//! The leading words of clauses in both surfaces, in one table.

use super::grammar::Rule;
use crate::ast::Surface;

/// The kinds of clauses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClauseKind {
    /// `policy` 政策.
    Policy,
    /// `amendment` 修订.
    Amendment,
    /// `repeal` 废止.
    Repeal,
    /// `issuer` 发布机关.
    Issuer,
    /// `source` 原文件.
    Source,
    /// `money in` 金额单位.
    Currency,
    /// `parameter` 参数.
    Parameter,
    /// `in force` 施行.
    InForce,
    /// `unit` 计量单位.
    Unit,
    /// `financial year` 财政年度.
    FinancialYear,
    /// `short months` 月末.
    ShortMonths,
    /// `type` 类型.
    Type,
    /// `applicant` 申报主体.
    Applicant,
    /// `record` 记录.
    Record,
    /// A field line, which has no leading word.
    Field,
    /// `evidence` 佐证.
    Evidence,
    /// `decided by` 认定机关.
    DecidedBy,
    /// `scope` 适用范围.
    Scope,
    /// `when` 条件.
    When,
    /// `veto` 一票否决.
    Veto,
    /// `assert` 断言.
    Assert,
    /// `table` 标准.
    Table,
    /// `slices` 分段.
    Slices,
    /// `dated` 时变值.
    Dated,
    /// `reading` 解读.
    Reading,
    /// `because` 理由.
    Because,
    /// `measure` 措施.
    Measure,
    /// `quote` 原文.
    Quote,
    /// `silence` 忽略.
    Silence,
    /// `for each` 对每个.
    ForEach,
    /// `let` 设.
    Let,
    /// `award` 奖励.
    Award,
    /// `except` 例外.
    Except,
    /// `raise` 上浮.
    Raise,
    /// `cap` 封顶.
    Cap,
    /// `once` 限一次.
    Once,
    /// `limits across` 合并限额.
    Across,
    /// `pay` 拨付.
    Pay,
    /// `paid by` 承担.
    Payers,
    /// `voucher` 兑付券.
    Voucher,
    /// `recover` 追回.
    Recover,
    /// `obliged` 义务.
    Obliged,
    /// `in kind` 非资金支持.
    InKind,
    /// `not computed` 不计算.
    NotComputed,
    /// `defect` 文本缺陷.
    Defect,
    /// `test` 测试.
    Test,
    /// `case` 案例.
    Case,
    /// `like` 沿用.
    Like,
    /// `with reading` 按解读.
    WithReading,
    /// `stage` 阶段.
    Stage,
    /// `given` 已知.
    Given,
    /// `unknown` 未知.
    Unknown,
    /// `paid` 已付.
    Paid,
    /// `approved` 核定.
    Approved,
    /// `expect` 预期.
    Expect,
    /// A row, which starts with `|`.
    Row,
}

/// The spellings of one leading word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keyword {
    /// The clause that it starts.
    pub kind: ClauseKind,
    /// In English; one blank between its words.
    pub english: &'static str,
    /// In Chinese.
    pub chinese: &'static str,
    /// What comes next in a clause of this kind.
    pub(super) shape: Shape,
    /// Words that people write instead of it.
    pub(super) instead: &'static [&'static str],
    /// The rule that reads the clause.
    pub(super) rule: Rule,
}

/// What comes after a leading word, as far as it tells the clause from a line that merely begins with a name like it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A string.
    Text,
    /// A name.
    Name,
    /// A string or nothing.
    Label,
    /// Something that begins a value.
    Value,
}

impl Keyword {
    /// Its spelling in a surface.
    pub fn spelling(&self, surface: Surface) -> &'static str {
        match surface {
            Surface::English => self.english,
            Surface::Chinese => self.chinese,
        }
    }
}

macro_rules! keywords {
    ($($kind:ident $english:literal $chinese:literal $shape:ident $rule:ident [$($instead:literal),*];)*) => {
        &[$(Keyword {
            kind: ClauseKind::$kind,
            english: $english,
            chinese: $chinese,
            shape: Shape::$shape,
            instead: &[$($instead),*],
            rule: Rule::$rule,
        }),*]
    };
}

/// All leading words.
pub const KEYWORDS: &[Keyword] = keywords! {
    Policy "policy" "政策" Name policy ["办法"];
    Amendment "amendment" "修订" Name amendment ["修正", "amend"];
    Repeal "repeal" "废止" Name repeal ["revoke"];
    Issuer "issuer" "发布机关" Text issuer ["issued by", "发文机关"];
    Source "source" "原文件" Text source [];
    Currency "money in" "金额单位" Name currency_clause ["currency"];
    Parameter "parameter" "参数" Name parameter [];
    InForce "in force" "施行" Value in_force ["effective", "valid", "有效期"];
    Unit "unit" "计量单位" Name unit_clause [];
    FinancialYear "financial year" "财政年度" Value financial_year ["fiscal year", "财年"];
    ShortMonths "short months" "月末" Name short_months ["month end", "月底"];
    Type "type" "类型" Name choice_type ["enum"];
    Applicant "applicant" "申报主体" Label applicant ["申请人", "申报单位"];
    Record "record" "记录" Name record [];
    Evidence "evidence" "佐证" Text evidence ["证明材料"];
    DecidedBy "decided by" "认定机关" Text decided_by [];
    Scope "scope" "适用范围" Label scope ["适用对象"];
    When "when" "条件" Value condition ["condition", "if", "require", "where", "如果", "前提", "要求", "适用条件", "申报条件"];
    Veto "veto" "一票否决" Value veto ["disqualify", "否决", "不予支持"];
    Assert "assert" "断言" Text assertion ["ensure", "assertion", "确保"];
    Table "table" "标准" Name table [];
    Slices "slices" "分段" Name slices ["brackets", "累进"];
    Dated "dated" "时变值" Name dated [];
    Reading "reading" "解读" Name reading ["interpretation"];
    Because "because" "理由" Text because ["reason", "因为"];
    Measure "measure" "措施" Name measure ["rule"];
    Quote "quote" "原文" Text quote ["cite"];
    Silence "silence" "忽略" Text silence ["suppress", "ignore", "屏蔽", "不提示"];
    ForEach "for each" "对每个" Name for_each ["for every", "foreach", "for"];
    Let "let" "设" Name let_clause ["define", "set", "令"];
    Award "award" "奖励" Value award ["grant", "subsidy", "补贴", "补助", "给予", "支持", "奖励标准", "奖励金额", "补贴标准", "补助标准"];
    Except "except" "例外" Text except_clause ["exception", "unless"];
    Raise "raise" "上浮" Text raise_clause ["uplift", "increase", "提高", "加成"];
    Cap "cap" "封顶" Value cap ["limit", "上限", "限额"];
    Once "once" "限一次" Value once ["only once", "one time", "仅限一次"];
    Across "limits across" "合并限额" Name across ["limit across", "cap across", "caps across", "共同限额", "合计限额"];
    Pay "pay" "拨付" Value pay ["支付", "分期"];
    Payers "paid by" "承担" Text payers ["funded by", "分担"];
    Voucher "voucher" "兑付券" Value voucher ["券", "代金券"];
    Recover "recover" "追回" Value recover ["clawback", "claw back", "追缴", "退回"];
    Obliged "obliged" "义务" Text obliged ["obligation", "承诺"];
    InKind "in kind" "非资金支持" Text in_kind [];
    NotComputed "not computed" "不计算" Text not_computed [];
    Defect "defect" "文本缺陷" Text defect [];
    Test "test" "测试" Text test_clause [];
    Case "case" "案例" Text test_case [];
    Like "like" "沿用" Text test_like [];
    WithReading "with reading" "按解读" Name with_reading [];
    Stage "stage" "阶段" Name test_stage [];
    Given "given" "已知" Value given [];
    Unknown "unknown" "未知" Name not_known [];
    Paid "paid" "已付" Name paid_entry [];
    Approved "approved" "核定" Name approved_entry [];
    Expect "expect" "预期" Value expect [];
};

impl ClauseKind {
    /// Its leading word; `None` for fields and rows.
    pub fn keyword(self) -> Option<&'static Keyword> {
        KEYWORDS.iter().find(|keyword| keyword.kind == self)
    }

    /// Whether it begins a declaration, in the first column. ([Some](Self::may_declare) may, and may stand in one instead.)
    pub fn is_declaration(self) -> bool {
        match self {
            ClauseKind::Policy
            | ClauseKind::Amendment
            | ClauseKind::Unit
            | ClauseKind::Type
            | ClauseKind::Applicant
            | ClauseKind::Record
            | ClauseKind::Scope
            | ClauseKind::Table
            | ClauseKind::Slices
            | ClauseKind::Dated
            | ClauseKind::Reading
            | ClauseKind::Measure
            | ClauseKind::Across
            | ClauseKind::NotComputed
            | ClauseKind::Defect
            | ClauseKind::Test => true,
            ClauseKind::Issuer
            | ClauseKind::Repeal
            | ClauseKind::Source
            | ClauseKind::Currency
            | ClauseKind::Parameter
            | ClauseKind::InForce
            | ClauseKind::FinancialYear
            | ClauseKind::ShortMonths
            | ClauseKind::Field
            | ClauseKind::Evidence
            | ClauseKind::DecidedBy
            | ClauseKind::When
            | ClauseKind::Veto
            | ClauseKind::Assert
            | ClauseKind::Because
            | ClauseKind::Quote
            | ClauseKind::Silence
            | ClauseKind::ForEach
            | ClauseKind::Let
            | ClauseKind::Award
            | ClauseKind::Except
            | ClauseKind::Raise
            | ClauseKind::Cap
            | ClauseKind::Once
            | ClauseKind::Pay
            | ClauseKind::Payers
            | ClauseKind::Voucher
            | ClauseKind::Recover
            | ClauseKind::Obliged
            | ClauseKind::InKind
            | ClauseKind::Case
            | ClauseKind::Like
            | ClauseKind::WithReading
            | ClauseKind::Stage
            | ClauseKind::Given
            | ClauseKind::Unknown
            | ClauseKind::Paid
            | ClauseKind::Approved
            | ClauseKind::Expect
            | ClauseKind::Row => false,
        }
    }

    /// Whether it is a declaration in the first column, and a clause of the declaration above it where it is indented.
    pub fn may_declare(self) -> bool {
        matches!(self, ClauseKind::Let | ClauseKind::Assert)
    }

    /// Whether it stands in tests alone.
    pub fn is_of_test(self) -> bool {
        use ClauseKind as K;
        let of_case = matches!(self, K::Case | K::Like | K::WithReading | K::Stage | K::Given | K::Unknown);
        of_case || matches!(self, K::Paid | K::Approved | K::Expect)
    }

    /// Whether it departs from the value of the clause before it.
    pub fn departs(self) -> bool {
        matches!(self, ClauseKind::Except | ClauseKind::Raise)
    }

    /// Whether it is a condition, which may begin with a label and a colon.
    pub fn is_condition(self) -> bool {
        matches!(self, ClauseKind::When | ClauseKind::Veto | ClauseKind::Assert)
    }

    /// Whether it belongs to the clause before it.
    pub fn follows(self) -> bool {
        matches!(self, ClauseKind::Quote | ClauseKind::Silence | ClauseKind::Evidence | ClauseKind::DecidedBy)
            || self.departs()
    }

    /// Whether a clause of this kind may stand in the declaration that `owner` begins.
    pub fn belongs_in(self, owner: ClauseKind) -> bool {
        use ClauseKind as K;
        match self {
            K::Issuer | K::Currency | K::FinancialYear | K::ShortMonths => owner == K::Policy,
            K::Source | K::Parameter => matches!(owner, K::Policy | K::Amendment),
            K::Repeal => owner == K::Amendment,
            K::InForce => matches!(owner, K::Policy | K::Measure | K::Amendment),
            K::Field | K::Evidence | K::DecidedBy => matches!(owner, K::Applicant | K::Record),
            K::When | K::Veto => matches!(owner, K::Scope | K::Measure),
            K::Because => matches!(owner, K::Reading | K::Test),
            K::Case
            | K::Like
            | K::WithReading
            | K::Stage
            | K::Given
            | K::Unknown
            | K::Paid
            | K::Approved
            | K::Expect => owner == K::Test,
            K::ForEach | K::Award | K::InKind | K::Assert => owner == K::Measure,
            K::Pay | K::Payers | K::Voucher | K::Recover | K::Obliged => owner == K::Measure,
            K::Cap | K::Once => matches!(owner, K::Measure | K::Across),
            K::Let => matches!(owner, K::Applicant | K::Record | K::Scope | K::Measure),
            K::Except | K::Raise => {
                matches!(owner, K::Let | K::Applicant | K::Record | K::Scope | K::Measure | K::Across)
            }
            K::Quote | K::Silence => owner != K::Test,
            K::Row => matches!(
                owner,
                K::Type
                    | K::Table
                    | K::Slices
                    | K::Dated
                    | K::Reading
                    | K::Measure
                    | K::Applicant
                    | K::Record
                    | K::Scope
                    | K::Let
                    | K::Test
            ),
            K::Policy
            | K::Amendment
            | K::Unit
            | K::Type
            | K::Applicant
            | K::Record
            | K::Scope
            | K::Table
            | K::Slices
            | K::Dated
            | K::Reading
            | K::Measure
            | K::Across
            | K::NotComputed
            | K::Defect
            | K::Test => false,
        }
    }
}

/// The surface that a word is written in.
pub fn surface_of(word: &str) -> Surface {
    if word.starts_with(|first: char| first.is_ascii()) { Surface::English } else { Surface::Chinese }
}
