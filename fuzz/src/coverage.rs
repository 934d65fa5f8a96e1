//! Which code an input has reached, where the build counts that: the compiler's own counters, which stable Rust can turn
//! on, and no library.
//!
//! `tests/run.py fuzz --seconds N` builds so. Without, nothing is counted, and inputs are mutations of seeds alone.

use std::sync::atomic::{AtomicPtr, AtomicUsize, Ordering};

static COUNTERS: AtomicPtr<u8> = AtomicPtr::new(std::ptr::null_mut());
static COUNT: AtomicUsize = AtomicUsize::new(0);

/// Called before `main` by every part that was compiled to count, with the range of all counters of the program.
///
/// # Safety
/// `start..stop` are the counters, which live as long as the program: the linker lays them out.
// SAFETY: no other code of this program has a symbol of this name; LLVM reserves it for the runtime of coverage.
#[allow(unsafe_code)]
#[unsafe(no_mangle)]
extern "C" fn __sanitizer_cov_8bit_counters_init(start: *mut u8, stop: *mut u8) {
    COUNTERS.store(start, Ordering::Relaxed);
    COUNT.store((stop as usize).saturating_sub(start as usize), Ordering::Relaxed);
}

/// What was reached so far: for each counter the orders of magnitude it had.
#[derive(Default)]
pub(crate) struct Reached(Vec<u8>);

impl Reached {
    /// Is anything counted at all?
    pub(crate) fn is_counted() -> bool {
        COUNT.load(Ordering::Relaxed) > 0
    }

    /// Sets all counters to nothing, before an input.
    #[allow(unsafe_code)]
    pub(crate) fn begin() {
        let (start, count) = (COUNTERS.load(Ordering::Relaxed), COUNT.load(Ordering::Relaxed));
        if count > 0 {
            // SAFETY: the range is the program's counters, writable as long as it runs. Compiled code adds to them without
            // synchronisation; threads that lag behind an input can lose a count, which costs a hint and nothing else.
            unsafe { start.write_bytes(0, count) };
        }
    }

    /// Takes down what an input has reached: was any of it new?
    #[allow(unsafe_code)]
    pub(crate) fn end(&mut self) -> bool {
        let (start, count) = (COUNTERS.load(Ordering::Relaxed), COUNT.load(Ordering::Relaxed));
        self.0.resize(count, 0);
        let mut new = false;
        for (at, seen) in self.0.iter_mut().enumerate() {
            // SAFETY: `at` is below the number of counters that `start` points to.
            let n = unsafe { start.add(at).read() };
            if n > 0 {
                let order = 1 << (u8::BITS - 1 - n.leading_zeros());
                new |= *seen & order == 0;
                *seen |= order;
            }
        }
        new
    }

    /// Places in the code that were reached.
    pub(crate) fn places(&self) -> usize {
        self.0.iter().filter(|orders| **orders > 0).count()
    }
}
