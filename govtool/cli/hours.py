"""`govtool budget hours`: a role's hours of a month, who signed them, and the sheet."""

from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import click

from govtool.actions import time_sheet as actions
from govtool.actions.cost import Evidence
from govtool.cli import options
from govtool.cli.session import Session
from govtool.domain.time_sheet import MOST_HOURS
from govtool.files import digest
from govtool.files.statement_file import kept_evidence, received
from govtool.reports.staff_list import member_of


class Month(click.ParamType[date]):
    """A month as 2014-03: its first day."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the month; wrong usage when it is none."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(f"{value}-01")
        except ValueError:
            self.fail(f"{value!r} is no month; write 2014-03", param, ctx)


class Hours(click.ParamType[Decimal]):
    """Hours of a month as 95.5 or 95,5."""

    name = "hours"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """Read the hours; wrong usage when a month cannot have so many, or parts of a hundredth."""
        try:
            hours = Decimal(str(value).replace(",", "."))
        except InvalidOperation:
            hours = Decimal("NaN")
        if not hours.is_finite() or not 0 <= hours <= MOST_HOURS or hours * 100 % 1:
            self.fail(f"{value!r} is no number of hours of a month; write 95.5", param, ctx)
        return hours


@click.command()
@click.argument("role")
@click.argument("month", type=Month(), metavar="YYYY-MM")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--project", type=Hours(), metavar="HOURS", help="Hours worked for the project.")
@click.option("--other", type=Hours(), metavar="HOURS", help="Hours of other work; none if never given.")
@click.option("--employee", type=options.Day(), metavar="DAY", help="When the employee signed.")
@click.option("--employer", type=options.Day(), metavar="DAY", help="When the employer signed.")
@options.write
def hours(
    session: Session,
    role: str,
    month: date,
    file: Path | None,
    project: Decimal | None,
    other: Decimal | None,
    employee: date | None,
    employer: date | None,
) -> None:
    """Record the hours of a ROLE in a month. With who signed them, and the signed sheet FILE; what is not given stays.

    Example: govtool budget hours coordinator-1 2013-10 hours.pdf --project 112.5 --employee 2013-11-04
    """
    given = {"project": project, "other": other, "employee": employee, "employer": employer}
    member = member_of(session.project, role)
    content = None if file is None else received(file)
    change = actions.record(
        session.project,
        member,
        month,
        {key: value for key, value in given.items() if value is not None},
        evidence=Evidence(file.name, content, digest.of(content)) if file and content is not None else None,
        kept=kept_evidence(session.root, actions.sheets_of(member.partner)),
        as_of=session.as_of,
    )
    session.apply(change)
