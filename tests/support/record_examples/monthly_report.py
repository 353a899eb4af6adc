"""A monthly report with every field filled."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from drawn import records, tuples
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.records.issued_documents import Recipient, RecipientKind, Signature, SigningAuthority
from khcn_records.records.monthly_reports import RECORD_FIELDS, MonthlyReport, Section
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod
from record_examples import (
    activity,
    assigned_task,
    citizen_reception,
    council,
    directive,
    import_quality_dossier,
    indicator,
    initiative,
    initiative_round,
    inspection_activity,
    ip_asset,
    issued_document,
    licence,
    measurement_service,
    media_item,
    one_stop_files,
    petition_counts,
    plan_item,
    project_aggregate,
    recurring_activity,
    research_project,
    standard_update,
    survey,
    technology_opinion,
)

EXAMPLE = MonthlyReport(
    report_id="2024-02",
    period=ReportingPeriod.of_month(2024, 2),
    organization="Sở Khoa học và Công nghệ tỉnh Bắc Giang",
    title="Báo cáo kết quả hoạt động tháng 02/2024",
    reference=DocumentReference.parse("Báo cáo số 30/BC-KHCN ngày 15/02/2024"),
    as_of=dt.date(2024, 2, 14),
    window_rule="calendar",
    sections=(Section(number="II.1.1", heading="Quản lý đề tài, dự án", printed_number="2.1"),),
    directives=(directive.EXAMPLE,),
    tasks=(assigned_task.EXAMPLE,),
    documents=(issued_document.EXAMPLE,),
    projects=(research_project.EXAMPLE,),
    project_aggregates=(project_aggregate.EXAMPLE,),
    councils=(council.EXAMPLE,),
    inspections=(inspection_activity.EXAMPLE,),
    surveys=(survey.EXAMPLE,),
    receptions=(citizen_reception.EXAMPLE,),
    petitions=(petition_counts.EXAMPLE,),
    licences=(licence.EXAMPLE,),
    opinions=(technology_opinion.EXAMPLE,),
    import_dossiers=(import_quality_dossier.EXAMPLE,),
    measurement_services=(measurement_service.EXAMPLE,),
    one_stop_files=(one_stop_files.EXAMPLE,),
    ip_assets=(ip_asset.EXAMPLE,),
    initiatives=(initiative.EXAMPLE,),
    initiative_rounds=(initiative_round.EXAMPLE,),
    standard_updates=(standard_update.EXAMPLE,),
    media_items=(media_item.EXAMPLE,),
    recurring_activities=(recurring_activity.EXAMPLE,),
    activities=(activity.EXAMPLE,),
    indicators=(indicator.EXAMPLE,),
    plan_items=(plan_item.EXAMPLE,),
    recipients=(Recipient(text="Cục Thống kê", kind=RecipientKind.AGENCY),),
    signature=Signature(authority=SigningAuthority.KT, head_position="GIÁM ĐỐC", position="PHÓ GIÁM ĐỐC"),
    note="Không",
)

FIELDS = {
    **{name: st.sampled_from([(), getattr(EXAMPLE, name)]) for name in RECORD_FIELDS},
    "tasks": tuples(records(AssignedTask)),
}
"""Every kind is drawn by its own contract; a report of all of them at once would be more than a drawing holds."""
