"""What a fault says it expected is worded in every language, whoever says it."""

from __future__ import annotations

import ast
import pathlib
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest

from format_files import is_there
from khcn_records.errors import Fault, InvalidArgumentError, InvalidValueError, KhcnError, UnsafeFileError
from khcn_records.formats import loads
from khcn_records.labels import label, wordings
from project import SOURCE, tree

ROOMS = ("converter", "fields", "formats", "records", "reports", "text.py")
"""The rooms whose words stand in faults of stored data."""
PLACE = {"InvalidValueError": 1, "InvalidArgumentError": 1, "invalid": 1, "Problem": 2}
"""Call → which of its arguments says what was expected."""
LISTS = {"schema, records", "schema, records, attachments", "YAML", "7: 7"}
"""Keys and names, the same in every language; and what a library of archives says of a broken one."""


def literal(node: ast.AST) -> str | None:
    """A text of the source, each value that is filled in written as 7."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left = literal(node.left)
        return None if left is None else f"{left}7"
    return None


def phrases() -> Iterator[tuple[str, str]]:
    """Where, and what is said to be expected."""
    for path in sorted(SOURCE.rglob("*.py")):
        if path.relative_to(SOURCE).parts[0] not in ROOMS:
            continue
        for node in ast.walk(tree(path)):
            said: ast.expr | None = None
            if isinstance(node, ast.Call):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                place = PLACE.get(name, 1 if name == "_slip" and path.name == "bundle.py" else None)
                said = node.args[place] if place is not None and len(node.args) > place else None
            elif isinstance(node, ast.Tuple) and len(node.elts) == 2 and literal(node.elts[0]) == "expected":
                said = node.elts[1]
            text = literal(said) if said is not None else None
            if said is not None and text:
                yield f"{path.relative_to(SOURCE).as_posix()}:{said.lineno}", text


PHRASES = sorted(set(phrases()))


def test_phrases_are_found() -> None:
    """The source says often what it expects."""
    assert len(PHRASES) > 40


@pytest.mark.parametrize(("where", "text"), PHRASES, ids=[where for where, _ in PHRASES])
def test_every_expectation_of_stored_data_is_worded(where: str, text: str) -> None:
    """What the rooms of stored data expect has a wording of its own in Vietnamese."""
    worded = label(Fault("invalid_value", "$", "'x'", (("expected", text),)), "vi")

    assert text in LISTS or not worded.endswith(f"yêu cầu: {text}"), where


@pytest.mark.parametrize(
    ("error", "vietnamese"),
    [
        (InvalidValueError("-1", "0 or more in done"), "từ 0 trở lên ở done"),
        (
            InvalidValueError("9", "at most 7 in resolved and in_progress together"),
            "không quá 7 ở resolved cộng in_progress",
        ),
        (InvalidArgumentError("x", "one of forbid, keep, warn"), "một trong: forbid, keep, warn"),
        (
            Fault("wrong_type", "$", "5", (("expected", "text"), ("found", "number"))),
            "cần văn bản, có số",
        ),
        (Fault("invalid_value", "$", "5", (("expected", "nobody worded this"),)), "nobody worded this"),
    ],
    ids=str,
)
def test_figures_and_names_are_kept(error: Any, vietnamese: str) -> None:
    """What fills a phrase stands in the wording; a phrase that nobody worded stays as it is."""
    assert vietnamese in label(error, "vi")


def test_english_stays_as_it_was_said() -> None:
    """The English wording is that of the error itself."""
    for key, text in wordings("en").items():
        if key.startswith("expected."):
            assert label(Fault("invalid_value", "$", "'x'", (("expected", text),)), "en").endswith(
                f"expected: {text}"
            )


def test_a_slip_of_syntax_is_told_in_vietnamese() -> None:
    """What the parser of JSON says reaches an official in Vietnamese."""
    with pytest.raises(ValueError, match="delimiter") as caught:
        loads('{"schema": "khcn/2"\n "record": 1}')
    error: Any = caught.value

    assert "dấu ," in label(error.faults[0], "vi")


def unsafe_phrases() -> Iterator[tuple[str, str]]:
    """Where, and why a file is called unsafe."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "UnsafeFileError"
                and node.args
            ):
                yield f"{path.relative_to(SOURCE).as_posix()}:{node.lineno}", literal(node.args[0]) or ""


UNSAFE = sorted(set(unsafe_phrases()))


@pytest.mark.parametrize(("where", "text"), UNSAFE, ids=[where for where, _ in UNSAFE])
def test_why_a_file_is_unsafe_is_worded(where: str, text: str) -> None:
    """Whatever is refused before it is read, an official is told why in Vietnamese."""
    assert len(UNSAFE) > 25
    assert text, where
    assert label(UnsafeFileError(text), "vi") != f"Tệp không an toàn: {text}", where
    assert label(UnsafeFileError(text), "en").endswith(text)


def yaml_problems() -> Iterator[str]:
    """What PyYAML says of a text that is no YAML, each value that is filled in written as 7."""
    yaml = pytest.importorskip("yaml", reason="the extra yaml is not installed")
    for name in ("scanner", "parser", "composer"):
        source = pathlib.Path(yaml.__file__).with_name(f"{name}.py").read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id.endswith("Error")
                and len(node.args) > 2
            ):
                problem = node.args[2]
                problem = problem.left if isinstance(problem, ast.BinOp) else problem
                if isinstance(problem, ast.Constant):
                    yield re.sub("%[a-z]", "7", str(problem.value))


def test_every_problem_of_yaml_is_worded() -> None:
    """What the parser of YAML says reaches an official in Vietnamese, whatever it is."""
    problems = sorted(set(yaml_problems()))
    said = {text: label(Fault("invalid_value", "$", "'x'", (("expected", text),)), "vi") for text in problems}

    assert len(problems) > 30
    assert [text for text, words in said.items() if words.endswith(f"yêu cầu: {text}")] == []


SLIPS: tuple[tuple[str, str | bytes, str], ...] = (
    ("json", "", "một giá trị; tại"),
    ("json", '{"a"}', "dấu :"),
    ("json", '{"a": 1 "b": 2}', "dấu ,"),
    ("json", "{a: 1}", "tên trường trong dấu ngoặc kép"),
    ("json", '{"a": "x', "dấu ngoặc kép đóng chuỗi"),
    ("json", '{"a": "\\q"}', "ký tự thoát mà JSON có"),
    ("json", '{"a": "\\u12"}', "bốn chữ số thập lục phân"),
    ("json", '{"a": "\x01"}', "không có ký tự điều khiển"),
    ("json", "[] []", "không có gì sau hết dữ liệu"),
    ("json", "[NaN]", "số mà JSON có"),
    ("json", '{"a": 1, "a": 2}', "trùng khóa"),
    ("json", b"\xff", "không phải UTF-8"),
    ("json", "[" * 100_000, "JSON lồng quá sâu"),
    ("jsonl", '{"schema": "khcn/2"}\n{', "tên trường trong dấu ngoặc kép"),
    ("yaml", "a: b: c", "đặt trong ngoặc kép nếu là chữ"),
    ("yaml", "a: [1", "dấu , hoặc ]"),
    ("yaml", "a: {1", "dấu , hoặc }"),
    ("yaml", "\tb: 1", "không bắt đầu bằng ký tự"),
    ("yaml", 'a: "x', "dấu đóng trước khi hết tệp"),
    ("yaml", "a: 1\n b: 2", "đặt trong ngoặc kép"),
    ("yaml", "- 1\nb: 2", "hết khối"),
    ("yaml", "a: \x01", "ký tự mà YAML cấm"),
    ("yaml", "--- a\n--- b", "một tài liệu YAML duy nhất"),
    ("yaml", "a: &x 1", "không dùng neo"),
    ("yaml", "a: !x 1", "không dùng thẻ"),
    ("yaml", "1: a", "khóa dạng chữ"),
    ("csv", "a,b\r\n1,2", "dòng tiêu đề có cột schema"),
    ("csv", 'schema,record\r\n"x', 'dấu " đóng'),
    ("csv", 'schema,record\r\n"x"y,2', "hoặc hết dòng"),
    ("csv", "schema,record\r\n1,2,3", "không có ô nằm ngoài"),
    ("csv", "schema,record,code\r\nkhcn/2,finding,[1", "dấu ,"),
    ("xlsx", b"PK\x03\x04", "không phải tệp zip"),
    ("xlsx", "text", "không phải văn bản"),
    ("bundle", b"PK\x05\x06", "không phải tệp zip"),
    ("bundle", "text", "không phải văn bản"),
)


@pytest.mark.parametrize(("name", "data", "vietnamese"), SLIPS)
def test_a_slip_of_any_format_is_told_in_vietnamese(name: str, data: str | bytes, vietnamese: str) -> None:
    """What is wrong with a file that cannot even be read is told in Vietnamese, and in English otherwise."""
    if not is_there(name):
        pytest.skip(f"the extra {name} is not installed")
    with pytest.raises(KhcnError) as caught:
        loads(data, name)
    error = caught.value
    (told, *_), (english, *_) = (
        [label(one, lang) for one in getattr(error, "faults", (error,))] for lang in ("vi", "en")
    )

    assert vietnamese in told
    assert vietnamese not in english


def test_wording_takes_linear_time() -> None:
    """A phrase as long as may be is compared with every wording at once; a longer one is left as it is."""
    hostile = ("row 1, column " * 30)[:400]
    started = time.process_time()
    for text in (hostile, hostile * 100):
        assert text in label(Fault("invalid_value", "$", "'x'", (("expected", text),)), "vi")

    assert time.process_time() - started < 1
