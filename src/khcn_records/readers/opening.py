"""What kind of file bytes are, by their content: the suffix is a hint, and a finding where it says otherwise."""

from __future__ import annotations

import importlib
import io
import pathlib
import re
import zipfile
import zlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol, cast

import attrs

from khcn_records.errors import UnsafeFileError, UnsupportedFormatError
from khcn_records.finding import Finding, Place, Severity
from khcn_records.readers.sources import Source

__all__ = ["CLOSED", "READERS", "finding_at", "open_bytes", "open_text", "suffixes", "whole"]

READERS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "text": ("khcn_records.readers.text", (".txt", ".text", "")),
        "csv": ("khcn_records.readers.csv", (".csv", ".tsv")),
        "html": ("khcn_records.readers.html", (".html", ".htm")),
        "spreadsheet": ("khcn_records.readers.spreadsheet", (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")),
        "docx": ("khcn_records.readers.docx", (".docx", ".docm")),
        "pdf": ("khcn_records.readers.pdf", (".pdf",)),
    }
)
"""Name of each reader → its module, which has `source_of`, and the suffixes it reads."""

_LARGEST = 256 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,400}?-->\s*)?<(?:!doctype html|html|head|body|table|meta)\b", re.IGNORECASE | re.DOTALL)  # fmt: skip
_ZIPPED = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "spreadsheet"),
    ("xl/workbook.bin", "spreadsheet"),
    ("content.xml", "spreadsheet"),
)


class Reader(Protocol):
    """What every module of the shelf has."""

    def source_of(self, data: bytes, file: str | None) -> Source:
        """The file as it stands."""
        ...


class TextReader(Protocol):
    """The same for what is text."""

    def source_of(self, text: str, file: str | None) -> Source:
        """The text as it stands."""
        ...


CLOSED = frozenset({"damaged_file", "password_protected"})
"""What is found in a file of which nothing could be read."""


def suffixes() -> list[str]:
    """Every suffix that a reader reads."""
    return [suffix for _, ends in READERS.values() for suffix in ends if suffix]


def whole(text: str) -> str:
    """The text with halves of characters (lone surrogates) and noughts as codes: no file, or no XML, could hold them."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\x00", "\\x00")


def finding_at(
    code: str,
    file: str | None,
    *,
    severity: Severity = Severity.ERROR,
    line: int | None = None,
    **parameters: str,
) -> Finding:
    """A finding about a file, or a line of it."""
    place = Place(file=file, line=line, line_end=line) if file is not None or line is not None else None
    return Finding(code=code, severity=severity, place=place, parameters=parameters)


def open_bytes(data: bytes, name: str | None) -> Source:
    """Stage one of whatever the bytes are.

    Raises:
        UnsupportedFormatError: a kind of file that no reader reads.
        UnsafeFileError: a file made to exhaust the machine.
        MissingExtraError: what reads this kind of file is not installed.
    """
    if len(data) > _LARGEST:
        raise UnsafeFileError(f"{whole(name or 'the source')}: more than {_LARGEST} bytes")
    kind = _kind(data, name)
    shown = None if name is None else whole(name)
    if kind == "password":
        return Source(shown, findings=(finding_at("password_protected", shown),))
    if kind in {"docx", "spreadsheet", "pdf"}:
        source = cast("Reader", importlib.import_module(READERS[kind][0])).source_of(data, shown)
    else:
        text, noticed = _decoded(data, shown)
        source = open_text(text, name)
        kind = source.kind
        source = attrs.evolve(source, findings=(*noticed, *source.findings))
    return attrs.evolve(source, kind=kind, findings=(*_misnamed(kind, shown), *source.findings))


def open_text(text: str, name: str | None) -> Source:
    """Stage one of a text: HTML and CSV by their look, or by their name where the look allows it; else plain lines."""
    suffix = _suffix(name)
    shown = None if name is None else whole(name)
    kept = whole(text)
    noticed: tuple[Finding, ...] = ()
    if kept != text:
        noticed = (_broken(text, kept, shown),)
    is_csv = suffix in READERS["csv"][1] or _looks_like_csv(kept[:20_000])
    kind = "html" if _HTML.match(kept[:4096]) else "csv" if is_csv else "text"
    source = cast("TextReader", importlib.import_module(READERS[kind][0])).source_of(kept, shown)
    return attrs.evolve(source, kind=kind, findings=(*noticed, *source.findings))


def _looks_like_csv(text: str) -> bool:
    """Whether every line has as many of one sign between cells: prose has not."""
    lines = [line for line in text.splitlines()[:30] if line.strip()][:-1]
    return len(lines) >= 4 and any(
        len(counts := {line.count(sign) for line in lines}) == 1 and counts.pop() >= 3 for sign in ";,"
    )


def _broken(text: str, kept: str, shown: str | None) -> Finding:
    """The finding at the first place where a text had to be changed to be held."""
    first = next(place for place, (had, has) in enumerate(zip(text, kept, strict=False)) if had != has)
    line = len(re.split(r"\r\n|\r|\n", text[:first]))
    return finding_at("broken_characters", shown, line=line, text=kept[first : first + 12])


def _suffix(name: str | None) -> str:
    return pathlib.PurePath(name).suffix.lower() if name else ""


def _misnamed(kind: str, shown: str | None) -> tuple[Finding, ...]:
    """A finding where the name promises another kind of file; a name without a suffix promises nothing."""
    suffix = _suffix(shown)
    if not suffix or suffix in READERS[kind][1]:
        return ()
    return (
        finding_at(
            "suffix_differs", shown, severity=Severity.WARNING, suffix=suffix, kind=READERS[kind][1][0]
        ),
    )


def _kind(data: bytes, name: str | None) -> str:
    start = data[:1024].removeprefix(_BOMS[0]).lstrip()
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped_kind(data, name)
    if start.startswith(_OLE[:4]):
        return _ole_kind(data, name)
    if start.startswith(_RTF) or _is_binary(data):
        raise _unsupported(name)
    return "text"


def _is_binary(data: bytes) -> bool:
    """Whether bytes are no text in any usual encoding: many noughts, or other signs no text has."""
    start = data[:4096]
    if start.startswith(_BOMS) or not start:
        return False
    odd = sum(byte < 32 and byte not in b"\t\n\r\f\v\x1b" for byte in start)
    return odd * 20 > len(start) and len(start) > 64


def _unsupported(name: str | None) -> UnsupportedFormatError:
    return UnsupportedFormatError(f"{whole(name or 'the source')}: a binary document", suffixes())


def _zipped_kind(data: bytes, name: str | None) -> str:
    names, mime = frozenset[str](), b""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
            if "mimetype" in names:
                with archive.open("mimetype") as file:
                    mime = file.read(200)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, RuntimeError, OverflowError):
        pass
    for part, kind in _ZIPPED:
        if part in names and (part != "content.xml" or b"opendocument.spreadsheet" in mime):
            return kind
    hinted = [kind for kind in ("docx", "spreadsheet") if _suffix(name) in READERS[kind][1]]
    if (not names or "content.xml" in names) and hinted:
        return hinted[0]  # damaged; the reader says so
    raise _unsupported(name)


def _ole_kind(data: bytes, name: str | None) -> str:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        return "password"
    if has("Workbook") or has("Book"):
        return "spreadsheet"
    raise _unsupported(name)


def _decoded(data: bytes, shown: str | None) -> tuple[str, tuple[Finding, ...]]:
    if data.startswith(_BOMS[1:]):
        try:
            return data.decode("utf-16"), ()
        except UnicodeDecodeError:
            return data.decode("utf-16", "backslashreplace"), (
                finding_at("broken_characters", shown, text="UTF-16"),
            )
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        bad = repr(data[error.start : error.start + 8])
        return data.decode("utf-8-sig", "backslashreplace"), (
            finding_at("not_utf8", shown, line=line, text=bad),
        )
