#!/usr/bin/env python3
"""What doubling an input costs: families of plans that a hostile or careless hand may write, each in several sizes.

usage: benches/doublings.py [MESO] [--gate] [--quick] [--watched] [--times] [FAMILY...]
Prints the exponent of each family (1 is linear, 2 is quadratic: instructions against bytes, the start of the program taken off), and
the peak memory a byte of what the command was given. --quick measures two sizes instead of four, --watched only families that were
once worse than linear, and the memory of inputs of 4 KB; --small counts the instructions of those, too; --times takes CPU seconds instead of
instructions, which needs no valgrind and sizes that take long enough. With --gate it ends with 1 when a figure is above its limit.
"""

import concurrent.futures
import datetime
import math
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

from measure import find

# What the project promises. Sorting is n log n: at these sizes an exponent of 1.1; the rest is for tables that grow.
EXPONENT = 1.25
# Of memory: what a run holds beyond an empty one, against the bytes it was given.
BYTES_A_BYTE = 60
# What threads, allocators and the findings that are told hold, whatever the length.
FORGIVEN = 12 << 20
# No so small input takes more memory, or more instructions: 50 ms of a slow processor.
SMALL, SMALL_MEMORY, SMALL_COST = 4096, 30 << 20, 150_000_000
# What cost the square of its length once, or more.
WATCHED = (
    "unknown-names", "unknown-names-with-brackets", "one-unknown-name-often", "unknown-parameters", "unknown-settings", "doubling-calls",
    "doubling-calls-with-values", "chain-of-calls", "weeks-like-the-one-before", "weeks-like-the-first", "any-sessions",
    "entries-on-a-day", "hard-items-on-a-day", "races-on-a-day", "log-entries-on-one-day", "logs-of-one-day", "allows-in-every-week",
    "garbage", "broken-heads", "chain-of-libraries", "fan-of-libraries", "logs-of-one-plan",
)  # fmt: skip
# CPU seconds of a run after which nobody waits any longer.
SECONDS = 10
# Instructions of a run below which an exponent would be noise.
FEW = 2_000_000

HEAD = 'plan "x"\n  start 2027-01-04\n  goal marathon on 2027-04-25 in 3:30:00\n'
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def lines(*parts):
    """The text of some lines, and of lists of lines."""
    flat = [line for part in parts for line in ([part] if isinstance(part, str) else part)]
    return "\n".join(line.rstrip("\n") for line in flat) + "\n"


def word(i):
    """A word for each number, of letters alone, as long and as near to the others as words can be."""
    digits = ""
    for _ in range(6):
        i, digit = divmod(i, 20)
        digits += "bcdfghjklmnpqrstvwxz"[digit]
    return digits


def session_day(text):
    """A plan of one session."""
    return lines(HEAD, "week 1", f"  mon {text}", "  tue 5km E")


def one(text):
    """A single file that is the plan."""
    return {"plan.meso": text}


def week_of(i, *body):
    """A week with some lines, or with seven runs."""
    return [f"week {i}", *(body or [f"  {day} {5 + (i + d) % 7}km E" for d, day in enumerate(DAYS)])]


def weeks(n, *body):
    """A plan of so many weeks."""
    return lines('plan "x"', (line for i in range(1, n + 1) for line in week_of(i, *body)))


def dates(n, form, first="1990-01-01"):
    """A line for each of some days."""
    start = datetime.date.fromisoformat(first)
    return [form.format(start + datetime.timedelta(days=i)) for i in range(n)]


# Each family: a name, a size, what it writes for a size, and the commands that read it.
FAMILIES = {}
CHECK = ("check", "--isolated", "--no-cache", "--quiet", "--format", "concise")
SHOW, REPORT, SCHEDULE = ("show",), ("report",), ("schedule", "--start", "2027-01-04")
FMT, FIX = ("fmt", "--diff"), ("check", "--isolated", "--no-cache", "--quiet", "--format", "concise", "--fix", "--diff")


def family(size, *commands):
    """Registers a function that writes the files of a family, under its name; of all commands it is checked at least."""

    def register(function):
        name = function.__name__.replace("_", "-")
        for command in commands or (CHECK,):
            tail = "" if command is CHECK else " fix" if command is FIX else f" {command[0]}"
            FAMILIES[name + tail] = (size, function, command)
        return function

    return register


@family(60, CHECK, SHOW, FMT, FIX, REPORT, SCHEDULE)
def plain_weeks(n):
    return one(lines(HEAD.replace("  start 2027-01-04\n", "").replace(" on 2027-04-25", ""), (line for i in range(1, n + 1) for line in week_of(i))))


@family(300, CHECK, FIX)
def unknown_names(n):
    """As many unknown names as definitions, so that each could be meant by each."""
    defined = (f"session {word(2 * i)}\n  {i % 9 + 1}km E" for i in range(n))
    used = (f"       - {word(2 * i + 1)}" for i in range(n))
    return one(lines(HEAD, defined, "week 1", "  mon rest", used))


@family(300)
def unknown_names_with_brackets(n):
    defined = (f"session {word(2 * i)}\n  {i % 9 + 1}km E" for i in range(n))
    used = (f"       - {word(2 * i + 1)}(n = 3)" for i in range(n))
    return one(lines(HEAD, defined, "week 1", "  mon rest", used))


@family(400)
def one_unknown_name_often(n):
    defined = (f"session {word(i)}\n  {i % 9 + 1}km E" for i in range(n))
    used = (f"       - 1km E + {word(n)}" for i in range(n))
    return one(lines(HEAD, defined, "week 1", "  mon rest", used))


@family(1000, CHECK, FIX)
def unknown_words(n):
    return one(lines(HEAD, "week 1", "  mon rest", (f"       - {i}km {word(i)}" for i in range(n))))


@family(400)
def unknown_words_in_a_line(n):
    return one(lines(HEAD, "week 1", *(f"  mon {' '.join(word(50 * k + i) for i in range(50))}" for k in range(n // 50))))


@family(1000)
def unknown_settings(n):
    return one(lines(HEAD, (f"  {word(i)} 5" for i in range(n))))


@family(400)
def unknown_rules(n):
    return one(lines(HEAD, (f"  allow {word(i)} \"x\"" for i in range(n))))


@family(500)
def unknown_parameters(n):
    params = ", ".join(f"{word(i)} = 1km" for i in range(n))
    used = ", ".join(f"{word(i + n)} = 2km" for i in range(n))
    return one(lines(HEAD, f"session s({params})", "  1km E", "week 1", f"  mon s({used})"))


@family(200)
def many_parameters(n):
    params = ", ".join(f"p{i} = 1km" for i in range(n))
    return one(lines(HEAD, f"session s({params})", (f"  p{i}" for i in range(n)), "week 1", "  mon s", f"  tue s({', '.join(f'p{i} = 2km' for i in range(n))})"))


@family(800, CHECK, SHOW)
def many_definitions(n):
    return one(lines(HEAD, (f"session s{i}(n = 3)\n  n x (1km @T / 60s jog)" for i in range(n)), "week 1", "  mon rest", (f"       - s{i}(n = 5)" for i in range(n))))


@family(800)
def many_values_for_one_session(n):
    return one(lines(HEAD, "session s(d = 1km)", "  d @T", "week 1", "  mon rest", (f"       - s({i + 1}m)" for i in range(n))))


@family(1000)
def definitions_of_one_name(n):
    return one(lines(HEAD, (f"session s\n  {i % 9 + 1}km E" for i in range(n)), "week 1", "  mon s"))


@family(1000)
def definitions_nobody_calls(n):
    return one(lines(HEAD, (f"session s{i}\n  {i % 9 + 1}km E" for i in range(n))))


@family(300)
def chain_of_calls(n):
    return one(lines(HEAD, (f"session s{i}\n  s{i + 1} + 1km E" for i in range(n)), f"session s{n}\n  1km E", "week 1", "  mon s0"))


@family(100)
def doubling_calls(n):
    return one(lines(HEAD, (f"session s{i}\n  s{i + 1} + s{i + 1}" for i in range(n)), f"session s{n}\n  1km E", "week 1", "  mon s0"))


@family(100)
def doubling_calls_with_values(n):
    body = (f"session s{i}(d = 1km)\n  s{i + 1}(d = d) + s{i + 1}(d = {i + 2}km)" for i in range(n))
    return one(lines(HEAD, body, f"session s{n}(d = 1km)\n  d E", "week 1", "  mon s0"))


@family(300)
def weeks_of_many_sessions_copied(n):
    return one(lines('plan "x"', "weeks 1-500", "  mon rest", ("       - 1km" for _ in range(n))))


@family(40)
def large_sessions_doubled_and_called_often(n):
    steps = " + ".join("1km" for _ in range(100))
    doubled = (f"session s{i}\n  s{i + 1} + s{i + 1}" for i in range(6))
    return one(lines('plan "x"', doubled, f"session s6\n  {steps}", "week 1", "  mon rest", ("       - s0" for _ in range(n))))


@family(60)
def large_sessions_called_often(n):
    return one(lines(HEAD, "session s", ("  1km E + 1km M" for _ in range(n)), "week 1", "  mon rest", ("       - s" for _ in range(n))))


@family(400, CHECK, SHOW, REPORT, SCHEDULE)
def items_on_a_day(n):
    return one(lines(HEAD, "week 1", "  mon rest", (f"       - {i % 17 + 3}km E" for i in range(n))))


@family(400, CHECK, SHOW, REPORT)
def hard_items_on_a_day(n):
    return one(lines(HEAD, "week 1", "  mon rest", (f"       - {i % 17 + 3}x(1km @5k / 90s jog)" for i in range(n))))


@family(400, CHECK, SHOW, REPORT)
def entries_on_a_day(n):
    kinds = ("ice-bath {}min 12C", "sauna {}min", "foam-roll {}min", "sleep 7h{}", "massage {}min", "fuel carbs {}g", "caffeine 1{}:30", "nap {}min")
    return one(lines(HEAD, "week 1", "  mon 5x(1km @5k / 90s jog)", (f"       - {kinds[i % 8].format(i % 9 + 1)}" for i in range(n))))


@family(400, CHECK, SHOW, REPORT)
def any_sessions(n):
    return one(lines(HEAD, "week 1", (f"  any {i % 17 + 3}km E" for i in range(n))))


@family(400)
def any_hard_sessions(n):
    return one(lines(HEAD, "week 1", (f"  any {i % 17 + 3}x(1km @5k / 90s jog)" for i in range(n))))


@family(400, CHECK, REPORT)
def races_on_a_day(n):
    return one(lines(HEAD, "week 1", "  mon rest", (f"       - race half-marathon \"{i}\"" for i in range(n))))


@family(200, CHECK, REPORT)
def a_race_every_day(n):
    return one(weeks(n // 7, *(f"  {day} race marathon" for day in DAYS)))


@family(100, CHECK)
def a_hard_session_every_day(n):
    return one(weeks(n // 7, *(f"  {day} 5x(1km @5k / 90s jog)" for day in DAYS)))


@family(400, CHECK, SHOW)
def repeated_days(n):
    return one(lines(HEAD, "week 1", ("  mon 5km E" for _ in range(n))))


@family(400)
def repeated_weeks(n):
    return one(lines(HEAD, ("week 1\n  mon 5km E" for _ in range(n))))


@family(400, CHECK, REPORT)
def phases(n):
    return one(lines(HEAD, (f"phase p{i} \"x\"\nweek {i + 1}\n  mon 5km E" for i in range(n // 4))))


@family(800)
def empty_phases(n):
    return one(lines(HEAD, (f"phase p{i} \"x\"\n  allow week-length \"x\"" for i in range(n)), "week 1\n  mon 5km E"))


@family(300)
def weeks_like_the_one_before(n):
    n = n // 3
    return one(lines('plan "x"', week_of(1), (f"week {i} like {i - 1}" for i in range(2, n))))


@family(300)
def weeks_like_the_one_after(n):
    n = n // 3
    return one(lines('plan "x"', (f"week {i} like {i + 1}" for i in range(1, n)), week_of(n)))


@family(200)
def weeks_like_the_first(n):
    n = n // 2
    return one(lines('plan "x"', week_of(1), (f"week {i} like 1 volume 101%" for i in range(2, n))))


@family(100, CHECK, REPORT)
def allows_in_every_week(n):
    body = ("  allow hard-day-back-to-back \"x\"", "  allow week-length \"x\"", "  mon 5x(1km @5k / 90s jog)", "  tue 5x(1km @5k / 90s jog)")
    return one(weeks(n, *body))


@family(500)
def allows_in_the_plan(n):
    return one(lines(HEAD, ("  allow hard-day-back-to-back \"x\"" for _ in range(n)), week_of(1)))


@family(500)
def allows_on_a_day(n):
    return one(lines(HEAD, "week 1", "  mon 5x(1km @5k / 90s jog)", ("       - allow hard-day-back-to-back \"x\"" for _ in range(n))))


@family(800, CHECK, REPORT)
def a_log_entry_every_day(n):
    return one(lines(HEAD, week_of(1), dates(n, "log {}\n  done 8km in 42:10 hr 138 rpe 3\n  hrv 62ms; rhr 49bpm; sleep 7h40")))


@family(800, CHECK, REPORT)
def log_entries_on_one_day(n):
    return one(lines(HEAD, week_of(1), "log 2027-01-05", ("  done 8.2km in 42:10 hr 138 rpe 3" for _ in range(n))))


@family(800)
def measurements_on_one_day(n):
    return one(lines(HEAD, week_of(1), "log 2027-01-05", (f"  hrv {50 + i % 30}ms; sleep 7h; soreness 4/10" for i in range(n))))


@family(800)
def logs_of_one_day(n):
    return one(lines(HEAD, week_of(1), ("log 2027-01-05\n  done 8.2km in 42:10 hr 138 rpe 3" for _ in range(n))))


@family(800)
def logs_far_apart(n):
    return one(lines(HEAD, week_of(1), (f"log {1 + (i * 7919) % 9998:04}-01-05\n  done 8.2km in 42:10; sick" for i in range(n))))


@family(800)
def history_entries(n):
    return one(lines(HEAD, "history", dates(n, "  {} race half-marathon in 1:38:20"), week_of(1)))


@family(800)
def recents(n):
    return one(lines(HEAD, 'athlete "x"', dates(n, "  recent 10km in 41:30 on {}"), week_of(1)))


@family(800)
def goals(n):
    return one(lines('plan "x"', dates(n, "  goal marathon on {}"), week_of(1)))


@family(800)
def zones(n):
    return one(lines(HEAD, "zones", (f"  E {i % 9}:10-5:45/km" for i in range(n)), week_of(1)))


@family(800)
def zone_blocks(n):
    return one(lines(HEAD, ("zones\n  T 4:18/km" for i in range(n)), week_of(1)))


@family(800)
def plan_blocks(n):
    return one(lines((f'plan "{i}"\n  start 2027-01-04' for i in range(n)), week_of(1)))


@family(500)
def nested_repeats(n):
    return one(lines(HEAD, "week 1", "  mon rest", (f"       - {'9x(' * 7}1km E{')' * 7}" for _ in range(n // 4))))


@family(500)
def repeats_that_multiply(n):
    return one(lines(HEAD, "week 1", "  mon rest", (f"       - {'9999x(' * 7}1km E{')' * 7}" for _ in range(n // 4))))


@family(2)
def large_repeats_of_sessions(n):
    return one(lines(HEAD, (f"session s{i}\n  999x(s{i + 1})" for i in range(n * 100)), f"session s{n * 100}\n  1km E", "week 1", "  mon s0"))


@family(500)
def ladders(n):
    return one(session_day(f"[{' '.join(str(i % 900 + 100) for i in range(n))}]m @5k / 200m jog"))


@family(500)
def many_ladders(n):
    return one(lines(HEAD, "week 1", "  mon rest", ("       - 2x([1200 1000 800 600 400]m @5k / 200m jog)" for _ in range(n))))


@family(300)
def alternatives(n):
    return one(session_day(" or ".join(f"{i % 9 + 1}km E" for i in range(n))))


@family(300)
def steps_in_a_line(n):
    return one(session_day(" + ".join(f"{i % 9 + 1}km E" for i in range(n))))


@family(300, CHECK, FIX)
def slips_in_a_line(n):
    return one(session_day(" + ".join(f"{i % 9 + 1} km E" for i in range(n))))


@family(300)
def broken_steps_in_a_line(n):
    return one(session_day(" + ".join(f"{word(i)} %" for i in range(n))))


@family(300)
def items_in_a_line(n):
    return one(session_day("; ".join(f"{i % 9 + 1}km E" for i in range(n))))


@family(300)
def broken_items_in_a_line(n):
    return one(session_day("; ".join(f"{i % 9 + 1}km ?E" for i in range(n))))


@family(300)
def withs_in_a_line(n):
    return one(session_day("90km E with " + " and ".join("20s strides" for i in range(n))))


@family(3000)
def a_long_line(n):
    return one(lines(HEAD, "week 1", "  mon " + "5km E + " * n))


@family(3000)
def a_long_word(n):
    return one(lines(HEAD, "week 1", "  mon " + "x" * (n * 8)))


@family(300)
def lines_as_long_as_may_be(n):
    return one(lines(HEAD, "week 1", (f"  {DAYS[i % 7]} " + "5 km E + " * 1100 for i in range(n // 100))))


@family(300)
def broken_lines_as_long_as_may_be(n):
    return one(lines(HEAD, "week 1", (f"  {DAYS[i % 7]} " + "5km ?E + " * 1100 for i in range(n // 100))))


@family(3000)
def a_long_string(n):
    return one(session_day('5km E "' + "x" * (n * 8) + '"'))


@family(2000, CHECK, FMT, REPORT)
def strings_as_long_as_may_be(n):
    return one(lines(HEAD, "week 1", (f'  {DAYS[i % 7]} 5km E "' + "x" * 9000 + '"' for i in range(n // 400))))


@family(3000)
def open_strings(n):
    return one(lines(HEAD, "week 1", (f'  {DAYS[i % 7]} 5km E "note' for i in range(n // 5))))


@family(3000, CHECK, FMT)
def comments(n):
    return one(lines(HEAD, ("# a comment that says something" for _ in range(n)), week_of(1)))


@family(3000)
def empty_lines(n):
    return one(lines(HEAD, ["" for _ in range(n * 4)], week_of(1)))


@family(3000)
def blanks(n):
    return one(lines(HEAD, week_of(1)) + " " * n * 8)


@family(700, CHECK, FMT, FIX)
def brackets_in_a_line(n):
    return one(lines(HEAD, "week 1", (f"  mon {'(' * 700}1km E{')' * 700}" for _ in range(n // 100))))


@family(700, CHECK)
def open_brackets(n):
    return one(lines(HEAD, "week 1", (f"  mon {'(' * 700}" for _ in range(n // 50))))


@family(700, CHECK)
def closing_brackets(n):
    return one(lines(HEAD, "week 1", (f"  mon 5km E{')' * 700}" for _ in range(n // 50))))


@family(1200, CHECK, FMT, FIX, REPORT, SHOW)
def garbage(n):
    return one(lines(HEAD, (f"~~ %% {i} )(" for i in range(n))))


@family(1500, CHECK, REPORT)
def garbage_of_one_kind(n):
    return one("week x y z\n" * n)


@family(3000, CHECK)
def single_letters(n):
    return one("x\n" * n)


@family(3000, CHECK)
def single_marks(n):
    return one("%\n" * n)


@family(1500, CHECK, FIX)
def slips(n):
    return one(lines(HEAD, "week 1", (f"  {DAYS[i % 7]} {i} km e" for i in range(n // 3))))


@family(1000, CHECK, REPORT, SHOW, SCHEDULE)
def broken_heads(n):
    return one(lines((f"week {i} of something\n  mon 5km E" for i in range(n))))


@family(1000, CHECK, REPORT)
def broken_heads_of_sessions(n):
    return one(lines((f"session (\n  5km E" for _ in range(n))))


@family(2000, CHECK)
def mixed_line_ends(n):
    return one("".join(f"  mon 5km E{end}" for i in range(n) for end in ("\r\n", "\r", "\n\r")[i % 3 : i % 3 + 1]))


@family(4000, CHECK)
def byte_order_marks(n):
    return one("\ufeff" * n + lines(HEAD, week_of(1)))


@family(2000, CHECK)
def byte_order_marks_on_lines(n):
    return one(lines(HEAD, ("\ufeffweek 1" for _ in range(n))))


@family(500, CHECK)
def huge_numbers(n):
    return one(lines(HEAD, "week 1", (f"  {DAYS[i % 7]} {'9' * 300}km E" for i in range(n // 20))))


@family(200, CHECK, REPORT, SCHEDULE, SHOW)
def dates_far_apart(n):
    return one(lines('plan "x"', "  start 0001-01-01", "  goal marathon on 9999-12-31", (f"week {50 * i + 1}\n  mon 5km E" for i in range(n // 10))))


@family(200, CHECK)
def a_week_far_away(n):
    return one(lines('plan "x"', (f"week {i * 53 + 1}\n  mon 5km E" for i in range(n))))


@family(100, CHECK, REPORT)
def weeks_not_written(n):
    return one(lines('plan "x"', "week 1\n  mon 5km E", (f"weeks {i * 50 + 2}-{i * 50 + 51} like 1" for i in range(n // 10))))


@family(300, CHECK)
def dated_days(n):
    return one(lines(HEAD, "week 1", dates(n, "  {} 5km E", "2027-01-04")))


@family(400, CHECK)
def days_of_one_date(n):
    return one(lines(HEAD, "week 1", ("  2027-01-05 5km E" for _ in range(n))))


@family(100, ("diff",))
def diff_of_other_plans(n):
    old = weeks(n, *(f"  {day} {d + 5}km E" for d, day in enumerate(DAYS)))
    new = weeks(n, *(f"  {day} {d + 3}x(1km @5k / 90s jog)" for d, day in enumerate(DAYS)))
    return {"old.meso": old, "new.meso": new}


@family(500, ("diff",))
def diff_of_long_days(n):
    day = lambda k: lines(HEAD, "week 1", "  mon rest", (f"       - {(k * i) % 97 + 3}km E" for i in range(n)))
    return {"old.meso": day(1), "new.meso": day(5)}


@family(500, ("diff",))
def diff_of_garbage(n):
    return {"old.meso": lines(HEAD, (f"~~ {i} )(" for i in range(n))), "new.meso": lines(HEAD, (f"~~ {i * 3} %(" for i in range(n)))}


def in_a_folder(files):
    """Files of a plan's project."""
    return {"meso.toml": "", **files}


@family(40, CHECK)
def logs_of_one_plan(n):
    """A file for each day, all of which name their plan."""
    days = dates(n, "{}", "2027-01-04")
    logs = {f"{day}.log.meso": f'log for "plan.meso"\nlog {day}\n  done 8km in 42:10\n  sleep 7h40; hrv 62ms\n' for day in days}
    return in_a_folder({"plan.meso": lines(HEAD, (line for i in range(1, 17) for line in week_of(i))), **logs})


@family(40, CHECK)
def logs_that_a_plan_names(n):
    days = dates(n, "{}", "2027-01-04")
    logs = {f"{day}.log.meso": f"log {day}\n  done 8km in 42:10\n  sleep 7h40; hrv 62ms\n" for day in days}
    return in_a_folder({"plan.meso": lines(HEAD, (f'  logs "{log}"' for log in logs), week_of(1)), **logs})


@family(20, CHECK)
def chain_of_libraries(n):
    """Each file of a folder uses the next: each has as many libraries as stand behind it."""
    files = {f"l{i}.meso": lines(f'use "l{i + 1}.meso"' if i + 1 < n else "# last", f"session s{i}\n  {i + 1}km E") for i in range(n)}
    return in_a_folder(files)


@family(20, CHECK)
def fan_of_libraries(n):
    files = {f"l{i}.meso": lines(f"session s{i}\n  {i + 1}km E") for i in range(n)}
    uses = [f'use "l{i}.meso"' for i in range(n)]
    return in_a_folder({"plan.meso": lines(uses, HEAD, week_of(1)), **files})


@family(16, CHECK)
def everything_uses_everything(n):
    uses = [f'use "l{i}.meso"' for i in range(n)]
    return in_a_folder({f"l{i}.meso": lines(uses, f"session s{i}\n  {i + 1}km E") for i in range(n)})


@family(40, CHECK)
def diamonds_of_libraries(n):
    """Layers of two files, each of which uses both of the next."""
    files = {}
    for i in range(n // 2):
        uses = [f'use "{side}{i + 1}.meso"' for side in "ab"] if i + 1 < n // 2 else []
        for side in "ab":
            files[f"{side}{i}.meso"] = lines(uses, f"session {side}{i}\n  5km E")
    return in_a_folder(files)


@family(30, CHECK)
def plans_of_one_library(n):
    """A large library that every plan of a folder uses."""
    library = lines(f"session s{i}\n  {i % 9 + 1}km E" for i in range(4 * n))
    plans = {f"p{i}.meso": lines('use "library.meso"', HEAD, "week 1", "  mon s1") for i in range(n)}
    return in_a_folder({"library.meso": library, **plans})


@family(150, CHECK)
def files_that_are_missing(n):
    return in_a_folder({"plan.meso": lines((f'use "{word(i)}.meso"' for i in range(n)), HEAD), **{f"{word(i + n)}.meso": "" for i in range(n)}})


@family(200, ("check", "--no-cache", "--quiet"))
def overrides(n):
    config = lines((f'[[overrides]]\npaths = ["**/{word(i)}*/*.meso"]\n[overrides.rules]\nnotation = "error"' for i in range(n // 4)))
    return {"meso.toml": config, **{f"{word(i)}.meso": lines(HEAD, week_of(1)) for i in range(n // 40)}}


@family(200, ("check", "--no-cache", "--quiet"))
def unknown_options(n):
    return {"meso.toml": lines("[rules]", (f'{word(i)} = "error"' for i in range(n))), "plan.meso": lines(HEAD)}


@family(300, (*CHECK, "--baseline", "baseline.json"))
def a_large_baseline(n):
    return one(lines(HEAD, "week 1", (f"  {DAYS[i % 7]} {i % 7}km {word(i)}" for i in range(n))))


def write(folder, files):
    """Writes the files of a family, and says how many bytes they have."""
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    return length(files)


def arguments(command, files, meso, folder):
    """The command line for a family's files."""
    if command[0] == "diff":
        return [meso, *command, "old.meso", "new.meso"]
    target = "." if "meso.toml" in files else "plan.meso"
    if "--baseline" in command:
        subprocess.run([meso, *CHECK, "--write-baseline=baseline.json", target], cwd=folder, capture_output=True, check=False)
    return [meso, *command, target]


class Point:
    """One size of a family: bytes, cost, memory."""

    def __init__(self, meso, name, factor, count):
        size, function, command = FAMILIES[name]
        files = function(size * factor)
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            self.bytes = write(folder, files)
            line = arguments(command, files, meso, folder)
            self.seconds, self.memory = once(line, folder)
            self.cost = counted(line, folder) if count and self.seconds < math.inf else self.seconds * 1e9


def patience():
    """A run that takes longer is ended: its cost is infinite."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def once(line, folder):
    """CPU seconds and peak bytes of one run."""
    process = subprocess.Popen(line, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=patience)
    _, status, usage = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code < 0:
        return math.inf, usage.ru_maxrss * 1024
    if code > 2:
        raise RuntimeError(f"{' '.join(line)} ended with {code}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def counted(line, folder):
    """Instructions of one run."""
    valgrind = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={os.devnull}"]
    said = subprocess.run([*valgrind, *line], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace", check=False)
    return int(re.search(r"Collected : (\d+)", said.stderr)[1])


def small(meso, names, count):
    """The families at a size of 4 KB at most: what is worse than anybody should wait for, or hold, for so little."""
    dearest = {}
    for name in names:
        size, function, command = FAMILIES[name]
        fitting = [n for n in (size >> shift for shift in range(12)) if n and length(function(n)) <= SMALL]
        if not fitting:
            continue
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            files = function(fitting[0])
            write(folder, files)
            line = arguments(command, files, meso, folder)
            _, memory = once(line, folder)
            cost = counted(line, folder) if count else 0
        dearest[name] = memory, cost
    bad = {name: at for name, at in dearest.items() if at[0] > SMALL_MEMORY or at[1] > SMALL_COST}
    print(f"{len(dearest)} families of {SMALL} bytes: {max(m for m, _ in dearest.values()) >> 20} MB", end="")
    print(f", {max(c for _, c in dearest.values()):,} instructions at most" if count else " at most")
    for name, (memory, cost) in bad.items():
        print(f"  {name}: {memory >> 20} MB, {cost:,} instructions  MISSED")
    return list(bad)


def length(files):
    """Bytes of some files."""
    return sum(len(text.encode()) for text in files.values())


def main():
    """Measures the families that are named, or all."""
    options = [argument for argument in sys.argv[1:] if argument.startswith("--")]
    words = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    meso = os.path.abspath(words.pop(0) if words and pathlib.Path(words[0]).is_file() else find())
    names = [name for name in FAMILIES if not words or any(part in name for part in words)]
    count = "--times" not in options and shutil.which("valgrind")
    factors = (1, 2, 4, 8) if count else (4, 8, 16, 32)
    if "--quick" in options:
        factors = factors[1::2]
    if "--watched" in options:
        names, factors = [name for name in names if name in WATCHED], (1, 4)
    start = time.monotonic()
    missed = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "plan.meso").write_bytes(b"")
        line = [meso, *CHECK, "plan.meso"]
        base, held = (counted(line, folder) if count else 2e6), once(line, folder)[1]
    print(f"{'family':45} {'exponent':>8} {'bytes':>10} {'cost a byte':>11} {'memory a byte':>13}")
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        runs = {name: [pool.submit(Point, meso, name, factor, count) for factor in factors] for name in names}
        for name in names:
            points = [run.result() for run in runs[name]]
            first, last = points[0], points[-1]
            growth = [max(p.cost - base, FEW) for p in (first, last)]
            exponent = math.log(growth[1] / growth[0]) / math.log(last.bytes / first.bytes)
            memory = max(0, last.memory - held) / last.bytes
            above = max(0, last.memory - held - FORGIVEN) / last.bytes
            bad = [what for what, missed_it in (("growth", exponent > EXPONENT), ("memory", above > BYTES_A_BYTE)) if missed_it]
            mark = f"  MISSED: {', '.join(bad)}" if bad else ""
            print(f"{name:45} {exponent:8.2f} {last.bytes:10,} {growth[1] / last.bytes:11,.0f} {memory:13,.0f}{mark}", flush=True)
            if bad:
                missed.append(name)
    if "--watched" in options or "--small" in options:
        missed += small(meso, FAMILIES, count and "--small" in options)
    print(f"{len(names)} families, {len(missed)} missed, {time.monotonic() - start:.0f} s")
    sys.exit(bool(missed and "--gate" in options))


if __name__ == "__main__":
    main()
