//! The reader of texts, and the recognition of formats before it: any bytes are a table or a refusal.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    nastavnik_fuzz::csv(data);
});
