"""The automatic numbers of a Word document (*đánh số tự động*), as they are printed before a paragraph: `I.`, `1.1.`, `a)`, `-`."""

from __future__ import annotations

import re
from typing import Any

import attrs

__all__ = ["Numbering"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_HELD = re.compile(r"%([1-9])")
_BULLETS = {"\uf0b7": "•", "\uf02d": "-", "\uf0a7": "▪", "\uf0d8": "➢", "o": "o", "\uf0fc": "✓"}
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


@attrs.frozen
class _Level:
    """One level of a list: how it counts and what it prints."""

    start: int = 1
    form: str = "decimal"
    text: str = ""


class Numbering:
    """Counts the paragraphs of a document as Word does, in the order they are asked for."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._based: dict[str, str] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        if numbering is not None:
            self._read(numbering)
        if styles is not None:
            self._read_styles(styles)

    def label(self, paragraph: Any) -> str:
        """The number printed before a paragraph, `""` where there is none; the count goes on with each call."""
        number, level = self._list_of(paragraph)
        if number is None or number not in self._lists:
            return ""
        abstract, overrides = self._lists[number]
        levels = self._levels.get(abstract, {})
        if level not in levels and level not in overrides:
            return ""
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        for place in range(_LEVELS):
            if place in overrides and (number, place) not in self._begun and place == level:
                counts[place] = None
                self._begun.add((number, place))
        here = overrides.get(level, levels.get(level, _Level()))
        counts[level] = here.start if counts[level] is None else (counts[level] or 0) + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        if here.form == "none":
            return ""
        if here.form == "bullet":
            return _BULLETS.get(
                here.text, here.text if here.text.isprintable() and here.text[:1] < "\ue000" else "•"
            )

        def held(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            one = overrides.get(place, levels.get(place, _Level()))
            count = counts[place]
            return _printed(one.start if count is None else count, one.form)

        return _HELD.sub(held, here.text).strip()

    def _list_of(self, paragraph: Any) -> tuple[str | None, int]:
        """The list and the level of a paragraph: its own, else those of its style."""
        told = paragraph.find(f"{_W}pPr/{_W}numPr")
        style = _value(paragraph.find(f"{_W}pPr/{_W}pStyle"))
        number, level = self._of_style(style)
        if told is not None:
            number = _value(told.find(f"{_W}numId")) or number
            level = _number(_value(told.find(f"{_W}ilvl")), level)
        return (None if number in {None, "", "0"} else number), min(level, _LEVELS - 1)

    def _of_style(self, style: str) -> tuple[str | None, int]:
        for _ in range(10):  # a style may be based on others
            if style in self._styles:
                return self._styles[style]
            if style not in self._based:
                break
            style = self._based[style]
        return None, 0

    def _read(self, root: Any) -> None:
        for abstract in root.iter(f"{_W}abstractNum"):
            levels = {_number(one.get(f"{_W}ilvl"), 0): _level(one) for one in abstract.findall(f"{_W}lvl")}
            self._levels[abstract.get(f"{_W}abstractNumId", "")] = levels
        for one in root.findall(f"{_W}num"):
            abstract_id = _value(one.find(f"{_W}abstractNumId"))
            overrides = {}
            for changed in one.findall(f"{_W}lvlOverride"):
                place = _number(changed.get(f"{_W}ilvl"), 0)
                whole = changed.find(f"{_W}lvl")
                base = (
                    _level(whole)
                    if whole is not None
                    else self._levels.get(abstract_id, {}).get(place, _Level())
                )
                start = _value(changed.find(f"{_W}startOverride"))
                overrides[place] = attrs.evolve(base, start=_number(start, base.start))
            self._lists[one.get(f"{_W}numId", "")] = (abstract_id, overrides)

    def _read_styles(self, root: Any) -> None:
        for style in root.iter(f"{_W}style"):
            name = style.get(f"{_W}styleId", "")
            told = style.find(f"{_W}pPr/{_W}numPr")
            if told is not None:
                number = _value(told.find(f"{_W}numId"))
                self._styles[name] = (number, _number(_value(told.find(f"{_W}ilvl")), 0))
            elif (based := _value(style.find(f"{_W}basedOn"))) and based != name:
                self._based[name] = based


def _level(element: Any) -> _Level:
    return _Level(
        start=_number(_value(element.find(f"{_W}start")), 1),
        form=_value(element.find(f"{_W}numFmt")) or "decimal",
        text=_value(element.find(f"{_W}lvlText")),
    )


def _value(element: Any) -> str:
    return element.get(f"{_W}val", "") if element is not None else ""


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else default


def _printed(count: int, form: str) -> str:
    match form:
        case "upperRoman" | "lowerRoman":
            roman = _roman(count)
            return roman if form == "upperRoman" else roman.lower()
        case "upperLetter" | "lowerLetter":
            letters = chr(65 + (count - 1) % 26) * (1 + (count - 1) // 26) if 0 < count < 800 else str(count)
            return letters if form == "upperLetter" else letters.lower()
        case "decimalZero":
            return f"{count:02}"
        case _:
            return str(count)


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    parts = []
    for value, letters in _ROMAN:
        times, count = divmod(count, value)
        parts.append(letters * times)
    return "".join(parts)
