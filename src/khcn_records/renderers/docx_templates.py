"""An office's own Word file filled with a document (*mẫu văn bản riêng*), through docxtpl in a sandbox (extra `docx`).

A placeholder names a field: `{{ kind }}`, `{%p for line in body %}`, `{%tr for row in rows %}`. Of Jinja the template has names, loops,
conditions and a few filters, and nothing else: no call, no assignment, no arithmetic, no name that begins with `_`. What a template
could do with more is refused before it is run.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from khcn_records.errors import (
    Fault,
    InvalidArgumentError,
    KhcnError,
    MissingExtraError,
    StructureError,
    UnsafeFileError,
)
from khcn_records.renderers import Block
from khcn_records.renderers.documents import Document, Letterhead, Paragraph
from khcn_records.renderers.docx_parts import as_xml_text
from khcn_records.zipped import is_zip, packed, unpacked

__all__ = ["FIELDS", "filled"]

LARGEST = 32 * 1024 * 1024
"""Bytes of a template, unpacked."""

_MOST_PASSES = 400_000
"""How often all loops of a template together may go round."""
_DEEPEST = 3
"""Loops inside each other."""

FIELDS: Mapping[str, str] = {
    "nation": "quốc hiệu",
    "motto": "tiêu ngữ",
    "parent": "cơ quan chủ quản",
    "issuer": "cơ quan ban hành",
    "number_line": "số, ký hiệu",
    "date_line": "địa danh và thời gian",
    "kind": "tên loại",
    "subject": "trích yếu",
    "address": "nơi kính gửi: several lines",
    "basis": "căn cứ: several lines",
    "body": "nội dung: several paragraphs, each with role, marker, text, and line: marker and text together",
    "signature_lines": "quyền hạn, chức vụ: several lines",
    "signer": "người ký",
    "recipients": "nơi nhận: several lines",
    "appendix_title": "tên phụ lục",
    "appendix_attached_to": "dòng kèm theo",
    "columns": "cột của bảng: several texts",
    "rows": "dòng của bảng: each with cells (`cells[2]` is the third), number (the first), text (the second), is_group",
    "organization": "cơ quan báo cáo",
    "period": "kỳ báo cáo",
    "following": "kỳ sau",
    "as_of": "ngày chốt số liệu",
    "tasks_total": "tổng số nhiệm vụ",
    "tasks_done": "đã thực hiện",
    "tasks_done_late": "thực hiện chậm",
    "tasks_in_progress": "đang thực hiện",
    "tasks_overdue": "quá hạn",
    "tasks_not_started": "chưa thực hiện",
}
"""What a template can name; the words on the right are for the reference page."""

_ALLOWED = frozenset(
    [
        "Template",
        "Output",
        "TemplateData",
        "Name",
        "Getattr",
        "Getitem",
        "Const",
        "For",
        "If",
        "CondExpr",
        "Filter",
        "Compare",
        "Operand",
        "And",
        "Or",
        "Not",
        "Test",
        "Pair",
        "List",
        "Tuple",
    ]
)
_FILTERS = frozenset(
    {"upper", "lower", "capitalize", "title", "trim", "length", "default", "first", "last", "e", "escape"}
)
_TESTS = frozenset({"defined", "none", "odd", "even", "equalto", "eq", "ne", "in"})
_LOOP = frozenset({"index", "index0", "first", "last", "length", "revindex"})
_DEFINITIONS = (b"<!DOCTYPE", b"<!ENTITY")


class _Several(Sequence[Any]):
    """A list whose rounds are counted, so that loops in loops come to an end."""

    def __init__(self, items: Sequence[Any], passes: list[int]) -> None:
        self._items, self._passes = tuple(items), passes

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, place: Any) -> Any:
        return self._items[place]

    def __iter__(self) -> Iterator[Any]:
        for item in self._items:
            self._passes[0] += 1
            if self._passes[0] > _MOST_PASSES:
                raise UnsafeFileError(f"the template goes round its loops more than {_MOST_PASSES} times")
            yield item


def filled(
    template: bytes | str | os.PathLike[str], document: Document, fields: Mapping[str, object]
) -> bytes:
    """The template with every placeholder filled, the same bytes for the same input.

    Args:
        template: the file, or its path.
        document: what fills it.
        fields: more names, each a text or several texts.

    Raises:
        InvalidArgumentError: a name that is no field, or a template that does not read.
        MissingExtraError: docxtpl is not installed.
        StructureError: no `.docx`.
        TypeError: a field that is no text.
        UnsafeFileError: a template made to do harm.
    """
    try:
        import docxtpl
        import jinja2
        from jinja2.exceptions import SecurityError
    except ImportError as error:
        raise MissingExtraError("docx") from error
    checked = _checked(template if isinstance(template, bytes) else Path(template).read_bytes())
    values = _values(document, fields)
    out = io.BytesIO()
    try:
        made = docxtpl.DocxTemplate(io.BytesIO(checked))
        made.render(values, jinja_env=_environment(), autoescape=True)
        made.save(out)
    except KhcnError:
        raise
    except jinja2.UndefinedError as error:
        raise InvalidArgumentError(
            _name_in(str(error)), f"a field of a template: {', '.join(values)}"
        ) from None
    except SecurityError as error:
        raise UnsafeFileError(f"the template asks for what it may not have: {error}") from None
    except jinja2.TemplateError as error:
        raise InvalidArgumentError(
            str(error)[:200], "placeholders as {{ kind }} or {%p for line in body %}"
        ) from None
    except Exception as error:  # noqa: BLE001  what another library makes of a broken file is a broken file
        raise _no_document(f"{type(error).__name__}: {error}"[:120]) from None
    parts = unpacked(out.getvalue(), "a document (.docx)")
    return packed(
        dict(sorted(parts.items(), key=lambda entry: (entry[0] != "[Content_Types].xml", entry[0])))
    )


def _name_in(message: str) -> str:
    found = re.search(r"'([^']{1,80})'(?: is undefined|$)", message)
    return found[1] if found else message[:120]


def _checked(data: bytes) -> bytes:
    """The template, packed anew, once nothing in it can grow, define or run."""
    if not is_zip(data):
        raise _no_document(repr(data[:16]))
    parts = unpacked(data, "a template (.docx)", largest=LARGEST)
    if "word/document.xml" not in parts:
        raise _no_document(repr(sorted(parts)[:3])[:120])
    for name, part in parts.items():
        if "vbaproject" in name.casefold() or "activex" in name.casefold():
            raise UnsafeFileError(f"the template holds a program: {name[:120]!r}")
        if name.endswith((".xml", ".rels")):
            is_strange = any(mark in part for mark in (*_DEFINITIONS, b"\x00"))
            if is_strange or not re.match(rb"(?:\xef\xbb\xbf)?\s*<", part):
                raise UnsafeFileError(
                    f"the template holds definitions of its own, or no UTF-8, in {name[:120]!r}"
                )
        if (
            name.endswith(".rels")
            and re.search(rb"""TargetMode\s*=\s*["']External""", part)
            and b"attachedTemplate" in part
        ):
            raise UnsafeFileError(f"the template fetches another one, in {name[:120]!r}")
    return packed(parts)


def _no_document(found: str) -> StructureError:
    return StructureError([Fault("syntax", "$", found, (("expected", "a template (.docx)"),))])


def _values(document: Document, fields: Mapping[str, object]) -> dict[str, Any]:
    """What the template can name, every text printable."""
    passes = [0]

    def several(items: Sequence[Any]) -> _Several:
        return _Several(items, passes)

    head = document.letterhead or Letterhead()
    appendix = document.appendices[0] if document.appendices else None
    table = appendix.table if appendix is not None else Block()
    signature = document.signature
    values: dict[str, Any] = {
        **{name: getattr(head, name) for name in ("nation", "motto", "parent", "issuer")},
        **{name: getattr(document, name) for name in ("number_line", "date_line", "kind", "subject")},
        **{name: several(getattr(document, name)) for name in ("address", "basis", "recipients")},
        "body": several([_paragraph(part) for part in document.body if isinstance(part, Paragraph)]),
        "signature_lines": several(signature.lines if signature is not None else ()),
        "signer": signature.name if signature is not None else "",
        "appendix_title": appendix.title if appendix is not None else "",
        "appendix_attached_to": appendix.attached_to if appendix is not None else "",
        "columns": several(table.headings),
        "rows": several(
            [
                {
                    "cells": several(row.texts),
                    "number": row.texts[0] if row.texts else "",
                    "text": row.texts[1] if len(row.texts) > 1 else "",
                    "is_group": row.group is not None,
                }
                for row in table.rows
            ]
        ),
        **document.facts,
    }
    for name, value in fields.items():
        if not name.isidentifier() or name.startswith("_"):
            raise InvalidArgumentError(str(name), "a name of letters, digits and _, not beginning with _")
        values[name] = (
            several([_text(name, one) for one in value])
            if isinstance(value, list | tuple)
            else _text(name, value)
        )
    return {name: as_xml_text(value) if isinstance(value, str) else value for name, value in values.items()}


def _paragraph(part: Paragraph) -> Mapping[str, str]:
    told = {"role": part.role, "marker": part.marker, "text": part.text, "line": str(part)}
    return {name: as_xml_text(text) for name, text in told.items()}


def _text(name: str, value: object) -> str:
    from khcn_records.display.printing import printable

    if not isinstance(value, str):
        raise TypeError(
            f"field {name!r} must be a text or several, not {type(value).__name__}: {value!r}"[:200]
        )
    return as_xml_text(printable(value))


def _environment() -> Any:
    """Names, loops, conditions and a few filters; a text is escaped, a name that is not there is an error."""
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Environment(ImmutableSandboxedEnvironment):
        def from_string(self, source: Any, *rest: Any, **options: Any) -> Any:
            _check(self.parse(source), 0)
            return super().from_string(source, *rest, **options)

        def getattr(self, obj: Any, attribute: str) -> Any:
            if isinstance(obj, Mapping) and attribute in obj:
                return obj[attribute]
            if type(obj).__name__ == "LoopContext" and attribute in _LOOP:
                return getattr(obj, attribute)
            return self.undefined(obj=obj, name=attribute)

        def getitem(self, obj: Any, argument: Any) -> Any:
            if isinstance(obj, _Several) and type(argument) is int and -len(obj) <= argument < len(obj):
                return obj[argument]
            return self.undefined(obj=obj, name=argument)

        def is_safe_callable(self, obj: object) -> bool:  # noqa: ARG002  nothing is
            return False

    made = Environment(undefined=jinja2.StrictUndefined, autoescape=True)
    made.globals = {}
    made.filters = {name: made.filters[name] for name in _FILTERS}
    made.tests = {name: made.tests[name] for name in _TESTS}
    return made


def _check(node: Any, depth: int) -> None:
    """Only what a form needs: what could run, grow or look behind a text is refused before it is run."""
    kind = type(node).__name__
    name = {"Getattr": "attr", "Filter": "name", "Test": "name"}.get(kind)
    asked = getattr(node, name) if name else ""
    known = {"Filter": _FILTERS, "Test": _TESTS}.get(kind)
    if kind == "For":
        depth += 1
        if depth > _DEEPEST or node.recursive or type(node.iter).__name__ not in {"Name", "Getattr"}:
            raise _unsafe(node, "a loop over no field, or loops too deep")
    if kind not in _ALLOWED or asked.startswith("_") or (known is not None and asked not in known):
        raise _unsafe(node, f"{kind.lower()} {asked}".strip())
    for child in node.iter_child_nodes():
        _check(child, depth)


def _unsafe(node: Any, what: str) -> UnsafeFileError:
    return UnsafeFileError(
        f"the template asks for what it may not have: {what}, on line {node.lineno} of its text"
    )
