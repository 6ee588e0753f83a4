"""What was done in the period of a claim: meetings and decisions, actions, figures, for a person to tell more of."""

from collections.abc import Iterator
from datetime import date

from govtool.domain.claim import Claim
from govtool.domain.project import Project
from govtool.reports.budget import synthetic
from govtool.reports.claim import figures
from govtool.reports.claim_facts import known_on
from govtool.reports.decision import actions
from govtool.reports.invoice import months
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook

_COLUMNS = (Column("date", "date"), Column("ref"), Column("what"), Column("amount", "money"))


def activity_table(project: Project, rules: Rulebook, claim: Claim, as_of: date) -> Table:
    """Show what the records know of the period of *claim*, and as notes what a person wrote of it."""
    rows: list[Row] = []
    for key, found in (
        ("decisions", list(_decisions(project, claim, as_of))),
        ("actions", list(_actions(project, claim, as_of))),
        ("figures", list(_figures(project, rules, claim, as_of))),
    ):
        if found:
            rows += (Row((Say(f"activity-{key}"), None, None, None), "heading"), *found)
    told = Say("activity-missing", {"claim": claim.id})
    if claim.activities is not None:
        told = Say("activity-told", {"text": claim.activities})
    data = {"project": project.facts.name, "claim": claim.id, "period": months(claim.period)}
    return Table("activities", as_of, Say("activities", data), _COLUMNS, tuple(rows), (told, *synthetic(project)))


def _decisions(project: Project, claim: Claim, as_of: date) -> Iterator[Row]:
    bodies = {body.id: body.name for body in project.groups.body}
    for meeting in project.meetings:
        if _within(claim, meeting.date) and meeting.held_by(known_on(claim, as_of)):
            data = {"body": bodies[meeting.body], "number": meeting.label}
            yield Row((meeting.date, None, Say("activity-meeting", data), None))
            for item in meeting.item:
                for decision in item.decisions if item.kind not in ("opening", "closing") else ():
                    text = Say("activity-decision", {"title": item.title, "text": decision.text})
                    yield Row((None, f"{project.reference(meeting)}/{item.number}", text, None))


def _actions(project: Project, claim: Claim, as_of: date) -> Iterator[Row]:
    for each in actions(project, known_on(claim, as_of)):
        if _within(claim, each.meeting.date):
            state = "activity-open" if each.closed is None else "activity-done"
            data = {"text": each.action.text, "due": each.action.due, "closed": each.closed}
            yield Row((each.action.due, each.ref, Say(state, data), None))


def _figures(project: Project, rules: Rulebook, claim: Claim, as_of: date) -> Iterator[Row]:
    held = [each for each in project.meetings if _within(claim, each.date) and each.held_by(known_on(claim, as_of))]
    decided = sum(len(item.decisions) for meeting in held for item in meeting.item)
    yield Row((None, None, Say("activity-counts", {"meetings": len(held), "decisions": decided}), None))
    found = figures(project, rules, claim, as_of)
    yield Row((None, None, Say("activity-costs"), found.total))
    yield Row((None, None, Say("claim-costs"), found.cumulative))


def _within(claim: Claim, day: date) -> bool:
    return claim.period.start <= day <= claim.period.end
