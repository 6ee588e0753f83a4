"""Which rules hold on a day: value, layer, source, and when the source was last checked."""

from collections.abc import Sequence
from datetime import date

from govtool.domain.wording import Wording
from govtool.problems import GovtoolError, error
from govtool.reports.suggestion import suggestion
from govtool.reports.table import Column, Row, Say, Table
from govtool.rules.rulebook import Rulebook

COLUMNS = (
    Column("rule"),
    Column("value"),
    Column("unit"),
    Column("layer", "word"),
    Column("since", "date"),
    Column("source"),
    Column("checked", "date"),
)


def rules_table(rules: Rulebook, as_of: date, names: Sequence[str] = ()) -> Table:
    """Show every rule that has a value on *as_of*, or those *names*; `rule-unknown` names a near one.

    A rule that is asked for and has no value is shown without one.
    """
    wrong = [name for name in names if name not in rules.parameters]
    if wrong:
        near = {name: suggestion(name, rules.parameters) for name in wrong}
        raise GovtoolError(*(error("rule-unknown", None, rule=name, known=said) for name, said in near.items()))
    rows = []
    for name in names or rules.parameters:
        parameter = rules.parameters[name]
        held = parameter.at(as_of)
        if held is not None:
            layer = Say(f"layer-{held.layer}")
            source = Say("named", {"name": held.source})
            value = Say("named", {"name": held.value}) if isinstance(held.value, Wording) else held.spelt
            cells = (name, value, parameter.unit, layer, held.start, source, held.checked)
            rows.append(Row(cells))
        elif names:
            rows.append(Row((name, Say("rule-open"), parameter.unit, None, None, None, None)))
    return Table("rules", as_of, Say("rules"), COLUMNS, tuple(rows))
