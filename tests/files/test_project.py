"""A folder whose main facts are wrong is told so, and the rest of it can still be checked."""

import pytest

from govtool.checks.catalogue import run_checks
from govtool.files.project import load
from govtool.files.snapshot import Snapshot
from tests.governance import BUDGET, MAIN, TODAY, groups, meeting


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("end = 2015-12-31", "end = 2013-12-31", "period-backwards"),
        (
            "maximum = 1000.00",
            'maximum = 1000.00\namendment = [{ date = 2014-02-01, diary = "1", end = 2013-12-31 }]',
            "",
        ),
        ('languages = ["fi", "sv"]', "languages = []", "value-not-allowed"),
    ],
)
def test_a_wrong_fact_of_the_project_is_told_once_and_the_rest_is_checked(right: str, wrong: str, code: str) -> None:
    main = MAIN.replace(right, wrong)
    name, text = meeting('[[item]]\nnumber = 1\nkind = "decision"\ntitle = "Item"\n')
    texts = {"govtool.toml": main, "budgets/budget.toml": BUDGET, "minutes/steering-group.toml": groups(), name: text}
    loaded = load(Snapshot({path: text.encode() for path, text in texts.items()}), TODAY)
    assert [problem.code for problem in loaded.problems] == [code or "period-backwards"]
    assert loaded.project is not None
    found = {problem.code for problem in run_checks(loaded.project, TODAY, (), loaded.left_out)}
    assert "decision-without-proposal" in found
    assert "outside-project" not in found
