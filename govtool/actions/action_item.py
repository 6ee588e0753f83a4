"""Actions that a meeting agrees on, with owner and day, and their closing, as changes of the meeting's file."""

from datetime import date

from govtool.actions.meeting import cancelled, computed_from, in_future, refuse
from govtool.domain.change import AddRecord, Change
from govtool.domain.item import Action, Item
from govtool.domain.meeting import Meeting
from govtool.domain.project import Project, meeting_file
from govtool.problems import Place, error
from govtool.reports.decision import Agreed


def agree(project: Project, as_of: date, meeting: Meeting, item: Item, *, owner: str, text: str, due: date) -> Change:
    """Record that *owner* does what *text* says by *due*.

    Problems: meeting-cancelled, day-in-future, minutes-already-checked, person-unknown, action-due-early.
    """
    file = meeting_file(meeting.id)
    problems = [*cancelled(meeting), *in_future(meeting.date, as_of)]
    if meeting.checking is not None:
        problems.append(error("minutes-already-checked", Place(file), day=meeting.checking.date))
    if project.groups.person_of(owner) is None:
        problems.append(error("person-unknown", None, person=owner))
    if due < meeting.date:
        problems.append(error("action-due-early", Place(file), due=due, day=meeting.date))
    refuse(*problems)
    action = Action(text=text, owner=owner, due=due)
    ref = f"{project.reference(meeting)}/{item.number}/{len(item.action) + 1}"
    told = {"ref": ref, "owner": project.groups.name_of(owner)}
    return Change(
        action="meeting action",
        as_of=as_of,
        computed_from=computed_from(project, meeting.id),
        edits=(AddRecord(file, ("item", meeting.item.index(item), "action"), action.model_dump()),),
        about=meeting.id,
        told=(("action-agreed", {**told, "due": due}),),
    )


def close(project: Project, as_of: date, agreed: Agreed, *, day: date) -> Change:
    """Record below the seal that an action was done on *day*.

    Problems: minutes-not-checked, action-closed-already, day-in-future.
    """
    meeting, place = agreed.meeting, Place(meeting_file(agreed.meeting.id))
    problems = [*in_future(day, as_of)]
    if meeting.checking is None:
        problems.append(error("minutes-not-checked", place, number=meeting.label))
    if agreed.closed is not None:
        problems.append(error("action-closed-already", place, ref=agreed.ref, day=agreed.closed))
    refuse(*problems)
    event = {"kind": "action-closed", "date": day, "item": agreed.item.number, "action": agreed.number}
    return Change(
        action="decisions close",
        as_of=as_of,
        computed_from=computed_from(project, meeting.id),
        edits=(AddRecord(meeting_file(meeting.id), ("event",), event),),
        about=meeting.id,
        told=(("action-closed", {"ref": agreed.ref, "day": day}),),
    )
