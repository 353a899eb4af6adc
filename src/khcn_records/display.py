"""How a value, a record or a table shows itself: plain text in a language, and escaped HTML for notebooks.

A `Phrase` is wording that is chosen now and worded later, in the reader's language.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import attrs

from khcn_records.labels import has_wording, label, snake_case, wording
from khcn_records.text import clean, require_text, whole_text
from khcn_records.values.dates import format_date
from khcn_records.values.numerals import count_text, figure_text

__all__ = ["MASK", "Displayed", "Phrase", "field_label", "html_table", "shown"]


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
        case Decimal():
            return figure_text(value) if lang == "vi" else f"{value:,f}"
        case int():
            return str(value)
        case tuple() | list():
            return "; ".join(shown(item, lang, with_personal=with_personal) for item in value)
        case Displayed() if with_personal and attrs.has(type(value)):
            told = _shown_fields(value, lang, with_personal=True)
            return "; ".join(f"{heading}: {text}" for heading, text in told)
    own = getattr(value, "format", None)
    return str(own(lang)) if callable(own) else str(value)


def _key(key: str) -> str:
    return whole_text(require_text(key, "the key of a phrase"))


def _parameters(
    value: Mapping[str, str | int] | Iterable[tuple[str, str | int]],
) -> tuple[tuple[str, str | int], ...]:
    pairs = value.items() if isinstance(value, Mapping) else value
    checked: list[tuple[str, str | int]] = []
    for name, parameter in pairs:
        if type(parameter) not in {str, int}:
            raise TypeError(f"parameter {name!r} must be a str or an int, not {type(parameter).__name__}")
        checked.append(
            (
                whole_text(require_text(name)),
                whole_text(clean(parameter)) if isinstance(parameter, str) else parameter,
            )
        )
    names = [name for name, _ in checked]
    if len(names) != len(set(names)):
        raise ValueError(f"a parameter stands twice: {', '.join(names)}")
    return tuple(checked)


@attrs.frozen(weakref_slot=False)
class Phrase:
    """A key of `labels` with what fills it (*câu chữ*), worded when the language is known.

    Attributes:
        key: the key in `labels/<lang>.toml`.
        parameters: name and text or count. A name that ends in `_on` holds an ISO day (`weekday_on` is written as its weekday), in `_at` an ISO moment, in `period`
            a reporting period and in `limit` a time limit, which are written as the language writes them; counts are
            written as documents write them (`08`).

    >>> Phrase("report.task_appendix.title", {"period": "2024-02"}).format("en")
    'Results of assigned tasks, February 2024'
    """

    key: str = attrs.field(converter=_key)
    parameters: tuple[tuple[str, str | int], ...] = attrs.field(default=(), converter=_parameters)

    def format(self, lang: str = "vi") -> str:
        """The wording in a language.

        Raises:
            KeyError: no such key, or a parameter of the wording is missing.
        """
        filled = {name: _worded(name, parameter, lang) for name, parameter in self.parameters}
        return wording(self.key, lang).format_map(filled)


def _worded(name: str, parameter: str | int, lang: str) -> str:
    """A parameter as the language writes it; the end of its name says what it is."""
    if isinstance(parameter, int):
        return count_text(parameter) if lang == "vi" else f"{parameter:,}"
    if name.endswith("_on") and parameter:
        day = dt.date.fromisoformat(parameter)
        return (
            wording(f"weekday.{day.weekday()}", lang)
            if name == "weekday_on"
            else format_date(day, "short", lang)
        )
    if name.endswith("_at") and parameter:
        moment = dt.datetime.fromisoformat(parameter)
        return wording("moment", lang, time=f"{moment:%H:%M}", day=format_date(moment, "short", lang))
    if name.endswith("period") and parameter:
        from khcn_records.values.periods import ReportingPeriod  # here and below: records do not need it

        return ReportingPeriod.parse(parameter).format(lang)
    if name.endswith("limit") and parameter:
        from khcn_records.values.time_limits import TimeLimit

        return TimeLimit.parse(parameter).format(lang)
    return parameter


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


def _shown_fields(thing: object, lang: str, *, with_personal: bool) -> list[tuple[str, str]]:
    kind: Any = type(thing)  # an attrs class, which `Displayed` alone cannot promise
    return [
        (
            field_label(kind, field.name, lang),
            MASK
            if _is_masked(field, with_personal=with_personal)
            else shown(value, lang, with_personal=with_personal),
        )
        for field in attrs.fields(kind)
        if (value := getattr(thing, field.name)) is not None and value != ()
    ]


def _is_masked(field: attrs.Attribute[Any], *, with_personal: bool) -> bool:
    return not with_personal and bool(field.metadata.get("personal"))


class Displayed:
    """A base for frozen attrs classes: a repr without empty fields and a table for notebooks, in Vietnamese.

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
        told = _shown_fields(self, lang, with_personal=False)
        return "; ".join(f"{heading}: {text}" for heading, text in told)

    def _repr_html_(self: attrs.AttrsInstance) -> str:
        return html_table(_shown_fields(self, "vi", with_personal=False), caption=label(type(self), "vi"))
