"""Votes, motions and dissents of an item, as changes of the meeting's file."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from govtool.actions.meeting import cancelled, computed_from, in_future, refuse
from govtool.domain.change import AddRecord, Change
from govtool.domain.item import Item
from govtool.domain.meeting import Meeting
from govtool.domain.project import Project, meeting_file
from govtool.domain.vote import Dissent, Motion, Vote
from govtool.problems import Place, error
from govtool.reports.table import Say
from govtool.reports.vote import vote_problems
from govtool.rules.rulebook import Rulebook


def record(
    project: Project, rules: Rulebook, as_of: date, meeting: Meeting, *, item: Item, what: Vote | Motion | Dissent
) -> Change:
    """Record a vote, a motion or a dissent in *item*.

    Problems: meeting-cancelled, day-in-future, minutes-already-checked, item-checked, and those of `vote_problems`.
    """
    file, index = meeting_file(meeting.id), meeting.item.index(item)
    key = type(what).__name__.lower()
    kept: tuple[Any, ...] = getattr(item, key)
    after = item.replace(**{key: (*kept, what)})
    whole = meeting.replace(item=(*meeting.item[:index], after, *meeting.item[index + 1 :]))
    problems = [*cancelled(meeting), *in_future(meeting.date, as_of)]
    if meeting.checking is not None:
        problems.append(error("minutes-already-checked", Place(file), day=meeting.checking.date))
    elif item.checking is not None:
        problems.append(error("item-checked", Place(file), item=item.number, day=item.checking.date))
    refuse(*problems, *vote_problems(project, rules, whole, after))
    data = what.model_dump(exclude_none=True, exclude_defaults=True)
    return Change(
        action=f"meeting {key}",
        as_of=as_of,
        computed_from=computed_from(project, meeting.id),
        edits=(AddRecord(file, ("item", index, key), data),),
        about=meeting.id,
        told=((f"meeting-{key}", _told(project, item, what)),),
    )


def _told(project: Project, item: Item, what: Vote | Motion | Dissent) -> Mapping[str, object]:
    if isinstance(what, Vote):
        said = {"for": what.votes_for, "against": what.votes_against, "blank": what.votes_blank}
        result = Say("vote-carried" if what.carried else "vote-lost")
        return {"item": item.number, **said, "needed": what.needed, "result": result}
    person = what.by if isinstance(what, Motion) else what.person
    return {"item": item.number, "person": project.groups.name_of(person)}
