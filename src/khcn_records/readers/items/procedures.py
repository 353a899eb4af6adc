"""Files of administrative procedures, and licences and dossiers told one by one (*hồ sơ TTHC, giấy phép, hồ sơ nhập khẩu*)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from khcn_records.errors import InvalidValueError
from khcn_records.readers.items import Claim, Context
from khcn_records.readers.report_outline import Entry
from khcn_records.readers.report_words import folded_pattern
from khcn_records.records.import_quality_dossiers import ImportQualityDossier
from khcn_records.records.licences import Licence, LicenceKind, LicenceState
from khcn_records.records.one_stop_files import OneStopFiles
from khcn_records.text import fold
from khcn_records.values.dates import parse_date

__all__ = ["Reader"]

_FILES = folded_pattern(
    r"(?:tiếp nhận|giải quyết)[^.;:]{0,60}?(?:trả kết quả|giải quyết|hồ sơ|tthc|thủ tục hành chính)"
)
_PROCEDURES = folded_pattern(r"(?<!\w)(?:tthc|thủ tục hành chính|một cửa|hành chính công)(?!\w)")
_FIGURE = r"[:\s]*(?:là |được |đạt )?(?P<figure>[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,6})(?!/|,?[0-9])"
_COUNTS = tuple(
    (field, folded_pattern(rf"(?:{words}){_FIGURE}"))
    for field, words in (
        ("carried_in", r"(?:kỳ|tháng) trước (?:chuyển sang|chuyển qua)|tồn (?:kỳ|tháng) trước"),
        ("received_online", r"(?:tiếp nhận |nộp |hồ sơ )?trực tuyến"),
        ("resolved_on_time", r"(?:giải quyết |trả )?(?:trước hạn và )?đúng hạn|trước hạn, đúng hạn"),
        ("resolved_late", r"(?:giải quyết |trả )?(?:quá hạn|trễ hạn|chậm hạn)"),
        ("in_progress", r"đang (?:giải quyết|xử lý)"),
        ("received", r"(?:tiếp nhận|nhận)(?: mới)?(?: được)?(?: trong (?:tháng|kỳ))?(?: tổng số)?"),
    )
)
_FIELD = folded_pattern(
    r"(?P<field>(?:toàn bộ )?(?:tthc|thủ tục hành chính)(?: của [^,;.()]{2,40}?| lĩnh vực [^,;.()]{3,60}?)?)(?= tại| trên| qua| đảm bảo| bảo đảm|[,;.:()]|$)"
)
_LICENCE = folded_pattern(
    r"(?P<kind>giấy phép|chứng chỉ|giấy chứng nhận)(?P<of>[^.;:()0-9]{0,120}?) số:? ?(?P<number>[0-9]{1,5}/[^\s,;()]{2,30})(?:,? ngày (?P<day>[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{4}))?(?: cấp)? cho (?P<holder>[^;.()]{4,120}?)(?=[;.,(]|$)"
)
_LICENCE_KINDS = (
    ("x-quang", LicenceKind.XRAY_PERMIT),
    ("xquang", LicenceKind.XRAY_PERMIT),
    ("nhân viên bức xạ", LicenceKind.RADIATION_STAFF_CERTIFICATE),
    ("bức xạ", LicenceKind.RADIATION_WORK_PERMIT),
    ("chuyển giao công nghệ", LicenceKind.TECHNOLOGY_TRANSFER_REGISTRATION),
    (fold("hoạt động khoa học"), LicenceKind.SCIENCE_ORGANIZATION_REGISTRATION),
    (fold("hoạt động kh&cn"), LicenceKind.SCIENCE_ORGANIZATION_REGISTRATION),
    ("doanh nghiệp kh", LicenceKind.SCIENCE_ENTERPRISE_CERTIFICATE),
)
_PERSON = folded_pattern(r"^(?:ông|bà|anh|chị)(?!\w)")
_IMPORTS = folded_pattern(r"nhập khẩu")
_IMPORTER = folded_pattern(
    r"(?P<importer>(?:công ty|doanh nghiệp|hợp tác xã|htx|tập đoàn) [^:;()]{3,120}?)\s?(?::|-|nhập khẩu)\s?(?P<goods>[^;]{3,200})"
)


class Reader:
    """See the module."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.found: list[Claim] = []

    def take(self, entry: Entry) -> None:
        """Look at one item."""
        if entry.heading.is_planned or entry.heading.is_remark or id(entry) in self.context.listed:
            return
        key = entry.block.key
        if _PROCEDURES.search(key) and _FILES.search(key):
            self._take_files(entry)
        if " số" in key and "cho " in key:
            self._take_licences(entry)
        above = entry.above
        if above is not None and above.is_list_head and _IMPORTS.search(above.block.key):
            self._take_dossier(entry)

    def claims(self) -> Iterable[Claim]:
        """What the items told."""
        return self.found

    def _take_files(self, entry: Entry) -> None:
        text, key = entry.block.text, entry.block.key
        fields: dict[str, Any] = {}
        for name, pattern in _COUNTS:
            if (found := pattern.search(key)) is not None:
                fields[name] = int(found["figure"].replace(".", ""))
        named = _FIELD.search(key)
        if named is not None and not fields:
            fields["field"] = text[slice(*named.span("field"))].strip()
        if not fields:
            return
        made = OneStopFiles(
            files_id=self.context.new_id("MC"),
            period=self.context.period,
            section=entry.heading.number,
            **fields,
        )
        self.found.append(Claim(made, entry, entry.block.lines))

    def _take_licences(self, entry: Entry) -> None:
        text, key = entry.block.text, entry.block.key
        for found in _LICENCE.finditer(key):
            holder = text[slice(*found.span("holder"))].strip()
            is_person = _PERSON.match(found["holder"]) is not None
            kind = next((kind for word, kind in _LICENCE_KINDS if word in found["of"]), LicenceKind.OTHER)
            issued_on = None
            if found["day"]:
                try:
                    issued_on = parse_date(found["day"])
                except InvalidValueError:
                    issued_on = None
            kind_text = text[found.start("kind") : found.end("of")].strip()
            made = Licence(
                licence_id=self.context.new_id("GP"),
                kind=kind,
                kind_text=kind_text if kind is LicenceKind.OTHER else None,
                status=LicenceState.ISSUED,
                number=text[slice(*found.span("number"))],
                holder=None if is_person else holder,
                holder_person=holder if is_person else None,
                issued_on=issued_on,
                period=self.context.period,
                section=entry.heading.number,
            )
            self.found.append(Claim(made, entry, entry.block.lines_of(found.start(), found.end())))

    def _take_dossier(self, entry: Entry) -> None:
        found = _IMPORTER.match(entry.block.key)
        if found is None:
            return
        text = entry.block.text
        made = ImportQualityDossier(
            dossier_id=self.context.new_id("NK"),
            importer=text[slice(*found.span("importer"))].strip(),
            goods=text[slice(*found.span("goods"))].strip(" ."),
            period=self.context.period,
            section=entry.heading.number,
        )
        self.found.append(Claim(made, entry, entry.block.lines))
