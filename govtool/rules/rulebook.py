"""The rules that hold for a project: every parameter by name, asked by day, answered with its source."""

from datetime import date
from decimal import Decimal

from govtool.domain.parameter import DatedValue, Parameter
from govtool.domain.project import GOVTOOL_TOML
from govtool.problems import GovtoolError, Place, error


class Rulebook:
    """Parameters by name; every question is about a day."""

    def __init__(self, parameters: tuple[Parameter, ...]) -> None:
        """Know *parameters*, one a name."""
        self.parameters = {parameter.name: parameter for parameter in parameters}

    def held(self, name: str, day: date) -> DatedValue | None:
        """Return what holds on *day*; None when nothing does: no source gives a value, or it begins later."""
        return self.parameters[name].at(day)

    def at(self, name: str, day: date) -> DatedValue:
        """Return what holds on *day*; `rule-without-value` when nothing does."""
        held = self.held(name, day)
        if held is None:
            raise GovtoolError(error("rule-without-value", Place(GOVTOOL_TOML), rule=name, day=day))
        return held

    def integer(self, name: str, day: date) -> int:
        """Return a whole number, such as days or members."""
        return int(self.number(name, day))

    def number(self, name: str, day: date) -> Decimal:
        """Return an exact number, such as a rate."""
        value = self.at(name, day).value
        if isinstance(value, bool) or not isinstance(value, Decimal):
            raise TypeError(f"rule {name} is no number")
        return value

    def words(self, name: str, day: date) -> tuple[str, ...]:
        """Return several words, such as ids."""
        value = self.at(name, day).value
        if not isinstance(value, tuple):
            raise TypeError(f"rule {name} is no list")
        return value

    def word(self, name: str, day: date) -> str:
        """Return one of the rule's words."""
        value = self.at(name, day).value
        if not isinstance(value, str):
            raise TypeError(f"rule {name} is no word")
        return value
