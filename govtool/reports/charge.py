"""What the payers of the own share are charged for a period: each one its members' parts, to the cent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from govtool.domain.calendar import Period
from govtool.domain.claim import Claim
from govtool.domain.invoice import Invoice, MemberPart
from govtool.domain.money import cents, euros
from govtool.domain.municipality import Payer
from govtool.domain.project import MUNICIPALITIES_CSV, OWN_FINANCING_TOML, Project
from govtool.problems import Place, Problem, error
from govtool.reports.claim import counted
from govtool.reports.own_share import members, own_share_problems, parts
from govtool.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class ChargeDays:
    """When a charge is `dated` by its scheme and when it is made: the key is of the one, the payers of the other."""

    period: Period
    dated: date
    made: date

    @property
    def key(self) -> date:
        """Return the day whose municipalities and key it is divided by: when it is dated, in its period."""
        return min(self.period.end, self.dated)


def charge_problems(project: Project, rules: Rulebook, days: ChargeDays) -> Iterator[Problem]:
    """Yield what stands in the way of a charge.

    Those of `own_share_problems`; `municipalities-missing`; `payer-unrecorded` for a payer that is not on
    record as an organisation, `payer-area` for one without invoicing of its own, `charge-to-itself` for
    the coordinator when it is not named as such.
    """
    found = members(project, rules, days.key)
    if not found:
        yield error("municipalities-missing", Place(MUNICIPALITIES_CSV), day=days.key)
    yield from own_share_problems(project, rules, days.key, days.made)
    financing = project.own_financing
    coordinator = project.partner(project.facts.coordinator)
    paying = (payer for each in found for payer in financing.payers(each, days.made))
    for name in dict.fromkeys(payer for payer in paying if payer != financing.coordinator):
        recorded = _recorded(project).get(name)
        if coordinator is not None and name == coordinator.name:
            yield error("charge-to-itself", Place(OWN_FINANCING_TOML), payer=name)
        elif recorded is None:
            yield error("payer-unrecorded", Place(OWN_FINANCING_TOML), payer=name)
        elif recorded.kind == "area":
            place = project.places.of(OWN_FINANCING_TOML, "payer", financing.payer.index(recorded))
            yield error("payer-area", place, payer=name)


def shown_share(project: Project, rules: Rulebook, period: Period, known_on: date) -> int:
    """Return the own share of the costs to the end of *period*, in cents, as a claim made now would show it.

    It is never below zero: nothing is given back that was not charged.
    """
    earlier = sum(each.period.end <= period.end for each in project.claims)
    start = min(project.facts.start, period.end)
    claim = Claim(id="charge", number=earlier + 1, period=Period(start=start, end=period.end), made=known_on)
    return max(0, cents(counted(project, rules, claim, known_on).municipalities_cumulative))


def divided(project: Project, rules: Rulebook, whole: int, days: ChargeDays) -> Mapping[Payer, tuple[MemberPart, ...]]:
    """Divide *whole* cents among the payers, each with its members' parts; who pays nothing is left out.

    So is the coordinator's own part. There must be no `charge_problems`.
    """
    recorded = _recorded(project)
    found: dict[Payer, list[MemberPart]] = {}
    for part in parts(project, rules, whole, days.key, days.made):
        for name, amount in part.payers:
            if amount and name != project.own_financing.coordinator:
                member = MemberPart(municipality=part.municipality.code, amount=euros(amount))
                found.setdefault(recorded[name], []).append(member)
    return {payer: tuple(its) for payer, its in found.items()}


def charges_made(project: Project, as_of: date) -> tuple[Invoice, ...]:
    """Return the invoices of the coordinator to the payers dated by *as_of*."""
    return tuple(each for each in project.invoices if each.member and each.date <= as_of)


def wholes(project: Project, as_of: date) -> dict[tuple[str, Period], int]:
    """Return what all municipalities were charged by *as_of* in cents, by scheme and period, the coordinator too."""
    return {(e.scheme, e.period): cents(e.whole) for e in charges_made(project, as_of) if e.whole is not None}


def _recorded(project: Project) -> Mapping[str, Payer]:
    return {each.name: each for each in project.own_financing.payer}
