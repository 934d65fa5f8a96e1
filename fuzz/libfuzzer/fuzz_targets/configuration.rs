//! The target `configuration` of `meso-fuzz`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| (meso_fuzz::named("configuration").expect("a target").run)(data));
