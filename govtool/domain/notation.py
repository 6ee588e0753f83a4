"""Amounts and dates as people and programs write them, read strictly: what is not certain is a problem."""

import datetime
import re
from functools import lru_cache
from typing import Literal

from govtool.domain.grid import Value
from govtool.domain.money import cents_of_number
from govtool.problems import Place, Problem, error

Numbers = Literal["comma", "point"]
Dates = Literal["d.m.yyyy", "yyyy-mm-dd", "d/m/yyyy", "yyyymmdd"]

_SPELT_ALIKE = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u2212": "-"})
_SIGNED = re.compile(
    r"(?P<open>\( *)?(?P<before>[-+] *)?(?:€ *|EUR *)?(?P<inner>[-+] *)?(?P<body>[0-9][0-9 .,]*?)(?P<after>[-+])?"
    r"(?: *€| *EUR)?(?P<last> *[-+])?(?P<close> *\))?",
    re.ASCII,
)
_DAYS: dict[Dates, re.Pattern[str]] = {
    "d.m.yyyy": re.compile(r"(?P<d>[0-9]{1,2})\.(?P<m>[0-9]{1,2})\.(?P<y>[0-9]{4})", re.ASCII),
    "yyyy-mm-dd": re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})", re.ASCII),
    "d/m/yyyy": re.compile(r"(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2})/(?P<y>[0-9]{4})", re.ASCII),
    "yyyymmdd": re.compile(r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})", re.ASCII),
}
_LONGEST = 40
NOWHERE = Place("")
"""For who reads a cell only to see whether it can be read, or says the place when it cannot."""

_WHOLE = (
    r"(?P<whole>[0-9]{1,13}|[0-9]{1,3}(?P<parting>[ %s])[0-9]{3}(?:(?P=parting)[0-9]{3}){0,3})(?:%s(?P<cents>[0-9]+))?"
)
_GROUPED: dict[Numbers, re.Pattern[str]] = {
    "comma": re.compile(_WHOLE % (".", ",")),
    "point": re.compile(_WHOLE % (",", r"\.")),
}


def cents_of(value: Value, numbers: Numbers, place: Place) -> int | Problem:
    """Read an amount as integer cents; *numbers* says which sign stands before the cents.

    Spaces of any width or the other sign may part thousands; a minus may lead or trail, brackets
    mean minus, a euro sign may stand on either side. `1,234` is never guessed.

    >>> cents_of("1 234,56-", "comma", Place("a.csv", 1))
    -123456
    >>> cents_of("1,234", "comma", Place("a.csv", 1)).code
    'number-ambiguous'
    """
    if isinstance(value, int | float):
        try:
            return cents_of_number(value)
        except ValueError:
            return error("number-decimals", place, text=repr(value))
        except ArithmeticError:
            return error("number-unreadable", place, text=repr(value))
    text = value.translate(_SPELT_ALIKE).strip() if isinstance(value, str) else ""
    found = _SIGNED.fullmatch(text) if len(text) <= _LONGEST else None
    signs = [sign.strip() for sign in found.group("before", "inner", "after", "last") if sign] if found else []
    if not found or bool(found["open"]) != bool(found["close"]) or len(signs) + bool(found["open"]) > 1:
        return error("number-unreadable", place, text=value or "")
    cents = _unsigned(found["body"], numbers, place, text)
    return -cents if isinstance(cents, int) and (found["open"] or signs == ["-"]) else cents


def _unsigned(body: str, numbers: Numbers, place: Place, text: str) -> int | Problem:
    found = _GROUPED[numbers].fullmatch(body)
    if not found:
        return error("number-unreadable", place, text=text)
    whole, parting, cents = found.group("whole", "parting", "cents")
    digits = "".join(filter(str.isdigit, whole))
    thousands = len(digits) <= 3 and not digits.startswith("0")
    if (cents and len(cents) == 3 and thousands) or (parting in (".", ",") and not cents and len(digits) <= 6):
        return error("number-ambiguous", place, text=text)
    if cents and len(cents) > 2:
        return error("number-decimals", place, text=text)
    return int(digits) * 100 + int((cents or "").ljust(2, "0"))


def day_of(value: Value, dates: Dates, place: Place) -> datetime.date | Problem:
    """Read a day: a spreadsheet's date as it is, a text only as *dates* says.

    >>> day_of("2.12.2014", "d.m.yyyy", Place("a.csv", 1))
    datetime.date(2014, 12, 2)
    """
    if isinstance(value, datetime.date):
        return value
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value or "").strip()
    return _day(text, dates) or error("date-unreadable", place, text="" if value is None else value, form=dates)


@lru_cache(maxsize=4096)
def _day(text: str, dates: Dates) -> datetime.date | None:
    found = _DAYS[dates].fullmatch(text)
    try:
        return datetime.date(int(found["y"]), int(found["m"]), int(found["d"])) if found else None
    except ValueError:
        return None
