"""`municipalities.csv`: read as it stands, everything wrong told with its line."""

from datetime import date
from decimal import Decimal

import pytest

from govtool.files.municipalities import read_municipalities
from govtool.problems import GovtoolError
from tests.conftest import ROOT

HEAD = "code;name;joined;payer;payer_from;payer_before;population;agreed;note\n"
ROW = "005;Alajärvi;2013-04-01;Alajärvi;2014-01-01;Area;10171;12.50;synthetic\n"


def told(text: str) -> list[tuple[str, int | None, object]]:
    with pytest.raises(GovtoolError) as refused:
        read_municipalities("m.csv", text.encode())
    return [(e.code, e.place.line if e.place else None, e.data.get("column")) for e in refused.value.problems]


def test_a_row_is_read() -> None:
    (found,) = read_municipalities("m.csv", b"\xef\xbb\xbf" + f"{HEAD}\n{ROW}".replace("\n", "\r\n").encode())
    assert (found.code, found.name, found.payer, found.payer_before) == ("005", "Alajärvi", "Alajärvi", "Area")
    assert (found.joined, found.payer_from) == (date(2013, 4, 1), date(2014, 1, 1))
    assert (found.population, found.agreed, found.note, found.line) == (10171, Decimal("12.50"), "synthetic", 3)


def test_columns_that_are_not_there_are_empty() -> None:
    (found,) = read_municipalities("m.csv", b"name;code;payer;joined;payer_from\nX;1;Y;2013-01-01;2013-01-01\n")
    assert (found.population, found.agreed, found.payer_before, found.note) == (None, None, None, "")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (ROW.replace("10171", "10 171"), "population"),
        (ROW.replace("10171", "-1"), "population"),
        (ROW.replace("2013-04-01", "1.4.2013"), "joined"),
        (ROW.replace("2014-01-01", ""), "payer_from"),
        (ROW.replace("12.50", "12.505"), "agreed"),
        (ROW.replace("12.50", "-1"), "agreed"),
        (ROW.replace("005", ""), "code"),
        ("005;Alajärvi;2013-04-01\n", "payer"),
    ],
)
def test_a_cell_that_cannot_be_is_told_with_its_line(row: str, column: str) -> None:
    assert ("municipality-cell", 2, column) in told(HEAD + row)


def test_all_problems_are_told_at_once() -> None:
    assert told("code;name\n") == [("municipality-header", 1, None)]
    assert told(HEAD + ROW + ROW) == [("municipality-twice", 3, None)]
    both = HEAD + ROW.replace("10171", "x") + ROW.replace("12.50", "y").replace("005", "006")
    assert [each[1:] for each in told(both)] == [(2, "population"), (3, "agreed")]
    assert told(HEAD + '005;"x\n') == [("csv-broken", 2, None)]


def test_lasse_has_58_municipalities_and_59_from_2014() -> None:
    found = read_municipalities("m.csv", (ROOT / "budgets" / "municipalities.csv").read_bytes())
    assert (len(found), sum(each.joined < date(2014, 1, 1) for each in found)) == (59, 58)
