"""How persons and partners are reached: personal data in a file of their own, kept out of git and of documents."""

import re
from typing import Annotated

from pydantic import AfterValidator

from govtool.domain.record import Record, Slug

_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def _mail(text: str) -> str:
    if not _MAIL.fullmatch(text) or ".." in text or text.startswith(".") or ".@" in text:
        raise ValueError("mail-address")
    return text


MailAddress = Annotated[str, AfterValidator(_mail)]
"""A mail address, spelt in ASCII and without the name of its owner."""


class Contact(Record):
    """The mail address and telephone number of the person or the partner with that id."""

    id: Slug
    mail: MailAddress | None = None
    telephone: str | None = None


class Contacts(Record):
    """Everything in `contacts.toml`."""

    person: tuple[Contact, ...] = ()
    partner: tuple[Contact, ...] = ()

    def mail_of_person(self, person: str) -> str | None:
        """Return the mail address of a person; None when none is known."""
        return next((each.mail for each in self.person if each.id == person), None)

    def mail_of_partner(self, partner: str) -> str | None:
        """Return the mail address of a partner; None when none is known."""
        return next((each.mail for each in self.partner if each.id == partner), None)
