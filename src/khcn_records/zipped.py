"""Zip archives, written the same each time and read only after they were found harmless."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping

from khcn_records.errors import Fault, StructureError, UnsafeFileError

__all__ = ["LARGEST", "is_safe_name", "is_zip", "names_in", "packed", "unpacked"]

LARGEST = 128 * 1024 * 1024
"""Bytes of everything in an archive, unpacked."""

_MOST_ENTRIES = 10_000
_LONGEST_NAME = 1024
"""Bytes of a path in an archive; no system has longer ones everywhere."""
_LONGEST_STEP = 255
"""Bytes of a name in a folder."""
_PIECE = 1024 * 1024
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNSAFE_NAME = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')


def is_zip(data: bytes) -> bool:
    """Whether the content begins as a zip archive does.

    >>> is_zip(packed({"a.txt": b"a"})), is_zip(b"{}")
    (True, False)
    """
    return data[:4] in {b"PK\x03\x04", b"PK\x05\x06"}


def names_in(data: bytes) -> frozenset[str]:
    """The names that the directory of an archive tells, without a look at the files; none where it has no directory.

    >>> sorted(names_in(packed({"a.txt": b"a", "b/c.txt": b""}))), names_in(b"PK")
    (['a.txt', 'b/c.txt'], frozenset())
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        NotImplementedError,
        IndexError,
        OverflowError,
        struct.error,
    ):
        return frozenset()


def is_safe_name(name: str) -> bool:
    r"""Whether a name in an archive leads to a place inside it, on every system, and is none too long for any.

    >>> [is_safe_name(name) for name in ("a/b.pdf", "../a", "/a", "a\\b", "C:a", "a//b", "")]
    [True, False, False, False, False, False, False]
    """
    steps = name.split("/")
    if len(name.encode("utf-8", "surrogatepass")) > _LONGEST_NAME:
        return False
    return not _UNSAFE_NAME.search(name) and all(
        step.strip(". ")
        and step == step.rstrip(". ")
        and len(step.encode("utf-8", "surrogatepass")) <= _LONGEST_STEP
        for step in steps
    )


def packed(files: Mapping[str, bytes]) -> bytes:
    """An archive of these files, in this order; it holds no time and no name of the machine."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def unpacked(data: bytes, what: str, *, largest: int = LARGEST) -> dict[str, bytes]:
    """Every file of an archive.

    Args:
        data: the archive.
        what: what it should be, for the message.
        largest: bytes that all files may have together; nothing is read beyond them.

    Raises:
        StructureError: no archive, a broken one, one behind a password.
        UnsafeFileError: too many files or too much in them, two of one name, a name that leads out of the archive.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check(entries, largest)
            files: dict[str, bytes] = {}
            left = largest
            for entry in entries:
                files[entry.filename] = _read(archive, entry, left)
                left -= len(files[entry.filename])
            return files
    except UnsafeFileError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError, KeyError, IndexError, OverflowError) as error:  # fmt: skip
        told = (("expected", f"{what}: {str(error)[:80] or type(error).__name__}"),)
        raise StructureError([Fault("syntax", "$", repr(data[:16]), told)]) from None


def _check(entries: list[zipfile.ZipInfo], largest: int) -> None:
    """What the archive says of itself; what it does not say is counted when it is read."""
    if len(entries) > _MOST_ENTRIES:
        raise UnsafeFileError(f"the archive has {len(entries)} files")
    if sum(entry.file_size for entry in entries) > largest:
        raise UnsafeFileError(f"the archive unpacks to more than {largest} bytes")
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if not is_safe_name(name) or entry.external_attr >> 28 == 0xA:  # a link
            raise UnsafeFileError(f"the archive holds a name that leads out of it: {name[:120]!r}")
        if name.casefold() in seen:
            raise UnsafeFileError(f"the archive holds two files of one name: {name[:120]!r}")
        seen.add(name.casefold())


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    pieces = []
    with archive.open(entry) as file:
        while piece := file.read(_PIECE):
            left -= len(piece)
            if left < 0:
                raise UnsafeFileError("the archive unpacks to more than it says")
            pieces.append(piece)
    return b"".join(pieces)
