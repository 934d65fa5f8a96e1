//! What the server says about itself: to the editor's log window, to a file if asked, never to standard output.

use crate::outbox::{Note, Outbox};
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Instant;
use tower_lsp::lsp_types::MessageType;

/// How much a message matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Something does not work.
    Error,
    /// Something is odd.
    Warn,
    /// What happens.
    Info,
    /// All that happens.
    Debug,
}

impl Level {
    /// The level of a name.
    #[must_use]
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "error" => Level::Error,
            "warn" | "warning" => Level::Warn,
            "info" => Level::Info,
            "debug" | "trace" => Level::Debug,
            _ => return None,
        })
    }

    fn kind(self) -> MessageType {
        match self {
            Level::Error => MessageType::ERROR,
            Level::Warn => MessageType::WARNING,
            Level::Info => MessageType::INFO,
            Level::Debug => MessageType::LOG,
        }
    }
}

/// What `$/setTrace` asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trace {
    /// Nothing.
    Off,
    /// The names of the messages.
    Messages,
    /// Their parameters too.
    Verbose,
}

impl Trace {
    /// The value of a name; `off` for one that is not known.
    #[must_use]
    pub(crate) fn named(name: &str) -> Self {
        match name {
            "messages" => Trace::Messages,
            "verbose" => Trace::Verbose,
            _ => Trace::Off,
        }
    }
}

/// Where messages go.
pub(crate) struct Log {
    started: Instant,
    file: Option<Mutex<File>>,
    level: AtomicU8,
    trace: AtomicU8,
    outbox: OnceLock<Outbox>,
}

/// Opens a file to append to. A link, which a folder of plans may bring along, is not followed.
fn open(path: &Path) -> io::Result<File> {
    if std::fs::symlink_metadata(path).is_ok_and(|about| !about.is_file()) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no regular file"));
    }
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        // As `rustix` numbers it, so that a link which has come just now is not followed either.
        options.custom_flags(i32::try_from(rustix::fs::OFlags::NOFOLLOW.bits()).unwrap_or_default());
    }
    options.open(path)
}

impl Log {
    /// A log that also writes to a file, if one is named.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(crate) fn new(file: Option<&Path>) -> io::Result<Self> {
        let file = match file {
            Some(path) => Some(Mutex::new(open(path)?)),
            None => None,
        };
        let level = AtomicU8::new(Level::Info as u8);
        let trace = AtomicU8::new(Trace::Off as u8);
        Ok(Log { started: Instant::now(), file, level, trace, outbox: OnceLock::new() })
    }

    /// From now on messages also go to the client.
    pub(crate) fn connect(&self, outbox: Outbox) {
        let _ = self.outbox.set(outbox);
    }

    /// Messages below this level are dropped.
    pub(crate) fn set_level(&self, level: Level) {
        self.level.store(level as u8, Ordering::Relaxed);
    }

    /// What the client wants to hear of the messages themselves.
    pub(crate) fn set_trace(&self, trace: Trace) {
        self.trace.store(trace as u8, Ordering::Relaxed);
    }

    /// Is the client to hear of every message?
    #[must_use]
    pub(crate) fn trace(&self) -> Trace {
        match self.trace.load(Ordering::Relaxed) {
            1 => Trace::Messages,
            2 => Trace::Verbose,
            _ => Trace::Off,
        }
    }

    /// Something does not work.
    pub(crate) fn error(&self, message: impl Into<String>) {
        self.say(Level::Error, message.into());
    }

    /// Something is odd.
    pub(crate) fn warn(&self, message: impl Into<String>) {
        self.say(Level::Warn, message.into());
    }

    /// What happens.
    pub(crate) fn info(&self, message: impl Into<String>) {
        self.say(Level::Info, message.into());
    }

    /// All that happens; the words are made only if somebody listens.
    pub(crate) fn debug(&self, message: impl FnOnce() -> String) {
        if self.level.load(Ordering::Relaxed) >= Level::Debug as u8 {
            self.say(Level::Debug, message());
        }
    }

    /// Tells the client of a message, if it asked to be told.
    pub(crate) fn traced(&self, message: String, verbose: Option<String>) {
        if let Some(outbox) = self.outbox.get() {
            outbox.note(Note::Trace { message, verbose });
        }
    }

    fn say(&self, level: Level, message: String) {
        if level as u8 > self.level.load(Ordering::Relaxed) {
            return;
        }
        if let Some(file) = &self.file {
            let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
            let seconds = self.started.elapsed().as_secs_f64();
            // A full disk must not stop the server.
            let _ = writeln!(file, "{seconds:10.3} {level:?} {message}");
        }
        if let Some(outbox) = self.outbox.get() {
            outbox.note(Note::Log(level.kind(), message));
        }
    }
}
