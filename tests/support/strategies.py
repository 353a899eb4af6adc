"""Hypothesis strategies: every value the library can hold, and every text it must not trip over.

A strategy draws what the constructor accepts, odd spellings first: the laws of the shelf are tested on all of it. Where parts
drawn at random make no value (a reference of which nothing is known), the constructor's own refusal decides, not a filter here.
"""

from __future__ import annotations

import calendar
import datetime as dt
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from khcn_records.errors import InvalidDocumentReferenceError
from khcn_records.values.date_ranges import DateRange
from khcn_records.values.dates import PartialDate
from khcn_records.values.document_kinds import COPY_TYPES, TYPES, DocumentKind, is_abbreviation
from khcn_records.values.document_numbers import DocumentNumber
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.lunar import LunarDate
from khcn_records.values.money import Money
from khcn_records.values.periods import PeriodKind, ReportingPeriod
from khcn_records.values.quantities import Quantity
from khcn_records.values.recurrences import FREQUENCIES, WEEKDAYS, Recurrence
from khcn_records.values.time_limits import Deadline, TimeLimit, TimeUnit

REAL_TEXTS = (
    "31/KH-UBND", "316/UBND-KGVX", "14/2023/TT-BKHCN", "114-KH/TU", "93/2025/QH15", "05/SY-UBND", "03/VBHN-VPQH", "/BC-KHCN",
    "05/02/2024", "2024-02-05", "ngày 05 tháng 02 năm 2024", "thứ Hai, ngày 05 tháng 02 năm 2024", "--10-26", "tháng 02/2024",
    "2024-01-15/2024-02-14", "từ ngày 15/01/2024 đến hết ngày 14/02/2024", "quý I/2024", "6 tháng đầu năm 2024", "2024-Q1",
    "05 ngày làm việc", "năm (05) ngày", "07 (bảy) ngày", "chậm nhất ngày 20/12/2024", "trước ngày 20/12/2024", "<=2024-12-20",
    "1.500.000.000 đồng", "1,5 tỷ đồng", "1.000.000 đồng (bằng chữ: Một triệu đồng)", "một tỷ hai trăm linh năm triệu đồng chẵn",
    "ngày 15 hàng tháng", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1", "thứ Hai hằng tuần", "06 tháng một lần",
    "08 nhiệm vụ", "1.291 mẫu", "5,5 ha", "15/15 mẫu", "100%", "Không", "mùng 1 tháng Giêng năm Giáp Thìn (2024)",
    "Kế hoạch số 114-KH/TU ngày 05/01/2024 của Ban Thường vụ Tỉnh uỷ", "Công văn số 410/TTr-NV1", "Luật “Khoa học và công nghệ”",
    "Quyết định số 1982/QĐ-UBND ngày 19/12/2023 của Chủ tịch UBND tỉnh “Phê duyệt kế hoạch”",
)  # fmt: skip
"""One or more canonical or common texts of every value; the material of near misses."""

_LETTERS = "ABCDĐGHIKLMNOPQRSTUVXY"
_BODIES = (
    "UBND",
    "HĐND",
    "TU",
    "TW",
    "CP",
    "TTg",
    "BKHCN",
    "SKHCN",
    "KHCN",
    "LHHVN",
    "VPCP",
    "ĐU",
    "GDĐT",
    "BNN&PTNT",
)
_UNITS = ("KGVX", "QLCN", "TĐC", "NV1", "VP", "PC07", "KTTH", "P1")
_NAMES = (
    "UBND tỉnh", "Ban Thường vụ Tỉnh uỷ", "Chủ tịch UBND tỉnh Bắc Giang", "Sở Khoa học và Công nghệ", "Bộ KH&CN", "HĐND", "(không rõ)",
    "Sở “Xây dựng”", "UBND xã Quy định", "Ban của ban", "UBND, HĐND", "A/B", "Bộ Chính trị ngày nay", "Sở: KH", "số 5", "Công ty số 1", "của",
)  # fmt: skip
_SUBJECTS = (
    "về việc triển khai Kế hoạch số 31/KH-UBND ngày 25/6/2023", "V/v tham gia ý kiến", "“Vải thiều”", "phát triển “chuẩn” đo lường",
    "ngày 05/02/2024", "của UBND tỉnh", "số 31/KH-UBND", "“", "”", "năm 2024.", "…", "-", "./.", "(lần 2)", "Luật", "”“", "100% “a” b",
    "quy định: a; b, c", "Phê duyệt\nkế hoạch", "  hai  khoảng  trắng ", "uỷ quyền",
)  # fmt: skip


def days(first: dt.date = dt.date.min, last: dt.date = dt.date.max) -> st.SearchStrategy[dt.date]:
    """Any day of the calendar."""
    return st.dates(first, last)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    """Every combination of parts that fits a day."""
    year, month, day = draw(
        st.sampled_from([(1, 0, 0), (1, 1, 0), (1, 1, 1), (0, 1, 0), (0, 1, 1), (0, 0, 1)])
    )
    a_year = draw(st.integers(1, 9999)) if year else None
    a_month = draw(st.integers(1, 12)) if month else None
    longest = calendar.monthrange(a_year or 2000, a_month or 1)[1]
    return PartialDate(a_year, a_month, draw(st.integers(1, longest)) if day else None)


@st.composite
def date_ranges(draw: st.DrawFn) -> DateRange:
    """Closed, half-open and open ranges, of one day too."""
    start, end = sorted([draw(days()), draw(days())])
    return DateRange(draw(st.sampled_from([start, end, None])), draw(st.sampled_from([end, None])))


def reporting_periods() -> st.SearchStrategy[ReportingPeriod]:
    """Every kind of period; a year apart, with and without its year."""
    highest = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.HALF: 2}
    years = st.integers(2, 9998)
    return st.one_of(
        *(
            st.builds(
                ReportingPeriod,
                st.just(kind),
                years if kind is PeriodKind.YEAR else st.none() | years,
                st.integers(1, highest.get(kind, 1)),
            )
            for kind in PeriodKind
        )
    )


def time_limits() -> st.SearchStrategy[TimeLimit]:
    """Every unit, one and many."""
    return st.builds(TimeLimit, st.integers(1, 99) | st.integers(1, 999_999), st.sampled_from(TimeUnit))


def deadlines() -> st.SearchStrategy[Deadline]:
    """Days, months, years and days without a year, inclusive and not; nothing lies before the first day there is."""
    inclusive = st.builds(Deadline, days() | partial_dates(), st.just(True))
    exclusive = st.builds(
        Deadline, days(dt.date(2, 1, 1)) | partial_dates().filter(lambda p: p.year != 1), st.just(False)
    )
    return inclusive | exclusive


def recurrences() -> st.SearchStrategy[Recurrence]:
    """Rules of every frequency: of no day, of days of the month, of weekdays, of the first or last weekday of a month."""
    months = st.sets(st.integers(1, 12), max_size=3)
    month_days = st.sets(st.sampled_from([*range(1, 32), -1, -2, -31]), max_size=3)
    weekdays = st.sets(st.sampled_from(WEEKDAYS), max_size=3)
    nth = st.builds("{}{}".format, st.sampled_from([*range(1, 6), *range(-5, 0)]), st.sampled_from(WEEKDAYS))
    counts = st.integers(1, 24) | st.integers(1, 999)

    def built(frequency: str, **parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Recurrence]:
        return st.builds(Recurrence, frequency=st.just(frequency), interval=counts, **parts)

    return st.one_of(
        st.builds(Recurrence, frequency=st.sampled_from(FREQUENCIES), interval=counts),
        built("DAILY", months=months, weekdays=weekdays),
        built("WEEKLY", months=months, weekdays=weekdays),
        built("MONTHLY", months=months, month_days=month_days),
        built("MONTHLY", weekdays=weekdays | st.sets(nth, max_size=2)),
        built("YEARLY", months=months.filter(bool), month_days=month_days),
        built("YEARLY", months=months.filter(bool), weekdays=weekdays),
    )


def units() -> st.SearchStrategy[str]:
    """Counted nouns and measures, real and odd."""
    real = st.sampled_from(
        [
            "nhiệm vụ",
            "mẫu",
            "ha",
            "%",
            "‰",
            "m²",
            "°C",
            "tỷ đồng",
            "Đề án",
            "hồ sơ/năm",
            "lượt (người)",
            "e5",
            "x 3",
            "tấn.",
            "km/h",
            "",
        ]
    )
    odd = st.builds(str.__add__, st.characters(categories=["L"]), st.text(max_size=12))
    return real | odd


def quantities() -> st.SearchStrategy[Quantity]:
    """Counts, decimals, shares and parts of a whole, as exact figures of any exponent."""
    figures = st.decimals(-(10**14), 10**14, allow_nan=False, places=4) | st.builds(
        Decimal, st.integers(-(10**20), 10**20)
    )
    wholes = (
        st.none()
        | st.builds(Decimal, st.integers(1, 10**6))
        | st.builds(Decimal, st.sampled_from(["1E+3", "0.50"]))
    )
    of_nothing = st.builds(Quantity, st.just(Decimal(0)), units(), st.builds(Decimal, st.just("0E-2")))
    return st.builds(Quantity, figures | st.builds(Decimal, st.integers(0, 12)), units(), wholes) | of_nothing


def money() -> st.SearchStrategy[Money]:
    """Sums of any size and sign, round and with fractions of a đồng."""
    whole = st.integers(-(10**18), 10**18) | st.builds(
        int.__mul__, st.integers(0, 9_999), st.sampled_from([1, 10**3, 10**6, 10**9])
    )
    parts = st.decimals(-(10**6), 10**6, allow_nan=False, places=3) | st.builds(
        Decimal, st.sampled_from(["1E+9", "0.50", "-0"])
    )
    return st.builds(Money, whole | parts)


def document_kinds() -> st.SearchStrategy[DocumentKind]:
    """Known kinds, the công văn, second senses, and abbreviations that no table names."""
    known = st.builds(DocumentKind, st.sampled_from(sorted(TYPES)))
    senses = st.sampled_from(
        [DocumentKind("QĐ", "quy_dinh"), DocumentKind("TT", "thong_tri"), DocumentKind("BB", "ghi_nho")]
    )
    word = st.from_regex(r"\A[^\W\d_][\w&]{0,15}\Z").map(lambda text: unicodedata.normalize("NFC", text))
    unknown = st.builds(
        DocumentKind, word.filter(is_abbreviation)
    )  # what else there is, the constructor refuses
    return known | st.just(DocumentKind("")) | senses | unknown


def _word() -> st.SearchStrategy[str]:
    made = st.text(_LETTERS, min_size=2, max_size=6)
    return st.sampled_from(_BODIES) | made


def symbol_texts() -> st.SearchStrategy[str]:
    """Symbols built from the seven grammars, of known and of made-up words."""
    number = st.integers(1, 99_999).map(lambda n: f"{n:02d}")
    numbered = st.builds(str.__add__, number, st.sampled_from(["", "", "", "a", "B"]))
    year = st.integers(1945, 2099).map(str)
    kind = st.sampled_from(sorted(TYPES - COPY_TYPES - {"VBHN"}))
    body, unit = _word(), st.sampled_from(_UNITS) | _word()
    term = st.integers(1, 16).map(str)

    def built(pattern: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.builds(pattern.format, *parts)

    return st.one_of(
        built("{}/{}-{}", numbered, kind, body),
        built("/{}-{}", kind, body),
        built("{}/{}-{}", number, body, unit),
        built("{}/{}", number, body),
        built("{}/{}/{}-{}", numbered, year, kind, body),
        built("{}/{}/TTLT-{}-{}", number, year, body, body),
        built("{}/{}/QH{}", number, year, term),
        built("{}/{}/UBTVQH{}", number, year, term),
        built("{}/NQ-UBTVQH{}", number, term),
        built("{}-{}/{}", number, kind, body),
        built("{}-{}/{}-{}", number, kind, body, body),
        built("{}/{}-{}", number, st.sampled_from(sorted(COPY_TYPES)), body),
        built("{}/VBHN-{}", number, body),
        built("{}/CP", number),
        built("{}-HĐBT", number),
    )


def document_numbers() -> st.SearchStrategy[DocumentNumber]:
    """Numbers of all seven families, read from symbols that the grammars build."""
    return symbol_texts().map(DocumentNumber.parse)


def _odd_text() -> st.SearchStrategy[str]:
    return st.text(max_size=20) | st.text('aĐ “”".,;:/-()0123456789\n', max_size=20)


def _reference_or_none(*parts: Any) -> DocumentReference | None:
    try:
        return DocumentReference(*parts)
    except InvalidDocumentReferenceError:
        return None


def document_references() -> st.SearchStrategy[DocumentReference]:
    """Any parts together: unknown kinds, odd issuers, subjects with quotes, punctuation and symbols; at least one known."""
    parts = (
        st.none() | document_numbers(),
        st.none() | days(),
        st.none() | st.sampled_from(_NAMES) | _odd_text(),
        st.none() | document_kinds(),
        st.none() | st.sampled_from(_SUBJECTS) | _odd_text(),
    )
    made = st.builds(_reference_or_none, *parts)
    return made.filter(lambda reference: reference is not None).map(
        lambda reference: reference or DocumentReference("01/KH-UBND")
    )


@st.composite
def lunar_dates(draw: st.DrawFn) -> LunarDate:
    """Every day of the table of lunar years, those of leap months too."""
    return LunarDate.from_solar(draw(days(dt.date(1900, 1, 31), dt.date(2101, 1, 28))))


@st.composite
def _near_misses(draw: st.DrawFn) -> str:
    """A real text with a few characters gone, doubled, swapped or replaced."""
    text = list(draw(st.sampled_from(REAL_TEXTS)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        match draw(st.integers(0, 3)):
            case 0:
                text[at : at + 1] = []
            case 1:
                text.insert(
                    at, draw(st.sampled_from("0123456789/-–. \n()“”<=:,%aĐĐđ\u0323\u0301²①٣\u200b\ufeff"))
                )
            case 2:
                text[at : at + 1] = draw(st.characters(exclude_categories=["Cs"]))
            case _:
                text[at:at] = text[at : at + draw(st.integers(1, 6))]
    return "".join(text)


def junk() -> st.SearchStrategy[str]:
    """Texts that are mostly no value: any Unicode but surrogates, controls, digit soup, near misses, decomposed text."""
    soup = st.text("0123456789/-–.,:; \n\t()<=%Q", max_size=30)
    controls = st.text(st.characters(categories=["Cc", "Cf", "Mn", "Zs", "Nd"]), max_size=20)
    near = _near_misses() | st.sampled_from(REAL_TEXTS)
    either = st.text(max_size=40) | soup | controls | near
    return (
        either
        | either.map(lambda text: unicodedata.normalize("NFD", text))
        | st.builds("{} {}".format, near, either)
    )


VALUE_STRATEGIES: Mapping[str, Callable[[], st.SearchStrategy[Any]]] = {
    "DateRange": date_ranges,
    "Deadline": deadlines,
    "DocumentNumber": document_numbers,
    "DocumentReference": document_references,
    "LunarDate": lunar_dates,
    "Money": money,
    "PartialDate": partial_dates,
    "Quantity": quantities,
    "Recurrence": recurrences,
    "ReportingPeriod": reporting_periods,
    "TimeLimit": time_limits,
}
"""Class name of a value → the strategy that draws it; the contract of the shelf asks for every name of `VALUES`."""
