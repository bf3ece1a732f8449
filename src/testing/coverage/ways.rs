//! The ways in which parts of each kind can be reached, and what they are called.

use super::{Kind, Way};
use crate::wording;

/// A way in which a part of its kind can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WayOf {
    InForce(ForceWay),
    Measure(ClaimWay),
    Condition(ConditionWay),
    Award(AwardWay),
    Departure(DepartureWay),
    Limit(LimitWay),
    Payment(PaymentWay),
    /// The alternative of a reading, by its place.
    Reading(usize),
    /// Of a part that can be reached in one way alone.
    Only(OnlyWay),
}

/// How the day of an application stands to the time in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ForceWay {
    Within,
    Outside,
    NotKnown,
}

/// What became of a claim for a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ClaimWay {
    Qualified,
    Open,
    Refused,
    Paid,
}

/// What a condition came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ConditionWay {
    Held,
    Failed,
    Open,
}

/// The steps of an award, from formula to approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AwardWay {
    Computed,
    Rounded,
    Approved,
    NotApproved,
    AboveCeiling,
}

/// Whether an exception or a raise applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DepartureWay {
    Applied,
    NotApplied,
}

/// What a limit on amounts, or on the number of awards, did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LimitWay {
    Cut,
    NotCut,
    Refused,
    Left,
}

/// What came of a clause on payment, or on what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PaymentWay {
    Divided,
    SharedOut,
    Redeemed,
    Redeemable,
    Lapsed,
    TakenBack,
    NotTakenBack,
    Open,
    Promised,
}

/// The one way of parts that have no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OnlyWay {
    Row,
    TableRow,
    Slice,
    Assertion,
    Sentence,
}

impl WayOf {
    /// The kind of the parts that can be reached so.
    pub(super) fn kind(self) -> Kind {
        match self {
            WayOf::InForce(_) => Kind::InForce,
            WayOf::Measure(_) => Kind::Measure,
            WayOf::Condition(_) => Kind::Condition,
            WayOf::Award(_) => Kind::Award,
            WayOf::Departure(_) => Kind::Departure,
            WayOf::Limit(_) => Kind::Limit,
            WayOf::Payment(_) => Kind::Payment,
            WayOf::Reading(_) => Kind::Reading,
            WayOf::Only(OnlyWay::Row) => Kind::Row,
            WayOf::Only(OnlyWay::TableRow) => Kind::TableRow,
            WayOf::Only(OnlyWay::Slice) => Kind::Slice,
            WayOf::Only(OnlyWay::Assertion) => Kind::Assertion,
            WayOf::Only(OnlyWay::Sentence) => Kind::Sentence,
        }
    }
}

impl From<ForceWay> for Way {
    fn from(own: ForceWay) -> Way {
        let name = match own {
            ForceWay::Within => wording!("within it", "在期限内"),
            ForceWay::Outside => wording!("outside it", "在期限外"),
            ForceWay::NotKnown => wording!("not known", "尚不确定"),
        };
        Way::new(WayOf::InForce(own), name)
    }
}

impl From<ClaimWay> for Way {
    fn from(own: ClaimWay) -> Way {
        let name = match own {
            ClaimWay::Qualified => wording!("a claim qualified", "有申请项符合条件"),
            ClaimWay::Open => wording!("a claim was open", "有申请项待定"),
            ClaimWay::Refused => wording!("a claim was refused", "有申请项不予支持"),
            ClaimWay::Paid => wording!("a claim had been paid", "有申请项已发"),
        };
        Way::new(WayOf::Measure(own), name)
    }
}

impl From<ConditionWay> for Way {
    fn from(own: ConditionWay) -> Way {
        let name = match own {
            ConditionWay::Held => wording!("held", "成立"),
            ConditionWay::Failed => wording!("failed", "不成立"),
            ConditionWay::Open => wording!("open", "待定"),
        };
        Way::new(WayOf::Condition(own), name)
    }
}

impl From<AwardWay> for Way {
    fn from(own: AwardWay) -> Way {
        let name = match own {
            AwardWay::Computed => wording!("computed", "已计算"),
            AwardWay::Rounded => wording!("rounded", "经取整"),
            AwardWay::Approved => wording!("approved", "已核定"),
            AwardWay::NotApproved => wording!("not approved", "未核定"),
            AwardWay::AboveCeiling => wording!("approved above the ceiling", "核定超过上限"),
        };
        Way::new(WayOf::Award(own), name)
    }
}

impl From<DepartureWay> for Way {
    fn from(own: DepartureWay) -> Way {
        let name = match own {
            DepartureWay::Applied => wording!("applied", "适用"),
            DepartureWay::NotApplied => wording!("did not apply", "不适用"),
        };
        Way::new(WayOf::Departure(own), name)
    }
}

impl From<LimitWay> for Way {
    fn from(own: LimitWay) -> Way {
        let name = match own {
            LimitWay::Cut => wording!("cut", "起作用"),
            LimitWay::NotCut => wording!("did not cut", "未起作用"),
            LimitWay::Refused => wording!("refused a claim", "使申请项不予支持"),
            LimitWay::Left => wording!("left a claim", "未起作用"),
        };
        Way::new(WayOf::Limit(own), name)
    }
}

impl From<PaymentWay> for Way {
    fn from(own: PaymentWay) -> Way {
        let name = match own {
            PaymentWay::Divided => wording!("divided", "已分期"),
            PaymentWay::SharedOut => wording!("shared out", "已分担"),
            PaymentWay::Redeemed => wording!("redeemed", "已兑付"),
            PaymentWay::Redeemable => wording!("may be redeemed yet", "尚可兑付"),
            PaymentWay::Lapsed => wording!("lapsed", "已失效"),
            PaymentWay::TakenBack => wording!("taken back", "追回"),
            PaymentWay::NotTakenBack => wording!("not taken back", "不追回"),
            PaymentWay::Open => wording!("open", "待定"),
            PaymentWay::Promised => wording!("promised", "已承诺"),
        };
        Way::new(WayOf::Payment(own), name)
    }
}

impl From<OnlyWay> for Way {
    fn from(own: OnlyWay) -> Way {
        let name = match own {
            OnlyWay::Row | OnlyWay::TableRow | OnlyWay::Slice => wording!("counted", "被采用"),
            // In a sound policy none is ever violated: that it was judged and held is all that can be asked.
            OnlyWay::Assertion => wording!("held", "成立"),
            OnlyWay::Sentence => wording!("applied", "被适用"),
        };
        Way::new(WayOf::Only(own), name)
    }
}
