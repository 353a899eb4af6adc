"""The laws of showing: plain text in a language, escaped HTML, wording that waits for its language."""

from __future__ import annotations

import datetime as dt
import html
import re
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_records.display import MASK, Displayed, field_label, html_table, shown
from khcn_records.display.phrases import Phrase
from khcn_records.errors import InvalidValueError, UnknownLanguageError
from khcn_records.fields import personal
from khcn_records.labels import languages
from khcn_records.records.assigned_tasks import AssignedTask, TaskStatus
from khcn_records.values.time_limits import TimeLimit
from strategies import VALUE_STRATEGIES


@pytest.mark.parametrize(
    ("thing", "vi", "en"),
    [
        (None, "", ""),
        (True, "có", "yes"),
        (False, "không", "no"),
        (0, "0", "0"),
        (Decimal("5.50"), "5,50", "5.50"),
        ("<b>", "<b>", "<b>"),
        (dt.date(2024, 2, 5), "05/02/2024", "05 Feb 2024"),
        (TaskStatus.DONE, "Đã thực hiện", "done"),
        ((), "", ""),
        (("a", None, 1), "a; ; 1", "a; ; 1"),
        (TimeLimit.parse("5 ngày làm việc"), "05 ngày làm việc", "5 working days"),
    ],
)
def test_a_thing_as_a_person_reads_it(thing: object, vi: str, en: str) -> None:
    """Days, states, values and sequences are worded in the language asked for; nothing is shown as nothing."""
    assert (vi, en) == (
        shown(thing),
        shown(thing, "en").lower() if isinstance(thing, TaskStatus) else shown(thing, "en"),
    )


@pytest.mark.parametrize("name", sorted(VALUE_STRATEGIES))
@given(data=st.data())
def test_a_value_is_shown_by_its_own_words(name: str, data: st.DataObject) -> None:
    """A value in a cell is worded by its `format`."""
    value = data.draw(VALUE_STRATEGIES[name](), label=name)

    assert [value.format(lang) for lang in languages()] == [shown(value, lang) for lang in languages()]


@given(
    rows=st.lists(st.lists(st.text(), min_size=1, max_size=3), max_size=3),
    heading=st.text(),
    caption=st.text(),
)
def test_html_holds_the_text_and_nothing_else(rows: list[list[str]], heading: str, caption: str) -> None:
    """Of any texts the only tags are those of the table, and the texts come back when they are unescaped."""
    written = html_table(rows, [heading], caption)
    allowed = r"</?(?:table|caption|thead|tbody|tr|th|td)>|<br>"

    assert "<" not in re.sub(allowed, "", written)
    assert [[cell.replace("\n", "<br>") for cell in row] for row in rows] == [
        [
            html.unescape(cell) if "<br>" not in cell else "<br>".join(map(html.unescape, cell.split("<br>")))
            for cell in re.findall(r"<td>(.*?)</td>", row, re.DOTALL)
        ]
        for row in re.findall(r"<tr>((?:<td>.*?</td>)+)</tr>", written, re.DOTALL)
    ]


@pytest.mark.parametrize(
    ("phrase", "vi"),
    [
        (Phrase("report.task_appendix.not_started", {"count": 8}), "CHƯA THỰC HIỆN: 08 nhiệm vụ"),
        (Phrase("report.task_appendix.not_started", {"count": 1291}), "CHƯA THỰC HIỆN: 1.291 nhiệm vụ"),
        (
            Phrase("report.task_summary.title", {"as_of_on": "2024-02-14"}),
            "Tổng hợp nhiệm vụ được giao, tính đến hết ngày 14/02/2024",
        ),
        (
            Phrase("report.task_appendix.title", {"period": "2024-02"}),
            "Kết quả thực hiện nhiệm vụ được giao tháng 02 năm 2024",
        ),
        (Phrase("finding_list.none"), "Không có."),
    ],
)
def test_a_phrase_is_filled_as_the_language_writes(phrase: Phrase, vi: str) -> None:
    """Counts, days and periods are written as documents write them."""
    assert vi == phrase.format()
    assert phrase.format("en") != vi


def test_a_phrase_is_a_value() -> None:
    """Equal phrases are one, and one without wording is a KeyError when it is worded."""
    assert len({Phrase("a", {"b": "c"}), Phrase("a", (("b", "c"),))}) == 1
    with pytest.raises(KeyError):
        Phrase("no.such.key").format()
    with pytest.raises(KeyError):
        Phrase("report.task_appendix.not_started").format()
    with pytest.raises(KeyError):
        Phrase("report.task_appendix.not_started", {"x": 1}).format()
    with pytest.raises(UnknownLanguageError):
        Phrase("finding_list.none").format("fr")


@pytest.mark.parametrize("key", [None, 5, b"a"])
def test_the_key_of_a_phrase_is_text(key: Any) -> None:
    """A phrase names its wording."""
    with pytest.raises(TypeError, match="key of a phrase"):
        Phrase(key)


def test_a_phrase_holds_what_can_be_stored() -> None:
    """Half of a character is refused in the key, in a name and in a text."""
    for parts in (("\ud800",), ("a", {"\ud800": 1}), ("a", {"b": "\ud800"})):
        with pytest.raises(InvalidValueError, match="surrogate"):
            Phrase(*parts)


def test_a_field_without_words_is_its_own_heading() -> None:
    """A heading is never missing."""
    assert (
        field_label(AssignedTask, "due_on"),
        field_label(AssignedTask, "no_such_field"),
    ) == ("Thời hạn", "no_such_field")


@attrs.frozen(kw_only=True, repr=False)
class Extension(Displayed):
    """A thing with personal data in it, under a name that has wording."""

    role: str
    name: str = attrs.field(metadata=personal)


def test_personal_data_is_masked_unless_asked_for() -> None:
    """A repr, a line and a notebook show a mask for personal data; who asks for it gets it."""
    bearer = Extension(role="Chủ nhiệm", name="Người Thứ Nhất")

    for told in (repr(bearer), bearer.format(), bearer.format("en"), bearer._repr_html_(), shown((bearer,))):
        assert "Người Thứ Nhất" not in told
        assert MASK in told
        assert "Chủ nhiệm" in told
    assert "Người Thứ Nhất" in shown((bearer,), with_personal=True)
