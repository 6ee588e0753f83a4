"""Who works in the project: roles, for how much of the working time, from a day to a day, by whose decision."""

from typing import Self

from pydantic import Field, model_validator

from govtool.domain.calendar import Day, Period, month_end, months_in
from govtool.domain.money import cents, part_of
from govtool.domain.record import Money, Number, Record, Slug
from govtool.domain.wording import LocalText


class Post(Record):
    """A share of working time from a day to a day; `salary` is that of a month of full time, without side costs."""

    start: Day
    end: Day
    time: Number = Field(gt=0, le=1)
    salary: Money | None = Field(default=None, ge=0)
    decision: LocalText | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            raise ValueError("period-backwards")
        return self

    @property
    def period(self) -> Period:
        """From its first day to its last."""
        return Period(start=self.start, end=self.end)

    def planned(self, month: Period) -> int | None:
        """Return the salary of *month*, a whole one, in cents by its days; None when no salary is given."""
        if self.salary is None:
            return None
        first, last = max(self.start, month.start), min(self.end, month.end)
        days = max((last - first).days + 1, 0)
        return part_of(cents(self.salary) * days, self.time / ((month.end - month.start).days + 1), "half-up")


class YearlyCost(Record):
    """What a year of a role's work costs its employer with side costs, from a day on, and what that is read from."""

    start: Day
    amount: Money = Field(gt=0)
    source: LocalText


class StaffMember(Record):
    """A role in the project: who employs, whose share pays, the person when there is one, and the periods."""

    id: Slug
    role: LocalText
    partner: Slug
    share: Slug
    person: Slug | None = None
    period: tuple[Post, ...] = ()
    yearly_cost: tuple[YearlyCost, ...] = ()

    def cost_on(self, day: Day) -> YearlyCost | None:
        """Return the yearly cost that holds on *day*."""
        held = [each for each in self.yearly_cost if each.start <= day]
        return max(held, key=lambda each: each.start, default=None)


class Accounts(Record):
    """Accounts from the first to the last, both included."""

    first: int
    last: int

    def __contains__(self, account: int) -> bool:
        return self.first <= account <= self.last


class Staff(Record):
    """Everything in `budgets/staff.toml`: the cost category of salaries, the accounts of side costs, the roles."""

    category: Slug
    side_cost_accounts: Accounts
    staff: tuple[StaffMember, ...] = ()


def months_of(members: tuple[StaffMember, ...]) -> tuple[Period, ...]:
    """Return the whole months from the first day of anybody's period to the last."""
    posts = [post for member in members for post in member.period]
    if not posts:
        return ()
    first, last = min(post.start for post in posts), max(post.end for post in posts)
    return tuple(months_in(Period(start=first.replace(day=1), end=month_end(last))))
