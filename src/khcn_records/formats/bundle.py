"""Bundle: records with what is attached to them, in one `.zip` archive or one folder.

* `manifest.json` names the schema, the file of the records and every attachment: name, size, SHA-256, type, title
* the records stand in a JSON file, written as in `json`
* attachments stand under `attachments/`; of one that is only told of, the manifest has the metadata and no file
* what the manifest does not name, or says otherwise, is refused; so is a name that leads out of the bundle

>>> from khcn_records.finding import Finding
>>> plan = Attachment.of("ke-hoach.pdf", b"%PDF-1.7", title="Kế hoạch số 02/KH-UBND")
>>> from khcn_records.formats import dumps as dumps_any
>>> load_attachments(dumps_any(Finding(code="undated"), "bundle", attachments=[plan])) == (plan,)
True
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pathlib
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Self

import attrs

from khcn_records.converter.documents import to_document
from khcn_records.converter.leaves import shown
from khcn_records.errors import Fault, InvalidArgumentError, StructureError, UnsafeFileError
from khcn_records.formats import json as json_format
from khcn_records.formats.atomic import replace_file
from khcn_records.formats.places import Place
from khcn_records.migrations import schema_number
from khcn_records.zipped import LARGEST, is_safe_name, packed, unpacked

__all__ = [
    "IS_TEXT",
    "SUFFIXES",
    "Attachment",
    "dumps",
    "load_attachments",
    "load_folder",
    "loads",
    "locate",
    "save_folder",
]

SUFFIXES = (".zip",)
IS_TEXT = False
MANIFEST, RECORDS, FOLDER = "manifest.json", "records.json", "attachments/"
_HALF = re.compile("[\ud800-\udfff]")
_TOLD = frozenset({"name", "size", "sha256", "media_type", "title"})
_SHA256 = re.compile(r"[0-9a-f]{64}")


def _safe(_: object, __: object, name: Any) -> None:
    if not isinstance(name, str):
        raise TypeError(f"the name of an attachment is text, not {type(name).__name__}")
    if not is_safe_name(name) or _HALF.search(name) or len(name.encode("utf-8", "replace")) > 255:
        raise InvalidArgumentError(name[:120], "a name of a file that leads nowhere else")


@attrs.frozen(kw_only=True, weakref_slot=False)
class Attachment:
    """What is attached to a report (*tài liệu kèm theo*).

    Attributes:
        name: of its file, with folders if need be: `phu-luc/bang-1.xlsx`.
        size: in bytes.
        sha256: of its content, as hexadecimal digits.
        media_type: such as `application/pdf`, or `None`.
        title: what it is, or `None`.
        content: the file itself; `None` where only its metadata are known.

    Raises:
        InvalidArgumentError: a name that leads elsewhere, a size or digest that the content does not have.
    """

    name: str = attrs.field(validator=_safe)
    size: int = attrs.field()
    sha256: str = attrs.field()
    media_type: str | None = None
    title: str | None = None
    content: bytes | None = attrs.field(default=None, repr=False)

    def __attrs_post_init__(self) -> None:
        if type(self.size) is not int or self.size < 0:
            raise InvalidArgumentError(repr(self.size)[:120], "a size in bytes")
        if type(self.sha256) is not str or not _SHA256.fullmatch(self.sha256):
            raise InvalidArgumentError(repr(self.sha256)[:120], "64 hexadecimal digits")
        for text in (self.media_type, self.title):
            if text is not None and not isinstance(text, str):
                raise TypeError(
                    f"the type and the title of an attachment are text, not {type(text).__name__}"
                )
            if text is not None and _HALF.search(text):
                raise InvalidArgumentError(repr(text)[:120], "text without lone surrogates")
        if self.content is not None and (len(self.content), _digest(self.content)) != (
            self.size,
            self.sha256,
        ):
            raise InvalidArgumentError(self.name, "content of the size and the digest told")

    @classmethod
    def of(
        cls, name: str, content: bytes, *, media_type: str | None = None, title: str | None = None
    ) -> Self:
        """The attachment with this content, whose size and digest are computed."""
        return cls(
            name=name,
            size=len(content),
            sha256=_digest(content),
            media_type=media_type,
            title=title,
            content=content,
        )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def dumps(plain: Any, *, attachments: Iterable[Attachment] = ()) -> bytes:
    """An archive, the same for the same data each time.

    Raises:
        InvalidArgumentError: two attachments of one name.
    """
    return packed(_files(plain, tuple(attachments), RECORDS))


def _files(plain: Any, attachments: tuple[Attachment, ...], records: str) -> dict[str, bytes]:
    names = [attachment.name.casefold() for attachment in attachments]
    if len(set(names)) < len(names):
        raise InvalidArgumentError(", ".join(names)[:120], "attachments of different names")
    content = json_format.dumps(plain).encode()
    schema = {"schema": plain["schema"]} if isinstance(plain, dict) and "schema" in plain else {}
    told = attrs.filters.exclude("content")
    manifest = {
        **schema,
        "records": {"name": records, "size": len(content), "sha256": _digest(content)},
        "attachments": [attrs.asdict(attachment, filter=told) for attachment in attachments],
    }
    held = {FOLDER + one.name: one.content for one in attachments if one.content is not None}
    return {MANIFEST: json_format.dumps(manifest).encode(), records: content, **held}


def loads(data: str | bytes) -> Any:
    """Plain data of the records in an archive.

    Raises:
        StructureError: no bundle; files that are missing, not named, or not those the manifest tells of.
        UnsafeFileError: names that lead out of it, more than can be held, JSON made to exhaust the machine.
    """
    return _opened(_unpacked(data))[0]


def locate(data: str | bytes, wanted: Collection[str]) -> dict[str, Place]:
    """The file, line and column of every path."""
    files = _unpacked(data)
    name = json_format.loads(files[MANIFEST])["records"]["name"]
    return {path: (("file", name), *place) for path, place in json_format.locate(files[name], wanted).items()}


def load_attachments(source: bytes | str | os.PathLike[str]) -> tuple[Attachment, ...]:
    """What is attached in a bundle, in the order of its manifest.

    Args:
        source: a path, of an archive or a folder, or the content of an archive.

    Raises:
        StructureError: as `loads`.
        UnsafeFileError: as `loads`.
        OSError: it cannot be read.
    """
    if isinstance(source, bytes):
        return _opened(_unpacked(source))[1]
    path = pathlib.Path(source)
    return _opened(_in_folder(path) if path.is_dir() else _unpacked(path.read_bytes()))[1]


def load_folder(path: str | os.PathLike[str]) -> Any:
    """Plain data of the records in a folder; as `loads`."""
    return _opened(_in_folder(pathlib.Path(path)))[0]


def save_folder(obj: object, path: str | os.PathLike[str], *, attachments: Iterable[Attachment] = ()) -> None:
    """Store as a folder; the manifest is written last and in one step, so that at every moment it tells what stands there.

    Args:
        obj: as in `khcn_records.formats.dumps`.
        path: a folder; made where it is missing. Only what an old manifest in it names is replaced.
        attachments: what is attached.

    Raises:
        InvalidArgumentError: a folder that holds other things.
        OSError: it cannot be written.
    """
    folder = pathlib.Path(path)
    folder.mkdir(exist_ok=True)
    old = _in_folder(folder) if any(folder.iterdir()) else {}
    plain, several = to_document(obj), tuple(attachments)
    name = f"records-{_digest(json_format.dumps(plain).encode())[:12]}.json"
    files = _files(plain, several, name)
    for place, content in files.items():
        if place.startswith(FOLDER) and old.get(place, content) != content:
            raise InvalidArgumentError(
                place, "an attachment that is new or unchanged; a folder changes its records in one step only"
            )
    for place, content in files.items():
        if place != MANIFEST and old.get(place) != content:
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            replace_file(folder / place, [content])
    replace_file(folder / MANIFEST, [files[MANIFEST]])
    for place in set(old) - set(files):
        with contextlib.suppress(OSError):
            (folder / place).unlink()


def _unpacked(data: str | bytes) -> dict[str, bytes]:
    if isinstance(data, str):
        raise _slip(data[:40], "a bundle (.zip), which is no text")
    return unpacked(data, "a bundle (.zip)")


def _in_folder(folder: pathlib.Path) -> dict[str, bytes]:
    """The files that the manifest of a folder names, and no others; never through a link."""
    manifest = folder / MANIFEST
    if not manifest.is_file() or manifest.is_symlink():
        raise _slip(folder.name, f"a folder with a {MANIFEST}")
    files = {MANIFEST: manifest.read_bytes()}
    left = LARGEST
    for name in _named(_manifest(files)):
        path = folder / name
        if any(
            part.is_symlink() for part in (path, *path.parents) if part != folder and folder in part.parents
        ):
            raise UnsafeFileError(f"the bundle holds a link: {name[:120]!r}")
        if path.is_file():
            left -= path.stat().st_size
            if left < 0:
                raise UnsafeFileError(f"the bundle holds more than {LARGEST} bytes")
            files[name] = path.read_bytes()
    return files


def _slip(seen: str, expected: str, path: str = "$") -> StructureError:
    return StructureError(
        [Fault("syntax", path, repr(seen)[:120], (("expected", expected), ("file", MANIFEST)))]
    )


def _manifest(files: Mapping[str, bytes]) -> dict[str, Any]:
    """The manifest, its shape checked."""
    if MANIFEST not in files:
        raise _slip(", ".join(sorted(files)[:3]), f"a bundle with a {MANIFEST}")
    manifest = json_format.loads(files[MANIFEST])
    if not isinstance(manifest, dict) or not isinstance(manifest.get("attachments", []), list):
        raise _slip(shown(manifest), "records and attachments")
    unknown = set(manifest) - {"schema", "records", "attachments"}
    if unknown:
        raise _slip(min(unknown), "schema, records, attachments")
    for place, entry in enumerate([manifest.get("records"), *manifest.get("attachments", [])]):
        path = f"$.attachments[{place - 1}]" if place else "$.records"
        if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
            raise _slip(shown(entry), "an object with the name of a file", path)
        if not is_safe_name(entry["name"]):
            raise UnsafeFileError(f"the bundle names a file outside it: {entry['name'][:120]!r}")
    more = set(manifest["records"]) - {"name", "size", "sha256"}
    if more:
        raise _slip(min(more), "name, size, sha256", "$.records")
    if "schema" in manifest:
        schema_number(manifest["schema"])  # of a newer one nothing is read, the records neither
    return manifest


def _named(manifest: Mapping[str, Any]) -> list[str]:
    return [manifest["records"]["name"], *(FOLDER + one["name"] for one in manifest.get("attachments", []))]


def _opened(files: Mapping[str, bytes]) -> tuple[Any, tuple[Attachment, ...]]:
    """The plain data and the attachments, each what the manifest tells of."""
    manifest = _manifest(files)
    strangers = set(files) - {MANIFEST, *_named(manifest)}
    if strangers:
        raise _slip(min(strangers), "only files that the manifest names")
    attachments = []
    for place, entry in enumerate(manifest.get("attachments", [])):
        if not {"name", "size", "sha256"} <= set(entry) <= _TOLD:
            wrong = min(set(entry) - _TOLD or {"name", "size", "sha256"} - set(entry))
            raise _slip(wrong, "name, size, sha256 and perhaps media_type, title", f"$.attachments[{place}]")
        try:
            attachments.append(Attachment(**entry, content=files.get(FOLDER + entry["name"])))
        except (TypeError, InvalidArgumentError) as error:
            raise _slip(entry["name"], str(error)[:120], f"$.attachments[{place}]") from None
    if len({one.name.casefold() for one in attachments}) < len(attachments):
        raise _slip(MANIFEST, "attachments of different names")
    records = manifest["records"]
    content = files.get(records["name"])
    if content is None or records["name"] == MANIFEST:
        raise _slip(records["name"], "the file of the records", "$.records")
    if (len(content), _digest(content)) != (records.get("size"), records.get("sha256")):
        raise _slip(records["name"], "content of the size and the digest told", "$.records")
    plain = json_format.loads(content)
    if "schema" in manifest and isinstance(plain, dict) and plain.get("schema") != manifest["schema"]:
        raise _slip(str(manifest["schema"]), "the schema that the records follow", "$.schema")
    return plain, tuple(attachments)
