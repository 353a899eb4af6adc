"""Plain data or records → Arrow tables; pyarrow is handed in by the format that asks."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import json
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from khcn_records.converter import unstructure
from khcn_records.converter.documents import STORED
from khcn_records.converter.json_text import reference_texts
from khcn_records.converter.kept import Kept
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData
from khcn_records.formats.arrow_layout import DIGITS, PLACES, SCALE, Node, fits_all, is_figure, layout_of
from khcn_records.values.dates import PartialDate

__all__ = ["AS", "FORM", "KIND", "REST", "SCHEMA", "table_of", "table_of_plain"]

SCHEMA, FORM, KIND = "khcn.schema", "khcn.form", "khcn.record"
"""Metadata of a table: the schema it follows; `one` record, `several`, or a `whole` document that is neither; their kind."""

AS = "khcn.as"
"""Metadata of a column: that its text is `json`; that it says the `places` of a `figure`."""

_AT_ONCE = 4_096
"""Records whose columns are made at a time: so few are still near when the next column is read off them."""

REST = "$"
"""The column of the records that fit no columns, each as JSON text."""


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return text if text.isprintable() else json.dumps(value)


def _figure(value: Decimal) -> Decimal:
    if not is_figure(f"{value:f}"):
        raise OverflowError
    return value


def _extensions(value: ExtensionData) -> str | None:
    if value is NO_EXTENSIONS:
        return None
    if value.unknown:
        raise OverflowError
    return _json(value.plain()) if value else None


def _day_text(day: dt.date | PartialDate) -> str:
    return _ISO_DAYS[day] if day.__class__ is dt.date else str(unstructure(day))


_ISO_DAYS: Kept[Any, str] = Kept(dt.date.isoformat, most=50_000)


def _each(convert: Callable[[Any], Any], values: Iterable[Any]) -> list[Any]:
    return [None if value is None else convert(value) for value in values]


_OF_RECORDS: dict[str, Callable[[Any], Any]] = {
    "value": unstructure,
    "day or part": _day_text,
    "figure": _figure,
    "json": lambda value: _json(unstructure(value)),
    "parameters": lambda value: _json(dict(value)),
    "extensions": _extensions,
}
_OF_PLAIN: dict[str, Callable[[Any], Any]] = {
    "day": dt.date.fromisoformat,
    "figure": Decimal,
    "json": _json,
    "parameters": _json,
    "extensions": lambda value: None if value == {} else _json(value),
}


class _Columns:
    """Values → arrays, from plain data or from records."""

    def __init__(self, pa: Any, *, of_records: bool) -> None:
        self.pa = pa
        self.of_records = of_records
        self.convert = _OF_RECORDS if of_records else _OF_PLAIN

    def field(self, node: Node) -> Any:
        """The column of a node."""
        marks = {"json": "json", "parameters": "json", "extensions": "json", "figure": "figure"}
        mark = marks.get(node.form)
        return self.pa.field(node.key, self.type(node), metadata=mark and {AS: mark})

    def fields(self, nodes: Sequence[Node]) -> list[Any]:
        """The columns of nodes; a figure has two."""
        fields = []
        for node in nodes:
            fields.append(self.field(node))
            if node.form == "figure":
                fields.append(self.pa.field(node.key + PLACES, self.pa.int8(), metadata={AS: "places"}))
        return fields

    def type(self, node: Node) -> Any:
        """The Arrow type of a node."""
        pa = self.pa
        match node.form:
            case "whole":
                return pa.int64()
            case "truth":
                return pa.bool_()
            case "day":
                return pa.date32()
            case "figure":
                return pa.decimal128(DIGITS, SCALE)
            case "member":
                return pa.dictionary(pa.int8() if len(node.members) < 128 else pa.int16(), pa.string())
            case "list":
                return pa.list_(self.field(node.inner[0]))
            case "part":
                return pa.struct(self.fields(node.inner))
        return pa.string()

    def arrays(self, nodes: Sequence[Node], owners: Sequence[Any], *, is_whole: bool) -> list[Any]:
        """The columns of records or parts; unless they are whole, `None` is among them."""
        arrays: list[Any] = []
        for node in nodes:
            if not self.of_records:
                values = [None if owner is None else owner.get(node.key) for owner in owners]
            elif is_whole:
                values = _getter(node.attribute)(owners)
            else:
                values = [None if owner is None else getattr(owner, node.attribute) for owner in owners]
            arrays.append(
                self.array(node, values, is_whole=is_whole and self.of_records and not node.is_optional)
            )
            if node.form == "figure":
                texts = [None if one is None else f"{one:f}" if self.of_records else one for one in values]
                places = _each(lambda text: len(text.partition(".")[2]), texts)
                arrays.append(self.pa.array(places, self.pa.int8()))
        return arrays

    def array(self, node: Node, values: list[Any], *, is_whole: bool) -> Any:
        """One column; unless it is whole, `None` is in it."""
        pa = self.pa
        match node.form:
            case "member":
                at = {member.value: place for place, member in enumerate(node.members)}
                if self.of_records:  # the value of a member is hashed quicker than the member
                    values = [None if value is None else at[value._value_] for value in values]
                else:
                    values = [None if value is None else at[value] for value in values]
                words = pa.array(list(at), pa.string())
                return pa.DictionaryArray.from_arrays(pa.array(values, self.type(node).index_type), words)
            case "part":
                arrays, fields = self.arrays(node.inner, values, is_whole=is_whole), self.fields(node.inner)
                mask = None if is_whole else pa.array([value is None for value in values], pa.bool_())
                return pa.StructArray.from_arrays(arrays, fields=fields, mask=mask)
            case "list":
                return self._lists(node, values, is_whole=is_whole)
            case "reference" if self.of_records:
                values = reference_texts(values)
            case form if form in self.convert:
                convert = self.convert[form]
                values = [None if value is None else convert(value) for value in values]
        return pa.array(values, self.type(node))

    def _lists(self, node: Node, values: list[Any], *, is_whole: bool) -> Any:
        if is_whole:
            offsets: list[int | None] = list(itertools.accumulate(map(len, values), initial=0))
        else:
            lengths = [0 if value is None else len(value) for value in values]
            offsets = list(itertools.accumulate(lengths, initial=0))
            offsets[:-1] = [None if v is None else at for v, at in zip(values, offsets, strict=False)]
            values = [value for value in values if value is not None]
        items = list(itertools.chain.from_iterable(values))
        inner = self.array(node.inner[0], items, is_whole=self.of_records)
        pa = self.pa
        return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), inner, type=self.type(node))


@functools.cache
def _getter(attribute: str) -> Callable[[Sequence[Any]], list[Any]]:
    """What takes one attribute of many: a comprehension with the name spelled out is quicker than `attrgetter`."""
    source = f"lambda owners: [owner.{attribute} for owner in owners]"
    made: Callable[[Sequence[Any]], list[Any]] = eval(source)  # noqa: S307  made of the name of a field only
    return made


def table_of(
    pa: Any,
    records: Sequence[Any],
    kinds: Sequence[str],
    head: dict[str, str],
    *,
    of_records: bool,
    nodes: tuple[Node, ...] | None = None,
) -> Any:
    """The table of records, or of plain data that fit.

    Args:
        pa: pyarrow.
        records: those of several kinds mixed; `None` where one stands in another column.
        kinds: the kind of each; where there is none, `None` stands for the record.
        head: metadata of the table.
        of_records: whether these are records, and not plain data.
        nodes: the columns, where not all are wanted.

    Raises:
        OverflowError: one that the columns of its kind do not hold exactly.
    """
    several = [kind for kind in dict.fromkeys(kinds) if kind]
    if of_records and len(several) == 1 and len(records) > _AT_ONCE:
        tables = [
            table_of(
                pa, records[at : at + _AT_ONCE], kinds[at : at + _AT_ONCE], head, of_records=True, nodes=nodes
            )
            for at in range(0, len(records), _AT_ONCE)
        ]
        return pa.concat_tables(tables).combine_chunks()
    columns = _Columns(pa, of_records=of_records)
    if len(several) == 1:
        nodes = layout_of(several[0]) if nodes is None else nodes
        fields, arrays = columns.fields(nodes), columns.arrays(nodes, records, is_whole=all(kinds))
        head = {**head, KIND: several[0]}
    elif several:
        place = {kind: at for at, kind in enumerate(several)}
        indices = pa.array([place.get(kind) for kind in kinds], pa.int16())
        arrays = [pa.DictionaryArray.from_arrays(indices, pa.array(several, pa.string()))]
        fields = [pa.field("record", pa.dictionary(pa.int16(), pa.string()))]
        for kind in several:
            node = Node(kind, "", "part", inner=layout_of(kind))
            own = [record if kind == one else None for record, one in zip(records, kinds, strict=True)]
            fields.append(columns.field(node))
            arrays.append(columns.array(node, own, is_whole=False))
    else:
        fields, arrays = [], []
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata=head))


def table_of_plain(pa: Any, plain: Any) -> Any:
    """The table of any plain data; records that fit no columns, and what is no document, are JSON text."""
    if not _is_document(plain):
        return _with_rest(pa, pa.table({}).replace_schema_metadata({FORM: "whole"}), [plain])
    is_one = "records" not in plain
    rows = [{key: one for key, one in plain.items() if key != "schema"}] if is_one else plain["records"]
    fitting = [_fitting(row) for row in rows]
    head = {SCHEMA: plain["schema"], FORM: "one" if is_one else "several"}
    kinds = [row["record"] if is_fit else "" for row, is_fit in zip(rows, fitting, strict=True)]
    own = [row if is_fit else None for row, is_fit in zip(rows, fitting, strict=True)]
    table = table_of(pa, own, kinds, head, of_records=False)
    if all(fitting) and rows:
        return table
    return _with_rest(
        pa, table, [None if is_fit else row for row, is_fit in zip(rows, fitting, strict=True)], fitting
    )


def _with_rest(pa: Any, table: Any, rows: list[Any], fitting: Sequence[bool] = (False,)) -> Any:
    texts = [None if is_fit else _json(row) for row, is_fit in zip(rows, fitting, strict=True)]
    field = pa.field(REST, pa.string(), metadata={AS: "json"})
    arrays = [*table.columns, pa.array(texts, pa.string())]
    schema = pa.schema([*table.schema, field], metadata=table.schema.metadata)
    return pa.Table.from_arrays(arrays, schema=schema)


def _is_document(plain: Any) -> bool:
    """Whether it is one record or several, with a schema that a table can name."""
    if not isinstance(plain, dict) or not isinstance(plain.get("schema"), str):
        return False
    if not plain["schema"].isprintable() or any(type(key) is not str for key in plain):
        return False
    return "records" not in plain or (len(plain) == 2 and isinstance(plain["records"], list))


def _fitting(row: Any) -> bool:
    if not isinstance(row, dict) or not isinstance(row.get("record"), str) or row["record"] not in STORED:
        return False
    return fits_all(layout_of(row["record"]), {key: one for key, one in row.items() if key != "record"})
