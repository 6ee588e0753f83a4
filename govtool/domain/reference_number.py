"""Reference numbers of Finnish payments, national and RF (ISO 11649), and the virtual bank barcode made of them.

Checked against the guides of Finance Finland: "Forming a Finnish reference number" and "Bank bar code guide".
"""

from datetime import date
from itertools import cycle

_WEIGHTS = (7, 3, 1)
_MOST_CENTS = 99_999_999
_NATIONAL_WIDTH = 20
_RF_WIDTH = 21


def national(base: int | str) -> str:
    """Return the national reference number of *base*, 3-19 digits; ValueError for anything else.

    >>> national(123456)
    '1234561'
    """
    digits = str(base).lstrip("0")
    if not (digits.isascii() and digits.isdigit() and 3 <= len(digits) <= _NATIONAL_WIDTH - 1):
        raise ValueError("a reference number is made of 3-19 digits")
    return digits + _check_digit(digits)


def creditor(reference: str) -> str:
    """Return the RF creditor reference of a national one.

    >>> creditor("1234561")
    'RF341234561'
    """
    return f"RF{98 - int(reference + '271500') % 97:02}{reference}"


def compact(text: str) -> str:
    """Return a national or RF reference without spaces and leading zeros; ValueError when it is neither.

    >>> compact("rf34 1234 561"), compact("00123 4561")
    ('RF341234561', '1234561')
    """
    joined = "".join(text.split()).upper()
    if joined.startswith("RF"):
        digits = joined[4:].lstrip("0")
        known = _is_national(digits) and joined[2:4] == creditor(digits)[2:4]
        joined = joined[:4] + digits
    else:
        joined = joined.lstrip("0")
        known = _is_national(joined)
    if not known:
        raise ValueError("reference-wrong")
    return joined


def same(one: str, other: str) -> bool:
    """Tell whether two compact references are the same payment's, one perhaps national and the other RF.

    >>> same("RF341234561", "1234561")
    True
    """
    return _digits(one) == _digits(other)


def spelt(reference: str) -> str:
    """Return a compact reference in the groups people read: RF from the left by four, national from the right by five.

    >>> spelt("RF341234561"), spelt("1234561")
    ('RF34 1234 561', '12 34561')
    """
    if reference.startswith("RF"):
        return " ".join(reference[i : i + 4] for i in range(0, len(reference), 4))
    first = len(reference) % 5
    groups = [reference[:first], *(reference[i : i + 5] for i in range(first, len(reference), 5))]
    return " ".join(group for group in groups if group)


def barcode(iban: str, cents: int, reference: str, due: date | None) -> str:
    """Return the 54 digits of the virtual bank barcode: version 4 for a national, 5 for an RF reference.

    *iban* is a compact Finnish one, *reference* compact. An amount that does not fit, or is none, is zeros.

    >>> barcode("FI3715903000000776", 1000, "1234561", date(2014, 12, 20))
    '437159030000007760000100000000000000000001234561141220'
    """
    if not iban.startswith("FI"):
        raise ValueError("the barcode is for Finnish accounts")
    amount = f"{cents if 0 < cents <= _MOST_CENTS else 0:08}"
    day = f"{due:%y%m%d}" if due else "000000"
    if reference.startswith("RF"):
        return f"5{iban[2:]}{amount}{reference[2:4]}{reference[4:]:0>{_RF_WIDTH}}{day}"
    return f"4{iban[2:]}{amount}000{reference:0>{_NATIONAL_WIDTH}}{day}"


def _digits(reference: str) -> str:
    return reference[4:] if reference.startswith("RF") else reference


def _is_national(digits: str) -> bool:
    formed = digits.isascii() and digits.isdigit() and 4 <= len(digits) <= _NATIONAL_WIDTH
    return formed and _check_digit(digits[:-1]) == digits[-1]


def _check_digit(digits: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(reversed(digits), cycle(_WEIGHTS), strict=False))
    return str(-total % 10)
