"""A monthly report with every field filled."""

from __future__ import annotations

import datetime as dt

from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod
from record_examples import assigned_task, directive

EXAMPLE = MonthlyReport(
    report_id="2024-02",
    period=ReportingPeriod.of_month(2024, 2),
    organization="Sở Khoa học và Công nghệ tỉnh Bắc Giang",
    reference=DocumentReference.parse("Báo cáo số 30/BC-KHCN ngày 15/02/2024"),
    as_of=dt.date(2024, 2, 14),
    window_rule="calendar",
    tasks=(assigned_task.EXAMPLE,),
    directives=(directive.EXAMPLE,),
)
