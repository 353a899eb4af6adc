"""A recurring activity with every field filled."""

from __future__ import annotations

from khcn_records.records.recurring_activities import RecurringActivity, Roll
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.recurrences import Recurrence

EXAMPLE = RecurringActivity(
    recurring_id="R1",
    name="Tiếp công dân định kỳ",
    rule=Recurrence.parse("FREQ=MONTHLY;BYMONTHDAY=15"),
    rule_text="ngày 15 hàng tháng",
    roll=Roll.FOLLOWING,
    roll_basis="Lịch tiếp công dân của cơ quan",
    sections=("I.III.6", "II.6"),
    responsible="Thanh tra Sở",
    document=DocumentReference.parse("Thông báo số 05/TB-KHCN ngày 08/01/2024"),
    note="Tiếp thường xuyên theo yêu cầu",
)
