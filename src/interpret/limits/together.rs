//! What several pending payments can bring together.

use std::cmp::Ordering;
use std::collections::HashMap;

use indexmap::IndexMap;

use super::Deciding;
use super::most::Most;
use super::pools::{Pool, PoolWhat};
use super::quantity;
use crate::value::{Fault, Number};

/// A set of payments, and the most that they can bring together.
pub(super) struct Block {
    pub members: Vec<usize>,
    pub most: Option<Number>,
}

/// The most that several pending payments can bring together under the limits up to one; `None` where nothing bounds it.
///
/// Groups of one limit that are made up of whole groups of finer ones are exact; where groups overlap otherwise the figure is an upper bound.
pub(super) fn together(
    deciding: &Deciding<'_, '_>,
    payments: &[usize],
    pools: &[&Pool],
    most: (&Most, usize),
) -> Result<Option<Number>, Fault> {
    let mut block_of: HashMap<usize, usize> = HashMap::new();
    let mut blocks: Vec<Option<Block>> = Vec::with_capacity(payments.len());
    for payment in payments {
        block_of.insert(*payment, blocks.len());
        blocks.push(Some(Block { members: vec![*payment], most: most.0.after(*payment, most.1) }));
    }
    let mut finest_first: Vec<&Pool> = pools.iter().copied().filter(|pool| pool.key.is_some()).collect();
    // A limit on a quantity is shared out among single payments.
    let place = |pool: &&Pool| match pool.what {
        PoolWhat::Awards(_) => 1,
        PoolWhat::Quantity(_) => 0,
        PoolWhat::Money(_) | PoolWhat::Highest { .. } => 2,
    };
    finest_first.sort_by_key(|pool| (place(pool), pool.members.len()));
    for pool in finest_first {
        let members = present(&pool.members, payments, &block_of);
        let mut whole: Vec<usize> = members.iter().filter_map(|member| block_of.get(member).copied()).collect();
        whole.sort_unstable();
        whole.dedup();
        whole.retain(|block| {
            let inside = |member: &usize| members.binary_search(member).is_ok();
            blocks.get(*block).and_then(Option::as_ref).is_some_and(|block| block.members.iter().all(inside))
        });
        if whole.is_empty() {
            continue;
        }
        let taken: Vec<Block> =
            whole.iter().filter_map(|block| blocks.get_mut(*block).and_then(Option::take)).collect();
        let merged = merge(deciding, pool, taken, most.0)?;
        for block in merged {
            for member in &block.members {
                block_of.insert(*member, blocks.len());
            }
            blocks.push(Some(block));
        }
    }
    sum(blocks.iter().flatten().map(|block| block.most))
}

fn merge(deciding: &Deciding<'_, '_>, pool: &Pool, blocks: Vec<Block>, most: &Most) -> Result<Vec<Block>, Fault> {
    let sorted = |mut members: Vec<usize>| {
        members.sort_unstable();
        members
    };
    match &pool.what {
        PoolWhat::Quantity(_) => quantity::merge(deciding, pool, blocks, most),
        PoolWhat::Money(_) | PoolWhat::Highest { .. } => {
            let members = sorted(blocks.iter().flat_map(|block| block.members.iter().copied()).collect());
            let mut cap: Option<Number> = Some(Number::ZERO);
            for member in &members {
                cap = cap.zip(pool.most_left(*member)).map(|(cap, left)| cap.max(left));
            }
            let most = match (sum(blocks.iter().map(|block| block.most))?, cap) {
                (Some(sum), Some(cap)) => Some(sum.min(cap)),
                (sum, cap) => sum.or(cap),
            };
            Ok(vec![Block { members, most }])
        }
        PoolWhat::Awards(left) => {
            // Only whole claims are counted; a block that joins several stays as it is.
            let mut by_claim: IndexMap<usize, Vec<Block>> = IndexMap::new();
            let mut kept = Vec::new();
            for block in blocks {
                let claim_of = |at: &usize| deciding.payments.get(*at).map(|payment| payment.claim);
                let claim = block.members.first().and_then(claim_of);
                match claim.filter(|claim| block.members.iter().all(|member| claim_of(member) == Some(*claim))) {
                    Some(claim) => by_claim.entry(claim).or_default().push(block),
                    None => kept.push(block),
                }
            }
            let mut claims = Vec::new();
            let mut members = Vec::new();
            for (_, blocks) in by_claim {
                claims.push(sum(blocks.iter().map(|block| block.most))?);
                members.extend(blocks.into_iter().flat_map(|block| block.members));
            }
            // Greatest first; unbounded ones before all.
            claims.sort_by(|left, right| match (left, right) {
                (Some(left), Some(right)) => right.cmp(left),
                (None, None) => Ordering::Equal,
                (None, Some(_)) => Ordering::Less,
                (Some(_), None) => Ordering::Greater,
            });
            let most = sum(claims.into_iter().take(*left))?;
            kept.push(Block { members: sorted(members), most });
            Ok(kept)
        }
    }
}

/// The members of a pool that are among some payments, ascending.
fn present(members: &[usize], payments: &[usize], among: &HashMap<usize, usize>) -> Vec<usize> {
    if members.len() <= payments.len() {
        return members.iter().copied().filter(|member| among.contains_key(member)).collect();
    }
    let mut present: Vec<usize> =
        payments.iter().copied().filter(|payment| members.binary_search(payment).is_ok()).collect();
    present.sort_unstable();
    present
}

pub(super) fn sum(parts: impl Iterator<Item = Option<Number>>) -> Result<Option<Number>, Fault> {
    let mut sum = Number::ZERO;
    for part in parts {
        let Some(part) = part else { return Ok(None) };
        sum = sum.plus(part)?;
    }
    Ok(Some(sum))
}
