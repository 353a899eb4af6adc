"""The laws of findings: values with a code, a place and words in every language."""

from __future__ import annotations

import string
from typing import Any

import pytest
from hypothesis import given

from khcn_records.errors import InvalidValueError
from khcn_records.finding import Finding, Findings, Place, Severity
from khcn_records.labels import has_wording, languages, wordings
from record_strategies import findings, places

CODES = sorted(key.removeprefix("finding.") for key in wordings("en") if key.startswith("finding."))


def filled(code: str) -> dict[str, str | int]:
    """Parameters that fill the wording of a code."""
    names = {name for _, name, _, _ in string.Formatter().parse(wordings("en")[f"finding.{code}"]) if name}
    meant = {"_on": "2024-02-05", "limit": "30 ngày", "period": "2024-02"}
    return {name: next((text for end, text in meant.items() if name.endswith(end)), "<b>&") for name in names}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("lang", languages())
def test_every_code_has_a_message(code: str, lang: str) -> None:
    """The wording of each code takes the same parameters in every language and leaves none open."""
    message = Finding(code=code, parameters=filled(code)).message(lang)

    assert message.strip()
    assert "{" not in message


def test_a_code_without_words_is_a_key_error() -> None:
    """A code that no language words is a mistake of the rule's author, told when it is worded."""
    with pytest.raises(KeyError):
        Finding(code="no_such_code").message()


@pytest.mark.parametrize(
    ("place", "vi"),
    [
        (Place(), ""),
        (Place(file="a.txt"), "a.txt"),
        (Place(line=12), "dòng 12"),
        (Place(line=12, line_end=12), "dòng 12"),
        (Place(file="a.txt", line=12, line_end=14), "a.txt, dòng 12–14"),
        (Place(file="b.xlsx", sheet="PL1", row=7, cell="B7"), "b.xlsx, trang tính PL1, hàng 7, ô B7"),
        (Place(file="c.docx", page=3), "c.docx, trang 3"),
    ],
)
def test_a_place_is_told_from_the_file_inwards(place: Place, vi: str) -> None:
    """Only what the source has is told, from the outside in."""
    assert vi == place.format() == place.format("vi")


@given(place=places())
def test_any_place_has_words(place: Place) -> None:
    """A place words itself in every language, on one line."""
    assert all("\n" not in place.format(lang) for lang in languages())


@pytest.mark.parametrize("name", ["page", "row", "line", "line_end"])
@pytest.mark.parametrize("wrong", ["1", 1.0, True])
def test_a_place_counts_in_whole_numbers(name: str, wrong: Any) -> None:
    """Pages, rows and lines are whole numbers from 1; the error names which is not."""
    with pytest.raises(TypeError, match=name):
        Place(**{name: wrong})
    kept: dict[str, Any] = {name: 0}
    with pytest.raises(InvalidValueError, match=name):
        Place(**kept)


@pytest.mark.parametrize("parameters", [{"a": 1.5}, {"a": None}, {"a": True}, {1: "a"}, {"a": ["b"]}])
def test_a_parameter_is_text_or_a_count(parameters: Any) -> None:
    """What fills a wording is text or a whole number, so that it can be stored and worded."""
    with pytest.raises(TypeError, match="parameters"):
        Finding(code="x", parameters=parameters)


def test_a_parameter_stands_once() -> None:
    """Two parameters of one name would lose one of them in a file."""
    with pytest.raises(ValueError, match="stands twice: a, a"):
        Finding(code="x", parameters=(("a", 1), ("a", 2)))


def test_parameters_may_be_given_as_a_mapping_or_as_pairs() -> None:
    """Both ways make the same finding, which is one member of a set."""
    assert (
        len(
            {
                Finding(code="x", parameters={"a": 1, "b": "c"}),
                Finding(code="x", parameters=(("a", 1), ("b", "c"))),
            }
        )
        == 1
    )


@given(finding=findings())
def test_a_finding_is_told_when_its_code_has_words(finding: Finding) -> None:
    """`label` and `message` are the same words, and the line of a finding begins with its severity."""
    known = Finding(code="no_period", severity=finding.severity, subject=finding.subject, place=finding.place)

    for lang in languages():
        assert known.message(lang) == known.label(lang)
        assert known.message(lang) in known.format(lang)
        assert known.format(lang).startswith(
            {"vi": {"error": "lỗi", "warning": "cảnh báo", "info": "lưu ý"}}.get(lang, {}).get(
                finding.severity, ""
            )
        )


def test_findings_are_a_tuple_with_a_table() -> None:
    """Findings compare as tuples, keep their order, and a notebook shows them escaped under headings."""
    one = Finding(
        code="unreadable_deadline",
        severity=Severity.ERROR,
        subject="<i>",
        place=Place(file="<u>"),
        parameters={"text": "<script>"},
    )
    two = Finding(code="no_period")
    shown = Findings([one, two])._repr_html_()

    assert (one, two) == Findings([one, two])
    assert [
        (len(Findings([one, two]).rows(lang)), len(Findings().headings(lang))) for lang in ("vi", "en")
    ] == [(2, 4), (2, 4)]
    assert [tag for tag in ("<script", "<i>", "<u>") if tag in shown] == []
    assert shown.count("<tr>") == 3


@pytest.mark.parametrize("lang", languages())
def test_every_field_of_a_finding_has_words(lang: str) -> None:
    """The headings of findings stand in every language."""
    assert all(
        has_wording(f"field.finding.{name}", lang)
        for name in ("code", "severity", "subject", "place", "parameters", "message")
    )


def test_a_slice_of_findings_is_findings() -> None:
    """The first few are shown in a notebook as all of them are; one of them is itself."""
    one, two = Finding(code="no_period"), Finding(code="no_appendix")
    both = Findings([one, two])

    assert [type(part) for part in (both[:1], both[::-1], both[5:])] == [Findings] * 3
    assert (both[:1], both[::-1], both[-1]) == ((one,), (two, one), two)
