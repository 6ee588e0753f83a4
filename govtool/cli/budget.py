"""`govtool budget`: what is left, the changes of the budget, their decisions and answers."""

from datetime import date
from typing import Any, get_args

import click

from govtool.actions import budget as actions
from govtool.cli import options
from govtool.cli.document import document_command, make_document
from govtool.cli.hours import hours
from govtool.cli.lazy import NounGroup
from govtool.cli.ledger import ledger
from govtool.cli.session import Session, tell_problems
from govtool.domain.budget import Answer, ChangeKind, Line
from govtool.domain.money import euros
from govtool.domain.notation import cents_of
from govtool.problems import GovtoolError, Place, Problem
from govtool.render.amounts import Lang
from govtool.reports.budget import WITHIN_A_YEAR, budget_pivot, budget_table
from govtool.reports.budget_facts import Dimension, Measure
from govtool.reports.budget_history import change_of, change_table, history_table
from govtool.reports.forecast import Until, forecast_table
from govtool.reports.grant_deadline import change_late
from govtool.reports.invoice import refuse_unknown
from govtool.reports.staff import staff_months_table, staff_table
from govtool.reports.time_sheet_page import hours_table

DIMENSIONS = ", ".join(get_args(Dimension))


class Move(click.ParamType[Line]):
    """A line of a change: SHARE/CATEGORY/YEAR=EUROS."""

    name = "move"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Line:
        """Read the line; wrong usage when it is none, GovtoolError when its amount is none."""
        cell, equals, amount = str(value).partition("=")
        parts = cell.split("/")
        if not equals or len(parts) != 3 or not parts[2].isdecimal() or not 1900 <= int(parts[2]) <= 2200:
            self.fail(f"{value!r} is no line; write common/materials/2014=1500.00", param, ctx)
        cents = cents_of(amount, "comma" if "," in amount else "point", Place("--move"))
        if isinstance(cents, Problem):
            raise GovtoolError(cents)
        try:
            return Line(share=parts[0], category=parts[1], year=int(parts[2]), amount=euros(cents))
        except ValueError:
            self.fail(f"{cell!r} names no share and category; ids are of small letters, digits and hyphens", param, ctx)


@click.group(cls=NounGroup, default="show")
def budget() -> None:
    """What is left, the budget, the actual costs."""


@budget.command()
@click.option("--year", type=click.IntRange(1900, 2200), metavar="YEAR", help="Only this year.")
@click.option(
    "--rows", default="share,category", show_default=True, metavar="WHAT,…", help=f"A row for each: {DIMENSIONS}."
)
@click.option("--columns", type=click.Choice(get_args(Dimension)), help="A column for each, of one measure.")
@click.option(
    "--measure",
    type=click.Choice(get_args(Measure)),
    help="What --columns shows; left, or actual by quarter and month, if not given.",
)
@options.show
def show(session: Session, year: int | None, rows: str, columns: Dimension | None, measure: Measure | None) -> None:
    """Show what is left. Then the budget, the actual costs, what was invoiced and claimed, the per cent used.

    The budget is the approved one with the changes that hold on the day; the notes say which wait, and for what.

    Example: govtool budget show --rows category --columns quarter --year 2014 --as-of 2014-11-15
    """
    wanted = _dimensions(rows)
    project, rules = session.project, session.rules
    if columns is None:
        if measure is not None:
            raise click.UsageError("--measure goes with --columns.")
        table = budget_table(project, rules, session.as_of, rows=wanted, year=year)
    else:
        if len(wanted) != 1 or columns in wanted:
            raise click.UsageError("--columns goes with one --rows, and another one.")
        dated = not WITHIN_A_YEAR.isdisjoint((*wanted, columns))
        if dated and measure in ("left", "budget"):
            raise click.UsageError(f"The budget is by year: there is no {measure} of a quarter or a month.")
        shown = measure or ("actual" if dated else "left")
        table = budget_pivot(project, rules, session.as_of, rows=wanted[0], columns=columns, measure=shown, year=year)
    session.show(table)


def _dimensions(given: str) -> tuple[Dimension, ...]:
    found = tuple(dimension for name in given.split(",") for dimension in get_args(Dimension) if dimension == name)
    if len(found) != len(set(given.split(","))) or not found:
        raise click.BadParameter(
            f"{given!r}: name each of {DIMENSIONS} at most once, with commas.", param_hint="--rows"
        )
    return found


@budget.command()
@click.argument("change_id", metavar="[CHANGE]", required=False)
@options.show
def history(session: Session, change_id: str | None) -> None:
    """Show the versions of the budget, or one CHANGE of it. To each share, category and year.

    Example: govtool budget history change-2014-1 --as-of 2014-11-15
    """
    project, rules = session.project, session.rules
    if change_id is None:
        table = history_table(project, rules, session.as_of)
    else:
        table = change_table(project, rules, change_of(project, change_id, session.as_of), session.as_of)
    session.show(table)


@budget.command()
@click.argument("change_id", metavar="CHANGE")
@click.option(
    "--kind",
    type=click.Choice(("transfer", "new-level", "carry-over")),
    default="transfer",
    show_default=True,
    help="transfer inside the total, new level of the total, carry-over to another year.",
)
@click.option(
    "--move",
    "lines",
    type=Move(),
    multiple=True,
    metavar="LINE",
    help="SHARE/CATEGORY/YEAR=EUROS added or, with a minus, taken; as many as it takes.",
)
@click.option("--reason", metavar="TEXT", help="Why.")
@click.option("--start", type=options.Day(), metavar="DAY", help="From when it is to hold; the as-of day if not given.")
@click.option("--part-of", metavar="CHANGE", help="The first change of a proposal that is decided in parts.")
@click.option("--total-reason", metavar="TEXT", help="Why the total changes, when it does.")
@click.option(
    "--letter", is_flag=True, help="Of a change proposed before: the request to the authority, as a Word document."
)
@document_command
def change(
    session: Session,
    change_id: str,
    kind: ChangeKind,
    lines: tuple[Line, ...],
    reason: str | None,
    start: date | None,
    part_of: str | None,
    total_reason: str | None,
    letter: bool,
    language: Lang | None,
) -> None:
    """Propose a change of the budget under the id CHANGE. It holds once what it needs has been decided.

    Example: govtool budget change change-2014-2 --move common/rents/2014=-300 --move
    common/materials/2014=300 --reason "Smaller workroom" --as-of 2014-11-15
    """
    if letter:
        if lines or reason:
            raise click.UsageError("--letter is of a change proposed before: leave --move and --reason out.")
        found = change_of(session.project, change_id, session.as_of)
        from govtool.reports.change_paper import change_paper  # noqa: PLC0415  # for the letter only

        paper = change_paper(session.project, session.rules, found, session.as_of)
        make_document(session, found.id, paper, language or session.project.facts.languages[0])
        tell_problems(change_late(session.project, session.rules, session.as_of), session.lang)
        return
    if not lines or not reason:
        raise click.UsageError("A change needs --move and --reason; --letter makes the letter of one proposed before.")
    done = actions.propose(
        session.project,
        session.rules,
        change_id,
        kind=kind,
        lines=lines,
        reason=reason,
        start=start or session.as_of,
        part_of=part_of,
        total_reason=total_reason,
        as_of=session.as_of,
    )
    session.apply(done)


@budget.command()
@click.argument("change_id", metavar="CHANGE")
@click.option("--approved/--rejected", required=True, default=None, help="What the authority answered.")
@click.option(
    "--date", "day", type=options.Day(), metavar="DAY", help="The day of the answer; the as-of day if not given."
)
@click.option("--diary", required=True, metavar="NUMBER", help="The diary number of the answer.")
@click.option("--text", metavar="TEXT", help="What else it says.")
@options.write
def answer(session: Session, change_id: str, approved: bool, day: date | None, diary: str, text: str | None) -> None:
    """Record the authority's answer to a change.

    Example: govtool budget answer change-2015-1 --approved --diary LSAVI/1/2014 --as-of 2014-12-20
    """
    found = change_of(session.project, change_id, session.as_of)
    given = Answer(date=day or session.as_of, diary=diary, approved=approved, text=text)
    session.apply(actions.answer(session.project, found, given, as_of=session.as_of))


@budget.command()
@click.option("--by-month", is_flag=True, help="Salaries planned and booked, month by month.")
@click.option("--hours", "by_hours", is_flag=True, help="Time sheets, month by month, and what they lack.")
@click.option("--partner", metavar="PARTNER", help="With --by-month or --hours: only this employer.")
@options.show
def staff(session: Session, by_month: bool, by_hours: bool, partner: str | None) -> None:
    """Show who works in the project, for how much of the time. By month, salaries planned beside those booked.

    Example: govtool budget staff --by-month --partner verso --as-of 2014-11-15
    """
    project = session.project
    refuse_unknown(project, partner)
    if by_hours:
        table = hours_table(project, session.rules, session.as_of, partner)
    elif by_month:
        table = staff_months_table(project, session.rules, ledger(session), session.as_of, partner)
    else:
        table = staff_table(project, session.as_of)
    session.show(table)


@budget.command()
@click.option(
    "--to", "until", type=click.Choice(get_args(Until)), default="year", show_default=True, help="To the end of which."
)
@options.show
def forecast(session: Session, until: Until) -> None:
    """Show what will be left at the end. Of the year or the project, and on what assumptions.

    Example: govtool budget forecast --to project --as-of 2014-11-15
    """
    session.show(forecast_table(session.project, session.rules, ledger(session), session.as_of, until))


budget.add_command(hours)
