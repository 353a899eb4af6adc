"""The laws of every renderer: golden files, the same bytes each time, everything rendered, wrong calls refused by name."""

from __future__ import annotations

import sys

import pytest

from khcn_records.errors import MissingExtraError, UnknownLanguageError, UnsupportedFormatError
from khcn_records.labels import languages
from khcn_records.records import KINDS
from khcn_records.renderers import RENDERERS, Page, render
from renderable import NASTY_FINDINGS, RENDERABLE, REPORT
from renderer_snapshot import EVERY_FORMAT, GOLDEN, SUFFIXES, document, golden_file, told

EVERY_LANGUAGE = pytest.mark.parametrize("lang", languages())
EVERYTHING = pytest.mark.parametrize("thing", RENDERABLE.values(), ids=RENDERABLE)


@EVERY_FORMAT
@EVERY_LANGUAGE
def test_the_sample_report_is_as_it_was(form: str, lang: str) -> None:
    """The sample report looks as in its golden file, byte for byte; `python tests/support/renderer_snapshot.py` renews it."""
    assert document(form, lang) == golden_file(form, lang).read_bytes().decode("utf-8")


def test_every_golden_file_is_of_a_renderer() -> None:
    """There is a golden file for each format and language, and no other."""
    assert sorted(path.name for path in GOLDEN.iterdir()) == sorted(
        f"{form}.{lang}.{SUFFIXES[form]}" for form in RENDERERS for lang in languages()
    )


def test_every_record_kind_is_rendered() -> None:
    """The things the laws below run over hold each kind of record."""
    assert {type(thing).__name__ for thing in RENDERABLE.values()} >= {
        where.partition(":")[2] for where in KINDS.values()
    }


@EVERY_FORMAT
@EVERY_LANGUAGE
@EVERYTHING
def test_everything_has_a_document_and_always_the_same(thing: object, lang: str, form: str) -> None:
    """Whatever the front door promises to render becomes a document, a text in UTF-8 that ends its last line; twice the same."""
    made = render(thing, form, lang=lang, findings=NASTY_FINDINGS)

    if isinstance(made, str):
        assert made.encode("utf-8").endswith(b"\n")
    assert told(made).strip()
    assert render(thing, form, lang=lang, findings=NASTY_FINDINGS) == made


@EVERY_FORMAT
@EVERYTHING
def test_nothing_in_a_document_commands_a_terminal(thing: object, form: str) -> None:
    """No control character but the line break comes through, and no mark that reverses a line."""
    made = told(render(thing, form))

    assert {char for char in made if (char < " " and char != "\n") or char in "\x7f\x9b\u202e\u2028"} == set()


@EVERY_FORMAT
@EVERY_LANGUAGE
def test_summary_appendix_findings_stand_in_this_order(form: str, lang: str) -> None:
    """A report shows its figures first, then each task, then what was noticed."""
    made = told(render(REPORT, form, lang=lang, findings=NASTY_FINDINGS))
    titles = {
        "vi": ("Tổng hợp nhiệm vụ", "Kết quả thực hiện", "Phát hiện"),
        "en": ("Assigned tasks as of", "Results of assigned tasks", "Findings"),
    }[lang]

    if form == "docx":  # a finished document says it in sentences
        titles = {
            "vi": (
                "nhiệm vụ được giao (tính đến hết ngày",
                "KẾT QUẢ THỰC HIỆN NHIỆM VỤ ĐƯỢC GIAO",
                "Phát hiện",
            ),
            "en": ("Assigned tasks at the end of", "RESULTS OF ASSIGNED TASKS", "Findings"),
        }[lang]
    places = [made.index(title) for title in titles]
    assert places == sorted(places)


@EVERY_FORMAT
def test_an_unknown_language_is_refused_whatever_is_rendered(form: str) -> None:
    """A language without wording is refused by name, for an empty sequence too."""
    for thing in (*RENDERABLE.values(), Page(title="", lang="vi")):
        with pytest.raises(UnknownLanguageError, match="'fr'"):
            render(thing, form, lang="fr")


@pytest.mark.parametrize("form", ["pdf", "", "HTML", "text "])
def test_an_unknown_format_is_refused_by_name(form: str) -> None:
    """A format no member has is refused, and those there are named."""
    with pytest.raises(UnsupportedFormatError) as caught:
        render(REPORT, form)

    assert (caught.value.asked, caught.value.known) == (form, tuple(RENDERERS))


@EVERY_FORMAT
@pytest.mark.parametrize(
    "thing", [None, 5, "text", object(), {}, [REPORT, 5]], ids=lambda thing: type(thing).__name__
)
def test_a_thing_without_a_page_is_a_type_error(thing: object, form: str) -> None:
    """What is no record, table or finding is a mistake of the caller, inside a sequence too."""
    with pytest.raises(TypeError, match="no page for"):
        render(thing, form)


@EVERY_FORMAT
def test_an_unknown_option_is_a_type_error(form: str) -> None:
    """An option the format does not have is refused, never ignored."""
    with pytest.raises(TypeError, match="colour"):
        render(REPORT, form, colour="red")


@pytest.mark.parametrize(("form", "extra", "module"), [("ics", "ical", "icalendar")])
def test_a_missing_extra_is_named(
    form: str, extra: str, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the extra the error says what to install."""
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=rf"khcn-records\[{extra}\]"):
        render(REPORT, form)
