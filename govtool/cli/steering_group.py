"""`govtool members`: who sits in a body on a day, and whom it represents."""

from datetime import date
from pathlib import Path

import click

from govtool.cli import options
from govtool.cli.lazy import NounGroup
from govtool.cli.session import Session, open_session
from govtool.domain.steering_group import Body
from govtool.problems import GovtoolError, error
from govtool.render.amounts import Lang
from govtool.reports.steering_group import coverage_table, members_table

body_option = click.option("--body", metavar="BODY", help="Which body, by id; the first one if not given.")


@click.group(cls=NounGroup, default="list")
def members() -> None:
    """Who sits in the steering group, and who is missing."""


@members.command("list")
@body_option
@options.show
def show_list(body: str | None, as_of: date, lang: Lang, fmt: str, output: Path | None) -> None:
    """Show every seat and its holder. Vacancies and terms that end soon are noted.

    Example: govtool members list --as-of 2014-11-15
    """
    session = open_session(as_of, lang)
    session.show(members_table(session.project, session.rules, as_of, find_body(session, body)), fmt, output)


@members.command()
@body_option
@options.show
def coverage(body: str | None, as_of: date, lang: Lang, fmt: str, output: Path | None) -> None:
    """Count seats by province and partner. All of them, those filled, those with a vote.

    Example: govtool members coverage --as-of 2014-11-15
    """
    session = open_session(as_of, lang)
    session.show(coverage_table(session.project, as_of, find_body(session, body)), fmt, output)


def find_body(session: Session, given: str | None) -> Body:
    """Return the body of that id, the first one without; `body-unknown` when there is none."""
    bodies = session.project.groups.body
    found = session.project.groups.body_of(given) if given else next(iter(bodies), None)
    if found is None:
        raise GovtoolError(error("body-unknown", None, body=given or "", known=[each.id for each in bodies]))
    return found
