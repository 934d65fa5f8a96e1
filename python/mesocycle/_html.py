"""What a notebook shows of plans and tables: HTML that needs no script, in light and in dark."""

from html import escape

STYLE = """<style>
.meso{font-family:system-ui,sans-serif;font-size:13px;line-height:1.35;color:inherit;--soft:rgba(128,128,128,.14);--line:rgba(128,128,128,.35)}
.meso h3{margin:.2em 0;font-size:1.25em}.meso p{margin:.2em 0;opacity:.75}
.meso table{border-collapse:collapse;margin:.6em 0}
.meso th,.meso td{border:1px solid var(--line);padding:3px 6px;text-align:left;vertical-align:top}
.meso th{background:var(--soft);font-weight:600}.meso td.n{text-align:right;font-variant-numeric:tabular-nums}
.meso td.d{max-width:13em}.meso small{opacity:.65}
.meso .hard{background:rgba(214,75,60,.22)}.meso .quality{background:rgba(230,150,40,.22)}.meso .long{background:rgba(70,130,200,.2)}
.meso .race{background:rgba(150,80,190,.3);font-weight:600}.meso tr.easier th{box-shadow:inset 4px 0 rgba(70,160,110,.8)}
.meso pre{background:var(--soft);padding:6px 8px;margin:.5em 0;white-space:pre-wrap;border-left:3px solid var(--line)}
.meso pre.error{border-left-color:#d0392b}.meso pre.warning{border-left-color:#d98e04}.meso pre.info{border-left-color:#3b7dbb}
.meso pre b{font-weight:600}
</style>"""

SHOWN = 40


def plan(plan):
    """A plan as a calendar, with its findings."""
    findings = plan.findings
    return f'{STYLE}<div class="meso">{head(plan)}{calendar(plan)}{diagnostics(findings)}</div>'


def head(plan):
    """Its name, its goal, and what was assumed."""
    goal = plan.goal
    lines = [f"<h3>{escape(plan.name or plan.file)}</h3>"]
    if goal is not None:
        said = [goal.race or f"{goal.distance_km:g} km"]
        said += [f"on {goal.date:%A, %d %B %Y}"] if goal.date else []
        said += [f"in {clock(goal.time_s)}"] if goal.time_s else []
        lines.append(f"<p>{escape(' '.join(said))}</p>")
    if plan.assumptions:
        lines.append(f"<p><small>{escape('; '.join(plan.assumptions))}</small></p>")
    return "".join(lines)


def calendar(plan):
    """One row a week, one column a day."""
    days = plan.days.to_dicts()
    weeks = plan.weeks.to_dicts()
    if not weeks:
        return ""
    sessions = {}
    for session in plan.sessions.to_dicts():
        sessions.setdefault(session["day"], []).append(session)
    names = "".join(f"<th>{day['weekday']}</th>" for day in days[:7])
    rows = [f"<tr><th>week</th>{names}<th>km</th><th>load</th></tr>"]
    for i, week in enumerate(weeks):
        cells = "".join(cell(day, sessions.get(day["day"], [])) for day in days[7 * i : 7 * i + 7])
        kind = f"<br><small>{escape(week['kind'])}</small>" if week["kind"] else ""
        easier = ' class="easier"' if week["kind"] else ""
        total = f'<td class="n">{week["distance_km"]:.0f}</td><td class="n">{week["load"]:.0f}</td>'
        rows.append(f"<tr{easier}><th>{week['week']}{kind}</th>{cells}{total}</tr>")
    return f"<table>{''.join(rows)}</table>"


def cell(day, sessions):
    """One day: its date and sessions, coloured by the hardest."""
    kinds = [kind for kind in ("race", "hard", "long") if day[kind]]
    if not kinds and any(session["quality"] for session in sessions):
        kinds = ["quality"]
    date = f"<small>{day['date']:%d %b}</small><br>" if day["date"] else ""
    texts = "<br>".join(f'<span title="{escape(s["because"])}">{escape(s["text"])}</span>' for s in sessions)
    unread = "<small>could not be read</small>" if day["state"] == "unread" else ""
    return f'<td class="d {kinds[0] if kinds else ""}">{date}{texts or unread}</td>'


def diagnostics(table):
    """Findings with the line that they are about."""
    shown = "".join(finding(row) for row in table[:SHOWN])
    more = f"<p>and {len(table) - SHOWN} more</p>" if len(table) > SHOWN else ""
    return shown + more


def finding(row):
    """One finding, as the command prints it."""
    line = row["source_line"] or ""
    start = row["column"] - 1
    end = row["end_column"] - 1 if row["end_line"] == row["line"] else len(line)
    marks = " " * start + "^" * max(1, end - start)
    place = f"{row['file']}:{row['line']}:{row['column']}"
    advice = "".join(f"\n= {escape(word)}" for word in (row["help"], row["fix"] and f"fix: {row['fix']}") if word)
    said = f"<b>{row['severity']}[{escape(row['code'])}]</b>: {escape(row['message'])}"
    return f'<pre class="{row["severity"]}">{said}\n  {escape(place)}\n{escape(line)}\n{marks}{advice}</pre>'


def table(table):
    """The first rows of a table; findings as findings."""
    if table.name in ("diagnostics", "findings"):
        return f'{STYLE}<div class="meso">{diagnostics(table) or "<p>nothing to say</p>"}</div>'
    schema = table.schema
    heads = "".join(f'<th title="{escape(about["description"])}">{escape(name)}</th>' for name, about in schema.items())
    rows = "".join(f"<tr>{''.join(map(value, row.to_dict().values()))}</tr>" for row in table[:SHOWN])
    more = f"<p>{len(table)} rows</p>" if len(table) > SHOWN else ""
    return f'{STYLE}<div class="meso"><table><tr>{heads}</tr>{rows}</table>{more}</div>'


def value(value):
    """One value of a table."""
    if value is None:
        return "<td></td>"
    if isinstance(value, bool):
        return f"<td>{'yes' if value else ''}</td>"
    if isinstance(value, float):
        return f'<td class="n">{value:.4g}</td>' if abs(value) < 1000 else f'<td class="n">{value:.0f}</td>'
    return f'<td class="n">{value}</td>' if isinstance(value, int) else f"<td>{escape(str(value))}</td>"


def clock(seconds):
    """3:29:00."""
    seconds = round(seconds)
    return f"{seconds // 3600}:{seconds % 3600 // 60:02}:{seconds % 60:02}"
