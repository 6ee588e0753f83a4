"""What stands behind the figures of a claim that are no costs of a category: its payment, financing, bridge, parked."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from govtool.domain.calendar import month_of
from govtool.domain.claim import Claim
from govtool.domain.cost import CostRow, standing
from govtool.domain.money import cents
from govtool.domain.project import Project, claim_file
from govtool.reports.booking import bookings
from govtool.reports.claim import claims_before, figures
from govtool.reports.entry import Entry, of_row
from govtool.reports.table import Say
from govtool.rules.rulebook import Rulebook

_RECEIPTS = ("income", "other-grant", "other-public", "private")
BESIDE = ("cut", *_RECEIPTS, "paid-before", "applied", "parked")
"""The rows that can be asked for by these names, beside those of a partner's bridge, by its id."""


class Beside(NamedTuple):
    """A claim as it was known on a day, and all accepted rows."""

    project: Project
    rules: Rulebook
    claim: Claim
    known_on: date
    ledger: Iterable[CostRow]

    def entries(self, name: str) -> Iterator[Entry]:
        """Yield what the row *name* adds up from the start; a partner's is what of its costs is not booked."""
        match name:
            case "cut":
                return self._cuts()
            case "paid-before":
                return self._settled(1)
            case "applied":
                return self._applied()
            case "parked":
                return (of_row(row) for row in self._known() if row.status == "parked")
        return self._receipts(name) if name in _RECEIPTS else self._not_booked(name)

    def _known(self) -> Iterator[CostRow]:
        last = month_of(self.claim.period.end)
        return (row for row in standing(self.ledger) if row.month <= last and row.accepted <= self.known_on)

    def _not_booked(self, partner: str) -> Iterator[Entry]:
        yield from (of_row(row) for row in self._known() if row.bookkeeper == partner and row.status == "eligible")
        for each in bookings(self.project, self.claim.period.end, self.known_on):
            if each.invoice is not None and each.invoice.issuer == partner:
                yield of_row(each.row, -1)

    def _receipts(self, kind: str) -> Iterator[Entry]:
        for each in (*claims_before(self.project, self.claim), self.claim):
            for receipt in each.receipt:
                if receipt.kind == kind and receipt.date <= self.known_on:
                    found = self._entry(each, receipt.text, cents(receipt.amount))
                    yield found._replace(date=receipt.date, number=receipt.voucher)

    def _cuts(self) -> Iterator[Entry]:
        for each in claims_before(self.project, self.claim):
            made = each.decision(self.known_on)
            for cut in made.cut if made is not None else ():
                found = self._entry(each, cut.reason, -cents(cut.amount))
                yield found._replace(number=cut.voucher, category=cut.category)

    def _settled(self, sign: int) -> Iterator[Entry]:
        for each in claims_before(self.project, self.claim):
            settled = each.settled(self.known_on, figures(self.project, self.rules, each, self.known_on))
            yield self._entry(each, Say("explain-settled"), sign * cents(settled))

    def _applied(self) -> Iterator[Entry]:
        """Yield the grant from the start less what was settled, and what waits because more was paid than is earned."""
        found = figures(self.project, self.rules, self.claim, self.known_on)
        yield self._entry(self.claim, Say("grant-earned"), cents(found.grant_cumulative))
        yield from self._settled(-1)
        waiting = cents(found.applied - found.grant_cumulative + found.paid_before)
        if waiting:
            yield self._entry(self.claim, Say("earned-again"), waiting)

    def _entry(self, claim: Claim, text: str | Say, amount: int) -> Entry:
        place = str(self.project.places.of(claim_file(claim.id)))
        return Entry(claim.id, claim.submitted or claim.made, None, text, "", amount, place)
