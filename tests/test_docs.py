"""Pages cannot go stale: their commands are run, generated pages are generated anew, every command has its place."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from govtool.cli.lazy import LazyGroup
from govtool.cli.main import COMMANDS, govtool
from tests.conftest import ROOT, copy_project
from tests.console import BLOCK, rerun
from tests.pages import problems_page, rules_page

PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
GENERATED = {"problems.md": problems_page, "rules.md": rules_page}


@pytest.mark.parametrize("page", [p for p in PAGES if BLOCK.search(p.read_text("utf-8"))], ids=lambda p: p.name)
def test_the_commands_of_a_page_print_what_it_shows(page: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    text = page.read_text("utf-8")
    now = rerun(text, copy_project(tmp_path / "project"))
    if request.config.getoption("--update") and now != text:
        page.write_text(now, "utf-8")
    assert text == now


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_page_is_up_to_date(name: str, request: pytest.FixtureRequest) -> None:
    page, now = ROOT / "docs" / name, GENERATED[name]()
    text = page.read_text("utf-8") if page.exists() else ""
    if request.config.getoption("--update") and now != text:
        page.write_text(now, "utf-8")
    assert text == now


def commands(group: click.Group, name: str = "govtool") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for each in group.list_commands(context):
        command = group.get_command(context, each)
        assert command is not None
        yield f"{name} {each}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {each}")


ALL = list(commands(govtool))


@pytest.mark.parametrize(("name", "command"), ALL, ids=[name for name, _ in ALL])
def test_every_command_is_documented_and_has_an_example(name: str, command: click.Command) -> None:
    everything = "".join(page.read_text("utf-8") for page in PAGES)
    assert name in everything
    assert command.help
    if not isinstance(command, click.Group):
        assert "Example: govtool" in command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts}"


def test_the_list_of_commands_is_true() -> None:
    assert isinstance(govtool, LazyGroup)
    assert list(govtool.commands_at) == list(COMMANDS)
    for name, (_, short) in COMMANDS.items():
        command = govtool.get_command(click.Context(govtool), name)
        assert command is not None
        assert command.name == name
        assert short.endswith(".")
