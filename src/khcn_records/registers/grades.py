"""Grade scales (*thang xếp loại kết quả nhiệm vụ*): ordered grades, which of them pass, points and lateness where the rule has them.

A scale belongs to one rule of one body at one time; there is none that holds everywhere. What a text calls a grade is kept beside it by
whoever reads it; here it is only looked up.

>>> grade("đạt yêu cầu", "national_2014").key
'pass'
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from khcn_records.errors import InvalidArgumentError, InvalidRegisterError
from khcn_records.registers.loading import Entry, read_entries
from khcn_records.registers.rows import RegisterRow, check_rows, name_key
from khcn_records.text import clean
from khcn_records.values.months import months_on

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["Grade", "GradeBand", "GradeScale", "grade", "grade_scales", "load_grade_scales"]


_BEFORE_A_GRADE = frozenset(map(name_key, ("xếp", "loại", "mức", "kết", "quả")))


@attrs.frozen(kw_only=True, weakref_slot=False)
class Grade:
    """One grade of a scale (*mức xếp loại*).

    Attributes:
        key: its name inside the scale, the same in every scale for the same word (`pass`).
        name: the official word.
        is_pass: whether a task with this grade is accepted.
        synonyms: other words that mean it.
        rule: what the instrument asks, in short; `None`: not read.
    """

    key: str
    name: str
    is_pass: bool
    synonyms: tuple[str, ...] = ()
    rule: str | None = None


@attrs.frozen(kw_only=True, weakref_slot=False)
class GradeBand:
    """Points and lateness that give a grade (*khung điểm*); of several that fit the first counts.

    Attributes:
        grade: key of the grade.
        least: the fewest points; `None`: none needed.
        most: the most points; `None`: no bound.
        late_days: at most so many days late; `None`: see `late_months`; both `None`: however late.
        late_months: at most so many months late.
        later_than_months: only if later than so many months.
    """

    grade: str
    least: int | None = None
    most: int | None = None
    late_days: int | None = None
    late_months: int | None = None
    later_than_months: int | None = None

    def fits(self, points: int, due_on: dt.date | None, submitted_on: dt.date | None) -> bool:
        """Whether points and days fall into the band; without the two days the dossier counts as in time."""
        if (self.least is not None and points < self.least) or (self.most is not None and points > self.most):
            return False
        if due_on is None or submitted_on is None:
            return self.later_than_months is None
        if self.later_than_months is not None and submitted_on <= months_on(due_on, self.later_than_months):
            return False
        if self.late_days is not None and submitted_on > due_on + dt.timedelta(days=self.late_days):
            return False
        return self.late_months is None or submitted_on <= months_on(due_on, self.late_months)


@attrs.frozen(kw_only=True, weakref_slot=False)
class GradeScale(RegisterRow):
    """A scale of grades (*thang xếp loại*).

    Attributes:
        grades: from the best down.
        bands: the points, where the rule has points.
        lateness: what a late dossier costs, in short; `None`: nothing, or not read.

    >>> [one.name for one in grade_scales()["national_2014"].grades]
    ['Xuất sắc', 'Đạt', 'Không đạt']
    """

    grades: tuple[Grade, ...]
    bands: tuple[GradeBand, ...] = ()
    lateness: str | None = None

    def grade(self, key: str) -> Grade:
        """The grade of a key.

        Raises:
            KeyError: the scale has no such grade.
        """
        for one in self.grades:
            if one.key == key:
                return one
        raise KeyError(key)

    def by_points(
        self, points: int, *, due_on: dt.date | None = None, submitted_on: dt.date | None = None
    ) -> Grade | None:
        """The grade that points give (*xếp loại theo điểm*).

        Args:
            points: the points awarded.
            due_on: the day the dossier was due.
            submitted_on: the day it came; without both days it counts as in time.

        Returns:
            The grade, or `None` where the rule says nothing about these points and this lateness.

        Raises:
            InvalidArgumentError: a scale without points.

        >>> import datetime
        >>> scale = grade_scales()["natural_resources_2018"]
        >>> scale.by_points(90).name
        'Xuất sắc'
        >>> scale.by_points(90, due_on=datetime.date(2024, 1, 31), submitted_on=datetime.date(2024, 3, 31)).name
        'Đạt'
        """
        if not self.bands:
            raise InvalidArgumentError(self.key, "a scale with points")
        for band in self.bands:
            if band.fits(points, due_on, submitted_on):
                return self.grade(band.grade)
        return None


def _grade(entry: Entry) -> Grade:
    made = Grade(
        key=entry.text("key"),
        name=entry.text("name"),
        is_pass=entry.flag("is_pass"),
        synonyms=entry.texts("synonyms"),
        rule=entry.optional_text("rule"),
    )
    entry.finish()
    return made


def _band(entry: Entry) -> GradeBand:
    made = GradeBand(
        grade=entry.text("grade"),
        least=entry.number("least"),
        most=entry.number("most"),
        late_days=entry.number("late_days"),
        late_months=entry.number("late_months"),
        later_than_months=entry.number("later_than_months"),
    )
    entry.finish()
    return made


def load_grade_scales(folder: Traversable | None = None) -> Mapping[str, GradeScale]:
    """The scales of `grade_scales.toml` by key.

    Raises:
        InvalidRegisterError: a scale that does not read, without a passing or a failing grade, with a word for two grades, or with
            points for a grade that is not there.
    """
    file = "grade_scales.toml"
    rows = []
    for entry in read_entries(file, folder).get("scale", ()):
        rows.append(
            GradeScale(
                **entry.common(),
                grades=tuple(_grade(one) for one in entry.entries("grades")),
                bands=tuple(_band(one) for one in entry.entries("bands")),
                lateness=entry.optional_text("lateness"),
            )
        )
        entry.finish()
    for row in rows:
        passes = [one.is_pass for one in row.grades]
        if not passes or passes != sorted(passes, reverse=True) or len(set(passes)) != 2:
            raise InvalidRegisterError(f"{file}: {row.key}", "grades that pass, then grades that do not")
        words = [name_key(text) for one in row.grades for text in (one.name, *one.synonyms)]
        if len(words) != len(set(words)):
            raise InvalidRegisterError(f"{file}: {row.key}", "each word for one grade")
        if not {band.grade for band in row.bands} <= {one.key for one in row.grades}:
            raise InvalidRegisterError(f"{file}: {row.key}.bands", "grades of the scale")
    return MappingProxyType(dict(check_rows(rows, file)))


@functools.cache
def grade_scales() -> Mapping[str, GradeScale]:
    """Every scale by its key.

    >>> list(grade_scales())
    ['national_2014', 'natural_resources_2018', 'agriculture_loan']
    """
    return load_grade_scales()


def grade(text: str, scale: GradeScale | str) -> Grade | None:
    """The grade that a text names in a scale (*đọc mức xếp loại*).

    Case and tone placement do not matter; `mức`, `loại`, `xếp loại` before the word are passed over.

    Args:
        text: as written; the caller keeps it.
        scale: the scale or its key.

    Returns:
        The grade, or `None` where the text names none of the scale.

    Raises:
        InvalidArgumentError: no such scale.

    >>> grade("Xếp loại: Xuất sắc", "national_2014").name
    'Xuất sắc'
    >>> grade("khá", "national_2014") is None
    True
    """
    chosen = scale
    if isinstance(chosen, str):
        if chosen not in grade_scales():
            raise InvalidArgumentError(chosen, "the key of a scale: " + ", ".join(grade_scales()))
        chosen = grade_scales()[chosen]
    words = name_key(clean(text)).replace(":", " ").strip(" .,;\"'“”").split()
    while words and words[0] in _BEFORE_A_GRADE:
        words = words[1:]
    said = " ".join(words)
    for one in chosen.grades:
        if said in {name_key(name) for name in (one.name, *one.synonyms)}:
            return one
    return None
