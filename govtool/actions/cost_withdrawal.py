"""Taking back an import that nobody has built on yet: its rows go, its evidence stays."""

import datetime
from collections.abc import Iterator, Mapping, Sequence

from govtool.actions.cost import Written, costs_file, evidence_file
from govtool.domain.calendar import month_of
from govtool.domain.change import Change, PutFile
from govtool.domain.cost import REVERSAL, CostRow, evidence_place
from govtool.domain.money import euros
from govtool.domain.project import Project
from govtool.problems import GovtoolError, Place, Problem, error
from govtool.rules.rulebook import Rulebook


def withdraw(
    project: Project,
    rules: Rulebook,
    name: str,
    *,
    partner: str,
    accepted: Mapping[str, Sequence[CostRow]],
    as_of: datetime.date,
    written: Written,
) -> Change:
    """Take every row out that came from the partner's evidence called *name*.

    Problems: `withdraw-unknown` when no row did, `withdraw-used` for each invoice and submitted claim that
    counted one, `withdraw-corrected` when a later statement has corrected one.
    """
    path = evidence_file(partner, name)
    months = {
        month: [row for row in rows if row.file == path]
        for month, rows in sorted(accepted.items())
        if any(row.file == path for row in rows)
    }
    if not months:
        known = sorted({row.file.rpartition("/")[2] for rows in accepted.values() for row in rows})
        raise GovtoolError(error("withdraw-unknown", None, partner=partner, file=name, known=tuple(known) or None))
    problems = [each for month, rows in months.items() for each in _in_the_way(project, rules, partner, month, rows)]
    places = {evidence_place(row) for rows in months.values() for row in rows}
    for month, rows in accepted.items():
        by_others = {row.file for row in rows if row.file != path and row.reason.removeprefix(REVERSAL) in places}
        for other in sorted(by_others):
            place = Place(costs_file(partner, month))
            problems.append(error("withdraw-corrected", place, file=name, other=other.rpartition("/")[2]))
    if problems:
        raise GovtoolError(*problems)
    return Change(
        action="costs withdraw",
        as_of=as_of,
        computed_from=project.digests,
        edits=tuple(
            PutFile(costs_file(partner, month), written(row for row in accepted[month] if row.file != path), new=False)
            for month in months
        ),
        about=path,
        told=tuple(
            (
                "costs-withdrawn",
                {
                    "partner": partner,
                    "month": month,
                    "rows": len(rows),
                    "amount": euros(sum(row.cents for row in rows)),
                },
            )
            for month, rows in months.items()
        ),
    )


def _in_the_way(
    project: Project, rules: Rulebook, partner: str, month: str, rows: Sequence[CostRow]
) -> Iterator[Problem]:
    """Yield `withdraw-used` for each document that has counted the rows of a month."""
    first = min(row.accepted for row in rows)
    used = [
        each.id
        for each in project.invoices
        if each.issuer == partner
        and not each.member
        and each.kind != "instalment"
        and month_of(each.period.end) >= month
        and each.known_on >= first
    ]
    used += [
        each.id
        for each in project.claims
        if each.submitted is not None
        and each.submitted >= first
        and month_of(each.period.end) >= month
        and (partner == project.facts.coordinator or rules.word("claim_basis", each.submitted) == "partner-costs")
    ]
    place = Place(costs_file(partner, month))
    yield from (error("withdraw-used", place, month=month, document=document) for document in used)
