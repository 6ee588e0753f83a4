"""Everything owed by a day: papers of meetings, minutes, actions agreed, cost statements and invoices of partners."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from govtool.domain.meeting import Meeting
from govtool.domain.project import Project
from govtool.reports.deadline import BEFORE, PaperDeadline, deadlines, moved
from govtool.reports.decision import actions
from govtool.reports.delivery import agreed, statements
from govtool.reports.grant_deadline import asked_until, grant_deadlines
from govtool.reports.invoice import to_make
from govtool.reports.invoice_handling import due_day, next_step, paid
from govtool.reports.meeting import weekday
from govtool.reports.reporting import body_name, handed_over
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook

COLUMNS = (
    Column("due", "date"),
    Column("weekday", "word"),
    Column("what"),
    Column("who"),
    Column("days-left", "integer"),
    Column("rule"),
)


@dataclass(frozen=True, slots=True)
class Owed:
    """What somebody still has to do by a day, by which rule; an invoice by its agreement.

    `ref` names it for good; `revision` rises when its day is changed by a record.
    """

    day: date
    ref: str
    what: Say
    who: str
    rule: str | None = None
    moved: Say | None = None
    revision: int = 0


def owed(project: Project, rules: Rulebook, as_of: date, days: int) -> list[Owed]:
    """Return what is not done on *as_of* and due within *days* of it, earliest first."""
    until = as_of + timedelta(days=days)
    found = [*_papers(project, rules, as_of), *_actions(project, as_of), *_statements(project, rules, as_of, until)]
    found += [*_invoices(project, rules, as_of, until), *_grant(project, rules, as_of)]
    return sorted((each for each in found if each.day <= until), key=lambda each: each.day)


def due_table(project: Project, rules: Rulebook, as_of: date, days: int) -> Table:
    """Show what is owed within *days*, the overdue first; days left are negative when late."""
    found = owed(project, rules, as_of, days)
    late = [each for each in found if each.day < as_of]
    rows = []
    for key, group in (("overdue", late), ("to-come", found[len(late) :])):
        if group:
            rows.append(Row((None, None, Say(key, {"days": days}), None, None, None), "heading"))
        for each in group:
            left = (each.day - as_of).days
            what = Say("owed-moved", {"what": each.what, "moved": each.moved}) if each.moved else each.what
            rows.append(Row((each.day, weekday(each.day), what, each.who, left, each.rule)))
    return Table("due", as_of, Say("due", {"days": days}), COLUMNS, tuple(rows))


def _papers(project: Project, rules: Rulebook, as_of: date) -> Iterator[Owed]:
    """Yield the papers not sent of meetings to come, and what is owed of the minutes of those that are over."""
    for meeting in project.meetings:
        if not meeting.cancelled_by(as_of):
            for due in deadlines(project, rules, meeting):
                if not due.done_by(as_of) and (due.paper not in BEFORE or meeting.date >= as_of):
                    yield paper_owed(project, meeting, due, as_of)
            for line, due in handed_over(project, rules, meeting):
                if not due.done_by(as_of):
                    said = {"number": meeting.label, "from": body_name(project, meeting.body)}
                    what = Say("owed-reporting", {**said, "to": body_name(project, line.receiver)})
                    who = _secretary(project, meeting.body, as_of)
                    yield Owed(due.day, f"{meeting.id}-{line.receiver}", what, who, due.rule_name, due.why_moved())


def paper_owed(project: Project, meeting: Meeting, due: PaperDeadline, as_of: date) -> Owed:
    """Return what the secretary of a meeting's body owes by one of its deadlines."""
    return Owed(
        due.day,
        f"{meeting.id}-{due.paper}",
        Say(f"owed-{due.paper}", {"number": meeting.label, "day": meeting.date}),
        _secretary(project, meeting.body, as_of),
        due.rule_name,
        due.why_moved(),
        meeting.revision(as_of),
    )


def _actions(project: Project, as_of: date) -> Iterator[Owed]:
    """Yield the actions agreed in meetings that are still open."""
    for each in actions(project, as_of):
        if each.closed is None:
            what = Say("owed-action", {"ref": each.ref, "text": each.action.text})
            ref = f"{each.meeting.id}-action-{each.item.number}-{each.number}"
            yield Owed(each.action.due, ref, what, project.groups.name_of(each.action.owner))


def _secretary(project: Project, body: str, as_of: date) -> str:
    """Return who keeps the papers of *body*."""
    return ", ".join(map(project.groups.name_of, project.groups.keepers_of(body, as_of)))


def _statements(project: Project, rules: Rulebook, as_of: date, until: date) -> Iterator[Owed]:
    """Yield the monthly cost statements and what else was agreed that have not come."""
    for each in statements(project, rules, until):
        if not each.has_come(as_of):
            ref = _ref(f"statement-{each.partner.id}", each.what)
            yield Owed(each.due.day, ref, each.what, each.partner.name, "cost_summary_day", moved(each.due))
    for each in agreed(project, rules):
        if not each.has_come(as_of):
            yield Owed(each.due.day, each.ref, each.what, each.partner.name, None, moved(each.due))


def _grant(project: Project, rules: Rulebook, as_of: date) -> Iterator[Owed]:
    """Yield the claims, reports, requests and results that the authority waits for."""
    coordinator = project.partner(project.facts.coordinator)
    who = coordinator.name if coordinator is not None else ""
    for each in grant_deadlines(project, rules):
        if asked_until(as_of, each):
            yield Owed(each.day, _ref(each.kind, each.what), each.what, who, each.rule, moved(each.deadline))


def _invoices(project: Project, rules: Rulebook, as_of: date, until: date) -> Iterator[Owed]:
    """Yield the invoices that the schemes ask for and that are not made, those not sent, charges not paid."""
    names = {partner.id: partner.name for partner in project.partners}
    for given, each in to_make(project, rules, as_of, until).items():
        day, what = each.scheme.dated(each.period), Say("owed-invoice", {"id": given})
        yield Owed(day, given, what, names[each.issuer])
    for made in project.invoices:
        if made.date <= as_of and made.number(as_of) is None:
            yield Owed(made.date, made.id, Say("owed-sending", {"id": made.id}), names[made.issuer])
        elif made.member and next_step(project, rules, made, as_of) == "pay":
            payer = project.organisation(made.receiver)
            what = Say("owed-payment", {"id": made.id, "amount": made.gross - paid(made, as_of)})
            yield Owed(due_day(made, as_of), f"{made.id}-payment", what, payer.name if payer else made.receiver)


def _ref(kind: str, what: Say) -> str:
    """Return what names a deadline for good: its kind, and what it is of."""
    return "-".join((kind, *(str(part) for part in what.data.values())))
