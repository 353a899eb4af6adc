"""An import quality dossier with every field filled."""

from __future__ import annotations

import datetime as dt

from khcn_records.lifecycle import HistoryEntry
from khcn_records.records.import_quality_dossiers import (
    ImportQualityDossier,
    ImportQualityResult,
    ImportQualityState,
)
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod
from khcn_records.values.quantities import Quantity

EXAMPLE = ImportQualityDossier(
    dossier_id="2024/21",
    importer="Công ty TNHH A",
    importer_person="Trần Văn B",
    goods="thép không gỉ",
    quantity=Quantity.parse("20 tấn"),
    registration_number="21/ĐK",
    received_on=dt.date(2024, 1, 30),
    answered_on=dt.date(2024, 1, 31),
    result=ImportQualityResult.CONFORMING,
    document=DocumentReference.parse("Thông báo số 21/TB-KHCN ngày 31/01/2024"),
    status=ImportQualityState.ANSWERED,
    period=ReportingPeriod.of_month(2024, 2),
    section="I.III.4",
    history=(
        HistoryEntry(event="answer", from_state="received", to_state="answered", on=dt.date(2024, 1, 31)),
    ),
    note="Không",
)
