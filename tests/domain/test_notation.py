"""Amounts and dates read strictly: a table of spellings, and laws about all of them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtool.domain.money import euros
from govtool.domain.notation import cents_of, day_of
from govtool.problems import Place, Problem

HERE = Place("a.csv", 1)


def read(value: object, numbers: str = "comma") -> object:
    found = cents_of(value, numbers, HERE)
    return found.code if isinstance(found, Problem) else found


@pytest.mark.parametrize(
    ("spelt", "cents"),
    [
        ("1 234,56", 123456),
        ("1\u00a0234,56 €", 123456),
        ("1\u202f234\u2009567,89", 123456789),
        ("1.234,56", 123456),
        ("1.234.567", 123456700),
        ("67,33-", -6733),
        ("-67,33", -6733),
        ("\u22125,00", -500),
        ("(67,33)", -6733),
        ("( 67,33 € )", -6733),
        ("5,00- €", -500),
        ("€ 5", 500),
        ("5,00 EUR", 500),
        ("+5,5", 550),
        ("0,00", 0),
        ("1234", 123400),
        (1234.56, 123456),
        (0.1 + 0.2, 30),
        (-600.0, -60000),
    ],
)
def test_amounts_are_read_exactly(spelt: object, cents: int) -> None:
    assert read(spelt) == cents


@pytest.mark.parametrize(
    ("spelt", "code"),
    [
        ("1,234", "number-ambiguous"),
        ("12,345", "number-ambiguous"),
        ("1.234", "number-ambiguous"),
        ("0,123", "number-decimals"),
        ("1234,567", "number-decimals"),
        ("1 234,567", "number-decimals"),
        ("1,2345", "number-decimals"),
        (1.234, "number-decimals"),
        (float("nan"), "number-unreadable"),
        (1e300, "number-unreadable"),
        ("12.5", "number-unreadable"),
        ("1,234.56", "number-unreadable"),
        ("1 23,4", "number-unreadable"),
        ("1 234.567,89", "number-unreadable"),
        ("-5-", "number-unreadable"),
        ("(-5)", "number-unreadable"),
        ("(5", "number-unreadable"),
        (",5", "number-unreadable"),
        ("5,", "number-unreadable"),
        ("", "number-unreadable"),
        ("€", "number-unreadable"),
        ("'5,00", "number-unreadable"),
        ("٣,٠٠", "number-unreadable"),
        ("9" * 5000, "number-unreadable"),
        ("1" + " " * 50_000 + "x", "number-unreadable"),
        (None, "number-unreadable"),
        (datetime.date(2014, 1, 1), "number-unreadable"),
    ],
)
def test_what_is_not_certain_is_a_problem(spelt: object, code: str) -> None:
    assert read(spelt) == code


def test_the_notation_is_never_guessed_from_one_cell() -> None:
    assert [read("1,234.56", "point"), read("12.5", "point"), read("12,5", "point")] == [
        123456,
        1250,
        "number-unreadable",
    ]
    assert read("1,234", "point") == read("1.234", "point") == "number-ambiguous"


cents = st.integers(-(10**12), 10**12)


@given(cents, st.sampled_from(["comma", "point"]), st.sampled_from(["", " ", "\u00a0", "\u202f", "other"]), st.data())
def test_every_usual_spelling_of_an_amount_reads_back(
    amount: int, numbers: str, parting: str, data: st.DataObject
) -> None:
    other, decimal = (".", ",") if numbers == "comma" else (",", ".")
    whole, _, rest = f"{abs(euros(amount)):,}".partition(".")
    body = whole.replace(",", other if parting == "other" else parting) + decimal + rest
    signed = {-1: [f"-{body}", f"{body}-", f"\u2212{body}", f"({body})", f"- {body}"]}.get(
        -1 if amount < 0 else 1, [body, f"+{body}"]
    )
    spelt = data.draw(st.sampled_from(signed)) + data.draw(st.sampled_from(["", " €", "\u00a0€", " EUR"]))
    assert cents_of(spelt if not spelt.startswith("(") else spelt.split(")")[0] + ")", numbers, HERE) == amount


@given(st.text(alphabet="0123456789 .,-+()€\u00a0\u2212EUR'x", max_size=20), st.sampled_from(["comma", "point"]))
def test_any_text_is_an_amount_or_a_problem_and_no_digit_is_lost(text: str, numbers: str) -> None:
    found = cents_of(text, numbers, HERE)
    if isinstance(found, Problem):
        assert found.place == HERE
    else:
        digits = "".join(char for char in text if char.isdigit())
        decimals = (
            text.rpartition("," if numbers == "comma" else ".")[2]
            if ("," if numbers == "comma" else ".") in text
            else ""
        )
        kept = sum(char.isdigit() for char in decimals)
        assert abs(found) == int(digits) * 10 ** (2 - kept)


@given(st.dates(datetime.date(1000, 1, 1)))
def test_a_date_reads_back_in_its_own_form_and_in_no_other(day: datetime.date) -> None:
    short, long = f"{day.day}.{day.month}.{day.year}", f"{day.day:02}.{day.month:02}.{day.year}"
    assert day_of(short, "d.m.yyyy", HERE) == day_of(long, "d.m.yyyy", HERE) == day
    assert day_of(day.isoformat(), "yyyy-mm-dd", HERE) == day_of(day, "d.m.yyyy", HERE) == day
    assert isinstance(day_of(short, "yyyy-mm-dd", HERE), Problem)
    assert isinstance(day_of(day.isoformat(), "d.m.yyyy", HERE), Problem)


@pytest.mark.parametrize(
    "text", ["31.2.2014", "1.1.14", "2014-13-01", "1/2/2014", "1.1.2014 12:00", "", "x", None, 41640.0]
)
def test_no_date_is_guessed(text: object) -> None:
    assert isinstance(day_of(text, "d.m.yyyy", HERE), Problem)
    assert isinstance(day_of(text, "yyyy-mm-dd", HERE), Problem)


@given(st.text(max_size=15))
def test_any_text_is_a_date_or_a_problem(text: str) -> None:
    assert isinstance(day_of(text, "d.m.yyyy", HERE), datetime.date | Problem)
