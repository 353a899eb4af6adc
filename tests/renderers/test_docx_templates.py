"""An office's own Word file: what it may name, what is said of a slip in it, and that no template can do harm."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from khcn_records import samples
from khcn_records.errors import InvalidArgumentError, MissingExtraError, StructureError, UnsafeFileError
from khcn_records.renderers import render
from khcn_records.renderers.composing import OPTIONS, compose_report
from khcn_records.renderers.docx_templates import FIELDS, _values
from khcn_records.zipped import packed, unpacked
from project import ROOT
from renderable import NASTY, REPORT

docx = pytest.importorskip("docx")
pytest.importorskip("docxtpl")

SAMPLE = samples.report_2024_02()


def template(*paragraphs: str, table: list[list[str]] | None = None) -> bytes:
    """A Word file with these paragraphs and a table."""
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    if table is not None:
        grid = made.add_table(rows=0, cols=len(table[-1]))
        for texts in table:
            cells = grid.add_row().cells
            for cell, text in zip(cells, texts, strict=False):
                cell.text = text
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def changed(change: Callable[[dict[str, bytes]], None], *paragraphs: str) -> bytes:
    """A template with its parts changed."""
    parts = unpacked(template(*paragraphs), "a template")
    change(parts)
    return packed(parts)


def filled(*paragraphs: str, thing: object = SAMPLE, **options: Any) -> list[str]:
    """The paragraphs of a template once it is filled."""
    made = render(thing, "docx", template=template(*paragraphs), **options)
    return [one.text for one in docx.Document(io.BytesIO(made)).paragraphs]


def test_a_template_is_filled_with_what_the_document_says() -> None:
    """Placeholders are replaced by the components of the document, loops by their lines."""
    told = filled("{{ issuer }} – {{ kind }}: {{ subject }}", "{%p for line in recipients %}", "{{ line }}", "{%p endfor %}", "{{ tasks_total }}/{{ tasks_overdue }}")  # fmt: skip

    assert (
        told[0]
        == "SỞ KHOA HỌC VÀ CÔNG NGHỆ – BÁO CÁO: Kết quả hoạt động tháng 02/2024, nhiệm vụ công tác tháng 03/2024"
    )
    assert told[1] == "- Văn phòng Tỉnh ủy;"
    assert told[-1] == "08/0"


def test_the_rows_of_the_appendix_fill_a_table() -> None:
    """A row of the office's table is repeated for every row of the appendix."""
    rows = [
        ["{{ columns[0] }}", "Văn bản", "Nội dung"],
        ["{%tr for row in rows %}", "", ""],
        ["{{ row.number }}", "{{ row.text }}", "{{ row.cells[2] }}"],
        ["{%tr endfor %}", "", ""],
    ]
    made = docx.Document(io.BytesIO(render(SAMPLE, "docx", template=template(table=rows))))
    told = [[cell.text for cell in row.cells] for row in made.tables[0].rows]

    assert told[0][0] == "TT"
    assert told[1] == ["I", "ĐÃ THỰC HIỆN: 02 nhiệm vụ (chậm: 0)", ""]
    assert told[2][2] == SAMPLE.tasks[0].content
    assert told[2][1].split("\n")[0] == "316/UBND-KGVX"
    assert len(told) == 1 + 3 + len(SAMPLE.tasks)


def test_every_field_of_the_reference_page_is_there() -> None:
    """What the page of fields lists is what a template can name, no more and no less."""
    assert set(_values(compose_report(SAMPLE), {})) == set(FIELDS)
    several = {"address", "basis", "body", "signature_lines", "recipients", "columns", "rows"}
    assert filled(*[f"{{{{ {name} }}}}" for name in FIELDS if name not in several], layout="submission")


def test_fields_of_the_caller_are_named_too() -> None:
    """An office adds its own texts; they go before the document's."""
    told = filled("{{ fax }} {{ kind }}", "{%p for one in more %}", "{{ one }}", "{%p endfor %}", fields={"fax": "<012>", "kind": "GIẤY", "more": ["a & b", "c"]})  # fmt: skip

    assert told == ["<012> GIẤY", "a & b", "c"]


def test_a_path_is_a_template_too(tmp_path: Path) -> None:
    """A template is bytes or the path of its file."""
    (tmp_path / "mau.docx").write_bytes(template("{{ kind }}"))

    for where in (tmp_path / "mau.docx", str(tmp_path / "mau.docx")):
        assert b"word/document.xml" in render(SAMPLE, "docx", template=where)


def test_the_same_input_gives_the_same_bytes() -> None:
    """A filled template is the same twice, dated 1980."""
    first = render(SAMPLE, "docx", template=template("{{ kind }}"))

    assert first == render(SAMPLE, "docx", template=template("{{ kind }}"))
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_hostile_texts_stay_texts() -> None:
    """A placeholder or XML inside a text of the report is neither run nor read."""
    wild = f"{{{{ kind }}}} {{% for a in rows %}} </w:t><w:p/> {NASTY}"
    told = filled("{{ note }}", thing=REPORT, fields={"note": wild})

    assert told == [wild]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("{{ missing_field }}", "missing_field"),
        ("{{ kind.colour }}", "colour"),
        ("{%p for row in nowhere %}{%p endfor %}", "nowhere"),
        ("{% for row in rows %}{{ row.colour }}{% endfor %}", "colour"),
        ("{% if other %}a{% endif %}", "other"),
    ],
)
def test_a_field_that_is_not_there_is_named(text: str, named: str) -> None:
    """A slip in a name is an error that says the name and what there is."""
    parts = text.replace("%}", "%}\n").split("\n") if "{%p" in text else [text]
    with pytest.raises(InvalidArgumentError, match=f"(?s){named}.*tasks_total"):
        filled(*[part for part in parts if part])


@pytest.mark.parametrize("text", ["{{ kind", "{% for a in rows %}", "{% if %}", "{{ kind | }}"])
def test_a_placeholder_that_does_not_read_is_an_error(text: str) -> None:
    """A broken placeholder is an error of the caller's file, never a crash."""
    with pytest.raises((InvalidArgumentError, UnsafeFileError)):
        filled(text)


@pytest.mark.parametrize(
    "text",
    [
        "{{ ().__class__ }}",
        "{{ kind.__class__.__mro__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ kind['__class__'] }}",
        "{{ kind['upper'] }}",
        "{{ rows['__len__'] }}",
        "{{ columns[99] }}",
        "{{ columns[1.5] }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ lipsum.__globals__ }}",
        "{{ kind.upper() }}",
        "{{ rows.__iter__() }}",
        "{{ range(10) }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 2 ** 1000000000 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ kind|center(1000000000) }}",
        "{{ kind|attr('__class__') }}",
        "{{ rows|map(attribute='cells')|list }}",
        "{% set x = kind %}",
        "{% macro m() %}{% endmacro %}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% extends 'a' %}",
        "{% for a in 'xyz' %}{% endfor %}",
        "{% for a in rows recursive %}{% endfor %}",
        "{% for a in rows %}{% for b in rows %}{% for c in rows %}{% for d in rows %}x{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
        "{% filter upper %}a{% endfilter %}",
        "{{ kind ~ kind }}",
        "{{ namespace() }}",
    ],
)
def test_a_template_can_do_nothing_but_show(text: str) -> None:
    """What could run, look behind a text or grow without end is refused before it is run, with an error of the library."""
    with pytest.raises((UnsafeFileError, InvalidArgumentError)):
        filled(text)


def test_loops_in_loops_come_to_an_end() -> None:
    """Loops inside each other over a long list are stopped."""
    many = {"many": ["x"] * 2000}
    begun = time.process_time()
    with pytest.raises(UnsafeFileError, match="loops"):
        filled("{% for a in many %}{% for b in many %}{% for c in many %}x{% endfor %}{% endfor %}{% endfor %}", fields=many)  # fmt: skip
    assert time.process_time() - begun < 20


def _bomb(parts: dict[str, bytes]) -> None:
    parts["word/media/a.bin"] = b"\0" * (33 * 1024 * 1024)


def _doctype(parts: dict[str, bytes]) -> None:
    xml = parts["word/document.xml"]
    parts["word/document.xml"] = xml.replace(b"<w:document", b'<!DOCTYPE a [<!ENTITY b "c">]><w:document', 1)


def _macro(parts: dict[str, bytes]) -> None:
    parts["word/vbaProject.bin"] = b"x"


def _utf16(parts: dict[str, bytes]) -> None:
    parts["word/document.xml"] = (
        parts["word/document.xml"].decode().replace("UTF-8", "UTF-16").encode("utf-16")
    )


def _leads_out(parts: dict[str, bytes]) -> None:
    parts["../a"] = b"x"


@pytest.mark.parametrize(
    "harm", [_bomb, _doctype, _macro, _utf16, _leads_out], ids=lambda harm: harm.__name__
)
def test_a_file_made_to_do_harm_is_refused(harm: Callable[[dict[str, bytes]], None]) -> None:
    """Bombs, definitions, programs and names that lead out are refused before a library sees the file."""
    with pytest.raises(UnsafeFileError):
        render(SAMPLE, "docx", template=changed(harm, "{{ kind }}"))


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"{{ kind }}", packed({"a.txt": b"x"}), packed({"word/document.xml": b"<a"})]
)
def test_what_is_no_word_file_is_an_error(data: bytes) -> None:
    """A file that is no `.docx` is an error of the library that says so."""
    with pytest.raises((StructureError, UnsafeFileError)):
        render(SAMPLE, "docx", template=data)


@pytest.mark.parametrize("fields", [{"a": 5}, {"a": [5]}, {"a": None}])
def test_a_field_is_a_text(fields: dict[str, object]) -> None:
    """Only texts and several texts can be put into a template."""
    with pytest.raises(TypeError, match="'a'"):
        filled("{{ a }}", fields=fields)


@pytest.mark.parametrize("name", ["_a", "a b", "", "__class__"])
def test_a_field_has_a_plain_name(name: str) -> None:
    """A name that a template could not say, or that begins with an underscore, is refused."""
    with pytest.raises(InvalidArgumentError):
        filled("a", fields={name: "b"})


def test_without_the_library_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing extra is named."""
    monkeypatch.setitem(__import__("sys").modules, "docxtpl", None)
    with pytest.raises(MissingExtraError, match=r"khcn-records\[docx\]"):
        filled("a")


def test_the_reference_page_lists_the_fields() -> None:
    """The page of finished documents has a row for every field a template can name."""
    page = (ROOT / "docs" / "reference" / "finished-documents.md").read_text(encoding="utf-8")
    rows = [line for line in page.partition("template-fields:")[2].splitlines() if line.startswith("| `")]

    assert rows == [f"| `{name}` | {told} |" for name, told in FIELDS.items()]
    assert [name for name in OPTIONS if f"| `{name}` |" not in page] == []
