//! The README tells the truth: its commands exist, its links lead somewhere.

mod common;

use std::fs;

use common::{nastavnik, root, stdout};

#[test]
fn two_commands_do_everything() {
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    let of = |start: &str| readme.lines().filter(|line| line.starts_with(start)).count();
    assert_eq!((of("cargo run"), of("cargo test")), (1, 1));
}

#[test]
fn every_command_of_the_readme_exists() {
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    let help = stdout(&nastavnik(&["--help"]));
    let mut seen = 0;
    for line in readme
        .lines()
        .filter_map(|line| line.trim().strip_prefix("nastavnik "))
    {
        let name = line.split(' ').next().expect("a command");
        assert!(help.contains(&format!("\n  {name} ")), "no command {name}");
        seen += 1;
    }
    assert!(seen >= 5);
}

#[test]
fn links_lead_to_files() {
    for page in ["README.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(root().join(page)).expect("a page");
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            assert!(
                link.starts_with("http") || root().join(link).exists(),
                "{page}: {link} leads nowhere"
            );
        }
    }
}
