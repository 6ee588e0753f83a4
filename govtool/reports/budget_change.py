"""Which changes of the budget hold on a day, and what the others still wait for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from govtool.domain.budget import Answer, BudgetChange, budget_cents
from govtool.domain.item import Decision, DecisionKind, Item
from govtool.domain.meeting import Meeting
from govtool.domain.project import Project
from govtool.domain.wording import LocalText
from govtool.reports.quorum import quorum
from govtool.reports.transfer_guard import LEVELS, Guarded, guarded
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
"""Who can be needed, the stricter later, as in the levels of the guard."""


@dataclass(frozen=True, slots=True)
class Need:
    """Who decides a change, and the source that says so; `raised` by the transfer guard above the rule of its kind.

    `guarded` is what the change comes to in each cell with the moves since `since`, when the authority last
    approved a budget.
    """

    who: str
    source: LocalText
    raised: bool
    since: date
    guarded: tuple[Guarded, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a change stands: whether it holds, from which day at the earliest, and who decides it."""

    change: BudgetChange
    state: State
    needs: Need
    start: date
    meeting: Meeting | None = None
    item: Item | None = None
    answer: Answer | None = None


def standings(project: Project, rules: Rulebook, as_of: date) -> tuple[Standing, ...]:
    """Return how every change proposed by *as_of* stands, in file order."""
    proposed = [each for each in project.budget.change if each.proposed <= as_of]
    found: dict[int, Standing] = {}
    for index in sorted(range(len(proposed)), key=lambda index: proposed[index].proposed):
        found[index] = _standing(project, rules, proposed[index], as_of, tuple(found.values()))
    return tuple(found[index] for index in range(len(proposed)))


def changes_in_force(project: Project, rules: Rulebook, as_of: date) -> tuple[BudgetChange, ...]:
    """Return the changes that hold: from the later of their start and the last decision they need."""
    return tuple(each.change for each in standings(project, rules, as_of) if each.state == "holds")


def needed(project: Project, rules: Rulebook, change: BudgetChange, earlier: Sequence[Standing]) -> Need:
    """Return who decides *change*: the strictest that its kind, its parts and the transfer guard ask for.

    The guard adds up what was moved since the authority last approved a budget before the proposal: every one
    of the *earlier* changes that was not in force by then and is not rejected, decided or not.
    """
    day = change.proposed
    held = [rules.at(_NEEDS[each], day) for each in (change.kind, *change.parts)]
    strictest = max(held, key=lambda each: DECIDERS.index(str(each.value)))
    baseline = project.budget.baseline
    answers = {e.change.id: e.answer.date for e in earlier if e.state == "holds" and e.answer and e.answer.date <= day}
    since = max(answers.values(), default=baseline.approved)
    in_force = {e.change.id for e in earlier if e.state == "holds" and e.start <= since}
    known = [each for each in earlier if each.change.id in answers.keys() | in_force]
    moves = [(e.change, e.state == "holds") for e in earlier if e not in known and e.state != "rejected"]
    approved = budget_cents(baseline, (each.change for each in known))
    cells = guarded(rules, day, approved, moves, change)
    worst = max(cells, key=lambda each: LEVELS.index(each.level), default=None)
    if worst is None or LEVELS.index(worst.level) <= DECIDERS.index(str(strictest.value)):
        return Need(str(strictest.value), strictest.source, False, since, cells)
    return Need(worst.level, worst.rule.source, True, since, cells)


def _standing(
    project: Project, rules: Rulebook, change: BudgetChange, as_of: date, earlier: Sequence[Standing]
) -> Standing:
    needs = needed(project, rules, change, earlier)
    answer = change.answer if change.answer is not None and change.answer.date <= as_of else None
    start, meeting, item = max(change.start, change.proposed), None, None
    state: State = "holds"
    if needs.who in ("steering-group", "authority"):
        kinds = _APPROVED if needs.who == "steering-group" else _PASSED_ON
        decided = min(_decided(project, rules, change.id, kinds, as_of), default=None, key=lambda found: found[0])
        if decided is None:
            state = "waits-steering-group"
        else:
            start, meeting, item = max(start, decided[0]), decided[1], decided[2]
    if needs.who == "authority" and state == "holds":
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
    """Yield the days on which a quorate steering group's decision took effect: it was checked."""
    for meeting in project.meetings:
        body = project.groups.body_of(meeting.body)
        if body is None or body.kind != "steering-group":
            continue
        for item in meeting.item:
            effect = meeting.checked_on(item)
            if f"budget-change:{change}" not in item.concerns or effect is None or effect > as_of:
                continue
            for decision in item.decisions:
                if (
                    decision.by == "body"
                    and decision.kind in kinds
                    and _quorate(project, rules, meeting, item, decision)
                ):
                    yield effect, meeting, item


def _quorate(project: Project, rules: Rulebook, meeting: Meeting, item: Item, decision: Decision) -> bool:
    if decision.roster is not None:
        return len(decision.roster.counted) >= decision.roster.needed
    return quorum(project, rules, meeting, item.number).quorate
