//! Reads the client's messages from standard input on a thread of its own, and lets only whole, readable ones through.
//!
//! The transport of tower-lsp stops at the first message that is not JSON, and cannot be told that its input has ended
//! while a request is running. Here a broken message becomes a note to [`crate::front`], which answers it with an
//! error, and the end of the input is an event of its own.

use serde::de::IgnoredAny;
use std::io::{self, BufRead, Read};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::{mpsc, oneshot};
use tower_lsp::jsonrpc::Id;

/// The notification that stands in for a message that could not be read; its parameter says why.
pub(crate) const UNREADABLE: &str = "$/meso/unreadable";

/// A message may have so many bytes; a plan has some thousand.
const MESSAGE_LIMIT: usize = 256 << 20;

/// The client's messages, framed again.
pub(crate) struct Input {
    messages: mpsc::Receiver<Vec<u8>>,
    current: Vec<u8>,
    at: usize,
}

/// Why there are no more messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The input ended between two messages.
    Closed,
    /// It ended within one.
    Broken(String),
}

impl Input {
    /// Starts to read. The second half says when and why the input ended.
    pub(crate) fn spawn(source: impl Read + Send + 'static) -> io::Result<(Self, oneshot::Receiver<End>)> {
        let (sender, messages) = mpsc::channel(64);
        let (ended, end) = oneshot::channel();
        std::thread::Builder::new().name("input".to_owned()).spawn(move || {
            let mut source = io::BufReader::with_capacity(1 << 16, source);
            let why = loop {
                match next_message(&mut source) {
                    Ok(body) => {
                        if sender.blocking_send(frame(body)).is_err() {
                            break End::Closed;
                        }
                    }
                    Err(end) => break end,
                }
            };
            let _ = ended.send(why);
        })?;
        Ok((Input { messages, current: Vec::new(), at: 0 }, end))
    }
}

impl AsyncRead for Input {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.at == self.current.len() {
            match self.messages.poll_recv(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => return Poll::Ready(Ok(())),
                Poll::Ready(Some(message)) => {
                    self.current = message;
                    self.at = 0;
                }
            }
        }
        let rest = &self.current[self.at..];
        let take = rest.len().min(buf.remaining());
        buf.put_slice(&rest[..take]);
        self.at += take;
        Poll::Ready(Ok(()))
    }
}

/// The body of the next message: as it came if it is JSON, else a note that says what is wrong with it.
fn next_message(source: &mut impl BufRead) -> Result<Vec<u8>, End> {
    let mut length = None;
    let mut begun = false;
    loop {
        let mut line = Vec::new();
        let read = source
            .by_ref()
            .take(1 << 16)
            .read_until(b'\n', &mut line)
            .map_err(|e| End::Broken(e.to_string()))?;
        if read == 0 {
            return Err(if begun {
                End::Broken("the input ended within a header".to_owned())
            } else {
                End::Closed
            });
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end_matches(['\r', '\n']);
        match line.split_once(':') {
            Some((name, value)) if name.trim().eq_ignore_ascii_case("content-length") => {
                match value.trim().parse::<usize>() {
                    Ok(n) if n <= MESSAGE_LIMIT => length = Some(n),
                    Ok(n) => {
                        return Err(End::Broken(format!(
                            "a message of {n} bytes is more than a server takes"
                        )));
                    }
                    Err(_) => return Ok(note(&format!("`{line}` is not a length"))),
                }
                begun = true;
            }
            Some(_) => begun = true,
            None if line.is_empty() && length.is_some() => break,
            // What stands between messages is skipped up to the next header.
            None => {}
        }
    }
    let length = length.unwrap_or(0);
    let mut body = Vec::new();
    let read =
        source.by_ref().take(length as u64).read_to_end(&mut body).map_err(|e| End::Broken(e.to_string()))?;
    if read < length {
        return Err(End::Broken(format!("the input ended after {read} of {length} bytes of a message")));
    }
    match check(&body) {
        Ok(()) => Ok(body),
        Err(why) => Ok(note(&why)),
    }
}

/// Is it a request, a notification or an answer?
fn check(body: &[u8]) -> Result<(), String> {
    // All members that the transport knows, so that what passes here passes there: one given twice is refused too.
    #[derive(serde::Deserialize)]
    struct Shape {
        jsonrpc: String,
        method: Option<String>,
        id: Option<Id>,
        #[serde(default)]
        #[allow(dead_code)]
        params: IgnoredAny,
        #[serde(default)]
        #[allow(dead_code)]
        result: IgnoredAny,
        #[serde(default)]
        #[allow(dead_code)]
        error: IgnoredAny,
    }
    let shape: Shape = serde_json::from_slice(body).map_err(|e| e.to_string())?;
    if shape.jsonrpc != "2.0" {
        return Err(format!("JSON-RPC `{}` is not 2.0", shape.jsonrpc));
    }
    if shape.method.is_none() && shape.id.is_none() {
        return Err("neither a method nor an id".to_owned());
    }
    Ok(())
}

fn note(why: &str) -> Vec<u8> {
    serde_json::json!({ "jsonrpc": "2.0", "method": UNREADABLE, "params": { "why": why } })
        .to_string()
        .into_bytes()
}

fn frame(body: Vec<u8>) -> Vec<u8> {
    let mut framed = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    framed.extend_from_slice(&body);
    framed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(input: &str) -> (Vec<String>, End) {
        let mut source = input.as_bytes();
        let mut bodies = Vec::new();
        loop {
            match next_message(&mut source) {
                Ok(body) => bodies.push(String::from_utf8(body).unwrap()),
                Err(end) => return (bodies, end),
            }
        }
    }

    fn framed(body: &str) -> String {
        format!(
            "Content-Length: {}\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n{body}",
            body.len()
        )
    }

    #[test]
    fn whole_messages_pass() {
        let one = r#"{"jsonrpc":"2.0","method":"exit"}"#;
        let (bodies, end) = all(&(framed(one) + &framed(one)));
        assert_eq!(bodies, [one, one]);
        assert_eq!(end, End::Closed);
    }

    #[test]
    fn a_broken_body_costs_only_itself() {
        let good = r#"{"jsonrpc":"2.0","id":1,"result":null}"#;
        let (bodies, _) = all(&(framed("{oh no") + &framed("[]") + &framed("{}") + &framed(good)));
        assert_eq!(bodies.len(), 4);
        assert!(bodies[..3].iter().all(|b| b.contains(UNREADABLE)), "{bodies:?}");
        assert_eq!(bodies[3], good);
    }

    #[test]
    fn noise_between_messages_is_skipped() {
        let good = r#"{"jsonrpc":"2.0","method":"exit"}"#;
        let (bodies, _) = all(&format!("warning\n\n{}", framed(good)));
        assert_eq!(bodies, [good]);
    }

    #[test]
    fn the_end_within_a_message_is_told_apart() {
        assert_eq!(
            all("Content-Length: 10\r\n\r\n{").1,
            End::Broken("the input ended after 1 of 10 bytes of a message".into())
        );
        assert_eq!(all("Content-Length: 10\r\n").1, End::Broken("the input ended within a header".into()));
        assert!(matches!(all("Content-Length: 99999999999\r\n\r\n").1, End::Broken(_)));
    }
}
