"""PDF through pypdf (extra `pdf`): the text of each page as it is laid out, line by line. Pictures of text are not read.

The columns of a table are kept by position as far as the file tells positions; the judgement is that of plain text.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections import Counter
from typing import Any

from khcn_records.errors import MissingExtraError
from khcn_records.finding import Finding, Place, Severity
from khcn_records.readers.opening import finding_at, whole
from khcn_records.readers.sources import Block, BlockRole, Paragraph, Source

__all__ = ["source_of"]

_MOST_PAGES = 2_000
_GAP = re.compile(r" {3,}")
_FIGURES = re.compile(r"[0-9]+")


def _pypdf() -> Any:
    try:
        import pypdf
    except ImportError as error:
        raise MissingExtraError("pdf") from error
    return pypdf


def source_of(data: bytes, file: str | None) -> Source:
    """The lines of a PDF, each with its page.

    Args:
        data: the file.
        file: the name to show in places.

    Raises:
        MissingExtraError: pypdf is not installed.
    """
    pypdf = _pypdf()
    pages: list[list[str]] = []
    findings: list[Finding] = []
    logger = logging.getLogger("pypdf")
    was = logger.disabled
    logger.disabled = True  # what it has to say of a broken file is said in a finding
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = pypdf.PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                return Source(file, findings=(finding_at("password_protected", file),))
            count = len(reader.pages)
            pages += (_page_lines(reader.pages[number]) for number in range(min(count, _MOST_PAGES)))
        if count > _MOST_PAGES:
            findings.append(finding_at("too_long", file, text=f"{_MOST_PAGES} / {count}"))
    except Exception as error:  # noqa: BLE001  a library for other people's files fails in every way there is
        findings.append(finding_at("damaged_file", file, text=f"{type(error).__name__}: {error}"[:160]))
    finally:
        logger.disabled = was
    blocks = _blocks(pages, file)
    if not any(isinstance(block, Paragraph) and block.text.strip() for block in blocks) and not findings:
        findings.append(finding_at("no_text", file, severity=Severity.WARNING, text=file or "PDF"))
    return Source(file, tuple(blocks), tuple(findings))


def _page_lines(page: Any) -> list[str]:
    text = page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False)
    return whole(text).split("\n")


def _margins(pages: list[list[str]]) -> frozenset[str]:
    """What stands at the top or the bottom of most pages; a row of a table, or a title in capitals, is no margin."""
    counts = Counter(key for lines in pages for key in {_key(line) for line in (*lines[:2], *lines[-2:])})
    return frozenset(
        key
        for key, count in counts.items()
        if count > 1 and 2 * count >= len(pages) and key and not key.isupper() and key != "#"
    )


def _key(line: str) -> str:
    """A line without its figures; empty where it may be a row."""
    return "" if len(_GAP.split(line.strip())) > 2 else _FIGURES.sub("#", " ".join(line.split()))


def _blocks(pages: list[list[str]], file: str | None) -> list[Block]:
    margins = _margins(pages)
    blocks: list[Block] = []
    for page, lines in enumerate(pages, 1):
        for line, raw in enumerate(lines, 1):
            is_margin = not 2 < line <= len(lines) - 2 and _key(raw) in margins
            role = (BlockRole.HEADER if line <= 2 else BlockRole.FOOTER) if is_margin else BlockRole.BODY
            blocks.append(Paragraph(raw, Place(file=file, page=page, line=line, line_end=line), role=role))
    return blocks
