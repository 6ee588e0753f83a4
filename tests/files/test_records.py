"""From TOML to records: every mismatch is told with its line, and what is right is kept."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from govtool.domain.budget import Budget
from govtool.domain.places import Places
from govtool.domain.steering_group import SteeringGroups
from govtool.files.lines import line_of, load_toml
from govtool.files.records import read_record
from govtool.problems import Problem
from govtool.reports.table import Say

FILE = "budgets/budget.toml"


def read(model: type, text: str) -> tuple[Any, list[Problem]]:
    places = Places({FILE: lambda path: line_of(text, path)})
    return read_record(model, load_toml(FILE, text), FILE, places)[:2]


def told(problems: list[Problem]) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.place.line if problem.place else None) for problem in problems]


GOOD = """\
[baseline]
name = "Plan"
approved = 2013-02-11
by = "Ministry"
line = [
  { share = "common", category = "rents", year = 2014, amount = 12000 },
  { share = "common", category = "rents", year = 2015, amount = 0.10 },
]
"""


def test_a_right_file_becomes_a_record() -> None:
    budget, problems = read(Budget, GOOD)
    assert problems == []
    assert budget.baseline.approved == date(2013, 2, 11)
    assert [line.amount for line in budget.baseline.line] == [Decimal("12000.00"), Decimal("0.10")]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('by = "Ministry"', 'by = "Ministry"\nbuy = "x"', "unknown-key", 5),
        ('by = "Ministry"\n', "", "missing-key", 1),
        ("approved = 2013-02-11", 'approved = "2013-02-11"', "wrong-type", 3),
        ("amount = 12000", "amount = 12000.005", "amount-decimals", 6),
        ("amount = 12000", 'amount = "12000"', "wrong-type", 6),
        ("amount = 12000", "amount = true", "wrong-type", 6),
        ("year = 2015", "year = 20150", "value-not-allowed", 7),
        ('category = "rents", year = 2015', 'category = "Rents!", year = 2015', "id-form", 7),
    ],
)
def test_a_mistake_is_told_with_its_line(old: str, new: str, code: str, line: int) -> None:
    _, problems = read(Budget, GOOD.replace(old, new, 1))
    assert told(problems) == [(code, line)]


def test_a_wrong_line_is_left_out_and_the_rest_is_kept() -> None:
    budget, problems = read(Budget, GOOD.replace("amount = 12000", "amount = 1.234"))
    assert told(problems) == [("amount-decimals", 6)]
    assert [line.year for line in budget.baseline.line] == [2015]


def test_five_mistakes_are_told_at_once() -> None:
    text = """\
[[seat]]
id = "Seat 1"
body = "group"
organisation = "Nokia"
title = "x"
[[term]]
seat = "seat-1"
person = "somebody"
start = 2013
appointed = "Mayor"
[[role]]
body = "group"
role = "chairman"
person = "somebody"
start = 2013-04-01
[[person]]
id = "somebody"
nime = "Somebody"
"""
    _, problems = read(SteeringGroups, text)
    assert sorted(told(problems)) == [
        ("id-form", 2),
        ("missing-key", 11),
        ("missing-key", 16),
        ("unknown-key", 18),
        ("unknown-word", 13),
        ("wrong-type", 9),
    ]


def test_a_near_word_is_proposed() -> None:
    _, problems = read(Budget, GOOD.replace("approved =", "aproved ="))
    near = {problem.code: problem.data.get("known") for problem in problems}
    assert near == {"unknown-key": Say("did-you-mean", {"name": "approved"}), "missing-key": None}


def test_lines_stay_right_when_elements_before_were_left_out() -> None:
    text = """\
[[person]]
id = "A"
name = "x"
[[person]]
id = "b"
[[person]]
id = "C"
name = "x"
[[body]]
id = "d"
name = 5
kind = "team"
"""
    groups, problems = read(SteeringGroups, text)
    assert sorted(told(problems)) == [("id-form", 2), ("id-form", 7), ("missing-key", 4), ("wrong-type", 11)]
    assert groups.person == ()
