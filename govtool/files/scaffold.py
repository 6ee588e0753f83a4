"""The files of a new working folder, filled with what is known of the project."""

import json
from collections.abc import Mapping
from importlib.resources import files

PATHS = {
    "govtool.toml": "govtool.toml",
    "budget.toml": "budgets/budget.toml",
    "steering-group.toml": "minutes/steering-group.toml",
    "gitignore": ".gitignore",
}
"""Where each file of the scaffold goes."""


def scaffold(values: Mapping[str, object]) -> Mapping[str, bytes]:
    """Return path -> bytes of a new folder; *values* fill the places `{name}`, a `name` as a TOML string.

    The cost categories are those of the programme `profile`, where it has its own.
    """
    folder = files("govtool") / "scaffold"
    own, usual = (folder / "categories" / f"{name}.toml" for name in (values["profile"], "general"))
    categories = (own if own.is_file() else usual).read_text("utf-8")
    filled = {**values, "name": json.dumps(values["name"], ensure_ascii=False), "categories": categories}
    made = {}
    for source, path in PATHS.items():
        text = (folder / source).read_text("utf-8")
        made[path] = (text.format_map(filled) if source.endswith(".toml") else text).encode()
    return made
