"""`govtool meeting`: meetings of a body from their planning to their approved minutes."""

from datetime import date, datetime
from typing import get_args

import click

from govtool.actions import meeting as actions
from govtool.cli import meeting_excerpt, options
from govtool.cli import meeting_life as life
from govtool.cli.correction import correct
from govtool.cli.document import document_command
from govtool.cli.lazy import NounGroup
from govtool.cli.meeting_mail import calendar_entry, mail
from govtool.cli.meeting_paper import (
    agenda,
    approve,
    distribute,
    find_item,
    find_meeting,
    held_meeting,
    make_paper,
    meeting_argument,
    minutes,
)
from govtool.cli.session import Session
from govtool.cli.steering_group import body_option, find_body
from govtool.cli.vote import action, dissent, motion, take_back, vote
from govtool.cli.written_procedure import reply
from govtool.domain.item import DecidedBy, DecisionKind
from govtool.domain.meeting import Capacity, Mode
from govtool.render.amounts import Lang
from govtool.render.words import Words
from govtool.reports.agenda import agenda_paper
from govtool.reports.meeting import meeting_table, meetings_table
from govtool.reports.meeting_excerpt import CallPaper
from govtool.reports.quorum import quorum_table


@click.group(cls=NounGroup, default="list")
def meeting() -> None:
    """Meetings: agenda, attendance, quorum, minutes."""


@meeting.command("list")
@options.show
def show_list(session: Session) -> None:
    """Show how far every meeting has come. Who was there, and what is late.

    Example: govtool meeting list --as-of 2014-11-15
    """
    session.show(meetings_table(session.project, session.rules, session.as_of))


@meeting.command()
@meeting_argument
@options.show
def show(session: Session, given: str) -> None:
    """Show one meeting, by number or id. Its items, what is proposed or was decided, its deadlines.

    Example: govtool meeting show 7 --as-of 2014-11-15
    """
    table = meeting_table(session.project, session.rules, session.as_of, find_meeting(session, given))
    session.show(table)


@meeting.command()
@click.argument("day", type=options.Day(), metavar="DAY")
@click.option("--start", type=life.CLOCK, required=True, metavar="HH:MM", help="When it begins.")
@click.option("--end", type=life.CLOCK, required=True, metavar="HH:MM", help="When it ends.")
@click.option("--place", required=True, help="Where it is held.")
@click.option("--mode", type=click.Choice(get_args(Mode)), default="on-site", show_default=True, help="How it is held.")
@click.option("--id", "given_id", metavar="ID", help="Its id for good; meeting-NN by its number if not given.")
@body_option
@options.write
def new(
    session: Session,
    day: date,
    start: datetime,
    end: datetime,
    place: str,
    mode: Mode,
    given_id: str | None,
    body: str | None,
) -> None:
    """Plan a meeting on DAY. It gets the next number of its body.

    Example: govtool meeting new 2015-06-09 --start 12:30 --end 15:00 --place Tampere
    """
    change = actions.new(
        session.project,
        session.rules,
        session.as_of,
        body=find_body(session, body).id,
        day=day,
        start=start.time(),
        end=end.time(),
        place=place,
        mode=mode,
        given_id=given_id,
    )
    session.apply(change)


@meeting.command()
@meeting_argument
@click.option("--sent", type=options.Day(), metavar="DAY", help="When the call went out; the as-of day if not given.")
@options.docx
@document_command
def call(session: Session, given: str, sent: date | None, language: Lang | None) -> None:
    """Record that the members were called. Writes the calendar entry; `meeting mail` writes the mails.

    With --docx or --pdf only the call is made as a document, and nothing is recorded.

    Example: govtool meeting call 8 --sent 2014-11-14 --as-of 2014-11-15
    """
    found = find_meeting(session, given)
    if session.document:
        if sent is not None:
            raise click.UsageError("--docx and --pdf make the call and record nothing: leave --sent out")
        paper = CallPaper(agenda_paper(session.project, session.rules, found))
        make_paper(session, found, "call", paper, language)
        return
    session.apply(actions.sent(session.project, session.as_of, found, "call", sent or session.as_of))
    if not session.dry_run:
        words = Words(session.project.facts.languages[0])
        entry = calendar_entry(session, found, (), words)
        session.write_output(entry.name, entry.content)


meeting.add_command(mail)
meeting.add_command(life.item)
meeting.add_command(agenda)
meeting.add_command(life.hold)
meeting.add_command(life.consent)


@meeting.command()
@meeting_argument
@click.argument("persons", nargs=-1, required=True, metavar="PERSON...")
@click.option(
    "--capacity", type=click.Choice(get_args(Capacity)), help="As what they are there; as their seats say if not given."
)
@click.option(
    "--for", "deputy_for", metavar="SEAT", help="They act for the holder of this seat: its id, or the member."
)
@click.option("--from-item", type=int, help="They came to this item.")
@click.option("--to-item", type=int, help="They left after this item; alone, for who is there already.")
@click.option("--remote", is_flag=True, help="They took part by remote connection.")
@options.write
def attend(
    session: Session,
    given: str,
    persons: tuple[str, ...],
    capacity: Capacity | None,
    deputy_for: str | None,
    from_item: int | None,
    to_item: int | None,
    remote: bool,
) -> None:
    """Record who is there, by person id. Without --capacity they are there as their seats say.

    Example: govtool meeting attend 7 helka-ukonpaasi varma-rantasammal --as-of 2014-12-02
    """
    change = actions.attend(
        session.project,
        session.as_of,
        find_meeting(session, given),
        persons,
        capacity=capacity,
        deputy_for=deputy_for,
        first_item=from_item,
        last_item=to_item,
        remote=remote,
    )
    session.apply(change)


meeting.add_command(reply)
meeting.add_command(life.disqualify)


@meeting.command()
@meeting_argument
@click.option("--item", type=int, help="Only this item, person by person.")
@options.show
def quorum(session: Session, given: str, item: int | None) -> None:
    """Show who counts towards the quorum. Item by item, and why others do not.

    Example: govtool meeting quorum 6 --item 4 --as-of 2014-11-15
    """
    found = held_meeting(session, given)
    chosen = find_item(found, item) if item is not None else None
    session.show(quorum_table(session.project, session.rules, session.as_of, found, chosen))


@meeting.command()
@meeting_argument
@click.argument("item", type=int)
@click.argument("kind", type=click.Choice(get_args(DecisionKind)))
@click.option("--text", required=True, help="The decision in its words.")
@click.option(
    "--decided-by", type=click.Choice(get_args(DecidedBy)), default="body", help="Who decided; the body if not given."
)
@click.option("--power", help="On what power.")
@click.option("--chair", metavar="PERSON", help="Who was elected to lead the meeting, chair and vice-chair being away.")
@options.write
def decide(
    session: Session,
    given: str,
    item: int,
    kind: DecisionKind,
    text: str,
    decided_by: DecidedBy,
    power: str | None,
    chair: str | None,
) -> None:
    """Record what was decided in an ITEM.

    Example: govtool meeting decide 7 8 approved --text "Kokousajat hyväksyttiin." --as-of 2014-12-02
    """
    found = find_meeting(session, given)
    change = actions.decide(
        session.project,
        session.rules,
        session.as_of,
        found,
        find_item(found, item),
        kind=kind,
        decided_by=decided_by,
        text=text,
        power=power,
        chair=chair,
    )
    session.apply(change)


meeting.add_command(motion)
meeting.add_command(vote)
meeting.add_command(dissent)
meeting.add_command(action)
meeting.add_command(take_back)
meeting.add_command(minutes)
meeting.add_command(approve)
meeting.add_command(correct)
meeting.add_command(meeting_excerpt.extract)
meeting.add_command(meeting_excerpt.attendance)
meeting.add_command(meeting_excerpt.annex)
meeting.add_command(meeting_excerpt.annexes)
meeting.add_command(meeting_excerpt.pack)
meeting.add_command(distribute)
meeting.add_command(life.move)
meeting.add_command(life.cancel)
