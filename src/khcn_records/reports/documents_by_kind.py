"""Documents by kind (*thống kê văn bản ban hành theo tên loại*): how many reports, plans, decisions, and how many are drafts still.

Form: practice of monthly reports, which list what an office issued kind by kind; the kinds are those of Nghị định 30/2020/NĐ-CP.

>>> import datetime
>>> from khcn_records.records.issued_documents import IssuedDocument
>>> table = tabulate([IssuedDocument(document_id="1", number="19/BC-KHCN")], as_of=datetime.date(2024, 2, 14))
>>> table.text_rows()
[['BC', 'Báo cáo', '01', '0', '01'], ['', 'Tổng số', '01', '0', '01']]
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from khcn_records.display.phrases import Phrase
from khcn_records.lifecycle import state_at
from khcn_records.records.issued_documents import IssuedDocument, IssuedDocumentStatus
from khcn_records.table import Column, ColumnType, Row, RowRole, Table

__all__ = ["tabulate"]

_COLUMNS = (
    Column("symbol", ColumnType.TEXT),
    Column("kind", ColumnType.LABEL),
    Column("issued", ColumnType.COUNT),
    Column("drafted", ColumnType.COUNT),
    Column("total", ColumnType.COUNT),
)
_OUT = frozenset(
    {
        IssuedDocumentStatus.ISSUED,
        IssuedDocumentStatus.IN_FORCE,
        IssuedDocumentStatus.REPLACED,
        IssuedDocumentStatus.RECALLED,
    }
)


def tabulate(documents: Iterable[IssuedDocument], *, as_of: dt.date) -> Table:
    """Documents counted by kind, the kinds in the order in which they first stand there.

    Args:
        documents: any; what is issued after `as_of` is a draft on that day.
        as_of: the day whose truth is shown.

    Raises:
        TypeError: `as_of` is not a plain date, or one of the documents is none.
    """
    if type(as_of) is not dt.date:
        raise TypeError(f"as_of must be a date, not {type(as_of).__name__}: {as_of!r}")
    counts: dict[tuple[str, str | None], Counter[str]] = {}
    for document in documents:
        if not isinstance(document, IssuedDocument):
            raise TypeError(f"each document must be an IssuedDocument, not {type(document).__name__}")
        state = "issued" if state_at(document, as_of) in _OUT else "drafted"
        counts.setdefault(_named(document), Counter())[state] += 1
    whole: Counter[str] = sum(counts.values(), Counter())
    rows = [Row((*named, *_figures(counted))) for named, counted in counts.items()]
    rows.append(Row((None, "report.documents_by_kind.total", *_figures(whole)), RowRole.TOTAL))
    title = Phrase("report.documents_by_kind.title", {"as_of_on": as_of.isoformat()})
    return Table(name="documents_by_kind", columns=_COLUMNS, rows=rows, title=title)


def _named(document: IssuedDocument) -> tuple[str, str | None]:
    """Abbreviation and name of the kind; a kind outside the tables has its abbreviation only."""
    kind = document.kind
    if kind is None:
        return "", "report.documents_by_kind.unknown"
    return kind.abbreviation, kind.label_key if kind.is_known else None


def _figures(counted: Counter[str]) -> tuple[int, int, int]:
    return counted["issued"], counted["drafted"], counted.total()
