"""Wording that is chosen now and worded later, in the reader's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import attrs

from khcn_records.labels import has_wording, wording
from khcn_records.text import clean, require_text, whole_text
from khcn_records.values.dates import format_date
from khcn_records.values.numerals import count_text

__all__ = ["Phrase"]


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
            a reporting period in `limit` a time limit and in `_key` a key of `labels`, which are written as the language writes them;
            counts are written as documents write them (`08`).

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
    if name.endswith("_key") and has_wording(parameter, lang):
        return wording(parameter, lang)
    return parameter
