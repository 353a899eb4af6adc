"""Workbooks through python-calamine (extra `excel`): xlsx, xlsm, xlsb, xls and ods. A grid for each sheet, cells as they are typed.

Nothing in the file is run and nothing outside it is asked; a workbook made to fill the machine is refused before it is read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

from khcn_records.errors import MissingExtraError, StructureError, UnsafeFileError
from khcn_records.finding import Finding, Severity
from khcn_records.readers.opening import finding_at
from khcn_records.readers.sources import Grid, Source, Span
from khcn_records.zipped import is_zip, unpacked

__all__ = ["source_of"]

_MOST_CELLS = 20_000_000
_MOST_TAGS = 12_000_000
_ROW_NUMBER = re.compile(rb"""row [^<>]{0,200}?\br=["']([0-9]{1,7})["']""")
_FAR_COLUMN = re.compile(rb"""r=["'][A-Z]{2,3}[0-9]""")
_CELL = re.compile(
    rb"""<(?:\w{1,20}:)?c\s[^<>]{0,80}?\br=["']([A-Z]{1,3})([0-9]{1,7})["'][^<>]{0,200}(?<!/)>"""
)
_REPEATED = re.compile(
    rb"""<table:table-(row|cell)\s[^<>]{0,400}?number-(?:rows|columns)-repeated=["']([0-9]{1,9})["'][^<>]{0,400}?(/?)>(?!</table:table-cell>)"""
)


def _calamine() -> Any:
    try:
        import python_calamine
    except ImportError as error:
        raise MissingExtraError("excel") from error
    return python_calamine


def source_of(data: bytes, file: str | None) -> Source:
    """The sheets of a workbook; hidden ones are told.

    Args:
        data: the file.
        file: the name to show in places.

    Raises:
        MissingExtraError: python-calamine is not installed.
        UnsafeFileError: a workbook made to exhaust the machine.
    """
    calamine = _calamine()
    findings: list[Finding] = []
    try:
        if is_zip(data):
            parts = unpacked(data, "a workbook")
            _check(parts)
            if any(name.endswith("vbaProject.bin") for name in parts):
                findings.append(finding_at("macros_ignored", file, severity=Severity.WARNING))
            if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
                return Source(file, findings=(finding_at("password_protected", file),))
        grids = _grids(calamine, data, file, findings)
    except calamine.PasswordError:
        return Source(file, findings=(finding_at("password_protected", file),))
    except (KeyboardInterrupt, SystemExit, UnsafeFileError, MemoryError):
        raise
    except StructureError as error:
        return Source(file, findings=(finding_at("damaged_file", file, text=str(error.faults[0])[:160]),))
    except BaseException as error:  # noqa: BLE001  a library in Rust that meets what it does not expect raises a panic
        return Source(file, findings=(finding_at("damaged_file", file, text=f"{error}"[:160]),))
    return Source(file, tuple(grids), tuple(findings))


def _grids(calamine: Any, data: bytes, file: str | None, findings: list[Finding]) -> list[Grid]:
    grids = []
    with calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        for number, meta in enumerate(book.sheets_metadata):
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_index(number)
            rows = sheet.to_python(skip_empty_area=True)
            top, left = sheet.start or (0, 0)
            is_hidden = meta.visible != calamine.SheetVisibleEnum.Visible
            if is_hidden and rows:
                findings.append(finding_at("hidden_sheet", file, severity=Severity.WARNING, text=meta.name))
            spans = {
                (row - top, column - left): Span(last_row - row + 1, last_column - column + 1)
                for (row, column), (last_row, last_column) in sheet.merged_cell_ranges or ()
            }
            grids.append(
                Grid(
                    rows,
                    file=file,
                    sheet=meta.name,
                    first_row=top + 1,
                    first_column=left + 1,
                    spans=spans,
                    is_hidden=is_hidden,
                )
            )
    return grids


def _check(parts: Mapping[str, bytes]) -> None:
    """No definitions of its own, no more than can be held, no cell so far out that the blanks before it fill the machine."""
    tags = 0
    for name, part in parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        if b"<!ENTITY" in part or b"\x00" in part:
            raise UnsafeFileError(
                f"the workbook holds definitions of its own, or no UTF-8, in {name[:120]!r}"
            )
        tags += part.count(b"<")
        if name.startswith("xl/worksheets/"):
            _check_cells(name, part)
        elif name == "content.xml":
            _check_repeated(part)
    if tags > _MOST_TAGS:
        raise UnsafeFileError("the workbook is made of more parts than can be read at once")


def _check_cells(name: str, part: bytes) -> None:
    rows = max(map(int, _ROW_NUMBER.findall(part)), default=0)
    columns = 26 if _FAR_COLUMN.search(part) is None else 16_384
    if rows * columns <= _MOST_CELLS:
        return
    last_row = last_column = 0
    for letters, number in _CELL.findall(part):
        last_row = max(last_row, int(number))
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        last_column = max(last_column, column)
    if last_row * last_column > _MOST_CELLS:
        raise UnsafeFileError(
            f"cells stand so far apart that the blanks between them fill the machine, in {name[:120]!r}"
        )


def _check_repeated(part: bytes) -> None:
    """What OpenDocument repeats: blank cells as often as it likes, written ones within reason."""
    for found in _REPEATED.finditer(part):
        if found[1] == b"cell" and not found[3] and int(found[2]) > 1_000:
            raise UnsafeFileError("a cell is repeated more often than can be read")
        if found[1] == b"row" and int(found[2]) > 10_000 and _has_text(part, found.end()):
            raise UnsafeFileError("a row is repeated more often than can be read")


def _has_text(part: bytes, start: int) -> bool:
    end = part.find(b"</table:table-row>", start)
    return b"<text:p" in part[start : end if end >= 0 else None]
