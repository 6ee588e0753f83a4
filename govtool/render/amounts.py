"""Amounts, numbers, dates and times as people write them in Finnish, Finland-Swedish and English.

fi and sv: `1 234,56 €`, `2.12.2014`, `12.30`; en: `1,234.56 €`, `2 Dec 2014`, `12:30`. The euro sign
stands last in all three, so that columns line up. Every space inside an amount or a date is U+00A0:
it never breaks over two lines. The minus is `-` as on a keyboard; `typographic` makes it U+2212 for
documents. Nothing here rounds: digits are shown as they are given.
"""

from datetime import date, time
from decimal import Decimal
from typing import Literal, NamedTuple

from govtool.domain.money import exact

Lang = Literal["en", "fi", "sv"]
LANGUAGES: tuple[Lang, ...] = ("en", "fi", "sv")
NBSP = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"


class _Custom(NamedTuple):
    """How a language writes numbers and days."""

    thousands: str
    decimal: str
    clock: str
    at: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...] = ()


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CUSTOMS: dict[Lang, _Custom] = {
    "en": _Custom(",", ".", ":", "at", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), _MONTHS),
    "fi": _Custom(NBSP, ",", ".", "klo", ("ma", "ti", "ke", "to", "pe", "la", "su")),
    "sv": _Custom(NBSP, ",", ".", "kl.", ("må", "ti", "on", "to", "fr", "lö", "sö")),
}


def number(value: Decimal | int, lang: Lang) -> str:
    """Return a number with thousands apart and exactly the decimals it has.

    A whole number of four digits, as a year is, stays together; `count` is for what is counted.

    >>> number(Decimal("-1234.50"), "en"), number(2014, "fi"), number(10000, "en"), number(Decimal("-0.0"), "sv")
    ('-1,234.50', '2014', '10,000', '0,0')
    """
    return str(value) if isinstance(value, int) and abs(value) < 10_000 else count(value, lang)


def count(value: Decimal | int, lang: Lang) -> str:
    """Return a number with thousands apart, four digits too: below each other they are compared.

    >>> count(7900, "fi").replace(NBSP, "_"), count(12181, "en")
    ('7_900', '12,181')
    """
    custom = _CUSTOMS[lang]
    whole, _, decimals = f"{Decimal(value) or abs(value):,f}".partition(".")
    grouped = whole.replace(",", custom.thousands)
    return f"{grouped}{custom.decimal}{decimals}" if decimals else grouped


def amount(euros: Decimal, lang: Lang) -> str:
    """Return euros to the cent with the sign; ValueError when *euros* are not exact to the cent.

    >>> amount(Decimal("1234.5"), "fi").replace(NBSP, "_")
    '1_234,50_€'
    """
    return f"{number(exact(euros), lang)}{NBSP}€"


def percent(per_cents: Decimal | int, lang: Lang) -> str:
    """Return a number of per cents with its sign.

    >>> percent(Decimal("93.4"), "fi").replace(NBSP, "_")
    '93,4_%'
    """
    return f"{number(per_cents, lang)}{NBSP}%"


def typographic(text: str) -> str:
    """Return a formatted number with the minus of print, U+2212."""
    return text.replace("-", MINUS)


def day(value: date, lang: Lang) -> str:
    """Return a date.

    >>> day(date(2014, 12, 2), "fi"), day(date(2014, 12, 2), "en").replace(NBSP, "_")
    ('2.12.2014', '2_Dec_2014')
    """
    months = _CUSTOMS[lang].months
    if months:
        return f"{value.day}{NBSP}{months[value.month - 1]}{NBSP}{value.year}"
    return f"{value.day}.{value.month}.{value.year}"


def weekday(value: date, lang: Lang) -> str:
    """Return a date with the short name of its weekday.

    >>> weekday(date(2014, 12, 2), "sv").replace(NBSP, "_")
    'ti_2.12.2014'
    """
    return f"{_CUSTOMS[lang].weekdays[value.weekday()]}{NBSP}{day(value, lang)}"


def clock(value: time, lang: Lang) -> str:
    """Return a time of day to the minute.

    >>> clock(time(9, 5), "fi"), clock(time(12, 30), "en")
    ('9.05', '12:30')
    """
    custom = _CUSTOMS[lang]
    hours = f"{value.hour:02}" if custom.clock == ":" else f"{value.hour}"
    return f"{hours}{custom.clock}{value.minute:02}"


def moment(on: date, start: time, lang: Lang, end: time | None = None) -> str:
    """Return a day and a time, or the span of times when *end* is given.

    >>> moment(date(2014, 12, 2), time(12, 30), "fi", time(15)).replace(NBSP, "_")
    'ti_2.12.2014 klo_12.30–15.00'
    """
    span = clock(start, lang) + (f"{EN_DASH}{clock(end, lang)}" if end else "")
    return f"{weekday(on, lang)} {_CUSTOMS[lang].at}{NBSP}{span}"


def period(first: date, last: date, lang: Lang) -> str:
    """Return a span of days; a year or a month that both days share is written once where that is custom.

    >>> period(date(2014, 1, 1), date(2014, 10, 31), "fi")
    '1.1.–31.10.2014'
    """
    if first == last:
        return day(last, lang)
    if _CUSTOMS[lang].months or first.year != last.year:
        return f"{day(first, lang)}{EN_DASH}{day(last, lang)}"
    return f"{first.day}.{first.month}.{EN_DASH}{day(last, lang)}"
