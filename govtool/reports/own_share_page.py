"""The own share as a page: by municipality, or by payer with whom it pays for."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from govtool.domain.money import euros, per_head
from govtool.domain.project import Project
from govtool.reports.budget import synthetic
from govtool.reports.own_share import Part, parts
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook

_AMOUNTS = (Column("population", "count"), Column("amount", "money"), Column("per-inhabitant", "money"))


def own_share_table(project: Project, rules: Rulebook, amount: int, as_of: date, *, by_payer: bool = False) -> Table:
    """Show how *amount* cents divide among the municipalities of *as_of*; with *by_payer*, a group a payer.

    A municipality whose payer was split stands under each. Problems as of `parts`.
    """
    found = parts(project, rules, amount, as_of)
    first, second = ("payer", "municipality") if by_payer else ("municipality", "payer")
    rows = list(_by_payer(found) if by_payer else _by_municipality(found))
    people = sum(each.municipality.population or 0 for each in found)
    rows.append(Row((Say("total"), None, people or None, euros(amount), _a_head(amount, people)), "total"))
    title = Say("own-share", {"amount": euros(amount), "count": len(found)})
    columns = (Column(first), Column(second), *_AMOUNTS)
    return Table("shares", as_of, title, columns, tuple(rows), tuple(_notes(project, rules, found, as_of)))


def _by_municipality(found: Sequence[Part]) -> Iterator[Row]:
    for each in found:
        people = each.municipality.population
        payers = ", ".join(payer for payer, _ in each.payers)
        yield Row((each.municipality.name, payers, people, euros(each.cents), _a_head(each.cents, people)))


def _by_payer(found: Sequence[Part]) -> Iterator[Row]:
    """Yield a heading a payer with its charge, in order of the name, and below it whom it pays for if several."""
    for payer in sorted({payer for each in found for payer, _ in each.payers}):
        paid = [(each.municipality, part) for each in found for name, part in each.payers if name == payer]
        people, charge = sum(each.population or 0 for each, _ in paid), sum(part for _, part in paid)
        alone = paid[0][0].name if len(paid) == 1 else None
        yield Row((payer, alone, people or None, euros(charge), _a_head(charge, people)), "heading")
        for each, part in paid if alone is None else ():
            yield Row((None, each.name, each.population, euros(part), _a_head(part, each.population)))


def _a_head(amount: int, people: int | None) -> Decimal | None:
    cents = per_head(amount, people or 0)
    return None if cents is None else euros(cents)


def _notes(project: Project, rules: Rulebook, found: Sequence[Part], as_of: date) -> Iterator[Say]:
    key = rules.at("own_share_key", as_of)
    part = rules.number("own_share_population", as_of) * 100
    yield Say(f"own-share-{key.value}", {"source": key.source, "part": f"{part.normalize():f}"})
    later = tuple(each.name for each in project.municipalities if each.joined > as_of)
    if later:
        yield Say("own-share-later", {"names": later})
    kept = {each.municipality.code for each in found}
    outside = tuple(e.name for e in project.municipalities if e.joined <= as_of and e.code not in kept)
    if outside:
        yield Say("own-share-kept", {"names": outside, "source": rules.at("own_share_joining", as_of).source})
    coordinator = project.own_financing.coordinator
    own = sum(part for each in found for payer, part in each.payers if payer == coordinator)
    if own:
        yield Say("own-share-coordinator", {"payer": coordinator, "amount": euros(own)})
    yield from _commitments(project, found, as_of)
    remarked = tuple(f"{each.municipality.name} ({each.municipality.note})" for each in found if each.municipality.note)
    if remarked:
        yield Say("own-share-remarked", {"names": remarked})
    yield from synthetic(project)


def _commitments(project: Project, found: Sequence[Part], as_of: date) -> Iterator[Say]:
    """Yield the decisions to pay that are on record, and for how many municipalities there is none."""
    decided = [each for each in project.own_financing.commitment if each.date <= as_of]
    names = {each.municipality.code: each.municipality.name for each in found}
    for each in decided:
        data = {"of": names.get(each.of, each.of), "body": each.body, "day": each.date, "section": each.section}
        yield Say("own-share-commitment", data | {"amount": each.euros_a_year})
    covered = {each.of for each in decided}
    without = [e for e in found if covered.isdisjoint((e.municipality.code, *(payer for payer, _ in e.payers)))]
    if without:
        yield Say("own-share-uncommitted", {"count": len(without)})
