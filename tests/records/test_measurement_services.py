"""The laws of measurement services that the contract of the shelf does not hold."""

from __future__ import annotations

from decimal import Decimal

import pytest

from khcn_records.errors import InvalidQuantityError, InvalidValueError
from khcn_records.records.measurement_services import MeasurementField, MeasurementKind, MeasurementService


@pytest.mark.parametrize(
    ("kind", "text", "amount", "unit"),
    [
        ("verification", "02 chiếc", 2, "chiếc"),
        ("verification", "0 quả", 0, "quả"),
        ("testing", "59 mẫu", 59, "mẫu"),
        ("error_check", "0 cái", 0, "cái"),
        ("warranty", "06 cái", 6, "cái"),
        ("calibration", "1.291 phương tiện đo", 1291, "phương tiện đo"),
    ],
)
def test_what_is_counted_keeps_its_unit(kind: str, text: str, amount: int, unit: str) -> None:
    """Instruments, samples and tests are different counts, and a zero is a figure."""
    service = MeasurementService(service_id="1", kind=kind, quantity=text)

    assert service.quantity is not None
    assert (MeasurementKind(kind), Decimal(amount), unit) == (
        service.kind,
        service.quantity.amount,
        service.quantity.unit,
    )


def test_a_field_of_measurement_is_one_of_the_form() -> None:
    """A field of measurement is given by its text; another one is refused, and so is a text that is no figure."""
    service = MeasurementService(service_id="1", kind="verification", measurement_field="mass")

    assert service.measurement_field is MeasurementField.MASS
    with pytest.raises(InvalidValueError, match="volume_flow"):
        MeasurementService(service_id="1", kind="verification", measurement_field="weight")
    with pytest.raises(InvalidQuantityError):
        MeasurementService(service_id="1", kind="verification", quantity="nhiều")
