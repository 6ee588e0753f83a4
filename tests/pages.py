"""The pages that are made from the code's own data: problems and rules."""

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

WORDS = ROOT / "govtool" / "render" / "words"
RULES = ROOT / "govtool" / "rules"
EXAMPLES = ROOT / "tests" / "problems"
MADE = re.compile(r"\b(error|warning|note)\(\s*\"([a-z0-9-]+)\"")


def problem_words(lang: str) -> dict[str, dict[str, str]]:
    """Return code -> sentence and hint in *lang*."""
    found: dict[str, dict[str, str]] = {}
    for file in sorted((WORDS / lang).glob("problems-*.toml")):
        found.update(tomllib.loads(file.read_text("utf-8")).get("problem", {}))
    return found


def severities() -> dict[str, str]:
    """Return code -> severity as the source makes it."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "govtool").rglob("*.py"):
        for severity, code in MADE.findall(path.read_text("utf-8")):
            found.setdefault(code, set()).add(severity)
    return {code: " or ".join(sorted(each)) for code, each in found.items()}


def problems_page() -> str:
    """Return `docs/problems.md`: every problem, what it says, what to do, and its broken example."""
    kinds, words = severities(), problem_words("en")
    lines = [
        "# Problems",
        "",
        "What `govtool` can say is wrong, by code. Made from the word files; do not edit by hand.",
        "Places in braces are filled with what was found. Each code has a broken example in `tests/problems/`.",
        "",
        "| Code | | What it says | What to do |",
        "|---|---|---|---|",
    ]
    for code in sorted(words):
        text = {key: value.replace("|", "\\|").replace("\n", " ") for key, value in words[code].items()}
        lines.append(f"| `{code}` | {kinds.get(code, 'error')} | {text['sentence']} | {text['hint']} |")
    return "\n".join(lines) + "\n"


def rules_page() -> str:
    """Return `docs/rules.md`: every rule with its values and sources, general ones first, then by profile."""
    lines = [
        "# Rules",
        "",
        "Every rule, its values and their sources. Made from `govtool/rules/*.toml`; do not edit by hand.",
        "`govtool rules --as-of DAY` shows what holds for a project; `[[rule]]` in `govtool.toml` overrides.",
    ]
    general = _rules("general")
    for path in [RULES / "general.toml", *sorted(p for p in RULES.glob("*.toml") if p.stem != "general")]:
        lines += ["", f"## {path.stem}", "", "| Rule | What it says | Value | From | Source | Checked |"]
        lines.append("|---|---|---|---|---|---|")
        for name, rule in _rules(path.stem).items():
            label = general[name]["label"]["en"]
            choices = general[name].get("choices")
            what = f"{label} ({' · '.join(choices)})" if choices else f"{label} ({general[name]['unit']})"
            if not rule["values"]:
                lines.append(f"| `{name}` | {what} | – | | no source read gives one: the grant decision does | |")
            for value in rule["values"]:
                cells = (
                    f"`{name}`",
                    what,
                    str(value["value"]),
                    value["start"],
                    _english(value["source"]),
                    value["checked"],
                )
                lines.append("| " + " | ".join(str(cell) for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _english(text: str | dict[str, str]) -> str:
    return text if isinstance(text, str) else text["en"]


def _rules(name: str) -> dict[str, Any]:
    path: Path = RULES / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
