//! The target `requests` of `meso-fuzz`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| (meso_fuzz::named("requests").expect("a target").run)(data));
