"""The municipalities' own share: each one's part by the key figure of the rule, and who pays it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from govtool.domain.money import cents, share_out
from govtool.domain.municipality import Municipality
from govtool.domain.project import MUNICIPALITIES_CSV, OWN_FINANCING_TOML, Project
from govtool.problems import GovtoolError, Place, Problem, error
from govtool.reports.budget import budget_of
from govtool.reports.suggestion import suggestion
from govtool.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Part:
    """What a municipality pays, in cents, and what of it each payer."""

    municipality: Municipality
    cents: int
    payers: tuple[tuple[str, int], ...]


def own_share(project: Project, rules: Rulebook, as_of: date) -> int:
    """Return the own share of the whole project in cents: the budget in force less the grant."""
    return max(0, sum(budget_of(project, rules, as_of).values()) - cents(project.grant.maximum_on(as_of)))


def members(project: Project, rules: Rulebook, as_of: date) -> tuple[Municipality, ...]:
    """Return the municipalities that the share of *as_of* is divided among.

    By the rule `own_share_joining` one that joins later is among them from then on, or never.
    """
    joined = tuple(each for each in project.municipalities if each.joined <= as_of)
    first = min((each.joined for each in joined), default=as_of)
    at_first = tuple(each for each in joined if each.joined == first)
    if at_first == joined or rules.word("own_share_joining", as_of) == "re-keyed":
        return joined
    return at_first


def parts(project: Project, rules: Rulebook, amount: int, as_of: date, paid_on: date | None = None) -> tuple[Part, ...]:
    """Divide *amount* cents among the municipalities of *as_of*, to the cent, in the order of the file.

    The payers are those of *paid_on*, the same day if not given. GovtoolError with all
    `own_share_problems`, and `municipalities-missing` when there is none.
    """
    found = members(project, rules, as_of)
    if not found:
        raise GovtoolError(error("municipalities-missing", Place(MUNICIPALITIES_CSV), day=as_of))
    problems = tuple(own_share_problems(project, rules, as_of, paid_on))
    if problems:
        raise GovtoolError(*problems)
    shared = share_out(amount, weights(rules, found, as_of))
    return tuple(
        Part(each, part, _payers(project, each, part, paid_on or as_of))
        for each, part in zip(found, shared, strict=True)
    )


def weights(rules: Rulebook, found: Sequence[Municipality], as_of: date) -> tuple[Decimal, ...]:
    """Return the weight of each municipality by the rule `own_share_key`; a figure that is missing weighs nothing.

    A mixed key gives the part `own_share_population` by population and the rest by agreed euros; both are
    multiplied by each other's sum, so that nothing is divided.
    """
    populations = tuple(Decimal(each.population or 0) for each in found)
    agreed = tuple(each.agreed or Decimal(0) for each in found)
    match rules.word("own_share_key", as_of):
        case "population":
            return populations
        case "agreed":
            return agreed
        case "equal":
            return (Decimal(1),) * len(found)
    part, people, euros = rules.number("own_share_population", as_of), sum(populations), sum(agreed)
    return tuple(
        part * population * euros + (1 - part) * amount * people
        for population, amount in zip(populations, agreed, strict=True)
    )


def own_share_problems(
    project: Project, rules: Rulebook, as_of: date, paid_on: date | None = None
) -> Iterator[Problem]:
    """Yield what stands in the way of dividing the own share as of a day, to be paid on that day or another.

    `key-figure-missing`, `weights-zero`, `payer-without-successor`, and `payer-unknown` where a commitment
    or a succession is of nobody.
    """
    found = members(project, rules, as_of)
    key = rules.word("own_share_key", as_of)
    for each in found:
        figures = {"population": (each.population,), "agreed": (each.agreed,), "equal": ()}
        missing = None in figures.get(key, (each.population, each.agreed))
        if missing or (key in ("population", "mixed") and not each.population):
            yield error("key-figure-missing", Place(MUNICIPALITIES_CSV, each.line), name=each.name, key=key)
    if found and not sum(weights(rules, found, as_of)):
        yield error("weights-zero", Place(MUNICIPALITIES_CSV), key=key)
    financing = project.own_financing
    ended = financing.ended(paid_on or as_of)
    for each in found:
        for payer in financing.payers(each, paid_on or as_of):
            if payer in ended:
                place = project.places.of(OWN_FINANCING_TOML, "succession", ended[payer])
                yield error("payer-without-successor", place, payer=payer, name=each.name)
    known = {each.code for each in project.municipalities} | financing.names(project.municipalities)
    named = {
        "commitment": [each.of for each in financing.commitment],
        "succession": [each.of for each in financing.succession],
    }
    for key, whose in named.items():
        for i, of in enumerate(whose):
            if of not in known:
                place = project.places.of(OWN_FINANCING_TOML, key, i, "of")
                yield error("payer-unknown", place, of=of, known=suggestion(of, known))


def _payers(project: Project, municipality: Municipality, part: int, as_of: date) -> tuple[tuple[str, int], ...]:
    paying = project.own_financing.payers(municipality, as_of)
    return tuple(zip(paying, share_out(part, tuple(paying.values())), strict=True))
