"""`Project`: the whole folder as one immutable value."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from govtool.domain.budget import Budget
from govtool.domain.calendar import Day
from govtool.domain.claim import Claim
from govtool.domain.contact import Contacts
from govtool.domain.cost import CostRow, Cube
from govtool.domain.cost_model import Milestone
from govtool.domain.delivery import Delivery, Received
from govtool.domain.invoice import Invoice, Scheme
from govtool.domain.meeting import Meeting
from govtool.domain.municipality import Municipality, OwnFinancing
from govtool.domain.parameter import Parameter
from govtool.domain.party import Category, GrantDecision, Organisation, Partner, ProjectFacts, Share
from govtool.domain.places import Places
from govtool.domain.right import Right
from govtool.domain.staff import Staff
from govtool.domain.statement import AccountRange
from govtool.domain.steering_group import SteeringGroups
from govtool.domain.time_sheet import TimeSheet
from govtool.domain.voucher import Voucher
from govtool.domain.wording import LocalText

GOVTOOL_TOML = "govtool.toml"
GROUPS_TOML = "minutes/steering-group.toml"
BUDGET_TOML = "budgets/budget.toml"
VOUCHERS_TOML = "budgets/vouchers.toml"
MUNICIPALITIES_CSV = "budgets/municipalities.csv"
DELIVERIES_TOML = "budgets/deliveries.toml"
STAFF_TOML = "budgets/staff.toml"
HOURS_TOML = "budgets/hours.toml"
OWN_FINANCING_TOML = "budgets/own-financing.toml"
CONTACTS_TOML = "contacts.toml"


def meeting_file(meeting: str) -> str:
    """Return where a meeting's record stands."""
    return f"minutes/{meeting}.toml"


def invoice_file(invoice: str) -> str:
    """Return where an invoice's record stands."""
    return f"budgets/invoices/{invoice}.toml"


def claim_file(claim: str) -> str:
    """Return where a claim's record stands."""
    return f"budgets/claims/{claim}.toml"


@dataclass(frozen=True, slots=True)
class Project:
    """Everything the folder says; `costs` is cut at the as-of day, `digests` are of the files read.

    `booked` are the rows by which the coordinator has booked partners' invoices, `parked` those that wait, both with
    what takes them back and cut at the same day; `large`
    are the eligible rows that the rule `voucher_limit` asks a voucher for; `rowless` are the vouchers that no
    accepted row has.
    """

    facts: ProjectFacts
    grant: GrantDecision
    partners: tuple[Partner, ...]
    shares: tuple[Share, ...]
    categories: tuple[Category, ...]
    accounts: tuple[AccountRange, ...]
    schemes: tuple[Scheme, ...]
    groups: SteeringGroups
    meetings: tuple[Meeting, ...]
    budget: Budget
    invoices: tuple[Invoice, ...]
    claims: tuple[Claim, ...]
    parameters: tuple[Parameter, ...]
    costs: Cube
    places: Places
    booked: tuple[CostRow, ...] = ()
    parked: tuple[CostRow, ...] = ()
    rights: tuple[Right, ...] = ()
    municipalities: tuple[Municipality, ...] = ()
    own_financing: OwnFinancing = field(default_factory=OwnFinancing)
    large: tuple[CostRow, ...] = ()
    vouchers: tuple[Voucher, ...] = ()
    rowless: frozenset[Voucher] = frozenset()
    deliveries: tuple[Delivery, ...] = ()
    received: tuple[Received, ...] = ()
    staff: Staff | None = None
    sheets: tuple[TimeSheet, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    contacts: Contacts = field(default_factory=Contacts)
    digests: Mapping[str, str] = field(default_factory=dict)

    def partner(self, partner: str) -> Partner | None:
        """Return the partner with that id."""
        return next((each for each in self.partners if each.id == partner), None)

    def organisation(self, given: str) -> Organisation | None:
        """Return the partner with that id, or the payer of the own share."""
        return next((each for each in (*self.partners, *self.own_financing.payer) if each.id == given), None)

    def share_of(self, partner: str) -> Share | None:
        """Return the budget share of a partner."""
        return next((each for each in self.shares if each.partner == partner), None)

    def category_name(self, category: str) -> LocalText:
        """Return the name of a cost category, or its id when there is none."""
        return next((each.name for each in self.categories if each.id == category), category)

    def meeting(self, meeting: str) -> Meeting | None:
        """Return the meeting with that id; None for another, and for a number that several meetings have."""
        found = self.meetings_named(meeting)
        return found[0] if len(found) == 1 else None

    def meetings_named(self, given: str) -> tuple[Meeting, ...]:
        """Return the meeting with that id, else those with that number: 7, 3/2014, or with the body board/7."""
        by_id = tuple(each for each in self.meetings if each.id == given)
        return by_id or tuple(
            each for each in self.meetings if given in (str(each.number), str(each.label), f"{each.body}/{each.label}")
        )

    def meeting_before(self, meeting: Meeting, as_of: Day) -> Meeting | None:
        """Return the last meeting of the same body before *meeting* that was held by *as_of*."""
        earlier = (each for each in self.meetings if each.body == meeting.body and each.date < meeting.date)
        return max((each for each in earlier if each.held_by(as_of)), key=lambda each: each.date, default=None)

    def reference(self, meeting: Meeting) -> str:
        """Return how a meeting is referred to: by its number, and with several bodies by its body too."""
        return f"{meeting.body}/{meeting.label}" if len(self.groups.body) > 1 else str(meeting.label)

    def invoice(self, invoice: str) -> Invoice | None:
        """Return the invoice with that id."""
        return next((each for each in self.invoices if each.id == invoice), None)

    def claim(self, claim: str) -> Claim | None:
        """Return the claim with that id or number."""
        for each in self.claims:
            if each.id == claim or (claim.isdecimal() and each.number == int(claim)):
                return each
        return None
