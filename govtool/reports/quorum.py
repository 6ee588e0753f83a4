"""Quorum: who counts in an item and why, who does not and why not, how many are needed by which rule."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from govtool.domain.item import Item
from govtool.domain.meeting import Attendance, Meeting
from govtool.domain.parameter import DatedValue
from govtool.domain.project import Project, meeting_file
from govtool.domain.steering_group import Seat
from govtool.problems import Problem, error, warning
from govtool.reports.deputy import acting_seat, principal_of, refused
from govtool.reports.table import Column, Plain, Row, Say, Table
from govtool.rules.rulebook import Rulebook

ITEM_COLUMNS = (
    Column("item", "integer"),
    Column("title"),
    Column("counted", "integer"),
    Column("needed", "integer"),
    Column("quorate", "word"),
    Column("not-counted"),
)
OF_ITEM = ("in-room", "disqualified", "principal-there", "principal-disqualified", "seat-taken")
"""Reasons that hold for single items; the others hold for the whole meeting."""

PERSON_COLUMNS = (Column("name"), Column("organisation"), Column("counts", "word"), Column("reason"))


@dataclass(frozen=True, slots=True)
class Quorum:
    """The quorum of one item: person ids counted, the others with the reason, and the rule that sets `needed`.

    `rule_name` is `quorum_count` or `quorum_share`; `seats` is what the share is taken of, None for a count.
    """

    needed: int
    rule_name: str
    rule: DatedValue
    seats: int | None
    counted: tuple[str, ...]
    not_counted: tuple[tuple[str, Say], ...]
    chair_present: bool
    chair_rule: DatedValue

    @property
    def quorate(self) -> bool:
        """Tell whether enough members count and, where the rule requires it, the chair or vice-chair is there."""
        return len(self.counted) >= self.needed and (self.chair_present or self.chair_rule.value != "required")


def quorum(project: Project, rules: Rulebook, meeting: Meeting, item: int | None = None) -> Quorum:
    """Work out the quorum of an item, or without one of the opening, by the rules of the meeting's day.

    Counted is who attends as a member, holds a voting seat that day (a term that ends that day still
    counts), is in the room at the item and is not disqualified from it; a person counts once. A deputy
    counts in the place of a holder who is away (rule `deputy_acts_for`), and is never chair for the holder.
    """
    groups, day = project.groups, meeting.date
    seats, rows = groups.seats_on(meeting.body, day), dict[str, list[Attendance]]()
    for row in meeting.taking_part:
        rows.setdefault(row.person, []).append(row)
    reasons = {
        person: _reason(project, rules, meeting, each, seat=seats.get(person), item=item)
        for person, each in rows.items()
    }
    absent = {person: Say("absent") for person, seat in seats.items() if seat.votes and person not in reasons}
    leaders = {person for role in ("chair", "vice-chair") for person in groups.holders_of(meeting.body, role, day)}
    leaders |= set(meeting.elected_chairs(item or meeting.opening))
    counted = tuple(person for person, reason in reasons.items() if reason is None)
    needed, name, of_seats = _needed(project, rules, meeting.body, day)
    return Quorum(
        needed=needed,
        rule_name=name,
        rule=rules.at(name, day),
        seats=of_seats,
        counted=counted,
        not_counted=tuple((p, reason) for p, reason in (reasons | absent).items() if reason is not None),
        chair_present=not leaders.isdisjoint(counted),
        chair_rule=rules.at("quorum_chair", day),
    )


def quorum_problems(project: Project, rules: Rulebook, meeting: Meeting, items: Sequence[Item]) -> Iterator[Problem]:
    """Yield `quorum-missing` or `chair-required` for each of *items* that the body decided without a quorum."""
    for item in items:
        if any(decision.by == "body" for decision in item.decisions):
            yield from item_quorum_problems(project, rules, meeting, item)


def item_quorum_problems(project: Project, rules: Rulebook, meeting: Meeting, item: Item) -> Iterator[Problem]:
    """Yield `quorum-missing` or `chair-required` when the body has no quorum in *item*."""
    found = quorum(project, rules, meeting, item.number)
    if not found.quorate:
        said = {"item": item.number, "counted": len(found.counted), "needed": found.needed}
        place = project.places.of(meeting_file(meeting.id), "item", meeting.item.index(item))
        if len(found.counted) < found.needed:
            yield error("quorum-missing", place, source=found.rule.source, **said)
        else:
            yield error("chair-required", place, item=item.number, source=found.chair_rule.source)


def chair_problems(project: Project, rules: Rulebook, meeting: Meeting) -> Iterator[Problem]:
    """Yield `chair-absent` naming the items without chair and vice-chair, unless the rule leaves them free."""
    found = {item.number: quorum(project, rules, meeting, item.number) for item in meeting.item}
    items = [number for number, each in found.items() if not each.chair_present]
    if items and found[items[0]].chair_rule.value != "free":
        place = project.places.of(meeting_file(meeting.id), "attendance")
        yield warning("chair-absent", place, items=items, source=found[items[0]].chair_rule.source)


def chair_elected_problems(project: Project, rules: Rulebook, meeting: Meeting, item: Item) -> Iterator[Problem]:
    """Yield `chair-not-there` for everybody whom *item* elects to lead the meeting and who does not count in it."""
    elected = [decision.chair for decision in item.decisions if decision.chair is not None]
    counted = quorum(project, rules, meeting, item.number).counted if elected else ()
    for person in elected:
        if person not in counted:
            place = project.places.of(meeting_file(meeting.id), "item", meeting.item.index(item))
            yield error("chair-not-there", place, person=project.groups.name_of(person), item=item.number)


def _needed(project: Project, rules: Rulebook, body: str, day: date) -> tuple[int, str, int | None]:
    """Return how many are needed, by which rule, and of how many seats."""
    base = rules.word("quorum_base", day)
    if base == "count":
        return rules.integer("quorum_count", day), "quorum_count", None
    seats = [seat for seat in project.groups.seats_of(body) if seat.votes]
    if base == "share-of-filled-seats":
        filled = {term.seat for term in project.groups.term if term.serves(day)}
        seats = [seat for seat in seats if seat.id in filled]
    return int(rules.number("quorum_share", day) * len(seats)) + 1, "quorum_share", len(seats)


def _reason(
    project: Project,
    rules: Rulebook,
    meeting: Meeting,
    rows: Sequence[Attendance],
    *,
    seat: Seat | None,
    item: int | None,
) -> Say | None:
    """Return why the person of *rows*, who holds *seat*, does not count; None when the person counts."""
    as_member = [row for row in rows if row.capacity == "member"]
    acting = as_member or [row for row in rows if row.capacity == "deputy"]
    if not acting:
        return Say("not-as-member", {"capacity": Say(f"capacity-{rows[0].capacity}")})
    if as_member and seat is None:
        return Say("no-seat", {"day": meeting.date})
    if as_member and seat is not None and not seat.votes:
        return Say("seat-without-vote", {"seat": seat.id})
    in_room = next((row for row in acting if row.present_at(item or meeting.opening)), None)
    if in_room is None:
        return Say("in-room", {"items": [_stay(meeting, row) for row in acting]})
    ground = meeting.ground_against(rows[0].person, item) if item is not None else None
    if ground is not None:
        return Say("disqualified", {"ground": ground})
    return None if as_member else refused(project, rules, meeting, in_room, item)


def _stay(meeting: Meeting, row: Attendance) -> str:
    """Spell the items somebody was there for: `3`, `1–4` or, to the end, `3–`."""
    first = row.first_item or meeting.opening
    return str(first) if row.last_item == first else f"{first}–{row.last_item or ''}"


def quorum_table(project: Project, rules: Rulebook, as_of: date, meeting: Meeting, item: Item | None = None) -> Table:
    """Show the quorum of every item, or of one item person by person, with the rule and its source."""
    if item is None:
        return _items_table(project, rules, as_of, meeting)
    found = quorum(project, rules, meeting, item.number)
    rows = [_person_row(project, meeting, person, _why(project, meeting, person)) for person in found.counted]
    rows += [_person_row(project, meeting, person, reason) for person, reason in found.not_counted]
    title = Say("quorum-of-item", {"number": meeting.label, "item": item.number, "title": item.title})
    result = Say("quorum-result", {"counted": len(found.counted), "quorate": _yes(found.quorate)})
    notes = (result, rule_note(found), Say("quorum-who", {"day": meeting.date}))
    return Table("quorum", as_of, title, PERSON_COLUMNS, tuple(rows), notes)


def _items_table(project: Project, rules: Rulebook, as_of: date, meeting: Meeting) -> Table:
    name = project.groups.name_of
    rows = []
    for item in meeting.item:
        found = quorum(project, rules, meeting, item.number)
        left_out = [
            Say("person-because", {"person": name(person), "reason": reason})
            for person, reason in found.not_counted
            if reason.key in OF_ITEM
        ]
        cells = (item.number, Say("local", {"text": item.title}), len(found.counted), found.needed)
        rows.append(Row((*cells, _yes(found.quorate), Say("list", {"all": left_out}) if left_out else None)))
    opening = quorum(project, rules, meeting)
    others = [
        Say("person-because", {"person": name(person), "reason": reason})
        for person, reason in opening.not_counted
        if reason.key not in (*OF_ITEM, "absent")
    ]
    absent = [name(person) for person, reason in opening.not_counted if reason.key == "absent"]
    notes = [
        rule_note(opening),
        Say("quorum-who", {"day": meeting.date}),
        Say("quorum-opening", {"count": len(opening.counted), "persons": [name(p) for p in opening.counted]}),
    ]
    notes += [Say("quorum-others", {"persons": others})] if others else []
    notes += [Say("quorum-absent", {"count": len(absent), "persons": absent})] if absent else []
    title = Say("quorum", {"number": meeting.label, "day": meeting.date})
    problems = tuple(chair_problems(project, rules, meeting))
    return Table("quorum", as_of, title, ITEM_COLUMNS, tuple(rows), tuple(notes), problems)


def rule_note(found: Quorum) -> Say:
    """Say how many are needed, by which rule and source."""
    said = {"needed": found.needed, "rule": found.rule_name, "source": found.rule.source}
    if found.seats is None:
        return Say("quorum-count", said)
    return Say("quorum-share", {**said, "share": Plain(Decimal(found.rule.spelt) * 100), "seats": found.seats})


def _why(project: Project, meeting: Meeting, person: str) -> Say:
    """Say why somebody counts: as a member, or for whom as a deputy."""
    row = next(each for each in meeting.taking_part if each.person == person and each.capacity in ("member", "deputy"))
    if row.capacity == "member":
        return Say("counts")
    principal = principal_of(project, meeting, row)
    return Say("counts-for", {"person": project.groups.name_of(principal) if principal else row.deputy_for})


def _person_row(project: Project, meeting: Meeting, person: str, reason: Say) -> Row:
    seat = acting_seat(project, meeting, person)
    given = next((each.organisation for each in meeting.taking_part if each.person == person), None)
    organisation = given or (seat.organisation if seat else None)
    return Row((project.groups.name_of(person), organisation, _yes(reason.key in ("counts", "counts-for")), reason))


def _yes(truth: bool) -> Say:
    return Say("yes" if truth else "no")
