"""What the agenda and the minutes of a meeting are made of: typed values, names looked up, nothing formatted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from govtool.domain.calendar import Day
from govtool.domain.item import DecidedBy, DecisionKind
from govtool.domain.meeting import Archive, Capacity, Dispute, Mode
from govtool.domain.role import RoleName
from govtool.domain.vote import Vote
from govtool.domain.wording import LocalText
from govtool.reports.deadline import Paper
from govtool.reports.table import Say


@dataclass(frozen=True, slots=True)
class Heading:
    """Which meeting of which body it is; `synthetic` says that its contents are invented."""

    organisation: str
    project: LocalText
    body: LocalText
    number: int | str
    date: Day
    start: time
    end: time
    place: LocalText
    mode: Mode
    archive: Archive
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who is invited or was there; a role of the body says more than the capacity, a deputy for whom."""

    name: str
    organisation: str
    title: LocalText | None
    capacity: Capacity
    role: RoleName | None = None
    deputy_for: str | None = None
    remote: bool = False
    first_item: int | None = None
    last_item: int | None = None
    arrived: time | None = None
    left: time | None = None
    replied: Day | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item as it is sent out; annexes are numbered through the meeting."""

    number: int
    title: LocalText
    background: LocalText | None = None
    proposal: LocalText | None = None
    presenter: str | None = None
    annexes: tuple[tuple[int, LocalText], ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaPaper:
    """An agenda: whom it goes to, by when it and its annexes are due, who sends it; a `supplement` has late items."""

    heading: Heading
    invited: tuple[Participant, ...]
    items: tuple[AgendaItem, ...]
    agenda_due: Day
    annexes_due: Day
    presenter: str | None
    secretary: str | None
    supplement: bool = False


@dataclass(frozen=True, slots=True)
class DecidedItem:
    """A decision: who decided what and on what power; `counted` of those who count when `needed` make a quorum."""

    kind: DecisionKind
    by: DecidedBy
    text: LocalText
    decider: LocalText | None = None
    power: LocalText | None = None
    number: str | None = None
    date: Day | None = None
    counted: int | None = None
    needed: int | None = None


@dataclass(frozen=True, slots=True)
class MinutesItem:
    """An item as it was handled: the agenda's part, the talk, who stood aside and why, what was decided.

    `checkers` and `checked` are of an item that was checked at once; `quorate` tells whether it could be decided;
    `late` that it was brought in late; `replies` count what members answered in a written procedure; `corrections`
    tell what was corrected in this item later, and what it corrected in earlier minutes.
    """

    item: AgendaItem
    discussion: LocalText | None
    disqualified: tuple[tuple[str, LocalText, Dispute | None], ...]
    decisions: tuple[DecidedItem, ...]
    motions: tuple[tuple[str, LocalText, tuple[str, ...]], ...] = ()
    votes: tuple[Vote, ...] = ()
    dissents: tuple[tuple[str, LocalText], ...] = ()
    actions: tuple[tuple[LocalText, str, Day], ...] = ()
    quorate: bool = True
    late: Say | None = None
    replies: Mapping[str, int] = field(default_factory=dict)
    checkers: tuple[str, ...] = ()
    checked: Day | None = None
    corrections: tuple[Say, ...] = ()


@dataclass(frozen=True, slots=True)
class QuorumFound:
    """How many of those who count were there, how many were needed, by which rule and source; who led."""

    present: int
    needed: int
    source: LocalText
    chair_present: bool


@dataclass(frozen=True, slots=True)
class LatePaper:
    """A paper that went out after it was due, or not at all."""

    paper: Paper
    due: Day
    sent: Day | None


@dataclass(frozen=True, slots=True)
class MinutesPaper:
    """The minutes of a held meeting; `memo` when the body's custom calls them so.

    `corrections` tell what was corrected in earlier minutes since the meeting before, not by this one; `late` is
    what went out too late.
    """

    heading: Heading
    memo: bool
    opened: time | None
    closed: time | None
    present: tuple[Participant, ...]
    absent: tuple[Participant, ...]
    quorum: QuorumFound
    late: tuple[LatePaper, ...]
    items: tuple[MinutesItem, ...]
    chair: str | None
    secretary: str | None
    checkers: tuple[str, ...] = ()
    checked: Day | None = None
    distribution: tuple[LocalText, ...] = ()
    corrections: tuple[Say, ...] = ()
