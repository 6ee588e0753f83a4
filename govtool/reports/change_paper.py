"""The request to the authority to change the budget: before and after, effect by year and source of finance."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from govtool.domain.budget import BudgetChange, ChangeKind
from govtool.domain.calendar import Day
from govtool.domain.item import Item
from govtool.domain.meeting import Meeting
from govtool.domain.money import euros, share_out
from govtool.domain.project import Project
from govtool.domain.wording import LocalText
from govtool.reports.authority import authority_on
from govtool.reports.budget_change import Standing, standings
from govtool.reports.budget_history import before_change, share_name
from govtool.reports.invoice_party import partner_of, party
from govtool.reports.money_paper import Party
from govtool.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """A share's category in a year: euros before, what the change adds or takes, after."""

    share: LocalText
    category: LocalText
    year: int
    before: Decimal
    effect: Decimal

    @property
    def after(self) -> Decimal:
        """What it comes to with the change."""
        return self.before + self.effect


@dataclass(frozen=True, slots=True)
class ChangedYear:
    """The effect on a year, in euros: the state's part at the rate of the grant, the municipalities' the rest."""

    year: int
    grant: Decimal
    municipalities: Decimal

    @property
    def effect(self) -> Decimal:
        """Both together."""
        return self.grant + self.municipalities


@dataclass(frozen=True, slots=True)
class Supported:
    """The steering group's decision on a change: its words, the meeting, and since when it is checked."""

    meeting: int
    day: Day
    item: int
    text: LocalText
    checked: Day | None


@dataclass(frozen=True, slots=True)
class ChangePaper:
    """A request to change the budget; `before` and `after` are the whole budget, `rate` the grant's share."""

    id: str
    kind: ChangeKind
    project: LocalText
    programme: LocalText
    authority: LocalText
    applicant: Party
    diary: str | None
    decided: Day
    made: Day
    start: Day
    reason: LocalText
    total_reason: LocalText | None
    cells: tuple[ChangedCell, ...]
    years: tuple[ChangedYear, ...]
    before: Decimal
    effect: Decimal
    rate: Decimal
    signatories: tuple[tuple[str, LocalText], ...]
    supported: Supported | None = None
    synthetic: bool = False

    @property
    def after(self) -> Decimal:
        """What the whole budget comes to with the change."""
        return self.before + self.effect


def change_paper(project: Project, rules: Rulebook, change: BudgetChange, as_of: date) -> ChangePaper:
    """Return the request for *change* as of a day, with the steering group's decision when it has one."""
    found = standings(project, rules, as_of)
    own = next(each for each in found if each.change.id == change.id)
    before = before_change(project, found, own)
    rate = rules.number("grant_rate", change.proposed)
    return ChangePaper(
        id=change.id,
        kind=change.kind,
        project=project.facts.title,
        programme=project.grant.programme,
        authority=authority_on(project, rules, as_of),
        applicant=party(partner_of(project, project.facts.coordinator)),
        diary=project.grant.diary,
        decided=project.grant.decided,
        made=as_of,
        start=change.start,
        reason=change.reason,
        total_reason=change.total_reason,
        cells=tuple(
            ChangedCell(
                share_name(project, key.share),
                project.category_name(key.category),
                key.year,
                euros(before.get(key, 0)),
                euros(effect),
            )
            for key, effect in change.effect.items()
        ),
        years=_years(change, rate),
        before=euros(sum(before.values())),
        effect=euros(change.total),
        rate=rate,
        signatories=_signatories(project, as_of),
        supported=_supported(project, own, as_of),
        synthetic=project.facts.synthetic_amounts,
    )


def _years(change: BudgetChange, rate: Decimal) -> tuple[ChangedYear, ...]:
    effects: dict[int, int] = {}
    for key, effect in change.effect.items():
        effects[key.year] = effects.get(key.year, 0) + effect
    split = ((year, share_out(effect, (rate, 1 - rate))) for year, effect in sorted(effects.items()))
    return tuple(ChangedYear(year, euros(grant), euros(rest)) for year, (grant, rest) in split)


def _supported(project: Project, own: Standing, as_of: date) -> Supported | None:
    """Return what the body last decided on the change by *as_of*, checked or not."""
    found: list[tuple[Meeting, Item]] = [
        (meeting, item)
        for meeting in project.meetings
        for item in meeting.item
        if f"budget-change:{own.change.id}" in item.concerns and meeting.date <= as_of and item.decisions
    ]
    if not found:
        return None
    meeting, item = found[-1]
    checked = meeting.checking.date if meeting.checking is not None and meeting.checking.date <= as_of else None
    return Supported(meeting.number, meeting.date, item.number, item.decisions[-1].text, checked)


def _signatories(project: Project, as_of: date) -> tuple[tuple[str, LocalText], ...]:
    """Return who signs: the presenter of the steering group, who leads the project, and the coordinator."""
    groups = project.groups
    found: list[tuple[str, LocalText]] = []
    for body in groups.body:
        for person in groups.holders_of(body.id, "presenter", as_of):
            seat = groups.seat_on(body.id, person, as_of)
            found.append((groups.name_of(person), seat.title if seat else ""))
    return (*found, ("", partner_of(project, project.facts.coordinator).name))
