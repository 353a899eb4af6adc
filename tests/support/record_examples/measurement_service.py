"""A measurement service with every field filled."""

from __future__ import annotations

from khcn_records.records.measurement_services import MeasurementField, MeasurementKind, MeasurementService
from khcn_records.values.periods import ReportingPeriod
from khcn_records.values.quantities import Quantity

EXAMPLE = MeasurementService(
    service_id="2024-02/I.III.3/2",
    kind=MeasurementKind.VERIFICATION,
    object="cân lò xo",
    customer="Hợp tác xã A",
    customer_person="Trần Văn B",
    quantity=Quantity.parse("02 chiếc"),
    measurement_field=MeasurementField.MASS,
    period=ReportingPeriod.of_month(2024, 2),
    result_text="đạt yêu cầu",
    indicator_id="2024-02/kiem-dinh",
    section="I.III.3",
    note="Không",
)
