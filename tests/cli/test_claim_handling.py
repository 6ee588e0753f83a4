"""`govtool claim` at the authority on LasSe: returned, completed, checked, decided with a cut, paid, closed."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from govtool.cli.main import govtool
from govtool.files.seal import verify

FILE = "budgets/claims/claim-2014.toml"


def run(folder: Path, *words: str, day: str) -> Result:
    return CliRunner().invoke(govtool, ["-C", str(folder), "claim", *words, "--as-of", day])


@pytest.fixture
def submitted(lasse: Path) -> Path:
    done = run(lasse, "submit", "2", day="2014-11-15")
    assert done.exit_code == 0, done.output
    return lasse


def shown(folder: Path, *words: str, day: str) -> dict[str, dict[str, str]]:
    read = json.loads(run(folder, *words, "--format", "json", day=day).stdout)
    return {row["category"]: row for row in read["rows"]}


def test_a_claim_s_way_through_the_authority(submitted: Path) -> None:
    frozen = (submitted / FILE).read_bytes()
    steps = (
        ("return", "2", "--due", "2014-12-19", "--reason", "Vouchers of travel"),
        ("complete", "2"),
        ("check", "2"),
        ("decide", "2", "--cut", "rents", "400,00", "Not of the project", "--reference", "SYNT-1"),
        ("pay", "2", "--amount", "225134.81"),
        ("close", "2"),
    )
    for i, step in enumerate(steps):
        done = run(submitted, *step, day=f"2014-12-{i + 10}")
        assert done.exit_code == 0, done.output
    content = (submitted / FILE).read_bytes()
    assert content.startswith(frozen.rstrip())
    assert verify(FILE, content) == ()
    events = tomllib.loads(content.decode(), parse_float=Decimal)["event"]
    assert [each["kind"] for each in events] == ["returned", "completed", "checked", "decided", "paid", "closed"]
    assert events[3]["amount"] == Decimal("225134.81")
    outcome = shown(submitted, "diff", "2", day="2014-12-20")
    assert (outcome["Rents"]["applied"], outcome["Rents"]["approved"]) == ("26842.00", "26442.00")
    assert [outcome["To be paid"][key] for key in ("applied", "approved", "paid")] == [
        "225434.81",
        "225134.81",
        "225134.81",
    ]
    assert "returned for completion (1.)" in run(submitted, "diff", "2", day="2014-12-20").output


def test_a_step_has_its_turn(submitted: Path) -> None:
    before = (submitted / FILE).read_bytes()
    refused = (
        (("complete", "2"), "claim-stage"),
        (("close", "2"), "claim-stage"),
        (("check", "2", "--date", "2014-11-01"), "claim-order"),
        (("return", "2", "--due", "2014-11-30", "--reason", "x"), "claim-due"),
        (("decide", "2", "--cut", "rent", "1", "x"), "claim-cut-unknown"),
        (("decide", "2", "--cut", "rents", "99999", "x"), "claim-cut-over"),
        (("decide", "2", "--amount", "999999"), "claim-approved-over"),
        (("receipt", "2", "--kind", "income", "--text", "x", "--voucher", "1", "--amount", "5"), "claim-submitted"),
    )
    for words, code in refused:
        done = run(submitted, *words, day="2014-12-10")
        assert (done.exit_code, f"[{code}]" in done.output) == (1, True), done.output
    assert (submitted / FILE).read_bytes() == before
    run(submitted, "return", "2", "--due", "2014-12-30", "--reason", "x", day="2014-12-10")
    assert "[claim-stage]" in run(submitted, "pay", "2", "--amount", "1", day="2014-12-11").output
    assert "[claim-stage]" in run(submitted, "decide", "2", day="2014-12-11").output


def test_a_draft_is_not_decided(lasse: Path) -> None:
    assert "[claim-stage]" in run(lasse, "decide", "2", day="2014-12-11").output


def test_income_lowers_the_base(lasse: Path) -> None:
    words = ("receipt", "2", "--kind", "income", "--text", "Seminar", "--voucher", "77")
    done = run(lasse, *words, "--amount", "1000", "--date", "2014-10-02", day="2014-11-15")
    assert done.exit_code == 0, done.output
    rows = shown(lasse, "show", "2", day="2014-11-15")
    assert rows["Less: income"]["cumulative"] == "-1000.00"
    assert (rows["Base of the grant"]["cumulative"], rows["Applied for now"]["cumulative"]) == (
        "374051.36",
        "224684.81",
    )
    assert "[receipt-amount]" in run(lasse, *words, "--amount", "0", "--date", "2014-10-02", day="2014-11-15").output
    assert "[receipt-outside]" in run(lasse, *words, "--amount", "1", day="2014-11-15").output


def test_every_cent_between_two_claims(lasse: Path) -> None:
    rows = shown(lasse, "diff", "2", "1", day="2014-11-15")
    total = rows["Total"]
    assert [total[key] for key in ("cumulative-before", "claim-period", "later-rows", "cumulative")] == [
        "74471.62",
        "300579.74",
        "0.00",
        "375051.36",
    ]
