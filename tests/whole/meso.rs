//! Runs the command as a person would, in a folder, and keeps what it says.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;
use wait_timeout::ChildExt;

/// Longer than any command of a test takes, on a busy machine too.
pub(crate) const PATIENCE: Duration = Duration::from_secs(180);

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// What a run said and how it ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// `meso` in the root of the repository.
pub(crate) fn meso<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Run {
    meso_in(&root(), args)
}

/// `meso` in a folder.
pub(crate) fn meso_in<S: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = S>) -> Run {
    meso_with(folder, args, &[])
}

/// `meso` in a folder, with bytes on its standard input.
pub(crate) fn meso_with<S: AsRef<OsStr>>(
    folder: &Path,
    args: impl IntoIterator<Item = S>,
    input: &[u8],
) -> Run {
    let mut command = command(folder, args);
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A command that does not read its input closes it, and the writing ends.
    std::thread::spawn(move || stdin.write_all(&input));
    let output = finish(child, &command);
    let run = Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    };
    assert!(run.code >= 0 && !run.err.contains("panicked"), "{run:?}");
    assert!(run.code != 2 || !run.err.is_empty(), "exit code 2 without a word");
    run
}

/// The command, ready to be started.
pub(crate) fn command<S: AsRef<OsStr>>(folder: &Path, args: impl IntoIterator<Item = S>) -> Command {
    let mut command = program(env!("CARGO_BIN_EXE_meso-under-test"));
    command.current_dir(folder).args(args).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.env_remove("NO_COLOR").env_remove("PAGER").env_remove("MESO_CACHE_DIR");
    command.env("XDG_CACHE_HOME", Path::new(env!("CARGO_TARGET_TMPDIR")).join("caches"));
    command
}

/// A program, ready to be started: it has nothing to read, and Ctrl-C ends it.
///
/// A signal that is ignored stays so in children, and who starts the tests with `nohup`, or with `&` in a script, has it
/// ignored; one that is handled does not.
pub(crate) fn program(name: &str) -> Command {
    #[cfg(unix)]
    {
        use signal_hook::{consts::SIGINT, flag::register_conditional_default};
        static ONCE: std::sync::Once = std::sync::Once::new();
        ONCE.call_once(|| {
            register_conditional_default(SIGINT, std::sync::Arc::new(true.into())).unwrap();
        });
    }
    let mut command = Command::new(name);
    command.stdin(Stdio::null());
    command
}

/// Runs a program to its end.
#[track_caller]
pub(crate) fn output(command: &mut Command) -> Output {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    finish(child, command)
}

/// Waits for the end of a program and keeps what it says. One that does not end is killed, and the test fails.
#[track_caller]
pub(crate) fn finish(mut child: Child, command: &Command) -> Output {
    let out = child.stdout.take().map(read_to_end);
    let err = child.stderr.take().map(read_to_end);
    let status = wait(&mut child, command);
    let said = |from: Option<Receiver<Vec<u8>>>| {
        let all = from.map(|from| from.recv_timeout(PATIENCE));
        all.map(|all| all.unwrap_or_else(|_| panic!("something that {command:?} has started runs on")))
    };
    Output { status, stdout: said(out).unwrap_or_default(), stderr: said(err).unwrap_or_default() }
}

/// Waits for the end of a program. One that does not end is killed, and the test fails.
#[track_caller]
pub(crate) fn wait(child: &mut Child, command: &Command) -> ExitStatus {
    if let Some(status) = child.wait_timeout(PATIENCE).unwrap() {
        return status;
    }
    let _ = child.kill();
    let _ = child.wait();
    panic!("waited {} s for the end of {command:?}", PATIENCE.as_secs());
}

fn read_to_end(mut from: impl Read + Send + 'static) -> Receiver<Vec<u8>> {
    let (send, all) = mpsc::channel();
    std::thread::spawn(move || {
        let mut said = Vec::new();
        let _ = from.read_to_end(&mut said);
        let _ = send.send(said);
    });
    all
}

/// All files of one kind that git knows, from the root.
pub(crate) fn tracked(pattern: &str) -> Vec<PathBuf> {
    let listed = output(
        program("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard", pattern])
            .current_dir(root()),
    );
    let names = String::from_utf8(listed.stdout).unwrap();
    let mut files: Vec<PathBuf> =
        names.split_terminator('\0').map(PathBuf::from).filter(|f| root().join(f).is_file()).collect();
    files.sort();
    files.dedup();
    files
}

/// The plans in `examples`, libraries left out.
pub(crate) fn examples() -> Vec<PathBuf> {
    tracked("examples/*.meso").into_iter().filter(|file| !file.starts_with("examples/library")).collect()
}

/// A text of the repository.
pub(crate) fn read(file: &Path) -> String {
    std::fs::read_to_string(root().join(file)).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
}
