"""Who gets which papers of a body, and what one body gives another when its minutes are checked."""

from typing import Literal

from govtool.domain.record import Record, Slug
from govtool.domain.role import RoleName
from govtool.domain.wording import LocalText

MailedPaper = Literal["call", "agenda", "annexes", "draft", "minutes"]
Group = Literal["members", "deputies"] | RoleName


class Distribution(Record):
    """A distribution list: which papers of a body go in one mail to these groups, persons and other bodies."""

    id: Slug
    body: Slug
    name: LocalText
    papers: tuple[MailedPaper, ...]
    to: tuple[Group, ...] = ()
    persons: tuple[Slug, ...] = ()
    bodies: tuple[Slug, ...] = ()


class Reporting(Record):
    """A reporting line: the checked minutes of one body go to another, for information or as a policy it follows."""

    giver: Slug
    receiver: Slug
    kind: Literal["information", "policy"]
    what: LocalText | None = None
