#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tanshi_fuzz::run("record", bytes));
