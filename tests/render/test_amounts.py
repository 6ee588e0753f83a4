"""Amounts and days as people write them, and that nothing is lost on the way."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtool.render import amounts
from govtool.render.amounts import LANGUAGES, Lang

AMOUNTS = st.integers(-(10**15), 10**15).map(lambda cents: Decimal(cents).scaleb(-2))


@given(AMOUNTS, st.sampled_from(LANGUAGES))
def test_an_amount_can_be_read_back_exactly(value: Decimal, lang: Lang) -> None:
    shown = amounts.amount(value, lang).removesuffix("\u00a0€")
    point = "." if lang == "en" else ","
    assert Decimal(shown.replace("\u00a0" if point == "," else ",", "").replace(point, ".")) == value
    whole = shown.lstrip("-").partition(point)[0]
    groups = whole.split("," if lang == "en" else "\u00a0")
    assert [len(group) for group in groups[1:]] == [3] * (len(groups) - 1)


@pytest.mark.parametrize(
    ("value", "fi", "en"),
    [
        ("0", "0,00\u00a0€", "0.00\u00a0€"),
        ("-0.00", "0,00\u00a0€", "0.00\u00a0€"),
        ("-0.01", "-0,01\u00a0€", "-0.01\u00a0€"),
        ("999999.9", "999\u00a0999,90\u00a0€", "999,999.90\u00a0€"),
        ("1E+3", "1\u00a0000,00\u00a0€", "1,000.00\u00a0€"),
    ],
)
def test_amounts(value: str, fi: str, en: str) -> None:
    assert amounts.amount(Decimal(value), "fi") == amounts.amount(Decimal(value), "sv") == fi
    assert amounts.amount(Decimal(value), "en") == en


@pytest.mark.parametrize("value", ["0.005", "NaN", "Infinity"])
def test_an_inexact_amount_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"decimals|finite"):
        amounts.amount(Decimal(value), "fi")


def test_the_minus_of_documents_is_that_of_print() -> None:
    assert amounts.typographic(amounts.amount(Decimal("-2349.32"), "sv")) == "\u22122\u00a0349,32\u00a0€"


@pytest.mark.parametrize(
    ("lang", "moment"),
    [
        ("fi", "ma\u00a019.5.2014 klo\u00a012.30–15.00"),
        ("sv", "må\u00a019.5.2014 kl.\u00a012.30–15.00"),
        ("en", "Mon\u00a019\u00a0May\u00a02014 at\u00a012:30–15:00"),
    ],
)
def test_moments(lang: Lang, moment: str) -> None:
    assert amounts.moment(date(2014, 5, 19), time(12, 30), lang, time(15)) == moment


@pytest.mark.parametrize(
    ("first", "last", "lang", "period"),
    [
        (date(2013, 12, 1), date(2014, 1, 31), "fi", "1.12.2013–31.1.2014"),
        (date(2014, 5, 1), date(2014, 5, 1), "sv", "1.5.2014"),
        (date(2014, 1, 1), date(2014, 1, 31), "en", "1\u00a0Jan\u00a02014–31\u00a0Jan\u00a02014"),
    ],
)
def test_periods(first: date, last: date, lang: Lang, period: str) -> None:
    assert amounts.period(first, last, lang) == period


@given(st.dates())
def test_weekdays_are_those_of_the_calendar(day: date) -> None:
    assert amounts.weekday(day, "en") == f"{day:%a}\u00a0{amounts.day(day, 'en')}"
