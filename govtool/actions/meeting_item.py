"""The agenda of a meeting by command: items, and who takes no part in some of them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from govtool.actions.meeting import cancelled, computed_from, in_future, refuse
from govtool.domain.change import AddRecord, Change, PutFile, SetValue
from govtool.domain.item import Consent, Item, ItemKind, LateItem
from govtool.domain.meeting import Dispute, Meeting
from govtool.domain.project import Project, meeting_file
from govtool.problems import Place, Problem, error
from govtool.reports.numbering import next_item
from govtool.reports.quorum import item_quorum_problems
from govtool.reports.table import Say
from govtool.rules.rulebook import Rulebook


def add_item(
    project: Project,
    rules: Rulebook,
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
    """Add the next item to the agenda of *meeting*; one that comes after the agenda went out is a late item.

    Problems: meeting-cancelled, minutes-already-checked, person-unknown.
    """
    file = meeting_file(meeting.id)
    problems = [*cancelled(meeting), *_sealed(meeting)]
    if presenter is not None and project.groups.person_of(presenter) is None:
        problems.append(error("person-unknown", None, person=presenter))
    refuse(*problems)
    item = Item(
        number=next_item(project, rules, meeting),
        kind=kind,
        title=title,
        background=background,
        proposal=proposal,
        presenter=presenter,
        concerns=tuple(concerns),
        late=LateItem(added=min(as_of, meeting.date)) if meeting.sent.agenda is not None else None,
    )
    key = "meeting-item" if item.late is None else "meeting-late-item"
    return Change(
        action="meeting item",
        as_of=as_of,
        computed_from=computed_from(project, meeting.id),
        edits=(AddRecord(file, ("item",), item.model_dump(exclude_none=True, exclude_defaults=True)),),
        about=meeting.id,
        told=((key, {"number": meeting.label, "item": item.number, "title": title}),),
    )


def supplement_sent(
    project: Project, as_of: date, meeting: Meeting, day: date, *, issued: Mapping[str, bytes]
) -> Change:
    """Record that a supplementary agenda told the members of the late items on *day*; *issued* is kept as it went out.

    Problems: meeting-cancelled, day-in-future, sent-after-meeting, supplement-empty.
    """
    file = meeting_file(meeting.id)
    told = [i for i, item in enumerate(meeting.item) if item.number in meeting.untold]
    problems = [*cancelled(meeting), *in_future(day, as_of)]
    if day > meeting.date:
        problems.append(error("sent-after-meeting", Place(file), sent=day, day=meeting.date))
    if not told:
        problems.append(error("supplement-empty", Place(file), number=meeting.label))
    refuse(*problems)
    return Change(
        action="meeting supplement",
        as_of=as_of,
        computed_from=computed_from(project, meeting.id),
        edits=(
            *(SetValue(file, ("item", i, "late", "sent"), day) for i in told),
            *(PutFile(path, content) for path, content in issued.items()),
        ),
        about=meeting.id,
        made_from=computed_from(project, meeting.id),
        told=(("meeting-sent", {"paper": Say("paper-supplement"), "day": day, "number": meeting.label}),),
    )


def consent(project: Project, rules: Rulebook, as_of: date, meeting: Meeting, item: Item, *, answer: Consent) -> Change:
    """Record whether the meeting consents to decide an *item* that came late.

    Problems: meeting-cancelled, minutes-already-checked, day-in-future, item-not-late, quorum-missing, chair-required.
    """
    file, index = meeting_file(meeting.id), meeting.item.index(item)
    problems = [*cancelled(meeting), *_sealed(meeting), *in_future(meeting.date, as_of)]
    if item.late is None:
        problems.append(error("item-not-late", project.places.of(file, "item", index), item=item.number))
    else:
        problems += item_quorum_problems(project, rules, meeting, item)
    refuse(*problems)
    return Change(
        action="meeting consent",
        as_of=as_of,
        computed_from=computed_from(project, meeting.id),
        edits=(SetValue(file, ("item", index, "late", "consent"), answer),),
        about=meeting.id,
        told=((f"consent-{answer}", {"item": item.number}),),
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
