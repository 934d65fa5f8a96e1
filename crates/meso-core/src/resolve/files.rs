//! Follows `use` and `logs` from file to file; each file is read once.

use super::report::{Report, write};
use crate::codes;
use crate::diagnostic::{Applicability, Diagnostic, Fix, Unsaid};
use crate::edit::Edit;
use crate::limits::{LOGS, USES, USES_DEEP};
use crate::load::{Load, LoadProblem};
use crate::syntax::ast::{Block, Line, Parsed, SettingKey, SettingValue, Statement, Word};
use crate::syntax::{LineCache, parse_with};
use crate::text::{FileId, LineStart, Sources, Span};
use meso_grammar::vocabulary::similar;
use std::collections::HashSet;

/// Every file of an analysis with its syntax.
pub(crate) struct Files {
    pub(crate) sources: Sources,
    /// By [`FileId`].
    pub(crate) parsed: Vec<Parsed>,
    /// The file with the plan: the one asked about, or the plan that a log belongs to.
    pub(crate) plan: FileId,
    /// The plan's file first, then what it uses, in the order of the `use` lines.
    pub(crate) libraries: Vec<FileId>,
    /// Files whose `log` blocks belong to the plan, the plan's own included.
    pub(crate) logs: Vec<FileId>,
    /// Lines that were read before.
    lines: LineCache,
}

impl Files {
    /// Reads the root and all that it names.
    pub(crate) fn read(
        lines: &mut LineCache,
        sources: Sources,
        root: FileId,
        loader: &dyn Load,
        report: &mut Report,
    ) -> Files {
        let mut files = Files {
            sources,
            parsed: Vec::new(),
            plan: root,
            libraries: Vec::new(),
            logs: vec![root],
            lines: std::mem::take(lines),
        };
        files.parse_new(report);
        files.find_plan(root, loader, report);
        files.follow_uses(loader, report);
        files.follow_logs(loader, report);
        *lines = std::mem::take(&mut files.lines);
        files
    }

    /// The syntax of a file.
    pub(crate) fn parsed(&self, file: FileId) -> &Parsed {
        static NONE: Parsed = Parsed { lines: Vec::new(), blocks: Vec::new(), unsaid: Vec::new() };
        self.parsed.get(file.0 as usize).unwrap_or(&NONE)
    }

    /// The blocks of a file.
    pub(crate) fn blocks(&self, file: FileId) -> &[Block] {
        &self.parsed(file).blocks
    }

    /// A line of a file.
    pub(crate) fn line(&self, file: FileId, index: usize) -> Option<(&Line, LineStart)> {
        let line = self.parsed(file).lines.get(index)?;
        Some((line, LineStart { file, offset: line.start }))
    }

    /// The statement on a line, with the line's place.
    pub(crate) fn statement(&self, file: FileId, index: usize) -> Option<(&Statement, LineStart)> {
        let (line, at) = self.line(file, index)?;
        Some((line.syntax.statement.as_ref()?, at))
    }

    /// The whole of a line without its indentation.
    pub(crate) fn line_span(&self, file: FileId, index: usize) -> Span {
        match self.line(file, index) {
            Some((line, at)) => {
                let end = line.syntax.comment.map_or(line.syntax.len, |c| c.start);
                let start = at.offset + line.syntax.indent.min(end);
                let text = self.sources.slice(Span::new(file, start, at.offset + end));
                let length = u32::try_from(text.trim_end().len()).unwrap_or(0);
                Span::new(file, start, start + length)
            }
            None => Span::new(file, 0, 0),
        }
    }

    /// Parses the files that have come, and reports what is wrong with their lines.
    fn parse_new(&mut self, report: &mut Report) {
        let known = self.parsed.len();
        let lines = &mut self.lines;
        let new: Vec<(FileId, Parsed)> = self
            .sources
            .iter()
            .skip(known)
            .map(|(id, source)| (id, parse_with(lines, &source.text, source.line_index())))
            .collect();
        for (file, parsed) in new {
            for line in &parsed.lines {
                let at = LineStart { file, offset: line.start };
                for problem in &line.syntax.problems {
                    let (code, span) = (problem.code, at.at(problem.span));
                    if !report.has_room(code, file) {
                        report.count(Unsaid { code, severity: code.severity, span });
                        continue;
                    }
                    let mut d = Diagnostic::new(problem.code, at.at(problem.span), problem.message.clone());
                    if let Some(help) = &problem.help {
                        d = d.help(help.clone());
                    }
                    if let Some(fix) = &problem.fix {
                        d = d.fix(Fix {
                            title: fix.title.clone(),
                            applicability: fix.applicability,
                            edits: fix
                                .edits
                                .iter()
                                .map(|(span, text)| Edit::replace(at.at(*span), text.clone()))
                                .collect(),
                        });
                    }
                    report.push(d);
                }
            }
            for (code, span) in &parsed.unsaid {
                let span = Span::new(file, span.start, span.end);
                report.count(Unsaid { code, severity: code.severity, span });
            }
            self.parsed.push(parsed);
        }
    }

    /// A file of logs that says `log for "plan.meso"` is read beside that plan.
    fn find_plan(&mut self, root: FileId, loader: &dyn Load, report: &mut Report) {
        let mut wanted: Option<(Word, LineStart)> = None;
        for block in self.blocks(root) {
            let Some((statement, at)) = block.head.and_then(|h| self.statement(root, h)) else { continue };
            match statement {
                Statement::Plan { .. } | Statement::Week(_) => return,
                Statement::Log { plan: Some(path), .. } if wanted.is_none() => {
                    wanted = Some((path.clone(), at));
                }
                _ => {}
            }
        }
        let plan = match wanted {
            Some((path, at)) => self.load(root, &path, at.at(path.span), loader, report),
            // Whether that plan is there is not this file's affair.
            None => self.named_by(root, loader, report),
        };
        if let Some(file) = plan {
            self.plan = file;
            if file != root {
                self.logs.push(file);
            }
        }
    }

    /// The plan that names this file as its log, if somebody knows one.
    fn named_by(&mut self, root: FileId, loader: &dyn Load, report: &mut Report) -> Option<FileId> {
        let name = self.sources.get(root).name.clone();
        let text = loader.load(&name, &loader.plan_of(&name)?).ok()?;
        if self.sources.find(&text.name).is_some() {
            return None;
        }
        let file = self.sources.add(text);
        self.parse_new(report);
        Some(file)
    }

    /// Depth first through the `use` lines. A file that is still open when it is named again is a cycle.
    fn follow_uses(&mut self, loader: &dyn Load, report: &mut Report) {
        let mut open: Vec<(FileId, usize)> = vec![(self.plan, 0)];
        self.libraries.push(self.plan);
        let mut is_library = HashSet::from([self.plan]);
        let mut followed = 0;
        while let Some((file, next)) = open.pop() {
            let found = self.blocks(file).iter().enumerate().skip(next).find_map(|(i, block)| {
                match self.statement(file, block.head?)? {
                    (Statement::Use { path }, at) => Some((i, path.clone(), at)),
                    _ => None,
                }
            });
            let Some((i, path, at)) = found else { continue };
            open.push((file, i + 1));
            let span = at.at(path.span);
            if open.len() > USES_DEEP || followed >= USES {
                let why = if followed >= USES {
                    format!("a plan and its libraries have {USES} `use` lines at most")
                } else {
                    format!("files use each other more than {USES_DEEP} deep here")
                };
                report.push(
                    Diagnostic::new(
                        &codes::USE_UNREADABLE,
                        span,
                        format!("`{}` is not read: {why}", path.node),
                    )
                    .help("put sessions that belong together into one file"),
                );
                continue;
            }
            followed += 1;
            let Some(target) = self.load(file, &path, span, loader, report) else { continue };
            if open.iter().any(|(f, _)| *f == target) {
                let message = if target == file {
                    format!("`{}` is this file itself", path.node)
                } else {
                    format!("`{}` uses this file in turn: the two would go round in a circle", path.node)
                };
                report.push(
                    Diagnostic::new(&codes::USE_CYCLE, span, message)
                        .help("put what both need into a third file"),
                );
            } else if is_library.insert(target) {
                self.libraries.push(target);
                open.push((target, 0));
            }
        }
    }

    /// `logs "kim.log.meso"` in the plan.
    fn follow_logs(&mut self, loader: &dyn Load, report: &mut Report) {
        let mut paths: Vec<(Word, LineStart)> = Vec::new();
        for block in self.blocks(self.plan) {
            if !matches!(
                block.head.and_then(|h| self.statement(self.plan, h)),
                Some((Statement::Plan { .. }, _))
            ) {
                continue;
            }
            for &index in &block.body {
                if let Some((Statement::Setting(s), at)) = self.statement(self.plan, index)
                    && s.key.node == SettingKey::Logs
                {
                    for value in &s.values {
                        if let SettingValue::Text(path) = &value.node {
                            paths.push((Word { node: path.clone(), span: value.span }, at));
                        }
                    }
                }
            }
        }
        let mut is_log: HashSet<FileId> = self.logs.iter().copied().collect();
        for (place, (path, at)) in paths.into_iter().enumerate() {
            if place >= LOGS {
                report.push(
                    Diagnostic::new(
                        &codes::USE_UNREADABLE,
                        at.at(path.span),
                        format!("`{}` is not read: a plan names {LOGS} logs at most", path.node),
                    )
                    .help("put the days of a month into one file"),
                );
                continue;
            }
            if let Some(file) = self.load(self.plan, &path, at.at(path.span), loader, report)
                && is_log.insert(file)
            {
                self.logs.push(file);
            }
        }
    }

    /// The file that a path in another names; new ones are parsed.
    fn load(
        &mut self,
        from: FileId,
        path: &Word,
        span: Span,
        loader: &dyn Load,
        report: &mut Report,
    ) -> Option<FileId> {
        let name = self.sources.get(from).name.clone();
        match loader.load(&name, &path.node) {
            Ok(text) => Some(if let Some(file) = self.sources.find(&text.name) {
                file
            } else {
                let file = self.sources.add(text);
                self.parse_new(report);
                file
            }),
            Err(problem) => {
                report.push(refused(&path.node, span, problem));
                None
            }
        }
    }
}

/// What to say of a file that did not come.
fn refused(path: &str, span: Span, problem: LoadProblem) -> Diagnostic {
    match problem {
        LoadProblem::Missing { nearby } => {
            let d = Diagnostic::new(&codes::USE_MISSING, span, format!("there is no file `{path}`"));
            let nearby: Vec<&str> = nearby.iter().map(String::as_str).collect();
            let near = similar(path, &[&nearby]);
            match near {
                Some(near) => d.help(format!("did you mean `{near}`?")).fix(write(
                    span,
                    &format!("\"{near}\""),
                    Applicability::Unsafe,
                )),
                None => d.help("paths count from the folder of this file"),
            }
        }
        LoadProblem::Outside => {
            Diagnostic::new(&codes::USE_OUTSIDE_PROJECT, span, format!("`{path}` lies outside this project"))
                .help("a plan only reads files below the project's folder: move the file there")
        }
        LoadProblem::NotText(why) => {
            Diagnostic::new(&codes::USE_UNREADABLE, span, format!("`{path}` is no plan: {why}"))
        }
        LoadProblem::System(why) => {
            Diagnostic::new(&codes::USE_UNREADABLE, span, format!("`{path}` cannot be read: {why}"))
        }
    }
}
