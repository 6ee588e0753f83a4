"""Whether nobody works more than the whole time, and side costs are counted once."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from govtool.domain.calendar import Period
from govtool.domain.project import STAFF_TOML, Project
from govtool.domain.staff import Post
from govtool.domain.statement import AccountRange
from govtool.problems import Problem, error
from govtool.reports.time_sheet import hours_problems
from govtool.rules.rulebook import Rulebook


def working_time(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `working-time-over` for each period that brings a role, or a person with several, over the whole time."""
    seen: dict[str, list[Post]] = {}
    for i, member in enumerate(project.staff.staff if project.staff is not None else ()):
        for j, post in enumerate(member.period):
            who = member.person or member.id
            before = [each for each in seen.get(who, []) if each.period.overlaps(post.period)]
            over = max(_together((*before, post), each.start) for each in (*before, post))
            if over > 1:
                place = project.places.of(STAFF_TOML, "staff", i, "period", j)
                yield error("working-time-over", place, role=member.id, per_cent=f"{(over * 100).normalize():f}")
            seen.setdefault(who, []).append(post)


def side_costs(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `side-costs-twice` when they are a percentage and their accounts still belong to the salaries."""
    day = max(as_of, project.facts.start)
    if project.staff is None or rules.word("staff_side_costs", day) != "percentage":
        return
    accounts = project.staff.side_cost_accounts
    for account in range(accounts.first, accounts.last + 1):
        held = _narrowest(project, account)
        if held is not None and held.category == project.staff.category:
            place = project.places.of(STAFF_TOML, "side_cost_accounts")
            yield error("side-costs-twice", place, account=account, category=held.category)
            return


def hours(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `hours-missing` where the rule `timesheets` asks for signed hours that are not there by *as_of*."""
    if as_of >= project.facts.costs_from:
        period = Period(start=project.facts.costs_from, end=min(as_of, project.facts.end))
        yield from hours_problems(project, rules, period, as_of)


def _together(posts: tuple[Post, ...], day: date) -> Decimal:
    return sum((post.time for post in posts if day in post.period), Decimal(0))


def _narrowest(project: Project, account: int) -> AccountRange | None:
    held = [each for each in project.accounts if each.first <= account <= each.last]
    return min(held, key=lambda each: each.last - each.first, default=None)


CHECKS = (("staff-working-time", working_time), ("staff-side-costs", side_costs), ("staff-hours", hours))
