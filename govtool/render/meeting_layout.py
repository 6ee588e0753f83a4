"""The layouts of meeting documents: call, agenda, minutes, and what is taken out of them."""

from govtool.render import report_layout
from govtool.render.layout import Layout
from govtool.render.layout_table import Col


def call() -> Layout:
    """Lay out the call: time and place, what it is about, by when the papers come, who is invited."""
    layout = _meeting()
    layout.fact("agenda_due", "{{ deadlines.agenda }}")
    layout.fact("annexes_due", "{{ deadlines.annexes }}")
    with layout.asking("items"):
        layout.heading("items")
        with layout.each("item in items"):
            layout.text("{{ item.number }}. {{ item.title }}", "Annex")
    layout.text("{{ words.hindrance }}")
    _invited(layout)
    return layout


def agenda() -> Layout:
    """Lay out the agenda: facts, items with proposals, annexes, who is invited."""
    layout = _meeting()
    layout.fact("agenda_due", "{{ deadlines.agenda }}")
    layout.fact("annexes_due", "{{ deadlines.annexes }}")
    layout.heading("items")
    with layout.each("item in items"):
        _item(layout)
    with layout.asking("annexes"):
        layout.heading("annexes")
        layout.table("annexes", "annex in annexes", Col("annex", 2.6, "label"), Col("title", 12.1), Col("item", 2))
    _invited(layout)
    return layout


def minutes() -> Layout:
    """Lay out the minutes: attendance and quorum, items with decisions, close, signatures, checking."""
    layout = _held()
    with layout.asking("absent"):
        layout.heading("absent")
        layout.table("absent", "person in absent", *_absent())
    layout.heading("quorum")
    layout.text("{{ quorum }}")
    layout.text("{{ chair_remark }}", asks="chair_remark")
    layout.text("{{ late_remark }}", asks="late_remark")
    with layout.asking("corrections"):
        layout.heading("corrections")
        layout.lines("corrections")
    with layout.each("item in items"):
        _item(layout)
        _handling(layout)
    layout.text("{{ closing }}", asks="closing")
    layout.heading("signatures")
    layout.signatures()
    layout.fact("checking", "{{ checking }}")
    with layout.asking("distribution"):
        layout.heading("distribution")
        with layout.each("receiver in distribution"):
            layout.text("{{ receiver }}")
    _archive(layout)
    return layout


def extract() -> Layout:
    """Lay out an extract: who was there for the item, the item, checking, who certifies it."""
    layout = _held()
    layout.text("{{ quorum }}")
    layout.text("{{ late_remark }}", asks="late_remark")
    with layout.each("item in items"):
        _item(layout)
        _handling(layout)
    layout.fact("checking", "{{ checking }}")
    layout.heading("certified")
    layout.signatures()
    _archive(layout)
    return layout


def attendance() -> Layout:
    """Lay out the list of who attends: to sign before the meeting, afterwards as it was."""
    layout = _meeting()
    with layout.asking("invited"):
        layout.heading("invited")
        name, organisation, _, role = _persons(4.5, 4, 0, 3.2)
        layout.table("attendance", "person in invited", name, organisation, role, Col("signature", 5, "time"), height=1)
    with layout.asking("present"):
        layout.heading("present")
        layout.table("present", "person in present", *_present())
    with layout.asking("absent"):
        layout.heading("absent")
        layout.table("absent", "person in absent", *_absent())
    return layout


def pack() -> Layout:
    """Lay out the pack: the agenda, then every report on broad pages."""
    layout = agenda()
    layout.turn()
    layout.text("{{ as_of }}")
    with layout.each("report in reports"):
        layout.text("{{ report.title }}", "Heading 2")
        report_layout.table(layout)
    return layout


def _meeting() -> Layout:
    """Begin a document of a meeting: title, project, time and place."""
    layout = Layout("{{ organisation }}")
    layout.title("{{ meeting.name }}")
    layout.fact("project", "{{ project }}")
    layout.fact("time", "{{ meeting.when }}")
    layout.fact("place", "{{ meeting.place }}{% if meeting.mode %}, {{ meeting.mode }}{% endif %}")
    return layout


def _invited(layout: Layout) -> None:
    layout.heading("invited")
    layout.table("invited", "person in invited", *_persons(4.7, 3.7, 5.1, 3.2))
    layout.fact("presenter", "{{ presenter }}", asks="presenter")
    layout.fact("secretary", "{{ secretary }}", asks="secretary")


def _persons(name: float, organisation: float, position: float, role: float) -> tuple[Col, ...]:
    """Return the columns of a table of persons, of these widths."""
    return Col("name", name), Col("organisation", organisation), Col("position", position, "title"), Col("role", role)


def _held() -> Layout:
    """Begin a document of a held meeting, with those who were there."""
    layout = _meeting()
    layout.fact("diary", "{{ archive.diary }}", asks="archive.diary")
    layout.heading("present")
    layout.table("present", "person in present", *_present())
    return layout


def _absent() -> tuple[Col, ...]:
    return _persons(4.3, 3.7, 5.2, 3.5)


def _present() -> tuple[Col, ...]:
    return *_persons(3.7, 3.2, 4.0, 3.2), Col("present_time", 2.6, "time")


def _archive(layout: Layout) -> None:
    """Write where the record belongs."""
    layout.fact("publicity", "{{ archive.publicity }}", asks="archive.publicity")
    layout.fact("original", "{{ archive.original }}", asks="archive.original")
    layout.fact("retention", "{{ archive.retention }}", asks="archive.retention")


def _item(layout: Layout) -> None:
    """Write an item's number and title, background, proposal, presenter and annexes."""
    layout.text("{{ item.number }}. {{ item.title }}", "Heading 2")
    layout.text("{{ item.background }}", asks="item.background")
    layout.fact("proposal", "{{ item.proposal }}", asks="item.proposal")
    layout.fact("presenter", "{{ item.presenter }}", asks="item.presenter")
    with layout.each("annex in item.annexes"):
        layout.text("{{ annex.label }}: {{ annex.title }}", "Annex")


def _handling(layout: Layout) -> None:
    """Write how an item was handled: talk, who stood aside, motions, votes, decisions, dissents, actions."""
    layout.fact("discussion", "{{ item.discussion }}", asks="item.discussion")
    layout.text("{{ item.quorum_remark }}", asks="item.quorum_remark")
    with layout.each("person in item.disqualified"):
        layout.fact("disqualified", "{{ person.name }}: {{ person.ground }}")
    layout.lines("item.motions")
    layout.lines("item.votes")
    layout.text("{{ item.replies }}", asks="item.replies")
    with layout.each("decision in item.decisions"):
        layout.text("{{ words.decision }}: {{ decision.lead }}", "Decision")
        layout.text("{{ decision.text }}")
        layout.fact("power", "{{ decision.power }}", asks="decision.power")
        layout.text("{{ decision.count }}", asks="decision.count")
    layout.lines("item.dissents")
    layout.lines("item.actions")
    layout.text("{{ item.checking }}", asks="item.checking")
    layout.lines("item.corrections")
