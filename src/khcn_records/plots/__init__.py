"""Us → eyes: records → picture. One kind of picture per file; the table below names them.

A picture is a Vega-Lite chart as plain data, which a notebook shows by itself; as SVG and PNG it needs the extra `plots` (vl-convert).
It reads no clock, asks nothing of the network and is the same each time.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib
import os
import pathlib
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol, cast

import attrs

from khcn_records.display.printing import printable
from khcn_records.errors import MissingExtraError, UnknownLanguageError, UnsupportedFormatError
from khcn_records.labels import languages
from khcn_records.records.monthly_reports import MonthlyReport

__all__ = ["PLOTS", "Picture", "plot"]

PLOTS: Mapping[str, str] = MappingProxyType(
    {
        "deadlines": "khcn_records.plots.deadlines",
        "indicator": "khcn_records.plots.indicator",
        "projects": "khcn_records.plots.projects",
    }
)
"""Name of each kind of picture → its module, which has `draw(source, *, as_of, lang, **options)`."""

_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
"""Which grammar the chart is written in: its name, never fetched."""
_VERSION = "5.20"
_MIME = "application/vnd.vegalite.v5+json"
_FONT = "Segoe UI, Noto Sans, DejaVu Sans, Arial, sans-serif"
"""Each holds every Vietnamese letter: a first one without some would have them drawn in another face."""
_LOCALES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {"vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", "\u00a0₫"]}}
)
_LONGEST = 1_000
"""Characters of a text in a chart; longer ones would take the drawing library minutes."""
_LONGEST_TITLE = 120
_SUFFIXES = (".svg", ".png", ".json")


def _converter() -> Any:
    try:
        import vl_convert
    except ImportError as error:
        raise MissingExtraError("plots") from error
    return vl_convert


@attrs.frozen(kw_only=True, repr=False)
class Picture:
    """A chart (*biểu đồ*): what it shows in words, and how it is drawn.

    Attributes:
        title: over it.
        description: what a person who does not see it is told.
        chart: the Vega-Lite chart without its frame; `spec()` is the whole.
        lang: the language of its words and figures.
    """

    title: str = attrs.field(converter=printable)
    description: str = attrs.field(converter=printable)
    chart: Mapping[str, Any]
    lang: str = "vi"

    def spec(self) -> dict[str, Any]:
        """The Vega-Lite chart, whole: plain data of JSON, a new one each time (`altair.Chart.from_dict` takes it too)."""
        locale = _LOCALES.get(self.lang)
        return {
            "$schema": _SCHEMA,
            "title": {"text": short(self.title, _LONGEST_TITLE), "anchor": "start"},
            "description": self.description,
            "background": "white",
            "config": {
                "font": _FONT,
                "view": {"stroke": None},
                "axis": {"labelFontSize": 12, "titleFontSize": 12},
                "legend": {"labelFontSize": 12, "titleFontSize": 12},
                "title": {"fontSize": 15},
            },
            **({"usermeta": {"embedOptions": {"formatLocale": dict(locale)}}} if locale else {}),
            **{key: _drawable(part) for key, part in self.chart.items()},
        }

    def svg(self) -> str:
        """The picture as SVG, with its description for those who hear it.

        Raises:
            MissingExtraError: vl-convert is not installed.
        """
        locale = _LOCALES.get(self.lang)
        made = _converter().vegalite_to_svg(
            self.spec(), vl_version=_VERSION, format_locale=dict(locale) if locale else None
        )
        return str(made)

    def png(self, *, scale: float = 2) -> bytes:
        """The picture as PNG, `scale` times as large as on a screen.

        Raises:
            MissingExtraError: vl-convert is not installed.
            ValueError: a scale that is not above 0 and at most 10.
        """
        if not 0 < scale <= 10:
            raise ValueError(f"scale must be above 0 and at most 10, not {scale!r}")
        locale = _LOCALES.get(self.lang)
        made = _converter().vegalite_to_png(
            self.spec(), vl_version=_VERSION, scale=scale, format_locale=dict(locale) if locale else None
        )
        return bytes(made)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write it to a file: `.svg`, `.png`, or the chart as `.json`.

        Raises:
            UnsupportedFormatError: another suffix.
            MissingExtraError: vl-convert is not installed.
            OSError: the file cannot be written.
        """
        target = pathlib.Path(path)
        match target.suffix.lower():
            case ".svg":
                target.write_text(self.svg(), encoding="utf-8")
            case ".png":
                target.write_bytes(self.png())
            case ".json":
                import json

                target.write_text(
                    json.dumps(self.spec(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
                )
            case _:
                raise UnsupportedFormatError(target.name, _SUFFIXES)

    def __repr__(self) -> str:
        return f"Picture(title={self.title!r})"

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, Any]:
        """What a notebook shows: the living chart, and the SVG for those that cannot draw one."""
        bundle: dict[str, Any] = {
            _MIME: self.spec(),
            "text/plain": f"{self.title}\n{self.description}",
        }
        with contextlib.suppress(MissingExtraError):  # then the living chart alone
            bundle["image/svg+xml"] = self.svg()
        return {
            kind: shown
            for kind, shown in bundle.items()
            if (include is None or kind in include) and kind not in (exclude or ())
        }


def _drawable(part: Any) -> Any:
    """The part of a chart, copied, every text such as can be drawn."""
    if isinstance(part, str):
        return printable(part[:_LONGEST])
    if isinstance(part, Mapping):
        return {key: _drawable(value) for key, value in part.items()}
    return [_drawable(value) for value in part] if isinstance(part, list | tuple) else part


class Drawer(Protocol):
    """What every module of the shelf has."""

    def draw(self, source: Any, *, as_of: dt.date | None, lang: str, **options: Any) -> Picture:
        """The picture."""
        ...


def plot(
    source: object, name: str, *, as_of: dt.date | None = None, lang: str = "vi", **options: Any
) -> Picture:
    """A picture of records.

    Args:
        source: a `MonthlyReport`, or a sequence: tasks for `"deadlines"`, projects for `"projects"`, reports in a row for
            `"indicator"`.
        name: `"deadlines"`, `"projects"` or `"indicator"`.
        as_of: the day whose truth is shown; a report has one of its own, its `cutoff`.
        lang: `"vi"` or `"en"`; names and titles stay Vietnamese.
        options: of the picture: `calendar`, `first`, `last`, `limit` of deadlines; `indicator`, an id or a name, of an indicator.

    Raises:
        UnsupportedFormatError: no such picture.
        UnknownLanguageError: no such language.
        TypeError: records of another kind, or no `as_of` for records outside a report.

    >>> from khcn_records.samples import report_2024_02
    >>> print(plot(report_2024_02(), "projects", lang="en").title)
    Research projects by stage as of the end of 14 Feb 2024
    """
    if name not in PLOTS:
        raise UnsupportedFormatError(str(name), tuple(PLOTS))
    if lang not in languages():
        raise UnknownLanguageError(str(lang), languages())
    drawer = cast("Drawer", importlib.import_module(PLOTS[name]))
    return drawer.draw(source, as_of=as_of, lang=lang, **options)


def members(source: object, field: str, kind: type, as_of: dt.date | None) -> tuple[list[Any], dt.date]:
    """The records of a kind, of a report or as they are given, and the day asked about.

    Raises:
        TypeError: records of another kind, or no day.
    """
    if isinstance(source, MonthlyReport):
        return list(getattr(source, field)), source.cutoff if as_of is None else _day(as_of)
    if isinstance(source, str) or not isinstance(source, Sequence):
        raise TypeError(f"a MonthlyReport or a sequence of {kind.__name__} is wanted, not {source!r}"[:200])
    for one in source:
        if not isinstance(one, kind):
            raise TypeError(f"each must be a {kind.__name__}, not {type(one).__name__}: {one!r}"[:200])
    return list(source), _day(as_of)


def _day(as_of: dt.date | None) -> dt.date:
    if type(as_of) is not dt.date:
        raise TypeError(f"as_of must be a date, not {type(as_of).__name__}: {as_of!r}")
    return as_of


def short(text: str, most: int) -> str:
    """A text of so many characters at most, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
