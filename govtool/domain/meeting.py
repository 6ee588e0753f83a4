"""A meeting: when it is and who was told, its items, who was there, how the minutes were checked."""

from datetime import time
from typing import Literal

from pydantic import Field

from govtool.domain.calendar import Day
from govtool.domain.item import Checking, Item
from govtool.domain.record import Record, Slug
from govtool.domain.wording import LocalText

Mode = Literal["on-site", "remote", "hybrid", "written"]
Dispute = Literal["upheld", "dismissed"]
Answer = Literal["support", "oppose", "blank", "meeting"]
Capacity = Literal["member", "deputy", "presenter", "secretary", "expert", "attending"]
Stage = Literal[
    "planned",
    "called",
    "agenda-sent",
    "annexes-sent",
    "held",
    "drafted",
    "checked",
    "approved",
    "distributed",
    "cancelled",
]


class Attendance(Record):
    """Somebody who was there, in one capacity, for the whole meeting or from and to an item.

    A deputy names the seat whose holder is away under `deputy_for`.
    """

    person: Slug
    capacity: Capacity
    deputy_for: Slug | None = None
    remote: bool = False
    arrived: time | None = None
    left: time | None = None
    first_item: int | None = Field(default=None, ge=1)
    last_item: int | None = Field(default=None, ge=1)
    organisation: str | None = None

    def present_at(self, item: int) -> bool:
        """Tell whether the person was in the room when *item* was handled."""
        return (self.first_item or 1) <= item and (self.last_item is None or item <= self.last_item)

    def overlaps(self, other: "Attendance") -> bool:
        """Tell whether both rows speak of an item in common."""
        ends = [each.last_item for each in (self, other) if each.last_item is not None]
        return not ends or max(self.first_item or 1, other.first_item or 1) <= min(ends)

    @property
    def backwards(self) -> bool:
        """Whether the person left before coming: an interval without items is no attendance."""
        times = self.arrived is not None and self.left is not None and self.left < self.arrived
        return times or (self.last_item is not None and self.last_item < (self.first_item or 1))


class Reply(Record):
    """What a member answered in a written procedure, to every item or to one; `meeting` demands a meeting."""

    person: Slug
    date: Day
    answer: Answer
    item: int | None = Field(default=None, ge=1)


class Disqualification(Record):
    """A person who took no part in some items, and on what ground.

    When it was disputed the body settled it: `upheld`, or `dismissed`, and then the person takes part.
    """

    person: Slug
    items: tuple[int, ...]
    ground: LocalText
    dispute: Dispute | None = None


class Sending(Record):
    """When each paper of the meeting went out; `draft` is the minutes, sent to be checked.

    `agenda_sha256` is of what the agenda said when it went out.
    """

    call: Day | None = None
    agenda: Day | None = None
    agenda_sha256: str | None = None
    annexes: Day | None = None
    draft: Day | None = None


class Move(Record):
    """A meeting was moved to another day: from which, when and why; a call and an agenda sent for the old day."""

    date: Day
    decided: Day
    reason: LocalText
    call: Day | None = None
    agenda: Day | None = None


class Archive(Record):
    """Where the record belongs: the archive is the coordinator's."""

    diary: str | None = None
    publicity: LocalText | None = None
    original: LocalText | None = None
    retention: LocalText | None = None


class MeetingEvent(Record):
    """What happened to checked minutes afterwards, appended below the seal; `action` is counted from 1 in its item.

    A correction says what `stood` in its item and what `stands` now: decided in an item of a later meeting, or by
    a `decider` on a `power`.
    """

    kind: Literal["approved", "distributed", "action-closed", "corrected"]
    date: Day
    meeting: Slug | None = None
    item: int | None = None
    action: int | None = None
    to: str | None = None
    stood: LocalText | None = None
    stands: LocalText | None = None
    decided_item: int | None = None
    decider: str | None = None
    power: str | None = None


class Seal(Record):
    """The frozen part of a file: its SHA-256 and the day it was sealed."""

    sha256: str
    sealed: Day
    by: Slug | None = None


class Meeting(Record):
    """One meeting of a body; the id is given once and survives a move of the date.

    In a written procedure the day and the end are the deadline of the replies. `year` is given when the body numbers
    its meetings by year.
    """

    id: Slug
    body: Slug
    number: int = Field(ge=1)
    year: int | None = None
    date: Day
    start: time
    end: time
    place: LocalText
    mode: Mode = "on-site"
    synthetic: bool = False
    cancelled: Day | None = None
    cancelled_reason: LocalText | None = None
    opened: time | None = None
    closed: time | None = None
    sent: Sending = Sending()
    moved: tuple[Move, ...] = ()
    item: tuple[Item, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    reply: tuple[Reply, ...] = ()
    disqualified: tuple[Disqualification, ...] = ()
    checking: Checking | None = None
    archive: Archive = Archive()
    seal: Seal | None = None
    event: tuple[MeetingEvent, ...] = ()

    def stage(self, as_of: Day) -> Stage:
        """Return how far the meeting had come by *as_of*; later records are not there yet."""
        if self.cancelled_by(as_of):
            return "cancelled"
        reached: Stage | None = None
        for event in sorted(self.event, key=lambda event: event.date):
            if event.kind in ("approved", "distributed") and event.date <= as_of:
                reached = event.kind
        if reached is not None:
            return reached
        if self.checking is not None and self.checking.date <= as_of:
            return "checked"
        if self.taking_part and self.date <= as_of:
            return "drafted" if self.sent.draft is not None and self.sent.draft <= as_of else "held"
        for stage, sent in (
            ("annexes-sent", self.sent.annexes),
            ("agenda-sent", self.sent.agenda),
            ("called", self.sent.call),
        ):
            if sent is not None and sent <= as_of:
                return stage  # type: ignore[return-value]
        return "planned"

    @property
    def label(self) -> int | str:
        """The number as it is told: 7, or 3/2014 when the meetings of each year are numbered."""
        return self.number if self.year is None else f"{self.number}/{self.year}"

    @property
    def opening(self) -> int:
        """The number of the first item: items can be numbered on from earlier meetings."""
        return min((item.number for item in self.item), default=1)

    def cancelled_by(self, as_of: Day) -> bool:
        """Tell whether the meeting was cancelled on *as_of* or before."""
        return self.cancelled is not None and self.cancelled <= as_of

    def revision(self, as_of: Day) -> int:
        """Return how often day, time or place were changed by *as_of*; the cancelling is the last change."""
        return sum(move.decided <= as_of for move in self.moved) + self.cancelled_by(as_of)

    @property
    def distributed(self) -> Day | None:
        """The day on which the checked minutes first went out."""
        return min((event.date for event in self.event if event.kind == "distributed"), default=None)

    @property
    def untold(self) -> frozenset[int]:
        """The late items that no supplementary agenda has told of, by number."""
        return frozenset(item.number for item in self.item if item.late is not None and item.late.sent is None)

    @property
    def supplement(self) -> str:
        """The name of the next supplementary agenda: the second one that goes out has a number."""
        sent = {item.late.sent for item in self.item if item.late is not None and item.late.sent is not None}
        return f"supplement-{len(sent) + 1}" if sent else "supplement"

    def elected_chairs(self, item: int) -> tuple[str, ...]:
        """Return who was elected in this meeting to lead it, in *item* or before."""
        decisions = (decision for each in self.item if each.number <= item for decision in each.decisions)
        return tuple(decision.chair for decision in decisions if decision.chair is not None)

    @property
    def replies_in_time(self) -> tuple[Reply, ...]:
        """The replies that came by the deadline, the earliest first; a person's later one takes the place of it."""
        return tuple(sorted((r for r in self.reply if r.date <= self.date), key=lambda reply: reply.date))

    @property
    def taking_part(self) -> tuple[Attendance, ...]:
        """Who is there, and in a written procedure who has replied in time, as a member."""
        replied = (
            Attendance(person=each.person, capacity="member", first_item=each.item, last_item=each.item)
            for each in self.replies_in_time
        )
        return (*self.attendance, *replied) if self.mode == "written" else self.attendance

    def held_by(self, as_of: Day) -> bool:
        """Tell whether the meeting was held by *as_of* and its attendance is recorded."""
        return self.stage(as_of) in ("held", "drafted", "checked", "approved", "distributed")

    def checked_on(self, item: Item) -> Day | None:
        """Return from which day the decisions of *item* take effect; None while nobody has checked them."""
        checking = item.checking or self.checking
        return checking.date if checking is not None else None

    def item_numbered(self, number: int) -> Item | None:
        """Return the item with that number."""
        return next((item for item in self.item if item.number == number), None)

    def disqualified_from(self, item: int) -> frozenset[str]:
        """Return the persons who take no part in *item*."""
        return frozenset(
            each.person for each in self.disqualified if item in each.items and each.dispute != "dismissed"
        )

    def ground_against(self, person: str, item: int) -> LocalText | None:
        """Return on what ground *person* takes no part in *item*; None for who takes part."""
        given = (each for each in self.disqualified if each.person == person and item in each.items)
        return next((each.ground for each in given if each.dispute != "dismissed"), None)
