"""`govtool meeting extract|attendance|annex|annexes|pack`: what is taken out of a meeting for others to read."""

from pathlib import Path

import click

from govtool.actions.annex import attach
from govtool.cli import options
from govtool.cli.document import document_command
from govtool.cli.meeting_paper import find_item, find_meeting, held_meeting, make_paper, meeting_argument
from govtool.cli.session import Session
from govtool.files.disk import received
from govtool.files.snapshot import LARGEST
from govtool.render.amounts import Lang
from govtool.reports.annex import annexes_table
from govtool.reports.meeting_excerpt import attendance_paper, extract_paper, pack_paper


@click.command()
@meeting_argument
@click.argument("item", type=int)
@document_command
def extract(session: Session, given: str, item: int, language: Lang | None) -> None:
    """Make an extract of one item of the minutes. Who was there for it, how it was handled, who certifies.

    Example: govtool meeting extract 6 4 --pdf --as-of 2014-11-15
    """
    found = held_meeting(session, given)
    paper = extract_paper(session.project, session.rules, session.as_of, found, find_item(found, item))
    make_paper(session, found, "extract", paper, language, part=str(item))


@click.command()
@meeting_argument
@document_command
def attendance(session: Session, given: str, language: Lang | None) -> None:
    """Make the list of who attends. To be signed before the meeting; afterwards who was there and who was not.

    Example: govtool meeting attendance 7 --language fi --as-of 2014-11-15
    """
    found = find_meeting(session, given)
    paper = attendance_paper(session.project, session.rules, session.as_of, found)
    make_paper(session, found, "attendance", paper, language)


@click.command()
@meeting_argument
@click.argument("item", type=int)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--title", required=True, help="What it is called in the papers.")
@options.write
def annex(session: Session, given: str, item: int, file: Path, title: str) -> None:
    """Put an annex to an ITEM. A copy of FILE is kept in minutes/annexes/.

    Example: govtool meeting annex 7 6 plan.pdf --title "Plan of the evaluation" --as-of 2014-11-15
    """
    found = find_meeting(session, given)
    content = received(file, LARGEST)
    change = attach(
        session.project, session.as_of, found, find_item(found, item), title=title, name=file.name, content=content
    )
    session.apply(change)


@click.command()
@meeting_argument
@options.show
def annexes(session: Session, given: str) -> None:
    """Show the annexes of a meeting. To which item each belongs, and whether its file is there.

    Example: govtool meeting annexes 7 --docx --as-of 2014-11-15
    """
    session.show(annexes_table(session.project, session.as_of, find_meeting(session, given)))


@click.command()
@meeting_argument
@document_command
def pack(session: Session, given: str, language: Lang | None) -> None:
    """Make what the members read for a meeting. Agenda, last decisions, actions, budget, changes, claims, invoices.

    Example: govtool meeting pack 7 --pdf --as-of 2014-11-15
    """
    found = find_meeting(session, given)
    paper = pack_paper(session.project, session.rules, session.as_of, found)
    make_paper(session, found, "pack", paper, language)
