"""The Vietnamese working calendar (*lịch làm việc, nghỉ lễ, tết*), read from one file a year.

A year is known when its file stands in `vietnam/`. Each row says by which source it is so and how sure that is:

* `text`: the only source is an article of the Labour Code 2019 that was read;
* `secondary`: a page that reports a notice or an older Code was read; also the days that the Prime Minister chose,
  and Giỗ Tổ, whose solar day no article names;
* `inferred`: the row follows from an article while the notice of the year does not name it;
* `unconfirmed`: whether the article applies is open.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from khcn_records.calendars.calendar_days import CalendarDay, DayKind
from khcn_records.calendars.work_calendar import WorkCalendar
from khcn_records.errors import InvalidCalendarError, UnknownYearError
from khcn_records.evidence import Confidence
from khcn_records.text import lazy_pattern

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["AUDIENCES", "CalendarYear", "build_calendar", "load_years", "vietnam_calendar"]

AUDIENCES: Mapping[str, frozenset[DayKind]] = {
    "civil_service": frozenset(DayKind),
    "statutory": frozenset({DayKind.HOLIDAY, DayKind.COMPENSATION}),
}
"""For whom a calendar is, and which kinds of rows count for them."""

_FILE = lazy_pattern(r"([0-9]{4})\.toml")
_SATURDAY, _SUNDAY = 5, 6
_OFF = frozenset({DayKind.COMPENSATION, DayKind.DAY_OFF_SWAP})


class CalendarYear(NamedTuple):
    """One year's file (*lịch năm*).

    Attributes:
        year: the year that the file makes known.
        days: its rows.
        is_provisional: whether a later notice may still change the year.
        provisional_reason: why, in Vietnamese; empty where it is not.
        as_known_on: the day up to which notices were looked for.
    """

    year: int
    days: tuple[CalendarDay, ...]
    is_provisional: bool = False
    provisional_reason: str = ""
    as_known_on: dt.date | None = None


def _row(
    row: Mapping[str, object], sources: Mapping[str, str], where: str, *, is_provisional: bool
) -> CalendarDay:
    try:
        day, kind, partner, cited = row["date"], DayKind(str(row["kind"])), row.get("partner"), row["source"]
        if not isinstance(day, dt.date) or not isinstance(cited, list):
            raise InvalidCalendarError(where, "a date and a list of sources in each row")
        _check_weekday(day, kind, where)
        return CalendarDay(
            day,
            kind,
            key=str(row["name"]),
            partner=partner if isinstance(partner, dt.date) else None,
            source="; ".join(sources[key] for key in cited),
            confidence=Confidence(str(row["confidence"])),
            is_provisional=is_provisional,
        )
    except (KeyError, ValueError) as error:
        if isinstance(error, InvalidCalendarError):
            raise
        raise InvalidCalendarError(
            f"{where}: {dict(row)}", f"known kinds, sources and confidences ({error})"
        ) from None


def _check_weekday(day: dt.date, kind: DayKind, where: str) -> None:
    """A swapped Saturday that is none is the commonest misprint of the notices."""
    weekday = day.weekday()
    if kind in _OFF and weekday >= _SATURDAY:
        raise InvalidCalendarError(f"{where}: {day}", f"a {kind} on Monday to Friday")
    if kind is DayKind.WORKING_SWAP and weekday not in {_SATURDAY, _SUNDAY}:
        raise InvalidCalendarError(f"{where}: {day}", f"a {kind} on a Saturday or Sunday")


def load_years(folder: Traversable | None = None) -> tuple[CalendarYear, ...]:
    """The years of a folder of `<year>.toml` files, in order.

    Args:
        folder: the library's own when None.

    Raises:
        InvalidCalendarError: a file that does not read as a year, or a year missing between two others.

    >>> [year.year for year in load_years()][:2]
    [2013, 2014]
    """
    import tomllib  # here: reading data costs more to import than asking a calendar
    from importlib import resources

    if folder is None:
        folder = resources.files("khcn_records.calendars") / "vietnam"
    years = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        named = _FILE.fullmatch(entry.name)
        if named is None:
            continue
        tree = tomllib.loads(entry.read_text(encoding="utf-8"))
        if tree.get("year") != int(named[1]):
            raise InvalidCalendarError(entry.name, f"year = {int(named[1])} inside")
        is_provisional = bool(tree.get("is_provisional", False))
        sources = tree.get("sources", {})
        days = tuple(
            _row(row, sources, entry.name, is_provisional=is_provisional) for row in tree.get("day", ())
        )
        years.append(
            CalendarYear(
                year=tree["year"],
                days=days,
                is_provisional=is_provisional,
                provisional_reason=tree.get("provisional_reason", ""),
                as_known_on=tree.get("as_known_on"),
            )
        )
    if not years or years[-1].year - years[0].year + 1 != len(years):
        raise InvalidCalendarError(str([year.year for year in years]), "years without a gap")
    return tuple(years)


def build_calendar(
    years: Iterable[CalendarYear],
    *,
    audience: str = "civil_service",
    estimate_through: int | None = None,
    extra: Iterable[CalendarDay] = (),
) -> WorkCalendar:
    """A calendar of the given years: what `vietnam_calendar` does, for files of one's own.

    Raises:
        InvalidCalendarError: an unknown audience, or days that contradict each other.
        UnknownYearError: an estimate beyond the lunar table, or an extra day outside the calendar.
    """
    from khcn_records.values.lunar import LAST_LUNAR_YEAR  # here and below: the almanac is for estimates

    known = tuple(years)
    kinds = AUDIENCES.get(audience)
    if kinds is None:
        raise InvalidCalendarError(str(audience), f"an audience out of {', '.join(AUDIENCES)}")
    first, last = known[0].year, known[-1].year
    through = last if estimate_through is None else max(last, estimate_through)
    if through > LAST_LUNAR_YEAR:
        raise UnknownYearError(through, first, LAST_LUNAR_YEAR)
    estimated = range(last + 1, through + 1)
    rows = [day for year in known for day in year.days if day.kind in kinds]
    if estimated:
        from khcn_records.calendars.estimating import estimated_days

        rows += [day for year in estimated for day in estimated_days(year)]
    own: dict[dt.date, CalendarDay] = {}
    for day in extra:
        if not first <= day.day.year <= through:
            raise UnknownYearError(day.day.year, first, through)
        if own.setdefault(day.day, day) != day:
            raise InvalidCalendarError(day.day.isoformat(), "each extra day once")
    return WorkCalendar(
        [*(day for day in rows if day.day not in own), *own.values()],
        known_from=dt.date(first, 1, 1),
        known_through=dt.date(through, 12, 31),
        audience=audience,
        provisional_years=(year.year for year in known if year.is_provisional),
        estimated_years=estimated,
    )


@functools.cache
def _shipped_years() -> tuple[CalendarYear, ...]:
    return load_years()


@functools.lru_cache(maxsize=16)
def _shipped_calendar(audience: str, estimate_through: int | None) -> WorkCalendar:
    return build_calendar(_shipped_years(), audience=audience, estimate_through=estimate_through)


def vietnam_calendar(
    *,
    audience: str = "civil_service",
    estimate_through: int | None = None,
    extra: Iterable[CalendarDay] = (),
) -> WorkCalendar:
    """The working calendar of Vietnam (*lịch làm việc*), 2013 through the last year announced.

    Legal basis: the five-day week of State offices, Decision 188/1999/QĐ-TTg; holidays and compensation, Labour
    Code 2019 (45/2019/QH14), Articles 111(3) and 112, before 2021 the Codes of 1994 and 2012; Resolution
    28/2026/QH16 for 24 November; swapped days, the notice of each year, which binds the civil service only.

    Args:
        audience: `"civil_service"` counts the swapped days; `"statutory"` (companies) only the days of the law. Both
            have a week of Monday to Friday. A company that works on Saturdays too cannot take its deadlines from
            here: its Saturdays would have to be added, and it compensates Sundays only.
        estimate_through: a year up to which missing years are estimated from the law; every day of such a year is
            flagged `is_estimate` and provisional. Years before the first file are never estimated.
        extra: days of one's own that add to or replace the calendar's: a local festival, a swap announced late.

    Raises:
        InvalidCalendarError: an unknown audience, or the same extra day twice.
        UnknownYearError: an estimate beyond 2100, or an extra day outside the calendar.

    >>> calendar = vietnam_calendar()
    >>> calendar.known_from, calendar.is_workday(dt.date(2026, 8, 22)), calendar.is_workday(dt.date(2026, 8, 31))
    (datetime.date(2013, 1, 1), True, False)
    >>> vietnam_calendar(audience="statutory").is_workday(dt.date(2026, 8, 31))
    True
    """
    own = tuple(extra)
    if not own:
        return _shipped_calendar(audience, estimate_through)
    return build_calendar(_shipped_years(), audience=audience, estimate_through=estimate_through, extra=own)
