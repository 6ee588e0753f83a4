"""What own money must still be shown, and by when, to draw the rest of the grant."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from govtool.domain.calendar import Period, months_in
from govtool.domain.money import cents, euros, per_head
from govtool.domain.project import Project
from govtool.reports.budget import synthetic
from govtool.reports.claim import figures
from govtool.reports.own_share import own_share
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class LookAhead:
    """In cents: the grant earned and left, own money shown and still to show, in the months after `claimed_to`."""

    claim: str | None
    claimed_to: date | None
    earned: int
    left: int
    shown: int
    to_show: int
    months: int


def look_ahead(project: Project, rules: Rulebook, as_of: date) -> LookAhead:
    """Return what the newest claim made by *as_of* leaves to be drawn, at the rate of the project's last day."""
    newest = max((e for e in project.claims if e.made <= as_of), key=lambda e: e.number, default=None)
    found = figures(project, rules, newest, as_of) if newest is not None else None
    earned = cents(found.grant_cumulative) if found is not None else 0
    left = max(0, cents(project.grant.maximum_on(as_of)) - earned)
    start, end = newest.period.end + timedelta(days=1) if newest is not None else project.facts.start, project.facts.end
    return LookAhead(
        claim=newest.id if newest is not None else None,
        claimed_to=newest.period.end if newest is not None else None,
        earned=earned,
        left=left,
        shown=cents(found.municipalities_cumulative) if found is not None else 0,
        to_show=own_money(left, rules.number("grant_rate", end)),
        months=len(tuple(months_in(Period(start=start, end=end)))) if start <= end else 0,
    )


def own_money(grant: int, rate: Decimal) -> int:
    """Return the least own money in cents beside which costs earn *grant* cents at *rate*; none without a rate.

    >>> own_money(60_000_000, Decimal("0.75"))
    20000000
    """
    numerator, denominator = rate.as_integer_ratio()
    return -(-grant * denominator // numerator) - grant if numerator else 0


def look_ahead_table(project: Project, rules: Rulebook, as_of: date) -> Table:
    """Show the grant and the own money beside it: shown in claims so far, still to come, in all."""
    found = look_ahead(project, rules, as_of)
    rows = (
        Row((Say("ahead-so-far"), euros(found.earned), euros(found.shown))),
        Row((Say("ahead-to-come"), euros(found.left), euros(found.to_show))),
        Row((Say("total"), euros(found.earned + found.left), euros(found.shown + found.to_show)), "total"),
    )
    columns = (Column("what", "word"), Column("grant", "money"), Column("own-money", "money"))
    title = Say("ahead", {"end": project.facts.end})
    return Table("shares-ahead", as_of, title, columns, rows, tuple(_notes(project, rules, found, as_of)))


def _notes(project: Project, rules: Rulebook, found: LookAhead, as_of: date) -> Iterator[Say]:
    if found.claim is not None:
        yield Say("ahead-claim", {"claim": found.claim, "to": found.claimed_to})
    end = project.facts.end
    rate = rules.at("grant_rate", end)
    data: dict[str, object] = {"rate": f"{(rules.number('grant_rate', end) * 100).normalize():f}"}
    data |= {"costs": euros(found.left + found.to_show), "end": end, "source": rate.source}
    yield Say("ahead-costs", data)
    average = per_head(found.to_show, found.months)
    if average:
        yield Say("ahead-monthly", {"months": found.months, "amount": euros(average)})
    missing = found.shown + found.to_show - own_share(project, rules, as_of)
    if missing > 0:
        yield Say("ahead-short", {"missing": euros(missing)})
    yield from synthetic(project)
