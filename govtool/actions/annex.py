"""An annex put to an item of a meeting: its file is copied under `minutes/annexes/`."""

from datetime import date

from govtool.actions.meeting import cancelled, computed_from, refuse
from govtool.domain.change import AddRecord, Change, PutFile
from govtool.domain.item import Item
from govtool.domain.meeting import Meeting
from govtool.domain.project import Project, meeting_file
from govtool.problems import Place, error


def attach(
    project: Project, as_of: date, meeting: Meeting, item: Item, *, title: str, name: str, content: bytes
) -> Change:
    """Add an annex to *item* and keep its file, whose name gets the meeting's id in front.

    Problems: meeting-cancelled, file-exists, annex-empty; sealed-file when it is carried out.
    """
    file = f"{meeting.id}-{name}"
    path = f"minutes/annexes/{file}"
    there = [error("file-exists", Place(path), file=path)] if path in project.digests else []
    empty = [] if content else [error("annex-empty", Place(name), title=title)]
    refuse(*cancelled(meeting), *there, *empty)
    record = {"title": title, "file": file}
    return Change(
        action="meeting annex",
        as_of=as_of,
        computed_from=computed_from(project, meeting.id),
        edits=(
            PutFile(path, content),
            AddRecord(meeting_file(meeting.id), ("item", meeting.item.index(item), "annexes"), record),
        ),
        about=meeting.id,
        told=(("annex-attached", {"number": meeting.number, "item": item.number, "title": title}),),
    )
