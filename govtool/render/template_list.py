"""The templates there are, packaged and the project's own, and what each of them can say."""

from collections.abc import Iterable
from datetime import date

from govtool.problems import GovtoolError, error
from govtool.render.amounts import Lang
from govtool.render.picture import is_mark
from govtool.render.samples import SAMPLES
from govtool.render.template_trial import can_say, spelt
from govtool.reports.suggestion import suggestion
from govtool.reports.table import Column, Row, Say, Table

FOLDER = "templates/"


def own_templates(files: Iterable[str]) -> list[str]:
    """Return the project's own templates among its *files*."""
    return sorted(file for file in files if file.startswith(FOLDER) and file.endswith(".docx"))


def known(name: str) -> str:
    """Return *name*; GovtoolError `template-unknown` when no document has such a template."""
    if name not in SAMPLES:
        raise GovtoolError(error("template-unknown", None, template=name, known=suggestion(name, SAMPLES)))
    return name


def templates_table(files: Iterable[str], as_of: date) -> Table:
    """Show each template, the document it makes, and the project's own files that are used instead of it."""
    own = own_templates(files)
    columns = (Column("template"), Column("document", "word"), Column("own-template", "word"))
    rows = [
        Row((name, Say(f"template-{name}"), ", ".join(used) or Say("packaged")))
        for name in SAMPLES
        for used in [[file for file in own if spelt(file)[0] == name]]
    ]
    return Table("templates", as_of, Say("templates"), columns, tuple(rows), (Say("templates-copied"),))


def names_table(name: str, lang: Lang, as_of: date) -> Table:
    """Show every name that the template *name* can say, with an invented example."""
    columns = (Column("says"), Column("example"))
    rows = tuple(
        Row((said, Say("template-place") if is_mark(example) else example))
        for said, example in can_say(known(name), lang)
    )
    title = Say("template", {"template": name, "document": Say(f"template-{name}")})
    return Table("template", as_of, title, columns, rows, (Say("template-says"),))
