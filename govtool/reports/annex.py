"""The annexes of a meeting, numbered through it as in its papers."""

from collections.abc import Iterator
from datetime import date

from govtool.domain.item import Annex, Item
from govtool.domain.meeting import Meeting
from govtool.domain.project import Project, meeting_file
from govtool.problems import Problem, error
from govtool.reports.table import Column, Row, Say, Table

COLUMNS = (
    Column("annex", "integer"),
    Column("title"),
    Column("item", "integer"),
    Column("file"),
    Column("state", "word"),
)


def annexes_table(project: Project, as_of: date, meeting: Meeting) -> Table:
    """Show every annex, the item it belongs to, its file, and whether that is there and as it was checked."""
    annexes = ((item.number, annex) for item in meeting.item for annex in item.annexes)
    rows = tuple(
        Row((number, Say("local", {"text": annex.title}), item, annex.file, _state(project, annex)))
        for number, (item, annex) in enumerate(annexes, 1)
    )
    title = Say("annexes", {"number": meeting.label, "day": meeting.date})
    return Table("annexes", as_of, title, COLUMNS, rows)


def annex_problems(project: Project, meeting: Meeting, item: Item) -> Iterator[Problem]:
    """Yield `annex-missing` and `annex-changed` for the annexes of *item*: changed since sent, or since checked."""
    for j, annex in enumerate(item.annexes):
        index = meeting.item.index(item)
        place = project.places.of(meeting_file(meeting.id), "item", index, "annexes", j, "file")
        path = f"minutes/annexes/{annex.file}"
        if annex.file is not None and path not in project.digests:
            yield error("annex-missing", place, file=path)
        elif annex.sha256 is not None and project.digests.get(path) != annex.sha256:
            yield error("annex-changed", place, file=path)


def _state(project: Project, annex: Annex) -> Say:
    if annex.file is None:
        return Say("annex-file-none")
    there = project.digests.get(f"minutes/annexes/{annex.file}")
    if there is None:
        return Say("annex-file-missing")
    return Say("annex-file-there" if annex.sha256 in (None, there) else "annex-file-changed")
