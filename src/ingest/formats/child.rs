//! A process of its own for formats that are read whole.
//!
//! xls, xlsb and ods are read by code that allocates what the file asks for, and an allocation that fails ends the
//! process. So it is another process that reads them: this program, started by the path its caller gives (a
//! library cannot know it: under a test harness the current program is the harness) with [`COMMAND`]. It limits
//! its own memory before anything else, reads any number of files one after another, and its parent limits the
//! time. On systems without such limits, Windows among them, the caps on size and cells bound the work instead.
//!
//! The pipe carries frames: a byte, the length in eight bytes, the bytes. Down: the format and the file; up: 0 and
//! grids, or 1 and the problem.

use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::error::Problem;
use super::kind::Whole;
use super::{whole, wire};
use crate::ingest::grid::Grid;
use crate::ingest::source::Cancel;

/// The hidden command of the program that calls [`run`].
pub const COMMAND: &str = "reader-process";

/// Address space of the child.
#[cfg(unix)]
const MEMORY: u64 = 448 << 20;
/// Time for any file, and for each megabyte of it.
const TIME: Duration = Duration::from_secs(12);
const TIME_PER_MB: Duration = Duration::from_secs(2);
const FRAME_LIMIT: u64 = 512 << 20;

/// Starts and keeps reading processes; shared by any number of threads.
#[derive(Debug)]
pub struct ChildReader {
    program: PathBuf,
    idle: Mutex<Vec<Process>>,
}

#[derive(Debug)]
struct Process {
    child: Child,
    input: ChildStdin,
    answers: Receiver<(u8, Vec<u8>)>,
}

impl ChildReader {
    /// `program` is this program; nothing is started until it is needed.
    pub fn new(program: PathBuf) -> ChildReader {
        ChildReader {
            program,
            idle: Mutex::default(),
        }
    }

    pub(super) fn read(&self, format: Whole, bytes: &[u8], cancel: &Cancel) -> Result<Vec<Grid>, Problem> {
        let waiting = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut process = match waiting {
            Some(process) => process,
            None => Process::start(&self.program)?,
        };
        let (status, answer) = process.ask(format, bytes, cancel)?;
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(process);
        match status {
            0 => wire::decode(&answer).ok_or(Problem::ChildDied),
            _ => Err(serde_json::from_slice(&answer).unwrap_or(Problem::ChildDied)),
        }
    }
}

impl Process {
    fn start(program: &PathBuf) -> Result<Process, Problem> {
        let failed = |error: io::Error| Problem::ChildStart(error.to_string());
        let mut child = Command::new(program)
            .arg(COMMAND)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(failed)?;
        let (Some(input), Some(mut output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Problem::ChildDied);
        };
        let (sender, answers) = channel();
        std::thread::Builder::new()
            .name("answers".to_owned())
            .spawn(move || {
                while let Ok(Some(frame)) = receive(&mut output) {
                    if sender.send(frame).is_err() {
                        break;
                    }
                }
            })
            .map_err(failed)?;
        Ok(Process {
            child,
            input,
            answers,
        })
    }

    fn ask(&mut self, format: Whole, bytes: &[u8], cancel: &Cancel) -> Result<(u8, Vec<u8>), Problem> {
        let megabytes = u32::try_from(bytes.len() >> 20).unwrap_or(u32::MAX);
        let limit = TIME.saturating_add(TIME_PER_MB.saturating_mul(megabytes));
        let end = Instant::now() + limit;
        send(&mut self.input, format as u8, bytes).map_err(|_| Problem::ChildDied)?;
        loop {
            cancel.check()?;
            match self.answers.recv_timeout(Duration::from_millis(50)) {
                Ok(frame) => return Ok(frame),
                Err(RecvTimeoutError::Disconnected) => return Err(Problem::ChildDied),
                Err(RecvTimeoutError::Timeout) if Instant::now() >= end => {
                    return Err(Problem::ChildLate(limit.as_secs()));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It is idle, late or dead already: nothing of its work is wanted any more.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The reading process itself: files from stdin, grids to stdout, until stdin ends.
///
/// # Errors
/// A pipe is broken.
pub fn run() -> io::Result<()> {
    limit_memory();
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    while let Some((format, bytes)) = receive(&mut input)? {
        let read = || read(format, &bytes);
        let outcome = catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Problem::Damaged(None)));
        drop(bytes);
        match outcome {
            Ok(grids) => send(&mut output, 0, &wire::encode(&grids))?,
            Err(problem) => send(&mut output, 1, &serde_json::to_vec(&problem)?)?,
        }
    }
    Ok(())
}

fn read(format: u8, bytes: &[u8]) -> Result<Vec<Grid>, Problem> {
    let format = [Whole::Xls, Whole::Xlsb, Whole::Ods]
        .into_iter()
        .find(|known| *known as u8 == format);
    whole::read(format.ok_or(Problem::Unknown)?, bytes)
}

#[cfg(unix)]
fn limit_memory() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limit = Rlimit {
        current: Some(MEMORY),
        maximum: Some(MEMORY),
    };
    // Where the system refuses, the caps on size and cells remain.
    let _ = setrlimit(Resource::As, limit);
    let _ = setrlimit(
        Resource::Core,
        Rlimit {
            current: Some(0),
            maximum: Some(0),
        },
    );
}

#[cfg(not(unix))]
fn limit_memory() {}

fn send(output: &mut impl Write, kind: u8, bytes: &[u8]) -> io::Result<()> {
    output.write_all(&[kind])?;
    output.write_all(&(bytes.len() as u64).to_le_bytes())?;
    output.write_all(bytes)?;
    output.flush()
}

/// The next frame; `None` at the end.
fn receive(input: &mut impl Read) -> io::Result<Option<(u8, Vec<u8>)>> {
    let mut head = [0; 9];
    match input.read_exact(&mut head) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let [kind, length @ ..] = head;
    let length = u64::from_le_bytes(length);
    if length > FRAME_LIMIT {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = Vec::new();
    // Read as it comes: a length that lies allocates nothing.
    if input.take(length).read_to_end(&mut bytes)? as u64 != length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some((kind, bytes)))
}
