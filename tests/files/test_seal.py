import hashlib
import shutil
import subprocess

import pytest

from govtool.files import seal
from govtool.problems import Place

ABOVE = b'# head\nid = "a"\n\n[[line]]\ncategory = "rents"\n'


def codes(content):
    return [(problem.code, problem.place) for problem in seal.verify("a.toml", content)]


def test_a_person_can_verify_a_seal(tmp_path):
    sealed = seal.seal(ABOVE, {"by": "p"})
    line = sealed.split(b"\n").index(b"[seal]") + 1
    (tmp_path / "a.toml").write_bytes(sealed)
    head = shutil.which("head")
    assert head
    above = subprocess.run([head, "-n", str(line - 1), tmp_path / "a.toml"], capture_output=True, check=True).stdout
    assert f'sha256 = "{hashlib.sha256(above).hexdigest()}"'.encode() in sealed


@pytest.mark.parametrize("above", [ABOVE, ABOVE.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + ABOVE, ABOVE.rstrip(), b""])
def test_every_changed_byte_above_the_seal_is_found(above):
    sealed = seal.seal(above, {})
    assert codes(sealed) == []
    end = sealed.index(b"[seal]")
    for at in range(end):
        for bit in (0x01, 0x20, 0x80):
            changed = bytearray(sealed)
            changed[at] ^= bit
            assert [code for code, _ in codes(bytes(changed))] == ["sealed-file-changed"], (at, bytes(changed))


def test_bytes_put_in_or_taken_out_are_found_with_the_line_of_the_seal():
    sealed = seal.seal(ABOVE, {})
    assert codes(b"\n" + sealed) == [("sealed-file-changed", Place("a.toml", 8))]
    assert codes(sealed.replace(b"# head\n", b"")) == [("sealed-file-changed", Place("a.toml", 6))]


def test_a_changed_seal_is_found():
    sealed = seal.seal(ABOVE, {})
    for changed in (sealed.replace(b"[seal]", b"[ seal ]"), sealed.replace(b"sha256 = ", b"sha256  = ")):
        assert [code for code, _ in codes(changed)] == ["sealed-file-changed"]


LOOKS_SEALED = b'text = """\n[seal]\nsha256 = "' + b"0" * 64 + b'"\n"""\n'


def test_text_that_looks_like_a_seal_is_none():
    assert not seal.is_sealed(LOOKS_SEALED)
    assert codes(LOOKS_SEALED) == []
    sealed = seal.seal(LOOKS_SEALED, {})
    assert seal.is_sealed(sealed)
    assert codes(sealed) == []
    assert codes(sealed.replace(b"text", b"test")) == [("sealed-file-changed", Place("a.toml", 6))]
    assert codes(sealed + b"\n[[event]]\nnote = '''\n[seal]\n'''\n") == []


def test_a_file_without_a_seal():
    assert not seal.is_sealed(ABOVE)
    assert not seal.is_sealed(b"x = \xff [")
    assert codes(b"broken = [\n") == []
