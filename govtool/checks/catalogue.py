"""Every check by name: what `govtool check` runs, in this order."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from govtool.checks import budget, claim, cost, invoice, meeting, steering_group
from govtool.checks.reference import references
from govtool.domain.project import Project
from govtool.problems import GovtoolError, Problem, error
from govtool.rules.rulebook import Rulebook

Check = Callable[[Project, Rulebook, date], Iterator[Problem]]

CHECKS: tuple[tuple[str, Check], ...] = (
    *steering_group.CHECKS,
    *meeting.CHECKS,
    *budget.CHECKS,
    *cost.CHECKS,
    *invoice.CHECKS,
    *claim.CHECKS,
)
BY_RULE = tuple(name for name, _ in CHECKS)
"""The checks that ask whether rules are kept; links between records have been checked before them."""

NAMES = ("references", *BY_RULE, "audit")


def run_checks(project: Project, as_of: date, names: Sequence[str] = (), *, partial: bool = False) -> list[Problem]:
    """Run all checks, or those *names*; with links broken the others still run, each on what it can read.

    `check-unknown` when a name is none of NAMES. A `partial` project misses records that could not be
    read: links to them are not blamed.
    """
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        raise GovtoolError(*(error("check-unknown", None, check=n, known=", ".join(NAMES)) for n in unknown))
    rules = Rulebook(project.parameters)
    found = list(references(project, partial=partial)) if not names or "references" in names else []
    for name, check in CHECKS:
        if not names or name in names:
            found += check(project, rules, as_of)
    return found
