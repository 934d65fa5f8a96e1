//! Writing results past the cache.
//!
//! An ordinary store first reads the line it writes to. With results far larger than the cache that is half of all
//! traffic, and traffic is what the metrics of many athletes cost: 7.2 ns a day for six with it, 5.3 without.

/// Results from this size on, in bytes, are written past the cache: nothing of them would stay there anyway.
pub(crate) const LARGE: usize = 32 << 20;

/// Copies `from` to `to`, past the cache where the machine can, and asks for `next`, which will be read soon: between
/// two groups of rows the processor cannot guess it. Call [`finish`] after the last copy.
///
/// # Panics
/// If the lengths differ.
#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
pub(crate) fn copy(from: &[f64], to: &mut [f64], next: &[f64]) {
    // Miri cannot stream; a plain store has the same conditions, and Miri checks them.
    #[cfg(miri)]
    use std::arch::x86_64::_mm_store_pd as _mm_stream_pd;
    #[cfg(not(miri))]
    use std::arch::x86_64::_mm_stream_pd;
    use std::arch::x86_64::{_MM_HINT_T1, _mm_loadu_pd, _mm_prefetch};
    assert_eq!(from.len(), to.len());
    // Whole cache lines are streamed; what is left at both ends is copied as usual.
    let head = to.as_ptr().align_offset(64).min(to.len());
    let ((from_head, from), (to_head, to)) = (from.split_at(head), to.split_at_mut(head));
    to_head.copy_from_slice(from_head);
    let (from_lines, from_tail) = from.as_chunks::<8>();
    let (to_lines, to_tail) = to.as_chunks_mut::<8>();
    let mut next = next.as_chunks::<8>().0.iter();
    for (from, to) in from_lines.iter().zip(to_lines) {
        if let Some(line) = next.next() {
            // SAFETY: SSE is part of x86-64; a prefetch touches nothing.
            unsafe { _mm_prefetch::<_MM_HINT_T1>(line.as_ptr().cast()) };
        }
        for i in [0, 2, 4, 6] {
            // SAFETY: SSE2 is part of x86-64. Both arrays hold eight numbers, so that two from `i` on are inside them;
            // `to` starts at a multiple of 64 bytes from `head` on, so that each pair is aligned to 16 bytes.
            unsafe { _mm_stream_pd(to.as_mut_ptr().add(i), _mm_loadu_pd(from.as_ptr().add(i))) };
        }
    }
    to_tail.copy_from_slice(from_tail);
}

/// Copies `from` to `to`.
#[cfg(not(target_arch = "x86_64"))]
pub(crate) fn copy(from: &[f64], to: &mut [f64], _next: &[f64]) {
    to.copy_from_slice(from);
}

/// Makes everything that was streamed visible to other threads before what is written later.
#[allow(unsafe_code)]
pub(crate) fn finish() {
    // Miri has no such instruction, and orders all writes.
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    // SAFETY: SSE is part of x86-64; the fence has no other condition.
    unsafe {
        std::arch::x86_64::_mm_sfence();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_at_every_place() {
        let from: Vec<f64> = (0..64).map(f64::from).collect();
        for start in 0..16 {
            for len in 0..40 {
                let mut to = vec![-1.0; 64];
                copy(&from[..len], &mut to[start..start + len], &from[len..]);
                finish();
                assert_eq!(to[start..start + len], from[..len]);
                assert!(to[..start].iter().chain(&to[start + len..]).all(|x| *x == -1.0));
            }
        }
    }
}
