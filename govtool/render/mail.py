"""A mail as a draft: a file that a mail program opens for a person to look at and send."""

from collections.abc import Iterable
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP

from govtool.render.words import Words
from govtool.reports.due import Owed


def reminder(partner: str, project: str, owed: Iterable[Owed], as_of: date, words: Words) -> bytes:
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
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = words.say("mail", "subject", {"project": project})
    mail["X-Unsent"] = "1"  # opened as a draft, not as something received
    mail.set_content("\n".join(lines) + "\n", charset="utf-8", cte="quoted-printable")
    mail["Content-Language"] = words.lang
    return mail.as_bytes()
