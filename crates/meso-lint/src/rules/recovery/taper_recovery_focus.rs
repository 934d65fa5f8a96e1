//! Recovery tools in the taper.

use crate::prelude::*;
use crate::trends::spells;

declare_rule! {
    /// Recovery tools in the taper, where sleep and food do the work.
    ///
    /// Cold, heat, boots, electrical stimulation, massage guns or rolling in the log of a week declared `taper`, before the
    /// race. One finding a taper, at the last of them.
    ///
    /// ## Why it matters
    /// A taper is recovery. What is still missing before a race is sleep and full stores, and the worst days to try
    /// something new are these.
    ///
    /// ## Evidence
    /// Grade D. "A focus on sleep and nutrition during tapering phases" is one source's advice.
    ///
    /// ## Example
    /// ```meso,fails
    /// week 1 taper
    ///   wed 5km E
    ///   sun race 10km
    /// log 2027-01-06
    ///   done 5km in 29:00; sauna 20min
    /// ```
    /// Use instead:
    /// ```meso,passes
    /// week 1 taper
    ///   wed 5km E
    ///   sun race 10km
    /// log 2027-01-06
    ///   done 5km in 29:00; sleep 9h
    /// log 2027-01-10
    ///   done 10km in 43:50; ice-bath 12min 12C
    /// ```
    pub struct TaperRecoveryFocus {}
    name: "taper-recovery-focus",
    group: Recovery,
    level: Info,
    fix: None,
    since: "0.1.0",
    grade: D,
}

/// Tools that a taper does not need.
const TOOLS: &[EntryKind] = &[
    EntryKind::IceBath,
    EntryKind::ColdShower,
    EntryKind::Cryo,
    EntryKind::Sauna,
    EntryKind::HotBath,
    EntryKind::Boots,
    EntryKind::Ems,
    EntryKind::MassageGun,
    EntryKind::FoamRoll,
];

impl Rule for TaperRecoveryFocus {
    fn check(&self, cx: &Cx<'_>, acc: &mut Findings<'_>) {
        let tools: Vec<&Event<'_>> = cx
            .timeline()
            .care(TOOLS)
            .map(|(event, ..)| event)
            .filter(|event| event.is_done() && self.in_taper(cx, event))
            .collect();
        for spell in spells(tools.iter().map(|event| event.day), 14) {
            let of_it: Vec<_> = tools.iter().filter(|event| spell.contains(&event.day)).collect();
            let Some(last) = of_it.last() else { continue };
            let message = match of_it.len() {
                1 => "a recovery tool in the taper".to_owned(),
                n => format!("{n} uses of recovery tools in the taper"),
            };
            acc.push(last.finding(message).help("sleep and food come first now; nothing new before a race"));
        }
    }
}

impl TaperRecoveryFocus {
    /// In a week that is declared taper, before its race.
    fn in_taper(&self, cx: &Cx<'_>, event: &Event<'_>) -> bool {
        let Some(week) = cx.week_of(event.day_index()) else { return false };
        let taper = cx.weeks().get(week).is_some_and(|facts| facts.taper);
        let raced = cx.days_of(week).iter().any(|day| day.race.is_some() && day.index.0 <= event.day);
        taper && !raced
    }
}
