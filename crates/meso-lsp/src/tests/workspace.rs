//! Many files: libraries, what is on disk, what is watched, what is pulled.

use super::client::{Client, place};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::time::Duration;
use tower_lsp::lsp_types::Url;

const LIBRARY: &str = "session cruise(n = 4) \"Cruise\"\n  2km E\n  n x (1600m @T / 60s jog)\n  2km E\n";
const PLAN: &str = "plan \"p\"\nuse \"lib.meso\"\nweek 1\n  mon cruise(n = 3)\n";

fn uri(folder: &Path, file: &str) -> String {
    Url::from_file_path(folder.join(file)).unwrap().to_string()
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("meso.toml"), "").unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn codes(found: &[Value]) -> Vec<&str> {
    found.iter().filter_map(|d| d["code"].as_str()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn editing_a_library_refreshes_the_plans_that_use_it() {
    let folder = folder(&[("lib.meso", LIBRARY), ("plan.meso", PLAN)]);
    let (library, plan) = (uri(folder.path(), "lib.meso"), uri(folder.path(), "plan.meso"));
    let mut client = Client::in_folder(json!({}), Some(folder.path())).await;
    client.open(&plan, PLAN).await;
    assert_eq!(client.diagnostics(&plan, Some(1)).await, Vec::<Value>::new());
    client.open(&library, LIBRARY).await;
    client.replace(&library, 2, &LIBRARY.replace("cruise", "tempo")).await;
    let found = loop {
        let found = client.diagnostics(&plan, Some(1)).await;
        if !found.is_empty() {
            break found;
        }
    };
    assert!(found[0]["message"].as_str().unwrap().contains("cruise"), "{found:?}");
    client.replace(&library, 3, LIBRARY).await;
    while !client.diagnostics(&plan, Some(1)).await.is_empty() {}
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_reach_across_files() {
    let folder = folder(&[("lib.meso", LIBRARY), ("plan.meso", PLAN), ("other.meso", PLAN)]);
    let (library, plan) = (uri(folder.path(), "lib.meso"), uri(folder.path(), "plan.meso"));
    let mut client = Client::in_folder(json!({}), Some(folder.path())).await;
    client.open(&plan, PLAN).await;
    client
        .wait(|m| {
            m["method"] == "window/logMessage" && m["params"]["message"].as_str().unwrap().contains("3 plans")
        })
        .await;
    let at = place(PLAN, "cruise", 0, 1);
    let asked = json!({ "textDocument": { "uri": plan }, "position": at });
    let definition = client.result("textDocument/definition", asked.clone()).await;
    assert_eq!(definition[0]["uri"], library);
    let mut references = asked.clone();
    references["context"] = json!({ "includeDeclaration": true });
    assert_eq!(client.result("textDocument/references", references).await.as_array().unwrap().len(), 3);
    let mut rename = asked.clone();
    rename["newName"] = json!("threshold-run");
    let changes = client.result("textDocument/rename", rename).await["changes"].clone();
    assert_eq!(changes.as_object().unwrap().len(), 3, "{changes}");
    let calls = client.result("textDocument/prepareCallHierarchy", asked).await;
    let incoming = client.result("callHierarchy/incomingCalls", json!({ "item": calls[0] })).await;
    assert_eq!(incoming.as_array().unwrap().len(), 2, "{incoming}");
    let links = client.result("textDocument/documentLink", json!({ "textDocument": { "uri": plan } })).await;
    assert_eq!(links[0]["target"], library);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_that_are_not_open_are_checked_as_on_disk() {
    let folder = folder(&[("a.meso", "plan \"a\"\nweek 1\n  mon 8 km E\n"), (".gitignore", "old/\n")]);
    fs::create_dir(folder.path().join("old")).unwrap();
    fs::write(folder.path().join("old/b.meso"), "week 1\n  mon 8 km E\n").unwrap();
    let (a, ignored) = (uri(folder.path(), "a.meso"), uri(folder.path(), "old/b.meso"));
    let mut client = Client::in_folder(
        json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } }),
        Some(folder.path()),
    )
    .await;
    assert_eq!(codes(&client.diagnostics(&a, None).await), ["notation"]);
    fs::write(folder.path().join("a.meso"), "plan \"a\"\nweek 1\n  mon 8km E and more\n").unwrap();
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": a, "type": 2 }] })).await;
    assert_ne!(codes(&client.diagnostics(&a, None).await), ["notation"]);
    fs::remove_file(folder.path().join("a.meso")).unwrap();
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": a, "type": 3 }] })).await;
    assert!(client.diagnostics(&a, None).await.is_empty());
    assert!(!client.others.iter().any(|m| m["params"]["uri"] == ignored), "what is ignored is not checked");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_takes_findings_back() {
    let mut client = Client::ready(json!({})).await;
    let uri = "file:///nowhere/a.meso";
    client.open(uri, "week 1\n  mon 8 km E\n").await;
    assert_eq!(client.diagnostics(uri, Some(1)).await.len(), 1);
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } })).await;
    assert!(client.diagnostics(uri, None).await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_changed_configuration_counts_at_once() {
    let folder = folder(&[]);
    let plan = uri(folder.path(), "plan.meso");
    let abilities = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let mut client = Client::in_folder(abilities, Some(folder.path())).await;
    client.open(&plan, "week 1\n  mon 8 km E\n").await;
    assert_eq!(codes(&client.diagnostics(&plan, Some(1)).await), ["notation"]);
    fs::write(folder.path().join("meso.toml"), "[rules]\nnotation = \"off\"\n").unwrap();
    let config = uri(folder.path(), "meso.toml");
    client
        .notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": config, "type": 2 }] }))
        .await;
    assert!(client.diagnostics(&plan, Some(1)).await.is_empty());
    fs::write(folder.path().join("meso.toml"), "[rules]\nnotatoin = \"off\"\n").unwrap();
    client
        .notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": config, "type": 2 }] }))
        .await;
    assert_eq!(client.diagnostics(&plan, Some(1)).await.len(), 1);
    let mistakes = client.diagnostics(&config, None).await;
    assert!(mistakes[0]["message"].as_str().unwrap().contains("notatoin"), "{mistakes:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clients_that_watch_nothing_are_watched_for() {
    let folder = folder(&[("plan.meso", PLAN)]);
    let plan = uri(folder.path(), "plan.meso");
    let mut client = Client::in_folder(json!({}), Some(folder.path())).await;
    client.open(&plan, PLAN).await;
    assert!(!client.diagnostics(&plan, Some(1)).await.is_empty(), "the library is missing");
    fs::write(folder.path().join("lib.meso"), LIBRARY).unwrap();
    while !client.diagnostics(&plan, Some(1)).await.is_empty() {}
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_that_use_each_other_in_a_circle_are_told_so() {
    let folder = folder(&[]);
    let (a, b) = (uri(folder.path(), "a.meso"), uri(folder.path(), "b.meso"));
    let mut client = Client::in_folder(json!({}), Some(folder.path())).await;
    client.open(&a, "use \"b.meso\"\n").await;
    client.open(&b, "use \"a.meso\"\n").await;
    for uri in [&a, &b] {
        loop {
            let found = client.diagnostics(uri, Some(1)).await;
            if codes(&found).contains(&"use-cycle") {
                break;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn diagnostics_are_pulled_by_those_who_pull() {
    let folder = folder(&[("a.meso", "week 1\n  mon 8 km E\n")]);
    let plan = uri(folder.path(), "plan.meso");
    let mut client =
        Client::in_folder(json!({ "textDocument": { "diagnostic": {} } }), Some(folder.path())).await;
    client
        .wait(|m| {
            m["method"] == "window/logMessage" && m["params"]["message"].as_str().unwrap().contains("1 plans")
        })
        .await;
    client.open(&plan, "week 1\n  mon 8 km E\n").await;
    let asked = json!({ "textDocument": { "uri": plan } });
    let report = client.result("textDocument/diagnostic", asked.clone()).await;
    assert_eq!(codes(report["items"].as_array().unwrap()), ["notation"]);
    let mut again = asked;
    again["previousResultId"] = report["resultId"].clone();
    assert_eq!(client.result("textDocument/diagnostic", again).await["kind"], "unchanged");
    let all = client.result("workspace/diagnostic", json!({ "previousResultIds": [] })).await;
    let items = all["items"].as_array().unwrap();
    assert_eq!(items.len(), 2, "{all}");
    let previous: Vec<Value> =
        items.iter().map(|i| json!({ "uri": i["uri"], "value": i["resultId"] })).collect();
    let all = client.result("workspace/diagnostic", json!({ "previousResultIds": previous })).await;
    assert!(all["items"].as_array().unwrap().iter().all(|i| i["kind"] == "unchanged"), "{all}");
    // From here on nothing is pushed: it would be shown twice.
    client.others.clear();
    client.replace(&plan, 2, "week 1\n  mon 9 km E\n").await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    client
        .result(
            "textDocument/hover",
            json!({ "textDocument": { "uri": plan }, "position": { "line": 0, "character": 0 } }),
        )
        .await;
    let pushed = client.others.iter().filter(|m| {
        m["method"] == "textDocument/publishDiagnostics"
            && !m["params"]["diagnostics"].as_array().unwrap().is_empty()
    });
    assert_eq!(pushed.count(), 0);
}

/// The findings that only plan and log together give are said in the log, whichever of the two names the other.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_is_seen_with_its_plan() {
    const DAYS: &str = "log 2027-01-05\n  done 8.2km in 42:10 rpe 9\n  sleep 4h\n";
    let plan = |logs: &str| {
        format!(
            "plan \"P\"\n  start 2027-01-04\n{logs}athlete \"Kim\"\n  recent 10km in 44:10\nweek 1\n  \
             tue 3km E + 6x(1km @5k / 90s jog) + 2km E\n"
        )
    };
    let naming = plan("  logs \"kim.meso\"\n");
    for (plan_text, log_text) in
        [(naming.clone(), DAYS.to_owned()), (plan(""), format!("log for \"plan.meso\"\n{DAYS}"))]
    {
        let folder = folder(&[("plan.meso", &plan_text), ("kim.meso", &log_text)]);
        let (plan_uri, log_uri) = (uri(folder.path(), "plan.meso"), uri(folder.path(), "kim.meso"));
        let mut client = Client::in_folder(json!({}), Some(folder.path())).await;
        let sleepless = |found: &[Value]| codes(found).contains(&"sleep-lost-before-hard");
        while !sleepless(&client.diagnostics(&log_uri, None).await) {}
        client.open(&log_uri, &log_text).await;
        client.open(&plan_uri, &plan_text).await;
        while !sleepless(&client.diagnostics(&log_uri, Some(1)).await) {}
        assert!(!sleepless(&client.diagnostics(&plan_uri, Some(1)).await), "it is said once, in the log");
        // Without its plan the log knows nothing of Tuesday's session.
        if plan_text == naming {
            client.replace(&plan_uri, 2, &plan("")).await;
            while sleepless(&client.diagnostics(&log_uri, Some(1)).await) {}
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_large_workspace_shows_its_progress() {
    let folder = folder(&[]);
    for n in 0..260 {
        fs::write(folder.path().join(format!("{n}.meso")), "week 1\n  mon 8km E\n").unwrap();
    }
    let mut client =
        Client::in_folder(json!({ "window": { "workDoneProgress": true } }), Some(folder.path())).await;
    client.wait(|m| m["method"] == "window/workDoneProgress/create").await;
    client.wait(|m| m["method"] == "$/progress" && m["params"]["value"]["kind"] == "begin").await;
    client.wait(|m| m["method"] == "$/progress" && m["params"]["value"]["kind"] == "end").await;
    let found = client.result("workspace/symbol", json!({ "query": "week" })).await;
    assert_eq!(found.as_array().unwrap().len(), 260);
}
