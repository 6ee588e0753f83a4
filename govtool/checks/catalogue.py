"""Every check by name: what `govtool check` runs, in this order."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date

from govtool.checks import budget, claim, cost, invoice, meeting, own_share, staff, steering_group
from govtool.checks.reference import references
from govtool.domain.project import Project
from govtool.problems import GovtoolError, Problem, error
from govtool.reports.suggestion import suggestion
from govtool.rules.rulebook import Rulebook

Check = Callable[[Project, Rulebook, date], Iterator[Problem]]

CHECKS: tuple[tuple[str, Check], ...] = (
    *steering_group.CHECKS,
    *meeting.CHECKS,
    *budget.CHECKS,
    *staff.CHECKS,
    *cost.CHECKS,
    *invoice.CHECKS,
    *claim.CHECKS,
    *own_share.CHECKS,
)
BY_RULE = tuple(name for name, _ in CHECKS)
"""The checks that ask whether rules are kept; links between records have been checked before them."""

_SEATS = frozenset({"body", "seat", "term", "role", "deputy"})
RESTS_ON: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("roles", "seats", "attendance", "disqualification"), _SEATS),
    "papers": frozenset({"rule"}),
    "quorum": _SEATS | {"rule"},
    "votes": _SEATS | {"rule"},
    "decided": frozenset({"change"}),
    **dict.fromkeys(
        ("budget-overruns", "budget-grant", "budget-transfers"), frozenset({"line", "change", "grant", "rule"})
    ),
    "invoices-ceilings": frozenset({"line", "change"}),
    "costs-booked-invoices": frozenset({"invoice", "project"}),
    "invoices-late": frozenset({"invoice"}),
    "invoices-numbering": frozenset({"invoice"}),
    "invoices-handling": frozenset({"person", "right", "rule"}),
    "claims-order": frozenset({"claim", "project"}),
    "own-share": frozenset({"municipality", "succession", "rule", "project"}),
    "claims-sealed": frozenset({"invoice", "cost", "rule", "grant", "project"}),
}
"""The kinds of record without all of which a check would blame what is in order."""

NAMES = ("references", *BY_RULE, "audit")


def run_checks(
    project: Project, as_of: date, names: Sequence[str] = (), left_out: Collection[str] = ()
) -> list[Problem]:
    """Run all checks, or those *names*; with links broken the others still run, each on what it can read.

    `check-unknown` when a name is none of NAMES. Of the kinds *left_out* some records could not be read:
    links to them are not blamed, and what rests on them is not checked.
    """
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        raise GovtoolError(*(error("check-unknown", None, check=n, known=suggestion(n, NAMES)) for n in unknown))
    rules = Rulebook(project.parameters)
    found = list(references(project, left_out)) if not names or "references" in names else []
    for name, check in CHECKS:
        if (not names or name in names) and RESTS_ON.get(name, frozenset()).isdisjoint(left_out):
            found += _found(check(project, rules, as_of))
    return found


def _found(check: Iterator[Problem]) -> Iterator[Problem]:
    """Yield what a check finds; where it needs a rule that has no value, that is what it finds."""
    try:
        yield from check
    except GovtoolError as without:
        yield from without.problems
