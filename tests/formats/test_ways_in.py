"""What is made to harm finds no way around: streams, folders, manifests, archives and cells are judged as strictly as whole files."""

from __future__ import annotations

import importlib.util
import io
import json
import pathlib
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from khcn_records import samples, zipped
from khcn_records.errors import KhcnError, StructureError, UnsafeFileError
from khcn_records.finding import Finding
from khcn_records.formats import bundle, dumps, load, loads, save
from khcn_records.formats.bundle import Attachment, load_attachments, save_folder
from khcn_records.formats.streaming import iter_load
from khcn_records.labels import label
from record_strategies import FULL_TASK

SECONDS, BYTES, DEEP = 10.0, 400_000_000, 100_000
HARM: Mapping[str, tuple[str, type[KhcnError]]] = {
    "deep lists": ("[" * DEEP + "]" * DEEP, UnsafeFileError),
    "deep objects": ('{"a":' * DEEP + "1" + "}" * DEEP, UnsafeFileError),
    "a long number": ("9" * 1_000_000, UnsafeFileError),
    "a key that stands twice": ('{"a": 1, "a": 2}', StructureError),
    "NaN": ("NaN", StructureError),
    "half of a character": ('"\\ud800"', StructureError),
    "a raw NUL": ('"\x00"', StructureError),
}
EVERY_HARM = pytest.mark.parametrize("harm", sorted(HARM))


def refused(way: Callable[[], object], expected: type[KhcnError] | tuple[type[KhcnError], ...]) -> KhcnError:
    """The error, once it is known that it came soon, took little memory, and has words for an official."""
    started = time.process_time()
    tracemalloc.start()
    try:
        with pytest.raises(expected) as caught:
            way()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert time.process_time() - started < SECONDS
    assert peak < BYTES
    assert len(str(caught.value)) < 5_000
    assert label(caught.value, "vi")
    return caught.value


@EVERY_HARM
def test_a_line_of_a_stream_is_judged_as_a_file(harm: str, tmp_path: pathlib.Path) -> None:
    """The same harm in a later line, in the header and in a file read line by line ends in the same error; what stood before has been given."""
    value, expected = HARM[harm]
    lines = [
        '{"schema": "khcn/2"}',
        '{"record": "finding", "code": "a"}',
        f'{{"record": "finding", "code": "b", "suggestion": {value}}}',
    ]
    path = tmp_path / "a.jsonl"
    path.write_bytes("\n".join(lines).encode())
    for source in (lines, path, io.StringIO("\n".join(lines))):
        stream = iter_load(source)
        assert next(stream) == Finding(code="a")
        refused(lambda stream=stream: next(stream), expected)  # type: ignore[misc]
    refused(lambda: list(iter_load([f'{{"schema": "khcn/2", "x": {value}}}'])), expected)


@EVERY_HARM
def test_a_manifest_is_judged_as_a_file(harm: str, tmp_path: pathlib.Path) -> None:
    """Harm in the manifest of a bundle, in an archive and in a folder, is refused before any file of it is read."""
    value, expected = HARM[harm]
    files = zipped.unpacked(dumps(FULL_TASK, "bundle"), "a bundle")
    manifest = json.loads(files["manifest.json"])
    entry = json.dumps({"name": "a", "size": 0, "sha256": "0" * 64})[:-1]
    told = f'{{"records": {json.dumps(manifest["records"])}, "attachments": [{entry}, "title": {value}}}]}}'
    data = zipped.packed({**files, "manifest.json": told.encode()})
    save_folder(FULL_TASK, tmp_path / "folder")
    (tmp_path / "folder" / "manifest.json").write_bytes(told.encode())
    for way in (
        lambda: loads(data, "bundle"),
        lambda: load_attachments(data),
        lambda: load(tmp_path / "folder"),
        lambda: load_attachments(tmp_path / "folder"),
    ):
        refused(way, (expected, StructureError))


def claiming(data: bytes, size: int) -> bytes:
    """The archive with another size claimed for each file, in both places that claim one."""
    found = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = -1
        while (place := found.find(mark, place + 1)) >= 0:
            found[place + at : place + at + 4] = struct.pack("<I", size)
    return bytes(found)


def encrypted(data: bytes) -> bytes:
    """The archive with the flag of a password on each file."""
    found = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := found.find(mark, place + 1)) >= 0:
            found[place + at] |= 1
    return bytes(found)


def doubled(name: str) -> bytes:
    """An archive with two files of one name but for capitals."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "a")
        archive.writestr(name.upper(), "b")
    return out.getvalue()


def link() -> bytes:
    """An archive whose manifest is a link."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        entry = zipfile.ZipInfo("manifest.json")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return out.getvalue()


ARCHIVES: Mapping[str, tuple[Callable[[], bytes], type[KhcnError]]] = {
    "a bomb": (lambda: zipped.packed({"manifest.json": b"0" * (zipped.LARGEST + 1)}), UnsafeFileError),
    "a bomb in pieces": (lambda: zipped.packed({f"{n}": b"0" * (zipped.LARGEST // 8) for n in range(9)}), UnsafeFileError),
    "a bomb in a bomb": (lambda: zipped.packed({"manifest.json": b"{}", "a.zip": zipped.packed({"b": b"0" * (zipped.LARGEST + 1)})}), StructureError),
    "a bomb that claims to be small": (lambda: claiming(zipped.packed({"manifest.json": b"0" * (zipped.LARGEST + 1)}), 10), StructureError),
    "a size beyond all": (lambda: claiming(zipped.packed({"manifest.json": b"{}"}), 2**32 - 2), UnsafeFileError),
    "very many files": (lambda: zipped.packed({f"{n}": b"" for n in range(10_001)}), UnsafeFileError),
    "two of one name": (lambda: doubled("manifest.json"), UnsafeFileError),
    "a link": (link, UnsafeFileError),
    "a password": (lambda: encrypted(zipped.packed({"manifest.json": b"{}"})), StructureError),
    "a way out": (lambda: zipped.packed({"../../etc/cron.d/a": b"a"}), UnsafeFileError),
}  # fmt: skip


@pytest.mark.parametrize("harm", sorted(ARCHIVES))
def test_a_harmful_archive_is_refused(harm: str) -> None:
    """Bombs, lies about sizes, links and ways out end before more is held than any bundle has."""
    make, expected = ARCHIVES[harm]
    data = make()

    refused(
        lambda: loads(data, "bundle"), (expected, StructureError) if expected is StructureError else expected
    )
    refused(lambda: load_attachments(data), expected)


HAS_XLSX = all(map(importlib.util.find_spec, ("openpyxl", "xlsxwriter")))
ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>schema</t></is></c><c r="B1" t="inlineStr"><is><t>record</t></is></c>'
    '<c r="C1" t="inlineStr"><is><t>code</t></is></c><c r="D1" t="inlineStr"><is><t>suggestion</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>khcn/2</t></is></c><c r="B2" t="inlineStr"><is><t>finding</t></is></c>'
    '<c r="C2" t="inlineStr"><is><t>a</t></is></c><c r="D2" t="inlineStr"><is><t>{cell}</t></is></c></row>'
)


@pytest.mark.skipif(not HAS_XLSX, reason="the extra xlsx is not installed")
@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("plain", None),
        ("[" * DEEP, UnsafeFileError),
        ('{"a":' * DEEP, UnsafeFileError),
        ("[" + "9" * 1_000_000 + "]", UnsafeFileError),
        ("#" + "9" * 1_000_000, UnsafeFileError),
        ('{"a": 1, "a": 2}', StructureError),
        ("[NaN]", StructureError),
        ('["\\ud800"]', StructureError),
        ("&#0;", StructureError),
        ("&#xD800;", StructureError),
        ("&lol;", StructureError),
        ("\x00", UnsafeFileError),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_a_cell_that_no_spreadsheet_wrote_is_judged_too(cell: str, expected: Any) -> None:
    """A cell longer than any program writes, and characters that XML forbids, are refused as in every other format."""
    parts = zipped.unpacked(dumps(FULL_TASK, "xlsx"), "a workbook")
    (sheet,) = (name for name in parts if name.startswith("xl/worksheets/sheet"))
    begin = b'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    data = zipped.packed(
        {**parts, sheet: begin + ROWS.format(cell=cell).encode() + b"</sheetData></worksheet>"}
    )
    if expected is None:
        assert loads(data, "xlsx") == Finding(code="a", suggestion="plain")
    else:
        refused(lambda: loads(data, "xlsx"), expected)


@pytest.mark.parametrize("name", ["json", "jsonl", "csv", "yaml", "bundle"])
@pytest.mark.parametrize("bad", [b"\xed\xa0\x80", b"\xff", b"\xc0\xaf", b"\xf4\x90\x80\x80"])
def test_bytes_that_are_no_character_are_refused(name: str, bad: bytes) -> None:
    """Half a character, an overlong slash and what lies beyond Unicode are not UTF-8, in any format of text."""
    if name == "yaml":
        pytest.importorskip("yaml", reason="the extra yaml is not installed")
    if name == "csv":
        data = b"schema,record,code\r\nkhcn/2,finding," + bad
    else:
        data = b'{"schema": "khcn/2", "record": "finding", "code": "' + bad + b'"}'
    if name == "bundle":
        entry = {"name": "records.json", "size": len(data), "sha256": bundle._digest(data)}
        data = zipped.packed({"manifest.json": json.dumps({"records": entry}).encode(), "records.json": data})
    error = refused(lambda: loads(data, name), StructureError)

    assert isinstance(error, StructureError)
    assert [fault.code for fault in error.faults] == ["not_utf8"]


# --- tables of nested records ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_a_whole_report_stands_in_a_table_and_comes_back(name: str, tmp_path: pathlib.Path) -> None:
    """A report is one row whose lists are JSON text: nothing is lost, alone, among its tasks, and stored again."""
    if name == "xlsx" and not HAS_XLSX:
        pytest.skip("the extra xlsx is not installed")
    report = samples.report_2024_02()
    path = tmp_path / f"report.{name}"
    for stored in (report, (report, *report.tasks, report)):
        save(stored, path)
        assert load(path) == stored
        assert dumps(load(path), name) == dumps(stored, name)


def test_a_cell_that_was_cut_is_refused_and_not_half_read() -> None:
    """A spreadsheet that cuts a long cell makes the report a faulty one, and the fault says which cell."""
    report = samples.report_2024_02()
    content = dumps(report, "csv")
    start = content.index('"[{""')
    end = content.index('}]"', start)
    cut = content[: start + 1000] + content[end + 2 :]
    error = refused(lambda: loads(cut, "csv"), StructureError)

    assert isinstance(error, StructureError)
    assert "cell" in dict(error.faults[0].parameters)


def test_an_attachment_of_any_content_is_kept_as_it_is() -> None:
    """What is attached is never opened: a bomb among the attachments is bytes like others."""
    bomb = zipped.packed({"a": b"0" * 1_000_000})
    attached = Attachment.of("a.zip", bomb)

    assert load_attachments(dumps(FULL_TASK, "bundle", attachments=[attached])) == (attached,)


# --- many faults --------------------------------------------------------------------------------------------------------


def faulty(kind: str, count: int) -> tuple[str, str]:
    """A file with that many faults of one sort, and its format."""
    if kind == "lines that are no JSON":
        return '{"schema": "khcn/2"}\n' + '{"record": "finding", "code": }\n' * count, "jsonl"
    if kind == "cells that are no JSON":
        return "schema,records,code,parameters\r\n" + 'khcn/2,finding,a,"{"\r\n' * count, "csv"
    if kind == "cells without a heading":
        return "schema,records,code\r\n" + "khcn/2,finding,a,b\r\n" * count, "csv"
    if kind == "keys that stand twice":
        return '{"schema": "khcn/2", "records": [' + ", ".join(
            ['{"code": 1, "code": 2}'] * count
        ) + "]}", "json"
    if kind == "fields nobody knows in one record":
        fields = ", ".join(f'"f{number}": 1' for number in range(count))
        return f'{{"schema": "khcn/2", "record": "finding", "code": "a", {fields}}}', "json"
    assert kind == "values of another type"
    return '{"schema": "khcn/2", "records": [' + ", ".join(
        ['{"record": "finding", "code": 1}'] * count
    ) + "]}", "json"


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind",
    [
        "lines that are no JSON",
        "cells that are no JSON",
        "cells without a heading",
        "keys that stand twice",
        "fields nobody knows in one record",
        "values of another type",
    ],
)
def test_ten_thousand_faults_of_any_sort_take_linear_time(kind: str) -> None:
    """Every fault is told, the message stays short, and four times the faults take nowhere near sixteen times the time."""
    spent = []
    for count in (2_500, 10_000):
        content, name = faulty(kind, count)
        rounds = []
        for _ in range(3):
            started = time.process_time()
            with pytest.raises(StructureError) as caught:
                loads(content, name)
            rounds.append(time.process_time() - started)
        spent.append(min(rounds))
        assert len(caught.value.faults) == count
        assert len(str(caught.value)) < 20_000
        assert len(label(caught.value, "vi")) < 200

    assert spent[1] < 10 * spent[0]


@pytest.mark.parametrize(
    ("name", "option", "known"),
    [("json", "delimiter", "indent"), ("jsonl", "indent", "none"), ("csv", "lang", "delimiter, bom")],
)
def test_an_option_of_another_format_is_told_by_name(name: str, option: str, known: str) -> None:
    """The error names the format, the option and those it has, and no function inside."""
    with pytest.raises(TypeError, match=f"the format {name} has no option '{option}'; it has: {known}$"):
        dumps(FULL_TASK, name, **{option: ","})
