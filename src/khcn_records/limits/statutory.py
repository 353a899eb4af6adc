"""StatutoryLimit (*thời hạn theo quy định*): how long a rule allows for one step, as one row of a file of this shelf.

One file a field of law; old law and new law stand side by side, each with its days. A limit keeps the unit it was
written in and is never converted. What the rule does not tell, or what could not be read, stays open: a row without
`limit` and `by` says that something is due and that no figure was found.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import attrs

from khcn_records.errors import InvalidArgumentError, InvalidValueError
from khcn_records.evidence import Confidence, Evidence
from khcn_records.labels import wording
from khcn_records.limits.conditions import Condition
from khcn_records.text import fold
from khcn_records.values.dates import PartialDate
from khcn_records.values.time_limits import TimeLimit

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["Condition", "LimitNature", "StatutoryLimit", "load_limits", "statutory_limit", "statutory_limits"]


class LimitNature(enum.StrEnum):
    """What a length of time is for (*loại thời hạn*)."""

    DEADLINE = "deadline"
    """thời hạn phải làm xong"""
    MINIMUM = "minimum"
    """thời gian tối thiểu"""
    MAXIMUM = "maximum"
    """thời gian tối đa, thời hạn hiệu lực"""


@attrs.frozen(kw_only=True, weakref_slot=False)
class StatutoryLimit:
    """One statutory time limit (*thời hạn theo quy định*).

    Attributes:
        key: its name, one in the whole shelf.
        field: the field of law: the name of its file.
        kind: the stored name of the kind of record it speaks of, or of a case that is no record yet (`complaint`).
        limit: how long; `None`: a fixed day (`by`), or not found.
        by: the day of each year or month by which it is due (`ngày 20/12`, `---25`); a month-end is `by_month_end`.
        by_month_end: due on the last day of the month of the anchor.
        year_offset: added to the anchor's year for `by`.
        direction: `"after"` or `"before"` the anchor.
        nature: a deadline, a least or a longest time.
        anchor: the event it runs from, as a key of the wordings.
        at: where a record tells the anchor: `field:path` (a day that has come), `term:path` (a day set beforehand) or `event:name`.
        stand_in: where it tells a day taken in its place: what rests on it is `inferred`.
        due: what satisfies it: `field:path` or `event:name`; empty: no record tells.
        passed_by: `event:name` of later steps that show that things went on: nothing is owed any more.
        is_traceless: it can be done without the record telling so: what is not told is not known, and never overdue.
        open_in: the states in which it is owed; empty: any.
        done_in: the states that show it done.
        when: conditions; one that the case does not tell leaves the row unsettled.
        only: conditions; one that the case does not tell means that the row does not hold.
        unless: conditions, any of which takes the row away; one that the case does not tell does not.
        is_recurring: due again and again.
        until: where a record tells the last day on which it still falls due again.
        is_optional: a right that lapses, not a duty.
        hours_per_workday: how many hours a limit in hours counts as one working day.
        extension: by how much it may be extended.
        extension_times: how often.
        regime: the regime it belongs to, a key of `regimes`; `None`: its own days decide.
        valid_from: the first day it held; `None`: not known, or it does not matter.
        valid_until: the last day; `None`: in force, or not known.
        days_confidence: how sure its first and last day are, where that is not as the row itself.
        place: where alone it holds; `None`: the whole country.
        overrides: the rows it takes the place of there.
        basis: the article and how sure it is.
        note: what has to be known about it, in Vietnamese.
    """

    key: str
    field: str
    kind: str
    limit: TimeLimit | None = None
    by: PartialDate | None = None
    by_month_end: bool = False
    year_offset: int = 0
    direction: str = "after"
    nature: LimitNature = LimitNature.DEADLINE
    anchor: str
    at: tuple[str, ...] = ()
    stand_in: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    passed_by: tuple[str, ...] = ()
    is_traceless: bool = False
    open_in: tuple[str, ...] = ()
    done_in: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()
    only: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    is_recurring: bool = False
    until: tuple[str, ...] = ()
    is_optional: bool = False
    hours_per_workday: int | None = None
    extension: TimeLimit | None = None
    extension_times: int | None = None
    regime: str | None = None
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    days_confidence: Confidence | None = None
    place: str | None = None
    overrides: tuple[str, ...] = ()
    basis: Evidence
    note: str | None = None

    def is_valid(self, day: dt.date) -> bool:
        """Whether the rule held on a day; an end that is not known is taken as open.

        >>> import datetime
        >>> statutory_limit("inspection_plan_2022").is_valid(datetime.date(2025, 7, 1))
        False
        """
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    def holds_at(self, place: str | None) -> bool:
        """Whether it holds in a place: the whole country's rows do everywhere."""
        return self.place is None or (place is not None and fold(place) == fold(self.place))

    def label(self, lang: str = "vi") -> str:
        """What is due, in a language.

        >>> statutory_limit("inspection_plan_2022").label("en")
        'Issue the inspection plan of the province'
        """
        return wording(f"limit.{self.key}", lang)

    def format(self, lang: str = "vi") -> str:
        """How long, and from what: `30 ngày sau ngày kết thúc hợp đồng`.

        >>> statutory_limit("acceptance_file_national").format("en")
        '30 days after the end of the contract, extensions counted'
        """
        anchor = wording(f"limit_anchor.{self.anchor}", lang)
        if self.by_month_end:
            return wording("limit_words.by_month_end", lang, anchor=anchor)
        if self.by is not None:
            words = {-1: "by_previous", 0: "by", 1: "by_next"}[self.year_offset]
            return wording(f"limit_words.{words}", lang, day=self.by.format(lang), anchor=anchor)
        if self.limit is None:
            return wording("limit_words.not_found", lang, anchor=anchor)
        length = self.limit.format(lang)
        if self.is_recurring:
            return wording("limit_words.every", lang, limit=length, anchor=anchor)
        return wording(f"limit_words.{self.nature.value}_{self.direction}", lang, limit=length, anchor=anchor)

    def conditions(self, lang: str = "vi") -> tuple[str, ...]:
        """Its conditions in words, those that take it away marked as such."""
        meant = tuple(condition.format(lang) for condition in (*self.when, *self.only))
        return meant + tuple(
            wording("limit_words.unless", lang, condition=condition.format(lang)) for condition in self.unless
        )


_TEXTS = frozenset({"key", "kind", "direction", "anchor", "regime", "place", "note"})
_LISTS = frozenset({"at", "stand_in", "due", "passed_by", "until", "open_in", "done_in", "overrides"})
_TABLES = frozenset({"when", "only", "unless"})
_FLAGS = frozenset({"by_month_end", "is_recurring", "is_optional", "is_traceless"})
_NUMBERS = frozenset({"year_offset", "hours_per_workday", "extension_times"})
_DAYS = frozenset({"valid_from", "valid_until"})
_PARSED: Final[Mapping[str, Callable[[str], object]]] = MappingProxyType(
    {
        "limit": TimeLimit.parse,
        "extension": TimeLimit.parse,
        "by": PartialDate.parse,
        "nature": LimitNature,
        "days_confidence": Confidence,
    }
)
_PLAIN: Final[Mapping[type, frozenset[str]]] = MappingProxyType(
    {str: _TEXTS | {"basis", "confidence"} | set(_PARSED), bool: _FLAGS, int: _NUMBERS, dt.date: _DAYS}
)
_TOLD = ("field", "term", "event")
_PATHS = {
    "at": _TOLD,
    "stand_in": _TOLD,
    "due": ("field", "event"),
    "passed_by": ("event",),
    "until": ("field", "term"),
}


def _conditions(name: str, table: object) -> tuple[Condition, ...]:
    if not isinstance(table, dict):
        raise InvalidArgumentError(f"{name} = {table!r}", "a table of conditions")
    found = []
    for asked, allowed in table.items():
        values = tuple(allowed) if isinstance(allowed, list) else (allowed,)
        if not all(isinstance(value, (str, bool)) for value in values):
            raise InvalidArgumentError(f"{asked} = {allowed!r}", "texts or booleans in a condition")
        found.append(Condition(asked, values))
    return tuple(found)


def _value(name: str, value: object) -> object:
    if name in _TABLES:
        return _conditions(name, value)
    if name in _LISTS:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise InvalidArgumentError(f"{name} = {value!r}", "a list of texts")
        for path in value:
            if name in _PATHS and path.partition(":")[0] not in _PATHS[name]:
                raise InvalidArgumentError(
                    f"{name} = {path!r}", f"one of {', '.join(_PATHS[name])} and a colon"
                )
        return tuple(value)
    wanted = next((kind for kind, names in _PLAIN.items() if name in names), None)
    if wanted is None:
        raise InvalidArgumentError(name, "a column of a limit: " + ", ".join(sorted(_columns())))
    if type(value) is not wanted:
        raise InvalidArgumentError(f"{name} = {value!r}", f"a {wanted.__name__}")
    return _PARSED[name](str(value)) if name in _PARSED else value


def _columns() -> frozenset[str]:
    return frozenset().union(*_PLAIN.values()) | _LISTS | _TABLES


def _row(field: str, row: Mapping[str, object]) -> StatutoryLimit:
    values = {name: _value(name, value) for name, value in row.items()}
    missing = {"key", "kind", "anchor", "basis", "confidence"} - set(values)
    if missing:
        raise InvalidArgumentError(str(dict(row)), f"the columns {', '.join(sorted(missing))}")
    basis = str(values.pop("basis"))
    if not basis.strip():
        raise InvalidArgumentError("basis = ''", "the article behind a limit")
    evidence = Evidence(basis, Confidence(str(values.pop("confidence"))))
    made = StatutoryLimit(field=field, basis=evidence, **values)  # type: ignore[arg-type]
    _check(made)
    return made


def _check(row: StatutoryLimit) -> None:
    if row.direction not in {"after", "before"}:
        raise InvalidArgumentError(row.direction, "direction after or before")
    if sum([row.limit is not None, row.by is not None, row.by_month_end]) > 1:
        raise InvalidArgumentError(row.key, "one of limit, by and by_month_end")
    is_open = row.limit is None and row.by is None and not row.by_month_end
    if is_open and row.basis.confidence is not Confidence.UNCONFIRMED:
        raise InvalidArgumentError(row.key, "a limit, or the confidence unconfirmed")
    if row.by is not None and (row.by.year is not None or row.by.day is None):
        raise InvalidArgumentError(f"by = {row.by}", "a day of each year or month")
    if row.year_offset not in {-1, 0, 1}:
        raise InvalidArgumentError(str(row.year_offset), "year_offset -1, 0 or 1")
    if row.extension is not None and row.extension_times is None:
        raise InvalidArgumentError(row.key, "extension_times beside extension")
    if row.days_confidence is not None and row.valid_from is None and row.valid_until is None:
        raise InvalidArgumentError(row.key, "a day beside days_confidence")
    if row.valid_from is not None and row.valid_until is not None and row.valid_until < row.valid_from:
        raise InvalidArgumentError(f"{row.valid_from} - {row.valid_until}", "a first day before the last")


def load_limits(folder: Traversable | None = None) -> Mapping[str, StatutoryLimit]:
    """The rows of a folder of files, one a field of law, by their keys, in the order of the files.

    Args:
        folder: the library's own when `None`; every `*.toml` but `regimes.toml` is read.

    Raises:
        InvalidArgumentError: a row that does not read; the message names file and row.
    """
    import tomllib  # reading data costs more to import than the records that never ask
    from importlib import resources

    if folder is None:
        folder = resources.files("khcn_records.limits")
    found: dict[str, StatutoryLimit] = {}
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not entry.name.endswith(".toml") or entry.name == "regimes.toml":
            continue
        try:
            tree = tomllib.loads(entry.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise InvalidArgumentError(entry.name, f"TOML ({error})") from None
        if set(tree) - {"limit"}:
            raise InvalidArgumentError(entry.name, "rows under [[limit]] and nothing else")
        for number, row in enumerate(tree.get("limit", ()), start=1):
            where = f"{entry.name}, row {number} ({row.get('key', 'no key')})"
            try:
                made = _row(entry.name.removesuffix(".toml"), row)
            except (InvalidValueError, ValueError, TypeError) as error:
                raise InvalidArgumentError(where, f"a limit ({error})") from None
            if made.key in found:
                raise InvalidArgumentError(where, "a key that no row before has")
            found[made.key] = made
    return MappingProxyType(found)


@functools.cache
def _own() -> Mapping[str, StatutoryLimit]:
    return load_limits()


def statutory_limits(
    *,
    on: dt.date | None = None,
    kind: str | None = None,
    field: str | None = None,
    place: str | None = None,
    regime: str | None = None,
) -> tuple[StatutoryLimit, ...]:
    """The rows of the shelf, in the order of its files, narrowed by what is given.

    Args:
        on: the day on which they held.
        kind: the kind of record or case they speak of.
        field: the field of law: the name of its file.
        place: rows of this place beside those of the whole country; without it rows of every place.
        regime: rows of this regime beside those of none.

    >>> import datetime
    >>> [row.key for row in statutory_limits(on=datetime.date(2023, 12, 19), kind="inspection_plan")]
    ['inspection_orientation_submit_2022', 'inspection_orientation_2022']
    """
    return tuple(
        row
        for row in _own().values()
        if (on is None or row.is_valid(on))
        and (kind is None or row.kind == kind)
        and (field is None or row.field == field)
        and (place is None or row.holds_at(place))
        and (regime is None or row.regime in {None, regime})
    )


def statutory_limit(key: str) -> StatutoryLimit:
    """The row of a key.

    Raises:
        KeyError: no such row.

    >>> str(statutory_limit("acceptance_file_national").limit)
    '30 ngày'
    """
    return _own()[key]
