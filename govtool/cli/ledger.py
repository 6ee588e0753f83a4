"""The rows behind the sums, fetched for a command that shows them."""

from collections.abc import Iterator

from govtool.cli.session import Session
from govtool.domain.cost import CostRow


def ledger(session: Session) -> Iterator[CostRow]:
    """Yield every accepted row of every partner that was booked by the as-of day."""
    from govtool.files.statement_file import read_accepted  # noqa: PLC0415  # loads the readers of all forms

    for partner in session.project.partners:
        for rows in read_accepted(session.snapshot, partner.id).values():
            yield from (row for row in rows if row.date <= session.as_of)
