"""The audit of one real report against a list of its faults made by hand: what is found, and that nothing else is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from khcn_records.auditing import audit

REPORT = Path(__file__).parents[3] / "shared" / "seed" / "report-2024-02.txt"
REAL = pytest.mark.skipif(not REPORT.exists(), reason="the real report is not part of the project")

FAULTS = """
not_composed 41            | 108 words in decomposed form
repeated_item 90           | says what line 76 says
month_not_by_decree 96     | tháng 1
mixed_tone_placement 151   | uỷ and ủy
odd_punctuation 167        | .;
glued_words 173            | two in one line: words run together, a quotation mark without its blank
glued_words 173
mixed_capitals 249         | Khối, khối
mixed_capitals 249         | Khối Văn phòng, Khối văn phòng
rare_variant 249           | Công nghê
undated 273                | 69-KL/TW
unmatched_quotes 330       | a mark closes that nothing opened
mixed_capitals 352         | bản Đồn, Bản Đồn
similar_names 358          | Meterial, Material
issued_on_day_off 362      | 125/KHCN-QLCN, a Saturday
cumulative_unit 368        | certificates against enterprises
misspelling 372            | two words of one sentence
misspelling 372
mixed_capitals 391         | Đài phát thanh
wrong_onset 391            | cip
breakdown_sum 403          | 59 samples, 69 tests
mixed_tone_placement 405   | luỹ, lũy
cumulative_unit 407        | instruments against samples
odd_punctuation 409        | a blank before a colon
country_capitals 415       | hàn Quốc
category_twice 427         | taximeters twice
category_twice 427         | cabinets twice
mixed_spelling 427         | X-Quang, Xquang
odd_punctuation 427
odd_punctuation 427
mixed_capitals 463         | Nghị Quyết
undated 465                | 43/2022/NQ-HĐND
date_not_by_decree 471     | 17/1/2024
month_not_by_decree 473    | tháng 1
mixed_spelling 487         | KHCN, KH&CN
misspelling 548
misspelling 552
rare_variant 558           | thực hiến
date_separator 566         | 20-01
mixed_capitals 568         | tết, Tết
section_numbering 586      | 2.1 under 1
section_numbering 593      | 2.2 under 1
misspelling 629
mixed_spelling 629         | X-quang
issued_on_day_off 656      | 408/KH-UBND, a Sunday
blank_number 799           | number and date of the report left blank
blank_number 799
date_not_by_decree 824     | 31/1/2024
issued_on_day_off 830      | 31/KH-UBND, a Sunday
date_not_by_decree 842     | 30/1/2024
issued_on_day_off 890      | 2197/UBND-KGVX, a Sunday and a holiday
repeated_word 896          | two words twice
odd_punctuation 917        | 2023 -2025
undated 921                | 234-BB/TUBG-TUTN
issued_on_day_off 940      | 30/KH-UBND, a Sunday
odd_punctuation 942
undated 946                | 221-KL/TUBG-TUHD
odd_punctuation 965
undated 969                | 245-BB/TUBG-TULS
"""

MISSED = """
372                        | a medical term spelt with a capital that no rule asks about
427                        | lxo for lò xo, scanet for scanner: no word of the text or of a list is near
552                        | kiến nại for khiếu nại
177                        | chín for chính
"""
"""Faults of the text that no rule finds; kept so that nobody takes the list above for all of them."""


@REAL
def test_the_faults_of_a_real_report_are_found_and_no_others() -> None:
    """Each fault of the list is found at its line, as often as it stands there, and nothing that is no fault."""
    expected = sorted(tuple(line.split("|")[0].split()) for line in FAULTS.strip().splitlines())
    found = sorted(
        (one.code, str(one.place.line))
        for one in audit(REPORT.read_text(encoding="utf-8"))
        if one.place is not None
    )

    assert found == [tuple(one) for one in expected]


@REAL
def test_the_documents_of_a_real_report_are_dated_within_it() -> None:
    """With the day of its figures known, nothing of the report is dated after it, and no name in it had ended."""
    codes = {one.code for one in audit(REPORT.read_text(encoding="utf-8"), as_of=dt.date(2024, 2, 14))}

    assert not codes & {"dated_in_future", "not_valid_that_day", "name_out_of_date"}
