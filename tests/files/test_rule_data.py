"""What a rule of the project may say: its choices, a number of its unit, a time, a name; anything else is told."""

import pytest

from govtool.files.project import load
from govtool.files.rule_data import profiles
from govtool.files.snapshot import Snapshot
from govtool.rules.rulebook import Rulebook
from tests import governance
from tests.governance import BUDGET, MAIN, TODAY, groups


def told(rules: str) -> list[str]:
    """Return the codes of what is wrong with a project of these rules."""
    texts = {"govtool.toml": MAIN + rules, "budgets/budget.toml": BUDGET, "minutes/steering-group.toml": groups()}
    return [each.code for each in load(Snapshot({path: text.encode() for path, text in texts.items()}), TODAY).problems]


@pytest.mark.parametrize(
    ("name", "value", "fits"),
    [
        ("claim_deadline", '"46 days"', True),
        ("claim_deadline", '"2 months"', True),
        ("claim_deadline", '"soon"', False),
        ("claim_deadline", "46", False),
        ("claim_annexes", '["ledger-extract", "time-sheets"]', True),
        ("claim_annexes", '["ledger"]', False),
        ("claim_annexes", '"ledger-extract"', False),
        ("flat_base", '["salaries", "travel"]', True),
        ("flat_base", "[1, 2]", False),
        ("authority", '"The ministry"', True),
        ("authority", '{ fi = "Ministeriö", sv = "Ministeriet" }', True),
        ("authority", '{ de = "Ministerium" }', False),
        ("authority", "{ fi = 1 }", False),
        ("unit_hours", "1720", True),
        ("unit_hours", "0", False),
        ("unit_hours", "1720.5", False),
        ("lump_limit", "200000", True),
        ("repayment_margin", "0.03", True),
        ("repayment_margin", "3", False),
        ("cost_model", '"lump"', True),
        ("cost_model", '"free"', False),
    ],
)
def test_what_a_rule_takes(name: str, value: str, fits: bool) -> None:
    assert told(governance.rule(name, value)) == ([] if fits else ["rule-value"])


def test_a_value_for_a_time_leaves_none_behind() -> None:
    until = governance.rule("repayment_margin", "0.03") + "until = 2014-06-30\n"
    rules = Rulebook(governance.project(main=until).parameters)
    held = [rules.held("repayment_margin", TODAY.replace(month=month, day=30)) for month in (6, 9)]
    assert [each is not None for each in held] == [True, False]


@pytest.mark.parametrize("profile", profiles())
def test_every_profile_can_be_read_and_names_its_sources(profile: str) -> None:
    grant = f'profile = "{profile}"'
    texts = {
        "govtool.toml": MAIN.replace('profile = "general"', grant),
        "budgets/budget.toml": BUDGET,
        "minutes/steering-group.toml": groups(),
    }
    loaded = load(Snapshot({path: text.encode() for path, text in texts.items()}), TODAY)
    assert loaded.project is not None
    assert loaded.problems == ()
    own = [value for each in loaded.project.parameters for value in each.values if value.layer == "profile"]
    assert own
    assert all(value.source for value in own)
