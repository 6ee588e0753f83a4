"""Vouchers are kept among the evidence and named in one file; a check lists large rows without one."""

from dataclasses import replace
from decimal import Decimal

import pytest

from govtool.actions.cost import Evidence
from govtool.actions.cost_voucher import attach
from govtool.checks.cost import vouchers
from govtool.domain.change import AddRecord, Change, NewRecord, PutFile
from govtool.domain.voucher import Voucher
from govtool.problems import GovtoolError
from tests.actions.test_cost_corrections import DAY, LATER, imported, row, statement
from tests.lasse import project, rulebook

RECEIPT = Evidence("kuitti.pdf", b"%PDF", "a" * 64)
ACCEPTED = imported([statement(row("1"), row("2"))])


def attached(number: str = "1", evidence: Evidence = RECEIPT, **changes: object) -> Change:
    given: dict[str, object] = {"kept": {}, "attached": (), "computed_from": {}, **changes}
    return attach(number, evidence, partner="verso", month="2014-08", accepted=ACCEPTED, as_of=DAY, **given)  # type: ignore[arg-type]


def voucher_of(change: Change) -> Voucher:
    edit = change.edits[1]
    assert isinstance(edit, NewRecord)
    return Voucher(**edit.data["voucher"][0])


def test_a_voucher_is_kept_and_named() -> None:
    change = attached()
    put = change.edits[0]
    assert isinstance(put, PutFile)
    assert (put.path, put.content) == ("budgets/evidence/verso/vouchers/kuitti.pdf", b"%PDF")
    assert voucher_of(change) == Voucher(
        partner="verso", month="2014-08", number="1", file=put.path, sha256="a" * 64, attached=DAY
    )
    second = attached("2", computed_from={"budgets/vouchers.toml": "x"}, kept={put.path: "b" * 64})
    assert isinstance(second.edits[1], AddRecord)
    assert second.about == "budgets/evidence/verso/vouchers/kuitti-aaaaaaaa.pdf"


def test_the_same_file_again_changes_nothing() -> None:
    first = attached()
    again = attached(kept={first.about: RECEIPT.sha256}, attached=(voucher_of(first).replace(attached=LATER),))
    assert (again.edits, again.told[0][0]) == ((), "voucher-there")


def test_a_voucher_that_no_row_has_is_refused() -> None:
    with pytest.raises(GovtoolError, match="voucher-unknown"):
        attached("9")


def test_large_rows_without_a_voucher_are_listed() -> None:
    of = project()
    rules = rulebook(of)
    large = tuple(each for each in ACCEPTED["2014-08"])
    there = voucher_of(attached())
    found = list(vouchers(replace(of, large=large, vouchers=(there,)), rules, DAY))
    assert [(each.code, each.severity, each.data["voucher"], each.data["amount"]) for each in found] == [
        ("voucher-missing", "warning", "2", Decimal("10.00"))
    ]
    assert str(found[0].place) == "budgets/evidence/verso/a.csv:3"
    early = replace(of, large=large, vouchers=(there.replace(attached=LATER),))
    assert len(list(vouchers(early, rules, DAY))) == 2
    assert of.large == ()
