"""The agenda of a meeting by command: items, and who takes no part in some of them."""

from collections.abc import Iterator, Sequence
from datetime import date

from govtool.actions.meeting import cancelled, computed_from, refuse
from govtool.domain.change import AddRecord, Change
from govtool.domain.meeting import Dispute, Item, ItemKind, Meeting
from govtool.domain.project import Project, meeting_file
from govtool.problems import Place, Problem, error


def add_item(
    project: Project,
    as_of: date,
    meeting: Meeting,
    *,
    kind: ItemKind,
    title: str,
    background: str | None = None,
    proposal: str | None = None,
    presenter: str | None = None,
    concerns: Sequence[str] = (),
) -> Change:
    """Add the next item to the agenda of *meeting*.

    Problems: meeting-cancelled, minutes-already-checked, agenda-gone, person-unknown.
    """
    file = meeting_file(meeting.id)
    problems = [*cancelled(meeting), *_sealed(meeting)]
    if meeting.sent.agenda is not None:
        problems.append(error("agenda-gone", Place(file), day=meeting.sent.agenda))
    if presenter is not None and project.groups.person_of(presenter) is None:
        problems.append(error("person-unknown", None, person=presenter))
    refuse(*problems)
    item = Item(
        number=max((each.number for each in meeting.item), default=0) + 1,
        kind=kind,
        title=title,
        background=background,
        proposal=proposal,
        presenter=presenter,
        concerns=tuple(concerns),
    )
    return Change(
        action="meeting item",
        as_of=as_of,
        computed_from=computed_from(project, meeting.id),
        edits=(AddRecord(file, ("item",), item.model_dump(exclude_none=True, exclude_defaults=True)),),
        about=meeting.id,
        told=(("meeting-item", {"number": meeting.number, "item": item.number, "title": title}),),
    )


def disqualify(
    project: Project,
    as_of: date,
    meeting: Meeting,
    *,
    person: str,
    items: Sequence[int],
    ground: str,
    dispute: Dispute | None = None,
) -> Change:
    """Record that *person* takes no part in *items*, and on what ground; after a *dispute*, how the body settled it.

    Problems: meeting-cancelled, minutes-already-checked, person-unknown, item-unknown.
    """
    file = meeting_file(meeting.id)
    problems = [*cancelled(meeting), *_sealed(meeting)]
    if project.groups.person_of(person) is None:
        problems.append(error("person-unknown", None, person=person))
    problems += [error("item-unknown", Place(file), item=n) for n in items if meeting.item_numbered(n) is None]
    refuse(*problems)
    record = {"person": person, "items": list(items), "ground": ground, "dispute": dispute}
    told = {"person": project.groups.name_of(person), "items": list(items)}
    return Change(
        action="meeting disqualify",
        as_of=as_of,
        computed_from=computed_from(project, meeting.id),
        edits=(AddRecord(file, ("disqualified",), record),),
        about=meeting.id,
        told=(("meeting-not-disqualified" if dispute == "dismissed" else "meeting-disqualify", told),),
    )


def _sealed(meeting: Meeting) -> Iterator[Problem]:
    if meeting.checking is not None:
        yield error("minutes-already-checked", Place(meeting_file(meeting.id)), day=meeting.checking.date)
