"""A packaged Word template put into the project, to be edited there."""

from datetime import date

from govtool.domain.change import Change, PutFile


def copied(name: str, language: str | None, template: bytes, as_of: date) -> Change:
    """Return the change that writes *template* under the name the project's own has; never over one that is there."""
    file = f"templates/{name}.{language}.docx" if language else f"templates/{name}.docx"
    told = ("template-copied", {"template": name})
    return Change("template copy", as_of, {}, (PutFile(file, template),), about=file, told=(told,))
