"""What a fault says it expected is worded in every language, whoever says it."""

from __future__ import annotations

import ast
import time
from collections.abc import Iterator
from typing import Any

import pytest

from khcn_records.errors import Fault, InvalidArgumentError, InvalidValueError
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


def test_wording_takes_linear_time() -> None:
    """A phrase as long as may be is compared with every wording at once; a longer one is left as it is."""
    hostile = ("row 1, column " * 30)[:400]
    started = time.process_time()
    for text in (hostile, hostile * 100):
        assert text in label(Fault("invalid_value", "$", "'x'", (("expected", text),)), "vi")

    assert time.process_time() - started < 1
