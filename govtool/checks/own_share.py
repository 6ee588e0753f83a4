"""Whether the own share can be divided: key figures, weights and payers of the day."""

from collections.abc import Iterator
from datetime import date

from govtool.domain.project import Project
from govtool.problems import Problem
from govtool.reports.own_share import own_share_problems
from govtool.rules.rulebook import Rulebook


def shares(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield what stands in the way of dividing the own share; nothing for a project without municipalities."""
    if project.municipalities:
        yield from own_share_problems(project, rules, as_of)


CHECKS = (("own-share", shares),)
