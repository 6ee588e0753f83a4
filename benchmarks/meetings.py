"""Meetings in number: `check` and `decisions list` over 200 meetings of 30 items and 40 seats, and over half of them.

`python benchmarks/meetings.py` prints the seconds of each and the growth from half to whole, which should be near 2.
"""

import time
from collections.abc import Callable
from datetime import date, timedelta

from govtool.checks.catalogue import run_checks
from govtool.domain.project import Project
from govtool.files.project import load
from govtool.files.snapshot import Snapshot
from govtool.reports.decision import decisions_table

MEETINGS, ITEMS, SEATS = 200, 30, 40
FIRST = date(2000, 1, 3)
LAST = date(2030, 12, 31)

MAIN = f"""format = 1
[project]
id = "many"
name = "Many"
title = "Many meetings"
start = {FIRST}
end = {LAST}
costs_from = {FIRST}
coordinator = "city"
languages = ["en"]
[grant]
authority = "Authority"
programme = "Programme"
profile = "general"
maximum = 1000.00
decided = {FIRST}
[[partner]]
id = "city"
name = "City"
role = "coordinator"
"""
BUDGET = f'format = 1\n[baseline]\nname = "Budget"\napproved = {FIRST}\nby = "Authority"\nline = []\n'


def groups() -> str:
    """Return a body of SEATS members."""
    text = 'format = 1\n[[body]]\nid = "group"\nname = "Group"\nkind = "steering-group"\n'
    for n in range(SEATS):
        text += f'[[person]]\nid = "p{n}"\nname = "Person {n}"\n'
        text += f'[[seat]]\nid = "s{n}"\nbody = "group"\norganisation = "City"\ntitle = "Member"\n'
        text += f'[[term]]\nseat = "s{n}"\nperson = "p{n}"\nstart = {FIRST}\nappointed = "Mayor"\n'
    return text


def meeting(number: int) -> str:
    """Return a held meeting of ITEMS decisions, with everybody there and one disqualified."""
    day = FIRST + timedelta(days=14 * number)
    text = f'format = 1\nid = "m{number}"\nbody = "group"\nnumber = {number}\ndate = {day}\nstart = 12:00:00\n'
    text += f'end = 14:00:00\nplace = "Hall"\n[sent]\nagenda = {day - timedelta(days=10)}\n'
    for n in range(1, ITEMS + 1):
        text += f'[[item]]\nnumber = {n}\nkind = "decision"\ntitle = "Item {n}"\nproposal = "Yes."\n'
        text += '[[item.decisions]]\nkind = "approved"\ntext = "Yes."\n'
    text += "".join(f'[[attendance]]\nperson = "p{n}"\ncapacity = "member"\n' for n in range(SEATS))
    text += '[[disqualified]]\nperson = "p1"\nitems = [1]\nground = "Own firm"\n'
    return text + f'[checking]\nby = ["p0"]\ndate = {day + timedelta(days=7)}\n'


def project(meetings: int) -> Project:
    """Return a project of so many meetings."""
    texts = {"govtool.toml": MAIN, "budgets/budget.toml": BUDGET, "minutes/steering-group.toml": groups()}
    texts |= {f"minutes/m{number}.toml": meeting(number) for number in range(1, meetings + 1)}
    loaded = load(Snapshot({path: text.encode() for path, text in texts.items()}), LAST)
    assert loaded.project is not None
    assert loaded.problems == ()
    return loaded.project


def seconds(work: Callable[[Project], object], known: Project) -> float:
    """Return how long *work* takes on *known*, the best of three."""
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        work(known)
        taken.append(time.perf_counter() - start)
    return min(taken)


def main() -> None:
    """Measure half and whole."""
    half, whole = project(MEETINGS // 2), project(MEETINGS)
    for name, work in (
        ("check", lambda known: run_checks(known, LAST)),
        ("decisions list", lambda known: decisions_table(known, LAST, "group")),
    ):
        one, two = seconds(work, half), seconds(work, whole)
        print(f"{name:16}{MEETINGS // 2}: {one:.2f} s   {MEETINGS}: {two:.2f} s   growth {two / one:.2f}")


if __name__ == "__main__":
    main()
