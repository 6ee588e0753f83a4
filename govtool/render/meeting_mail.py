"""The mails of a meeting as drafts: its call with the calendar entry, and the other papers with their documents."""

from collections.abc import Sequence

from govtool.domain.distribution import MailedPaper
from govtool.domain.meeting import Meeting
from govtool.domain.wording import LocalText
from govtool.render import amounts
from govtool.render.mail import Attachment, Receiver, draft
from govtool.render.words import Words


def meeting_mail(
    meeting: Meeting,
    body: LocalText,
    paper: MailedPaper,
    words: Words,
    *,
    to: Sequence[Receiver],
    attachments: Sequence[Attachment],
) -> bytes:
    """Return a draft of the mail by which *paper* goes out; the call of a cancelled meeting takes it back."""
    kind = "cancelled" if meeting.cancelled is not None and paper == "call" else paper
    said = {
        "body": body,
        "number": meeting.label,
        "day": meeting.date,
        "when": amounts.moment(meeting.date, meeting.start, words.lang, meeting.end),
        "place": meeting.place,
        "reason": meeting.cancelled_reason or "",
    }
    lines = [words.say("meeting-mail", f"text-{kind}", said)]
    if meeting.moved and kind == "call":
        lines.append(
            words.say("meeting-mail", "moved", {"day": meeting.moved[-1].date, "reason": meeting.moved[-1].reason})
        )
    if attachments:
        lines += ["", words.say("meeting-mail", "attached")]
        lines += [f"- {each.name}" for each in attachments]
    return draft(words.say("meeting-mail", f"subject-{kind}", said), lines, to, words.lang, attachments)
