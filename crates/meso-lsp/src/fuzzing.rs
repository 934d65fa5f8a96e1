//! The server as the fuzz targets speak with it: bytes in, bytes out, in this process.

use crate::front::Exit;
use crate::input::Input;
use crate::log::Log;
use crate::run::serve;
use std::io::{self, Cursor, Read};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use tokio::io::AsyncReadExt;
use tokio::runtime::Runtime;

/// All that the server says when its input is these bytes and then ends, and the exit codes that it would end with. After
/// the first `begin` bytes it is waited for until it says something: a client waits for the answer to `initialize`.
///
/// # Panics
/// If the server cannot be started, or does not come to its end.
#[must_use]
#[allow(clippy::expect_used)] // only for tests
pub fn converse(input: Vec<u8>, begin: usize) -> (Vec<u8>, Vec<i32>) {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    let runtime = RUNTIME.get_or_init(|| {
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime")
    });
    let exits: Arc<Mutex<Vec<i32>>> = Arc::default();
    let heard = Arc::clone(&exits);
    let exit: Exit = Arc::new(move |code| heard.lock().unwrap_or_else(PoisonError::into_inner).push(code));
    let (heard_something, said_something) = channel();
    let source = Halting { input: Cursor::new(input), begin: begin as u64, said_something };
    let said = runtime.block_on(async {
        let (input, _end) = Input::spawn(source).expect("a thread for the input");
        let (mut ours, theirs) = tokio::io::duplex(1 << 20);
        let log = Log::new(None).expect("a log without a file");
        let serving = tokio::spawn(serve(input, theirs, log, exit, Arc::default()));
        let mut said = Vec::new();
        while ours.read_buf(&mut said).await.expect("a pipe in memory") > 0 {
            let _ = heard_something.send(());
        }
        serving.await.expect("a server that ends");
        said
    });
    let exits = std::mem::take(&mut *exits.lock().unwrap_or_else(PoisonError::into_inner));
    (said, exits)
}

/// Bytes that halt at a place until somebody has heard something.
struct Halting {
    input: Cursor<Vec<u8>>,
    begin: u64,
    said_something: Receiver<()>,
}

impl Read for Halting {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let (at, end) = (self.input.position(), self.input.get_ref().len() as u64);
        if at == self.begin && at > 0 && at < end {
            // Without an answer there is an end, and that is one, too.
            let _ = self.said_something.recv();
        }
        let left = if at < self.begin { self.begin - at } else { end - at };
        let most = to.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        Read::read(&mut self.input, &mut to[..most])
    }
}
