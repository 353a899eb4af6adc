"""Dates of real texts: the labelled corpus, the whole report, and how long a text takes."""

from __future__ import annotations

import csv
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from khcn_records.mentions.dates import find_dates

SHARED = Path(__file__).parents[3] / "shared"
REPORT = SHARED / "seed" / "report-2024-02.txt"


def rows(name: str) -> Iterator[dict[str, str]]:
    path = SHARED / "corpus" / name
    if not path.exists():
        pytest.skip("the labelled corpus is not here")
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield {column: (text or "").replace("\\n", "\n") for column, text in row.items()}


def report() -> str:
    if not REPORT.exists():
        pytest.skip("the report is not here")
    return REPORT.read_text(encoding="utf-8")


def test_the_labelled_dates_are_found() -> None:
    """Of the labelled expressions 97 % have their kind and 95 % their value; at most one false friend is a hit."""
    kinds, values, false = Counter[bool](), Counter[bool](), []
    for row in rows("dates_dev.tsv"):
        doubts = set(row["doubt"].split(","))
        hits = find_dates(row["raw"])
        if row["kind"] == "none":
            false += [row["id"]] if hits and "kind" not in doubts else []
        elif "kind" not in doubts:
            best = max(hits, key=lambda hit: hit.end - hit.start, default=None)
            expected = "recurrence" if row["sub"] == "recurring" else row["kind"]
            kinds[best is not None and best.kind == expected] += 1
            values[best is not None and ("value" in doubts or best.normalized == row["value"])] += 1

    assert kinds[True] >= 0.97 * kinds.total()
    assert values[True] >= 0.95 * values.total()
    assert len(false) <= 1


# Where the peer's facts differ from ours, and why.
WITHOUT_A_TODAY = "names a day from a today that find_dates does not have"
WEEKDAY_ALONE = "a weekday alone is no day"
NOT_SEARCHED = "a fact about calendars or document symbols, not about text with dates"
BARE_DURATION = "a length of time alone is no hit: no word makes it one"
TWO_DIGITS = "a year of two digits is refused"
PEER_DIFFERENCES: dict[str, str] = {
    **dict.fromkeys(("P003", "P004", "P006", "P131", "P157"), WITHOUT_A_TODAY),
    **dict.fromkeys(("P017", "P145"), WEEKDAY_ALONE),
    **dict.fromkeys(("P028", "P037"), TWO_DIGITS),
    "P032": "two figures and a stroke without a word are a fraction as often as a day",
    "P127": "a year of three digits is as often an amount: mỗi năm 500 triệu",
    "P155": BARE_DURATION,
    "P265": "the peer refuses one-digit forms; Vietnamese documents write them",
}
OUR_FORM = {
    "P019": "--06",
    "P021": "--03-01",
    "P023": "--03-03",
    "P030": "--03-07",
    "P047": "--04-09",
    "P046": "-P1M",
    "P055": "P3M",
    "P062": "P0Y",
    "P069": "P1W",
    "P073": "-P2M",
    "P074": "-P2M",
    "P075": "P3M",
    "P079": "P3Y",
    "P081": "-P2D",
    "P140": "-P2W",
}
"""Peers take the year, and count on or back, from their reference day; find_dates says what the text says: no year, or how
far."""


def lunar_solar(normalized: str) -> str:
    from khcn_records.values.lunar import LunarDate

    year, month, day = map(int, normalized.removeprefix("lunar ").split("-"))
    return LunarDate(year, month, day).to_solar().isoformat()


def test_the_facts_of_other_projects() -> None:
    """Each fact of a peer's tests is agreed to, or differs for a reason that is written down."""
    wrong = {}
    for row in rows("peer_cases_dev.tsv"):
        if row["kind"] in {"workday", "symbol", "symbol_id"}:
            continue  # NOT_SEARCHED
        hits = find_dates(row["input"])
        found = [hit.normalized for hit in hits]
        expected = OUR_FORM.get(row["id"], row["expected"])
        if row["kind"] == "lunar":
            agrees = [lunar_solar(value) for value in found] == [expected]
        elif row["kind"] == "search":
            agrees = [f"{hit.text}={hit.normalized}" for hit in hits] == expected.split("; ")
        else:
            agrees = found == ([] if row["kind"] == "none" or not expected else [expected])
        if agrees == (row["id"] in PEER_DIFFERENCES):
            wrong[row["id"]] = (row["input"], expected, found)
    assert wrong == {}


def test_every_full_date_of_the_report_is_found_once() -> None:
    """Each d/m/yyyy of the report is a hit or a part of one, and every date found stands there."""
    text = report()
    found = find_dates(text)
    for date in re.finditer(r"(?<![\d/])\d{1,2}/\d{1,2}/\d{4}(?![\d/])", text):
        assert sum(hit.start <= date.start() and date.end() <= hit.end for hit in found) == 1, date[0]


def test_the_report_as_a_whole() -> None:
    """The kinds of the report's expressions, counted by hand when the rules were written."""
    found = Counter(str(hit.kind) for hit in find_dates(report()))
    assert {
        kind: found[kind]
        for kind in ("date", "month", "quarter", "period", "lunar", "recurrence", "deadline")
    } == {
        "date": 46,  # one a draft's blank, ngày …/…/2024, one a feast, ngày … 20-01
        "month": 13,
        "quarter": 1,
        "period": 8,
        "lunar": 4,
        "recurrence": 2,
        "deadline": 0,
    }


HOSTILE = [
    "1", "1/", "1-", "1 / ", "12/", "2024-", " ", "\u0301", "a\u0301", "(", "ngày ", "tháng ", "năm ", "quý i, ", "từ ngày 1/1/2024 đến ",
    "từ ", "năm 2024, ", "tháng 1, ", "ngày 1, ", "thứ hai, ", "1 tháng ", "trong thời hạn 5 ngày kể từ ngày a", "sau 5 ngày (a",
    "ngày 1/1 đến ", "cuối quý ", "một lần ", "mùng 1 ", "chậm nhất là ", "giai đoạn ", "ngày" + " " * 40, "kỷ niệm a ", "ngày lễ 1/1 ", "dịp 1/1, ", "năm hai nghìn không trăm ", "ngày thứ 5 kể từ ngày ",
]  # fmt: skip


def seconds(text: str) -> float:
    def once() -> float:
        start = time.process_time()
        find_dates(text)
        return time.process_time() - start

    return min(once() for _ in range(3))


@pytest.mark.slow
@pytest.mark.parametrize("unit", HOSTILE, ids=repr)
def test_time_is_linear_in_any_text(unit: str) -> None:
    """Twice the text takes about twice the time, and never less than a floor, however it is made."""
    short = unit * (20_000 // len(unit))
    one, two = seconds(short), seconds(short * 4)
    assert two < 8 * one + 0.02
    assert len((short * 4).encode()) / two > 60_000  # bytes a second; a quiet core does ten times that
