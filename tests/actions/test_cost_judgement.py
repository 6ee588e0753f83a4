"""A person's word on accepted costs: by added rows, with the reason, and undone the same way."""

from typing import Any

import pytest

from govtool.actions.cost_judgement import judge
from govtool.domain.cost import cube_of, evidence_place, standing, sums
from govtool.files.cost_rows import write_rows
from govtool.problems import GovtoolError
from tests.actions.test_cost_corrections import LATER, Accepted, carried_out, imported, row, statement


def judged(accepted: Accepted, voucher: str, status: Any, because: str = "asked 3.11.") -> Accepted:
    change = judge(
        voucher,
        status,
        because,
        partner="verso",
        month="2014-08",
        accepted=accepted,
        as_of=LATER,
        computed_from={},
        written=write_rows,
    )
    return carried_out(change, accepted)


def cents(accepted: Accepted) -> dict[tuple[str, ...], int]:
    return {key: value.cents for key, value in sums(cube_of(accepted["2014-08"]), "status").items() if value.cents}


def test_a_voucher_is_parked_and_released_by_added_rows() -> None:
    before = imported([statement(row("1"), row("1", 5), row("2", 70))])
    parked = judged(before, "1", "parked")
    assert parked["2014-08"][:3] == before["2014-08"]
    assert cents(parked) == {("eligible",): 70, ("parked",): 1005}
    last = standing(parked["2014-08"])[-1]
    assert (last.status, last.accepted, last.file, last.line) == ("parked", LATER, before["2014-08"][1].file, 3)
    assert last.reason == f"asked 3.11.; correction:{evidence_place(last)}"
    released = judged(parked, "1", "eligible", "answer 10.11.")
    assert cents(released) == {("eligible",): 1075}
    assert cents(judged(released, "2", "ineligible")) == {("eligible",): 1005, ("ineligible",): 70}


def test_a_later_statement_corrects_what_was_parked() -> None:
    parked = judged(imported([statement(row("1"))]), "1", "parked")
    assert imported([statement(row("1"), name="b")], parked) == parked
    assert cents(imported([statement(row("1", 7), name="b")], parked)) == {("eligible",): 7}


@pytest.mark.parametrize(
    ("voucher", "status", "code"),
    [
        ("9", "parked", "voucher-unknown"),
        ("1", "eligible", "voucher-judged"),
        ("2", "parked", "voucher-partner-invoice"),
    ],
)
def test_what_cannot_be_judged_is_named(voucher: str, status: str, code: str) -> None:
    accepted = imported([statement(row("1"), row("2", status="partner-invoice", invoice="verso/1"))])
    with pytest.raises(GovtoolError, match=code):
        judged(accepted, voucher, status)
