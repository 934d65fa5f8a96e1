//! Walking over arrays row by row: contiguous slices for the kernels, whatever the layout of the caller's array.

use crate::stream;
use ndarray::{ArrayView2, ArrayViewMut2};

/// Rows that are worked on side by side. A running average is one chain of dependent additions; four rows of two
/// averages keep the adder busy, their states fit the registers, and four rows of a year the nearest caches.
pub(crate) const LANES: usize = 4;

/// What a group's results may take in bytes to be kept in the cache on their way out.
const BUFFER: usize = 1 << 20;

/// Calls `kernel(input rows, output rows, days)` for groups of up to [`LANES`] rows, each a flat slice of whole rows.
///
/// Arrays in standard layout are used in place; others are copied once.
pub(crate) fn for_groups<const OUT: usize>(
    input: ArrayView2<f64>,
    mut outputs: [ArrayViewMut2<f64>; OUT],
    mut kernel: impl FnMut(&[f64], &mut [&mut [f64]; OUT], usize),
) {
    let shape = input.dim();
    for out in &outputs {
        assert_eq!(out.dim(), shape, "the results need the shape of the loads");
    }
    let (rows, days) = shape;
    if rows == 0 || days == 0 {
        return;
    }
    let input = input.as_standard_layout();
    let Some(flat) = input.as_slice() else { return };
    let group = LANES * days;
    let bytes = group * OUT * size_of::<f64>();
    let stream = outputs.len() * rows * days * size_of::<f64>() >= stream::LARGE && bytes <= BUFFER;
    if outputs.iter().any(|o| !o.is_standard_layout()) {
        let mut buffers: [Vec<f64>; OUT] = std::array::from_fn(|_| vec![0.0; group.min(flat.len())]);
        for (i, x) in flat.chunks(group).enumerate() {
            let mut out = buffers.each_mut().map(|b| &mut b[..x.len()]);
            kernel(x, &mut out, days);
            for (target, buffer) in outputs.iter_mut().zip(&buffers) {
                for (k, row) in buffer.chunks(days).take(x.len() / days).enumerate() {
                    target.row_mut(i * LANES + k).iter_mut().zip(row).for_each(|(t, &v)| *t = v);
                }
            }
        }
        return;
    }
    let mut slices = outputs.each_mut().map(|o| o.as_slice_mut().unwrap_or_default());
    if stream {
        let mut buffers: [Vec<f64>; OUT] = std::array::from_fn(|_| vec![0.0; group]);
        for (i, x) in flat.chunks(group).enumerate() {
            let mut out = buffers.each_mut().map(|b| &mut b[..x.len()]);
            kernel(x, &mut out, days);
            // Each copy asks for its part of the next group.
            let mut next = flat.chunks(group).nth(i + 1).unwrap_or_default().chunks(group.div_ceil(OUT));
            for (target, buffer) in slices.iter_mut().zip(&out) {
                stream::copy(buffer, &mut target[i * group..][..x.len()], next.next().unwrap_or_default());
            }
        }
        stream::finish();
    } else {
        for (i, x) in flat.chunks(group).enumerate() {
            let mut out = slices.each_mut().map(|s| &mut s[i * group..][..x.len()]);
            kernel(x, &mut out, days);
        }
    }
}

/// The rows of a flat slice, for as many rows as there are lanes.
pub(crate) fn lanes<const N: usize>(flat: &[f64], days: usize) -> [&[f64]; N] {
    let mut rows = flat.chunks_exact(days);
    std::array::from_fn(|_| rows.next().unwrap_or_default())
}

/// [`lanes`] to write to.
pub(crate) fn lanes_mut<const N: usize>(flat: &mut [f64], days: usize) -> [&mut [f64]; N] {
    let mut rows = flat.chunks_exact_mut(days);
    std::array::from_fn(|_| rows.next().unwrap_or_default())
}
