"""What a preview and a list show."""

import datetime
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from govtool.domain.cost import CostRow
from govtool.files.statement_file import read_grid
from govtool.reports.cost import listing, preview
from govtool.reports.statement_guess import propose
from govtool.reports.table import Say
from tests.reports.test_statement import LASSE, TODAY

EVIDENCE = Path(__file__).parents[2] / "budgets/evidence"


def test_a_preview_sums_by_month_and_category_and_every_sum_knows_its_rows() -> None:
    table = preview(LASSE["verso"][0], TODAY)
    assert [row.cells for row in table.rows] == [
        ("2013-12", "materials", 1, Decimal("11.76")),
        ("2013-12", "other-services", 8, Decimal("603.30")),
        ("2013-12", "rents", 1, Decimal("300.00")),
        ("2013-12", "salaries", 4, Decimal("3820.46")),
        ("2013-12", None, 14, Decimal("4735.52")),
    ]
    assert table.rows[0].traces["amount"].rows == ("2013.xlsx!Joulu!15",)


def test_a_preview_of_many_months_ends_with_their_total() -> None:
    table = preview(LASSE["verso"][1], TODAY)
    assert table.rows[-1].cells == (Say("total"), None, 145, Decimal("51159.74"))


def test_a_preview_tells_how_the_file_was_read_and_what_is_left_out() -> None:
    notes = {say.key: say.data for say in preview(LASSE["tampere"][0], TODAY).notes}
    assert notes["costs-read-csv"] == {"encoding": "utf-8", "separator": Say("separator-tab")}
    assert notes["costs-left-out-amount"] == {
        "kind": Say("left-out-other-project"),
        "rows": 6,
        "amount": Decimal("2271.00"),
    }
    assert notes["costs-totals"] == {"agreeing": 0, "all": 0}
    assert "costs-guessed" not in notes


def test_a_guess_is_shown() -> None:
    file = EVIDENCE / "verso/2013.xlsx"
    guessed = propose(read_grid(file.name, file.read_bytes()), "verso", "verso")
    say = preview(LASSE["verso"][0], TODAY, guessed).notes[0]
    assert (say.key, say.data["columns"][0]) == ("costs-guessed", "date = “Pvm”")


def test_a_list_is_in_order_of_date_with_the_place_of_the_evidence_and_a_total() -> None:
    rows: list[CostRow] = [
        row._replace(file="budgets/evidence/verso/2013.xlsx") for row in reversed(LASSE["verso"][0].rows)
    ]
    table = listing(rows, TODAY)
    dates = [row.cells[1] for row in table.rows[:-1]]
    assert dates == sorted(dates)
    assert (dates[0], table.rows[0].cells[-2]) == (datetime.date(2013, 12, 1), "2013.xlsx!Joulu!6")
    assert table.rows[-1].cells[-3] == Decimal("4735.52")


def test_a_list_of_nothing_has_no_total() -> None:
    assert listing([], TODAY).rows == ()


def test_a_list_gives_the_reason_of_a_row_and_a_preview_what_is_not_eligible() -> None:
    parked = LASSE["verso"][0].rows[0]._replace(status="parked", reason="rule:above_ceiling")
    assert listing([parked], TODAY).rows[0].cells[-1] == Say("costs-by-rule", {"rule": "above_ceiling"})
    notes = preview(replace(LASSE["verso"][0], rows=(parked, *LASSE["verso"][0].rows[1:])), TODAY).notes
    told = [note.data for note in notes if note.key == "costs-row-judged"]
    assert [(data["voucher"], data["status"], data["reason"]) for data in told] == [
        (parked.voucher, Say("cost-parked"), Say("costs-by-rule", {"rule": "above_ceiling"}))
    ]
