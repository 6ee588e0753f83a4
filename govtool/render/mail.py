"""A mail as a draft: a file that a mail program opens for a person to look at and send."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from govtool.render.words import Words
from govtool.reports.due import Owed

Receiver = tuple[str, str]
"""A name and a mail address."""

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a mail, by the name it is saved under; `method` is of a calendar entry."""

    name: str
    content: bytes
    media: str = "application/octet-stream"
    method: str | None = None


def draft(
    subject: str, lines: Iterable[str], to: Iterable[Receiver], lang: str, attachments: Sequence[Attachment] = ()
) -> bytes:
    """Return a mail as the bytes of an `.eml` file: it opens unsent, and the same mail gives the same bytes."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = _one_line(subject)
    if addresses := tuple(Address(_one_line(name), addr_spec=address) for name, address in to):
        mail["To"] = addresses
    mail["X-Unsent"] = "1"  # opened as a draft, not as something received
    mail.set_content("\n".join(lines) + "\n", charset="utf-8", cte="quoted-printable")
    mail["Content-Language"] = lang
    for each in attachments:
        main, _, sub = each.media.partition("/")
        params = {"method": each.method, "charset": "utf-8"} if each.method else None
        mail.add_attachment(each.content, maintype=main, subtype=sub, filename=each.name, params=params)
    if attachments:
        mail.set_boundary("=_" + sha256(b"".join(each.content for each in attachments)).hexdigest()[:32])
    return mail.as_bytes()


def reminder(
    partner: str, project: str, owed: Iterable[Owed], as_of: date, words: Words, *, to: Iterable[Receiver] = ()
) -> bytes:
    """Return a reminder to *partner* of what it owes, the overdue first, as the bytes of an `.eml` file."""
    found = sorted(owed, key=lambda each: each.day)
    lines = [words.say("mail", "greeting", {"partner": partner}), ""]
    for key, shown in (
        ("late", [each for each in found if each.day < as_of]),
        ("to-come", [each for each in found if each.day >= as_of]),
    ):
        if shown:
            lines += [words.say("mail", key), ""]
            lines += [words.say("mail", "owed", {"what": each.what, "day": each.day}) for each in shown]
            lines.append("")
    lines += [words.say("mail", "closing"), "", project]
    return draft(words.say("mail", "subject", {"project": project}), lines, to, words.lang)


def _one_line(text: str) -> str:
    """Return *text* as a header can hold it: a line break in a name would start another header."""
    return " ".join(text.split())
