import pytest

from govtool.domain.change import AddRecord, Change, NewRecord, PutFile, Seal
from govtool.files import snapshot
from govtool.files.apply import apply
from govtool.files.audit import audit
from tests.files.faults import DAY, clock

SEALED = "budgets/invoices/one.toml"
EVIDENCE = "budgets/evidence/verso/x.csv"
ISSUED = "minutes/issued/m-1.docx"


@pytest.fixture
def root(tmp_path):
    edits = (
        NewRecord("govtool.toml", {"format": 1}),
        NewRecord(SEALED, {"id": "one", "text": "a\nb"}),
        Seal(SEALED, DAY, "p"),
        AddRecord(SEALED, ("event",), {"kind": "sent"}),
        PutFile(EVIDENCE, b"a;b\n1;2\n"),
        PutFile(ISSUED, b"PK\x03\x04"),
    )
    apply(tmp_path, Change("init", DAY, {}, edits), clock=clock)
    return tmp_path


def found(root):
    return [(p.code, p.severity, str(p.place)) for p in audit(root, snapshot.take(root))]


def flips(file):
    """Yield after each change of one bit; put the file back at the end."""
    content = file.read_bytes()
    for at in range(len(content)):
        changed = bytearray(content)
        changed[at] ^= 1 << (at % 8)
        file.write_bytes(bytes(changed))
        yield at
    file.write_bytes(content)


def test_what_the_program_wrote_is_in_order(root):
    assert found(root) == []


@pytest.mark.parametrize(("path", "code"), [(EVIDENCE, "evidence-changed"), (ISSUED, "issued-changed")])
def test_every_changed_byte_of_evidence_and_issued_documents(root, path, code):
    for _ in flips(root / path):
        assert found(root) == [(code, "error", path)]
    assert found(root) == []


def test_every_changed_byte_of_a_sealed_file(root):
    seen = set()
    for at in flips(root / SEALED):
        [(code, severity, place)] = found(root)
        assert (severity, place.split(":")[0]) == ("error", SEALED), at
        seen.add(code)
    assert seen == {"sealed-file-changed", "sealed-events-changed", "seal-removed"}
    assert found(root) == []


def test_every_changed_byte_of_the_log(root):
    for at in flips(root / ".govtool/log.jsonl"):
        places = [place for _, severity, place in found(root) if severity == "error"]
        assert ".govtool/log.jsonl:1" in places, at
    assert found(root) == []


def test_what_was_removed(root):
    for path in (SEALED, EVIDENCE, ISSUED):
        (root / path).unlink()
    assert found(root) == [
        ("sealed-missing", "error", SEALED),
        ("evidence-missing", "error", EVIDENCE),
        ("issued-missing", "error", ISSUED),
    ]


def test_a_seal_that_was_cut_off_or_made_anew(root):
    file = root / SEALED
    content = file.read_bytes()
    file.write_bytes(content[: content.index(b"\n[seal]")])
    assert found(root) == [("seal-removed", "error", SEALED)]
    file.write_bytes(content + b"# by hand\n")
    assert found(root) == [("sealed-events-changed", "error", SEALED)]


def test_what_was_put_there_by_hand_is_a_warning(root):
    for path in ("budgets/evidence/y.csv", "budgets/issued/deep/z.docx", "budgets/evidence/.hidden"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(b"")
    assert found(root) == [
        ("evidence-unlogged", "warning", "budgets/evidence/y.csv"),
        ("issued-unlogged", "warning", "budgets/issued/deep/z.docx"),
    ]


def test_a_folder_without_a_log(tmp_path):
    assert found(tmp_path) == []
