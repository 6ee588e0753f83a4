"""`govtool shares` on LasSe: show, commit, payer."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from govtool.cli.main import govtool

FILE = "budgets/own-financing.toml"


def run(folder: Path, *words: str, day: str = "2014-11-15") -> Result:
    return CliRunner().invoke(govtool, ["-C", str(folder), "shares", *words, "--as-of", day])


def recorded(folder: Path) -> dict[str, list[dict[str, object]]]:
    return tomllib.loads((folder / FILE).read_text("utf-8"), parse_float=Decimal)


@pytest.mark.parametrize(("day", "count"), [("2013-12-31", 58), ("2014-01-01", 59)])
def test_the_municipalities_of_the_day_share_the_amount(lasse: Path, day: str, count: int) -> None:
    shown = json.loads(run(lasse, "show", "--amount", "200000", "--format", "json", day=day).stdout)
    plain = [row for row in shown["rows"] if "style" not in row]
    assert len(plain) == count
    assert sum(Decimal(row["amount"]) for row in plain) == Decimal("200000.00")


def test_a_commitment_is_recorded_once(lasse: Path) -> None:
    words = ("commit", "Lahti", "--body", "Board", "--date", "2013-03-11", "--section", "§ 45", "--amount", "7000,50")
    done = run(lasse, *words)
    assert done.exit_code == 0, done.output
    (found,) = recorded(lasse)["commitment"]
    assert (found["of"], found["euros_a_year"]) == ("Lahti", Decimal("7000.50"))
    assert "# The coordinator's name" in (lasse / FILE).read_text("utf-8")
    assert "[commitment-twice]" in run(lasse, *words).output
    assert "[commitment-amount]" in run(lasse, *words[:-1], "0").output
    assert "Commitment of Lahti: 7,000.50" in run(lasse, "show").output.replace("\u00a0", " ")


def test_a_payer_is_succeeded_from_a_day_on(lasse: Path) -> None:
    (lasse / FILE).unlink()
    done = run(lasse, "payer", "Nokia", "--from", "2015-01-01", "--to", "A", "--to", "B", "--ratio", "2:1")
    assert done.exit_code == 0, done.output
    assert recorded(lasse)["succession"][0]["of"] == "Nokia"
    shown = json.loads(run(lasse, "show", "--format", "json", day="2015-01-01").stdout)["rows"]
    assert {row["municipality"]: row["payer"] for row in shown}["Nokia"] == "A, B"
    assert run(lasse, "payer", "A", "--from", "2015-06-01").exit_code == 0
    assert run(lasse, "show", day="2015-05-31").exit_code == 0
    assert "[payer-without-successor]" in run(lasse, "show", day="2015-06-01").output
    assert run(lasse, "payer", "Ypäjä", "--from", "2015-06-01", "--to", "C").exit_code == 0
    assert recorded(lasse)["succession"][2]["of"] == "981"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("payer", "Lahdi", "--from", "2015-01-01", "--to", "A"), "payer-unknown"),
        (("payer", "Lahti", "--from", "2015-01-01", "--to", "A", "--ratio", "1:1"), "ratio-wrong"),
        (("payer", "Lahti", "--from", "2015-01-01", "--to", "A", "--ratio", "0"), "ratio-wrong"),
        (("show", "--amount", "1,2,3"), "number-unreadable"),
    ],
)
def test_what_cannot_be_is_refused(lasse: Path, words: tuple[str, ...], code: str) -> None:
    before = (lasse / FILE).read_bytes()
    done = run(lasse, *words)
    assert (done.exit_code, f"[{code}]" in done.output) == (1, True), done.output
    assert (lasse / FILE).read_bytes() == before


def test_a_ratio_is_numbers(lasse: Path) -> None:
    assert run(lasse, "payer", "Lahti", "--from", "2015-01-01", "--to", "A", "--ratio", "x:1").exit_code == 2
