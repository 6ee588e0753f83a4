"""Small projects with a steering group, read from texts, so that problems have files and lines."""

from collections.abc import Iterable, Mapping
from datetime import date

from govtool.domain.meeting import Meeting
from govtool.domain.project import Project
from govtool.files.project import load
from govtool.files.snapshot import Snapshot
from govtool.problems import Problem
from govtool.rules.rulebook import Rulebook

TODAY = date(2014, 11, 15)
MAIN = """format = 1
[project]
id = "small"
name = "Small"
title = "Small project"
start = 2014-01-01
end = 2015-12-31
costs_from = 2014-01-01
coordinator = "city"
languages = ["fi", "sv"]
[grant]
authority = "Authority"
programme = "Programme"
profile = "general"
maximum = 1000.00
decided = 2014-01-01
[[partner]]
id = "city"
name = "City"
role = "coordinator"
[[partner]]
id = "centre"
name = "Centre"
role = "centre"
"""
BUDGET = """format = 1
[baseline]
name = "Budget"
approved = 2014-01-01
by = "Authority"
line = []
"""


def rule(name: str, value: str) -> str:
    """Return a rule of the project from its first day on."""
    return f'[[rule]]\nname = "{name}"\nstart = 2014-01-01\nvalue = {value}\nsource = "Order"\nchecked = 2014-01-01\n'


def groups(voting: int = 5, more: str = "") -> str:
    """Return a group of *voting* seats with holders p1, p2, …, and a secretary; p1 leads, p2 is vice-chair."""
    text = 'format = 1\n[[body]]\nid = "group"\nname = "Group"\nkind = "steering-group"\n'
    for person in ("sec", *(f"p{n}" for n in range(1, voting + 1)), "guest"):
        text += f'[[person]]\nid = "{person}"\nname = "Name {person}"\n'
    for person in ("sec", *(f"p{n}" for n in range(1, voting + 1))):
        votes = "false" if person == "sec" else "true"
        text += f'[[seat]]\nid = "s-{person}"\nbody = "group"\norganisation = "Org"\ntitle = "Head"\nvotes = {votes}\n'
        text += f'[[term]]\nseat = "s-{person}"\nperson = "{person}"\nstart = 2014-01-01\nappointed = "Mayor"\n'
    for role, person in (("chair", "p1"), ("vice-chair", "p2"), ("secretary", "sec"), ("presenter", "sec")):
        text += f'[[role]]\nbody = "group"\nrole = "{role}"\nperson = "{person}"\nstart = 2014-01-01\ndecided = "x"\n'
    return text + more


def attending(*persons: str, capacity: str = "member", more: str = "") -> str:
    """Return attendance rows."""
    return "".join(f'[[attendance]]\nperson = "{p}"\ncapacity = "{capacity}"\n{more}\n' for p in persons)


def item(number: int, kind: str = "decision", more: str = "", decided: bool = True) -> str:
    """Return an item with a proposal, and a decision of the body."""
    text = f'[[item]]\nnumber = {number}\nkind = "{kind}"\ntitle = "Item"\nproposal = "Approve"\n{more}\n'
    return text + ('[[item.decisions]]\nkind = "approved"\ntext = "Approved."\n' if decided else "")


def meeting(
    below: str = "", number: int = 1, day: str = "2014-10-07", sent: str = "2014-09-30", main: str = "", name: str = ""
) -> tuple[str, str]:
    """Return path and text of a meeting: *main* are keys of the meeting, *below* its tables."""
    known = name or f"meeting-{number:02}"
    text = f'format = 1\nid = "{known}"\nbody = "group"\nnumber = {number}\ndate = {day}\nstart = 12:00:00\n'
    text += f'end = 14:00:00\nplace = "Here"\n{main}\n[sent]\nagenda = {sent}\nannexes = {sent}\n{below}'
    return f"minutes/{known}.toml", text


def project(
    *meetings: tuple[str, str], main: str = "", group: str = "", files: Mapping[str, bytes] | None = None
) -> Project:
    """Read a project with *meetings*; *main* is added to govtool.toml."""
    texts = {
        "govtool.toml": MAIN + main,
        "budgets/budget.toml": BUDGET,
        "minutes/steering-group.toml": group or groups(),
        **dict(meetings),
    }
    loaded = load(Snapshot({path: text.encode() for path, text in texts.items()} | dict(files or {})), TODAY)
    assert loaded.project is not None
    assert loaded.problems == (), loaded.problems
    return loaded.project


def only(found: Project) -> Meeting:
    """Return the project's one meeting."""
    (meeting,) = found.meetings
    return meeting


def rulebook(found: Project) -> Rulebook:
    """Return the project's rules."""
    return Rulebook(found.parameters)


def codes(found: Iterable[Problem]) -> list[str]:
    """Return the codes of problems."""
    return [problem.code for problem in found]


def deputy(seat: str, person: str, days: str = "start = 2014-01-01") -> str:
    """Return a deputy for a seat."""
    return f'[[deputy]]\nseat = "{seat}"\nperson = "{person}"\n{days}\nappointed = "Mayor"\n'
