"""The annexes of a meeting, numbered through it as in its papers."""

from datetime import date

from govtool.domain.meeting import Annex, Meeting
from govtool.domain.project import Project
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


def _state(project: Project, annex: Annex) -> Say:
    if annex.file is None:
        return Say("annex-file-none")
    there = project.digests.get(f"minutes/annexes/{annex.file}")
    if there is None:
        return Say("annex-file-missing")
    return Say("annex-file-there" if annex.sha256 in (None, there) else "annex-file-changed")
