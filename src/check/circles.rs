//! What needs what: an order in which everything comes after what it needs, and the circles that have none.

/// Things that need each other, or one that does not.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// In the order in which they were met.
    pub(super) members: Vec<usize>,
    /// Whether they need themselves.
    pub(super) circular: bool,
}

/// The parts of a graph, each after those that it needs (Tarjan, with a stack of its own: a chain may be as long as a file).
pub(super) fn circles(needs: &[Vec<usize>]) -> Vec<Part> {
    let mut walk = Walk { marks: vec![None; needs.len()], ..Walk::default() };
    for start in 0..needs.len() {
        if walk.mark(start).is_none() {
            walk.from(start, needs);
        }
    }
    walk.parts
}

#[derive(Default)]
struct Walk {
    marks: Vec<Option<Mark>>,
    open: Vec<usize>,
    next: usize,
    parts: Vec<Part>,
}

#[derive(Clone, Copy)]
struct Mark {
    number: usize,
    low: usize,
    open: bool,
}

impl Walk {
    fn mark(&self, at: usize) -> Option<Mark> {
        self.marks.get(at).copied().flatten()
    }

    fn set(&mut self, at: usize, mark: Mark) {
        if let Some(slot) = self.marks.get_mut(at) {
            *slot = Some(mark);
        }
    }

    fn meet(&mut self, at: usize) {
        self.set(at, Mark { number: self.next, low: self.next, open: true });
        self.next += 1;
        self.open.push(at);
    }

    fn lower(&mut self, at: usize, low: usize) {
        if let Some(mark) = self.mark(at) {
            self.set(at, Mark { low: mark.low.min(low), ..mark });
        }
    }

    fn from(&mut self, start: usize, needs: &[Vec<usize>]) {
        self.meet(start);
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        while let Some((at, edge)) = path.pop() {
            if let Some(next) = needs.get(at).and_then(|edges| edges.get(edge)).copied() {
                path.push((at, edge + 1));
                match self.mark(next) {
                    None if next < needs.len() => {
                        self.meet(next);
                        path.push((next, 0));
                    }
                    Some(mark) if mark.open => self.lower(at, mark.number),
                    _ => {}
                }
                continue;
            }
            let Some(mark) = self.mark(at) else { continue };
            if let Some((parent, _)) = path.last() {
                self.lower(*parent, mark.low);
            }
            if mark.low == mark.number {
                self.close(at, needs);
            }
        }
    }

    fn close(&mut self, root: usize, needs: &[Vec<usize>]) {
        let mut members = Vec::new();
        while let Some(member) = self.open.pop() {
            if let Some(mark) = self.mark(member) {
                self.set(member, Mark { open: false, ..mark });
            }
            members.push(member);
            if member == root {
                break;
            }
        }
        members.reverse();
        let circular = members.len() > 1 || needs.get(root).is_some_and(|edges| edges.contains(&root));
        self.parts.push(Part { members, circular });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn needed_things_come_first_and_circles_are_found() {
        let parts = circles(&[vec![1], vec![2, 3], vec![1], vec![], vec![4]]);
        let found: Vec<(Vec<usize>, bool)> = parts.into_iter().map(|part| (part.members, part.circular)).collect();
        assert_eq!(found, [(vec![3], false), (vec![1, 2], true), (vec![0], false), (vec![4], true)]);
    }
}
