"""Mail drafts: what a mail program reads in them, whatever names and texts hold."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from hypothesis import given
from hypothesis import strategies as st

from govtool.render.mail import DOCX, Attachment, draft

CALENDAR = Attachment("meeting-07.ics", b"BEGIN:VCALENDAR\r\n", "text/calendar", "REQUEST")
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)


def read(content: bytes) -> EmailMessage:
    """Return a draft as a mail program reads it."""
    found = message_from_bytes(content, policy=default)
    assert isinstance(found, EmailMessage)
    return found


def test_a_draft_opens_unsent_with_its_attachments_named() -> None:
    to = [("Åsa Björk, chef", "asa@a.example"), ("Väinö", "vaino@b.example")]
    content = draft("Kutsu", ["Tervetuloa."], to, "fi", [CALENDAR, Attachment("liite ä.docx", b"PK", DOCX)])
    mail = read(content)
    assert mail["X-Unsent"] == "1"
    assert [(each.display_name, each.addr_spec) for each in mail["To"].addresses] == to
    attached = list(mail.iter_attachments())
    assert [each.get_filename() for each in attached] == ["meeting-07.ics", "liite ä.docx"]
    assert [each.get_content_type() for each in attached] == ["text/calendar", DOCX]
    assert attached[0].get_param("method") == "REQUEST"
    assert [each.get_payload(decode=True) for each in attached] == [CALENDAR.content, b"PK"]
    assert content == draft("Kutsu", ["Tervetuloa."], to, "fi", [CALENDAR, Attachment("liite ä.docx", b"PK", DOCX)])


def test_a_draft_to_nobody_leaves_the_address_to_the_sender() -> None:
    mail = read(draft("Kutsu", ["Tervetuloa."], [], "fi"))
    assert mail["To"] is None
    assert mail["Content-Language"] == "fi"


def test_a_line_break_in_a_name_makes_no_header() -> None:
    mail = read(draft("Kutsu\nBcc: x@y.example", ["."], [("Aino\r\nCc: x@y.example", "a@a.example")], "fi"))
    assert (mail["Bcc"], mail["Cc"]) == (None, None)
    assert mail["Subject"] == "Kutsu Bcc: x@y.example"


@given(TEXT, TEXT)
def test_subject_and_text_arrive_as_they_were_written(subject: str, text: str) -> None:
    mail = read(draft(subject, [text], [], "fi"))
    assert str(mail["Subject"]).split() == subject.split()
    assert "\n".join(mail.get_content().splitlines()).strip("\n") == "\n".join(text.splitlines()).strip("\n")
