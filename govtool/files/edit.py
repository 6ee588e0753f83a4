"""The edits of a `Change`, worked out on the bytes of the files they touch; nothing is written here."""

import codecs
from collections.abc import Callable, Iterable, Mapping

from govtool.domain.change import AddRecord, Edit, NewRecord, PutFile, Seal, SetValue
from govtool.files import lines, seal, toml_edit, toml_text
from govtool.problems import GovtoolError, Place, error


def realise(edits: Iterable[Edit], before: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the new bytes of every file the *edits* touch, in order; *before* holds those that exist.

    Problems: `file-exists`, `file-missing`, `sealed-file`, and those of reading TOML.
    """
    after: dict[str, bytes] = {}
    for edit in edits:
        after[edit.path] = _edited(edit, after.get(edit.path, before.get(edit.path)))
    return after


def _edited(edit: Edit, content: bytes | None) -> bytes:
    place = Place(edit.path)
    if isinstance(edit, (PutFile, NewRecord)):
        if content is not None and (isinstance(edit, NewRecord) or edit.new):
            raise GovtoolError(error("file-exists", place, file=edit.path))
        if content is not None and _sealed(edit, content):
            raise GovtoolError(error("sealed-file", place, file=edit.path))
        return edit.content if isinstance(edit, PutFile) else toml_text.document(edit.data).encode()
    if content is None:
        raise GovtoolError(error("file-missing", place, file=edit.path))
    if _sealed(edit, content):
        if isinstance(edit, AddRecord) and edit.keys == (seal.EVENTS,):
            return _on_text(edit.path, content, lambda text: toml_edit.append_record(text, seal.EVENTS, edit.data))
        raise GovtoolError(error("sealed-file", place, file=edit.path))
    match edit:
        case Seal():
            lines.load_toml(edit.path, lines.text_of(edit.path, content))
            return seal.seal(content, {"sealed": edit.day, "by": edit.by})
        case SetValue():
            return _on_text(edit.path, content, lambda text: toml_edit.set_value(text, edit.keys, edit.value))
        case AddRecord():
            return _on_text(edit.path, content, lambda text: toml_edit.add_record(text, edit.keys, edit.data))


def _sealed(edit: Edit, content: bytes) -> bool:
    return edit.path.endswith(".toml") and seal.is_sealed(content)


def _on_text(path: str, content: bytes, change: Callable[[str], str]) -> bytes:
    """Change a TOML file as text; a byte order mark stays."""
    text = lines.text_of(path, content)
    lines.load_toml(path, text)
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    return mark + change(text).encode()
