"""Deadlines towards the authority: claims, the final report, requests for changes, completions; by the rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from govtool.domain.calendar import Period, after, spans
from govtool.domain.claim import Claim
from govtool.domain.project import GOVTOOL_TOML, Project, claim_file
from govtool.domain.wording import LocalText
from govtool.problems import Problem, error, warning
from govtool.reports.table import Say
from govtool.rules.rulebook import Rulebook
from govtool.rules.workdays import Deadline, deadline

_MONTHS = {"year": 12, "half-year": 6}
"""How many months a claim of each rhythm holds."""

Kind = Literal["claim", "report", "change", "completion", "milestone"]


@dataclass(frozen=True, slots=True)
class GrantDeadline:
    """By when something reaches the authority: by which rule and source, and when it was done.

    `period` is what a claim is of, `claim` the claim made of it, if any.
    """

    kind: Kind
    what: Say
    deadline: Deadline
    rule: str | None
    source: LocalText
    done: date | None
    period: Period | None = None
    claim: Claim | None = None

    @property
    def day(self) -> date:
        """The day by which it is due."""
        return self.deadline.day

    def done_by(self, as_of: date) -> bool:
        """Tell whether it was done on *as_of* or before."""
        return self.done is not None and self.done <= as_of


def grant_deadlines(project: Project, rules: Rulebook) -> Iterator[GrantDeadline]:
    """Yield every deadline that a rule or the authority sets; what no rule sets has none."""
    yield from claim_deadlines(project, rules)
    end, facts = project.facts.end, project.facts
    report = _after(rules, "final_report_deadline", end)
    if report is not None:
        yield GrantDeadline("report", Say("owed-final-report"), *report, project.grant.reported)
    change = _after(rules, "change_request_time", end, direction=-1)
    if change is not None:
        yield GrantDeadline("change", Say("owed-change-request", {"end": facts.end}), *change, None)
    for claim in project.claims:
        for event in (each for each in claim.event if each.kind == "returned" and each.due is not None):
            done = next((e.date for e in claim.event if e.kind == "completed" and e.date >= event.date), None)
            what, due = Say("owed-completion", {"claim": claim.id}), event.due or event.date
            yield GrantDeadline("completion", what, Deadline(due, due), None, event.reason or "", done, None, claim)
    for each in project.milestones:
        if each.due is not None:
            what = Say("owed-milestone", {"name": each.name})
            yield GrantDeadline("milestone", what, Deadline(each.due, each.due), None, "", each.reached)


def claim_deadlines(project: Project, rules: Rulebook) -> Iterator[GrantDeadline]:
    """Yield the deadline of each claim: one for each year or half-year where there is a rhythm, else of those made.

    The claim that ends the project has the deadline of the last one, where a rule sets it.
    """
    for period, claim in _claimed(project, rules):
        last = period.end >= project.facts.end or (claim is not None and claim.last)
        due = _after(rules, "final_claim_deadline", period.end) if last else None
        due = due or _after(rules, "claim_deadline", period.end)
        if due is not None:
            what = Say("owed-last-claim" if last else "owed-claim", {"start": period.start, "end": period.end})
            yield GrantDeadline("claim", what, *due, claim.submitted if claim else None, period, claim)


def _claimed(project: Project, rules: Rulebook) -> Iterator[tuple[Period, Claim | None]]:
    """Yield what claims are asked of: spans of the rhythm with the claim that ends in each; else what was claimed.

    Without a rhythm what no claim has reached yet is one period, to the project's end.
    """
    facts = project.facts
    months = _MONTHS.get(rules.word("claim_rhythm", facts.start)) if rules.held("claim_rhythm", facts.start) else None
    if months is None:
        yield from ((claim.period, claim) for claim in project.claims)
        start = max((claim.period.end + timedelta(days=1) for claim in project.claims), default=facts.start)
        if start <= facts.end and not any(claim.last for claim in project.claims):
            yield Period(start=start, end=facts.end), None
        return
    end = min([facts.end, *(claim.period.end for claim in project.claims if claim.last)])
    for span in spans(Period(start=date(facts.start.year, 1, 1), end=end), months):
        if span.end >= facts.start:
            period = Period(start=max(span.start, facts.start), end=span.end)
            ending = [claim for claim in project.claims if claim.period.end in span]
            yield period, ending[-1] if ending else None


def _after(rules: Rulebook, name: str, day: date, direction: int = 1) -> tuple[Deadline, str, LocalText] | None:
    """Return the day that the rule *name* counts from *day*, on a working day, with its name and source."""
    held = rules.held(name, day)
    if held is None:
        return None
    counted = after(day, rules.word(name, day), direction)
    moved = deadline(counted, 0, rules.word("filing_day", day) if direction > 0 else "earlier")
    return moved, name, held.source


def off_rhythm(project: Project, rules: Rulebook, claim: Claim) -> Iterator[Problem]:
    """Yield `claim-rhythm`, a warning, where claims are of half-years and the claim ends within one."""
    held, end = rules.held("claim_rhythm", claim.period.end), claim.period.end
    if held is not None and held.value == "half-year" and end != project.facts.end:
        half = Period(start=date(end.year, 1, 1), end=date(end.year, 12, 31))
        ends = tuple(each.end for each in spans(half, _MONTHS["half-year"]))
        if end not in ends:
            place = project.places.of(claim_file(claim.id), "period", "end")
            yield warning("claim-rhythm", place, claim=claim.id, end=end, ends=ends, source=held.source)


def claim_late(project: Project, rules: Rulebook, claim: Claim, as_of: date) -> Iterator[Problem]:
    """Yield `claim-late` when a draft's deadline has passed: by the rule `claim_late` an error or a warning.

    Beside it `claim-rhythm`.
    """
    yield from off_rhythm(project, rules, claim)
    for each in claim_deadlines(project, rules):
        if each.claim == claim and each.done is None and each.day < as_of:
            yield _late(project, rules, each, claim, as_of)


def deadline_problems(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield what was late or is by *as_of*: `claim-late`, `claim-owed` of a period without a claim, `report-owed`.

    Beside them `claim-rhythm`.
    """
    for made in project.claims:
        yield from off_rhythm(project, rules, made)
    for each in grant_deadlines(project, rules):
        until = each.done if each.done_by(as_of) else as_of
        if until is None or until <= each.day:
            continue
        if each.kind == "claim" and each.claim is not None:
            yield _late(project, rules, each, each.claim, until)
        elif each.kind == "claim" and each.period is not None:
            place = project.places.of(GOVTOOL_TOML, "grant")
            data = {"start": each.period.start, "end": each.period.end, "due": each.day, "source": each.source}
            yield warning("claim-owed", place, **data)
        elif each.kind == "report" and not each.done_by(as_of):
            yield warning("report-owed", project.places.of(GOVTOOL_TOML, "grant"), due=each.day, source=each.source)


def _late(project: Project, rules: Rulebook, due: GrantDeadline, claim: Claim, until: date) -> Problem:
    rejects = rules.word("claim_late", claim.period.end) == "reject" and due.done is None
    data = {"claim": claim.id, "due": due.day, "days": (until - due.day).days, "source": due.source}
    place = project.places.of(claim_file(claim.id))
    return error("claim-late", place, **data) if rejects else warning("claim-late", place, **data)


def change_late(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `change-request-late`, a warning, when a change should have been requested before *as_of*."""
    for each in grant_deadlines(project, rules):
        if each.kind == "change" and as_of > each.day:
            yield warning("change-request-late", None, due=each.day, end=project.facts.end, source=each.source)


def asked_until(as_of: date, due: GrantDeadline) -> bool:
    """Tell whether *due* is still to be done on *as_of*; the day for changes is of no use once it has passed."""
    return not due.done_by(as_of) and (due.kind != "change" or due.day >= as_of)
