"""An update of standards with every field filled."""

from __future__ import annotations

import datetime as dt

from khcn_records.records.standard_updates import StandardAction, StandardUpdate
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod

EXAMPLE = StandardUpdate(
    update_id="2024-02/S.1",
    standard="TCVN ISO 9001:2015",
    standards_count=20,
    field="sản phẩm gỗ",
    action=StandardAction.UPDATE,
    updated_on=dt.date(2024, 2, 1),
    document=DocumentReference.parse("Quyết định số 15/QĐ-BKHCN ngày 05/01/2024"),
    indicator_id="2024-02/K.20",
    period=ReportingPeriod.of_month(2024, 2),
    section="I.III.4",
    note="Trên hệ thống của Chi cục",
)
