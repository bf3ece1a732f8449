//! Limits on a quantity: who is left less of it than the claim brings is paid in proportion.

use std::cmp::Ordering;

use super::Deciding;
use super::most::Most;
use super::pools::Pool;
use super::together::{Block, sum};
use crate::value::{Bounds, Fault, Number};

/// What several payments can bring together of a limit on a quantity: the dearest first, the last of them in part.
pub(super) fn merge(
    deciding: &Deciding<'_, '_>,
    pool: &Pool,
    blocks: Vec<Block>,
    most: &Most,
) -> Result<Vec<Block>, Fault> {
    let all = sum(blocks.iter().map(|block| block.most))?;
    let mut left = Number::ZERO;
    let mut shares = Vec::with_capacity(blocks.len());
    for block in &blocks {
        // Only single payments are shared out; where one may bring nothing of the quantity, nothing bounds it.
        let [member] = block.members.as_slice() else { return Ok(blocks) };
        let (Some(bound), Some(room)) = (block.most, pool.room(*member)) else { return Ok(blocks) };
        let quantity = room.measured.quantity.and_then(|quantity| quantity.least()).filter(|least| !least.is_zero());
        let Some(room) = room.left.most() else { return Ok(blocks) };
        left = left.max(room);
        let dear = most.before(*member, pool.limit).zip(quantity);
        shares.push((dear.map(|(amount, quantity)| amount.divided_by(quantity)).transpose()?, bound));
    }
    shares.sort_by(|left, right| match (left.0, right.0) {
        (Some(left), Some(right)) => right.cmp(&left),
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Less,
        (Some(_), None) => Ordering::Greater,
    });
    let mut together = Number::ZERO;
    let rounding = deciding.rounding();
    let count = i64::try_from(shares.len()).unwrap_or(i64::MAX);
    let mut whole = true;
    for (dear, bound) in shares {
        let part = match dear {
            Some(dear) => bound.min(dear.times(left)?),
            None => bound,
        };
        if let Some(dear) = dear.filter(|dear| !dear.is_zero()) {
            left = left.minus(part.divided_by(dear)?)?;
        }
        together = together.plus(part)?;
        whole &= rounding.round(bound)? == bound;
    }
    let caps = pool.rooms().iter().map(|room| room.measured.cap);
    let one_figure = pool.rooms().first().and_then(|room| room.measured.cap.known());
    together = if whole && one_figure.is_some() && caps.map(Bounds::known).all(|cap| cap == one_figure) {
        // One figure cuts one of them alone.
        rounding.round(together)?
    } else {
        together.plus(Number::from(rounding.unit).times(Number::from(count))?)?
    };
    let mut members: Vec<usize> = blocks.iter().flat_map(|block| block.members.iter().copied()).collect();
    members.sort_unstable();
    Ok(vec![Block { members, most: all.map(|all| all.min(together)) }])
}
