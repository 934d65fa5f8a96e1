"""Plans that the tests share."""

import pathlib

import mesocycle as meso
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]

TEXT = """\
plan "Spring half"
  goal half-marathon on 2027-03-28 in 1:45:00 "Spring"
  start 2027-03-08

athlete "Kim"
  born 1985
  sex female
  max-hr 188
  rest-hr 48
  recent 10km in 48:00 on 2027-01-10
  volume 40km

session cruise(n = 3) "Cruise intervals"
  2km E
  n x (1600m @T / 60s jog)
  2km E

phase specific "Half-marathon pace"

week 1
  mon rest
  tue cruise
  wed 8km E; foam-roll 10min
  thu rest or 30min bike
  fri 6km E with 6x20s strides
  sun long 16km E "trails if dry"

week 2 taper
  tue 3km E + 3km T + 2km E
  thu 8km E
  sat 6km E
  sun long 12km E

week 3 race
  tue 6km E with 4x20s strides
  thu 4km E
  fri rest; sleep 9h
  sun race half-marathon "Spring" in 1:45:00

log 2027-03-09
  done 9.1km in 52:10 hr 152 rpe 6
  hrv 62ms; rhr 49bpm; sleep 7h40
log 2027-03-10
  missed "travel"
"""


@pytest.fixture(scope="session")
def plan():
    return meso.loads(TEXT, name="spring.meso")


@pytest.fixture(scope="session")
def marathon():
    return meso.load(ROOT / "examples" / "autumn-marathon.meso")
