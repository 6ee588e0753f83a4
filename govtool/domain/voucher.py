"""Vouchers of cost rows: files that are kept among the evidence."""

from govtool.domain.calendar import Day
from govtool.domain.record import Record, Slug


class Voucher(Record):
    """A file attached to the rows of a partner's voucher in a booking month (YYYY-MM)."""

    partner: Slug
    month: str
    number: str
    file: str
    sha256: str
    attached: Day


class Vouchers(Record):
    """Everything in `budgets/vouchers.toml`."""

    voucher: tuple[Voucher, ...] = ()
