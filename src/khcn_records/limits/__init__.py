"""How long the law allows, and which law it is: statutory limits and the regimes they belong to, as data.

A regime (*chế độ pháp lý*) is a law with its decrees, or a province's rules under it: what holds for a project depends on
it, so a record names its regime and a transition or a limit says under which one it stands. Dates and basis stand in
`regimes.toml`, each with its confidence. The limits themselves stand in one file a field of law (`statutory`).
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs

from khcn_records.evidence import Confidence, Evidence
from khcn_records.labels import wording
from khcn_records.limits.statutory import (
    Condition,
    LimitNature,
    StatutoryLimit,
    load_limits,
    statutory_limit,
    statutory_limits,
)
from khcn_records.values.dates import PartialDate

__all__ = [
    "Condition",
    "LimitNature",
    "Regime",
    "StatutoryLimit",
    "governing",
    "governing_of",
    "load_limits",
    "regime",
    "regimes",
    "regimes_on",
    "statutory_limit",
    "statutory_limits",
]


@attrs.frozen(kw_only=True, weakref_slot=False)
class Regime:
    """A law with its decrees, or a province's rules under it (*chế độ pháp lý*).

    Attributes:
        key: its name in records (`law_2013`).
        valid_from: the first day it was in force; `None`: not known.
        valid_until: the last day; `None`: in force, or not known.
        under: the regime above it; what that one allows, this one allows too.
        place: where alone it holds, as named then; `None`: the whole country.
        keeps_started: what was approved while it was in force stays under it.
        basis: the instrument and how sure its dates are.
    """

    key: str
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    under: str | None = None
    place: str | None = None
    keeps_started: bool = False
    basis: Evidence

    def is_valid(self, day: dt.date) -> bool:
        """Whether it was in force on a day; an end that is not known is taken as open.

        >>> import datetime
        >>> regime("law_2013").is_valid(datetime.date(2025, 10, 1))
        False
        """
        after_start = self.valid_from is None or self.valid_from <= day
        return after_start and (self.valid_until is None or day <= self.valid_until)

    def label(self, lang: str = "vi") -> str:
        """Its name in a language.

        >>> regime("law_2025").label("en")
        'Law on Science, Technology and Innovation 2025'
        """
        return wording(f"regime.{self.key}", lang)


@functools.cache
def regimes() -> Mapping[str, Regime]:
    """Every regime by its key, in the order of the file.

    >>> list(regimes())
    ['law_2013', 'law_2025', 'bac_giang_2016']
    """
    import tomllib  # reading data costs more to import than the records that never ask
    from importlib import resources

    tree = tomllib.loads((resources.files(__name__) / "regimes.toml").read_text(encoding="utf-8"))
    found = {
        key: Regime(
            key=key,
            valid_from=row.get("valid_from"),
            valid_until=row.get("valid_until"),
            under=row.get("under"),
            place=row.get("place"),
            keeps_started=row["keeps_started"],
            basis=Evidence(row["basis"], Confidence(row["confidence"])),
        )
        for key, row in tree.items()
    }
    return MappingProxyType(found)


def regime(key: str) -> Regime:
    """The regime of a key.

    Raises:
        KeyError: no such regime.

    >>> regime("bac_giang_2016").under
    'law_2013'
    """
    return regimes()[key]


def regimes_on(day: dt.date, until: dt.date | None = None) -> tuple[Regime, ...]:
    """The regimes in force on a day, those of a single place too; with `until` on any day of the stretch.

    >>> import datetime
    >>> [one.key for one in regimes_on(datetime.date(2024, 2, 14))]
    ['law_2013', 'bac_giang_2016']
    """
    last = day if until is None else until
    return tuple(
        one
        for one in regimes().values()
        if (one.valid_from is None or one.valid_from <= last)
        and (one.valid_until is None or day <= one.valid_until)
    )


def governing(key: str | None, day: dt.date, until: dt.date | None = None) -> frozenset[str]:
    """The keys of the regimes that govern a record: its own and those above it, or those of the whole country on the day.

    Args:
        key: the record's regime; one that is not in `regimes` governs alone; `None`: the day decides.
        day: the day of the event, or its first possible day.
        until: its last possible day.

    >>> import datetime
    >>> sorted(governing("bac_giang_2016", datetime.date(2024, 2, 14)))
    ['bac_giang_2016', 'law_2013']
    >>> sorted(governing(None, datetime.date(2025, 10, 1)))
    ['law_2025']
    """
    if key is None:
        return frozenset(one.key for one in regimes_on(day, until) if one.place is None)
    found = [key]
    while (known := regimes().get(found[-1])) is not None and known.under is not None:
        found.append(known.under)
    return frozenset(found)


_BEFORE_APPROVAL: Final = frozenset(
    {
        "submit_list",
        "list",
        "call",
        "hold_selection",
        "return_to_list",
        "select",
        "appraise_budget",
        "withdraw",
    }
)


def governing_of(
    record: object, day: dt.date, until: dt.date | None = None, *, key: str | None = None
) -> frozenset[str]:
    """The keys of the regimes that govern a record on a day: what was approved under one that keeps it stays under that one.

    The regime it names decides; where it names none, the day it was approved (its last step `approve` up to then). Where that
    day is not told, it lies not after the first step that follows an approval, the contract, the start and the end of its
    term, and every regime it may stand under is given.

    Legal source: Luật 93/2025/QH15, Điều 73: what was approved before 01/10/2025 goes on under the old rules.

    Args:
        record: a record; its `regime`, `history`, `contract`, `start_on` and `end_on` are asked, where it has them.
        day: the day of the event, or its first possible day.
        until: its last possible day.
        key: a regime named by the caller; it goes before the record's own.

    >>> import datetime as dt
    >>> from khcn_records.records.research_projects import ResearchProject
    >>> old = ResearchProject(project_id="1", start_on=dt.date(2025, 1, 10))
    >>> sorted(governing_of(old, dt.date(2026, 1, 5)))
    ['law_2013']
    >>> sorted(governing_of(ResearchProject(project_id="2"), dt.date(2026, 1, 5)))
    ['law_2013', 'law_2025']
    """
    named = key or getattr(record, "regime", None)
    if named is not None:
        return governing(named, day)
    last = day if until is None else until
    first_approval, last_approval = _approved(record, last)
    kept = [
        one
        for one in regimes().values()
        if one.keeps_started
        and one.place is None
        and (one.valid_from is None or one.valid_from <= last)
        and (one.valid_until is None or first_approval <= one.valid_until)
    ]
    keys = frozenset(one.key for one in kept)
    if any(one.valid_until is None or last_approval <= one.valid_until for one in kept):
        return keys
    return keys | governing(None, day, until)


def _approved(record: object, last: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day on which it can have been approved, as known at the end of a day."""
    steps = [one for one in getattr(record, "history", ()) if one.last_day <= last]
    approved = [one for one in steps if one.event == "approve"]
    if approved:
        return approved[-1].first_day, approved[-1].last_day
    told = [getattr(getattr(record, "contract", None), "signed_on", None)]
    told += [getattr(record, name, None) for name in ("start_on", "end_on")]
    bounds = [one.last_day for one in steps if one.event not in _BEFORE_APPROVAL]
    for value in told:
        if isinstance(value, PartialDate) and value.year is not None:
            bounds.append(value.last_day)
        elif type(value) is dt.date:
            bounds.append(value)
    return dt.date.min, min([last, *bounds])
