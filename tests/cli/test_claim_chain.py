"""From decision to claim: whichever link of LasSe's chain is broken, `check` names it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from govtool.cli.main import govtool

DAY = "2014-11-15"


def run(folder: Path, *words: str) -> str:
    return CliRunner().invoke(govtool, ["-C", str(folder), *words, "--as-of", DAY]).output


def swapped(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Return what puts *new* in the place of *old*, which must be there, in a file of the folder."""

    def swap(folder: Path) -> None:
        text = (folder / path).read_text("utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new, 1), "utf-8")

    return swap


def gone(path: str) -> Callable[[Path], None]:
    return lambda folder: (folder / path).unlink()


ROWS = "budgets/costs/verso/2014-03.csv"
BROKEN: dict[str, tuple[Callable[[Path], None], str]] = {
    "the decision is rewritten": (
        swapped("minutes/meeting-05.toml", 'concerns = ["budget-change:change-2014-1"]', "concerns = []"),
        "claim-budget-changed",
    ),
    "the minutes are gone": (gone("minutes/meeting-05.toml"), "sealed-missing"),
    "the change is another": (
        swapped("budgets/budget.toml", 'id = "change-2014-1"', 'id = "change-2014-9"'),
        "claim-budget-changed",
    ),
    "a row has another amount": (swapped(ROWS, ";300.00;", ";301.00;"), "claim-rows-changed"),
    "a row has another voucher": (swapped(ROWS, ";2/3;", ";3/3;"), "claim-rows-changed"),
    "a row was written by hand": (
        swapped(ROWS, "budgets/evidence/verso/2014.xlsx", "budgets/evidence/verso/2012.xlsx"),
        "cost-evidence-other",
    ),
    "the evidence is gone": (gone("budgets/evidence/verso/2014.xlsx"), "evidence-missing"),
    "an invoice is gone": (gone("budgets/invoices/verso-instalment-2014-03.toml"), "booked-invoice-unknown"),
    "an invoice is another": (
        swapped("budgets/invoices/verso-instalment-2014-03.toml", "total = 4700.00", "total = 4700.01"),
        "sealed-file-changed",
    ),
    "what was invoiced is gone": (gone("budgets/issued/verso-instalment-2014-03.docx"), "issued-missing"),
    "the booking is gone": (
        lambda folder: next((folder / "budgets/costs/tampere").glob("2014-04.csv")).unlink(),
        "claim-not-reproduced",
    ),
    "the claim is another": (
        swapped("budgets/claims/claim-2014.toml", "applied = 225434.81", "applied = 225434.82"),
        "sealed-file-changed",
    ),
    "what was claimed is gone": (gone("budgets/issued/claim-2014.docx"), "issued-missing"),
}


@pytest.mark.parametrize("link", BROKEN)
def test_a_broken_link_is_named(lasse: Path, link: str) -> None:
    run(lasse, "claim", "submit", "2")
    for code in {code for _, code in BROKEN.values()}:
        assert f"[{code}]" not in run(lasse, "check")
    breaks, code = BROKEN[link]
    breaks(lasse)
    told = run(lasse, "check")
    assert f"[{code}]" in told, told
