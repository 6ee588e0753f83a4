"""Replies of members in a written procedure, as changes of the meeting's file."""

from datetime import date

from govtool.actions.meeting import cancelled, computed_from, in_future, refuse
from govtool.domain.change import AddRecord, Change
from govtool.domain.meeting import Answer, Meeting, Reply
from govtool.domain.project import Project, meeting_file
from govtool.problems import Place, error
from govtool.reports.table import Say


def reply(
    project: Project, as_of: date, meeting: Meeting, *, person: str, answer: Answer, day: date, item: int | None = None
) -> Change:
    """Record what *person* replied on *day* to every item, or to one; a later reply takes the place of an earlier.

    Problems: meeting-cancelled, not-written, minutes-already-checked, day-in-future, reply-late, person-unknown,
    attendance-without-term, item-unknown.
    """
    place = Place(meeting_file(meeting.id))
    problems = [*cancelled(meeting), *in_future(day, as_of)]
    if meeting.mode != "written":
        problems.append(error("not-written", place, number=meeting.label))
    if meeting.checking is not None:
        problems.append(error("minutes-already-checked", place, day=meeting.checking.date))
    if day > meeting.date:
        problems.append(error("reply-late", place, day=day, due=meeting.date))
    name, seat = project.groups.name_of(person), project.groups.seat_on(meeting.body, person, meeting.date)
    if project.groups.person_of(person) is None:
        problems.append(error("person-unknown", None, person=person))
    elif seat is None:
        problems.append(error("attendance-without-term", place, person=name, day=meeting.date))
    if item is not None and meeting.item_numbered(item) is None:
        problems.append(error("item-unknown", place, item=item))
    refuse(*problems)
    record = Reply(person=person, date=day, answer=answer, item=item)
    told = {"person": name, "answer": Say(f"answer-{answer}"), "day": day}
    return Change(
        action="meeting reply",
        as_of=as_of,
        computed_from=computed_from(project, meeting.id),
        edits=(AddRecord(meeting_file(meeting.id), ("reply",), record.model_dump(exclude_none=True)),),
        about=meeting.id,
        told=(("meeting-reply", told),),
    )
