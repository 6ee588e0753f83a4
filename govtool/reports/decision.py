"""The register of decisions across meetings, one decision with all that belongs to it, and the actions agreed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from govtool.domain.item import Action, Item
from govtool.domain.meeting import Meeting
from govtool.domain.project import Project
from govtool.domain.vote import Vote
from govtool.domain.wording import LocalText
from govtool.reports.correction import correction_said, corrections, texts_of
from govtool.reports.table import Column, Row, Say, Table

LIST_COLUMNS = (
    Column("ref"),
    Column("date", "date"),
    Column("title"),
    Column("kind", "word"),
    Column("outcome"),
    Column("effective", "date"),
)
SHOW_COLUMNS = (Column("what", "word"), Column("outcome"))
ACTION_COLUMNS = (
    Column("ref"),
    Column("what"),
    Column("who"),
    Column("due", "date"),
    Column("closed", "date"),
    Column("days-left", "integer"),
)


@dataclass(frozen=True, slots=True)
class Agreed:
    """An action of an item: its reference `MEETING/ITEM/N`, and when it was closed by the as-of day."""

    ref: str
    meeting: Meeting
    item: Item
    number: int
    action: Action
    closed: date | None

    def overdue(self, as_of: date) -> bool:
        """Tell whether it should have been done before *as_of* and is not."""
        return self.closed is None and self.action.due < as_of


def actions(project: Project, as_of: date) -> Iterator[Agreed]:
    """Yield the actions of every meeting held by *as_of*, those of the earliest meeting first."""
    for meeting in project.meetings:
        for item in meeting.item if meeting.held_by(as_of) else ():
            for number, action in enumerate(item.action, 1):
                closed = [
                    event.date
                    for event in meeting.event
                    if (event.kind, event.item, event.action) == ("action-closed", item.number, number)
                    and event.date <= as_of
                ]
                ref = f"{project.reference(meeting)}/{item.number}/{number}"
                yield Agreed(ref, meeting, item, number, action, min(closed, default=None))


def decisions_table(project: Project, as_of: date, body: str, search: str = "", of: Meeting | None = None) -> Table:
    """Show every decision of *body* told in its meetings held by *as_of*.

    *search* keeps those that say the words, *of* those of one meeting. What was corrected in an item is told with it.
    """
    rows = []
    for meeting in project.meetings:
        wanted = meeting.body == body and of in (None, meeting) and meeting.held_by(as_of)
        for item in meeting.item if wanted else ():
            if not _says(item, search):
                continue
            checked = meeting.checked_on(item)
            effective = checked if checked is not None and checked <= as_of else None
            for decision in item.decisions:
                cells = (Say("local", {"text": item.title}), Say(f"decision-{decision.kind}"))
                text = Say("local", {"text": decision.text})
                for event in corrections(meeting, as_of, item.number):
                    said = {"text": text, "day": event.date, "stood": event.stood, "stands": event.stands}
                    text = Say("text-corrected", said)
                rows.append(Row((f"{project.reference(meeting)}/{item.number}", meeting.date, *cells, text, effective)))
    title = Say("decisions-found", {"search": search}) if search else Say("decisions")
    if of is not None and not search:
        title = Say("decisions-of", {"number": of.label, "day": of.date})
    return Table("decisions", as_of, title, LIST_COLUMNS, tuple(rows), (Say("decisions-count", {"count": len(rows)}),))


def decision_table(project: Project, as_of: date, meeting: Meeting, item: Item) -> Table:
    """Show an item as it was handled.

    Background, proposal, discussion, motions, votes, decisions, dissents, what it concerns, its actions.
    """
    said: list[tuple[str, LocalText | None]] = [
        ("item-background", item.background),
        ("item-proposal", item.proposal),
        ("item-discussion-text", item.discussion),
    ]
    rows = [Row((Say(key), Say("local", {"text": text}))) for key, text in said if text is not None]
    name = project.groups.name_of
    for motion in item.motion:
        moved = {"person": name(motion.by), "text": motion.text, "seconded": [name(each) for each in motion.seconded]}
        rows.append(
            Row((Say("recorded-motion"), Say("motion-seconded" if motion.seconded else "motion-lapsed", moved)))
        )
    rows += [Row((Say("recorded-vote"), _voted(vote))) for vote in item.vote]
    for each in item.decisions:
        told = {"kind": Say(f"decision-{each.kind}"), "by": Say(f"by-{each.by}"), "text": each.text}
        rows.append(Row((Say("item-decided"), Say("decided", told))))
    for dissent in item.dissent:
        said_by = {"person": name(dissent.person), "reason": dissent.reason}
        rows.append(Row((Say("recorded-dissent"), Say("dissented", said_by))))
    rows += [Row((Say("item-concerns"), concern)) for concern in item.concerns]
    for agreed in actions(project, as_of):
        if agreed.meeting == meeting and agreed.item == item:
            rows.append(Row((Say("item-action"), _told(project, agreed))))
    corrected = tuple(correction_said(project, event) for event in corrections(meeting, as_of, item.number))
    checked = meeting.checked_on(item)
    known = checked is not None and checked <= as_of
    note = Say("decision-effective", {"day": checked}) if known else Say("decision-unchecked")
    ref = f"{project.reference(meeting)}/{item.number}"
    title = Say("decision", {"ref": ref, "title": item.title, "day": meeting.date})
    return Table("decision", as_of, title, SHOW_COLUMNS, tuple(rows), (note, *corrected))


def actions_table(project: Project, as_of: date, *, closed: bool = False) -> Table:
    """Show the actions that are open on *as_of*, the first due first, or with *closed* all of them."""
    found = [each for each in actions(project, as_of) if closed or each.closed is None]
    rows = []
    for each in sorted(found, key=lambda each: each.action.due):
        left = (each.action.due - as_of).days if each.closed is None else None
        owner = project.groups.name_of(each.action.owner)
        text = Say("local", {"text": each.action.text})
        rows.append(Row((each.ref, text, owner, each.action.due, each.closed, left)))
    late = sum(each.overdue(as_of) for each in found)
    note = Say("actions-count", {"open": sum(each.closed is None for each in found), "late": late})
    return Table("actions", as_of, Say("actions"), ACTION_COLUMNS, tuple(rows), (note,))


def _told(project: Project, agreed: Agreed) -> Say:
    said = {"text": agreed.action.text, "owner": project.groups.name_of(agreed.action.owner), "due": agreed.action.due}
    return Say("action-closed", {**said, "closed": agreed.closed}) if agreed.closed else Say("action-open", said)


def _voted(vote: Vote) -> Say:
    """Say what a vote gave, and by whose vote or by lot when it was level."""
    counted = {"for": vote.votes_for, "against": vote.votes_against, "blank": vote.votes_blank}
    result = Say("vote-carried" if vote.carried else "vote-lost")
    key = f"voted-{vote.tie_by}" if vote.casting else "voted"
    return Say(key, {"question": vote.question, **counted, "result": result})


def _says(item: Item, search: str) -> bool:
    """Tell whether the item's texts hold *search* in any language, whatever the case."""
    return any(search.casefold() in text.casefold() for text in texts_of(item))
