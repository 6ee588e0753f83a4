"""Whether the own share can be divided and charged: key figures, weights and payers of the day."""

from collections.abc import Iterator
from datetime import date

from govtool.domain.project import Project
from govtool.problems import Problem
from govtool.reports.charge import charge_problems
from govtool.reports.invoice import charge_days, plan
from govtool.reports.own_share import own_share_problems
from govtool.rules.rulebook import Rulebook


def shares(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield what stands in the way of dividing the own share; nothing for a project without municipalities."""
    if project.municipalities:
        yield from own_share_problems(project, rules, as_of)


def charges(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield what stands in the way of the charges that are due, each once; `shares` tells what of it holds today."""
    told = list(shares(project, rules, as_of))
    for each in plan(project, rules, as_of, as_of):
        if each.state in ("due", "late") and each.receiver is None:
            for problem in charge_problems(project, rules, charge_days(each)):
                if problem not in told:
                    told.append(problem)
                    yield problem


CHECKS = (("own-share", shares), ("own-share-charges", charges))
