"""One table in text, JSON and CSV."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtool.render import csv_text, json_text, text
from govtool.render.formats import FORMATS
from govtool.reports.table import Column, Row, Say, Table
from tests.render.tables import FULL, MadeUpWords, row, table

FI, EN = MadeUpWords("fi"), MadeUpWords("en")


def test_text_as_a_person_reads_it() -> None:
    assert text.draw_to(FULL, FI, 100).replace("\u00a0", "_") == (
        "made-up-title\n"
        "Tilanne 15.11.2014\n"
        "\n"
        "what                  stage          euros    used    rows  day        at\n"
        "--------------------  -----  -------------  ------  ------  ---------  -----\n"
        "a-heading\n"
        "Palkat <&> sivukulut  paid        1_234,50  93,4_%  12_345  2.12.2014  12.30\n"
        "                      paid           -0,07  93,4_%  12_345  2.12.2014  12.30\n"
        "                             -------------  ------  ------\n"
        "Yhteensä              paid   -1_234_567,89  93,4_%  12_345  2.12.2014  12.30\n"
        "\n"
        "a-note\n"
    )


def test_a_label_runs_over_the_empty_cells_beside_it() -> None:
    label = "Costs of the month before that nobody invoiced"
    found = Table(
        "made-up",
        date(2014, 11, 15),
        Say("made-up-title"),
        (Column("what"), Column("euros", "money"), Column("used", "money")),
        (Row((label, None, Decimal(5))), Row((label, Decimal(5), None)), Row((label, None, None), "heading")),
    )
    over, wrapped, _, _, alone = text.draw_to(found, EN, 52).splitlines()[5:]
    assert (over.split("  ")[0], alone) == (label, label)
    assert wrapped.startswith("Costs of the month before that") and label not in wrapped


def test_a_later_heading_row_stands_apart() -> None:
    shown = text.draw_to(table(row(), row("Group", style="heading")), EN, 100).splitlines()
    assert shown[-2] == ""
    assert shown[-1].startswith("Group")


def test_an_empty_table_says_so() -> None:
    assert text.draw_to(table(), EN, 100).endswith("\nNothing to show.\n")


WORDY = st.text(st.characters(codec="utf-8", exclude_characters="\xad"), max_size=300)


@given(st.lists(WORDY, min_size=1, max_size=5), st.integers(80, 140))
def test_text_fits_the_width_and_shows_nothing_raw(texts: list[str], width: int) -> None:
    shown = text.draw_to(table(*(row(each) for each in texts), notes=tuple(Say(each) for each in texts)), EN, width)
    assert max(map(len, shown.splitlines())) <= width
    assert all(char.isprintable() or char in "\n\u00a0\u202f" for char in shown)


def test_long_words_wrap_in_their_column_and_numbers_never() -> None:
    shown = text.draw_to(table(row("a" * 500, Decimal("123456789.00"))), EN, 80)
    assert sum(line.count("a" * 8) > 0 for line in shown.splitlines()) > 5
    assert "123,456,789.00" in shown


def test_json_has_stable_keys_texts_for_amounts_and_the_totals_once_more() -> None:
    drawn = json.loads(json_text.draw(FULL, FI))
    plain = {"what": "Palkat <&> sivukulut", "stage": "paid", "euros": "1234.50", "used": "93.4", "rows": 12345}
    plain |= {"day": "2014-12-02", "at": "12:30:00"}
    total = {"style": "total", **plain, "what": "Yhteensä", "euros": "-1234567.89"}
    assert list(drawn) == ["report", "as_of", "title", "columns", "rows", "totals", "notes", "problems"]
    assert (drawn["report"], drawn["as_of"], drawn["title"]) == ("made-up", "2014-11-15", "made-up-title")
    assert drawn["columns"][2] == {"key": "euros", "kind": "money"}
    assert drawn["rows"][0] == {"style": "heading", **dict.fromkeys(plain), "what": "a-heading"}
    assert drawn["rows"][1:] == [plain, {**plain, "what": None, "euros": "-0.07"}, total]
    assert drawn["totals"] == [total]
    assert drawn["notes"] == ["a-note"]
    assert [problem["code"] for problem in drawn["problems"]] == ["template-syntax"]


def test_json_holds_a_file_name_that_is_no_unicode() -> None:
    assert json.loads(json_text.draw(table(row("a\udce4")), EN))["rows"][0]["what"] == "a\udce4"


def _csv(drawn: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(drawn.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_csv_opens_right_in_a_finnish_excel() -> None:
    drawn = csv_text.draw(FULL, FI)
    assert drawn.startswith(b"\xef\xbb\xbfwhat;stage;euros;used;rows;day;at\r\n")
    assert _csv(drawn)[2:] == [
        ["Palkat <&> sivukulut", "paid", "1234,50", "93,4", "12345", "2014-12-02", "12:30:00"],
        ["", "paid", "-0,07", "93,4", "12345", "2014-12-02", "12:30:00"],
        ["Yhteensä", "paid", "-1234567,89", "93,4", "12345", "2014-12-02", "12:30:00"],
    ]


@given(WORDY)
def test_csv_text_cannot_become_a_formula_and_comes_back(what: str) -> None:
    field = _csv(csv_text.draw(table(row(what)), EN))[1][0]
    assert field in (what, f"'{what}")
    assert not field.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_an_int_is_no_money_in_any_format(name: str) -> None:
    with pytest.raises(TypeError, match="euros"):
        FORMATS[name].draw(table(row(euros=1234)), EN)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_third_decimal_is_no_money_in_any_format(name: str) -> None:
    with pytest.raises(ValueError, match="decimals"):
        FORMATS[name].draw(table(row(euros=Decimal("0.005"))), EN)
