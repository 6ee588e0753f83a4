"""`govtool meeting agenda|minutes|approve|distribute`: the papers of a meeting, their sending and checking."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from govtool.actions import meeting as actions
from govtool.actions import meeting_item
from govtool.actions import minutes as minutes_actions
from govtool.cli import options
from govtool.cli.document import document_command, issued, language, make_document
from govtool.cli.session import Session, tell_problems
from govtool.domain.item import Item
from govtool.domain.meeting import Meeting
from govtool.domain.project import meeting_file
from govtool.problems import GovtoolError, Place, error
from govtool.render.amounts import Lang
from govtool.reports.agenda import agenda_paper, untranslated
from govtool.reports.minutes import minutes_paper
from govtool.reports.suggestion import suggestion

if TYPE_CHECKING:
    from govtool.render.documents import MeetingPaper

meeting_argument = click.argument("given", metavar="MEETING")


def find_meeting(session: Session, given: str) -> Meeting:
    """Return the meeting of that number or id; `meeting-unknown` names a near one, `meeting-ambiguous` them all."""
    found = session.project.meetings_named(given)
    if not found:
        known = suggestion(given, (each.id for each in session.project.meetings))
        raise GovtoolError(error("meeting-unknown", None, meeting=given, known=known))
    if len(found) > 1:
        raise GovtoolError(error("meeting-ambiguous", None, meeting=given, known=[each.id for each in found]))
    return found[0]


def held_meeting(session: Session, given: str) -> Meeting:
    """Return a meeting that was held by the as-of day; `meeting-not-held` or `meeting-cancelled` when it was not."""
    found = find_meeting(session, given)
    actions.refuse(*actions.cancelled(found))
    if not found.held_by(session.as_of):
        place = Place(meeting_file(found.id))
        raise GovtoolError(error("meeting-not-held", place, number=found.label, day=found.date))
    return found


def find_item(found: Meeting, number: int) -> Item:
    """Return the item of that number; `item-unknown` when there is none."""
    item = found.item_numbered(number)
    if item is None:
        raise GovtoolError(error("item-unknown", Place(meeting_file(found.id)), item=number))
    return item


def as_sealed(session: Session, found: Meeting) -> None:
    """Raise `sealed-file-changed` when minutes were changed after their checking: no paper is made of them."""
    changed = [each for each in session.changed if each.place and each.place.file == meeting_file(found.id)]
    if changed:
        raise GovtoolError(*changed)


@click.command()
@meeting_argument
@click.option("--sent", type=options.Day(), metavar="DAY", help="Record that it went out, and keep it as it was sent.")
@click.option("--annexes-sent", type=options.Day(), metavar="DAY", help="Record that the annexes went out.")
@click.option("--supplement", is_flag=True, help="The supplementary agenda, of the items that came late.")
@document_command
def agenda(
    session: Session,
    given: str,
    sent: date | None,
    annexes_sent: date | None,
    supplement: bool,
    language: Lang | None,
) -> None:
    """Make the agenda as a Word document. With --sent record its sending, in every language of the project.

    Example: govtool meeting agenda 7 --language sv --as-of 2014-11-15
    """
    found = find_meeting(session, given)
    if sent is not None and annexes_sent is not None:
        raise click.UsageError("give --sent or --annexes-sent, one at a time")
    if annexes_sent is not None:
        session.apply(actions.sent(session.project, session.as_of, found, "annexes", annexes_sent))
        return
    paper = agenda_paper(session.project, session.rules, found, supplement=supplement)
    if supplement and not paper.items:
        raise GovtoolError(error("supplement-empty", Place(meeting_file(found.id)), number=found.label))
    part = found.supplement if supplement else ""
    languages = (language,) if language else session.project.facts.languages
    if sent is None:
        make_paper(session, found, "agenda", paper, language, part)
        return
    kind = f"agenda-{part}" if part else "agenda"
    papers = {f"minutes/issued/{paper_name(found, kind, each)}": (paper, each) for each in languages}
    made = issued(session, papers)
    if supplement:
        session.apply(meeting_item.supplement_sent(session.project, session.as_of, found, sent, issued=made))
    else:
        session.apply(actions.sent(session.project, session.as_of, found, "agenda", sent, issued=made))
    for each in languages:
        tell_problems(untranslated(session.project, found, each), session.lang)


@click.command()
@meeting_argument
@click.option("--sent", type=options.Day(), metavar="DAY", help="Record that the draft went out to be checked.")
@document_command
def minutes(session: Session, given: str, sent: date | None, language: Lang | None) -> None:
    """Make the minutes as a Word document. With --sent record that their draft went out.

    Example: govtool meeting minutes 6 --as-of 2014-11-15
    """
    found = held_meeting(session, given)
    if sent is not None:
        session.apply(actions.sent(session.project, session.as_of, found, "draft", sent))
        return
    paper = minutes_paper(session.project, session.rules, session.as_of, found)
    make_paper(session, found, "minutes", paper, language)


@click.command()
@meeting_argument
@click.option("--checked-by", "checkers", multiple=True, metavar="PERSON", help="Who checked them; may be repeated.")
@click.option("--date", "day", type=options.Day(), metavar="DAY", help="When; the as-of day if not given.")
@click.option("--in", "later", metavar="MEETING", help="Record that this later meeting approved the checked minutes.")
@click.option("--item", type=int, help="Only this item, checked at once; with --in the item that approves.")
@options.write
def approve(
    session: Session, given: str, checkers: tuple[str, ...], day: date | None, later: str | None, item: int | None
) -> None:
    """Record that minutes, or one item, were checked. Freezes who decided what; or with --in, records their approval.

    Example: govtool meeting approve 6 --checked-by helka-ukonpaasi --date 2014-10-07
    """
    found = find_meeting(session, given)
    if bool(checkers) == bool(later):
        raise click.UsageError("give either --checked-by PERSON or --in MEETING")
    if later is not None:
        change = minutes_actions.approved_in(
            session.project, session.as_of, found, find_meeting(session, later), item=item
        )
    else:
        change = minutes_actions.check_minutes(
            session.project,
            session.rules,
            session.as_of,
            found,
            only=find_item(found, item) if item is not None else None,
            checkers=checkers,
            day=day or session.as_of,
        )
    session.apply(change)


@click.command()
@meeting_argument
@click.option("--to", multiple=True, required=True, help="Who got them; may be repeated.")
@click.option("--date", "day", type=options.Day(), metavar="DAY", help="When; the as-of day if not given.")
@language
@options.pdf
@options.write
def distribute(session: Session, given: str, to: tuple[str, ...], day: date | None, language: Lang | None) -> None:
    """Record to whom the checked minutes went. It is written below the seal.

    The first time the minutes are kept as they went out, in every language of the project.

    Example: govtool meeting distribute 6 --to Members --to "Regional authority" --date 2014-10-10
    """
    found, when = find_meeting(session, given), day or session.as_of
    papers = {}
    as_sealed(session, found)
    if found.checking is not None:
        then = minutes_actions.distributed(found, to, when)
        paper = minutes_paper(session.project, session.rules, session.as_of, then)
        for each in (language,) if language else session.project.facts.languages:
            path = f"minutes/issued/{paper_name(found, 'minutes', each)}"
            if f"{path}.docx" not in session.project.digests:
                papers[path] = (paper, each)
    change = minutes_actions.distribute(
        session.project, session.as_of, found, to=to, day=when, issued=issued(session, papers)
    )
    session.apply(change)


def make_paper(
    session: Session, found: Meeting, kind: str, paper: "MeetingPaper", language: Lang | None, part: str = ""
) -> None:
    """Make a document of the folder as it is, and log from what; a dry run makes none.

    *kind* is its template, *part* what it is of when not of the whole meeting.
    """
    as_sealed(session, found)
    lang = language or session.project.facts.languages[0]
    name = paper_name(found, f"{kind}-{part}" if part else kind, lang)
    if session.dry_run:
        file = str(session.output or Path("out") / f"{name}.{session.document or 'docx'}")
        click.echo(session.words.say("told", "would-write", {"file": file}))
        return
    make_document(session, name, paper, lang)
    templates = {path: sha for path, sha in session.project.digests.items() if path.startswith(f"templates/{kind}.")}
    made = minutes_actions.document_made(
        session.project, session.as_of, found, action=f"meeting {kind}", templates=templates
    )
    session.apply(made)
    said = found.replace(item=()) if kind == "attendance" else found
    tell_problems(untranslated(session.project, said, lang, minutes=kind in ("minutes", "extract")), session.lang)


def paper_name(found: Meeting, kind: str, lang: Lang) -> str:
    """Return the name of a paper's file without its ending.

    The agenda of a moved meeting is another one, and so are minutes that were corrected.
    """
    again = {"agenda": len(found.moved), "minutes": sum(event.kind == "corrected" for event in found.event)}
    return f"{found.id}-{kind}{f'-{again[kind] + 1}' if again.get(kind) else ''}-{lang}"
