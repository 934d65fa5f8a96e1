//! Work on many files beside each other, results in the order of the files.

use std::sync::mpsc;
use std::thread;

/// Results that a thread may have ready before they are taken: bounds the memory of a run.
const AHEAD: usize = 32;

/// Applies `work` to every item and hands the results to `each` in the order of the items. One item needs no thread.
/// Ends early when `each` fails.
///
/// # Errors
/// What `each` returns.
pub(crate) fn in_order<T: Sync, R: Send, E>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut each: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(items.len());
    if threads < 2 {
        return items.iter().try_for_each(|item| each(work(item)));
    }
    let work = &work;
    thread::scope(|scope| {
        // Thread k takes every items k, k + n, k + 2n, …; taking from the threads in turn restores the order.
        let results: Vec<mpsc::Receiver<R>> = (0..threads)
            .map(|first| {
                let (send, receive) = mpsc::sync_channel(AHEAD);
                scope.spawn(move || {
                    for item in items.iter().skip(first).step_by(threads) {
                        if send.send(work(item)).is_err() {
                            break;
                        }
                    }
                });
                receive
            })
            .collect();
        for i in 0..items.len() {
            // A thread that is gone has panicked; the scope will tell.
            let Some(result) = results.get(i % threads).and_then(|r| r.recv().ok()) else { break };
            each(result)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<u32> = (0..1000).collect();
        let mut got = Vec::new();
        in_order(
            &items,
            |x| x * 2,
            |x| -> Result<(), ()> {
                got.push(x);
                Ok(())
            },
        )
        .unwrap();
        assert_eq!(got, (0..1000).map(|x| x * 2).collect::<Vec<_>>());
    }

    #[test]
    fn a_failure_ends_the_run() {
        let items: Vec<u32> = (0..1000).collect();
        let mut taken = 0;
        let end = in_order(
            &items,
            |x| *x,
            |x| {
                taken += 1;
                if x == 7 { Err(x) } else { Ok(()) }
            },
        );
        assert_eq!((end, taken), (Err(7), 8));
    }
}
