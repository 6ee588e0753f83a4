"""Checking of minutes, which freezes what was decided and by whom; approval by a later meeting; distribution."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from govtool.actions.meeting import annex_digests, computed_from, in_future, refuse
from govtool.domain.change import AddRecord, Change, Edit, PutFile, Seal, SetValue
from govtool.domain.item import Item
from govtool.domain.meeting import Meeting, MeetingEvent
from govtool.domain.project import BUDGET_TOML, Project, meeting_file
from govtool.domain.wording import in_language
from govtool.problems import Place, Problem, error
from govtool.reports.annex import annex_problems
from govtool.reports.attendance import attendance_problems
from govtool.reports.correction import deciding_items
from govtool.reports.decided import decided_digest
from govtool.reports.late_item import consent_problems
from govtool.reports.quorum import chair_elected_problems, quorum, quorum_problems
from govtool.reports.reporting import body_name
from govtool.reports.vote import contradiction_problems, vote_problems
from govtool.reports.written_procedure import settled_problems
from govtool.rules.rulebook import Rulebook

_NOTHING: Mapping[str, bytes] = MappingProxyType({})


def check_minutes(
    project: Project,
    rules: Rulebook,
    as_of: date,
    meeting: Meeting,
    *,
    checkers: Sequence[str],
    day: date,
    only: Item | None = None,
) -> Change:
    """Record that the minutes were checked by *checkers* on *day*, freeze every roster and seal the file.

    With *only*, that item alone was checked at once, in the meeting: its roster is frozen, the file stays open.
    Problems: minutes-already-checked, item-checked, meeting-not-held, quorum-missing, decision-missing,
    person-unknown, checker-absent, day-in-future, checked-before-meeting, and every error that `check` finds in it.
    """
    problems = [*_checked_already(project, meeting, only)]
    if not problems:
        problems += _not_ready(project, rules, as_of, meeting, only)
        problems += [*_unfit(project, meeting, checkers, day), *in_future(day, as_of)]
    refuse(*problems)
    file = meeting_file(meeting.id)
    keys: tuple[str | int, ...] = ("checking",) if only is None else ("item", meeting.item.index(only), "checking")
    fresh = (only,) if only is not None else tuple(item for item in meeting.item if item.checking is None)
    sealed = (Seal(file, as_of),) if only is None else ()
    told: tuple[str, Mapping[str, object]] = ("minutes-checked", {"number": meeting.label, "day": day})
    if only is not None:
        told = ("item-checked", {"number": meeting.label, "item": only.number, "day": day})
    annexes = {path: sha for path, sha in project.digests.items() if path.startswith("minutes/annexes/")}
    return Change(
        action="meeting approve",
        as_of=as_of,
        computed_from={**computed_from(project, meeting.id), **_budget(project), **annexes},
        edits=(
            *(edit for item in fresh for edit in _frozen(project, rules, meeting, item)),
            SetValue(file, (*keys, "by"), list(checkers)),
            SetValue(file, (*keys, "date"), day),
            *sealed,
        ),
        about=meeting.id,
        told=(told,),
    )


def _checked_already(project: Project, meeting: Meeting, only: Item | None) -> Iterator[Problem]:
    if meeting.checking is not None:
        place = project.places.of(meeting_file(meeting.id), "checking")
        yield error("minutes-already-checked", place, day=meeting.checking.date)
    elif only is not None and only.checking is not None:
        place = project.places.of(meeting_file(meeting.id), "item", meeting.item.index(only))
        yield error("item-checked", place, item=only.number, day=only.checking.date)


def distributed(meeting: Meeting, to: Sequence[str], day: date) -> Meeting:
    """Return *meeting* as it is when its minutes have gone out on *day*."""
    events = (MeetingEvent(kind="distributed", date=day, to=receiver) for receiver in to)
    return meeting.replace(event=(*meeting.event, *events))


def distribute(
    project: Project,
    as_of: date,
    meeting: Meeting,
    *,
    to: Sequence[str],
    day: date,
    issued: Mapping[str, bytes] = _NOTHING,
) -> Change:
    """Record below the seal to whom the checked minutes went on *day*; *issued* is kept as it went out.

    Problems: minutes-not-checked, distributed-early, day-in-future.
    """
    place = Place(meeting_file(meeting.id))
    problems = [*in_future(day, as_of)]
    if meeting.checking is None:
        problems.append(error("minutes-not-checked", place, number=meeting.label))
    elif day < meeting.checking.date:
        problems.append(error("distributed-early", place, day=day, checked=meeting.checking.date))
    refuse(*problems)
    added = distributed(meeting, to, day).event[len(meeting.event) :]
    receivers = [body_name(project, each) for each in to]
    return Change(
        action="meeting distribute",
        as_of=as_of,
        computed_from=computed_from(project, meeting.id),
        edits=(
            *(AddRecord(meeting_file(meeting.id), ("event",), event.model_dump(exclude_none=True)) for event in added),
            *(PutFile(path, content) for path, content in issued.items()),
        ),
        about=meeting.id,
        told=(("minutes-distributed", {"number": meeting.label, "to": receivers, "day": day}),),
    )


def _not_ready(
    project: Project, rules: Rulebook, as_of: date, meeting: Meeting, only: Item | None
) -> Iterator[Problem]:
    """Yield why the minutes, or *only* one item of them, cannot be checked yet."""
    file = meeting_file(meeting.id)
    if not meeting.held_by(as_of):
        yield error("meeting-not-held", Place(file), number=meeting.label, day=meeting.date)
        return
    items = meeting.item if only is None else (only,)
    yield from attendance_problems(project, meeting)
    yield from quorum_problems(project, rules, meeting, items)
    for item in items:
        yield from settled_problems(project, rules, meeting, item)
        yield from chair_elected_problems(project, rules, meeting, item)
        yield from vote_problems(project, rules, meeting, item)
        yield from contradiction_problems(project, meeting, item)
        could = quorum(project, rules, meeting, item.number).quorate
        yield from consent_problems(project, meeting, item)
        yield from annex_problems(project, meeting, item)
        if could and item.kind in ("decision", "election") and not item.decisions and not item.needs_consent:
            yield error("decision-missing", project.places.of(file, "item", meeting.item.index(item)), item=item.number)


def _unfit(project: Project, meeting: Meeting, checkers: Sequence[str], day: date) -> Iterator[Problem]:
    there = {each.person for each in meeting.attendance}
    for person in checkers:
        if project.groups.person_of(person) is None:
            yield error("person-unknown", None, person=person)
        elif there and person not in there:
            yield error("checker-absent", Place(meeting_file(meeting.id)), person=project.groups.name_of(person))
    if day < meeting.date:
        yield error("checked-before-meeting", Place(meeting_file(meeting.id)), checked=day, day=meeting.date)


def _frozen(project: Project, rules: Rulebook, meeting: Meeting, item: Item) -> Iterator[Edit]:
    """Yield what is written into an item: rosters, what was decided, digests of the annexes."""
    file, i = meeting_file(meeting.id), meeting.item.index(item)
    found = quorum(project, rules, meeting, item.number)
    rule = f"{found.rule_name} {found.rule.value}: {in_language(found.rule.source, 'en')}"
    roster = {"counted": list(found.counted), "needed": found.needed, "rule": rule}
    decided = decided_digest(project, item)
    for j, decision in enumerate(item.decisions):
        if decision.by == "body":
            if decided is not None:
                yield SetValue(file, ("item", i, "decisions", j, "decided_sha256"), decided)
            yield SetValue(file, ("item", i, "decisions", j, "roster"), roster)
    yield from annex_digests(project, meeting, item)


def approved_in(project: Project, as_of: date, meeting: Meeting, later: Meeting, *, item: int | None = None) -> Change:
    """Record below the seal that a later meeting approved the checked minutes, in the item that concerns them.

    Problems: minutes-not-checked, meeting-not-held, approval-not-decided, minutes-already-approved.
    """
    concern = f"meeting:{meeting.id}"
    decided = deciding_items(later, concern, item)
    place, problems = Place(meeting_file(meeting.id)), []
    if meeting.checking is None:
        problems.append(error("minutes-not-checked", place, number=meeting.label))
    if any(event.kind == "approved" for event in meeting.event):
        problems.append(error("minutes-already-approved", place, number=meeting.label))
    if not later.held_by(as_of):
        problems.append(error("meeting-not-held", Place(meeting_file(later.id)), number=later.label, day=later.date))
    elif not decided:
        problems.append(error("approval-not-decided", Place(meeting_file(later.id)), concern=concern))
    refuse(*problems)
    event = {"kind": "approved", "date": later.date, "meeting": later.id, "item": decided[0]}
    return Change(
        action="meeting approve",
        as_of=as_of,
        computed_from={**computed_from(project, meeting.id), **computed_from(project, later.id)},
        edits=(AddRecord(meeting_file(meeting.id), ("event",), event),),
        about=meeting.id,
        told=(("minutes-approved", {"number": meeting.label, "later": later.label, "item": decided[0]}),),
    )


def document_made(
    project: Project, as_of: date, meeting: Meeting, *, action: str, templates: Mapping[str, str]
) -> Change:
    """Return a change that writes nothing but the log line: a document was made, from what."""
    made_from = {**computed_from(project, meeting.id), **templates}
    return Change(action, as_of, {}, (), about=meeting.id, made_from=made_from)


def _budget(project: Project) -> Mapping[str, str]:
    return {BUDGET_TOML: project.digests[BUDGET_TOML]} if BUDGET_TOML in project.digests else {}
