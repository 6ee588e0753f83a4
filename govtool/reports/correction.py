"""Corrections of checked minutes: events below the seal that say what stood and what stands now.

The record itself never changes. A correction is decided by a later meeting of the body, in an item, or by
somebody else on a power that is named.
"""

from collections.abc import Iterator
from datetime import date

from govtool.domain.item import Item
from govtool.domain.meeting import Meeting, MeetingEvent
from govtool.domain.project import Project, meeting_file
from govtool.domain.wording import LocalText, Wording
from govtool.problems import Place, Problem, error
from govtool.reports.table import Say


def corrections(meeting: Meeting, as_of: date, item: int | None = None) -> tuple[MeetingEvent, ...]:
    """Return what was corrected by *as_of*, the earliest first; with *item* in that item only."""
    found = (each for each in meeting.event if each.kind == "corrected" and each.date <= as_of)
    return tuple(sorted((e for e in found if item in (None, e.item)), key=lambda each: each.date))


def corrected_in(project: Project, later: Meeting, item: Item, as_of: date) -> Iterator[tuple[Meeting, MeetingEvent]]:
    """Yield what *item* of *later* corrected, with the meeting whose minutes it corrected."""
    for meeting in project.meetings:
        for event in corrections(meeting, as_of):
            if (event.meeting, event.decided_item) == (later.id, item.number):
                yield meeting, event


def corrected_between(project: Project, meeting: Meeting, as_of: date) -> Iterator[tuple[Meeting, MeetingEvent]]:
    """Yield what others than *meeting* corrected in its body's minutes since the meeting before it."""
    before = project.meeting_before(meeting, as_of)
    if before is None:
        return
    for each in project.meetings:
        for event in corrections(each, as_of) if each.body == meeting.body and each.date < meeting.date else ():
            if event.meeting is None and before.date < event.date <= meeting.date:
                yield each, event


def deciding_items(later: Meeting, concern: str, item: int | None = None) -> list[int]:
    """Return the items in which the body approved *concern*, or *item* alone when it says of no other matter."""
    return [
        each.number
        for each in later.item
        if (concern in each.concerns or (each.number == item and not each.concerns))
        and item in (None, each.number)
        and any(decision.by == "body" and decision.kind.startswith("approved") for decision in each.decisions)
    ]


def texts_of(item: Item) -> Iterator[str]:
    """Yield every text of an item, in every language."""
    texts = (item.title, item.background, item.proposal, item.discussion, *(each.text for each in item.decisions))
    return (spoken for text in texts for spoken in _spoken(text))


def correction_problems(
    project: Project, as_of: date, meeting: Meeting, event: MeetingEvent, place: Place
) -> Iterator[Problem]:
    """Yield why a correction does not hold.

    Problems: minutes-not-checked, correction-early, item-unknown, correction-words, correction-power,
    meeting-not-held, approval-not-decided.
    """
    item = meeting.item_numbered(event.item or 0)
    if item is None:
        yield error("item-unknown", place, item=event.item)
        return
    checked = meeting.checked_on(item)
    if checked is None:
        yield error("minutes-not-checked", place, number=meeting.label)
    elif event.date < checked:
        yield error("correction-early", place, day=event.date, checked=checked)
    if not any(text and text in said for text in _spoken(event.stood) for said in texts_of(item)) or not event.stands:
        yield error("correction-words", place, item=item.number, stood=event.stood)
    if event.meeting is None:
        if not event.decider or not event.power:
            yield error("correction-power", place)
        return
    later = project.meeting(event.meeting)
    if later is not None and not later.held_by(as_of):
        yield error("meeting-not-held", Place(meeting_file(later.id)), number=later.label, day=later.date)
    elif later is not None and not deciding_items(later, f"meeting:{meeting.id}", event.decided_item):
        yield error("approval-not-decided", Place(meeting_file(later.id)), concern=f"meeting:{meeting.id}")


def correcting_said(meeting: Meeting, event: MeetingEvent) -> Say:
    """Say in the papers of another meeting what was corrected in those of *meeting*."""
    said = {"number": meeting.label, "item": event.item, "day": event.date}
    words = {"stood": event.stood, "stands": event.stands, "decider": event.decider, "power": event.power}
    return Say("corrects" if event.meeting else "corrected-since", {**said, **words})


def correction_said(project: Project, event: MeetingEvent) -> Say:
    """Say what stood, what stands, and who decided so, for a note below a report."""
    said = {"item": event.item, "day": event.date, "stood": event.stood, "stands": event.stands}
    later = project.meeting(event.meeting) if event.meeting else None
    if later is not None:
        return Say("corrected-in", {**said, "number": later.label, "decided": event.decided_item})
    return Say("corrected-by", {**said, "decider": event.decider, "power": event.power})


def _spoken(text: LocalText | None) -> Iterator[str]:
    each = (text.fi, text.sv, text.en) if isinstance(text, Wording) else (text,)
    return (spoken for spoken in each if spoken is not None)
