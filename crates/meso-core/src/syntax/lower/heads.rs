//! Lines at the margin.

use super::{Pair, Reader};
use crate::codes;
use crate::syntax::ast::{Class, SessionHead, Statement, WeekHead};
use crate::terms::WeekKind;
use crate::text::{LineSpan, Spanned};
use meso_grammar::Rule;

impl<'t> Reader<'t> {
    pub(super) fn head_statement(&mut self, pair: Pair<'_>) -> Option<Statement> {
        let rule = pair.as_rule();
        if rule == Rule::week {
            return Some(Statement::Week(self.week(pair)));
        }
        if rule == Rule::session {
            return self.session_head(pair).map(Statement::Session);
        }
        let (mut name, mut text, mut date) = (None, None, None);
        for p in pair.into_inner() {
            match p.as_rule() {
                Rule::name => name = Some(self.word(p)),
                Rule::string => text = Some(self.string(&p)),
                Rule::log_plan => text = p.into_inner().next().map(|p| self.string(&p)),
                Rule::date => date = Some(Spanned::new(self.date(&p), self.span(&p))),
                _ => {}
            }
        }
        Some(match rule {
            Rule::plan => Statement::Plan { name: text },
            Rule::athlete => Statement::Athlete { name: text },
            Rule::history => Statement::History,
            Rule::zones => Statement::Zones,
            Rule::use_file => Statement::Use { path: text? },
            Rule::phase => Statement::Phase { name, title: text },
            _ => Statement::Log { date, plan: text },
        })
    }

    fn session_head(&mut self, pair: Pair<'_>) -> Option<SessionHead> {
        let mut name = None;
        let mut head = SessionHead {
            name: Spanned::new("".into(), LineSpan::default()),
            params: Vec::new(),
            class: None,
            title: None,
        };
        for p in pair.into_inner() {
            match p.as_rule() {
                Rule::name => name = Some(self.word(p)),
                Rule::params => {
                    for p in p.into_inner() {
                        head.params.extend(self.param(p));
                    }
                }
                Rule::class => {
                    let hard = p.as_str().eq_ignore_ascii_case("hard");
                    head.class =
                        Some(Spanned::new(if hard { Class::Hard } else { Class::Easy }, self.span(&p)));
                }
                Rule::string => head.title = Some(self.string(&p)),
                _ => {}
            }
        }
        head.name = name?;
        Some(head)
    }

    fn week(&mut self, pair: Pair<'_>) -> WeekHead {
        let mut head = WeekHead {
            first: Spanned::new(0, self.span(&pair)),
            last: None,
            kinds: Vec::new(),
            like: None,
            volume: None,
            total: None,
            title: None,
        };
        let mut seen = false;
        for p in pair.into_inner() {
            let at = self.span(&p);
            match p.as_rule() {
                Rule::week_number => {
                    let number = self.week_number(&p);
                    if seen {
                        head.last = Some(number);
                    } else {
                        head.first = number;
                        seen = true;
                    }
                }
                Rule::dash => self.dash(&p),
                Rule::week_kind => {
                    head.kinds.extend(WeekKind::named(p.as_str()).map(|k| Spanned::new(k, at)))
                }
                Rule::week_like => head.like = p.into_inner().next().map(|p| self.week_number(&p)),
                Rule::week_volume => {
                    head.volume =
                        p.into_inner().next().map(|p| Spanned::new(self.number_with_point(&p) / 100.0, at));
                }
                Rule::week_total => head.total = p.into_inner().next().and_then(|p| self.extent(p)),
                Rule::string => head.title = Some(self.string(&p)),
                _ => {}
            }
        }
        head
    }

    fn week_number(&mut self, pair: &Pair<'_>) -> Spanned<i32> {
        let at = self.span(pair);
        let number = pair.as_str().parse().unwrap_or(i32::MAX);
        if number == 0 {
            self.problem(&codes::IMPOSSIBLE_VALUE, at, "there is no week 0").help =
                Some("weeks count from 1 up, or as `week -8` down to the race week, which is -1".into());
        } else if !(-999..=9999).contains(&number) {
            self.problem(&codes::IMPOSSIBLE_VALUE, at, "no plan has so many weeks");
        }
        Spanned::new(number, at)
    }
}
