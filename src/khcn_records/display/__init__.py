"""How a value, a record or a table shows itself: plain text in a language, and escaped HTML for notebooks.

Every record is built on this file, so it holds what records need; the wording of findings and headings is in `phrases`.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Sequence
from typing import Any, Final

import attrs

from khcn_records.by_fields import ByFields
from khcn_records.labels import has_wording, label, snake_case, wording
from khcn_records.values.dates import format_date

__all__ = ["MASK", "Displayed", "field_label", "html_table", "shown", "shown_fields"]


MASK: Final = "[…]"
"""What stands where personal data is not shown."""


def shown(value: object, lang: str = "vi", *, with_personal: bool = False) -> str:
    """The text a person reads for a value in a cell.

    Days are written with two digits, enums and records by their wording, sequences joined by `; `, `None` is empty. Personal data inside a record is masked
    unless `with_personal`.

    >>> import datetime
    >>> shown(datetime.date(2024, 2, 5)), shown(None), shown(8), shown(True)
    ('05/02/2024', '', '8', 'có')
    """
    match value:
        case None:
            return ""
        case bool():
            return wording("boolean.yes" if value else "boolean.no", lang)
        case enum.Enum():
            return label(value, lang)
        case str():
            return value
        case dt.date():
            return format_date(value, "table", lang)
        case int():
            return str(value)
        case tuple() | list():
            return "; ".join(shown(item, lang, with_personal=with_personal) for item in value)
        case Displayed() if with_personal and _is_told_by_fields(type(value)):
            told = shown_fields(value, lang, with_personal=True)
            return "; ".join(f"{heading}: {text}" for heading, text in told)
    own = getattr(value, "format", None)
    return str(own(lang)) if callable(own) else _plain(value, lang)


def _plain(value: object, lang: str) -> str:
    """The text of a value that has no wording of its own: an exact figure, or whatever it prints."""
    from decimal import Decimal  # here: it is as dear to load as a record, and most records hold none

    if isinstance(value, Decimal):
        from khcn_records.values.numerals import figure_text

        return figure_text(value) if lang == "vi" else f"{value:,f}"
    return str(value)


def field_label(kind: type, name: str, lang: str = "vi") -> str:
    """The heading of a field of a record; the field's own name where there is no wording.

    >>> from khcn_records.records.assigned_tasks import AssignedTask
    >>> field_label(AssignedTask, "due_on")
    'Thời hạn'
    """
    key = f"field.{snake_case(kind.__name__)}.{name}"
    return wording(key, lang) if has_wording(key, lang) else name


def html_table(rows: Iterable[Sequence[str]], headings: Sequence[str] = (), caption: str = "") -> str:
    """A plain HTML table, every text escaped; line breaks inside a cell become `<br>`.

    >>> html_table([["a<b"]], caption="x")
    '<table><caption>x</caption><tbody><tr><td>a&lt;b</td></tr></tbody></table>'
    """
    import html  # its table of entities costs more than the records that never show themselves

    def cell(text: str, tag: str) -> str:
        return f"<{tag}>{html.escape(text).replace(chr(10), '<br>')}</{tag}>"

    parts = ["<table>"]
    if caption:
        parts.append(f"<caption>{html.escape(caption)}</caption>")
    if headings:
        parts.append(f"<thead><tr>{''.join(cell(text, 'th') for text in headings)}</tr></thead>")
    parts.append("<tbody>")
    parts += [f"<tr>{''.join(cell(text, 'td') for text in row)}</tr>" for row in rows]
    return "".join([*parts, "</tbody></table>"])


def shown_fields(thing: object, lang: str = "vi", *, with_personal: bool = False) -> list[tuple[str, str]]:
    """Heading and text of each filled field; every way a record shows itself goes through here, so that none forgets the mask.

    >>> from khcn_records.records.people import Person
    >>> shown_fields(Person(role="Chủ nhiệm", name="Nguyễn Văn A"))
    [('Vai trò', 'Chủ nhiệm'), ('Họ và tên', '[…]')]
    """
    kind: Any = type(thing)  # an attrs class, which `Displayed` alone cannot promise
    return [
        (
            field_label(kind, field.name, lang),
            MASK
            if _is_masked(field, with_personal=with_personal)
            else shown(value, lang, with_personal=with_personal),
        )
        for field in attrs.fields(kind)
        if (value := getattr(thing, field.name)) is not None and value not in ((), {})
    ]


def _is_told_by_fields(kind: Any) -> bool:
    """Whether only its fields tell all of it: words of its own do, unless they leave personal data out."""
    has_own_words = kind.format is not Displayed.format
    return attrs.has(kind) and (
        not has_own_words or any(field.metadata.get("personal") for field in attrs.fields(kind))
    )


def _is_masked(field: attrs.Attribute[Any], *, with_personal: bool) -> bool:
    return not with_personal and bool(field.metadata.get("personal"))


class Displayed(ByFields):
    """A base for frozen attrs classes: equal by their fields, a repr without empty fields and a table for notebooks, in Vietnamese.

    Fields that hold personal data (`fields.personal`) show `MASK` instead.
    """

    __slots__ = ()

    def __repr__(self: attrs.AttrsInstance) -> str:
        told = []
        for field in attrs.fields(type(self)):
            value = getattr(self, field.name)
            if value != field.default and field.repr is not False:
                told.append(f"{field.name}={MASK if _is_masked(field, with_personal=False) else repr(value)}")
        return f"{type(self).__name__}({', '.join(told)})"

    def format(self: attrs.AttrsInstance, lang: str = "vi") -> str:
        """The filled fields in one line, each with its heading; `shown(…, with_personal=True)` masks nothing."""
        told = shown_fields(self, lang, with_personal=False)
        return "; ".join(f"{heading}: {text}" for heading, text in told)

    def _repr_html_(self: attrs.AttrsInstance) -> str:
        return html_table(shown_fields(self, "vi", with_personal=False), caption=label(type(self), "vi"))
