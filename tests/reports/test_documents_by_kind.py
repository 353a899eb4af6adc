"""The laws of the count of documents: each once under its kind, issued or a draft on that day."""

from __future__ import annotations

import datetime as dt

from khcn_records.records.issued_documents import IssuedDocument
from khcn_records.reports.documents_by_kind import tabulate
from khcn_records.samples import report_2024_02
from khcn_records.values.document_kinds import DocumentKind

AS_OF = dt.date(2024, 2, 14)


def test_the_sample_by_hand() -> None:
    """The real report lists 18 reports, 16 plans, 21 decisions, a proposal, and one plan that is a draft still."""
    assert tabulate(report_2024_02().documents, as_of=AS_OF).text_rows() == [
        ["BC", "Báo cáo", "18", "0", "18"],
        ["KH", "Kế hoạch", "16", "01", "17"],
        ["QĐ", "Quyết định", "21", "0", "21"],
        ["TTr", "Tờ trình", "01", "0", "01"],
        ["", "Tổng số", "56", "01", "57"],
    ]


def test_what_is_issued_later_is_a_draft_that_day() -> None:
    """A document dated after the day asked about was not issued on it."""
    document = IssuedDocument(document_id="1", number="19/BC-KHCN", issued_on=dt.date(2024, 2, 15))

    assert tabulate([document], as_of=AS_OF).column("issued") == (0,)
    assert tabulate([document], as_of=dt.date(2024, 2, 15)).column("issued") == (1,)


def test_a_kind_without_name_keeps_its_abbreviation() -> None:
    """A kind outside the tables stands there by its abbreviation, a document of no kind as one of no known kind."""
    documents = [
        IssuedDocument(document_id="1", kind=DocumentKind("BCTĐ"), subject="Hồ sơ năm 2024"),
        IssuedDocument(document_id="2", subject="Công tác năm 2024"),
    ]

    assert tabulate(documents, as_of=AS_OF).text_rows()[:2] == [
        ["BCTĐ", "", "01", "0", "01"],
        ["", "Không rõ tên loại", "01", "0", "01"],
    ]
