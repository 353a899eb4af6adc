"""check_weekdays: a wrong weekday is a finding with its place, a right one is nothing."""

from __future__ import annotations

import unicodedata

import pytest

from khcn_records.mentions import check_weekdays

WRONG = [
    ("họp thứ Ba, ngày 05/02/2024", "Ngày 05/02/2024 là thứ Hai, văn bản ghi thứ ba"),
    ("Chủ nhật ngày 06 tháng 02 năm 2024", "Ngày 06/02/2024 là thứ Ba, văn bản ghi chủ nhật"),
    ("ngày 05/02/2024, thứ năm", "Ngày 05/02/2024 là thứ Hai, văn bản ghi thứ năm"),
    ("họp ngày 05/02/2024 (thứ Ba).", "Ngày 05/02/2024 là thứ Hai, văn bản ghi thứ ba"),
    ("sáng thứ Sáu (05/02/2024)", "Ngày 05/02/2024 là thứ Hai, văn bản ghi thứ sáu"),
    ("lúc 8h00 thứ 7 ngày 09/02/2024", "Ngày 09/02/2024 là thứ Sáu, văn bản ghi thứ 7"),
]
RIGHT = [
    "thứ Hai, ngày 05/02/2024",
    "Chủ nhật ngày 04/02/2024",
    "ngày 05/02/2024",
    "bên thứ ba ký ngày 05/02/2024",
    "thứ Ba hằng tuần",
    "ngày 05/02/2024, thứ hai",
    "sáng thứ Hai (05/02/2024)",
    "phiên họp thứ sáu (05/02/2024)",
    "thứ nhất, báo cáo ngày 05/02/2024, thứ ba, kế hoạch",
    "ngày 05/02/2024, thứ ba là",
    "",
]


@pytest.mark.parametrize(("text", "message"), WRONG)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_wrong_weekday_is_a_finding(text: str, message: str, form: str) -> None:
    """A weekday that is not the date's is told with both, however the text is composed."""
    (finding,) = check_weekdays(unicodedata.normalize(form, text))  # type: ignore[arg-type]
    assert finding.message() == message


@pytest.mark.parametrize("text", RIGHT)
def test_what_agrees_or_names_no_weekday_is_nothing(text: str) -> None:
    """A weekday that is the date's, or none, leaves no finding."""
    assert check_weekdays(text) == ()


def test_the_finding_has_its_line() -> None:
    """The place is the line of the date, in the file named."""
    (finding,) = check_weekdays("một\nhai thứ Ba, ngày 05/02/2024", file="a.txt")
    assert (finding.place and (finding.place.file, finding.place.line)) == ("a.txt", 2)
