"""`govtool claim` on LasSe of 31.1.2014: make, submit, show, pay."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from govtool.cli.main import govtool
from govtool.files.seal import verify


def run(folder: Path, *words: str, day: str = "2014-02-25") -> Result:
    return CliRunner().invoke(govtool, ["-C", str(folder), "claim", *words, "--as-of", day])


def refused(done: Result, code: str) -> bool:
    return done.exit_code == 1 and f"[{code}]" in done.output


@pytest.fixture
def made(january: Path) -> Path:
    done = run(january, "make", "--to", "2013-12-31", day="2014-02-10")
    assert done.exit_code == 0, done.output
    assert "claim-2013: 1\u00a0Apr\u00a02013 – 31\u00a0Dec\u00a02013." in done.output
    return january


@pytest.fixture
def submitted(made: Path) -> Path:
    done = run(made, "submit", "1")
    assert done.exit_code == 0, done.output
    assert "claim-2013 submitted: 55,853.71\u00a0€ applied for." in done.output
    return made


def test_the_claim_of_2013_and_why_not_a_cent_more(made: Path) -> None:
    done = run(made, "show", "claim-2013")
    assert done.exit_code == 0, done.output
    rows = [line.split() for line in done.output.splitlines()]
    assert ["Total", "800,000.00", "16,326.18", "58,145.44", "74,471.62", "74,471.62", "725,528.38"] in rows
    words = " ".join(done.output.replace("\u00a0", " ").split())
    assert "75 % of 74,471.62 € is 55,853.715 €; applied for from the start is 55,853.71 €" in words
    assert "usual rounding would give 55,853.72 €" in words
    assert "78,396.58" in words


def test_submitting_freezes_the_figures_and_keeps_what_went_out(submitted: Path) -> None:
    content = (submitted / "budgets/claims/claim-2013.toml").read_bytes()
    record = tomllib.loads(content.decode(), parse_float=Decimal)
    assert verify("claim-2013.toml", content) == ()
    assert record["figures"]["applied"] == Decimal("55853.71")
    assert record["figures"]["rows"] == 101
    assert len(record["figures"]["rows_sha256"]) == 64
    assert [path.name for path in sorted((submitted / "budgets/issued").glob("claim-2013.*"))] == [
        "claim-2013.docx",
        "claim-2013.xlsx",
    ]
    shown = json.loads(run(submitted, "show", "1", "--format", "json").output)
    totals = {row["category"]: row["cumulative"] for row in shown["totals"]}
    assert totals["Applied for now"] == "55853.71"
    assert record["figures"]["facts"]["budget"][0] == {"category": "salaries", "amount": Decimal("548400.00")}


def test_a_sealed_claim_shows_its_figures_whatever_becomes_of_the_rows(submitted: Path) -> None:
    before = run(submitted, "show", "1", "--format", "csv").output
    path = submitted / "budgets/costs/tampere/2013-12.csv"
    path.write_text(path.read_text("utf-8").replace(";eligible;", ";ineligible;", 1), "utf-8")
    assert run(submitted, "show", "1", "--format", "csv").output == before
    checked = CliRunner().invoke(govtool, ["-C", str(submitted), "check", "claims-sealed", "--as-of", "2014-02-25"])
    assert "[claim-not-reproduced]" in checked.output


def test_a_payment_is_recorded_below_the_seal_and_never_above_what_was_applied_for(submitted: Path) -> None:
    path = submitted / "budgets/claims/claim-2013.toml"
    above = path.read_text("utf-8")
    for amount in ("55853.72", "0", "-0.01"):
        assert refused(run(submitted, "pay", "1", "--amount", amount), "claim-overpaid")
    assert refused(run(submitted, "pay", "1", "--amount", "1,234"), "number-ambiguous")
    assert refused(run(submitted, "pay", "1", "--amount", "1", "--date", "2014-02-24"), "claim-not-submitted")
    done = run(submitted, "pay", "1", "--amount", "55853,71", "--reference", "X-1", day="2014-04-15")
    assert done.exit_code == 0, done.output
    text = path.read_text("utf-8")
    assert text.startswith(above)
    assert text.endswith('[[event]]\nkind = "paid"\ndate = 2014-04-15\namount = 55853.71\nreference = "X-1"\n')
    listed = json.loads(run(submitted, "--format", "json", day="2014-04-15").output)
    assert [(row["stage"], row["paid"]) for row in listed["rows"]] == [("claim-paid", "55853.71")]


def test_the_next_claim_follows_without_a_gap(submitted: Path) -> None:
    done = run(submitted, "make", "--to", "2014-12-31", day="2014-04-15")
    assert done.exit_code == 0, done.output
    record = tomllib.loads((submitted / "budgets/claims/claim-2014.toml").read_text("utf-8"))
    assert record["number"] == 2
    assert record["period"]["start"].isoformat() == "2014-01-01"
    assert refused(run(submitted, "submit", "2", day="2014-04-15"), "claim-period-open")


@pytest.mark.parametrize("day", ["2013-12-30", "2013-03-31", "2015-11-30"])
def test_a_period_ends_with_a_month_inside_the_project(january: Path, day: str) -> None:
    assert refused(run(january, "make", "--to", day), "claim-end")


def test_claims_are_made_and_submitted_in_order(made: Path) -> None:
    assert run(made, "make", "--to", "2014-01-31", "--last").exit_code == 0
    assert refused(run(made, "submit", "2"), "claim-before-open")
    assert refused(run(made, "make", "--to", "2014-02-28"), "claim-after-last")


def test_a_claim_is_submitted_once_and_must_exist(submitted: Path) -> None:
    assert refused(run(submitted, "submit", "1"), "claim-submitted")
    assert refused(run(submitted, "submit", "claim-2099"), "claim-unknown")
    assert refused(run(submitted, "show", "1", day="2014-02-09"), "claim-unknown")


def test_a_booking_without_its_invoice_stops_the_submission(made: Path) -> None:
    path = made / "budgets/costs/tampere/2013-12.csv"
    path.write_text(path.read_text("utf-8").replace("verso/2013-001", "verso/2013-007"), "utf-8")
    done = run(made, "submit", "1")
    assert refused(done, "booked-invoice-unknown")
    assert done.output.startswith("budgets/evidence/tampere/2013-12.csv:20: ")
    assert not (made / "budgets/issued/claim-2013.docx").exists()


def test_two_claims_in_a_year_have_two_ids(made: Path) -> None:
    run(made, "make", "--to", "2014-01-31")
    done = run(made, "make", "--to", "2014-02-28", "--dry-run")
    assert "Would write: budgets/claims/claim-2014-02.toml" in done.output


def test_the_workbook_has_the_page_and_who_applies(submitted: Path) -> None:
    book = openpyxl.load_workbook(submitted / "budgets/issued/claim-2013.xlsx")
    page, facts = book.worksheets
    cells = [[cell for cell in row if cell is not None] for row in page.iter_rows(values_only=True)]
    assert ["Haetaan nyt", 55853.71] in cells
    assert any(row and str(row[0]).startswith("75 % summasta") for row in cells)
    told = {row[0]: row[1] for row in facts.iter_rows(min_row=5, max_col=2, values_only=True)}
    assert told["Hakija"] == "Tampereen kaupunki"
    assert told["Diaarinumero"] == "SYNT-STM/0001/2013"
    assert told["Viimeinen hakemus"] == "ei"


def test_an_explanation_names_a_partner_of_the_project(made: Path) -> None:
    path = made / "budgets/claims/claim-2013.toml"
    told = '\n[[explanation]]\npartner = "versio"\nkind = "accrual"\namount = 5.00\ntext = "Holiday pay"\n'
    path.write_text(path.read_text("utf-8") + told, "utf-8")
    assert refused(run(made, "show", "1"), "dangling-reference")
