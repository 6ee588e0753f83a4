"""An item of a meeting: what is proposed, decided and agreed in it, its annexes, and that it came late."""

from typing import Literal

from pydantic import Field

from govtool.domain.calendar import Day
from govtool.domain.record import Record, Slug
from govtool.domain.vote import Dissent, Motion, Vote
from govtool.domain.wording import LocalText

Consent = Literal["accepted", "refused"]
ItemKind = Literal["opening", "decision", "information", "election", "discussion", "closing"]
DecidedBy = Literal["body", "team", "office-holder", "authority"]
DecisionKind = Literal[
    "approved",
    "approved-changed",
    "rejected",
    "supported",
    "proposed-onwards",
    "noted",
    "elected",
    "tabled",
    "referred",
]


class Annex(Record):
    """A file that belongs to an item, by its path under `minutes/annexes/`."""

    title: LocalText
    file: str | None = None
    sha256: str | None = None


class Roster(Record):
    """Who counted when an item was decided, frozen with the decision."""

    counted: tuple[Slug, ...]
    needed: int
    rule: str


class Decision(Record):
    """What was decided in an item: by whom and on what power, in words that stand.

    `chair` is who was elected to lead the meeting from this item on, when chair and vice-chair are away.
    """

    kind: DecisionKind
    by: DecidedBy = "body"
    text: LocalText
    power: LocalText | None = None
    decider: LocalText | None = None
    number: str | None = None
    date: Day | None = None
    chair: Slug | None = None
    decided_sha256: str | None = None
    roster: Roster | None = None


class Checking(Record):
    """By whom and when the minutes, or one item of them, were checked; a decision takes effect from that day."""

    by: tuple[Slug, ...]
    date: Day


class Action(Record):
    """What somebody does by a day; it is carried over from meeting to meeting until it is closed."""

    text: LocalText
    owner: Slug
    due: Day


class LateItem(Record):
    """What is known of an item that came after the agenda had gone out.

    When it was added, when a supplementary agenda told the members of it, whether the meeting consented to decide it.
    """

    added: Day
    sent: Day | None = None
    consent: Consent | None = None


class Item(Record):
    """An item of the agenda; `concerns` names what it decides (`budget-change:ID`, `claim:ID`, `partner:ID`).

    `checking` is of an item that was checked at once, in the meeting.
    """

    number: int = Field(ge=1)
    kind: ItemKind
    title: LocalText
    background: LocalText | None = None
    proposal: LocalText | None = None
    presenter: Slug | None = None
    concerns: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    discussion: LocalText | None = None
    motion: tuple[Motion, ...] = ()
    vote: tuple[Vote, ...] = ()
    decisions: tuple[Decision, ...] = ()
    dissent: tuple[Dissent, ...] = ()
    action: tuple[Action, ...] = ()
    checking: Checking | None = None
    late: LateItem | None = None

    @property
    def needs_consent(self) -> bool:
        """Whether the item came late and the meeting has not consented to decide it."""
        return self.late is not None and self.late.consent != "accepted"
