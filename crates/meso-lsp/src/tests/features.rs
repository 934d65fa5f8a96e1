//! Each request once, on one plan, through the whole server.

use super::client::{Client, place};
use serde_json::{Value, json};

const URI: &str = "file:///p/plan.meso";
const PLAN: &str = "plan \"Spring\"
  goal   10km on 2027-03-28
  start  2027-03-01
  units  km

athlete \"Kim\"
  recent  10km in 44:10

session cruise(n = 4, rec = 60s) \"Cruise intervals\"
  2km E
  n x (1600m @T / rec jog)
  2km E

phase build \"Threshold\"

week 1
  mon rest
  tue cruise(n = 3)
  wed 8km E
  thu 3km E + 5x(1km @5k / 90s jog) + 2km E
  sat 8 km E
  sun long 16km E; ice-bath 12min 12C
week 2
  mon rest
  tue cruise
  
";

async fn ready() -> Client {
    ready_with(json!({})).await
}

/// A client with these abilities for code actions beside the usual ones.
async fn ready_with(mut code_action: Value) -> Client {
    code_action["codeActionLiteralSupport"] = json!({ "codeActionKind": { "valueSet": [] } });
    let abilities = json!({
        "textDocument": {
            "codeAction": code_action,
            "completion": { "completionItem": { "snippetSupport": true } },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "publishDiagnostics": { "relatedInformation": true, "codeDescriptionSupport": true, "dataSupport": true },
        },
        "workspace": { "workspaceEdit": { "documentChanges": true } },
        "window": { "showDocument": { "support": true } },
    });
    let mut client = Client::ready(abilities).await;
    client.open(URI, PLAN).await;
    client
}

fn at(word: &str, offset: usize) -> Value {
    json!({ "textDocument": { "uri": URI }, "position": place(PLAN, word, 0, offset) })
}

fn whole() -> Value {
    json!({ "textDocument": { "uri": URI }, "options": { "tabSize": 2, "insertSpaces": true },
        "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } } })
}

async fn hover(client: &mut Client, word: &str, offset: usize) -> String {
    client.result("textDocument/hover", at(word, offset)).await["contents"]["value"]
        .as_str()
        .unwrap_or("")
        .to_owned()
}

async fn actions(client: &mut Client, word: &str, offset: usize) -> Vec<Value> {
    let position = place(PLAN, word, 0, offset);
    let params = json!({ "textDocument": { "uri": URI }, "range": { "start": position, "end": position }, "context": { "diagnostics": [] } });
    client.result("textDocument/codeAction", params).await.as_array().unwrap().clone()
}

/// The text after the edits of an action; for texts of ASCII.
fn applied(action: &Value) -> String {
    let mut text = PLAN.to_owned();
    let mut edits = action["edit"]["documentChanges"][0]["edits"].as_array().unwrap().clone();
    let offset = |position: &Value| {
        let line = usize::try_from(position["line"].as_u64().unwrap()).unwrap();
        let start: usize = PLAN.split_inclusive('\n').take(line).map(str::len).sum();
        start + usize::try_from(position["character"].as_u64().unwrap()).unwrap()
    };
    edits.sort_by_key(|edit| std::cmp::Reverse(offset(&edit["range"]["start"])));
    for edit in edits {
        let range = offset(&edit["range"]["start"])..offset(&edit["range"]["end"]);
        text.replace_range(range, edit["newText"].as_str().unwrap());
    }
    text
}

fn titled<'a>(actions: &'a [Value], title: &str) -> &'a Value {
    let titles: Vec<&str> = actions.iter().filter_map(|a| a["title"].as_str()).collect();
    actions
        .iter()
        .find(|a| a["title"].as_str().unwrap().contains(title))
        .unwrap_or_else(|| panic!("no {title} in {titles:?}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn diagnostics_say_where_to_read_more() {
    let mut client = ready().await;
    let found = client.diagnostics(URI, Some(1)).await;
    let notation = found.iter().find(|d| d["code"] == "notation").unwrap();
    assert!(notation["codeDescription"]["href"].as_str().unwrap().ends_with("docs/rules/notation.md"));
    assert_eq!((notation["source"].as_str(), notation["severity"].as_u64()), (Some("meso"), Some(2)));
    assert_eq!(notation["data"], json!({ "fixes": [{ "title": "write `8km`", "safe": true }] }));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_asks_later_gets_the_same_edits() {
    let mut eager = ready().await;
    let expected = actions(&mut eager, "5x(1km", 3).await;
    for properties in [json!(["edit"]), json!(["edit", "command"])] {
        let both = properties.as_array().unwrap().len() == 2;
        let mut client =
            ready_with(json!({ "dataSupport": true, "resolveSupport": { "properties": properties } })).await;
        let names = actions(&mut client, "5x(1km", 3).await;
        assert_eq!(names.len(), expected.len());
        for (name, expected) in names.into_iter().zip(&expected) {
            assert!(name.get("edit").is_none(), "{name}");
            assert_eq!(name.get("command"), expected.get("command").filter(|_| !both));
            let mut whole = client.result("codeAction/resolve", name).await;
            assert!(whole["data"].is_object());
            whole.as_object_mut().unwrap().remove("data");
            assert_eq!(&whole, expected);
        }
        let mut other = actions(&mut client, "sat 8 km", 5).await[0].clone();
        other["title"] = json!("something that was offered before the settings changed");
        let other = client.request("codeAction/resolve", other).await;
        assert_eq!(other["error"]["code"], -32801, "{other}");
        let stale = actions(&mut client, "sat 8 km", 5).await[0].clone();
        client.replace(URI, 2, &PLAN.replace("sat 8 km", "sat rest")).await;
        let late = client.request("codeAction/resolve", stale.clone()).await;
        assert_eq!(late["error"]["code"], -32801, "{late}");
        let nowhere = client.request("codeAction/resolve", json!({ "title": "no data" })).await;
        assert_eq!(nowhere["error"]["code"], -32602, "{nowhere}");
    }
    let old = json!({ "resolveSupport": { "properties": ["edit"] } });
    let mut without_data = ready_with(old).await;
    assert!(actions(&mut without_data, "5x(1km", 3).await[0].get("edit").is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hovers_say_what_a_place_comes_to() {
    let mut client = ready().await;
    let session = hover(&mut client, "tue cruise", 5).await;
    assert!(
        session.contains("session cruise")
            && session.contains("Tuesday 2 March 2027")
            && session.contains("hard:"),
        "{session}"
    );
    let zone = hover(&mut client, "@T", 1).await;
    assert!(zone.contains("/km") && zone.contains("VDOT"), "{zone}");
    let week = hover(&mut client, "week 1", 2).await;
    assert!(week.contains("1 Mar to 7 Mar") && week.contains("hard"), "{week}");
    assert!(hover(&mut client, "ice-bath", 2).await.contains("12 °C"));
    let goal = hover(&mut client, "goal", 3).await;
    assert!(goal.contains("**10 km** on Sunday 28 March 2027"), "{goal}");
    assert!(goal.contains("the race over 10 km in 44:10 foretells 44:10"), "{goal}");
    let steps = hover(&mut client, "5x(1km", 0).await;
    assert!(steps.contains("- 230 m in 90 s recovery"), "{steps}");
    assert!(hover(&mut client, "rec jog", 1).await.contains("`60s` if not given"));
    assert!(hover(&mut client, "recent", 1).await.contains("**T**"));
    assert!(hover(&mut client, "phase build", 1).await.contains("2 weeks"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn completion_knows_where_it_is() {
    let mut client = ready().await;
    let mut labels = async |line: usize, character: usize| -> Vec<String> {
        let params =
            json!({ "textDocument": { "uri": URI }, "position": { "line": line, "character": character } });
        let items = client.result("textDocument/completion", params).await;
        items.as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
    };
    let line = |word: &str| PLAN.lines().position(|line| line.contains(word)).unwrap();
    // The last line of week 2: the days that are left, the next one first.
    let days = labels(PLAN.lines().count() - 1, 2).await;
    assert_eq!(days[..6], ["wed", "thu", "fri", "sat", "sun", "any"], "{days:?}");
    let items = labels(line("wed 8km"), 6).await;
    assert!(
        ["cruise", "rest", "ice-bath", "bike", "tempo", "cooldown"]
            .iter()
            .all(|word| items.iter().any(|i| i == word)),
        "{items:?}"
    );
    assert!(!items.contains(&"cool-down".to_owned()), "another spelling of the same: {items:?}");
    let zones = labels(line("@T"), 14).await;
    assert!(zones.contains(&"T".to_owned()) && zones.contains(&"5k".to_owned()), "{zones:?}");
    assert_eq!(labels(line("wed 8km"), 7).await[0], "km");
    assert_eq!(labels(line("tue cruise(n"), 13).await, ["n", "rec"]);
    assert!(labels(line("ice-bath"), 28).await.contains(&"within".to_owned()));
    // What the entry takes: an ice bath no grams, nobody's bath a beer.
    let details = labels(line("ice-bath"), 28).await;
    assert!(!details.contains(&"beer".to_owned()) && !details.contains(&"carbs".to_owned()), "{details:?}");
    let bath = PLAN.lines().nth(line("ice-bath")).unwrap();
    let number = bath.find("12min").unwrap() + 2;
    assert_eq!(labels(line("ice-bath"), number).await, ["h", "min", "s", "C", "F"]);
    let settings = labels(line("recent"), 2).await;
    assert!(
        settings.contains(&"max-hr".to_owned()) && !settings.contains(&"goal".to_owned()),
        "{settings:?}"
    );
    assert!(labels(0, 0).await.contains(&"week".to_owned()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hints_lenses_and_signatures_show_figures() {
    let mut client = ready().await;
    let hints = client.result("textDocument/inlayHint", whole()).await;
    let pace = place(PLAN, "long 16km E", 0, "long 16km E".len());
    let there = hints.as_array().unwrap().iter().find(|hint| hint["position"] == pace);
    assert!(there.is_some_and(|hint| hint["label"].as_str().unwrap().contains("/km")), "{hints}");
    let hints = hints.to_string();
    assert!(["2 Mar", "/km", " km, "].iter().all(|part| hints.contains(part)), "{hints}");
    let lenses = client.result("textDocument/codeLens", whole()).await.to_string();
    assert!(lenses.contains("2 hard sessions") && lenses.contains("form"), "{lenses}");
    let help = client.result("textDocument/signatureHelp", at("cruise(n = 3", 8)).await;
    assert_eq!(help["signatures"][0]["label"], "cruise(n = 4, rec = 60s)");
    assert_eq!(help["activeParameter"], 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_shape_of_the_text_is_known() {
    let mut client = ready().await;
    let folds = client.result("textDocument/foldingRange", whole()).await;
    let line = |word: &str| PLAN.lines().position(|line| line.starts_with(word)).unwrap();
    let has = |start: usize, end: usize| {
        folds.as_array().unwrap().iter().any(|f| f["startLine"] == start && f["endLine"] == end)
    };
    assert!(has(line("session"), line("session") + 3) && has(line("phase"), line("week 2") + 2), "{folds}");
    let outline = client.result("textDocument/documentSymbol", whole()).await;
    let phase = outline.as_array().unwrap().iter().find(|s| s["name"] == "build").unwrap();
    assert_eq!(phase["children"].as_array().unwrap().len(), 2);
    assert_eq!(phase["children"][0]["children"][1]["detail"], "cruise(n = 3)");
    let around = json!({ "textDocument": { "uri": URI }, "positions": [place(PLAN, "1km @5k", 0, 1)] });
    let mut range = client.result("textDocument/selectionRange", around).await[0].clone();
    let mut depth = 0;
    while !range["parent"].is_null() {
        range = range["parent"].clone();
        depth += 1;
    }
    assert!(depth >= 6, "{depth}");
    assert_eq!(range["range"]["start"]["line"], 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tokens_come_whole_in_part_and_as_what_changed() {
    let mut client = ready().await;
    let full = client.result("textDocument/semanticTokens/full", whole()).await;
    let count = full["data"].as_array().unwrap().len();
    assert!(count > 5 * 60 && count % 5 == 0);
    let mut part = whole();
    part["range"]["end"]["line"] = json!(3);
    let part = client.result("textDocument/semanticTokens/range", part).await;
    assert!(part["data"].as_array().unwrap().len() < count / 2);
    client.replace(URI, 2, &PLAN.replace("wed 8km E", "wed 8km E + 1km T")).await;
    let asked = json!({ "textDocument": { "uri": URI }, "previousResultId": full["resultId"] });
    let delta = client.result("textDocument/semanticTokens/full/delta", asked).await;
    assert_eq!(delta["edits"].as_array().unwrap().len(), 1);
    assert!(delta["edits"][0]["data"].as_array().unwrap().len() < 40, "{delta}");
    let asked = json!({ "textDocument": { "uri": URI }, "previousResultId": "of another time" });
    assert!(client.result("textDocument/semanticTokens/full/delta", asked).await["data"].is_array());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_are_found_marked_and_changed_together() {
    let mut client = ready().await;
    let marks = client.result("textDocument/documentHighlight", at("n x", 0)).await;
    assert_eq!(marks.as_array().unwrap().len(), 3, "{marks}");
    let linked = client.result("textDocument/linkedEditingRange", at("session cruise", 9)).await;
    assert_eq!(linked["ranges"].as_array().unwrap().len(), 3);
    let prepared = client.result("textDocument/prepareRename", at("rec jog", 0)).await;
    assert_eq!(prepared["placeholder"], "rec");
    for (place, name) in [("n x", "8km"), ("n x", "rec"), ("wed 8km", "x")] {
        let mut rename = at(place, if place == "wed 8km" { 7 } else { 0 });
        rename["newName"] = json!(name);
        let answer = client.request("textDocument/rename", rename).await;
        assert_eq!(answer["error"]["code"], -32803, "{name}: {answer}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fixes_and_refactorings_change_the_plan() {
    let mut client = ready().await;
    let found = actions(&mut client, "sat 8 km", 7).await;
    assert!(applied(titled(&found, "8km")).contains("sat 8km E"));
    let all = titled(&found, "Fix all");
    assert_eq!(all["kind"], "source.fixAll.meso");
    assert!(applied(all).contains("sat 8km E"));

    let found = actions(&mut client, "5x(1km", 3).await;
    let extracted = applied(titled(&found, "Extract"));
    assert!(
        extracted.contains("session workout\n  3km E\n  5x(1km @5k / 90s jog)\n  2km E\n"),
        "{extracted}"
    );
    assert!(extracted.contains("  thu workout\n"), "{extracted}");
    assert!(applied(titled(&found, "Turn easy")).contains("min E\n"));
    assert!(applied(titled(&found, "miles")).contains("1.9mi E"));

    let found = actions(&mut client, "tue cruise", 6).await;
    let inlined = applied(titled(&found, "Write out"));
    assert!(inlined.contains("  tue 2km E + 3x(1600m @T / 60s jog) + 2km E\n"), "{inlined}");
    let moved = applied(titled(&found, "Move this to wed"));
    assert!(moved.contains("  tue 8km E\n  wed cruise(n = 3)\n"), "{moved}");

    let found = actions(&mut client, "week 1", 2).await;
    let inserted = applied(titled(&found, "recovery week"));
    assert!(
        inserted.contains("week 2 recovery like 1 volume 70%") && inserted.contains("week 3\n"),
        "{inserted}"
    );

    let (from, to) = (place(PLAN, "tue cruise", 0, 2), place(PLAN, "wed 8km", 0, 4));
    let params = json!({ "textDocument": { "uri": URI }, "range": { "start": from, "end": to }, "context": { "diagnostics": [], "only": ["refactor"] } });
    let found = client.result("textDocument/codeAction", params).await.as_array().unwrap().clone();
    assert!(applied(titled(&found, "Swap tue and wed")).contains("  tue 8km E\n"));
    assert!(found.iter().all(|a| a["kind"].as_str().unwrap().starts_with("refactor")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rule_can_be_silenced_where_it_speaks() {
    let mut client = ready().await;
    let two_hard = "week 1\n  mon 10km T\n  tue 10km T\n  wed 10km T\n";
    client.replace(URI, 2, two_hard).await;
    let found = client.diagnostics(URI, Some(2)).await;
    let finding = found.iter().find(|d| d["code"] == "hard-day-back-to-back").unwrap();
    let params = json!({ "textDocument": { "uri": URI }, "range": finding["range"], "context": { "diagnostics": [], "only": ["quickfix"] } });
    let offered = client.result("textDocument/codeAction", params).await.as_array().unwrap().clone();
    let allow = titled(&offered, "Allow `hard-day-back-to-back` on this day");
    let edit = &allow["edit"]["documentChanges"][0]["edits"][0];
    assert_eq!(edit["newText"], "; allow hard-day-back-to-back \"why\"");
    // Afterwards the reason is selected.
    client.request("workspace/executeCommand", allow["command"].clone()).await;
    let shown = client.wait(|m| m["method"] == "window/showDocument").await;
    let selection = &shown["params"]["selection"];
    assert_eq!(
        selection["end"]["character"].as_u64().unwrap() - selection["start"]["character"].as_u64().unwrap(),
        3
    );
}
