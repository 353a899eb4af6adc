"""The command line as people meet it: a process with files, pipes and terminals, good and broken."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from command import REPORT_TEXT, environment, run
from khcn_records import samples
from khcn_records.formats import dumps

COMMANDS = ((), ("demo",), ("report",), ("due",), ("parse",), ("workdays",), ("workdays", "count"), ("workdays", "add"), ("workdays", "list"), ("read",), ("render",), ("audit",), ("convert",))  # fmt: skip
TRACEBACK = b"Traceback"


def examples() -> list[str]:
    """Every line of a help text that begins with the program's name."""
    lines = [
        line.strip()
        for command in COMMANDS
        for line in run(*command, "-h").stdout.decode("utf-8").splitlines()
        if line.startswith("  khcn-records ")
    ]
    return list(dict.fromkeys(lines))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_help_teaches_with_an_example(command: tuple[str, ...]) -> None:
    """`-h` of each command shows at least one line to copy that begins with that command."""
    shown = run(*command, "-h").stdout.decode("utf-8")

    assert f"\n  khcn-records {' '.join(command)}" in shown.partition("example")[2]


def test_every_example_of_the_help_runs(tmp_path: Path) -> None:
    """Each example line runs as it stands, in a folder that holds a report named `bao-cao.txt`."""
    (tmp_path / "bao-cao.txt").write_bytes(REPORT_TEXT.read_bytes())
    lines = examples()

    assert len(lines) >= 9
    for line in lines:
        done = run(*shlex.split(line)[1:], cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, b""), line
        assert done.stdout or "--out" in line or " convert " in line


def test_the_command_and_the_module_are_the_same() -> None:
    """`khcn-records` and `python -m khcn_records` give the same answer, where the command is installed."""
    command = Path(sys.executable).with_name("khcn-records")
    if not command.exists():
        code = "import sys; from khcn_records.cli import main; sys.argv[0] = 'khcn-records'; sys.exit(main())"
        arguments = [sys.executable, "-c", code]
    else:
        arguments = [str(command)]
    for asked in (["demo"], ["--help"], ["due", "05/02/2024", "xyz"]):
        done = subprocess.run([*arguments, *asked], capture_output=True, check=False, env=environment())
        module = run(*asked)
        assert (done.returncode, done.stdout, done.stderr) == (
            module.returncode,
            module.stdout,
            module.stderr,
        )


@pytest.mark.parametrize(
    ("data", "same_as"),
    [
        (REPORT_TEXT.read_bytes(), REPORT_TEXT.read_bytes()),
        (b"\xef\xbb\xbf" + REPORT_TEXT.read_bytes(), REPORT_TEXT.read_bytes()),
        (REPORT_TEXT.read_text(encoding="utf-8").encode("utf-16"), REPORT_TEXT.read_bytes()),
        (b"\n" + dumps(samples.report_2024_02()).encode(), dumps(samples.report_2024_02()).encode()),
        (b"\xef\xbb\xbf" + dumps(samples.report_2024_02()).encode(), dumps(samples.report_2024_02()).encode()),
    ],
    ids=["text", "text with a mark", "UTF-16", "JSON", "JSON with a mark"],
)  # fmt: skip
def test_standard_input_is_a_file(data: bytes, same_as: bytes, tmp_path: Path) -> None:
    """`-` reads text or stored records from standard input, and answers as for the file."""
    path = tmp_path / ("stdin.json" if same_as.startswith(b"{") else "stdin")
    path.write_bytes(same_as)
    piped = run("report", "-", "--width", "120", stdin=data)
    named = run("report", str(path), "--width", "120")

    assert (piped.returncode, piped.stderr) == (0, b"")
    assert piped.stdout == named.stdout


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("thiếu.txt", None, "No such file or directory"),
        ("rỗng.txt", b"", None),
        ("rỗng.json", b"", r"1.*1.*(Expecting value|một giá trị)"),
        ("báo cáo.docx", b"PK\x03\x04\x14\x00", r"(không trọn vẹn|incomplete)|\[docx\]"),
        ("đổi tên.txt", b"PK\x03\x04\x14\x00", r"\.txt.*\.json.*\.yaml"),
        ("bảng.xlsx", b"1;2", r"\.xlsx.*\.txt"),
        ("rác.txt", bytes(range(256)) * 8, r"\.txt.*\.json.*\.yaml"),
        ("rác.json", bytes(range(128, 256)), "UTF-8"),
        ("vỡ.json", b'{"schema": "khcn/2",\n  "record": "directive"\n  "number": 5}', r"3.*3.*(Expecting ',' delimiter|dấu ,)"),
        ("mới.json", b'{"schema": "khcn/999", "record": "assigned_task"}', "khcn/999.*khcn/2"),
        ("lạ.json", b'{"schema": "khcn/2", "record": "assigned_task", "xyz": 1}', r"\$\.xyz"),
        ("danh sách.json", b"[1, 2]", r"\$"),
        ("không có gì.json", b'{"schema": "khcn/2", "records": []}', None),
        ("văn xuôi.txt", "Kính gửi: Sở Khoa học và Công nghệ".encode(), None),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value and " " not in value else None,
)  # fmt: skip
def test_a_broken_file_is_named_first(
    name: str, data: bytes | None, told: str | None, lang: str, tmp_path: Path
) -> None:
    """What is wrong with a file begins with its name, says where and what was expected, and ends with 1: never a traceback."""
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    done = run("report", name, "--lang", lang, cwd=tmp_path)
    said = done.stderr.decode("utf-8")

    assert (done.returncode, done.stdout) == (1, b"")
    assert said.startswith(f"khcn-records: {name}: ")
    assert re.search(told or {"vi": "không có nhiệm vụ", "en": "no assigned tasks"}[lang], said, re.DOTALL), (
        said
    )
    assert "Traceback" not in said
    assert len(said) < 2000


def test_a_folder_is_no_report(tmp_path: Path) -> None:
    """A folder is named as one."""
    done = run("report", str(tmp_path))

    assert done.returncode == 1
    assert done.stderr.decode("utf-8").startswith(f"khcn-records: {tmp_path}: ")


@pytest.mark.parametrize("asked", ["demo --format html", "demo", "workdays count 2024-02-01 2024-02-29"])
def test_a_reader_that_leaves_early_ends_it_quietly(asked: str) -> None:
    """`… | head -1` shows one line and no traceback, however long the answer: a closed pipe is no error."""
    command = [sys.executable, "-m", "khcn_records", *asked.split()]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()  # before a byte is written
        said = process.stderr.read()

    assert (process.returncode, said) == (0, b"")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_output_is_utf_8_whatever_the_terminal(encoding: str) -> None:
    """Answers and errors are UTF-8 under every encoding of the terminal."""
    assert "nhiệm vụ" in run("demo", PYTHONIOENCODING=encoding).stdout.decode("utf-8")
    assert "không có tệp" in run("report", "không có tệp", PYTHONIOENCODING=encoding).stderr.decode("utf-8")
    assert "'ngày'" in run("demo", "--as-of", "ngày", PYTHONIOENCODING=encoding).stderr.decode("utf-8")


def test_the_same_question_has_the_same_answer() -> None:
    """Two processes print the same bytes, whatever order they hash in."""
    for form in ("text", "html", "json"):
        made = {run("demo", "--format", form, PYTHONHASHSEED=seed).stdout for seed in ("0", "1")}
        assert len(made) == 1
