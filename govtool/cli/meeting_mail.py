"""`govtool meeting mail`: drafts of the mails by which the papers of a meeting go out, one a distribution list."""

from collections.abc import Iterator
from typing import get_args

import click

from govtool.cli import options
from govtool.cli.document import document, language
from govtool.cli.meeting_paper import as_sealed, find_meeting, held_meeting, meeting_argument, paper_name
from govtool.cli.session import Session, tell_problems
from govtool.domain.distribution import Distribution, MailedPaper
from govtool.domain.meeting import Meeting
from govtool.domain.project import meeting_file
from govtool.domain.wording import in_language
from govtool.problems import GovtoolError, Place, Problem, error, warning
from govtool.render.amounts import Lang
from govtool.render.calendar_file import invitation
from govtool.render.mail import DOCX, Attachment, Receiver
from govtool.render.meeting_mail import meeting_mail
from govtool.render.words import Words
from govtool.reports.agenda import agenda_paper
from govtool.reports.annex import annex_problems
from govtool.reports.distribution import organiser, reached, recipients, unreachable
from govtool.reports.event import meeting_event
from govtool.reports.minutes import minutes_paper


@click.command()
@meeting_argument
@click.argument("paper", type=click.Choice(get_args(MailedPaper)))
@click.option("--list", "chosen", metavar="LIST", help="Only this distribution list.")
@language
@options.files
def mail(session: Session, given: str, paper: MailedPaper, chosen: str | None, language: Lang | None) -> None:
    """Write a mail draft for each distribution list of a PAPER. With what belongs to it attached.

    Example: govtool meeting mail 8 call --as-of 2014-11-15
    """
    found = held_meeting(session, given) if paper in ("draft", "minutes") else find_meeting(session, given)
    as_sealed(session, found)
    if paper == "minutes" and found.checking is None:
        raise GovtoolError(error("minutes-not-checked", Place(meeting_file(found.id)), number=found.label))
    words = Words(language or session.project.facts.languages[0])
    body = session.project.groups.body_of(found.body)
    drafts: dict[str, bytes] = {}
    problems: list[Problem] = []
    papers = () if paper == "call" else tuple(_papers(session, found, paper, problems))
    for listed in _lists(session, found, paper, chosen):
        people = recipients(session.project, listed, found.date)
        problems += unreachable(people)
        to = reached(people)
        attached = (calendar_entry(session, found, to, words),) if paper == "call" else papers
        content = meeting_mail(found, body.name if body else found.body, paper, words, to=to, attachments=attached)
        other = "" if words.lang == session.project.facts.languages[0] else f"-{words.lang}"
        drafts[f"{found.id}-{paper}-{listed.id}{other}.eml"] = content
    session.write_files("mail", drafts)
    tell_problems((each for i, each in enumerate(problems) if each not in problems[:i]), session.lang)


def _lists(session: Session, found: Meeting, paper: MailedPaper, chosen: str | None) -> tuple[Distribution, ...]:
    """Return the lists by which *paper* goes out, or the *chosen* one; `list-unknown` when there is none."""
    lists = session.project.groups.distributions_of(found.body, paper)
    picked = tuple(each for each in lists if chosen in (None, each.id))
    if not picked:
        raise GovtoolError(error("list-unknown", None, given=chosen or paper, known=[each.id for each in lists]))
    return picked


def calendar_entry(session: Session, found: Meeting, to: tuple[Receiver, ...], words: Words) -> Attachment:
    """Return the calendar entry of a meeting as its secretary sends it to those invited."""
    sender = organiser(session.project, found.body, found.date)
    from_ = (sender.name, sender.mail) if sender is not None and sender.mail is not None else None
    return invitation(meeting_event(session.project, found, session.as_of), words, session.as_of, from_, to)


def _papers(session: Session, found: Meeting, paper: MailedPaper, problems: list[Problem]) -> Iterator[Attachment]:
    """Yield what goes with *paper*: the document in every language, or the files of annexes.

    With late items that the members have not been told of, the agenda is the supplementary one.
    """
    project, rules = session.project, session.rules
    if paper == "annexes":
        yield from _annexes(session, found, problems)
    elif paper == "agenda":
        made = agenda_paper(project, rules, found, supplement=bool(found.untold))
        kind = f"agenda-{found.supplement}" if found.untold else "agenda"
        for lang in project.facts.languages:
            name = f"{paper_name(found, kind, lang)}.docx"
            sent = session.root / "minutes" / "issued" / name
            yield Attachment(name, sent.read_bytes() if sent.is_file() else document(session, made, lang), DOCX)
    else:
        told = minutes_paper(project, rules, session.as_of, found)
        for lang in project.facts.languages:
            yield Attachment(f"{paper_name(found, 'minutes', lang)}.docx", document(session, told, lang), DOCX)


def _annexes(session: Session, found: Meeting, problems: list[Problem]) -> Iterator[Attachment]:
    wrong = [problem for item in found.item for problem in annex_problems(session.project, found, item)]
    if wrong:
        raise GovtoolError(*wrong)
    for i, item in enumerate(found.item):
        for j, annex in enumerate(item.annexes):
            content = session.snapshot.files.get(f"minutes/annexes/{annex.file}")
            if content is None:
                place = session.project.places.of(meeting_file(found.id), "item", i, "annexes", j)
                title = in_language(annex.title, session.lang)
                problems.append(warning("annex-without-file", place, title=title, item=item.number))
            else:
                yield Attachment(str(annex.file).rpartition("/")[2], content)
