"""Proposing a change of the budget, and recording the authority's answer to it."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from pydantic import ValidationError

from govtool.domain.budget import Answer, BudgetChange, ChangeKind, Line
from govtool.domain.change import AddRecord, Change, SetValue
from govtool.domain.money import euros
from govtool.domain.project import BUDGET_TOML, Project
from govtool.problems import GovtoolError, Problem, error
from govtool.reports.budget import budget_of
from govtool.reports.budget_change import needed, standings
from govtool.reports.budget_history import guard_said
from govtool.reports.suggestion import suggestion
from govtool.reports.table import Say
from govtool.rules.rulebook import Rulebook


def propose(
    project: Project,
    rules: Rulebook,
    given_id: str,
    *,
    kind: ChangeKind,
    lines: Sequence[Line],
    reason: str,
    start: date,
    part_of: str | None,
    total_reason: str | None,
    as_of: date,
) -> Change:
    """Add a change of the budget as proposed on *as_of*; it holds once what it needs is decided.

    Problems: id-form, id-twice, dangling-reference, outside-project, change-not-balanced,
    change-total-unexplained, change-overdrawn.
    """
    try:
        change = BudgetChange(
            id=given_id,
            kind=kind,
            start=start,
            reason=reason,
            proposed=as_of,
            line=tuple(lines),
            part_of=part_of,
            total_reason=total_reason,
        )
    except ValidationError as wrong:  # only the ids come as a person wrote them
        raise GovtoolError(error("id-form", None, key="id", given=given_id)) from wrong
    problems = tuple(_refused(project, rules, change, as_of))
    if problems:
        raise GovtoolError(*problems)
    needs = needed(project, rules, change, standings(project, rules, as_of))
    told = {"change": change.id, "amount": euros(change.moved), "source": needs.source}
    return Change(
        action="budget change",
        as_of=as_of,
        computed_from=project.digests,
        edits=(AddRecord(BUDGET_TOML, ("change",), change.model_dump(exclude_none=True)),),
        about=change.id,
        told=((f"change-needs-{needs.who}", told), *((said.key, said.data) for said in guard_said(project, needs))),
    )


def answer(project: Project, change: BudgetChange, given: Answer, *, as_of: date) -> Change:
    """Record the authority's answer to *change*.

    Problems: change-answered, answer-early when it is older than the proposal, day-in-future.
    """
    index = project.budget.change.index(change)
    place = project.places.of(BUDGET_TOML, "change", index)
    problems = []
    if change.answer is not None:
        data = {"change": change.id, "day": change.answer.date, "diary": change.answer.diary}
        problems.append(error("change-answered", place, **data))
    if given.date < change.proposed:
        problems.append(error("answer-early", place, change=change.id, day=given.date, proposed=change.proposed))
    if given.date > as_of:
        problems.append(error("day-in-future", None, day=given.date, as_of=as_of))
    if problems:
        raise GovtoolError(*problems)
    told = {"change": change.id, "day": given.date, "diary": given.diary}
    return Change(
        action="budget answer",
        as_of=as_of,
        computed_from=project.digests,
        edits=(SetValue(BUDGET_TOML, ("change", index, "answer"), given.model_dump(exclude_none=True)),),
        about=change.id,
        told=(("change-approved" if given.approved else "change-rejected", told),),
    )


def _refused(project: Project, rules: Rulebook, change: BudgetChange, as_of: date) -> Iterator[Problem]:
    ids = [each.id for each in project.budget.change]
    if change.id in ids:
        place = project.places.of(BUDGET_TOML, "change", ids.index(change.id))
        yield error("id-twice", place, id=change.id, kind=Say("noun-change"))
    if change.part_of is not None and change.part_of not in ids:
        yield _dangling("change", change.part_of, ids)
    shares, categories = ([each.id for each in of] for of in (project.shares, project.categories))
    for line in change.line:
        if line.share not in shares:
            yield _dangling("share", line.share, shares)
        if line.category not in categories:
            yield _dangling("category", line.category, categories)
        if not project.facts.start.year <= line.year <= project.facts.end.year:
            limits = {"start": project.facts.start, "end": project.facts.end}
            yield error("outside-project", None, day=str(line.year), **limits)
    total = euros(change.total)
    if total and change.kind != "new-level":
        yield error("change-not-balanced", None, change=change.id, total=total)
    if total and change.kind == "new-level" and not change.total_reason:
        yield error("change-total-unexplained", None, change=change.id, total=total)
    budget = budget_of(project, rules, as_of)
    for key, effect in change.effect.items():
        left = euros(budget.get(key, 0) + effect)
        if effect < 0 and left < Decimal(0):
            cell = {"share": key.share, "category": key.category, "year": key.year}
            yield error(
                "change-overdrawn", None, change=change.id, **cell, budget=euros(budget.get(key, 0)), over=-left
            )


def _dangling(kind: str, given: str, known: Sequence[str]) -> Problem:
    return error("dangling-reference", None, kind=Say(f"noun-{kind}"), id=given, known=suggestion(given, known))
