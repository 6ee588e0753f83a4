"""How a body made up its mind in an item: motions, votes by number or by name, dissents."""

from typing import Literal

from pydantic import Field

from govtool.domain.record import Record, Slug
from govtool.domain.wording import LocalText

Method = Literal["show-of-hands", "roll-call", "electronic", "secret-ballot"]
Majority = Literal["simple", "absolute", "two-thirds"]
Choice = Literal["for", "against", "blank"]


class Motion(Record):
    """What a member moved against or beside the proposal, and who seconded it."""

    by: Slug
    text: LocalText
    seconded: tuple[Slug, ...] = ()


class Ballot(Record):
    """How one member voted, when a vote is recorded by name."""

    person: Slug
    choice: Choice


class Vote(Record):
    """A vote: the question, how it was held, how many were for, against and blank, the majority that it needs.

    `casting` is the choice that decided a tie: by the chair's vote, in an election usually by lot, as `tie_by` says.
    `ballots` are of a vote by name.
    """

    question: LocalText
    method: Method = "show-of-hands"
    majority: Majority = "simple"
    votes_for: int = Field(ge=0)
    votes_against: int = Field(ge=0)
    votes_blank: int = Field(default=0, ge=0)
    casting: Literal["for", "against"] | None = None
    tie_by: Literal["chair", "lot"] = "chair"
    ballots: tuple[Ballot, ...] = ()

    @property
    def voters(self) -> int:
        """How many voted, blank votes too."""
        return self.votes_for + self.votes_against + self.votes_blank

    @property
    def needed(self) -> int:
        """How many votes for the question carry it, besides a casting vote.

        Simple: more than are against; absolute: more than half of all voters; two thirds of those for and against.
        """
        if self.majority == "simple":
            return self.votes_against + 1
        if self.majority == "absolute":
            return self.voters // 2 + 1
        return -(-2 * (self.votes_for + self.votes_against) // 3)

    @property
    def tied(self) -> bool:
        """Whether for and against are level in a simple majority, so that the chair's vote or the lot decides."""
        return self.majority == "simple" and self.votes_for == self.votes_against

    @property
    def carried(self) -> bool:
        """Whether the question was carried."""
        return self.casting == "for" if self.tied else 0 < self.needed <= self.votes_for


class Dissent(Record):
    """A member who took part in a decision and does not stand behind it."""

    person: Slug
    reason: LocalText
