"""Hours evidence: whose hours a rule asks for in a month, what is missing of it, and what the hours cost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from govtool.domain.calendar import Period, month_end, month_of, months_in
from govtool.domain.money import cents, part_of, per_hour
from govtool.domain.project import HOURS_TOML, STAFF_TOML, Project
from govtool.domain.staff import StaffMember
from govtool.domain.time_sheet import TimeSheet
from govtool.domain.wording import LocalText
from govtool.problems import GovtoolError, Place, Problem, error, warning
from govtool.reports.table import Say
from govtool.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class MonthOfHours:
    """A role's month that a time sheet is asked for, by the rule `timesheets`, and the sheet if there is one."""

    member: StaffMember
    month: str
    sheet: TimeSheet | None

    def lacks(self, day: date) -> tuple[str, ...]:
        """Return what was missing on *day*: the `sheet`, its `file`, the mark of the `employee` or the `employer`."""
        if self.sheet is None:
            return ("sheet",)
        marks = (("employee", self.sheet.employee), ("employer", self.sheet.employer))
        unsigned = tuple(name for name, signed in marks if signed is None or signed > day)
        return ("file", *unsigned) if self.sheet.file is None else unsigned


@dataclass(frozen=True, slots=True)
class WorkedHours:
    """Hours of a role at one hourly rate: cents of an hour, hours within the year's most and above it."""

    member: StaffMember
    rate: int
    hours: Decimal
    above: Decimal

    @property
    def cost(self) -> int:
        """What the hours cost in cents, never above the rate."""
        return part_of(self.rate, self.hours, "floor")


def hours_asked(project: Project, rules: Rulebook, period: Period) -> Iterator[MonthOfHours]:
    """Yield each role and month of *period* whose hours are asked for, by month.

    By the rule `timesheets` those of part-timers or of all; where salaries go by hours (`staff_costs`), of all.
    """
    sheets = {(each.staff, each.month): each for each in project.sheets}
    for month in months_in(period) if project.staff is not None else ():
        whose, _ = asked_by(rules, month.end)
        for member in project.staff.staff if project.staff is not None else ():
            posts = [post for post in member.period if post.period.overlaps(month)]
            if posts and (whose == "all" or (whose == "part-time" and min(post.time for post in posts) < 1)):
                known = month_of(month.start)
                yield MonthOfHours(member, known, sheets.get((member.id, known)))


def asked_by(rules: Rulebook, day: date) -> tuple[str, LocalText]:
    """Return whose hours are asked for on *day*, none, part-time or all, and by which source."""
    if rules.word("staff_costs", day) == "hours":
        return "all", rules.at("staff_costs", day).source
    return rules.word("timesheets", day), rules.at("timesheets", day).source


def missing_hours(project: Project, rules: Rulebook, period: Period, known_on: date) -> tuple[MonthOfHours, ...]:
    """Return the months of *period* that had ended by *known_on* and whose time sheet lacks something then."""
    asked = hours_asked(project, rules, period)
    return tuple(e for e in asked if month_end(date.fromisoformat(f"{e.month}-01")) <= known_on and e.lacks(known_on))


def hours_problems(project: Project, rules: Rulebook, period: Period, known_on: date) -> Iterator[Problem]:
    """Yield `hours-missing`, a warning, for each role with what its time sheets of *period* lack, month by month.

    `staff-missing` where hours are asked for, costs are booked and no staff is on record.
    """
    whose, source = asked_by(rules, period.end)
    if project.staff is None and project.costs and whose != "none":
        yield warning("staff-missing", Place(STAFF_TOML))
    found: dict[str, list[MonthOfHours]] = {}
    for each in missing_hours(project, rules, period, known_on):
        found.setdefault(each.member.id, []).append(each)
    for role, months in found.items():
        said = tuple(Say("hours-lack", {"month": e.month, "lacks": lacks_said(e.lacks(known_on))}) for e in months)
        yield warning("hours-missing", Place(HOURS_TOML), role=role, months=said, source=source)


def lacks_said(lacks: tuple[str, ...]) -> tuple[Say, ...]:
    """Say what a time sheet lacks."""
    return tuple(Say(f"lacks-{each}") for each in lacks)


def worked(project: Project, rules: Rulebook, until: date, known_on: date) -> tuple[WorkedHours, ...]:
    """Return the signed hours of months up to *until*, by role and hourly rate.

    An hour costs what a year costs through the rule `unit_hours`; of a calendar year no more hours count.
    `yearly-cost-missing` when a role with hours has no yearly cost in the month.
    """
    members = {member.id: member for member in (project.staff.staff if project.staff is not None else ())}
    found: dict[tuple[str, int], WorkedHours] = {}
    years: dict[tuple[str, str], Decimal] = {}
    for sheet in sorted(project.sheets, key=lambda each: each.month):
        if sheet.month > month_of(until) or not sheet.signed(known_on) or sheet.staff not in members:
            continue
        member, day = members[sheet.staff], date.fromisoformat(f"{sheet.month}-01")
        cost = member.cost_on(month_end(day))
        if cost is None:
            place = project.places.of(STAFF_TOML, "staff", [*members].index(member.id))
            raise GovtoolError(error("yearly-cost-missing", place, role=member.id, month=sheet.month))
        most = rules.integer("unit_hours", day)
        rate, year = per_hour(cents(cost.amount), most), (member.id, sheet.month[:4])
        before = years.get(year, Decimal(0))
        counted = min(sheet.project, max(most - before, Decimal(0)))
        years[year] = before + sheet.project
        known = found.get((member.id, rate), WorkedHours(member, rate, Decimal(0), Decimal(0)))
        hours, above = known.hours + counted, known.above + sheet.project - counted
        found[member.id, rate] = WorkedHours(member, rate, hours, above)
    return tuple(found.values())
