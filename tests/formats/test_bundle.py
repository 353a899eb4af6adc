"""Bundles: records with what is attached to them; nothing in them leads out, nothing is missing or other than told."""

from __future__ import annotations

import json
import os
import pathlib
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from khcn_records import zipped
from khcn_records.errors import InvalidArgumentError, SchemaVersionError, StructureError, UnsafeFileError
from khcn_records.formats import bundle, dumps, load, loads, save
from khcn_records.formats.atomic import replace_file
from khcn_records.formats.bundle import Attachment, load_attachments, save_folder
from record_strategies import EXAMPLES, FULL_DIRECTIVE, FULL_TASK

REPORT = EXAMPLES["monthly_report"]
PLAN = Attachment.of("ke-hoach.pdf", b"%PDF-1.7", media_type="application/pdf", title="Kế hoạch")
TABLE = Attachment.of("phu-luc/Bảng 1.xlsx", b"\x00\x01")
TOLD = Attachment(name="goc.docx", size=5, sha256="0" * 64)
ALL = (PLAN, TABLE, TOLD)
GOOD: Mapping[str, bytes] = zipped.unpacked(dumps(REPORT, "bundle", attachments=ALL), "a bundle")


def test_a_report_and_its_attachments_come_back(tmp_path: pathlib.Path) -> None:
    """From an archive and from a folder: the report, and of each attachment the metadata and the file where it is there."""
    save(REPORT, tmp_path / "a.zip", attachments=ALL)
    save_folder(REPORT, tmp_path / "folder", attachments=ALL)

    for path in (tmp_path / "a.zip", tmp_path / "folder"):
        assert load(path) == REPORT
        assert load_attachments(path) == ALL
    assert (tmp_path / "folder" / "attachments" / "phu-luc" / "Bảng 1.xlsx").read_bytes() == TABLE.content
    assert sorted(GOOD) == [
        "attachments/ke-hoach.pdf",
        "attachments/phu-luc/Bảng 1.xlsx",
        "manifest.json",
        "records.json",
    ]


def test_the_same_bundle_is_the_same_bytes() -> None:
    """An archive holds no time and no machine."""
    assert dumps(REPORT, "bundle", attachments=ALL) == dumps(REPORT, "bundle", attachments=list(ALL))


@pytest.mark.parametrize(
    "name",
    [
        "../a",
        "/a",
        "a/../b",
        "..",
        ".",
        "",
        "a//b",
        "C:\\a",
        "a\\b",
        "a\x00",
        "a\n",
        "a/",
        "CON:",
        "a. ",
        "x" * 256,
    ],
)
def test_an_attachment_has_a_harmless_name(name: str) -> None:
    """No name leads out of the bundle on any system."""
    with pytest.raises(InvalidArgumentError):
        Attachment.of(name, b"")


@pytest.mark.parametrize(
    "fields",
    [{"size": 1}, {"size": -1}, {"size": True}, {"sha256": "0"}, {"sha256": "0" * 64}, {"sha256": 5}],
)
def test_an_attachment_is_what_it_says(fields: dict[str, Any]) -> None:
    """Size and digest are those of the content."""
    with pytest.raises(InvalidArgumentError):
        Attachment(
            **{"name": "a", "size": PLAN.size, "sha256": PLAN.sha256, "content": PLAN.content, **fields}
        )


def test_two_attachments_of_one_name_are_refused() -> None:
    """Names differ on every system, those without capitals too."""
    with pytest.raises(InvalidArgumentError):
        dumps(REPORT, "bundle", attachments=[PLAN, Attachment.of("KE-HOACH.pdf", b"")])


def told(**changes: Any) -> bytes:
    """A bundle whose manifest says something else."""
    manifest = {**json.loads(GOOD["manifest.json"]), **changes}
    return zipped.packed({**GOOD, "manifest.json": json.dumps(manifest).encode()})


RECORDS = json.loads(GOOD["manifest.json"])["records"]
FAULTY: Mapping[str, Callable[[], bytes]] = {
    "no manifest": lambda: zipped.packed({"records.json": GOOD["records.json"]}),
    "a manifest that is none": lambda: zipped.packed({**GOOD, "manifest.json": b"[]"}),
    "a manifest that is no JSON": lambda: zipped.packed({**GOOD, "manifest.json": b"{"}),
    "a key that nobody knows": lambda: told(colour="red"),
    "records that are nowhere": lambda: told(records={**RECORDS, "name": "other.json"}),
    "the manifest as records": lambda: told(records={**RECORDS, "name": "manifest.json"}),
    "records without a name": lambda: told(records={}),
    "no records": lambda: told(records=None),
    "attachments that are no list": lambda: told(attachments={}),
    "an attachment that is no object": lambda: told(attachments=[5]),
    "an attachment with a key that nobody knows": lambda: told(attachments=[{"name": "a", "colour": 1}]),
    "an attachment with content in the manifest": lambda: told(attachments=[{"name": "a", "content": "x"}]),
    "an attachment told twice": lambda: told(attachments=[{"name": "a", "size": 0, "sha256": "0" * 64}] * 2),
    "a file that is not named": lambda: zipped.packed({**GOOD, "more.txt": b""}),
    "other records": lambda: zipped.packed({**GOOD, "records.json": dumps(FULL_TASK).encode()}),
    "another attachment": lambda: zipped.packed({**GOOD, "attachments/ke-hoach.pdf": b"%PDF-1.8"}),
    "records told with a key that nobody knows": lambda: told(records={**RECORDS, "colour": 1}),
    "another schema than the records follow": lambda: told(schema="khcn/1"),
    "a schema that is none": lambda: told(schema=2),
    "half of a character in a title": lambda: told(attachments=[{"name": "a", "size": 0, "sha256": "0" * 64, "title": "\ud800"}]),
    "half of a character in a name": lambda: told(attachments=[{"name": "\ud800", "size": 0, "sha256": "0" * 64}]),
    "no archive": lambda: b"PK\x03\x04",
}  # fmt: skip


@pytest.mark.parametrize("slip", sorted(FAULTY))
def test_a_bundle_is_what_its_manifest_says(slip: str) -> None:
    """Anything missing, added or changed is a fault."""
    data = FAULTY[slip]()
    for reader in (lambda: loads(data, "bundle"), lambda: load_attachments(data)):
        with pytest.raises(StructureError) as caught:
            reader()
        assert caught.value.faults[0].code in {"syntax", "wrong_type", "invalid_value"}


def test_a_manifest_of_a_newer_schema_is_refused() -> None:
    """Of a bundle that says a later schema nothing is read, whatever its records say."""
    for reader in (
        lambda: loads(told(schema="khcn/99"), "bundle"),
        lambda: load_attachments(told(schema="khcn/99")),
    ):
        with pytest.raises(SchemaVersionError):
            reader()


@pytest.mark.parametrize("name", ["../a", "/etc/passwd", "a/../../b", "C:/a", "a\\..\\b"])
def test_a_bundle_never_leads_out(name: str, tmp_path: pathlib.Path) -> None:
    """A path out of the bundle is unsafe, in the archive, in its manifest and in the manifest of a folder."""
    entry = {"name": name, "size": 0, "sha256": "0" * 64}
    for data in (
        zipped.packed({**GOOD, name: b""}),
        told(attachments=[entry]),
        told(records={**RECORDS, "name": name}),
    ):
        with pytest.raises(UnsafeFileError):
            loads(data, "bundle")
    folder = tmp_path / "folder"
    save_folder(REPORT, folder)
    for changes in ({"attachments": [entry]}, {"records": {**RECORDS, "name": name}}):
        manifest = {**json.loads(GOOD["manifest.json"]), **changes}
        (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        with pytest.raises(UnsafeFileError):
            load(folder)


@pytest.mark.skipif(os.name != "posix", reason="links are those of POSIX")
def test_a_link_in_a_folder_is_not_followed(tmp_path: pathlib.Path) -> None:
    """A file or folder that stands elsewhere is not part of the bundle."""
    (tmp_path / "secret").write_bytes(PLAN.content or b"")
    folder = tmp_path / "folder"
    save_folder(REPORT, folder, attachments=[PLAN])
    (folder / "attachments" / PLAN.name).unlink()
    (folder / "attachments" / PLAN.name).symlink_to(tmp_path / "secret")
    with pytest.raises(UnsafeFileError):
        load(folder)
    (folder / "attachments" / PLAN.name).unlink()
    (folder / "attachments").rename(tmp_path / "attachments")
    (folder / "attachments").symlink_to(tmp_path / "attachments")
    with pytest.raises(UnsafeFileError):
        load_attachments(folder)


def test_a_folder_changes_in_one_step(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever write fails, the folder holds the old records or the new; what is not needed any more is taken away."""
    folder = tmp_path / "folder"
    save_folder(FULL_TASK, folder, attachments=[PLAN])
    writes = replace_file
    for failing in (0, 1):
        done: list[object] = []

        def fails(path: Any, chunks: Any, done: list[object] = done, failing: int = failing) -> None:
            if len(done) == failing:
                raise OSError("disk full")
            done.append(path)
            writes(path, chunks)

        monkeypatch.setattr(bundle, "replace_file", fails)
        with pytest.raises(OSError, match="disk full"):
            save_folder(FULL_DIRECTIVE, folder, attachments=[PLAN])
        assert load(folder) == FULL_TASK
    monkeypatch.setattr(bundle, "replace_file", writes)
    save_folder(FULL_DIRECTIVE, folder)

    assert load(folder) == FULL_DIRECTIVE
    assert load_attachments(folder) == ()
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 2


def test_a_folder_of_something_else_is_left_alone(tmp_path: pathlib.Path) -> None:
    """A folder without a manifest, or an attachment with another content, is not written over."""
    (tmp_path / "other").write_text("x", encoding="utf-8")
    with pytest.raises(StructureError):
        save_folder(REPORT, tmp_path)
    with pytest.raises(StructureError):
        load(tmp_path)
    folder = tmp_path / "folder"
    save_folder(REPORT, folder, attachments=[PLAN])
    with pytest.raises(InvalidArgumentError):
        save_folder(REPORT, folder, attachments=[Attachment.of(PLAN.name, b"other")])

    assert load_attachments(folder) == (PLAN,)


def test_a_fault_in_a_bundle_says_its_file() -> None:
    """The path and line are those of the records, with the name of their file."""
    content = b'{"schema": "khcn/1",\n"record": "finding"}'
    entry = {"name": "records.json", "size": len(content), "sha256": bundle._digest(content)}
    manifest = json.dumps({"records": entry}).encode()
    with pytest.raises(StructureError) as caught:
        loads(zipped.packed({"manifest.json": manifest, "records.json": content}), "bundle")

    (fault,) = caught.value.faults
    assert (fault.code, fault.path) == ("missing_field", "$.code")
    assert dict(fault.parameters)["file"] == "records.json"


@pytest.mark.parametrize("name", ["a" * 300, "ế" * 100, "a/" * 600 + "b"], ids=["letters", "bytes", "steps"])
def test_a_name_too_long_for_a_folder_is_refused(name: str, tmp_path: pathlib.Path) -> None:
    """A manifest whose names no system can hold is unsafe, in a folder as in an archive."""
    save_folder(FULL_TASK, tmp_path / "folder")
    manifest = json.loads((tmp_path / "folder" / "manifest.json").read_bytes())
    manifest["attachments"] = [{"name": name, "size": 1, "sha256": "0" * 64}]
    (tmp_path / "folder" / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")

    with pytest.raises(UnsafeFileError):
        load(tmp_path / "folder")
    with pytest.raises(UnsafeFileError):
        load_attachments(tmp_path / "folder")


@pytest.mark.parametrize(
    ("entry", "seen"),
    [
        ({"name": "a", "size": 1, "sha256": "0" * 64, "colour": 1}, "colour"),
        ({"name": "a", "size": 1, "sha256": "0" * 64, "content": "x"}, "content"),
        ({"name": "a", "size": 1}, "sha256"),
    ],
)
def test_a_slip_of_an_attachment_is_told_by_its_key(entry: dict[str, Any], seen: str) -> None:
    """A key too many or too few in the manifest is named, and what may stand there, in words of the manifest."""
    files = dict(zipped.unpacked(dumps(FULL_TASK, "bundle"), "a bundle"))
    manifest = json.loads(files["manifest.json"])
    manifest["attachments"] = [entry]
    with pytest.raises(StructureError) as caught:
        loads(zipped.packed({**files, "manifest.json": json.dumps(manifest).encode()}), "bundle")
    (fault,) = caught.value.faults

    assert (fault.path, fault.value) == ("$.attachments[0]", repr(seen))
    assert "__init__" not in str(fault)
