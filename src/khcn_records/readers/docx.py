"""Word documents (extra `docx`): paragraphs with their automatic numbers as printed, tables with merged cells, headers, footnotes.

python-docx opens the package; what it has no words for (numbers, footnotes, text boxes, tracked changes) is read from the XML. What is
deleted by a tracked change is left out, what is inserted is read. Macros are not run, nothing outside the file is asked.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from khcn_records.errors import MissingExtraError, StructureError, UnsafeFileError
from khcn_records.finding import Finding, Place, Severity
from khcn_records.readers.docx_numbering import Numbering
from khcn_records.readers.opening import finding_at
from khcn_records.readers.sources import Block, BlockRole, Grid, Paragraph, Source, Span
from khcn_records.zipped import unpacked

__all__ = ["source_of"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LARGEST_PART = 64 * 1024 * 1024
_MOST_TAGS = 4_000_000
_MOST_COLUMNS = 1_000
_APART = {
    "header": BlockRole.HEADER,
    "footer": BlockRole.FOOTER,
    "footnotes": BlockRole.FOOTNOTE,
    "endnotes": BlockRole.FOOTNOTE,
    "comments": BlockRole.COMMENT,
}


def _parser() -> Any:
    try:
        from docx.oxml import parse_xml
    except ImportError as error:
        raise MissingExtraError("docx") from error
    return parse_xml


def source_of(data: bytes, file: str | None) -> Source:
    """The document as it stands: the body first, then footnotes, comments, headers and footers, each once.

    Args:
        data: the file.
        file: the name to show in places.

    Raises:
        MissingExtraError: python-docx is not installed.
        UnsafeFileError: a document made to exhaust the machine.
    """
    parse = _parser()
    findings: list[Finding] = []
    try:
        parts = unpacked(data, "a document (.docx)")
        _check(parts)
        if any(name.endswith("vbaProject.bin") for name in parts):
            findings.append(finding_at("macros_ignored", file, severity=Severity.WARNING))
        trees = {name: parse(part) for name, part in parts.items() if _is_wanted(name)}
        blocks = _Document(trees, file).read()
    except (KeyError, ValueError, StructureError, zipfile.BadZipFile, SyntaxError, RecursionError) as error:
        told = (
            str(error.faults[0]) if isinstance(error, StructureError) else f"{type(error).__name__}: {error}"
        )
        return Source(file, findings=(*findings, finding_at("damaged_file", file, text=told[:160])))
    return Source(file, tuple(blocks), tuple(findings))


def _is_wanted(name: str) -> bool:
    folder, _, part = name.rpartition("/")
    known = ("document", "numbering", "styles", "footnotes", "endnotes", "comments", "header", "footer")
    return (
        folder == "word" and part.endswith(".xml") and part.removesuffix(".xml").rstrip("0123456789") in known
    )


def _check(parts: Mapping[str, bytes]) -> None:
    tags = 0
    for name, part in parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        if b"<!ENTITY" in part or b"<!DOCTYPE" in part or b"\x00" in part:
            raise UnsafeFileError(
                f"the document holds definitions of its own, or no UTF-8, in {name[:120]!r}"
            )
        tags += part.count(b"<")
        if tags > _MOST_TAGS or len(part) > _LARGEST_PART:
            raise UnsafeFileError("the document is made of more parts than can be read at once")


class _Document:
    def __init__(self, trees: Mapping[str, Any], file: str | None) -> None:
        self.trees = trees
        self.file = file
        self.numbering = Numbering(trees.get("word/numbering.xml"), trees.get("word/styles.xml"))
        self.styles = _style_names(trees.get("word/styles.xml"))
        self.paragraphs = 0
        self.tables = 0

    def read(self) -> list[Block]:
        blocks = list(self._blocks(self.trees["word/document.xml"].find(f"{_W}body"), BlockRole.BODY))
        for part in ("footnotes", "endnotes", "comments", "header", "footer"):
            blocks += self._of_parts(part)
        return blocks

    def _of_parts(self, kind: str) -> Iterator[Block]:
        seen: set[str] = set()
        for name in sorted(self.trees):
            if name.removeprefix("word/").removesuffix(".xml").rstrip("0123456789") != kind:
                continue
            root = self.trees[name]
            notes = [
                one
                for one in root
                if one.get(f"{_W}type") not in {"separator", "continuationSeparator", "continuationNotice"}
            ]
            for part in notes if kind in {"footnotes", "endnotes", "comments"} else [root]:
                for block in self._blocks(
                    part, _APART[kind], label=part.get(f"{_W}id") if part is not root else None
                ):
                    if isinstance(block, Paragraph) and kind in {"header", "footer"}:
                        if block.text in seen or not block.text.strip():
                            continue
                        seen.add(block.text)
                    yield block

    def _blocks(self, parent: Any, role: BlockRole, label: str | None = None) -> Iterator[Block]:
        """The paragraphs and tables below an element, in order; content controls and changes are looked through."""
        for child in parent if parent is not None else ():
            if child.tag == f"{_W}p":
                yield from self._paragraph(child, role, label)
                label = None
            elif child.tag == f"{_W}tbl":
                yield from self._grid(child)
            elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag", f"{_W}customXml"}:
                yield from self._blocks(child, role, label)

    def _paragraph(self, element: Any, role: BlockRole, label: str | None) -> Iterator[Block]:
        self.paragraphs += 1
        place = Place(file=self.file, paragraph=self.paragraphs)
        style = self.styles.get(_style(element), "")
        printed = self.numbering.label(element) if role is BlockRole.BODY else (f"[{label}]" if label else "")
        text = _text(element)
        if text.strip() or printed:
            yield Paragraph(text, place, label=printed, style=style, role=role)
        for box in _boxes(element):
            yield from self._blocks(box, BlockRole.TEXT_BOX)

    def _grid(self, table: Any) -> Iterator[Block]:
        self.tables += 1
        number = self.tables
        rows: list[list[str | None]] = []
        spans: dict[tuple[int, int], Span] = {}
        above: dict[int, tuple[int, int]] = {}  # column → the cell whose vertical merge is open
        inner: list[Block] = []
        for row, element in enumerate(_rows(table)):
            cells: list[str | None] = [None] * min(_skipped(element), _MOST_COLUMNS)
            for cell in _cells(element):
                column = len(cells)
                width = min(_width(cell), _MOST_COLUMNS)
                merge = cell.find(f"{_W}tcPr/{_W}vMerge")
                goes_on = (
                    merge is not None and merge.get(f"{_W}val", "continue") != "restart" and column in above
                )
                if goes_on:
                    first = above[column]
                    spans[first] = Span(row - first[0] + 1, spans.get(first, Span()).columns)
                    text: str | None = None
                else:
                    text = self._cell(cell, inner)
                    if merge is not None:
                        above[column] = (row, column)
                    else:
                        above.pop(column, None)
                    if width > 1:
                        spans[row, column] = Span(1, width)
                cells += [text, *[None] * (width - 1)]
            rows.append(cells)
        yield Grid(rows, file=self.file, table=number, spans=spans)
        yield from inner

    def _cell(self, cell: Any, inner: list[Block]) -> str:
        """The text of a cell, a line for each paragraph; a table inside it is a table of its own."""
        parts = []
        before = self.paragraphs
        blocks = list(self._blocks(cell, BlockRole.BODY))
        self.paragraphs = before  # those of cells do not count
        for block in blocks:
            if isinstance(block, Paragraph):
                parts.append(block.printed)
            else:
                inner.append(block)
        return "\n".join(parts)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == f"{_W}tr":
            yield child
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"}:
            yield from _rows(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml"}:
            yield from _cells(child)


def _skipped(row: Any) -> int:
    """How many columns a row leaves out at its beginning."""
    return _whole(row.find(f"{_W}trPr/{_W}gridBefore"), 0)


def _width(cell: Any) -> int:
    return max(1, _whole(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1))


def _whole(element: Any, default: int) -> int:
    text = element.get(f"{_W}val", "") if element is not None else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default


def _style(paragraph: Any) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return found.get(f"{_W}val", "") if found is not None else ""


def _style_names(styles: Any) -> dict[str, str]:
    if styles is None:
        return {}
    names = {}
    for style in styles.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        names[style.get(f"{_W}styleId", "")] = name.get(f"{_W}val", "") if name is not None else ""
    return names


_SKIPPED = frozenset(
    {
        f"{_W}del",
        f"{_W}moveFrom",
        f"{_W}pPr",
        f"{_W}rPr",
        f"{_W}instrText",
        f"{_W}pict",
        f"{_W}drawing",
        f"{_MC}AlternateContent",
        f"{_W}object",
    }
)
_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}


def _text(element: Any) -> str:
    """What a paragraph prints, without its text boxes; a footnote leaves its mark."""
    parts: list[str] = []
    waiting = list(reversed(element))
    while waiting:
        one = waiting.pop()
        tag = one.tag
        if tag == f"{_W}t":
            parts.append(one.text or "")
        elif tag in _SIGNS:
            parts.append(_SIGNS[tag])
        elif tag in {f"{_W}footnoteReference", f"{_W}endnoteReference"}:
            parts.append(f"[{one.get(f'{_W}id', '')}]")
        elif tag not in _SKIPPED:
            waiting += reversed(one)
    return "".join(parts)


def _boxes(element: Any) -> Iterator[Any]:
    """The text boxes that hang on a paragraph; of the two ways Word stores each, the first."""
    waiting = list(reversed(element))
    while waiting:
        one = waiting.pop()
        if one.tag == f"{_W}txbxContent":
            yield one
        elif one.tag != f"{_MC}Fallback":
            waiting += reversed(one)
