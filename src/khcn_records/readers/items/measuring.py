"""Instruments and samples served (*kiểm định, hiệu chuẩn, thử nghiệm*): one record for each figure of such work."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from khcn_records.errors import InvalidValueError
from khcn_records.readers.items import Claim, Context, Figure
from khcn_records.readers.report_outline import Entry
from khcn_records.readers.report_words import folded_pattern, pairs
from khcn_records.records.measurement_services import MeasurementField, MeasurementKind, MeasurementService
from khcn_records.text import fold
from khcn_records.values.quantities import Quantity

__all__ = ["Reader"]

FILE = "works"
_UNITS = frozenset(
    map(
        fold,
        (
            "mẫu",
            "phương tiện đo",
            "phương tiện",
            "thiết bị",
            "cái",
            "chiếc",
            "quả",
            "cột",
            "máy",
            "phòng",
            "điểm",
            "chuẩn đo lường",
            "chuẩn",
        ),
    )
)
_LEAD = folded_pattern(
    r"^(?:xác định sai số|kiểm tra sai số|bảo hành|sửa chữa|hiệu chuẩn|kiểm định|thử nghiệm)\s?:? ?"
)


class Reader:
    """See the module."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.found: list[Claim] = []

    def take(self, entry: Entry) -> None:
        """Look at one item."""
        if entry.heading.is_planned or entry.heading.is_remark:
            return
        key = entry.block.key
        above = entry.above.block.key if entry.above is not None else ""
        last: MeasurementKind | None = None
        for figure in self.context.figures.get(id(entry), ()):
            if fold(figure.indicator.unit or "") not in _UNITS or figure.indicator.figure is None:
                continue
            told = _kind(key[max(0, figure.start - 60) : figure.end])
            kind = told or last or (_kind(above) if above else None)
            if kind is None or "khảo sát" in key:
                continue
            last = kind
            self._add(entry, figure, kind)

    def claims(self) -> Iterable[Claim]:
        """What the items told."""
        return self.found

    def _add(self, entry: Entry, figure: Figure, kind: MeasurementKind) -> None:
        one = figure.indicator
        name = one.name
        while (lead := _LEAD.match(fold(name))) is not None and lead.end() < len(name):
            name = name[lead.end() :]
        served = [part for part in one.breakdown if part.value] if one.breakdown_kind == "partition" else []
        rows = [(part.name, part.value or Decimal(0), part.unit) for part in served] or [
            (name, one.figure or Decimal(0), one.unit)
        ]
        for thing, amount, unit in rows:
            try:
                quantity = Quantity(amount, unit or "")
            except InvalidValueError:
                quantity = None
            made = MeasurementService(
                service_id=self.context.new_id("D"),
                kind=kind,
                object=thing[:1].lower() + thing[1:],
                quantity=quantity,
                measurement_field=_field(fold(thing)),
                period=self.context.period,
                indicator_id=one.indicator_id,
                section=entry.heading.number,
            )
            self.found.append(Claim(made, entry, entry.block.lines_of(figure.start, figure.end)))


def _kind(key: str) -> MeasurementKind | None:
    """The service named last."""
    best, at = None, -1
    for word, kind in pairs("measuring", FILE):
        place = key.rfind(word)
        if place > at:
            best, at = MeasurementKind(kind), place
    return best


def _field(key: str) -> MeasurementField | None:
    return next(
        (
            MeasurementField(field)
            for word, field in pairs("measured", FILE)
            if key.startswith(word) or f" {word} " in f" {key} "
        ),
        None,
    )
