"""Every subcommand, in both languages and every format, called as a function: answers, exit codes, order of options."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from command import REPORT_TEXT
from khcn_records import samples
from khcn_records.cli import main
from khcn_records.errors import MissingExtraError
from khcn_records.finding import Finding
from khcn_records.formats import dumps, loads, save
from khcn_records.labels import languages
from khcn_records.records.assigned_tasks import AssignedTask
from khcn_records.renderers import BINARY, RENDERERS
from khcn_records.reports.task_summary import TaskSummary
from khcn_records.table import Table

Captured = pytest.CaptureFixture[str]
EVERY_LANGUAGE = pytest.mark.parametrize("lang", languages())


def answer(capsys: Captured, *arguments: str) -> str:
    """What a command that succeeds prints."""
    assert main(arguments) == 0, capsys.readouterr().err
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out


def refusal(capsys: Captured, code: int, *arguments: str) -> str:
    """What a command that fails says; it prints nothing."""
    assert main(arguments) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    return printed.err


@EVERY_LANGUAGE
@pytest.mark.parametrize("form", [*sorted(set(RENDERERS) - BINARY), "json"])
@pytest.mark.parametrize("source", [("demo",), ("report", str(REPORT_TEXT))], ids=["demo", "report"])
def test_a_report_in_every_format(source: tuple[str, ...], form: str, lang: str, capsys: Captured) -> None:
    """`demo` and `report` answer in each language and format, and each answer has the task's symbol."""
    printed = answer(capsys, *source, "--format", form, "--lang", lang)

    assert ("31/KH-UBND" if source[0] == "demo" else "205/UBND-KTTH") in printed


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("09/5/2023", "Tasks: 4; done: 2, late: 1; in progress: 2, overdue: 0; not started: 0"),
        ("2023-05-11", "Tasks: 4; done: 2, late: 1; in progress: 2, overdue: 1; not started: 0"),
        (
            "ngày 03 tháng 5 năm 2023",
            "Tasks: 4; done: 0, late: 0; in progress: 4, overdue: 1; not started: 0",
        ),
    ],
)
def test_the_day_asked_about_decides(day: str, sentence: str, capsys: Captured) -> None:
    """What is done, late and overdue is counted at the end of the day given, in whatever spelling."""
    assert sentence in answer(
        capsys, "report", str(REPORT_TEXT), "--as-of", day, "--lang", "en", "--width", "120"
    )


@pytest.mark.parametrize(
    "day", ["14/02/2024", "14/2/2024", "14-02-2024", "14.02.2024", "2024-02-14", "ngày 14 tháng 02 năm 2024", "thứ Tư, ngày 14 tháng 02 năm 2024"]
)  # fmt: skip
def test_every_spelling_of_a_day(day: str, capsys: Captured) -> None:
    """A day is accepted in every spelling the library reads."""
    assert answer(capsys, "demo", "--as-of", day) == answer(capsys, "demo", "--as-of", "2024-02-14")


@pytest.mark.parametrize("day", ["31/02/2024", "hôm nay", "02/2024", "", "14/02"])
def test_a_bad_day_is_a_wrong_command(day: str, capsys: Captured) -> None:
    """What is no day is refused with its text and what was expected."""
    said = refusal(capsys, 2, "demo", "--as-of", day)

    assert re.search(
        rf"argument --as-of: {day!r}; expected a (full date such as 05/02/2024|day that exists)", said
    )


def test_json_reads_back(capsys: Captured) -> None:
    """JSON holds summary, appendix, tasks and findings in this order, and `loads` reads it back."""
    printed = answer(capsys, "report", str(REPORT_TEXT), "--format", "json")
    records = loads(printed)

    kinds = [type(record) for record in records]
    assert kinds == [TaskSummary, Table, *[AssignedTask] * 4, Finding]
    assert (records[0].total, records[0].done_late, records[0].overdue) == (4, 1, 1)
    assert dumps(records) == printed


def test_the_json_it_writes_is_a_report_again(tmp_path: Path, capsys: Captured) -> None:
    """The tasks of its own JSON are read again; as it names no period, the day has to be given."""
    stored = tmp_path / "ket-qua.json"
    answer(capsys, "report", str(REPORT_TEXT), "--format", "json", "--output", str(stored))

    assert "Tasks: 4; done: 2, late: 1" in answer(
        capsys, "report", str(stored), "--as-of", "2023-05-14", "--lang", "en"
    )
    assert refusal(capsys, 1, "report", str(stored), "--lang", "en").startswith(
        f"khcn-records: {stored}: the file names no reporting period"
    )


@pytest.mark.parametrize("name", ["bao-cao.json", "bao-cao.yaml", "BAO-CAO.JSON"])
def test_a_stored_report_gives_the_same_answer(name: str, tmp_path: Path, capsys: Captured) -> None:
    """A report stored in any format of the library is looked at like the sample it was stored from."""
    path = tmp_path / name
    try:
        save(samples.report_2024_02(), path)
    except MissingExtraError:
        path.write_text("{}", encoding="utf-8")
        assert "pip install 'khcn-records[yaml]'" in refusal(capsys, 1, "report", str(path))
    else:
        assert answer(capsys, "report", str(path)) == answer(capsys, "demo")


def test_a_list_of_one_report_is_that_report(tmp_path: Path, capsys: Captured) -> None:
    """One report among stored records is looked at; of several none is."""
    path = tmp_path / "bao-cao.json"
    save([samples.report_2024_02()], path)
    assert answer(capsys, "report", str(path)) == answer(capsys, "demo")

    save([samples.report_2024_02()] * 2, path)
    assert f"{path}: the file holds 2 reports" in refusal(capsys, 1, "report", str(path), "--lang", "en")


@pytest.mark.parametrize("form", [*sorted(set(RENDERERS) - BINARY), "json"])
@pytest.mark.parametrize("command", [("demo",), ("report", str(REPORT_TEXT))], ids=["demo", "report"])
def test_output_writes_what_would_be_printed(
    command: tuple[str, ...], form: str, tmp_path: Path, capsys: Captured
) -> None:
    """`--output FILE` writes the same document in UTF-8 and prints nothing; `-` prints."""
    path = tmp_path / "báo cáo"
    printed = answer(capsys, *command, "--format", form)

    assert answer(capsys, *command, "--format", form, "--output", str(path)) == ""
    assert path.read_bytes() == printed.encode("utf-8")
    assert answer(capsys, *command, "--format", form, "--output", "-") == printed


def test_output_that_cannot_be_written(tmp_path: Path, capsys: Captured) -> None:
    """A file that cannot be written is named, and not as the fault of the file that was read."""
    path = tmp_path / "no" / "where.html"

    assert refusal(capsys, 1, "report", str(REPORT_TEXT), "--output", str(path)).startswith(
        f"khcn-records: {path}: "
    )


@EVERY_LANGUAGE
@pytest.mark.parametrize("form", sorted(set(RENDERERS) - BINARY))
def test_parse_takes_a_symbol_apart(form: str, lang: str, capsys: Captured) -> None:
    """A broken symbol is mended and a citation gives its date and issuer, in each language and format."""
    assert "114" in answer(capsys, "parse", "114-", "KH/TU", "--format", form, "--lang", lang)
    cited = answer(
        capsys,
        "parse",
        "Kế hoạch số 114-KH/TU ngày 05/01/2024 của Ban Thường vụ Tỉnh ủy",
        "--format",
        form,
        "--lang",
        lang,
    )
    assert "Ban Thường vụ Tỉnh ủy" in cited
    assert "05" in cited


def test_parse_lets_the_noun_decide(capsys: Captured) -> None:
    """The noun that cites a symbol settles how it is read."""
    assert "Công văn" in answer(capsys, "parse", "410/TTr-NV1", "--noun", "Công văn")
    assert "Tờ trình" in answer(capsys, "parse", "410/TTr-NV1")


def test_parse_refuses_what_is_no_symbol(capsys: Captured) -> None:
    """What is no symbol is wrong input, quoted, with examples of right ones."""
    told = refusal(capsys, 1, "parse", "không", "phải")

    assert "không phải" in told
    assert "31/KH-UBND" in told


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        ("05/02/2024 05 ngày làm việc", "5 working days after 5 Feb 2024: until Monday, 19 February 2024"),
        ("2024-02-05 30 ngày", "30 days after 5 Feb 2024: until Wednesday, 6 March 2024"),
        ("10/01/2024 30 ngày --roll none", "30 days after 10 Jan 2024: until Friday, 9 February 2024"),
        ("10/01/2024 30 ngày --roll preceding", "30 days after 10 Jan 2024: until Wednesday, 7 February 2024"),
        ("26/4/2024 01 ngày làm việc", "1 working day after 26 Apr 2024: until Thursday, 2 May 2024"),
        ("26/4/2024 01 ngày làm việc --calendar statutory", "1 working day after 26 Apr 2024: until Monday, 29 April 2024"),
        ("18/4/2024 07 ngày làm việc --before", "7 working days before 18 Apr 2024: by Tuesday, 9 April 2024"),
        ("04/3/2024 96 giờ --hours-per-workday 8", "96 hours after 4 Mar 2024: until Wednesday, 20 March 2024"),
    ],
)  # fmt: skip
def test_due_computes_the_last_day(arguments: str, first: str, capsys: Captured) -> None:
    """The last day of a limit, by the rule, the roll and the calendar asked for."""
    assert answer(capsys, "due", *arguments.split(), "--lang", "en").splitlines()[0] == first


def test_due_counts_hours_from_a_moment(capsys: Captured) -> None:
    """Hours are counted from a time of day to a time of day."""
    assert "đủ 48 giờ vào 09:30 ngày 07/02/2024" in answer(capsys, "due", "2024-02-05T09:30", "48", "giờ")


@pytest.mark.parametrize(
    "words",
    [
        "--lang en 05/02/2024 05 ngày làm việc --roll none",
        "05/02/2024 --lang en 05 ngày làm việc --roll none",
        "05/02/2024 05 --lang en ngày --roll none làm việc",
        "05/02/2024 05 ngày làm việc --roll none --lang en",
    ],
)
def test_options_stand_anywhere(words: str, capsys: Captured) -> None:
    """Options may stand before, between and behind the words of a limit, and the language before the command too."""
    expected = answer(capsys, "--lang", "en", "due", "05/02/2024", "05 ngày làm việc", "--roll", "none")

    assert expected.startswith("5 working days after")
    assert answer(capsys, "due", *words.split()) == expected


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("due", "05/02/2024", "xyz"), "argument LIMIT: 'xyz'; expected"),
        (("due", "05/02/2024", "10", "giờ"), "argument LIMIT: '10 giờ' is in hours; expected START with a time of day"),
        (("due", "x", "5 ngày"), "argument START: 'x'; expected"),
        (("due", "2024-02-05T99", "5 giờ"), "argument START: '2024-02-05T99'; expected a moment"),
        (("due", "05/02/2024", "5 ngày", "--before", "--roll", "following"), "argument --roll: 'following'"),
        (("due", "05/02/2024", "5 giờ", "--hours-per-workday", "0"), "argument --hours-per-workday: '0'; expected"),
        (("due", "05/02/2024", "5 ngày", "--hours-per-workday", "x"), "argument --hours-per-workday: 'x'; expected"),
        (("due", "05/02/2024", "5 ngày", "--estimate-through", "9999"), "argument --estimate-through: '9999'; expected a year up to 2100"),
        (("due", "05/02/2024", "5 ngày", "--later"), "unrecognized arguments: --later"),
        (("demo", "thừa"), "unrecognized arguments: thừa"),
        (("demo", "--width", "39"), "argument --width: '39'; expected a whole number of columns, 40 or more"),
        (("demo", "--width", "²"), "argument --width: '²'; expected"),
        (("demo", "--format", "pdf"), "argument --format: invalid choice: 'pdf'"),
        (("demo", "--lang", "fr"), "argument --lang: invalid choice: 'fr'"),
        (("xem",), "argument COMMAND: invalid choice: 'xem'"),
        (("workdays", "xem"), "argument QUESTION: invalid choice: 'xem'"),
        (("workdays", "add", "05/02/2024", "năm"), "argument N: invalid int value: 'năm'"),
        (("workdays", "list", "2024-13"), "argument PERIOD: '2024-13'; expected a period with its year"),
        (("workdays", "list", "tháng 02"), "argument PERIOD: 'tháng 02'; expected a period with its year"),
        (("report",), "required: FILE"),
    ],
)  # fmt: skip
def test_a_wrong_argument_is_named(arguments: tuple[str, ...], told: str, capsys: Captured) -> None:
    """A wrong command ends with 2 and names the argument, its text and what was expected."""
    said = refusal(capsys, 2, *arguments)

    assert told in said
    assert said.startswith("usage: khcn-records")


@EVERY_LANGUAGE
@pytest.mark.parametrize(
    "question",
    [("due", "05/02/2031", "5 ngày"), ("workdays", "count", "2026-01-01", "2031-12-31"), ("workdays", "list", "2031")],
    ids=lambda question: question[0] + question[1],
)  # fmt: skip
def test_an_unknown_year_is_refused_with_the_way_out(
    question: tuple[str, ...], lang: str, capsys: Captured
) -> None:
    """A year without a calendar is refused: the years there are, and how to ask for an estimate, are told; then it answers."""
    told = refusal(capsys, 1, *question, "--lang", lang)

    assert re.search(r"2031.* 2013 .* 20\d\d", told)
    assert "--estimate-through 2031" in told
    estimate = {"vi": "Ước tính: lịch năm", "en": "Estimate: the calendar of"}[lang]
    assert estimate in answer(capsys, *question, "--lang", lang, "--estimate-through", "2031")


def test_a_year_before_the_calendar_offers_no_estimate(capsys: Captured) -> None:
    """What lies before the first known year cannot be estimated."""
    assert "--estimate-through" not in refusal(capsys, 1, "due", "05/02/1990", "5 ngày làm việc")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("count 2024-02-01 2024-02-29", "15\n"),
        ("count 2024-02-29 2024-02-01", "-15\n"),
        ("count 2024-04-26 2024-05-04 --calendar statutory", "3\n"),
        ("add 2024-02-05 5", "Monday, 19 February 2024 (2024-02-19)\n"),
        ("add 2024-02-05 -5", "Monday, 29 January 2024 (2024-01-29)\n"),
        ("add 2024-02-10 0", "Thursday, 15 February 2024 (2024-02-15)\n"),
    ],
)
def test_workdays_count_and_add(question: str, expected: str, capsys: Captured) -> None:
    """Working days are counted after one day through another, and stepped over in either direction."""
    name, *arguments = question.split()

    assert answer(capsys, "workdays", name, *arguments, "--lang", "en") == expected
    assert answer(capsys, "workdays", name, "--lang", "en", *arguments) == expected


@pytest.mark.parametrize("period", ["02/2024", "2024-02", "tháng 02/2024"])
def test_workdays_list_shows_the_days_off(period: str, capsys: Captured) -> None:
    """The days of a month that are not what their weekday says stand in a list under the count."""
    lines = answer(capsys, "workdays", "list", period).splitlines()

    assert lines[0] == "tháng 02 năm 2024: 16 ngày làm việc"
    assert [line[:10] for line in lines[1:]] == [f"{day:02d}/02/2024" for day in range(8, 15)]


def test_workdays_list_takes_every_period(capsys: Captured) -> None:
    """Quarters, years and single days are periods too."""
    counts = [
        answer(capsys, "workdays", "list", period, "--lang", "en").splitlines()[0]
        for period in ("2024-Q1", "2024", "2024-05-04")
    ]

    assert [int(re.findall(r"(\d+) working", count)[0]) for count in counts] == [59, 251, 1]


@pytest.mark.parametrize(
    ("question", "cautions"),
    [
        ("count 2026-12-30 2026-12-31", []),
        ("count 2026-12-30 2027-01-04", ["Provisional: notices may still change the calendar of 2027"]),
        # Both ends stand in sure years of an estimate's far side: the year between them counts.
        ("count 2026-12-31 2028-01-01 --estimate-through 2029", ["Provisional: notices may still change the calendar of 2027", "Estimate: the calendar of 2028 has not been announced"]),
        ("count 2028-01-05 2026-12-31 --estimate-through 2028", ["Provisional: notices may still change the calendar of 2027", "Estimate: the calendar of 2028 has not been announced"]),
        ("add 2026-12-31 300 --estimate-through 2028", ["Provisional: notices may still change the calendar of 2027", "Estimate: the calendar of 2028 has not been announced"]),
        ("list 2027-06", ["Provisional: notices may still change the calendar of 2027"]),
        ("list 2026-06", []),
    ],
)  # fmt: skip
def test_workdays_caution_where_a_year_may_change(
    question: str, cautions: list[str], capsys: Captured
) -> None:
    """An answer that touches a provisional or estimated year says so, year by year, also for years between its ends."""
    lines = answer(capsys, "workdays", *question.split(), "--lang", "en").splitlines()

    assert [line for line in lines if line.startswith(("Provisional", "Estimate"))] == cautions


def test_help_and_version(capsys: Captured) -> None:
    """Without a command the help is printed, as with `-h`; `workdays` alone does the same; the version is one line."""
    assert answer(capsys) == answer(capsys, "-h")
    assert answer(capsys, "workdays") == answer(capsys, "workdays", "--help")
    assert re.fullmatch(r"khcn-records \d+\.\d+\.\d+\S*\n", answer(capsys, "--version"))


def test_json_of_the_sample_is_plain_data(capsys: Captured) -> None:
    """Other tools read the JSON without this library: a schema and a list of records."""
    stored = json.loads(answer(capsys, "demo", "--format", "json"))

    assert stored["schema"] == "khcn/2"
    assert [record["record"] for record in stored["records"]] == [
        "task_summary",
        "table",
        *["assigned_task"] * 8,
    ]
