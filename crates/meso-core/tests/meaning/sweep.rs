//! The kinds behind the table: every effort with every target, sport and ground, in every order of words.

use super::{RUNNER, class, findings, read};
use expect_test::expect_file;
use std::fmt::Write as _;

const EFFORTS: &[&str] = &[
    "",
    "run",
    "easy",
    "recovery",
    "jog",
    "steady",
    "M",
    "T",
    "I",
    "R",
    "hard",
    "tempo",
    "interval",
    "warmup",
    "progression",
    "fartlek",
    "hill",
];
const TARGETS: &[&str] = &[
    "",
    "@E",
    "@M",
    "@T",
    "@5k",
    "@10k",
    "@HM",
    "@5:20/km",
    "@4:35/km",
    "@4:05/km",
    "@M-10s/km",
    "@95% 5k",
    "@130-140bpm",
    "@170-178bpm",
    "@<75%hrmax",
    "@RPE 3",
    "@RPE 5",
    "@RPE 8",
    "@70%CP",
    "@97%CP",
];
const SPORTS: &[&str] = &["", "bike", "row", "swim", "elliptical", "aqua-jog", "hike", "strength"];
const GROUNDS: &[&str] = &["", "trail", "track", "uphill", "treadmill"];
const LENGTHS: &[&str] = &["30min", "2min"];

fn sentence(parts: &[&str]) -> String {
    parts.iter().filter(|p| !p.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// 0 easy, 1 moderate, 2 hard.
fn rank(item: &str) -> Option<u8> {
    let analysis = read(RUNNER, item);
    let session = analysis.plan.sessions.first()?;
    Some(if session.class.hard { 2 } else { u8::from(session.class.moderate) })
}

fn orders<'a>(parts: &[&'a str]) -> Vec<Vec<&'a str>> {
    if parts.len() < 2 {
        return vec![parts.to_vec()];
    }
    let mut all = Vec::new();
    for (i, first) in parts.iter().enumerate() {
        let rest: Vec<&str> = parts.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, p)| *p).collect();
        for mut order in orders(&rest) {
            order.insert(0, first);
            all.push(order);
        }
    }
    all
}

#[test]
fn efforts_and_targets_are_read_on_one_scale() {
    let mut text = String::from("# 30 min of running: E easy, M moderate, H hard; ! contradicts itself\n");
    let _ = write!(text, "{:12}", "");
    for target in TARGETS {
        let _ = write!(text, " {:>11}", if target.is_empty() { "-" } else { target });
    }
    for effort in EFFORTS {
        let _ = write!(text, "\n{:12}", if effort.is_empty() { "-" } else { effort });
        for target in TARGETS {
            let analysis = read(RUNNER, &sentence(&["30min", effort, target]));
            let session = analysis.plan.sessions.first().expect("a session");
            let mark = if findings(&analysis).contains("efforts-contradict") { "!" } else { "" };
            let _ = write!(text, " {:>11}", format!("{}{mark}", class(session)));
        }
    }
    text.push('\n');
    expect_file!["efforts.txt"].assert_eq(&text);
}

#[test]
fn other_sports_and_grounds_have_their_days() {
    let mut text = String::from("# 30 min: E easy, M moderate, H hard; ! contradicts itself\n");
    let _ = write!(text, "{:24}", "");
    for effort in EFFORTS {
        let _ = write!(text, " {:>11}", if effort.is_empty() { "-" } else { effort });
    }
    for sport in SPORTS {
        for ground in GROUNDS {
            if !sport.is_empty() && !ground.is_empty() {
                continue;
            }
            for target in ["", "@RPE 8"] {
                let _ = write!(text, "\n{:24}", sentence(&["-", sport, ground, target]));
                for effort in EFFORTS {
                    let analysis = read(RUNNER, &sentence(&["30min", sport, ground, effort, target]));
                    let session = analysis.plan.sessions.first().expect("a session");
                    let mark = if findings(&analysis).contains("efforts-contradict") { "!" } else { "" };
                    let _ = write!(text, " {:>11}", format!("{}{mark}", class(session)));
                }
            }
        }
    }
    text.push('\n');
    expect_file!["sports.txt"].assert_eq(&text);
}

#[test]
fn no_order_of_the_words_makes_a_sentence_easier() {
    let mut lower = Vec::new();
    for length in LENGTHS {
        for effort in EFFORTS.iter().filter(|e| !e.is_empty()) {
            for target in TARGETS {
                for sport in ["", "bike"] {
                    let parts: Vec<&str> =
                        [length, effort, target, sport].into_iter().filter(|p| !p.is_empty()).collect();
                    let ranks: Vec<(u8, String)> = orders(&parts)
                        .iter()
                        .map(|order| sentence(order))
                        .filter_map(|item| Some((rank(&item)?, item)))
                        .collect();
                    let (least, most) = (ranks.iter().min().unwrap(), ranks.iter().max().unwrap());
                    if least.0 != most.0 {
                        lower.push(format!("{} < {}", least.1, most.1));
                    }
                }
            }
        }
    }
    assert!(lower.is_empty(), "{} sentences\n{}", lower.len(), lower[..lower.len().min(30)].join("\n"));
}

#[test]
fn an_effort_that_is_added_never_makes_a_session_easier() {
    for effort in EFFORTS.iter().filter(|e| !e.is_empty()) {
        for second in ["T", "I", "hard", "@T", "@RPE 8", "@4:05/km", "@170-178bpm"] {
            let (alone, both) = (format!("30min {second}"), format!("30min {effort} {second}"));
            assert!(rank(&both) >= rank(&alone), "{both} is classed lower than {alone}");
        }
    }
}
