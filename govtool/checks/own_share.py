"""Whether the own share can be divided and charged: key figures, weights and payers of the day."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from govtool.domain.project import Project, invoice_file
from govtool.problems import Problem, warning
from govtool.reports.charge import charge_problems, charges_made
from govtool.reports.invoice import charge_days, plan
from govtool.reports.own_share import own_share_problems
from govtool.rules.rulebook import Rulebook


def shares(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield what stands in the way of dividing the own share; nothing for a project without municipalities."""
    if project.municipalities:
        yield from own_share_problems(project, rules, as_of)


def charges(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield what stands in the way of the charges that are due, each once; `shares` tells what of it holds today."""
    told = list(shares(project, rules, as_of))
    for each in plan(project, rules, as_of, as_of):
        if each.state in ("due", "late") and each.receiver is None:
            for problem in charge_problems(project, rules, charge_days(each)):
                if problem not in told:
                    told.append(problem)
                    yield problem


def promises(project: Project, rules: Rulebook, as_of: date) -> Iterator[Problem]:
    """Yield `charge-over-commitment` where a year's charges are above what was last promised for it."""
    payers = {payer.id: payer.name for payer in project.own_financing.payer}
    promised = {e.of: e for e in sorted(project.own_financing.commitment, key=lambda e: e.date) if e.date <= as_of}
    charged: dict[tuple[str, int], Decimal] = {}
    last: dict[tuple[str, int], str] = {}
    for each in charges_made(project, as_of):
        for part in each.member:
            for of in promised.keys() & {part.municipality, payers.get(each.receiver)}:
                key = of, each.period.end.year
                charged[key] = charged.get(key, Decimal(0)) + part.amount
                last[key] = each.id
    for (of, year), amount in charged.items():
        if amount > promised[of].euros_a_year:
            name = next((each.name for each in project.municipalities if each.code == of), of)
            said = {"of": name, "year": str(year), "amount": amount, "promised": promised[of].euros_a_year}
            yield warning("charge-over-commitment", project.places.of(invoice_file(last[of, year])), **said)


CHECKS = (("own-share", shares), ("own-share-charges", charges), ("own-share-commitments", promises))
