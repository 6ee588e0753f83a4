"""Recording a time sheet: a role's hours of a month, who signed them when, and the sheet kept among the evidence."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from govtool.actions.cost import Evidence, free_path
from govtool.domain.calendar import Period, month_end, month_of
from govtool.domain.change import AddRecord, Change, Edit, NewRecord, PutFile, SetValue
from govtool.domain.project import HOURS_TOML, Project
from govtool.domain.staff import StaffMember
from govtool.domain.time_sheet import TimeSheet
from govtool.problems import GovtoolError, Problem, error
from govtool.reports.table import Plain


def sheets_of(partner: str) -> str:
    """Return the folder of a partner's time sheets below the evidence."""
    return f"{partner}/hours"


def record(
    project: Project,
    member: StaffMember,
    month: date,
    given: Mapping[str, Any],
    *,
    evidence: Evidence | None,
    kept: Mapping[str, str],
    as_of: date,
) -> Change:
    """Record what is *given* of a role's month: hours (`project`, `other`), days signed (`employee`, `employer`).

    What was recorded before and is not given stays. `kept` are the digests of the partner's sheets by path.
    Problems: `hours-outside` when the role has no period in the month, `hours-not-given` of a new sheet,
    `hours-signed-early` before the month's end, `day-in-future`.
    """
    known = month_of(month)
    at = next((i for i, e in enumerate(project.sheets) if (e.staff, e.month) == (member.id, known)), None)
    problems = list(_wrong(member, month, given, at is None, as_of))
    if problems:
        raise GovtoolError(*problems)
    data = dict(given)
    edits: list[Edit] = []
    if evidence is not None:
        data["file"] = free_path(sheets_of(member.partner), evidence, kept)
        edits.append(PutFile(data["file"], evidence.content, new=data["file"] not in kept))
    if at is not None:
        edits += (SetValue(HOURS_TOML, ("sheet", at, key), value) for key, value in data.items())
        sheet = project.sheets[at].replace(**data)
    else:
        sheet = TimeSheet(staff=member.id, month=known, **{"other": 0, **data})
        row = sheet.model_dump(exclude_none=True)
        there = HOURS_TOML in project.digests
        edits.append(
            AddRecord(HOURS_TOML, ("sheet",), row) if there else NewRecord(HOURS_TOML, {"format": 1, "sheet": [row]})
        )
    told = {"role": member.id, "month": known, "project": Plain(sheet.project), "other": Plain(sheet.other)}
    key = "hours-signed" if sheet.signed(as_of) else "hours-recorded"
    return Change(
        "budget hours", as_of, project.digests, tuple(edits), about=f"{member.id} {known}", told=((key, told),)
    )


def _wrong(member: StaffMember, month: date, given: Mapping[str, Any], new: bool, as_of: date) -> list[Problem]:
    whole = Period(start=month.replace(day=1), end=month_end(month))
    known = month_of(month)
    problems = []
    if not any(post.period.overlaps(whole) for post in member.period):
        problems.append(error("hours-outside", None, role=member.id, month=known))
    if new and "project" not in given:
        problems.append(error("hours-not-given", None, role=member.id, month=known))
    for day in (given[key] for key in ("employee", "employer") if key in given):
        if day > as_of:
            problems.append(error("day-in-future", None, day=day, as_of=as_of))
        elif day < whole.end:
            problems.append(error("hours-signed-early", None, role=member.id, month=known, day=day))
    return problems
