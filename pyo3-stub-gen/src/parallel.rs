//! Divides work on many items among the processor's cores.

use std::num::NonZero;
use std::ops::Range;
use std::thread;

/// The number of items from which threads are worth their cost.
const MANY: usize = 4096;

/// Returns the results of `work` for all indices below `count`, which are divided into ranges, in order.
pub(crate) fn in_ranges<T: Send>(count: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let threads = if count < MANY { 1 } else { thread::available_parallelism().map_or(1, NonZero::get) };
    let length = count.div_ceil(threads);
    let range = |start: usize| start.min(count)..count.min(start + length);
    let work = &work;
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads)
            .map(|index| {
                let work = move || work(range(index * length));
                (thread::Builder::new().spawn_scoped(scope, work).ok(), work)
            })
            .collect();
        let first = work(range(0));
        // This thread does the work of a thread that could not be started, or that panicked.
        let others = others
            .into_iter()
            .map(|(thread, work)| thread.and_then(|thread| thread.join().ok()).unwrap_or_else(work));
        std::iter::once(first).chain(others).collect()
    })
}

/// Appends `more` to `all`. An empty `all` is replaced, so that no element moves.
pub(crate) fn append<T>(all: &mut Vec<T>, mut more: Vec<T>) {
    if all.is_empty() {
        *all = more;
    } else {
        all.append(&mut more);
    }
}

#[cfg(test)]
mod tests {
    use super::{MANY, in_ranges};

    #[test]
    fn nothing_is_lost_or_moved() {
        for count in [0, 1, MANY - 1, MANY, MANY + 7] {
            let done: Vec<usize> = in_ranges(count, |range| range).into_iter().flatten().collect();
            assert_eq!(done, (0..count).collect::<Vec<_>>());
        }
    }
}
