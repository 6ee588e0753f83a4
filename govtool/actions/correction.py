"""A correction of checked minutes: a record of its own below the seal, which changes nothing above it."""

from datetime import date

from govtool.actions.meeting import computed_from, in_future, refuse
from govtool.domain.change import AddRecord, Change
from govtool.domain.meeting import Meeting, MeetingEvent
from govtool.domain.project import Project, meeting_file
from govtool.problems import GovtoolError, Place, error
from govtool.reports.correction import correction_problems, deciding_items


def correct(
    project: Project,
    as_of: date,
    meeting: Meeting,
    item: int,
    *,
    stood: str,
    stands: str,
    later: Meeting | None = None,
    decided_item: int | None = None,
    decider: str | None = None,
    power: str | None = None,
    day: date,
) -> Change:
    """Record that *stood* in an item reads *stands*: decided in an item of *later*, else by *decider* on a *power*.

    Problems: correction-twice, those of `correction_problems`, day-in-future.
    """
    if later is not None:
        decided_item = next(iter(deciding_items(later, f"meeting:{meeting.id}", decided_item)), decided_item)
    event = MeetingEvent(
        kind="corrected",
        date=day,
        item=item,
        stood=stood,
        stands=stands,
        meeting=later.id if later is not None else None,
        decided_item=decided_item,
        decider=decider,
        power=power,
    )
    place = Place(meeting_file(meeting.id))
    for i, before in enumerate(meeting.event):
        if (before.kind, before.item, before.stood, before.stands) == ("corrected", item, stood, stands):
            there = project.places.of(meeting_file(meeting.id), "event", i)
            raise GovtoolError(error("correction-twice", there, item=item, day=before.date))
    refuse(*in_future(day, as_of), *correction_problems(project, as_of, meeting, event, place))
    return Change(
        action="meeting correct",
        as_of=as_of,
        computed_from={**computed_from(project, meeting.id), **(computed_from(project, later.id) if later else {})},
        edits=(AddRecord(meeting_file(meeting.id), ("event",), event.model_dump(exclude_none=True)),),
        about=meeting.id,
        told=(("minutes-corrected", {"number": meeting.label, "item": item, "day": day}),),
    )
