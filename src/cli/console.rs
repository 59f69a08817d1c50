//! The terminal: UTF-8, colours only where they are seen, a broken pipe is no error.

use std::io::{self, BufWriter, Write};

/// Where a command writes.
#[derive(Debug, Default)]
pub struct Console;

impl Console {
    /// The answer of a command, to the standard output.
    pub fn print(&self, text: &str) {
        // A reader that closed the pipe has seen enough.
        let _ = anstream::stdout().write_all(text.as_bytes());
    }

    /// Bytes of an answer, as they are.
    pub fn print_bytes(&self, bytes: &[u8]) -> io::Result<()> {
        self.pour(|out| out.write_all(bytes))
    }

    /// Bytes of a long answer, as they come.
    pub fn pour(&self, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let mut out = BufWriter::new(io::stdout().lock());
        match fill(&mut out).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            other => other,
        }
    }

    /// What a reader should know beside the answer, to the standard error.
    pub fn explain(&self, text: &str) {
        let _ = anstream::stderr().write_all(text.as_bytes());
    }

    /// Why the work could not be done.
    pub fn fail(&self, text: &str) {
        let red = anstyle::AnsiColor::Red.on_default().bold();
        let _ = writeln!(anstream::stderr(), "{red}ошибка:{red:#} {text}");
    }
}

/// The Windows console shows UTF-8 from now on.
#[cfg(windows)]
#[allow(unsafe_code, reason = "a call of the system with no pointers")]
pub fn switch_to_utf8() {
    use windows_sys::Win32::System::Console::{SetConsoleCP, SetConsoleOutputCP};
    const UTF8: u32 = 65001;
    // SAFETY: both take a number and touch no memory of ours.
    unsafe {
        SetConsoleOutputCP(UTF8);
        SetConsoleCP(UTF8);
    }
}

/// Other systems show UTF-8 already.
#[cfg(not(windows))]
pub fn switch_to_utf8() {}
