//! 7: a mistake of ours is answered as an error, wherever it happens, and never ends the server.

use super::client::Client;
use crate::front::{Exit, Front};
use crate::server::Server;
use crate::state::State;
use crate::worker;
use futures::FutureExt;
use futures::future::BoxFuture;
use serde_json::{Value, json};
use std::convert::Infallible;
use std::sync::Arc;
use std::task::{Context, Poll};
use tower_lsp::jsonrpc::{Request, Response, Result};
use tower_lsp::{LspService, LspServiceBuilder};
use tower_service::Service;

const URI: &str = "file:///p/a.meso";
const PLAN: &str = "week 1\n  mon 8 km E\n";

/// Requests that only a server under test knows, each with a mistake at another place.
pub(crate) fn with_faults(service: LspServiceBuilder<Server>) -> LspServiceBuilder<Server> {
    service
        .custom_method("fault/atOnce", Server::fail_at_once)
        .custom_method("fault/later", Server::fail_later)
        .custom_method("fault/atWork", Server::fail_at_work)
        .custom_method("fault/checking", Server::fail_checking)
}

impl Server {
    async fn fail_at_once(&self) -> Result<Value> {
        panic!("on purpose, before anything is waited for")
    }

    async fn fail_later(&self) -> Result<Value> {
        tokio::task::yield_now().await;
        panic!("on purpose, after something was waited for")
    }

    async fn fail_at_work(&self) -> Result<Value> {
        self.with_world(|_, _| panic!("on purpose, on the thread that works")).await
    }

    /// What happens to the thread that checks plans when a rule has a mistake.
    async fn fail_checking(&self) -> Result<Value> {
        let nothing = worker::check(&self.state, &"a.meso".into(), || panic!("on purpose, in a rule"));
        Ok(json!(nothing.is_none()))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mistake_of_ours_is_an_answer_and_not_the_end() {
    let mut client = Client::ready(json!({})).await;
    for (method, place) in [
        ("fault/atOnce", "before anything is waited for"),
        ("fault/later", "after something was waited for"),
        ("fault/atWork", "on the thread that works"),
    ] {
        for _ in 0..3 {
            let answer = client.request(method, Value::Null).await;
            assert_eq!(answer["error"]["code"], -32603, "{answer}");
            let told = client.wait(|m| m["method"] == "window/logMessage" && m["params"]["type"] == 1).await;
            assert!(told["params"]["message"].as_str().unwrap().contains(place), "{told}");
        }
    }
    assert_eq!(client.result("fault/checking", Value::Null).await, json!(true));
    // Everything goes on: edits, findings, answers, the end.
    client.open(URI, PLAN).await;
    assert_eq!(client.diagnostics(URI, Some(1)).await.len(), 1);
    let place = json!({ "textDocument": { "uri": URI }, "position": { "line": 1, "character": 7 } });
    assert!(client.result("textDocument/hover", place).await.is_object());
    client.request("shutdown", Value::Null).await;
    client.notify("exit", Value::Null).await;
    client.wait_for_exit(0).await;
}

/// A transport that fails before it has a future to give.
struct Broken;

impl Service<Request> for Broken {
    type Response = Option<Response>;
    type Error = Infallible;
    type Future = BoxFuture<'static, std::result::Result<Option<Response>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<std::result::Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request) -> Self::Future {
        panic!("on purpose, in the order of the messages")
    }
}

#[tokio::test]
async fn a_mistake_in_the_order_of_the_messages_is_one_too() {
    let state = std::cell::OnceCell::new();
    let (_service, _socket) = LspService::new(|client| {
        let log = crate::log::Log::new(None).unwrap();
        let made = State::new(log, crate::outbox::Outbox::new(client), crate::files::Files::default());
        Server::new(Arc::clone(state.get_or_init(|| Arc::new(made))))
    });
    let exit: Exit = Arc::new(|_| {});
    let mut front = Front::new(Broken, state.into_inner().unwrap(), exit, Arc::default());
    let request = Request::build("textDocument/hover").id(7).finish();
    let answer = front.call(request).now_or_never().unwrap().unwrap().unwrap();
    assert_eq!(answer.error().map(|e| e.code.code()), Some(-32603));
    let notification = Request::build("$/anything").finish();
    assert!(front.call(notification).now_or_never().unwrap().unwrap().is_none());
}
