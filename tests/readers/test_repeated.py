"""What is read once for all its repetitions is what would be read each time."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_records.errors import KhcnError
from khcn_records.readers.repeated import References, made_task
from khcn_records.records.assigned_tasks import AssignedTask, TaskStatus
from khcn_records.values.document_numbers import DocumentNumber
from khcn_records.values.document_references import DocumentReference

NOTATIONS = (
    "UBND-KGVX", "KH-UBND", "TB-VP", "QĐ-UBND", "TTr-SKHCN", "KHCN-TĐC", "CV-TU", "KL-TU", "BC-KHCN", "QĐ-TTG", "NQ-CP", "TT-BKHCN", "NĐ-CP",
    "VBHN-VPCP", "QĐ-BNN-TCTL", "SL-CTN", "CK-AB", "UBND", "GP-BVHTT", "KH-KHCN",
)  # fmt: skip
TAILS = (
    "",
    " ngày 17/01/2024",
    " Ngày 29/02/2024",
    " ngày 31/12/1999",
    " ngày 31/02/2024",
    " ngày 1/2/2024",
    " của UBND tỉnh",
)


def parts(reference: DocumentReference) -> list[object]:
    """Every field, those that no comparison sees too."""
    number = reference.number
    told = [] if number is None else [getattr(number, field.name) for field in attrs.fields(DocumentNumber)]
    return [*(getattr(reference, field.name) for field in attrs.fields(DocumentReference)), *told]


@given(
    st.lists(
        st.tuples(st.integers(0, 99_999), st.sampled_from(NOTATIONS), st.sampled_from(TAILS)), max_size=30
    )
)
def test_a_reference_of_a_known_notation_is_what_parsing_gives(drawn: list[tuple[int, str, str]]) -> None:
    """In whatever order symbols come, each is read in every field as if it were the first."""
    references = References()
    for number, notation, tail in drawn:
        text = f"{number}/{notation}{tail}"
        try:
            expected = DocumentReference.parse(text)
        except KhcnError:
            with pytest.raises(KhcnError):
                references.parse(text)
        else:
            assert parts(references.parse(text)) == parts(expected)


@given(
    content=st.text(min_size=1).filter(str.strip) | st.just("Tham mưu  kế hoạch") | st.just("Báo cáo "),
    note=st.none() | st.sampled_from(["chờ ý kiến", " x", "a\nb"]),
    due_on=st.none() | st.dates(),
)
def test_a_task_made_quickly_is_the_task(content: str, note: str | None, due_on: dt.date | None) -> None:
    """Whatever its texts, the task equals the one that the class makes, or is refused as the class refuses it."""
    values: dict[str, object] = {
        "task_id": "2024-02/1",
        "directive": DocumentReference.parse("31/KH-UBND"),
        "content": content,
        "status": TaskStatus.DONE,
        "due_on": due_on,
        "note": note,
    }
    try:
        expected = AssignedTask(**values)  # type: ignore[arg-type]
    except KhcnError as error:
        with pytest.raises(type(error)):
            made_task(**values)
    else:
        made = made_task(**values)
        assert made == expected
        assert [getattr(made, field.name) for field in attrs.fields(AssignedTask)] == [
            getattr(expected, field.name) for field in attrs.fields(AssignedTask)
        ]
