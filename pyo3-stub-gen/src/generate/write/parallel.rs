//! Many statements, written by as many threads as the machine runs at once.

use std::num::NonZero;
use std::ops::Range;
use std::thread;

/// From how many statements on threads are worth it: fewer are written sooner than anybody notices.
const MANY: usize = 4096;

/// What `write` makes of all indices below `count`, a range at a time, in their order.
pub(super) fn joined<E: Send>(
    count: usize,
    write: impl Fn(Range<usize>) -> Result<String, E> + Sync,
) -> Result<String, E> {
    let threads = if count < MANY { 1 } else { thread::available_parallelism().map_or(1, NonZero::get) };
    let length = count.div_ceil(threads);
    let range = |start: usize| start..count.min(start + length);
    let write = &write;
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads)
            .map(|index| {
                let work = move || write(range(index * length));
                (thread::Builder::new().spawn_scoped(scope, work).ok(), work)
            })
            .collect();
        let mut text = write(range(0))?;
        for (thread, work) in others {
            // What no thread was to be had for, or could not be done in one, is done here.
            text.push_str(&thread.and_then(|thread| thread.join().ok()).unwrap_or_else(work)?);
        }
        Ok(text)
    })
}

#[cfg(test)]
mod tests {
    use super::{MANY, joined};
    use std::convert::Infallible;

    #[test]
    fn nothing_is_lost_or_moved() {
        for count in [0, 1, MANY - 1, MANY, MANY + 7] {
            let each = |index: usize| format!("{index} ");
            let written = joined(count, |range| Ok::<String, Infallible>(range.map(each).collect()));
            assert_eq!(written, Ok((0..count).map(each).collect()));
        }
    }

    #[test]
    fn a_failure_in_any_thread_is_told() {
        let last = MANY - 1;
        let write =
            |range: std::ops::Range<usize>| if range.contains(&last) { Err(last) } else { Ok(String::new()) };
        assert_eq!(joined(MANY, write), Err(last));
    }
}
