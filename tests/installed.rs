//! Papers of every sample before the judges: the Open XML SDK validator, our own checks of structure and ГОСТ.
//!
//! Needs `.ci/tools/setup check`; behind the feature `installed`, where a missing program fails the test.

#![cfg(feature = "installed")]

mod common;

use std::process::Command;

#[test]
fn papers_of_every_sample_are_valid_and_follow_the_standard() {
    let mut judged = 0;
    for sample in common::samples() {
        let home = tempfile::tempdir().expect("a temporary folder");
        let out = home.path().join("out");
        common::build(&sample, &out);
        let answer = Command::new("python3")
            .arg(common::root().join(".ci/tools/ooxml-check"))
            .arg("--gost")
            .arg(&out)
            .output()
            .expect("python3 is installed");
        let said = String::from_utf8_lossy(&answer.stdout);
        assert!(
            answer.status.success(),
            "{}:\n{said}{}",
            sample.display(),
            String::from_utf8_lossy(&answer.stderr)
        );
        judged += 1;
    }
    assert!(judged > 0, "no sample was found");
}
