"""What partners have agreed to deliver beside statements and invoices, and what of it has come."""

from typing import Annotated

from pydantic import StringConstraints

from govtool.domain.calendar import Day
from govtool.domain.record import Record, Slug
from govtool.domain.rhythm import Rhythm
from govtool.domain.wording import LocalText

Month = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]


class Delivery(Rhythm):
    """Something that each of *partners* (all centres when none are named) delivers for each period, and by what."""

    id: Slug
    name: LocalText
    partners: tuple[Slug, ...] = ()
    source: LocalText


class Received(Record):
    """A delivery that came on *date*, for the period that ends in *month* (YYYY-MM)."""

    delivery: Slug
    partner: Slug
    month: Month
    date: Day


class Deliveries(Record):
    """Everything in `budgets/deliveries.toml`."""

    received: tuple[Received, ...] = ()
