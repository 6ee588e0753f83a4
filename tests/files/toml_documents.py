"""Generated TOML documents in every spelling: headers, dotted keys, inline tables, arrays over lines, comments."""

from itertools import count

from hypothesis import strategies as st

from govtool.files.toml_text import key

KEYS = st.sampled_from(["a", "b", "c", "seal", "å b", "x.y", "", '"q"', "1", "#"])
SPACE = st.sampled_from(["", "\n", "# note [seal] = {\n", "  # indented ]]\n", "\n\n# two\n"])


@st.composite
def documents(draw):
    """Return a text whose numbers all differ and stand on the line where their value begins."""
    numbers = count(1000)

    def scalar():
        n = next(numbers)
        return draw(
            st.sampled_from(
                [
                    f"{n}",
                    f"{n}.50",
                    f'"{n} # no comment [x] \\" = {{"',
                    f'\'{n} """ \\\'',
                    f'"""{n}\n[no.header]\nk = 1\n\\"\\"" "" x"""""',
                    f"'''{n}\n[[no]]\n'' '''",
                    f"2014-12-02 12:30:00.{n}",
                ]
            )
        )

    def value(depth):
        kind = draw(st.sampled_from(["scalar", "scalar", "array", "inline"])) if depth else "scalar"
        if kind == "array":
            members = [value(depth - 1) for _ in range(draw(st.integers(0, 3)))]
            if draw(st.booleans()):
                return "[" + ", ".join(members) + "]"
            return "[ # start ]\n" + "".join(f"  {member}, # [m]\n" for member in members) + "]"
        if kind == "inline":
            return "{ " + ", ".join(f"{key(k)} = {value(depth - 1)}" for k in names(3)) + " }"
        return scalar()

    def names(most):
        return draw(st.lists(KEYS, max_size=most, unique=True))

    def body(most):
        lines, used = [], []
        for name in names(most):
            used.append(name)
            if draw(st.integers(0, 3)):
                lines.append(f"{key(name)} = {value(2)}{draw(st.sampled_from(['', ' # why', '  ']))}\n")
            else:
                lines += [f"{key(name)} . {key(inner)} = {value(1)}\n" for inner in names(2)]
            lines.append(draw(SPACE))
        return "".join(lines), used

    def tables(path, used, depth):
        texts = []
        for name in names(3):
            if name in used:
                continue
            inner, header = (*path, name), key(*path, name)
            if draw(st.booleans()):
                shown = draw(st.booleans())
                text, taken = body(3) if shown else ("", [])
                texts.append((f"[{header}]\n" if shown else "") + text)
                texts += tables(inner, taken, depth - 1) if depth else []
            else:
                for _ in range(draw(st.integers(1, 3))):
                    text, taken = body(2)
                    texts.append(f"[[ {header} ]] # one\n{text}")
                    texts += tables(inner, taken, depth - 1) if depth else []
            texts.append(draw(SPACE))
        return texts

    top, used = body(3)
    text = draw(SPACE) + top + "".join(tables((), used, 2))
    if draw(st.booleans()):
        text = text.removesuffix("\n")
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text
