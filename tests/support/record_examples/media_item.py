"""A media item with every field filled."""

from __future__ import annotations

import datetime as dt

from khcn_records.records.media_items import MediaItem, MediaKind
from khcn_records.values.periods import ReportingPeriod

EXAMPLE = MediaItem(
    media_id="2024-02/M.1",
    kind=MediaKind.BULLETIN,
    outlet="Chi cục Tiêu chuẩn Đo lường Chất lượng",
    title="Bản tin TBT",
    number="03/2024",
    websites=("tbt.tinh.example",),
    period=ReportingPeriod.of_month(2024, 3),
    published_on=dt.date(2024, 3, 11),
    is_planned=True,
    recurring_id="R7",
    section="II.4",
    note="Bản điện tử",
)
