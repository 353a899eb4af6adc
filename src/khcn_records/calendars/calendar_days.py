"""One day of a working calendar (*ngày trong lịch làm việc*): what it is, by which source, and what it is called.

>>> import datetime as dt
>>> CalendarDay(dt.date(2024, 2, 13), DayKind.COMPENSATION, key="tet").label("en")
'Day off in lieu of Lunar New Year'
"""

from __future__ import annotations

import datetime as dt
import enum

import attrs

from khcn_records.evidence import Confidence
from khcn_records.labels import wording

__all__ = ["CalendarDay", "DayKind", "require_day"]

_JULY = 7


class DayKind(enum.StrEnum):
    """What a day is in the calendar (*loại ngày*)."""

    WORKDAY = "workday"
    """Ngày làm việc: an ordinary Monday to Friday."""
    WEEKEND = "weekend"
    """Ngày nghỉ hằng tuần: an ordinary Saturday or Sunday."""
    HOLIDAY = "holiday"
    """Ngày nghỉ lễ, tết: Labour Code 2019, Article 112(1); 24 November by Resolution 28/2026/QH16."""
    COMPENSATION = "compensation"
    """Ngày nghỉ bù: for a holiday that fell on a weekly day off; Labour Code 2019, Article 111(3)."""
    DAY_OFF_SWAP = "day_off_swap"
    """Ngày nghỉ hoán đổi: a day off that is worked back on a Saturday, by the yearly notice."""
    WORKING_SWAP = "working_swap"
    """Ngày làm bù: the Saturday that is worked for it."""

    @property
    def is_worked(self) -> bool:
        """Whether people work on such a day."""
        return self in {DayKind.WORKDAY, DayKind.WORKING_SWAP}


def require_day(day: object) -> dt.date:
    """The day, if it is a `datetime.date` and no moment.

    Raises:
        TypeError: anything else; a `datetime` is refused because its hour would be lost in silence.

    >>> require_day(dt.date(2024, 2, 5))
    datetime.date(2024, 2, 5)
    """
    if isinstance(day, dt.datetime):
        raise TypeError(
            f"expected a datetime.date, not a datetime (its hour would be lost; use .date()): {day!r}"
        )
    if not isinstance(day, dt.date):
        raise TypeError(f"expected a datetime.date, not {type(day).__name__}: {day!r}")
    return day


@attrs.frozen(weakref_slot=False)
class CalendarDay:
    """One day of a calendar and what it is (*ngày trong lịch*).

    Attributes:
        day: the day.
        kind: what it is.
        key: what it is named after in `labels` (`tet_day_1`; for a compensation or a swap its occasion).
        partner: the holiday that is compensated, or the other day of a swap.
        source: the article or notice behind it, as cited in Vietnamese.
        confidence: how sure that is.
        is_provisional: whether a later notice may still change the day.
        is_estimate: whether no notice was seen and the day follows from the law and the almanac alone.

    ``name`` may be given instead of a key, for a day of one's own; it is then the label in every language.

    >>> import datetime as dt
    >>> fair = CalendarDay(dt.date(2024, 2, 22), DayKind.DAY_OFF_SWAP, name="Lễ hội Yên Thế", source="316/UBND-KGVX")
    >>> fair.name, fair.label("en")
    ('Lễ hội Yên Thế', 'Lễ hội Yên Thế')
    """

    day: dt.date
    kind: DayKind = attrs.field(converter=DayKind)
    _name: str = attrs.field(default="", kw_only=True, repr=False)
    key: str = attrs.field(default="", kw_only=True)
    partner: dt.date | None = attrs.field(default=None, kw_only=True)
    source: str = attrs.field(default="", kw_only=True)
    confidence: Confidence = attrs.field(default=Confidence.UNCONFIRMED, kw_only=True, converter=Confidence)
    is_provisional: bool = attrs.field(default=False, kw_only=True)
    is_estimate: bool = attrs.field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        require_day(self.day)

    @property
    def name(self) -> str:
        """What the day is called in Vietnamese, as notices write it.

        >>> import datetime as dt
        >>> CalendarDay(dt.date(2024, 2, 10), DayKind.HOLIDAY, key="tet_day_1").name
        'Tết Nguyên đán (mùng 1)'
        """
        return self.label("vi")

    @property
    def is_worked(self) -> bool:
        """Whether people work on this day."""
        return self.kind.is_worked

    def label(self, lang: str = "vi") -> str:
        """What the day is called.

        Raises:
            UnknownLanguageError: no such language.
        """
        if self._name:
            return self._name
        if not self.key:
            return wording(f"day_kind.{self.kind.value}", lang)
        if self.kind is DayKind.HOLIDAY:
            return wording(f"day_name.{self.key}", lang)
        if self.kind is DayKind.COMPENSATION:
            occasion = wording(f"day_occasion.{self.key}", lang)
            if self.partner is None:
                return wording("day_text.compensation", lang, occasion=occasion)
            weekday = wording(f"weekday.{self.partner.weekday()}", lang)
            when = f"{self.partner.day}/{self.partner.month}"
            return wording("day_text.compensation_for", lang, occasion=occasion, day=when, weekday=weekday)
        from khcn_records.values.lunar import can_chi  # here: few days are named by their lunar year

        # The occasion of a swap is named by its own year: 31/12/2018 belongs to New Year 2019.
        year = self.day.year + (self.day.month >= _JULY)
        occasion = wording(f"swap_occasion.{self.key}", lang, year=year, year_name=can_chi(year))
        return wording(f"day_text.{self.kind.value}", lang, occasion=occasion, partner=self.partner)

    def short_label(self, lang: str = "vi") -> str:
        """What the day is called where its neighbours are named with it: *Tết Nguyên đán* for each day of Tết.

        Raises:
            UnknownLanguageError: no such language.

        >>> import datetime as dt
        >>> CalendarDay(dt.date(2024, 2, 10), DayKind.HOLIDAY, key="tet_day_1").short_label()
        'Tết Nguyên đán'
        """
        if self._name or not self.key or self.kind not in {DayKind.HOLIDAY, DayKind.COMPENSATION}:
            return self.label(lang)
        key = "tet" if self.key.startswith("tet_") else self.key.removesuffix("_adjacent")
        occasion = wording(f"day_occasion.{key}", lang)
        return (
            occasion
            if self.kind is DayKind.HOLIDAY
            else wording("day_text.compensation", lang, occasion=occasion)
        )
