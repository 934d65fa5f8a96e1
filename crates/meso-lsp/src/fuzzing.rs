//! The server as the fuzz targets speak with it: bytes in, bytes out, in this process.

use crate::front::Exit;
use crate::input::Input;
use crate::log::Log;
use crate::run::serve;
use std::io::Cursor;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use tokio::io::AsyncReadExt;
use tokio::runtime::Runtime;

/// All that the server says when its input is these bytes and then ends, and the exit codes that it would end with.
///
/// # Panics
/// If the server cannot be started, or does not come to its end.
#[must_use]
#[allow(clippy::expect_used)] // only for tests
pub fn converse(input: Vec<u8>) -> (Vec<u8>, Vec<i32>) {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    let runtime = RUNTIME.get_or_init(|| {
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime")
    });
    let exits: Arc<Mutex<Vec<i32>>> = Arc::default();
    let heard = Arc::clone(&exits);
    let exit: Exit = Arc::new(move |code| heard.lock().unwrap_or_else(PoisonError::into_inner).push(code));
    let said = runtime.block_on(async {
        let (input, _end) = Input::spawn(Cursor::new(input)).expect("a thread for the input");
        let (mut ours, theirs) = tokio::io::duplex(1 << 20);
        let log = Log::new(None).expect("a log without a file");
        let serving = tokio::spawn(serve(input, theirs, log, exit, Arc::default()));
        let mut said = Vec::new();
        ours.read_to_end(&mut said).await.expect("a pipe in memory");
        serving.await.expect("a server that ends");
        said
    });
    let exits = std::mem::take(&mut *exits.lock().unwrap_or_else(PoisonError::into_inner));
    (said, exits)
}
