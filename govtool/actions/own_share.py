"""Recording who pays the own share: a commitment, and the payer that takes another's place."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from govtool.domain.change import AddRecord, Change, NewRecord, PutFile
from govtool.domain.municipality import Payer
from govtool.domain.project import MUNICIPALITIES_CSV, OWN_FINANCING_TOML, Project
from govtool.problems import GovtoolError, Place, error
from govtool.reports.suggestion import suggestion
from govtool.reports.table import Say

Kind = Literal["municipality", "payer"]


def commit(
    project: Project,
    given: str,
    *,
    body: str,
    day: date,
    section: str,
    amount: Decimal,
    as_of: date,
    kind: Kind | None = None,
) -> Change:
    """Record that *body* decided on *day* to pay *amount* a year, for a municipality or for all a payer pays for.

    Problems: `payer-unknown`, `payer-ambiguous`; `commitment-amount` when it is not above zero;
    `commitment-twice` for the same section of the same day.
    """
    of = _known(project, given, day, kind)
    if amount <= 0:
        raise GovtoolError(error("commitment-amount", None, of=given, amount=amount))
    if any((each.of, each.date, each.section) == (of, day, section) for each in project.own_financing.commitment):
        raise GovtoolError(error("commitment-twice", None, of=given, day=day, section=section))
    data = {"of": of, "body": body, "date": day, "section": section, "euros_a_year": amount}
    told = ("commitment-recorded", {"of": given, "amount": amount, "body": body, "day": day, "section": section})
    return _recorded(project, "shares commit", "commitment", data, told, as_of=as_of)


def succeed(
    project: Project,
    given: str,
    payers: Sequence[str],
    weights: Sequence[Decimal],
    *,
    start: date,
    as_of: date,
    kind: Kind | None = None,
) -> Change:
    """Record that *payers* pay from *start* on what *given* paid, or what was paid for it, by *weights*.

    Without *payers* it ends without a successor, which `check` tells from that day on. Problems:
    `payer-unknown`, `payer-ambiguous`, `ratio-wrong` when the weights are not one above zero for each payer.
    """
    of = _known(project, given, start, kind)
    if weights and (len(weights) != len(payers) or min(weights) <= 0):
        ratio = ":".join(str(weight) for weight in weights)
        raise GovtoolError(error("ratio-wrong", None, ratio=ratio, count=len(payers)))
    data: dict[str, Any] = {"of": of, "start": start}
    if payers:
        shares = weights or [Decimal(1)] * len(payers)
        data["successor"] = [{"payer": payer, "weight": weight} for payer, weight in zip(payers, shares, strict=True)]
    key = "payer-succeeded" if payers else "payer-ended"
    told = (key, {"of": given, "payers": tuple(payers), "start": start})
    return _recorded(project, "shares payer", "succession", data, told, as_of=as_of)


def take_populations(
    project: Project, populations: Mapping[str, int], file: str, *, table: bytes, evidence: bytes, as_of: date
) -> Change:
    """Record *populations* by code, read from *file*: a new *table* of municipalities, and the file as evidence."""
    changed = sum(each.population != populations[each.code] for each in project.municipalities)
    kept = PutFile(f"budgets/evidence/populations/{file}", evidence)
    return Change(
        action="shares population",
        as_of=as_of,
        computed_from=project.digests,
        edits=(PutFile(MUNICIPALITIES_CSV, table, new=False), *(() if kept.path in project.digests else (kept,))),
        about=file,
        told=(("populations-recorded", {"count": len(populations), "file": file, "changed": changed}),),
    )


def record_payers(project: Project, given: Sequence[tuple[Payer, Place]], *, as_of: date) -> Change:
    """Record payers as organisations that can be invoiced; those on record already stay as they are.

    Problems, all of them: `payer-unknown` for one that pays for nobody, `id-twice`.
    """
    names = project.own_financing.names(project.municipalities)
    recorded = {each.name for each in project.own_financing.payer}
    ids = {each.id for each in (*project.partners, *project.own_financing.payer)}
    problems, new = [], []
    for payer, place in given:
        if payer.name not in names:
            problems.append(error("payer-unknown", place, of=payer.name, known=suggestion(payer.name, names)))
        elif payer.name not in recorded and payer.id in ids:
            problems.append(error("id-twice", place, id=payer.id, kind=Say("noun-payer")))
        elif payer.name not in recorded:
            new.append(payer)
            recorded.add(payer.name)
            ids.add(payer.id)
    if problems:
        raise GovtoolError(*problems)
    data = [payer.model_dump(exclude_none=True) for payer in new]
    edits: tuple[AddRecord | NewRecord, ...] = tuple(AddRecord(OWN_FINANCING_TOML, ("payer",), each) for each in data)
    if OWN_FINANCING_TOML not in project.digests:
        edits = (NewRecord(OWN_FINANCING_TOML, {"format": 1, "payer": data}),)
    return Change(
        action="shares payers",
        as_of=as_of,
        computed_from=project.digests,
        edits=edits,
        about=", ".join(payer.id for payer in new),
        told=(("payers-recorded", {"count": len(new), "kept": len(given) - len(new)}),),
    )


def _known(project: Project, given: str, day: date, kind: Kind | None) -> str:
    """Return the code of a municipality, or the payer of that name or id.

    A municipality that is a payer too is told apart by *kind*, unless on *day* it pays for itself alone.
    """
    financing = project.own_financing
    payers = {name: name for name in financing.names(project.municipalities)}
    payers |= {payer.id: payer.name for payer in financing.payer if payer.name in payers}
    codes = {key: each.code for each in project.municipalities for key in (each.name, each.code)}
    payer = payers.get(given) if kind != "municipality" else None
    code = codes.get(given) if kind != "payer" else None
    if payer is None and code is None:
        known = suggestion(given, (*codes, *payers))
        raise GovtoolError(error("payer-unknown", None, of=given, known=known))
    paid_for = [each for each in project.municipalities if payer in financing.payers(each, day)]
    if payer is not None and code is not None and any(each.code != code for each in paid_for):
        names = tuple(each.name for each in paid_for)
        raise GovtoolError(error("payer-ambiguous", None, of=given, names=names, number=code))
    return payer or code or given


def _recorded(
    project: Project,
    action: str,
    list_: str,
    data: Mapping[str, Any],
    told: tuple[str, Mapping[str, Any]],
    *,
    as_of: date,
) -> Change:
    """Append *data* to the list of that name; the first record makes the file."""
    if OWN_FINANCING_TOML in project.digests:
        edit: AddRecord | NewRecord = AddRecord(OWN_FINANCING_TOML, (list_,), data)
    else:
        edit = NewRecord(OWN_FINANCING_TOML, {"format": 1, list_: [data]})
    return Change(
        action=action,
        as_of=as_of,
        computed_from=project.digests,
        edits=(edit,),
        about=str(data["of"]),
        told=(told,),
    )
