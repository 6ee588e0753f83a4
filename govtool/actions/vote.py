"""Votes, motions and dissents of an item, as changes of the meeting's file."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal

from govtool.actions.meeting import cancelled, computed_from, in_future, refuse
from govtool.domain.change import AddRecord, Change, SetValue
from govtool.domain.item import Item
from govtool.domain.meeting import Meeting
from govtool.domain.project import Project, meeting_file
from govtool.domain.vote import Dissent, Motion, Vote
from govtool.problems import Place, Problem, error
from govtool.reports.table import Say
from govtool.reports.vote import vote_problems
from govtool.rules.rulebook import Rulebook

Recorded = Literal["decision", "vote", "motion", "dissent", "action"]
KEPT_UNDER: Mapping[Recorded, str] = {
    "decision": "decisions",
    "vote": "vote",
    "motion": "motion",
    "dissent": "dissent",
    "action": "action",
}
"""What commands record in an item, and its key there."""


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
    problems = [*cancelled(meeting), *in_future(meeting.date, as_of), *_frozen(meeting, item)]
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


def take_back(project: Project, as_of: date, meeting: Meeting, item: Item, *, what: Recorded) -> Change:
    """Take away the last of *what* was recorded in *item*.

    Problems: minutes-already-checked, item-checked, nothing-to-take-back.
    """
    file, keys = meeting_file(meeting.id), ("item", meeting.item.index(item), KEPT_UNDER[what])
    kept: tuple[Any, ...] = getattr(item, KEPT_UNDER[what])
    problems = [*_frozen(meeting, item)]
    if not kept:
        at = project.places.of(file, "item", meeting.item.index(item))
        problems.append(error("nothing-to-take-back", at, item=item.number, what=Say(f"recorded-{what}")))
    refuse(*problems)
    return Change(
        action="meeting take-back",
        as_of=as_of,
        computed_from=computed_from(project, meeting.id),
        edits=(SetValue(file, (*keys, len(kept) - 1), None),),
        about=meeting.id,
        told=(("taken-back", {"item": item.number, "what": Say(f"recorded-{what}")}),),
    )


def _frozen(meeting: Meeting, item: Item) -> Iterator[Problem]:
    place = Place(meeting_file(meeting.id))
    if meeting.checking is not None:
        yield error("minutes-already-checked", place, day=meeting.checking.date)
    elif item.checking is not None:
        yield error("item-checked", place, item=item.number, day=item.checking.date)


def _told(project: Project, item: Item, what: Vote | Motion | Dissent) -> Mapping[str, object]:
    if isinstance(what, Vote):
        said = {"for": what.votes_for, "against": what.votes_against, "blank": what.votes_blank}
        result = Say("vote-carried" if what.carried else "vote-lost")
        return {"item": item.number, **said, "result": result}
    person = what.by if isinstance(what, Motion) else what.person
    return {"item": item.number, "person": project.groups.name_of(person)}
