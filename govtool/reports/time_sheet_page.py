"""The time sheets as a page: hours by month and role, who signed them when, what they lack."""

from datetime import date, timedelta

from govtool.domain.calendar import Period, month_of
from govtool.domain.project import Project
from govtool.reports.budget import synthetic
from govtool.reports.staff_list import staff_of
from govtool.reports.table import Column, Row, Say, Table
from govtool.reports.time_sheet import MonthOfHours, asked_by, hours_asked, lacks_said
from govtool.rules.rulebook import Rulebook

_COLUMNS = (
    Column("month"),
    Column("role"),
    Column("project-hours", "number"),
    Column("other-hours", "number"),
    Column("employee-signed", "date"),
    Column("employer-signed", "date"),
    Column("lacking"),
)


def hours_table(project: Project, rules: Rulebook, as_of: date, partner: str | None = None) -> Table:
    """Show the hours of *partner*, or of all, of months ended by *as_of* or given: signed when, what lacks."""
    facts, last = project.facts, month_of(as_of + timedelta(days=1))
    asked = hours_asked(project, rules, Period(start=facts.costs_from, end=facts.end))
    months = {(each.member.id, each.month): each for each in asked if each.month < last}
    for sheet in project.sheets:
        member = next((each for each in staff_of(project).staff if each.id == sheet.staff), None)
        if member is not None and sheet.month <= month_of(as_of):
            months.setdefault((member.id, sheet.month), MonthOfHours(member, sheet.month, sheet))
    rows = []
    for each in sorted(months.values(), key=lambda asked_for: asked_for.month):
        if partner in (None, each.member.partner):
            found = each.sheet
            given = (found.project, found.other, found.employee, found.employer) if found is not None else (None,) * 4
            lacks = Say("listed", {"names": lacks_said(each.lacks(as_of))}) if each.lacks(as_of) else None
            rows.append(Row((each.month, Say("named", {"name": each.member.role}), *given, lacks)))
    whose, source = asked_by(rules, as_of)
    notes = (Say(f"timesheets-{whose}", {"source": source}), *synthetic(project))
    return Table("staff-hours", as_of, Say("staff-hours"), _COLUMNS, tuple(rows), notes)
