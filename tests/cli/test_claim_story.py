"""LasSe's two claims as they might have gone: returned, cut, paid, corrected; every cent between them is explained."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from govtool.cli.main import govtool

FIRST = "budgets/claims/claim-2013.toml"


def run(folder: Path, *words: str) -> str:
    done = CliRunner().invoke(govtool, ["-C", str(folder), *words])
    assert done.exit_code == 0, done.output
    return done.stdout


def rows(folder: Path, *words: str) -> list[dict[str, str | None]]:
    return json.loads(run(folder, *words, "--format", "json"))["rows"]  # type: ignore[no-any-return]


@pytest.fixture
def cut(lasse: Path) -> Path:
    """LasSe whose first claim went back for a voucher, lost 100 € of rents, and was paid."""
    path = lasse / FIRST
    path.write_text(path.read_text("utf-8").partition("[[event]]")[0], "utf-8")
    for words in (
        ("return", "1", "--due", "2014-03-21", "--reason", "Vouchers of rents", "--as-of", "2014-03-10"),
        ("complete", "1", "--as-of", "2014-03-20"),
        ("check", "1", "--as-of", "2014-03-27"),
        ("decide", "1", "--cut", "rents", "100", "Half a day too many", "--as-of", "2014-04-02"),
        ("pay", "1", "--amount", "55778.71", "--reference", "SYNT-1", "--as-of", "2014-04-15"),
    ):
        run(lasse, "claim", *words)
    return lasse


def test_a_cut_leaves_the_base_and_not_a_cent_is_lost(cut: Path) -> None:
    found = {row["category"]: row["cumulative"] for row in rows(cut, "claim", "show", "2", "--as-of", "2014-11-15")}
    assert found["Costs from the start"] == "375051.36"
    assert found["Less: cut by the authority"] == "-100.00"
    assert found["Base of the grant"] == "374951.36"
    assert found["Grant from the start"] == "281213.52"
    assert found["Less: paid or applied for before"] == "-55778.71"
    assert found["Applied for now"] == "225434.81"


def test_a_correction_comes_with_the_next_claim_and_every_cent_is_explained(cut: Path) -> None:
    """Of 2013 a meeting room of 380 € was none of the project's: it is found only after the claim was paid."""
    voucher = next(
        line.split(";")[1]
        for line in (cut / "budgets/costs/tampere/2013-12.csv").read_text("utf-8").splitlines()
        if ";380.00;eligible;" in line
    )
    because = ("--because", "Another project's", "--as-of", "2014-11-15")
    run(cut, "costs", "reject", voucher, "--partner", "tampere", "--month", "2013-12", *because)
    run(cut, "claim", "submit", "2", "--as-of", "2014-11-15")
    between = rows(cut, "claim", "diff", "1", "2", "--as-of", "2014-11-15")
    for row in between:
        parts = [Decimal(row[key] or 0) for key in ("cumulative-before", "claim-period", "later-rows")]
        assert sum(parts) == Decimal(row["cumulative"] or 0), row["category"]
    by = {row["category"]: row for row in between}
    assert by["Rents"]["later-rows"] == "-380.00"
    assert by["Less: cut by the authority"]["later-rows"] == "-100.00"
    assert by["Base of the grant"]["later-rows"] == "-480.00"
    shown = {row["category"]: row["cumulative"] for row in rows(cut, "claim", "show", "2", "--as-of", "2014-11-15")}
    assert (shown["Grant from the start"], shown["Applied for now"]) == ("280928.52", "225149.81")
    outcome = {row["category"]: row for row in rows(cut, "claim", "diff", "1", "--as-of", "2014-11-15")}
    assert [outcome["Rents"][key] for key in ("applied", "approved")] == ["7321.00", "7221.00"]
    assert [outcome["To be paid"][key] for key in ("applied", "approved", "paid")] == [
        "55853.71",
        "55778.71",
        "55778.71",
    ]
    first = rows(cut, "claim", "show", "1", "--as-of", "2014-11-15")
    assert next(row["cumulative"] for row in first if row["category"] == "Rents") == "7321.00"
    run(cut, "check", "claims-order", "claims-sealed", "claims-paid", "--as-of", "2014-11-15")


def test_the_use_of_the_grant_settles_what_was_approved(cut: Path) -> None:
    run(cut, "claim", "submit", "2", "--as-of", "2014-11-15")
    run(cut, "claim", "decide", "2", "--as-of", "2015-01-12")
    used = {row["category"]: row["total"] for row in rows(cut, "claim", "use", "--as-of", "2015-01-12")}
    assert (used["Applied for"], used["Less: not approved"]) == ("281288.52", "-75.00")
    assert (used["Less: paid on claims"], used["Still to be paid"]) == ("-55778.71", "225434.81")
