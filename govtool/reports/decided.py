"""What a decision decided and what an agenda said, as digests: what is edited afterwards is not what it was."""

import hashlib

from govtool.domain.item import Item
from govtool.domain.meeting import Meeting
from govtool.domain.project import Project

_SAID = {"number", "kind", "title", "background", "proposal", "presenter"}


def agenda_digest(meeting: Meeting) -> str:
    """Return the SHA-256 of what the agenda of *meeting* says: where it is, its items, the annexes by their names."""
    told = hashlib.sha256(meeting.model_dump_json(include={"start", "end", "place"}).encode())
    for item in meeting.item:
        if item.late is None:
            told.update(item.model_dump_json(include=_SAID).encode())
            for annex in item.annexes:
                told.update(annex.model_dump_json(include={"title", "file"}).encode())
    return told.hexdigest()


def decided_digest(project: Project, item: Item) -> str | None:
    """Return the SHA-256 of the budget change that *item* concerns, without the authority's later answer."""
    for concern in item.concerns:
        kind, _, target = concern.partition(":")
        change = project.budget.change_of(target) if kind == "budget-change" else None
        if change is not None:
            unused = {name for name in ("part_of", "total_reason") if getattr(change, name) is None}
            return hashlib.sha256(change.replace(answer=None).model_dump_json(exclude=unused).encode()).hexdigest()
    return None
