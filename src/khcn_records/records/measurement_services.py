"""MeasurementService (*dịch vụ kiểm định, hiệu chuẩn, thử nghiệm*): instruments or samples served for a customer or in a period.

Basis: Luật Đo lường 04/2011/QH13 (*kiểm định* checks an instrument against what is required of it, *hiệu chuẩn* relates
standard and instrument, *thử nghiệm* finds characteristics; SECONDARY). The fields of measurement are those of the
statistics form for metrology. What is counted differs: instruments, samples, tests; `quantity` carries the unit.

>>> service = MeasurementService(service_id="2024-02/1", kind="verification", object="cân lò xo", quantity="02 chiếc", measurement_field="mass")
>>> str(service.quantity), service.measurement_field.name
('02 chiếc', 'MASS')
"""

from __future__ import annotations

import enum

import attrs

from khcn_records.display import Displayed
from khcn_records.fields import (
    instance_of,
    named,
    optional_member,
    optional_period,
    optional_quantity,
    optional_text,
    personal,
    required_text,
)
from khcn_records.fields.extension_data import NO_EXTENSIONS, ExtensionData, extension_data_of
from khcn_records.values.periods import ReportingPeriod
from khcn_records.values.quantities import Quantity

__all__ = ["MeasurementField", "MeasurementKind", "MeasurementService"]


class MeasurementKind(enum.StrEnum):
    """What is done (*loại dịch vụ*)."""

    VERIFICATION = "verification"
    """kiểm định"""
    CALIBRATION = "calibration"
    """hiệu chuẩn"""
    TESTING = "testing"
    """thử nghiệm"""
    ERROR_CHECK = "error_check"
    """kiểm tra, xác định sai số"""
    REPAIR = "repair"
    """sửa chữa"""
    WARRANTY = "warranty"
    """bảo hành"""


class MeasurementField(enum.StrEnum):
    """Field of measurement (*lĩnh vực đo*), as the statistics form parts them."""

    LENGTH = "length"
    """độ dài"""
    MASS = "mass"
    """khối lượng"""
    VOLUME_FLOW = "volume_flow"
    """dung tích, lưu lượng"""
    PRESSURE = "pressure"
    """áp suất"""
    TEMPERATURE = "temperature"
    """nhiệt độ"""
    PHYSICO_CHEMICAL = "physico_chemical"
    """hóa lý"""
    ELECTRIC_ELECTRONIC = "electric_electronic"
    """điện, điện tử"""
    TIME_FREQUENCY_SOUND = "time_frequency_sound"
    """thời gian, tần số, âm thanh"""
    OTHER = "other"
    """lĩnh vực khác"""


def _measurement_field(field: MeasurementField | str | None) -> MeasurementField | None:
    return optional_member(MeasurementField, field)


@attrs.frozen(kw_only=True, weakref_slot=False, eq=False, repr=False, field_transformer=named)
class MeasurementService(Displayed):
    """Instruments or samples served (*dịch vụ kiểm định, hiệu chuẩn, thử nghiệm*).

    Attributes:
        service_id: unique in its report.
        kind: what was done.
        object: on what: an instrument, a standard, a sample (*cân bàn*, *mẫu than*).
        customer: the organization served.
        customer_person: the natural person served, masked.
        quantity: how many, with the unit; a `str` is parsed.
        measurement_field: the field of measurement.
        period: the reporting period it is told of; a `str` is parsed.
        result_text: the result in words.
        indicator_id: the id of the indicator that counts it.
        section: its place in the report's outline.
        note: free text.
        extension_data: what offices add under names of their own (*dữ liệu mở rộng*); stored as `extensions`.

    Raises:
        TypeError: a field of the wrong type.
        InvalidValueError: an empty id, a text that is no figure or period.
    """

    service_id: str = attrs.field(converter=required_text)
    kind: MeasurementKind = attrs.field(converter=MeasurementKind)
    object: str | None = attrs.field(default=None, converter=optional_text)
    customer: str | None = attrs.field(default=None, converter=optional_text)
    customer_person: str | None = attrs.field(default=None, converter=optional_text, metadata=personal)
    quantity: Quantity | None = attrs.field(
        default=None, converter=optional_quantity, validator=instance_of(Quantity, optional=True)
    )
    measurement_field: MeasurementField | None = attrs.field(default=None, converter=_measurement_field)
    period: ReportingPeriod | None = attrs.field(
        default=None, converter=optional_period, validator=instance_of(ReportingPeriod, optional=True)
    )
    result_text: str | None = attrs.field(default=None, converter=optional_text)
    indicator_id: str | None = attrs.field(default=None, converter=optional_text)
    section: str | None = attrs.field(default=None, converter=optional_text)
    note: str | None = attrs.field(default=None, converter=optional_text)
    extension_data: ExtensionData = attrs.field(default=NO_EXTENSIONS, converter=extension_data_of)
