"""One screen: where the money stands, the next meeting, what is owed, what is wrong."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from govtool.domain.cost import part, total
from govtool.domain.money import cents, euros
from govtool.domain.project import Project
from govtool.problems import Problem
from govtool.reports import charge_page
from govtool.reports.authority import authority_on
from govtool.reports.budget import actual_of, budget_of, synthetic
from govtool.reports.claim import figures
from govtool.reports.deadline import BEFORE, PaperDeadline, deadlines, in_days
from govtool.reports.due import owed
from govtool.reports.grant_deadline import asked_until, grant_deadlines
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook

COLUMNS = (Column("what"), Column("amount", "money"), Column("day", "date"), Column("remark"))
OWED_SHOWN = 5
OWED_DAYS = 30


def status_table(project: Project, rules: Rulebook, as_of: date, found: Sequence[Problem]) -> Table:
    """Show the state of the project on *as_of*; *found* is what the checks say, counted here and told beside."""
    rows = [
        *_group("status-money", _money(project, rules, as_of)),
        *_group("status-claims", chain(_claims(project, rules, as_of), _next_deadline(project, rules, as_of))),
        *_group("status-meeting", _next_meeting(project, rules, as_of)),
        *_group("status-owed", _owed(project, rules, as_of)),
        *_group("status-wrong", _wrong(found)),
    ]
    worst = tuple(sorted(found, key=lambda each: ("error", "warning", "note").index(each.severity)))
    title = Say("status", {"name": project.facts.name, "start": project.facts.start, "end": project.facts.end})
    return Table("status", as_of, title, COLUMNS, tuple(rows), tuple(synthetic(project)), worst)


def _group(heading: str, rows: Iterator[Row]) -> Iterator[Row]:
    inside = list(rows)
    if inside:
        yield Row((Say(heading), None, None, None), "heading")
        yield from inside


def _money(project: Project, rules: Rulebook, as_of: date) -> Iterator[Row]:
    budget = sum(budget_of(project, rules, as_of).values())
    actual = sum(actual_of(project).values())
    yield Row((Say("status-left"), euros(budget - actual), None, None))
    yield Row((Say("status-budget"), euros(budget), None, None))
    yield Row((Say("status-actual"), euros(actual), None, None))
    for partner in project.partners:
        made = [each for each in project.invoices if each.issuer == partner.id and each.date <= as_of]
        if partner.role == "centre":
            costs = total(part(project.costs, bookkeeper=partner.id, status="eligible")).cents
            invoiced = sum(cents(each.total) for each in made)
            remark = Say("status-to-settle", {"amount": euros(costs - invoiced), "actual": euros(costs)})
            yield Row((Say("status-invoiced", {"name": partner.name}), euros(invoiced), None, remark))
    charged = charge_page.standings(project, as_of)
    if charged:
        sums = {key: euros(sum(getattr(each, key) for each in charged)) for key in ("charged", "missing", "overdue")}
        yield Row((Say("status-charged"), sums["charged"], None, Say("status-charges-missing", sums)))


def _claims(project: Project, rules: Rulebook, as_of: date) -> Iterator[Row]:
    yield Row(
        (
            Say("status-grant"),
            project.grant.maximum_on(as_of),
            None,
            Say("named", {"name": authority_on(project, rules, as_of)}),
        )
    )
    for claim in project.claims:
        if claim.made > as_of:
            continue
        stage = claim.stage(as_of)
        done, decision, paid = claim.events(as_of), claim.decision(as_of), claim.paid(as_of)
        day = done[-1].date if done else claim.submitted if stage == "submitted" else claim.made
        what = Say("status-claim", {"number": claim.number, "start": claim.period.start, "end": claim.period.end})
        asked = decision.amount if decision is not None else figures(project, rules, claim, as_of).applied
        amount = paid or asked
        yield Row((what, amount, day, Say(f"claim-{stage}")))


def _next_deadline(project: Project, rules: Rulebook, as_of: date) -> Iterator[Row]:
    """Yield what the authority waits for next."""
    waiting = [each for each in grant_deadlines(project, rules) if asked_until(as_of, each)]
    for each in sorted(waiting, key=lambda found: found.day)[:1]:
        late = Say("status-late", {"days": (as_of - each.day).days}) if each.day < as_of else None
        yield Row((each.what, None, each.day, late or Say("status-next-deadline")))


def _next_meeting(project: Project, rules: Rulebook, as_of: date) -> Iterator[Row]:
    coming = [m for m in project.meetings if m.date >= as_of and m.stage(as_of) != "cancelled"]
    for meeting in {each.body: each for each in reversed(coming)}.values():
        body = project.groups.body_of(meeting.body)
        what = Say("status-meeting-of", {"body": body.name if body else meeting.body, "number": meeting.label})
        yield Row((what, None, meeting.date, Say(f"stage-{meeting.stage(as_of)}")))
        for due in deadlines(project, rules, meeting):
            if due.paper in BEFORE:
                yield Row((Say(f"paper-{due.paper}"), None, due.day, _sent(due, as_of)))


def _sent(due: PaperDeadline, as_of: date) -> Say:
    """Say whether a paper went out, and whether it did or is so too late; before that why its day was moved."""
    late = due.days_late(as_of)
    if due.done_by(as_of):
        return Say("status-sent-late" if late else "status-sent", {"day": due.done, "days": in_days(late)})
    if late:
        return Say("status-late", {"days": late})
    return due.why_moved() or Say("status-not-sent")


def _owed(project: Project, rules: Rulebook, as_of: date) -> Iterator[Row]:
    found = owed(project, rules, as_of, OWED_DAYS)
    for each in found[:OWED_SHOWN]:
        late = Say("status-late", {"days": (as_of - each.day).days}) if each.day < as_of else None
        yield Row((each.what, None, each.day, late or each.who))
    if len(found) > OWED_SHOWN:
        yield Row((Say("status-more", {"count": len(found) - OWED_SHOWN}), None, None, None))


def _wrong(found: Sequence[Problem]) -> Iterator[Row]:
    for severity in ("error", "warning"):
        count = sum(each.severity == severity for each in found)
        yield Row((Say(f"status-{severity}s", {"count": count}), None, None, None))
