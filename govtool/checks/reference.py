"""Links between records: every id that is named exists, no id is given twice, days lie inside the project."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from govtool.checks.link import Where, budget_lines, links_of, matter, targets
from govtool.domain.project import (
    BUDGET_TOML,
    CONTACTS_TOML,
    GOVTOOL_TOML,
    GROUPS_TOML,
    HOURS_TOML,
    OWN_FINANCING_TOML,
    STAFF_TOML,
    Project,
    claim_file,
    invoice_file,
    meeting_file,
)
from govtool.problems import Place, Problem, error
from govtool.reports.suggestion import suggestion
from govtool.reports.table import Say


def references(project: Project, left_out: Collection[str] = ()) -> tuple[Problem, ...]:
    """Return what is wrong with links, ids and days.

    Of the kinds *left_out* some records could not be read: links to them are not blamed.
    """
    links = (link for link in links_of(project) if link[0] not in left_out)
    return (
        *_twice(project),
        *_issuers(project),
        *_days(project),
        *(_dangling(project, *link) for link in links if link[1] not in link[2]),
    )


def _dangling(project: Project, kind: str, given: str, known: Iterable[str], where: Where) -> Problem:
    near = suggestion(given, known)
    return error("dangling-reference", _place(project, where), kind=Say(f"noun-{kind}"), id=given, known=near)


def unknown_matters(project: Project, concerns: Iterable[str], file: str) -> tuple[Problem, ...]:
    """Return what is wrong with what an item of *file* would concern: no such kind of matter, or nothing of that id."""
    links = (link for concern in concerns for link in matter(concern, targets(project), (file,)))
    return tuple(_dangling(project, *link) for link in links if link[1] not in link[2])


def _place(project: Project, where: Where) -> Place:
    return project.places.of(str(where[0]), *where[1:])


def _twice(project: Project) -> Iterator[Problem]:
    groups = project.groups
    lists: tuple[tuple[str, str, tuple[str, ...]], ...] = (
        (GOVTOOL_TOML, "partner", tuple(each.id for each in project.partners)),
        (GOVTOOL_TOML, "share", tuple(each.id for each in project.shares)),
        (GOVTOOL_TOML, "category", tuple(each.id for each in project.categories)),
        (GOVTOOL_TOML, "scheme", tuple(each.id for each in project.schemes)),
        (GOVTOOL_TOML, "delivery", tuple(each.id for each in project.deliveries)),
        (GOVTOOL_TOML, "milestone", tuple(each.id for each in project.milestones)),
        (STAFF_TOML, "staff", tuple(each.id for each in (project.staff.staff if project.staff is not None else ()))),
        (HOURS_TOML, "sheet", tuple(f"{each.staff} {each.month}" for each in project.sheets)),
        (OWN_FINANCING_TOML, "payer", tuple(each.id for each in project.own_financing.payer)),
        (GROUPS_TOML, "person", tuple(each.id for each in groups.person)),
        (GROUPS_TOML, "body", tuple(each.id for each in groups.body)),
        (GROUPS_TOML, "seat", tuple(each.id for each in groups.seat)),
        (GROUPS_TOML, "distribution", tuple(each.id for each in groups.distribution)),
        (CONTACTS_TOML, "person", tuple(each.id for each in project.contacts.person)),
        (CONTACTS_TOML, "partner", tuple(each.id for each in project.contacts.partner)),
        (BUDGET_TOML, "change", tuple(each.id for each in project.budget.change)),
    )
    for file, key, ids in lists:
        for given, count in Counter(ids).items():
            if count > 1:
                last = len(ids) - 1 - ids[::-1].index(given)
                yield error("id-twice", project.places.of(file, key, last, "id"), id=given, kind=Say(f"noun-{key}"))
    for meeting in project.meetings:
        for number, count in Counter(item.number for item in meeting.item).items():
            if count > 1:
                index = [item.number for item in meeting.item].index(number)
                place = project.places.of(meeting_file(meeting.id), "item", index + 1, "number")
                yield error("item-twice", place, item=number)


def _issuers(project: Project) -> Iterator[Problem]:
    """Yield schemes by which the coordinator would invoice itself, or somebody else charge the payers."""
    for i, scheme in enumerate(project.schemes):
        coordinator = scheme.partner == project.facts.coordinator
        if coordinator != (scheme.kind == "charge"):
            place = project.places.of(GOVTOOL_TOML, "scheme", i, "partner")
            said = {"scheme": scheme.id, "partner": scheme.partner, "kind": Say(scheme.kind)}
            yield error("scheme-issuer", place, **said)
    for i, payer in enumerate(project.own_financing.payer):
        if project.partner(payer.id) is not None:
            place = project.places.of(OWN_FINANCING_TOML, "payer", i, "id")
            yield error("id-twice", place, id=payer.id, kind=Say("noun-partner"))


def _days(project: Project) -> Iterator[Problem]:
    facts = project.facts

    def outside(day: date, *where: str | int) -> Iterator[Problem]:
        if not facts.start <= day <= facts.end:
            yield error("outside-project", _place(project, where), day=day, start=facts.start, end=facts.end)

    for i, scheme in enumerate(project.schemes):
        yield from outside(scheme.start, GOVTOOL_TOML, "scheme", i, "start")
        yield from outside(scheme.end, GOVTOOL_TOML, "scheme", i, "end")
    for meeting in project.meetings:
        yield from outside(meeting.date, meeting_file(meeting.id), "date")
    for invoice in project.invoices:
        yield from outside(invoice.period.start, invoice_file(invoice.id), "period")
        yield from outside(invoice.period.end, invoice_file(invoice.id), "period")
    for claim in project.claims:
        yield from outside(claim.period.start, claim_file(claim.id), "period")
        yield from outside(claim.period.end, claim_file(claim.id), "period")
    for where, line in budget_lines(project):
        if not facts.start.year <= line.year <= facts.end.year:
            place = _place(project, where)
            yield error("outside-project", place, day=str(line.year), start=facts.start, end=facts.end)
