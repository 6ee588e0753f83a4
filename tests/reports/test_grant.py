"""The grant on record: what an amendment changes holds from its day on, and not before."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from govtool.domain.party import Amendment
from govtool.files.project import load
from govtool.files.snapshot import take
from govtool.render.amounts import LANGUAGES
from govtool.render.text import draw_to
from govtool.render.words import Words
from govtool.reports.claim import counted
from govtool.reports.grant import grant_table
from govtool.rules.rulebook import Rulebook
from tests import lasse as reference
from tests.lasse import FIRST, SUBMITTED

MORE = """
[[grant.amendment]]
date = 2014-06-02
diary = "SYNT/2"
maximum = 650000.00
rate = 0.8
end = 2015-12-31
about = "More time and money"

[[grant.amendment]]
date = 2014-03-03
diary = "SYNT/1"
about = "An answer that changes nothing"
"""


def loaded(folder: Path, day: date) -> tuple[str, str, str, list[object]]:
    file = folder / "govtool.toml"
    text = file.read_text("utf-8")
    if MORE not in text:
        file.write_text(text + MORE, "utf-8")
    project = load(take(folder), day).project
    assert project is not None
    rules = Rulebook(project.parameters)
    table = grant_table(project, rules, day)
    for lang in LANGUAGES:
        assert "SYNT/1" in draw_to(table, Words(lang), 100)
    held = project.grant.maximum_on(day), rules.number("grant_rate", day), project.facts.end
    return (*(str(each) for each in held), [row.cells[1] for row in table.rows])  # type: ignore[return-value]


def test_an_amendment_holds_from_its_day_on(lasse: Path) -> None:
    listed = [None, "SYNT-STM/0001/2013", "SYNT/1", "SYNT/2"]
    *before, rows = loaded(lasse, date(2014, 6, 1))
    assert before == ["600000.00", "0.75", "2015-10-31"]
    assert rows == [*listed[1:3], None]
    *after, rows = loaded(lasse, date(2014, 6, 2))
    assert after == ["650000.00", "0.8", "2015-12-31"]
    assert rows == [*listed[1:], None]


@pytest.mark.parametrize(("day", "grant"), [(date(2014, 2, 24), "40000.00"), (SUBMITTED, "50000.00")])
def test_a_claim_knows_the_maximum_of_its_day(day: date, grant: str) -> None:
    project = reference.claimed()
    later = Amendment(date=SUBMITTED, diary="2", maximum=Decimal(50_000))
    changed = project.grant.replace(maximum=Decimal(40_000), amendment=(later,))
    found = counted(replace(project, grant=changed), reference.rulebook(project), FIRST, day)
    assert str(found.grant_cumulative) == grant
