"""Which changes of the budget hold on a day, and what the others still wait for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from govtool.domain.budget import Answer, BudgetChange
from govtool.domain.meeting import Decision, DecisionKind, Item, Meeting
from govtool.domain.parameter import DatedValue
from govtool.domain.project import Project
from govtool.reports.quorum import quorum
from govtool.rules.rulebook import Rulebook

State = Literal["holds", "rejected", "waits-steering-group", "waits-authority", "waits-start"]

_APPROVED: frozenset[DecisionKind] = frozenset({"approved", "approved-changed"})
_PASSED_ON: frozenset[DecisionKind] = _APPROVED | {"supported", "proposed-onwards"}
_NEEDS = {
    "transfer": "transfer_needs",
    "new-level": "new_level_needs",
    "carry-over": "carry_over_needs",
    "category": "transfer_needs",
    "share": "share_transfer_needs",
    "year": "carry_over_needs",
    "financing": "new_level_needs",
}
"""The rule that says who decides, by kind of change and by part."""

DECIDERS = ("team", "steering-group", "authority")
"""Who can be needed, the stricter later."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a change stands: whether it holds, from which day at the earliest, and the rule that says who decides."""

    change: BudgetChange
    state: State
    needs: DatedValue
    start: date
    meeting: Meeting | None = None
    item: Item | None = None
    answer: Answer | None = None


def standings(project: Project, rules: Rulebook, as_of: date) -> tuple[Standing, ...]:
    """Return how every change proposed by *as_of* stands, in file order."""
    return tuple(_standing(project, rules, each, as_of) for each in project.budget.change if each.proposed <= as_of)


def changes_in_force(project: Project, rules: Rulebook, as_of: date) -> tuple[BudgetChange, ...]:
    """Return the changes that hold: from the later of their start and the last decision they need."""
    return tuple(each.change for each in standings(project, rules, as_of) if each.state == "holds")


def needed(rules: Rulebook, change: BudgetChange) -> DatedValue:
    """Return the rule that says who decides *change*: the strictest of its kind's and of each of its parts'."""
    held = [rules.at(_NEEDS[each], change.proposed) for each in (change.kind, *change.parts)]
    return max(held, key=lambda each: DECIDERS.index(str(each.value)))


def _standing(project: Project, rules: Rulebook, change: BudgetChange, as_of: date) -> Standing:
    needs = needed(rules, change)
    answer = change.answer if change.answer is not None and change.answer.date <= as_of else None
    start, meeting, item = max(change.start, change.proposed), None, None
    state: State = "holds"
    if needs.value in ("steering-group", "authority"):
        kinds = _APPROVED if needs.value == "steering-group" else _PASSED_ON
        decided = min(_decided(project, rules, change.id, kinds, as_of), default=None, key=lambda found: found[0])
        if decided is None:
            state = "waits-steering-group"
        else:
            start, meeting, item = max(start, decided[0]), decided[1], decided[2]
    if needs.value == "authority" and state == "holds":
        if answer is None:
            state = "waits-authority"
        else:
            start = max(start, answer.date)
    if answer is not None and not answer.approved:
        state = "rejected"
    elif state == "holds" and start > as_of:
        state = "waits-start"
    return Standing(change, state, needs, start, meeting, item, answer)


def _decided(
    project: Project, rules: Rulebook, change: str, kinds: frozenset[DecisionKind], as_of: date
) -> Iterator[tuple[date, Meeting, Item]]:
    """Yield the days on which a quorate steering group's decision took effect: its minutes were checked."""
    for meeting in project.meetings:
        body = project.groups.body_of(meeting.body)
        checking = meeting.checking
        if body is None or body.kind != "steering-group" or checking is None or checking.date > as_of:
            continue
        for item in meeting.item:
            if f"budget-change:{change}" not in item.concerns:
                continue
            for decision in item.decisions:
                if (
                    decision.by == "body"
                    and decision.kind in kinds
                    and _quorate(project, rules, meeting, item, decision)
                ):
                    yield checking.date, meeting, item


def _quorate(project: Project, rules: Rulebook, meeting: Meeting, item: Item, decision: Decision) -> bool:
    if decision.roster is not None:
        return len(decision.roster.counted) >= decision.roster.needed
    return quorum(project, rules, meeting, item.number).quorate
