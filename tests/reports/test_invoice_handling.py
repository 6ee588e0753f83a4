"""The coordinator's side: steps in order, by those who have the right, two persons for every invoice."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtool.actions import invoice_handling as actions
from govtool.checks.invoice import handling
from govtool.domain.change import AddRecord, Change
from govtool.domain.invoice import Invoice, InvoiceEvent
from govtool.domain.parameter import DatedValue
from govtool.domain.project import Project
from govtool.problems import GovtoolError
from govtool.reports.invoice_comparison import Received
from govtool.reports.invoice_handling import next_step, paid, waiting_table
from govtool.reports.table import Say
from tests import lasse

DIRECTOR, COLLEAGUE, FINANCE, SUBSTITUTE = (
    "taimi-sarastevuo",
    "lempi-koskikallas",
    "tarmo-hopeakivikko",
    "pyry-ahokorpela",
)
DAY = date(2014, 10, 31)
OWN, OTHER, NOTE = "pikassos-settlement-2014-09", "verso-settlement-2014-09", "verso-settlement-2014-06"


@pytest.fixture(scope="module")
def project() -> Project:
    return lasse.invoiced(lasse.project(), DAY, sent=True)


def invoice(project: Project, given: str) -> Invoice:
    found = project.invoice(given)
    assert found is not None
    return found


def came(of: Invoice, **changes: object) -> Received:
    return replace(Received(of.id, of.total, date(2014, 10, 20)), **changes)  # type: ignore[arg-type]


def handled(project: Project, given: str, *steps: str, day: date = DAY) -> Project:
    """Take *steps*: `receive`, `check:PERSON`, `approve:PERSON`, `pay:EUROS`."""
    rules = lasse.rulebook(project)
    for step in steps:
        of = invoice(project, given)
        name, _, word = step.partition(":")
        if name == "receive":
            change = actions.receive(project, rules, of, came(of), as_of=day, by=None)
        elif name == "pay":
            euros = Decimal(word) if word else None
            change = actions.pay(project, rules, of, day=day, amount=euros, reference=None, as_of=day, by=None)
        else:
            change = getattr(actions, name)(project, rules, of, as_of=day, by=word or None)
        project = with_event(project, of, change)
    return project


def with_event(project: Project, of: Invoice, change: Change) -> Project:
    added = next(edit for edit in change.edits if isinstance(edit, AddRecord))
    event = InvoiceEvent(**added.data)
    done = of.replace(event=(*of.event, event))
    return replace(project, invoices=tuple(done if each.id == of.id else each for each in project.invoices))


def refusals(project: Project, given: str, step: str, day: date = DAY) -> list[str]:
    with pytest.raises(GovtoolError) as wrong:
        handled(project, given, step, day=day)
    return [problem.code for problem in wrong.value.problems]


def without_rule(project: Project, name: str, value: str) -> Project:
    override = DatedValue(start=date(2013, 4, 1), value=value, source="s", checked=DAY, layer="project")
    return replace(
        project,
        parameters=tuple(p.replace(values=(*p.values, override)) if p.name == name else p for p in project.parameters),
    )


def test_an_invoice_goes_through_all_hands(project: Project) -> None:
    steps = ("receive", f"check:{DIRECTOR}", f"approve:{FINANCE}", "pay:2000.00", "pay:390.32")
    seen, now = [], project
    for step in steps:
        seen.append(next_step(now, lasse.rulebook(now), invoice(now, OTHER), DAY))
        now = handled(now, OTHER, step)
    assert seen == ["receive", "check", "approve", "pay", "pay"]
    assert next_step(now, lasse.rulebook(now), invoice(now, OTHER), DAY) == "done"
    assert list(handling(now, lasse.rulebook(now), DAY)) == []


def test_the_issuer_s_own_director_is_not_the_only_checker(project: Project) -> None:
    once = handled(project, OWN, "receive", f"check:{DIRECTOR}")
    assert next_step(once, lasse.rulebook(once), invoice(once, OWN), DAY) == "second-check"
    assert refusals(once, OWN, f"check:{DIRECTOR}") == ["four-eyes"]
    assert refusals(once, OWN, f"approve:{FINANCE}") == ["invoice-step"]
    twice = handled(once, OWN, f"check:{COLLEAGUE}", f"approve:{FINANCE}")
    assert next_step(twice, lasse.rulebook(twice), invoice(twice, OWN), DAY) == "pay"
    free = without_rule(once, "second_check", "never")
    assert next_step(free, lasse.rulebook(free), invoice(free, OWN), DAY) == "approve"


def test_a_check_by_the_coordinator_alone_is_enough(project: Project) -> None:
    once = handled(project, OWN, "receive", f"check:{COLLEAGUE}")
    assert next_step(once, lasse.rulebook(once), invoice(once, OWN), DAY) == "approve"


@pytest.mark.parametrize(
    ("before", "step", "code"),
    [
        ((), f"check:{DIRECTOR}", "invoice-step"),
        ((), "pay", "invoice-step"),
        (("receive",), "receive", "invoice-step-done"),
        (("receive",), "check", "right-missing"),
        (("receive",), f"check:{FINANCE}", "right-missing"),
        (("receive",), "check:helka-ukonpaasi", "right-missing"),
        (("receive", f"check:{DIRECTOR}"), f"approve:{DIRECTOR}", "four-eyes"),
        (("receive", f"check:{DIRECTOR}", f"approve:{FINANCE}"), f"approve:{FINANCE}", "invoice-step-done"),
        (("receive", f"check:{DIRECTOR}", f"approve:{FINANCE}"), f"approve:{SUBSTITUTE}", "invoice-step-done"),
        (("receive", f"check:{DIRECTOR}", f"approve:{FINANCE}"), "pay:2390.33", "invoice-overpaid"),
        (("receive", f"check:{DIRECTOR}", f"approve:{FINANCE}"), "pay:-1.00", "invoice-overpaid"),
        (("receive", f"check:{DIRECTOR}", f"approve:{FINANCE}", "pay"), "pay:1.00", "invoice-step-done"),
    ],
)
def test_what_may_not_follow_is_refused(project: Project, before: tuple[str, ...], step: str, code: str) -> None:
    # The director may approve too, so that only the four eyes stand in the way.
    may = project.rights[0].replace(may="approve")
    project = replace(project, rights=(*project.rights, may))
    assert refusals(handled(project, OTHER, *before), OTHER, step) == [code]


def test_one_person_is_enough_where_the_rule_says_so(project: Project) -> None:
    may = project.rights[0].replace(may="approve")
    alone = without_rule(replace(project, rights=(*project.rights, may)), "four_eyes", "one-person")
    done = handled(alone, OTHER, "receive", f"check:{DIRECTOR}", f"approve:{DIRECTOR}")
    assert next_step(done, lasse.rulebook(done), invoice(done, OTHER), DAY) == "pay"


def test_a_right_has_its_time_its_limit_and_a_substitute(project: Project) -> None:
    checked = handled(project, OTHER, "receive", f"check:{DIRECTOR}")
    done = handled(checked, OTHER, f"approve:{SUBSTITUTE}")
    assert next_step(done, lasse.rulebook(done), invoice(done, OTHER), DAY) == "pay"
    low = replace(checked, rights=tuple(right.replace(limit=Decimal("2390.31")) for right in checked.rights))
    assert refusals(low, OTHER, f"approve:{FINANCE}") == ["right-missing"]
    over = replace(checked, rights=tuple(right.replace(end=date(2014, 10, 30)) for right in checked.rights))
    assert refusals(over, OTHER, f"approve:{FINANCE}") == ["right-missing"]


def test_what_is_left_is_paid_when_no_amount_is_given(project: Project) -> None:
    part = handled(project, OTHER, "receive", f"check:{DIRECTOR}", f"approve:{FINANCE}", "pay:1.00")
    (row,) = (row for row in waiting_table(part, lasse.rulebook(part), DAY).rows if row.cells[0] == OTHER)
    assert row.cells[2] == invoice(part, OTHER).gross - 1
    assert paid(invoice(handled(part, OTHER, "pay"), OTHER), DAY) == invoice(part, OTHER).gross


def test_a_credit_note_is_set_off_with_a_minus(project: Project) -> None:
    day = date(2014, 10, 31)
    ready = handled(project, NOTE, "receive", f"check:{DIRECTOR}", f"approve:{FINANCE}", day=day)
    assert refusals(ready, NOTE, "pay:2349.32") == ["invoice-overpaid"]
    done = handled(ready, NOTE, "pay")
    assert paid(invoice(done, NOTE), day) == Decimal("-2349.32")


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"amount": Decimal("2390.33")}, "differs-amount"),
        ({"number": "77"}, "differs-number"),
        ({"iban": "FI2112345600000785"}, "differs-account"),
        ({"issuer": "0996337-2"}, "differs-issuer"),
        ({"categories": {"salaries": Decimal("1.00")}}, "differs-category"),
        ({"period": lasse.FIRST.period}, "differs-period"),
    ],
)
def test_a_difference_is_named_and_nothing_recorded(project: Project, changes: dict[str, object], what: str) -> None:
    verso = invoice(project, OTHER).issuer
    known = {"iban": "FI1410093000123458", "business_id": "0827616-7"}
    partners = tuple(each.replace(**known) if each.id == verso else each for each in project.partners)
    project = replace(project, partners=partners)
    of = invoice(project, OTHER)
    with pytest.raises(GovtoolError) as wrong:
        actions.receive(project, lasse.rulebook(project), of, came(of, **changes), as_of=DAY, by=None)
    assert {problem.code for problem in wrong.value.problems} == {"received-differs"}
    assert what in {problem.data["what"].key for problem in wrong.value.problems}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("dated", "code"), [(date(2014, 11, 1), "day-in-future"), (date(2014, 9, 29), "invoice-early")]
)
def test_one_from_the_future_or_before_its_period_ends_is_refused(project: Project, dated: date, code: str) -> None:
    of = invoice(project, OTHER)
    with pytest.raises(GovtoolError) as wrong:
        actions.receive(project, lasse.rulebook(project), of, came(of, dated=dated), as_of=DAY, by=None)
    assert [problem.code for problem in wrong.value.problems] == [code]


def test_a_number_that_came_without_sending_is_the_invoice_s_and_no_other_s(project: Project) -> None:
    of = invoice(project, OTHER)
    bare = replace(
        project, invoices=tuple(each.replace(event=()) if each.id == OTHER else each for each in project.invoices)
    )
    rules = lasse.rulebook(bare)
    change = actions.receive(bare, rules, invoice(bare, OTHER), came(of, number="V-9"), as_of=DAY, by=None)
    assert [type(edit).__name__ for edit in change.edits] == ["Seal", "AddRecord"]
    assert invoice(with_event(bare, invoice(bare, OTHER), change), OTHER).number(DAY) == "V-9"
    with pytest.raises(GovtoolError) as wrong:
        actions.receive(bare, rules, invoice(bare, OTHER), came(of, number=NOTE), as_of=DAY, by=None)
    assert [problem.code for problem in wrong.value.problems] == ["invoice-number-twice"]


def test_what_a_hand_wrote_into_the_record_is_judged_alike(project: Project) -> None:
    of = invoice(project, OTHER)
    forged = of.replace(event=(*of.event, InvoiceEvent(kind="approved", date=DAY, person=FINANCE)))
    wrong = replace(project, invoices=tuple(forged if each.id == OTHER else each for each in project.invoices))
    assert [problem.code for problem in handling(wrong, lasse.rulebook(wrong), DAY)] == ["invoice-step"]
    assert list(handling(wrong, lasse.rulebook(wrong), date(2014, 10, 30))) == []


def test_the_list_says_what_waits_for_whom(project: Project) -> None:
    now = handled(project, OWN, "receive", f"check:{DIRECTOR}")
    rows = {row.cells[0]: row.cells[-2:] for row in waiting_table(now, lasse.rulebook(now), DAY).rows}
    assert rows[OWN] == (Say("step-second-check"), "Lempi Koskikallas")
    assert rows[OTHER] == (Say("step-receive"), None)
    assert rows[NOTE] == (Say("step-receive"), None)
    nobody = waiting_table(replace(now, rights=()), lasse.rulebook(now), DAY)
    assert ({row.cells[-1] for row in nobody.rows}, nobody.notes[0].key) == ({None}, "handled-by-nobody")


STEPS = ("receive", *(f"{n}:{p}" for n in ("check", "approve") for p in (DIRECTOR, COLLEAGUE, FINANCE)), "pay")


@given(st.lists(st.sampled_from(STEPS), max_size=9))
def test_no_order_of_steps_pays_what_two_persons_have_not_handled(project: Project, steps: list[str]) -> None:
    every = tuple(right.replace(may=may) for right in project.rights for may in ("check", "approve"))
    now = replace(project, rights=every)
    for step in steps:
        try:
            now = handled(now, OWN, step)
        except GovtoolError:
            continue
    of = invoice(now, OWN)
    if of.events("paid", DAY):
        checkers = {event.person for event in of.events("checked", DAY)}
        assert checkers - {DIRECTOR}
        assert {event.person for event in of.events("approved", DAY)} - checkers
    assert paid(of, DAY) in (0, of.total)
