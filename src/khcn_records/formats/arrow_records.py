"""Arrow tables → records without the plain data between; pyarrow is handed in by the format that asks.

What is written in the way this version writes it is read here, each column at once. Anything else is left to the converter, which
reads the plain data, and it alone says what is wrong.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from khcn_records.converter.building import LINE
from khcn_records.converter.bulk import paused_collector
from khcn_records.converter.column_building import Assembly, Column, assembly_of
from khcn_records.converter.documents import STORED, stored_class
from khcn_records.fields import required_text
from khcn_records.formats.arrow_layout import PLACES
from khcn_records.formats.arrow_reading import Tools, mark_of, plain_values, with_places
from khcn_records.formats.arrow_writing import FORM, KIND, REST, SCHEMA
from khcn_records.migrations import schema_name

__all__ = ["kind_of_table", "records_of_table"]

_LINE = rf"\A{LINE}\z"
_LOOKED_AT = 1_000
"""Values that tell whether a column says the same again and again."""


def kind_of_table(table: Any) -> type | None:
    """The class of the records of a table of the newest schema; `None` where they are not all of one kind."""
    head = table.schema.metadata or {}
    name = head.get(KIND.encode(), b"").decode("utf-8", "replace")
    is_plain = head.get(FORM.encode()) == b"several" and head.get(SCHEMA.encode()) == schema_name().encode()
    return stored_class(name) if is_plain and name in STORED and REST not in table.column_names else None


def records_of_table(pa: Any, table: Any, kind: type) -> tuple[Any, ...] | None:
    """The records of a table; `None` where the converter has to read it.

    Args:
        pa: pyarrow.
        table: it and its columns have been found harmless.
        kind: the class of all.
    """
    assembly, fields = assembly_of(kind), list(table.schema)
    if assembly is None:
        return None
    reader = _Reader(pa)
    try:
        with paused_collector():
            batches = [
                reader.parts(assembly, fields, batch.columns, batch.num_rows) for batch in table.to_batches()
            ]
            return tuple(itertools.chain.from_iterable(batches))
    except Exception:  # noqa: BLE001  the converter words whatever it is
        return None


class _Reader:
    """Arrays → values; what does not fit is an error, whichever."""

    def __init__(self, pa: Any) -> None:
        import pyarrow.compute as pc

        self.pa, self.pc = pa, pc
        self.types = pa.types
        self.tools = Tools(pa, is_whole=True)
        self.known: dict[Callable[[Any], Any], dict[Any, Any]] = {}
        self.forms = {"line": self.lines, "each": self.each, "many": self.many, "part": self.part}

    def parts(self, assembly: Assembly, fields: list[Any], arrays: list[Any], count: int) -> list[Any]:
        """Records, or parts of them."""
        given = {field.name: (field, array) for field, array in zip(fields, arrays, strict=True)}
        asked = [name for name, (field, _) in given.items() if mark_of(field) != "places"]
        if assembly.columns.keys() != set(asked):
            raise ValueError(asked)
        values = []
        for key, column in assembly.columns.items():
            field, array = given[key]
            if mark_of(field) == "figure":
                _, places = given.get(key + PLACES, (None, None))
                figures = plain_values(self.tools, array, field)
                written = with_places(figures, None if places is None else places.to_pylist())
                values.append([column.read(figure) for figure in written])
            else:
                values.append(self.values(column, array, field))
        return assembly.together(values) if count else []

    def values(self, column: Column, array: Any, field: Any) -> list[Any]:
        """What stands in a field of all records."""
        if column.is_optional and array.null_count == len(array) and column.form != "plain":
            return [column.read(None)] * len(array)
        if self.types.is_string_view(array.type):
            array = array.cast(self.pa.large_string())
        read = self.forms.get(column.form)
        if read is None or mark_of(field) == "json":
            return self.plain(column, array, field)
        return read(column, array, field)

    def plain(self, column: Column, array: Any, field: Any) -> list[Any]:
        """One by one."""
        values = plain_values(self.tools, array, field)
        if field.name == "extensions":
            nothing = column.read({}) if None in values else None
            return [nothing if value is None else column.read(value) for value in values]
        read = [column.read(value) for value in values]
        return column.finish(read) if column.form == "many" else read

    def lines(self, column: Column, array: Any, field: Any) -> list[Any]:
        """Text, of which only lines are let pass."""
        if not (self.types.is_dictionary(array.type) or self.is_text(array.type)):
            return self.plain(column, array, field)
        words, places = self.said(array)
        if not self.is_text(words.type):
            return self.plain(column, array, field)
        if not column.is_optional and (array.null_count or words.null_count):
            raise ValueError(field.name)
        is_line = self.pc.match_substring_regex(words, _LINE)
        if self.pc.all(is_line, min_count=0).as_py() is False:
            for text in words.filter(self.pc.invert(is_line)).to_pylist():
                if required_text(text) != text:
                    raise ValueError(text)
        return self.spread(words.to_pylist(), places, lambda: None)

    def each(self, column: Column, array: Any, field: Any) -> list[Any]:
        """Values, each thing that is written read once."""
        words, places = self.said(array)
        read = column.word or column.read
        known = self.known.setdefault(read, {})
        values = []
        for word in plain_values(self.tools, words, field):
            value = known.get(word, self)
            if value is self:
                value = known[word] = read(word)
            values.append(value)
        return self.spread(column.finish(values), places, lambda: column.read(None))

    def many(self, column: Column, array: Any, field: Any) -> list[Any]:
        """Tuples, their items read all at once."""
        if array.null_count or column.inner is None:
            raise ValueError(field.name)
        ends = array.offsets.to_pylist()
        first = ends[0] if ends else 0
        inner = array.values.slice(first, (ends[-1] if ends else 0) - first)
        items = tuple(self.values(column.inner, inner, array.type.value_field))
        return column.finish([items[begin - first : end - first] for begin, end in itertools.pairwise(ends)])

    def part(self, column: Column, array: Any, field: Any) -> list[Any]:
        """Parts of records, where there are any."""
        if column.part is None or not self.types.is_struct(array.type):
            return self.plain(column, array, field)
        if array.null_count and not column.is_optional:
            raise ValueError(field.name)
        there = array.drop_null() if array.null_count else array
        fields = [array.type.field(at) for at in range(array.type.num_fields)]
        parts = self.parts(column.part, fields, there.flatten(), len(there))
        if len(there) == len(array):
            return parts
        left = iter(parts)
        return [next(left) if is_there else None for is_there in array.is_valid().to_pylist()]

    def is_text(self, kind: Any) -> bool:
        """Whether an array is one of texts."""
        return bool(self.types.is_string(kind) or self.types.is_large_string(kind))

    def said(self, array: Any) -> tuple[Any, Any]:
        """What a column says, each thing once, and where; `None` where it is full and hardly says anything twice."""
        if self.types.is_dictionary(array.type):
            self.tools.count(array)
            return array.dictionary, array.indices
        if len(array) > _LOOKED_AT and not array.null_count:
            some = array.slice(0, _LOOKED_AT)
            if len(some.unique()) > 0.9 * (len(some) - some.null_count):
                return array, None
        array = array.dictionary_encode()
        return array.dictionary, array.indices

    def spread(self, values: list[Any], places: Any, nothing: Callable[[], Any]) -> list[Any]:
        """The values in their places."""
        if places is None:
            return values
        if places.null_count:
            places = places.cast(self.pa.int64()).fill_null(len(values))
            values = [*values, nothing()]
        return [values[at] for at in places.to_pylist()]
