//! Notices that the client has died without a word, so that no server is left behind.

use std::time::Duration;

/// How often the client's process is looked for.
const EVERY: Duration = Duration::from_secs(3);

/// Returns when the process is gone. For a process that cannot be watched here it never does; the end of the input
/// tells then.
pub(crate) async fn gone(process: u32) {
    loop {
        tokio::time::sleep(EVERY).await;
        if !is_there(process) {
            return;
        }
    }
}

#[cfg(unix)]
fn is_there(process: u32) -> bool {
    let Some(pid) = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw) else { return true };
    // Another user's process is there, too.
    rustix::process::test_kill_process(pid) != Err(rustix::io::Errno::SRCH)
}

#[cfg(not(unix))]
fn is_there(_process: u32) -> bool {
    true
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_child_is_there_until_it_is_reaped() {
        let mut child = std::process::Command::new("true").spawn().unwrap();
        let id = child.id();
        assert!(is_there(id));
        child.wait().unwrap();
        assert!(!is_there(id));
        assert!(is_there(std::process::id()));
    }
}
