"""Every link between records: what kind of record is named, by which id, which ids there are, and where it stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from govtool.domain.budget import Line
from govtool.domain.cost import PARTNER_INVOICES, part
from govtool.domain.item import Item
from govtool.domain.meeting import Meeting
from govtool.domain.project import (
    BUDGET_TOML,
    CONTACTS_TOML,
    DELIVERIES_TOML,
    GOVTOOL_TOML,
    GROUPS_TOML,
    HOURS_TOML,
    STAFF_TOML,
    Project,
    claim_file,
    invoice_file,
    meeting_file,
)

Where = tuple[str | int, ...]
"""A file and the key path in it; its line is worked out only for a problem."""

Link = tuple[str, str, Iterable[str], Where]
"""Kind of record, the id that is named, the ids there are, and where it is named."""


def links_of(project: Project) -> Iterator[Link]:
    """Yield every link of the project's records."""
    yield from _main_links(project)
    yield from _group_links(project)
    yield from _meeting_links(project)
    yield from _money_links(project)
    yield from _right_links(project)


def _main_links(project: Project) -> Iterator[Link]:
    partners = [partner.id for partner in project.partners]
    categories = [category.id for category in project.categories]
    yield "coordinator", project.facts.coordinator, partners, (GOVTOOL_TOML, "project", "coordinator")
    for i, share in enumerate(project.shares):
        if share.partner is not None:
            yield "partner", share.partner, partners, (GOVTOOL_TOML, "share", i, "partner")
    for i, account in enumerate(project.accounts):
        known = (*categories, PARTNER_INVOICES)
        yield "category", account.category, known, (GOVTOOL_TOML, "account", i, "category")
    for i, each in enumerate(project.deliveries):
        for j, partner in enumerate(each.partners):
            yield "partner", partner, partners, (GOVTOOL_TOML, "delivery", i, "partners", j)
    deliveries = [each.id for each in project.deliveries]
    for i, come in enumerate(project.received):
        yield "delivery", come.delivery, deliveries, (DELIVERIES_TOML, "received", i, "delivery")
        yield "partner", come.partner, partners, (DELIVERIES_TOML, "received", i, "partner")
    for i, scheme in enumerate(project.schemes):
        yield "partner", scheme.partner, partners, (GOVTOOL_TOML, "scheme", i, "partner")
        for j, amount in enumerate(scheme.amounts):
            yield "category", amount.category, categories, (GOVTOOL_TOML, "scheme", i, "amounts", j)


def _group_links(project: Project) -> Iterator[Link]:
    groups = project.groups
    persons = [person.id for person in groups.person]
    bodies = [body.id for body in groups.body]
    seats = [seat.id for seat in groups.seat]
    partners = [partner.id for partner in project.partners]
    for i, person in enumerate(groups.person):
        if person.employer is not None:
            yield "partner", person.employer, partners, (GROUPS_TOML, "person", i, "employer")
    for i, seat in enumerate(groups.seat):
        yield "body", seat.body, bodies, (GROUPS_TOML, "seat", i, "body")
        if seat.partner is not None:
            yield "partner", seat.partner, partners, (GROUPS_TOML, "seat", i, "partner")
    for i, term in enumerate(groups.term):
        yield "seat", term.seat, seats, (GROUPS_TOML, "term", i, "seat")
        yield "person", term.person, persons, (GROUPS_TOML, "term", i, "person")
    for i, deputy in enumerate(groups.deputy):
        yield "seat", deputy.seat, seats, (GROUPS_TOML, "deputy", i, "seat")
        yield "person", deputy.person, persons, (GROUPS_TOML, "deputy", i, "person")
    for i, role in enumerate(groups.role):
        yield "body", role.body, bodies, (GROUPS_TOML, "role", i, "body")
        yield "person", role.person, persons, (GROUPS_TOML, "role", i, "person")
    for i, listed in enumerate(groups.distribution):
        where = (GROUPS_TOML, "distribution", i)
        yield from (("body", body, bodies, where) for body in (listed.body, *listed.bodies))
        yield from (("person", person, persons, where) for person in listed.persons)
    for i, line in enumerate(groups.reporting):
        yield "body", line.giver, bodies, (GROUPS_TOML, "reporting", i, "giver")
        yield "body", line.receiver, bodies, (GROUPS_TOML, "reporting", i, "receiver")
    for i, contact in enumerate(project.contacts.person):
        yield "person", contact.id, persons, (CONTACTS_TOML, "person", i, "id")
    for i, contact in enumerate(project.contacts.partner):
        yield "partner", contact.id, partners, (CONTACTS_TOML, "partner", i, "id")


def _meeting_links(project: Project) -> Iterator[Link]:
    persons = [person.id for person in project.groups.person]
    bodies = [body.id for body in project.groups.body]
    seats = [seat.id for seat in project.groups.seat]
    known = targets(project)
    for meeting in project.meetings:
        file = meeting_file(meeting.id)
        yield "body", meeting.body, bodies, (file, "body")
        for person, path in _persons(meeting):
            yield "person", person, persons, (file, *path)
        for i, item in enumerate(meeting.item):
            for j, concern in enumerate(item.concerns):
                yield from matter(concern, known, (file, "item", i, "concerns", j))
        for i, attendance in enumerate(meeting.attendance):
            if attendance.deputy_for is not None:
                yield "seat", attendance.deputy_for, seats, (file, "attendance", i, "deputy_for")
        numbers = [str(item.number) for item in meeting.item]
        for i, each in enumerate(meeting.disqualified):
            yield from (("item", str(number), numbers, (file, "disqualified", i, "items")) for number in each.items)
        for i, event in enumerate(meeting.event):
            if event.meeting is not None:
                yield "meeting", event.meeting, known["meeting"], (file, "event", i, "meeting")


def matter(concern: str, known: Mapping[str, Sequence[str]], where: Where) -> Iterator[Link]:
    """Yield the links of what an item concerns, `kind:id`, where *known* are the ids of each kind."""
    kind, _, target = concern.partition(":")
    yield "matter", kind, known, where
    if kind in known:
        yield kind, target, known[kind], where


def targets(project: Project) -> Mapping[str, Sequence[str]]:
    """Return the ids of everything that an item can concern, by kind."""
    return {
        "budget-change": [change.id for change in project.budget.change],
        "partner": [partner.id for partner in project.partners],
        "meeting": [meeting.id for meeting in project.meetings],
        "invoice": [invoice.id for invoice in project.invoices],
        "claim": [claim.id for claim in project.claims],
        "person": [person.id for person in project.groups.person],
    }


def _persons(meeting: Meeting) -> Iterator[tuple[str, Where]]:
    """Yield everybody whom *meeting* names, with the key path in its file."""
    for i, item in enumerate(meeting.item):
        yield from ((person, ("item", i, *path)) for person, path in _persons_of_item(item))
    for key in ("attendance", "reply", "disqualified"):
        yield from ((each.person, (key, i, "person")) for i, each in enumerate(getattr(meeting, key)))
    yield from ((person, ("checking", "by")) for person in (meeting.checking.by if meeting.checking else ()))


def _persons_of_item(item: Item) -> Iterator[tuple[str, Where]]:
    if item.presenter is not None:
        yield item.presenter, ("presenter",)
    for i, motion in enumerate(item.motion):
        yield from ((person, ("motion", i)) for person in (motion.by, *motion.seconded))
    for i, vote in enumerate(item.vote):
        yield from ((ballot.person, ("vote", i)) for ballot in vote.ballots)
    yield from ((each.owner, ("action", i)) for i, each in enumerate(item.action))
    yield from ((each.person, ("dissent", i)) for i, each in enumerate(item.dissent))
    yield from ((each.chair, ("decisions", i)) for i, each in enumerate(item.decisions) if each.chair is not None)
    yield from ((person, ("checking", "by")) for person in (item.checking.by if item.checking else ()))


def _money_links(project: Project) -> Iterator[Link]:
    shares = [share.id for share in project.shares]
    categories = [category.id for category in project.categories]
    partners = [partner.id for partner in project.partners]
    invoices = [invoice.id for invoice in project.invoices]
    schemes = [scheme.id for scheme in project.schemes]
    parties = [*partners, *(payer.id for payer in project.own_financing.payer)]
    municipalities = [municipality.code for municipality in project.municipalities]
    for where, line in budget_lines(project):
        yield "share", line.share, shares, where
        yield "category", line.category, categories, where
    changes = [change.id for change in project.budget.change]
    for i, change in enumerate(project.budget.change):
        if change.part_of is not None:
            yield "change", change.part_of, changes, (BUDGET_TOML, "change", i, "part_of")
    yield from _staff_links(project)
    for invoice in project.invoices:
        file = invoice_file(invoice.id)
        yield "partner", invoice.issuer, partners, (file, "issuer")
        yield "payer" if invoice.member else "partner", invoice.receiver, parties, (file, "receiver")
        yield "scheme", invoice.scheme, schemes, (file, "scheme")
        for i, amount in enumerate(invoice.line):
            yield "category", amount.category, categories, (file, "line", i)
        for i, member in enumerate(invoice.member):
            yield "municipality", member.municipality, municipalities, (file, "member", i)
        for original in invoice.corrects:
            yield "invoice", original, invoices, (file, "corrects")
    for claim in project.claims:
        for i, explanation in enumerate(claim.explanation):
            yield "partner", explanation.partner, partners, (claim_file(claim.id), "explanation", i, "partner")
    for key in part(project.costs):
        place = (f"budgets/costs/{key.bookkeeper}/{key.month}.csv",)
        yield "partner", key.bookkeeper, partners, place
        yield "share", key.share, shares, place
        yield "category", key.category, (*categories, PARTNER_INVOICES), place


def _right_links(project: Project) -> Iterator[Link]:
    persons = [person.id for person in project.groups.person]
    for i, right in enumerate(project.rights):
        for person in right.persons:
            yield "person", person, persons, (GOVTOOL_TOML, "right", i)
    for invoice in project.invoices:
        for i, event in enumerate(invoice.event):
            if event.person is not None:
                yield "person", event.person, persons, (invoice_file(invoice.id), "event", i)


def _staff_links(project: Project) -> Iterator[Link]:
    roles = [each.id for each in project.staff.staff] if project.staff is not None else []
    for i, sheet in enumerate(project.sheets):
        yield "staff", sheet.staff, roles, (HOURS_TOML, "sheet", i, "staff")
    if project.staff is None:
        return
    shares, partners = ([each.id for each in of] for of in (project.shares, project.partners))
    yield "category", project.staff.category, [each.id for each in project.categories], (STAFF_TOML, "category")
    for i, member in enumerate(project.staff.staff):
        yield "partner", member.partner, partners, (STAFF_TOML, "staff", i, "partner")
        yield "share", member.share, shares, (STAFF_TOML, "staff", i, "share")
        if member.person is not None:
            persons = [each.id for each in project.groups.person]
            yield "person", member.person, persons, (STAFF_TOML, "staff", i, "person")


def budget_lines(project: Project) -> Iterator[tuple[Where, Line]]:
    """Yield every line of the budget and its changes, with where it stands."""
    for i, line in enumerate(project.budget.baseline.line):
        yield (BUDGET_TOML, "baseline", "line", i), line
    for i, change in enumerate(project.budget.change):
        for j, line in enumerate(change.line):
            yield (BUDGET_TOML, "change", i, "line", j), line
