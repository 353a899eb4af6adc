"""An indicator with every field filled."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from khcn_records.records.indicator_parts import BreakdownKind, BreakdownPart, Restatement
from khcn_records.records.indicators import Indicator
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod

EXAMPLE = Indicator(
    indicator_id="2024-02/K.10",
    name="Kiểm định phương tiện đo",
    unit="cái",
    figure=Decimal(12),
    figure_text="12 cái",
    out_of=Decimal(20),
    cumulative=Decimal("1291.5"),
    cumulative_unit="mẫu",
    carried=Decimal(1279),
    breakdown=(
        BreakdownPart(
            name="Cân các loại",
            value=Decimal(10),
            unit="cái",
            out_of=Decimal(15),
            parts=(
                BreakdownPart(name="Cân bàn", value=Decimal(8), unit="cái"),
                BreakdownPart(name="Cân lò xo", value=Decimal(2), unit="chiếc"),
            ),
            parts_kind=BreakdownKind.PARTITION,
        ),
        BreakdownPart(name="Cột đo xăng dầu", value=Decimal(2), unit="cột"),
    ),
    breakdown_kind=BreakdownKind.OVERLAP,
    is_planned=True,
    target=Decimal(30),
    period=ReportingPeriod.of_month(2024, 2),
    section="I.III.3",
    restatements=(
        Restatement(
            previous_figure=Decimal(13),
            previous_text="13 cái",
            previous_cumulative=Decimal("1292.5"),
            previous_breakdown=(BreakdownPart(name="Cân bàn", value=Decimal(9)),),
            restated_on=dt.date(2024, 3, 5),
            report_id="2024-03",
            document=DocumentReference.parse("45/BC-KHCN ngày 05/3/2024"),
            reason="Đếm trùng một phương tiện",
        ),
    ),
    note="Số của Trung tâm",
)
