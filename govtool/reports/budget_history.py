"""The budget as versions: the baseline and every change, who decided it and when, and what it does to each cell."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from govtool.domain.budget import BudgetChange, BudgetKey, budget_cents
from govtool.domain.money import euros
from govtool.domain.project import Project
from govtool.domain.wording import LocalText
from govtool.problems import GovtoolError, error
from govtool.reports.budget import standings_said, synthetic
from govtool.reports.budget_change import Need, Standing, standings
from govtool.reports.suggestion import suggestion
from govtool.reports.table import Cell, Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook

_VERSIONS = (
    Column("version"),
    Column("decided"),
    Column("answered", "date"),
    Column("state", "word"),
    Column("since", "date"),
    Column("moved", "money"),
    Column("total-after", "money"),
)
_EFFECT = (
    Column("share"),
    Column("category"),
    Column("year", "integer"),
    Column("before", "money"),
    Column("effect", "money"),
    Column("after", "money"),
)


def history_table(project: Project, rules: Rulebook, as_of: date) -> Table:
    """Show every version: where it was decided, when answered, since when in force, euros moved, the total with it."""
    baseline = project.budget.baseline
    total = sum(budget_cents(baseline, ()).values())
    approved = (Say("baseline"), None, Say("holds"), baseline.approved, None, euros(total))
    rows = [Row((baseline.name, *approved))]
    for each in standings(project, rules, as_of):
        change, holds = each.change, each.state == "holds"
        total += change.total if holds else 0
        since = each.start if each.state in ("holds", "waits-start") else None
        after = euros(total) if holds else None
        answered = each.answer.date if each.answer is not None else None
        cells = (_decision(each), answered, Say(each.state), since, euros(change.moved), after)
        rows.append(Row((change.id, *cells)))
    notes = (Say("history-one"), *synthetic(project))
    return Table("budget-history", as_of, Say("budget-history"), _VERSIONS, tuple(rows), notes)


def change_table(project: Project, rules: Rulebook, change: BudgetChange, as_of: date) -> Table:
    """Show what *change* does to each share, category and year, and how it stands."""
    found = standings(project, rules, as_of)
    own = next(each for each in found if each.change.id == change.id)
    before = before_change(project, found, own)
    rows = []
    for key, effect in change.effect.items():
        names = [Say("named", {"name": share_name(project, key.share)})]
        names.append(Say("named", {"name": project.category_name(key.category)}))
        held = before.get(key, 0)
        rows.append(Row((*names, key.year, euros(held), euros(effect), euros(held + effect))))
    whole = sum(before.values())
    sums = (euros(whole), euros(change.total), euros(whole + change.total))
    rows.append(Row((Say("whole-budget"), None, None, *sums), "total"))
    notes = [Say("change-reason", {"reason": change.reason, "proposed": change.proposed})]
    notes.append(Say("change-parts", {"parts": tuple(Say(f"part-{part}") for part in change.parts)}))
    if change.total_reason is not None:
        notes.append(Say("change-total", {"total": euros(change.total), "reason": change.total_reason}))
    together = [e.id for e in project.budget.change if e != change and _proposal(e) == _proposal(change)]
    if together:
        notes.append(Say("change-together", {"changes": tuple(together)}))
    if own.answer is not None:
        given = {"day": own.answer.date, "diary": own.answer.diary, "text": own.answer.text}
        notes.append(Say("answer-approved" if own.answer.approved else "answer-rejected", given))
    notes += guard_said(project, own.needs)
    notes += (*standings_said((own,)), *synthetic(project))
    title = Say("budget-change", {"change": change.id, "kind": Say(change.kind)})
    return Table("budget-change", as_of, title, _EFFECT, tuple(rows), tuple(notes))


def guard_said(project: Project, needs: Need) -> Iterator[Say]:
    """Say what the transfer guard adds up in each cell that a change touches, and what that needs."""
    for each in needs.guarded:
        cell: dict[str, object] = {"share": share_name(project, each.share)}
        cell["category"] = Say("all-categories") if each.category is None else project.category_name(each.category)
        cell |= {"since": needs.since, "moved": euros(each.moved), "approved": euros(each.approved)}
        limits = {"free": euros(each.free), "group": euros(each.group)}
        yield Say(f"guard-{each.level}", cell | limits)


def before_change(project: Project, found: Sequence[Standing], own: Standing) -> Mapping[BudgetKey, int]:
    """Return the budget that a change rests on: the baseline and what came into force before it, in cents."""
    held = sorted((each for each in found if each.state == "holds"), key=lambda each: each.start)
    earlier = held[: held.index(own)] if own in held else held
    return budget_cents(project.budget.baseline, (each.change for each in earlier))


def change_of(project: Project, given: str, as_of: date) -> BudgetChange:
    """Return the change with that id; `change-unknown` when none was proposed by *as_of*."""
    change = project.budget.change_of(given)
    if change is None or change.proposed > as_of:
        known = [each.id for each in project.budget.change if each.proposed <= as_of]
        raise GovtoolError(error("change-unknown", None, change=given, known=suggestion(given, known)))
    return change


def share_name(project: Project, share: str) -> LocalText:
    """Return the name of a share, or its id when there is none."""
    return next((each.name for each in project.shares if each.id == share), share)


def _proposal(change: BudgetChange) -> str:
    return change.part_of or change.id


def _decision(standing: Standing) -> Cell:
    meeting, item = standing.meeting, standing.item
    if meeting is None or item is None:
        return None
    return Say("decided-in", {"meeting": meeting.number, "item": item.number, "day": meeting.checked_on(item)})
