//! `--pdf`: the same papers as PDF, by the LibreOffice that is installed on this computer.
//!
//! All papers go in one call, under a profile of its own: a LibreOffice that is open with somebody's work is not
//! touched. A call that hangs is ended.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use memchr::memmem;

use super::Failure;
use crate::package::{self, reason};

/// As many papers as one call takes: command lines are not endless.
const AT_ONCE: usize = 100;
/// How long LibreOffice may start, and how long it may work on one paper.
const START: Duration = Duration::from_secs(60);
const EACH: Duration = Duration::from_secs(5);

/// An installed LibreOffice.
#[derive(Debug)]
pub struct Office {
    program: PathBuf,
}

impl Office {
    /// Looks for it in PATH, then where its installers put it.
    pub fn find() -> Result<Self, Failure> {
        let names = if cfg!(windows) {
            ["soffice.exe", "soffice.com"]
        } else {
            ["soffice", "libreoffice"]
        };
        let in_path = std::env::var_os("PATH").unwrap_or_default();
        let mut places: Vec<PathBuf> = std::env::split_paths(&in_path)
            .flat_map(|folder| names.map(|name| folder.join(name)))
            .collect();
        for folder in ["ProgramFiles", "ProgramFiles(x86)"] {
            if let Some(folder) = std::env::var_os(folder) {
                places.push(Path::new(&folder).join("LibreOffice/program/soffice.exe"));
            }
        }
        places.push("/Applications/LibreOffice.app/Contents/MacOS/soffice".into());
        places.push("/opt/libreoffice/program/soffice".into());
        places
            .into_iter()
            .find(|place| place.is_file())
            .map(|program| Self { program })
            .ok_or_else(|| {
                Failure::new(
                    "для «--pdf» нужен LibreOffice, а на этом компьютере он не найден\n\
                     Установите LibreOffice (он бесплатный) или повторите без «--pdf»: файлы Word можно сохранить в PDF из Word",
                )
            })
    }

    /// The papers as PDF, in the order given.
    pub fn convert(&self, papers: &[&[u8]]) -> Result<Vec<Vec<u8>>, Failure> {
        let mut out = Vec::with_capacity(papers.len());
        for some in papers.chunks(AT_ONCE) {
            out.extend(self.some(some)?);
        }
        Ok(out)
    }

    fn some(&self, papers: &[&[u8]]) -> Result<Vec<Vec<u8>>, Failure> {
        let refused = |error: &std::io::Error| Failure::new(format!("PDF не сделаны: {}", reason(error)));
        let home = tempfile::tempdir().map_err(|error| refused(&error))?;
        let mut names = Vec::with_capacity(papers.len());
        for (at, bytes) in papers.iter().enumerate() {
            let name = format!("{at}.docx");
            fs::write(home.path().join(&name), bytes).map_err(|error| refused(&error))?;
            names.push(OsString::from(name));
        }
        let profile = format!(
            "-env:UserInstallation={}",
            file_address(&home.path().join("profile"))
        );
        let mut child = Command::new(&self.program)
            .current_dir(home.path())
            .arg(profile)
            .args([
                "--headless",
                "--norestore",
                "--convert-to",
                "pdf:writer_pdf_Export",
                "--outdir",
                ".",
            ])
            .args(&names)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| refused(&error))?;
        let limit = START + EACH * u32::try_from(papers.len()).unwrap_or(u32::MAX);
        if !ended(&mut child, limit) {
            return Err(Failure::new(format!(
                "LibreOffice не ответил за {} с; PDF не сделаны\nЗакройте его окна с вопросами, если они открыты, и повторите",
                limit.as_secs()
            )));
        }
        papers
            .iter()
            .enumerate()
            .map(|(at, paper)| {
                let mut bytes = fs::read(home.path().join(format!("{at}.pdf"))).map_err(|_| {
                    Failure::new(
                        "LibreOffice не сделал PDF; откройте документ Word в нём и посмотрите, что он скажет",
                    )
                })?;
                settle(&mut bytes, &package::sha256(paper));
                Ok(bytes)
            })
            .collect()
    }
}

/// Equal papers give equal files: the moment of the conversion gives way to a fixed day, chance numbers to the hash of
/// the paper. Lengths stay, so the places that the file keeps of its parts stay right.
fn settle(pdf: &mut [u8], hash: &str) {
    let settled: [(&[u8], &str); 4] = [
        (b"/CreationDate(D:", "20260101000000"),
        (b"/ID [ <", hash),
        (b"/DocChecksum /", hash),
        (b">\n<", hash),
    ];
    let trailer = memmem::rfind(pdf, b"trailer").unwrap_or_default();
    for (needle, instead) in settled {
        // The second number of /ID has no name of its own, so it is looked for in the trailer alone.
        let from = if needle == b">\n<" { trailer } else { 0 };
        let Some(found) = memmem::rfind(&pdf[from..], needle) else {
            continue;
        };
        let start = from + found + needle.len();
        for (byte, new) in pdf[start..].iter_mut().zip(instead.bytes().cycle()) {
            if !byte.is_ascii_hexdigit() {
                break;
            }
            *byte = new.to_ascii_uppercase();
        }
    }
}

/// Waits for the end; a child that takes too long is ended.
fn ended(child: &mut Child, limit: Duration) -> bool {
    let started = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(_)) => return true,
            Ok(None) if started.elapsed() < limit => std::thread::sleep(Duration::from_millis(50)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

/// `file:///C:/%D0%98…`: letters that are not Latin are written as bytes.
fn file_address(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let mut out = String::from("file://");
    if !text.starts_with('/') {
        out.push('/');
    }
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"/:._-~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{file_address, settle};

    #[test]
    fn the_moment_of_a_conversion_leaves_no_trace() {
        let made = |day: &str, chance: &str| {
            let mut pdf = format!(
                "/CreationDate(D:{day}Z')>>\ntrailer\n<</Size 9/ID [ <{chance}>\n<{chance}> ]\n/DocChecksum /{chance}\n>>"
            )
            .into_bytes();
            settle(&mut pdf, "ab12");
            String::from_utf8_lossy(&pdf).into_owned()
        };
        let one = made("20261122061845", "01234567");
        assert_eq!(one, made("20271231235959", "89ABCDEF"));
        assert!(
            one.contains("D:20260101000000Z") && one.contains("/DocChecksum /AB12AB12"),
            "{one}"
        );
    }

    #[test]
    fn a_path_is_an_address() {
        assert_eq!(file_address(Path::new("/a b")), "file:///a%20b");
        assert_eq!(
            file_address(Path::new("C:\\Яна")),
            "file:///C:/%D0%AF%D0%BD%D0%B0"
        );
    }
}
