"""`govtool members` on LasSe."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from govtool.cli.main import govtool


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(govtool, ["-C", str(folder), "members", *words, "--as-of", "2014-11-15"])


def test_members_alone_is_the_list(lasse: Path) -> None:
    assert run(lasse).stdout == run(lasse, "list").stdout
    rows = json.loads(run(lasse, "--format", "json").stdout)["rows"]
    assert len(rows) == 24
    chair = next(row for row in rows if row["roles"] == "chair")
    assert (chair["seat"], chair["votes"], chair["since"], chair["until"]) == (
        "seat-21",
        "yes",
        "2013-04-23",
        "2015-10-31",
    )


@pytest.mark.parametrize(
    ("lang", "word"), [("en", "vice-chair"), ("fi", "varapuheenjohtaja"), ("sv", "vice ordförande")]
)
def test_roles_are_said_in_the_readers_language(lasse: Path, lang: str, word: str) -> None:
    assert word in json.loads(run(lasse, "list", "--lang", lang, "--format", "json").stdout)["rows"][8]["roles"]


def test_coverage_adds_up_to_the_seats(lasse: Path) -> None:
    shown = json.loads(run(lasse, "coverage", "--format", "json").stdout)
    assert [(row["seats"], row["voting"]) for row in shown["totals"]] == [(24, 22)]
    assert sum(row["seats"] for row in shown["rows"][1:6]) == 19


def test_an_unknown_body_is_told(lasse: Path) -> None:
    result = run(lasse, "list", "--body", "board")
    assert (result.exit_code, "[body-unknown]" in result.stderr, "steering-group" in result.stderr) == (1, True, True)
