"""Payments as the bank tells them."""

from dataclasses import dataclass
from datetime import date

from govtool.problems import Place


@dataclass(frozen=True, slots=True)
class BankPayment:
    """One payment booked on an account: cents of its currency, negative when paid out; the other party as named."""

    place: Place
    date: date
    cents: int
    currency: str
    reference: str | None = None
    party: str | None = None
    iban: str | None = None
