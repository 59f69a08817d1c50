//! The workbooks of `samples/` are those that the texts of `samples/source/` give.

#[path = "../examples/make_samples.rs"]
mod make_samples;

use std::fs;
use std::path::Path;

#[test]
fn the_workbooks_are_as_fresh_as_their_texts() {
    for (name, bytes) in make_samples::samples().expect("the texts of samples/source") {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(&name);
        let kept = fs::read(&path).unwrap_or_default();
        assert!(
            kept == bytes,
            "samples/{name} is stale: cargo run --example make_samples"
        );
    }
}

#[test]
fn the_same_texts_give_the_same_bytes() {
    assert!(make_samples::samples().expect("once") == make_samples::samples().expect("twice"));
}
