"""`govtool explain`: what it adds up is what the report shows."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from govtool.cli.main import govtool

SETTLED = "verso-settlement-2014-03"
AS_OF = ("--as-of", "2014-11-15", "--format", "json")


def report(folder: Path, *words: str) -> dict[str, list[dict[str, str | None]]]:
    done = CliRunner().invoke(govtool, ["-C", str(folder), *words, *AS_OF], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def explained(folder: Path, figure: str) -> str | None:
    return report(folder, "explain", figure)["totals"][0]["amount"]


def test_every_figure_of_the_budget_can_be_explained(lasse: Path) -> None:
    names = {
        "Total": "total",
        "Pikassos": "pikassos",
        "SONet BOTNIA": "sonet-botnia",
        "Verso": "verso",
        "Common share": "common",
    }
    for row in report(lasse, "budget", "show", "--rows", "share")["rows"]:
        for column in ("left", "budget", "actual", "invoiced", "claimed"):
            assert explained(lasse, f"budget:{names[str(row['share'])]}/{column}") == row[column]


COLUMNS = ("budget", "own-rows", "partner-invoices", "claim-period", "cumulative", "left")


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("claim", ["claim-2013", "claim-2014"])
def test_every_total_of_a_claim_can_be_explained(lasse: Path, claim: str, column: str) -> None:
    shown = report(lasse, "claim", "show", claim)["totals"][0]
    assert explained(lasse, f"{claim}:total/{column}") == shown[column]


def test_payment_and_bridge_of_a_claim_can_be_explained(lasse: Path) -> None:
    for step in (
        ("claim", "receipt", "2", "--kind", "income", "--text", "Seminar", "--voucher", "77", "--amount", "1000"),
        ("costs", "park", "1/8", "--partner", "verso", "--month", "2014-08", "--because", "asked"),
    ):
        days = ("--date", "2014-10-02") if step[0] == "claim" else ()
        done = CliRunner().invoke(govtool, ["-C", str(lasse), *step, *days, "--as-of", "2014-11-15"])
        assert done.exit_code == 0, done.output
    shown = {row["category"]: row["cumulative"] for row in report(lasse, "claim", "show", "2")["rows"]}
    assert shown["Applied for now"] == explained(lasse, "claim-2014:applied/cumulative")
    assert explained(lasse, "claim-2014:paid-before/cumulative") == "55853.71"
    assert explained(lasse, "claim-2014:income/cumulative") == "1000.00"
    assert report(lasse, "explain", "claim-2014:income/cumulative")["rows"][0]["voucher"] == "77"
    parked = next(amount for row, amount in shown.items() if str(row).startswith("Verso, "))
    assert explained(lasse, "claim-2014:parked/cumulative") == parked
    bridge = next(amount for row, amount in shown.items() if str(row).startswith("SONet BOTNIA: comes"))
    assert f"-{explained(lasse, 'claim-2014:sonet-botnia/cumulative')}" == bridge


def test_a_cell_leads_to_its_vouchers(lasse: Path) -> None:
    rows = report(lasse, "explain", "budget:verso/rents/2014-02/actual")["rows"]
    assert [(row["amount"], row["evidence"]) for row in rows] == [
        ("300.00", "verso/2014.xlsx!Helmi!6"),
        ("300.00", None),
    ]
    *claimed, _ = report(lasse, "explain", "claim-2013:rents/partner-invoices")["rows"]
    assert all(row["voucher"] and str(row["evidence"]).startswith("tampere/") for row in claimed)
    shown = next(row for row in report(lasse, "invoice", "show", SETTLED)["rows"] if row["category"] == "Rents")
    assert explained(lasse, f"{SETTLED}:rents/actual") == shown["actual"]
    line = report(lasse, "explain", "verso-settlement-2014-03:total/amount")
    assert line["totals"][0]["amount"] == "3409.54"


def test_the_budget_stands_on_its_decisions_and_the_grant_on_its_rules(lasse: Path) -> None:
    found = report(lasse, "explain", "budget:common/materials/2014/left")
    assert {"baseline", "change-2014-1", "tampere", "Total"} == {row["source"] for row in found["rows"]}
    assert any("decided in meeting 5" in str(note) for note in found["notes"])
    grant = report(lasse, "explain", "claim-2013:grant/cumulative")["notes"]
    assert any("55,853.71" in str(note) for note in grant)
    assert any(str(note).startswith("grant_rounding = ") for note in grant)
    used = report(lasse, "explain", "budget:total/used")["notes"]
    assert any("half up" in str(note) for note in used)


@pytest.mark.parametrize(
    "figure",
    [
        *("budget:verso/rent/actual", "budget:verso/spent", "claim-2019:total/total", "claim-2013:rent/total"),
        *("claim-2013:total/used", "verso-settlement-2014-03:rent/actual", "verso-settlement-2014-03:rents/left"),
    ],
)
def test_what_does_not_exist_is_named(lasse: Path, figure: str) -> None:
    done = CliRunner().invoke(govtool, ["-C", str(lasse), "explain", figure, *AS_OF])
    assert done.exit_code == 1
    assert "[explain-unknown]" in done.stderr


def test_the_money_of_the_status_can_be_explained(lasse: Path) -> None:
    rows = report(lasse, "status")["rows"]
    shown = {str(row["what"]): row for row in rows}
    for what, column in (("Left of the budget", "left"), ("Budget", "budget"), ("Actual costs booked", "actual")):
        assert explained(lasse, f"status:{column}") == shown[what]["amount"]
    for partner, name in (("pikassos", "Pikassos Oy"), ("verso", "Verso-liikelaitos")):
        row = shown[f"Invoiced by {name}"]
        assert explained(lasse, f"status:{partner}/invoiced") == row["amount"]
        to_settle = float(str(explained(lasse, f"status:{partner}/to-settle")))
        assert f"to settle {to_settle:,.2f}" in str(row["remark"]).replace("\u00a0", " ")


def test_every_part_of_the_own_share_can_be_explained(lasse: Path) -> None:
    rows = report(lasse, "shares", "show")["rows"]
    found = {row["source"]: row["amount"] for row in report(lasse, "explain", "shares:total/amount")["rows"]}
    assert found == {row["municipality"]: row["amount"] for row in rows}
    assert explained(lasse, "shares:Teuva/amount") == found["Teuva"]


def test_an_invoice_to_come_can_be_explained(lasse: Path) -> None:
    words = ("invoice", "plan", "--until", "2015-12-31")
    done = CliRunner().invoke(govtool, ["-C", str(lasse), *words, "--as-of", "2015-02-01", "--format", "json"])
    coming = [
        row
        for row in json.loads(done.stdout)["rows"]
        if row["state"] in ("plan-late", "plan-due", "plan-open") and row["amount"]
    ]
    assert {str(row["invoice"]).split("-2")[0] for row in coming} >= {"pikassos-instalment", "sonet-botnia-actual"}
    for row in coming:
        figure = f"{row['invoice']}:total/amount"
        told = CliRunner().invoke(
            govtool, ["-C", str(lasse), "explain", figure, "--as-of", "2015-02-01", "--format", "json"]
        )
        assert json.loads(told.stdout)["totals"][0]["amount"] == row["amount"], figure


@pytest.mark.parametrize(
    "figure", ["status:left/budget", "status:used", "status:lume/invoiced", "shares:Nowhere/amount"]
)
def test_a_figure_that_is_not_there_is_named(lasse: Path, figure: str) -> None:
    done = CliRunner().invoke(govtool, ["-C", str(lasse), "explain", figure, *AS_OF])
    assert (done.exit_code, "[explain-unknown]" in done.stderr) == (1, True)
