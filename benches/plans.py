"""Makes sixteen-week plans of about 150 lines, each another, as input for measurements."""

import random

QUALITY = [
    "{w}km warmup + {n}x(1600m @T / 60s jog) + 2km cooldown",
    "{w}km E + {n}x(1km @5k / {r}s jog) + 2km E",
    "{w}km E + [1200 1000 800 600 400]m @5k / 300m jog + {w}km E",
    "{w}km E + {m}min T + 2km E",
    "cruise(n = {n})",
    "hills(n = {n})",
]
EASY = ["{d}km E", "{d}km E with 6x20s strides", "{m}min recovery @<70%hrmax", "{d}km E; foam-roll 10min"]


def plan(seed, weeks=16):
    """The text of one plan; the same for the same seed."""
    rnd = random.Random(seed)
    base = rnd.randrange(40, 70)

    def fill(form, low, high):
        return form.format(
            w=rnd.randrange(2, 4), n=rnd.randrange(3, 6), r=rnd.choice([60, 90, 120]), m=rnd.randrange(20, 41), d=rnd.randrange(low, high)
        )

    lines = [
        f'plan "Plan {seed}"',
        f"  goal   marathon on 2027-04-25 in 3:{rnd.randrange(10, 59)}:00",
        "  start  2027-01-04",
        "  units  km",
        "",
        f'athlete "Runner {seed}"',
        f"  born    {rnd.randrange(1960, 2005)}",
        f"  max-hr  {rnd.randrange(175, 200)}",
        f"  recent  10km in {rnd.randrange(38, 58)}:{rnd.randrange(10, 59)} on 2026-12-06",
        f"  volume  {base}km",
        "",
        'session cruise(n = 4, rec = 60s) "Cruise intervals"',
        "  2km E",
        "  n x (1600m @T / rec jog)",
        "  2km E",
        "",
        "session hills(n = 8) hard",
        "  3km E",
        "  n x (60s hill / 2min jog)",
        "",
    ]
    for week in range(1, weeks + 1):
        kind = " recovery" if week % 4 == 0 else " taper" if week > weeks - 2 else ""
        long = min(30, 14 + week) if not kind else 12 + week // 4
        last = "sun  race marathon" if week == weeks else f"sun  long {long}km @5:{rnd.randrange(10, 30)}-5:{rnd.randrange(35, 59)}/km"
        lines += [
            f"week {week}{kind}",
            "  mon  rest",
            f"  tue  {fill(rnd.choice(QUALITY), 6, 9)}",
            f"  wed  {fill(rnd.choice(EASY), 6, 10)}",
            f"  thu  {fill(rnd.choice(EASY), 7, 12)}",
            f"  fri  rest or {rnd.randrange(30, 50)}min bike easy",
            f"  sat  {fill(rnd.choice(EASY), 5, 9)}",
            f"  {last}",
            "",
        ]
    return "\n".join(lines)
