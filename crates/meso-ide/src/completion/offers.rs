//! What is offered in each place, with what there is to say about it.

use super::{Completion, Kind};
use crate::view::View;
use crate::{hover, words};
use meso_core::markdown;
use meso_core::physiology::vdot;
use meso_core::plan::Definition;
use meso_core::syntax::ast::{DayName, Statement};
use meso_core::terms::{
    Detail, Effort, EntryKind, RaceName, SettingBlock, SettingKey, Takes, Terms, Weekday, brief,
};
use meso_core::text::{Span, visible};
use meso_core::units::DistanceUnit;
use meso_core::vocabulary;

/// Collects what is offered for one place.
pub(super) struct Offers<'a> {
    view: View<'a>,
    replace: Span,
    found: Vec<Completion>,
}

impl<'a> Offers<'a> {
    pub(super) fn new(view: View<'a>, replace: Span) -> Self {
        Offers { view, replace, found: Vec::new() }
    }

    /// The likely ones first; of two that put in the same, the first.
    pub(super) fn finish(mut self) -> Vec<Completion> {
        self.found.sort_by_key(|c| c.order);
        let mut seen = std::collections::HashSet::new();
        self.found.retain(|c| seen.insert(c.insert.clone()));
        self.found
    }

    fn add(
        &mut self,
        order: u8,
        kind: Kind,
        label: impl Into<String>,
        detail: impl Into<String>,
    ) -> &mut Completion {
        let (label, detail): (String, String) = (label.into(), detail.into());
        self.found.push(Completion {
            insert: label.clone(),
            label: visible(&label).into_owned(),
            kind,
            detail: (!detail.is_empty()).then(|| visible(&detail).into_owned()),
            documentation: None,
            snippet: false,
            replace: self.replace,
            order,
        });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    fn pattern(&mut self, order: u8, kind: Kind, label: &str, detail: &str, snippet: &str) {
        let offer = self.add(order, kind, label, detail);
        offer.insert = snippet.to_owned();
        offer.snippet = true;
    }

    fn list(&mut self, order: u8, kind: Kind, list: &[&str], detail: &str) {
        for word in list {
            self.add(order, kind, *word, detail);
        }
    }

    pub(super) fn heads(&mut self) {
        let next = self.next_week();
        self.pattern(
            0,
            Kind::Keyword,
            "week",
            "the next week",
            &format!("week ${{1:{next}}}\n  mon ${{2:rest}}\n  $0"),
        );
        self.pattern(
            1,
            Kind::Keyword,
            "session",
            "a session to call by name",
            "session ${1:name}(${2:n = 4}) \"${3:title}\"\n  ${0:2km E}",
        );
        self.pattern(
            1,
            Kind::Keyword,
            "phase",
            "weeks that belong together",
            "phase ${1:base} \"${2:Aerobic base}\"",
        );
        self.pattern(
            2,
            Kind::Keyword,
            "plan",
            "what the plan leads to",
            "plan \"${1:name}\"\n  goal  ${2:10km} on ${3:2027-05-16}\n  units ${4:km}\n$0",
        );
        self.pattern(
            2,
            Kind::Keyword,
            "athlete",
            "who it is for",
            "athlete \"${1:name}\"\n  recent  ${2:10km in 45:00}\n  $0",
        );
        self.pattern(3, Kind::Keyword, "use", "sessions from another file", "use \"$0\"");
        self.pattern(
            3,
            Kind::Keyword,
            "log",
            "what happened",
            "log ${1:2027-01-19}\n  done ${0:8km in 45:00}",
        );
        self.pattern(3, Kind::Keyword, "history", "what came before the plan", "history\n  $0");
        self.pattern(3, Kind::Keyword, "zones", "paces of one's own", "zones\n  E  ${0:5:05-5:45/km}");
    }

    pub(super) fn week_numbers(&mut self) {
        let next = self.next_week().to_string();
        self.add(0, Kind::Keyword, next, "the next week");
    }

    pub(super) fn week_words(&mut self, before: &str) {
        match before.split_whitespace().last() {
            Some("like") => {
                for week in self.view.plan().weeks.iter().filter(|week| week.written) {
                    let total = words::total(self.view, week).unwrap_or_default();
                    self.add(1, Kind::Keyword, week.number.to_string(), total);
                }
            }
            Some("volume") => {
                self.list(0, Kind::Word, &["90%", "80%", "70%", "110%"], "of the week it is like")
            }
            Some("total") => {}
            _ => {
                self.list(0, Kind::Word, vocabulary::WEEK_KINDS, "what the week is, and is checked to be");
                self.pattern(1, Kind::Keyword, "like", "the same as another week", "like ${1:1}");
                self.pattern(1, Kind::Keyword, "volume", "so much of it", "volume ${1:90}%");
                self.pattern(1, Kind::Keyword, "total", "a total that is checked", "total ${1:50km}");
            }
        }
    }

    pub(super) fn settings(&mut self, line: usize) {
        let athlete = matches!(self.view.head_of(line), Some((_, Statement::Athlete { .. })));
        let given = self.given_settings(line);
        for key in SettingKey::known() {
            let (term, facts) = (key.term(), key.facts());
            let here = (facts.block == SettingBlock::Athlete) == athlete;
            // A second goal is rare, a second race of the past is not.
            if here && (!given.contains(&key) || facts.several && key != SettingKey::Goal) {
                self.pattern(0, Kind::Setting, term.word, &brief(term.about), facts.snippet);
            }
        }
        self.pattern(
            2,
            Kind::Keyword,
            "allow",
            "silence a rule in the whole plan",
            "allow ${1:rule} \"${2:why}\"",
        );
    }

    fn given_settings(&self, line: usize) -> Vec<SettingKey> {
        self.siblings(line)
            .filter_map(|statement| match statement {
                Statement::Setting(setting) => Some(setting.key.node),
                _ => None,
            })
            .collect()
    }

    pub(super) fn setting_values(&mut self, key: &str) {
        let Some(key) = SettingKey::named(key) else { return };
        match key.facts().takes {
            Takes::Word(choices) => {
                for choice in choices {
                    self.add(0, Kind::Word, choice.word, brief(choice.about));
                }
            }
            Takes::Race => {
                self.list(0, Kind::Word, vocabulary::RACES, "race");
                self.list(0, Kind::Word, &["5km", "10km"], "race");
                self.list(1, Kind::Keyword, &["on", "in"], "the day, the time");
            }
            _ => {}
        }
    }

    pub(super) fn zone_names(&mut self, line: usize) {
        let given: Vec<Effort> = self
            .siblings(line)
            .filter_map(|statement| match statement {
                Statement::Zone { zone, .. } => Some(zone.node),
                _ => None,
            })
            .collect();
        for (letter, effort) in Effort::zones().filter(|(_, effort)| !given.contains(effort)) {
            let pace = words::zone_pace(self.view, effort).unwrap_or_default();
            let offer = self.add(0, Kind::Zone, letter, format!("{}, now {pace}", effort.term().label));
            offer.insert = format!("{letter}  ");
        }
    }

    pub(super) fn days(&mut self, line: usize) {
        let mut left: Vec<Weekday> = self.week_in_order();
        let taken: Vec<Weekday> = self
            .siblings(line)
            .filter_map(|statement| match statement {
                Statement::Day(day) => match day.day.node {
                    DayName::Weekday(weekday, _) => Some(weekday),
                    _ => None,
                },
                Statement::Unread { day, .. } => *day,
                _ => None,
            })
            .collect();
        let last = taken.last().and_then(|day| left.iter().position(|d| d == day));
        // What follows the last day is likelier than what was left out before it.
        if let Some(last) = last {
            left.rotate_left(last + 1);
        }
        left.retain(|day| !taken.contains(day));
        for (order, day) in left.into_iter().enumerate() {
            let date = self.date_of(line, day);
            let offer = self.add(u8::try_from(order).unwrap_or(9), Kind::Day, day.word(), date);
            offer.insert = format!("{day} ");
        }
        let any = self.add(10, Kind::Day, "any", "a session whose day is free");
        any.insert = "any ".to_owned();
        self.pattern(
            11,
            Kind::Keyword,
            "allow",
            "silence a rule in this week",
            "allow ${1:rule} \"${2:why}\"",
        );
    }

    pub(super) fn items(&mut self, line: usize) {
        let view = self.view;
        for definition in &view.plan().definitions {
            self.session(definition);
        }
        if let Some((_, Statement::Session(head))) = view.head_of(line) {
            for param in &head.params {
                self.add(0, Kind::Param, &*param.name.node, "parameter");
            }
        }
        let unit = if view.plan().units == DistanceUnit::Mile { "mi" } else { "km" };
        self.add(1, Kind::Word, "rest", "a day off");
        self.pattern(2, Kind::Pattern, "easy run", "8km E", &format!("${{1:8}}{unit} E"));
        self.pattern(2, Kind::Pattern, "long run", "long 18km E", &format!("long ${{1:18}}{unit} E"));
        self.pattern(
            2,
            Kind::Pattern,
            "intervals",
            "6x(1km @5k / 90s jog)",
            "2km E + ${1:6}x(${2:1km} @${3:5k} / ${4:90s} jog) + 2km E",
        );
        self.pattern(2, Kind::Pattern, "tempo run", "20min T", "2km E + ${1:20min} T + 2km E");
        self.pattern(2, Kind::Pattern, "strides", "6x20s strides", "${1:6}x${2:20s} strides");
        self.pattern(2, Kind::Pattern, "race", "race 10km", "race ${1:10km} \"${2:name}\"");
        self.efforts(4);
        self.list(5, Kind::Word, vocabulary::SPORTS, "sport");
        self.recovery(6);
        self.list(7, Kind::Keyword, &["am", "pm"], "time of day");
        self.pattern(7, Kind::Keyword, "allow", "silence a rule on this day", "allow ${1:rule} \"${2:why}\"");
    }

    fn recovery(&mut self, order: u8) {
        for kind in EntryKind::ALL {
            let (term, facts) = (kind.term(), kind.facts());
            for word in term.offers() {
                let snippet = facts.snippet.strip_prefix(term.word).unwrap_or_default();
                let offer = self.add(order, Kind::Recovery, word, brief(term.about));
                offer.insert = format!("{word}{snippet}");
                offer.snippet = true;
            }
        }
    }

    fn session(&mut self, definition: &Definition) {
        let title = definition.title.clone().unwrap_or_else(|| "session".to_owned());
        let source = self.view.analysis.sources.get(definition.block.file);
        let page = markdown::block("meso", source.slice(definition.block).trim_end());
        let needed: Vec<String> = definition
            .params
            .iter()
            .enumerate()
            .map(|(i, (name, default))| {
                format!("{name} = ${{{}:{}}}", i + 1, literal(default.as_deref().unwrap_or("1")))
            })
            .collect();
        let name = definition.name.clone();
        let snippet = if needed.is_empty() { name.clone() } else { format!("{name}({})", needed.join(", ")) };
        let offer = self.add(0, Kind::Session, name, title);
        offer.documentation = Some(page);
        offer.snippet = snippet != offer.insert;
        offer.insert = snippet;
    }

    pub(super) fn step_words(&mut self) {
        for (letter, effort) in Effort::zones() {
            let pace = words::zone_pace(self.view, effort).unwrap_or_default();
            self.add(0, Kind::Zone, letter, format!("{} {pace}", effort.term().label));
        }
        self.efforts(1);
        self.pattern(1, Kind::Keyword, "with", "work within it", "with ${1:6x20s strides}");
        self.list(2, Kind::Word, vocabulary::TERRAINS, "terrain");
        self.list(3, Kind::Word, vocabulary::SPORTS, "sport");
        self.list(3, Kind::Keyword, &["or"], "another choice");
    }

    /// One word an effort: whoever types another spelling needs no help with it.
    fn efforts(&mut self, order: u8) {
        for term in Effort::TERMS {
            let pace = words::zone_pace(self.view, term.of).unwrap_or_default();
            for word in term.offers() {
                self.add(order, Kind::Zone, word, format!("{} {pace}", term.label).trim_end());
            }
        }
    }

    pub(super) fn between(&mut self) {
        for (text, about) in [
            ("60s jog", "short"),
            ("90s jog", "usual"),
            ("2min jog", "long"),
            ("400m jog", "by distance"),
            ("60s walk", "walking"),
            ("60s rest", "standing"),
        ] {
            self.add(0, Kind::Pattern, text, about);
        }
    }

    pub(super) fn targets(&mut self) {
        for (letter, effort) in Effort::zones() {
            let pace = words::zone_pace(self.view, effort).unwrap_or_default();
            let origin = words::origin(self.view);
            let offer = self.add(0, Kind::Zone, letter, format!("{} {pace}", effort.term().label));
            offer.documentation = Some(format!("paces {origin}"));
        }
        let plan = self.view.plan();
        // Marathon pace is a zone.
        for term in RaceName::TERMS.iter().filter(|term| term.letter.is_none()) {
            let distance = term.of.distance();
            let pace = (distance / vdot::race_time(plan.paces.vdot, distance)).pace().display(plan.units);
            let origin = words::origin(self.view);
            let offer = self.add(
                1,
                Kind::Zone,
                *term.offered.first().unwrap_or(&term.word),
                format!("race pace {pace}"),
            );
            offer.documentation = Some(format!("paces {origin}"));
        }
        self.pattern(2, Kind::Pattern, "pace", "5:10-5:30/km", "${1:5:10}-${2:5:30}/km");
        self.pattern(2, Kind::Pattern, "offset", "M+10s/km", "${1:M}+${2:10}s/km");
        self.pattern(3, Kind::Pattern, "RPE", "perceived effort", "RPE ${1:7}");
        self.pattern(3, Kind::Pattern, "bpm", "heart rate", "${1:140}-${2:150}bpm");
        for share in vocabulary::SHARES {
            self.pattern(4, Kind::Pattern, &format!("%{share}"), "a share", &format!("${{1:80}}%{share}"));
        }
    }

    pub(super) fn units(&mut self, number: &str) {
        let (own, other) =
            if self.view.plan().units == DistanceUnit::Mile { ("mi", "km") } else { ("km", "mi") };
        let large = number.rsplit('-').next().and_then(|n| n.parse::<f64>().ok()).is_some_and(|n| n >= 100.0);
        let order = u8::from(large);
        self.add(order, Kind::Unit, own, format!("{number}{own}"));
        self.add(1 - order, Kind::Unit, "m", "metres");
        self.add(1, Kind::Unit, "min", "minutes");
        self.add(2, Kind::Unit, "s", "seconds");
        self.add(2, Kind::Unit, "h", "hours");
        self.add(3, Kind::Unit, other, "");
        self.pattern(1, Kind::Pattern, "x(…)", "repeats", "x(${1:400m} @${2:R} / ${3:400m} jog)");
    }

    pub(super) fn rules(&mut self) {
        let here: Vec<&str> = self.view.diagnostics.iter().map(|d| d.code.name).collect();
        for meta in meso_lint::registry() {
            let order = u8::from(!here.contains(&meta.name()));
            let documentation = hover::rule(meta.name());
            let offer = self.add(order, Kind::Rule, meta.name(), meta.summary());
            offer.documentation = documentation;
            offer.insert = format!("{} \"${{1:why}}\"", meta.name());
            offer.snippet = true;
        }
    }

    pub(super) fn reason(&mut self) {
        self.pattern(0, Kind::Pattern, "\"reason\"", "why it is right here", "\"${1:why}\"");
    }

    pub(super) fn arguments(&mut self, session: &str) {
        let Some(definition) = self.view.plan().definitions.iter().find(|d| d.name == session) else {
            return;
        };
        for (name, default) in &definition.params {
            let default = default.as_deref().unwrap_or("");
            self.pattern(0, Kind::Param, name, default, &format!("{name} = ${{1:{default}}}"));
        }
    }

    pub(super) fn entry_words(&mut self, kind: EntryKind) {
        for detail in kind.details() {
            let order = u8::from(detail.facts().everywhere);
            self.add(order, Kind::Word, detail.word(), brief(detail.term().about));
        }
    }

    /// The units of what an entry takes, or the detail before the number.
    pub(super) fn entry_units(&mut self, kind: EntryKind, before: &str, number: &str) {
        let detail = before.split_whitespace().last().and_then(Detail::named);
        let amounts = match detail.map(|detail| detail.facts().takes) {
            Some(of_detail) if !of_detail.is_empty() => of_detail,
            _ => kind.facts().takes,
        };
        for amount in amounts {
            for unit in amount.term().also {
                self.add(0, Kind::Unit, *unit, format!("{number}{unit}"));
            }
        }
    }

    pub(super) fn files(&mut self, files: &[String]) {
        for file in files {
            self.add(0, Kind::File, file, "");
        }
    }

    /// The other lines of a line's block.
    fn siblings(&self, line: usize) -> impl Iterator<Item = &'a Statement> + use<'a> {
        let view = self.view;
        let body = view.block_of(line).map_or(&[][..], |block| &block.body);
        body.iter().filter(move |&&other| other != line).filter_map(move |&other| view.statement(other))
    }

    fn next_week(&self) -> i32 {
        let last = self
            .view
            .plan()
            .weeks
            .iter()
            .rev()
            .find(|week| week.written && week.span.start < self.replace.start);
        last.map_or(1, |week| week.number.saturating_add(1))
    }

    fn week_in_order(&self) -> Vec<Weekday> {
        let mut week = Weekday::ALL.to_vec();
        let first = week.iter().position(|day| *day == self.view.plan().week_starts).unwrap_or(0);
        week.rotate_left(first);
        week
    }

    /// The date that a day of a line's week has.
    fn date_of(&self, line: usize, weekday: Weekday) -> String {
        let plan = self.view.plan();
        let head = self.view.head_of(line).and_then(|(head, _)| self.view.line(head));
        let head = head.map(|line| self.view.line_span(line));
        let week =
            plan.weeks.iter().position(|w| w.written && head.is_some_and(|head| head.touches(w.span.start)));
        let day = week.and_then(|w| plan.days_of(w).iter().find(|day| day.weekday == weekday));
        day.and_then(|day| day.date).map(words::short_date).unwrap_or_default()
    }
}

/// Words of a plan in a snippet, in which some signs mark places to fill in.
fn literal(words: &str) -> String {
    words.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}
