"""Cost rows as a journal of plain-text accounting, which hledger reads."""

from collections.abc import Iterable, Mapping

from govtool.domain.cost import CostRow, evidence_place
from govtool.domain.money import euros

_NOT_IN_TEXTS = str.maketrans({";": ",", "|": "/", "\n": " ", "\r": " ", "\t": " "})
ROOTS: Mapping[str, str] = {
    "eligible": "expenses",
    "ineligible": "ineligible",
    "parked": "parked",
    "partner-invoice": "partner-invoices",
}
"""The first part of an account by the status of its rows."""


def journal(rows: Iterable[CostRow]) -> bytes:
    """Return *rows* as a journal, by date: what each burdens against the books that it stands in.

    The accounts are `expenses:SHARE:CATEGORY` for eligible rows, another first part for others, and
    `books:BOOKKEEPER`; all are declared, so that `hledger check --strict` holds.
    """
    found = sorted(rows, key=lambda row: (row.date, row.bookkeeper, row.file, row.sheet, row.line))
    accounts = sorted({account(row) for row in found} | {f"books:{row.bookkeeper}" for row in found})
    lines = ["commodity 1000.00 EUR", "", *(f"account {name}" for name in accounts)]
    for row in found:
        lines += ["", *_transaction(row)]
    return ("\n".join(lines) + "\n").encode()


def account(row: CostRow) -> str:
    """Return the account that a row burdens: its share and category, or of a booked invoice its issuer."""
    if row.status == "partner-invoice":
        return f"{ROOTS[row.status]}:{row.invoice.partition('/')[0] or row.share}"
    return f"{ROOTS[row.status]}:{row.share}:{row.category}"


def _transaction(row: CostRow) -> Iterable[str]:
    code = _plain(row.voucher).translate(str.maketrans("()", "[]"))
    yield f"{row.date.isoformat()} ({code}) {_plain(row.text)}".rstrip()
    yield f"    ; evidence:{_plain(evidence_place(row))}"
    yield f"    {account(row)}  {euros(row.cents)} EUR"
    yield f"    books:{row.bookkeeper}  {euros(-row.cents)} EUR"


def _plain(text: str) -> str:
    """Return *text* without what a journal would take for a comment or a line end."""
    return "".join(c for c in " ".join(text.translate(_NOT_IN_TEXTS).split()) if c.isprintable())
