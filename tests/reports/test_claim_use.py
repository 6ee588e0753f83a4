"""The statement on the use of the grant: everything adds up, and says what is to be paid or returned."""

from dataclasses import replace
from decimal import Decimal

import pytest

from govtool.domain.claim import ClaimEvent
from govtool.domain.party import Advance
from govtool.domain.project import Project
from govtool.problems import GovtoolError
from govtool.render.amounts import LANGUAGES
from govtool.render.text import draw_to
from govtool.render.words import Words
from govtool.reports.claim_use import use_table
from govtool.reports.table import Row, Say, Table
from tests import lasse
from tests.reports.test_claim import rules_with
from tests.reports.test_payment import ENDS, STARTS, claim, project_with, submitted


def rows_of(table: Table) -> dict[str, Row]:
    return {row.cells[0].key: row for row in table.rows if isinstance(row.cells[0], Say)}


def amounts(row: Row) -> list[Decimal]:
    return [cell for cell in row.cells if isinstance(cell, Decimal)]


def used(project: Project) -> Table:
    return use_table(project, rules_with(project, return_threshold=Decimal(100)), ENDS[-1])


def settled_by_rows(table: Table) -> Decimal:
    """Return what the rows of the settlement add up to, its last row left out."""
    start = max(i for i, row in enumerate(table.rows) if row.style == "heading")
    return sum((row.cells[-2] for row in table.rows[start + 1 : -1]), Decimal(0))  # type: ignore[misc]


def test_what_was_not_approved_has_its_row() -> None:
    project = project_with(200_000)
    first = submitted(project, claim(1), advance_share=Decimal(0))
    cut = ClaimEvent(kind="decided", date=ENDS[0], amount=Decimal("1450.00"))
    paid = ClaimEvent(kind="paid", date=ENDS[0], amount=Decimal("1450.00"))
    table = used(replace(project, claims=(first.replace(event=(cut, paid)),)))
    assert amounts(rows_of(table)["use-not-approved"]) == [Decimal("-50.00"), Decimal("-50.00")]
    assert amounts(rows_of(table)["use-to-pay"]) == [settled_by_rows(table)] == [Decimal(0)]


def test_the_use_of_lasse_s_grant_by_year() -> None:
    project = lasse.claimed()
    table = use_table(project, lasse.rulebook(project), lasse.TODAY)
    assert [column.key for column in table.columns] == ["category", "budget", "year-2013", "year-2014", "total", "left"]
    groups: list[list[Row]] = []
    for row in table.rows:
        groups += [[]] if row.style == "heading" else []
        groups[-1] += [] if row.style == "heading" else [row]
    costs, financing, _ = groups
    for group in (costs, financing):
        *lines, total = ([cell or Decimal(0) for cell in row.cells[2:5]] for row in group)
        assert [sum(column) for column in zip(*lines, strict=True)] == total
        assert total == [Decimal("74471.62"), Decimal("300579.74"), Decimal("375051.36")]
    found = rows_of(table)
    assert amounts(found["use-to-pay"]) == [Decimal("225434.81")]
    assert "use-not-final" in {note.key for note in table.notes}
    for lang in LANGUAGES:
        assert "{" not in draw_to(table, Words(lang), 100)


@pytest.mark.parametrize(
    ("second", "advance", "key", "balance"),
    [
        (200_000, 0, "use-to-pay", "1500.00"),
        (-10_000, 0, "use-to-return", "-75.00"),
        (-400_000, 0, "use-to-return", "-3000.00"),
        (200_000, 500, "use-to-pay", "1000.00"),
        (0, 500, "use-to-return", "-500.00"),
    ],
)
def test_what_is_left_to_settle(second: int, advance: int, key: str, balance: str) -> None:
    project = project_with(1_000_000, second)
    if advance:
        paid = Advance(date=STARTS[0], amount=Decimal(advance))
        project = replace(project, grant=project.grant.replace(advance=(paid,)))
    first = submitted(project, claim(1), advance_share=Decimal(0))
    assert first.figures is not None
    first = first.replace(event=(ClaimEvent(kind="paid", date=ENDS[0], amount=first.figures.payable),))
    made = replace(project, claims=(first,))
    last = submitted(made, claim(2, last=True, activities="Six workshops"), advance_share=Decimal(0))
    table = used(replace(made, claims=(first, last)))
    assert amounts(rows_of(table)[key]) == [Decimal(balance)]
    assert settled_by_rows(table) == Decimal(balance)
    told = {note.key for note in table.notes}
    assert {"use-final", "use-unused", "use-activity"} <= told
    assert ("claim-no-return" in told) == (balance == "-75.00")


def test_before_any_claim_there_is_nothing_to_account_for() -> None:
    with pytest.raises(GovtoolError) as refused:
        used(project_with(1_000_000))
    assert [each.code for each in refused.value.problems] == ["claim-none"]
