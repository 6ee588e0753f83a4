"""What a decision decided, as a digest: a budget change that is edited after the decision is not what was decided."""

import hashlib

from govtool.domain.meeting import Item
from govtool.domain.project import Project


def decided_digest(project: Project, item: Item) -> str | None:
    """Return the SHA-256 of the budget change that *item* concerns, without the authority's later answer."""
    for concern in item.concerns:
        kind, _, target = concern.partition(":")
        change = project.budget.change_of(target) if kind == "budget-change" else None
        if change is not None:
            unused = {name for name in ("part_of", "total_reason") if getattr(change, name) is None}
            return hashlib.sha256(change.replace(answer=None).model_dump_json(exclude=unused).encode()).hexdigest()
    return None
