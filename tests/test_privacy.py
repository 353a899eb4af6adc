"""The laws of privacy: what identifies a person is masked everywhere, nothing else is touched, the rest stays a record."""

from __future__ import annotations

import unicodedata

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_records.display import MASK, Displayed
from khcn_records.fields import optional_text, personal, required_text
from khcn_records.finding import Finding
from khcn_records.privacy import PersonalKind, find_personal, redact
from khcn_records.records import KINDS
from khcn_records.records.assigned_tasks import AssignedTask, TaskStatus
from record_strategies import STRATEGIES


@attrs.frozen(kw_only=True, repr=False)
class Bearer(Displayed):
    """A part with personal data in it."""

    role: str = attrs.field(converter=required_text)
    name: str = attrs.field(converter=required_text, metadata=personal)
    note: str | None = attrs.field(default=None, converter=optional_text)


@pytest.mark.parametrize(
    ("text", "masked", "kind"),
    [
        ("gửi nguyenvana@gmail.com.", f"gửi {MASK}.", PersonalKind.E_MAIL),
        ("số máy 0912 345 678;", f"số máy {MASK};", PersonalKind.PHONE),
        ("+84 912345678", MASK, PersonalKind.PHONE),
        ("máy 091-234-5678.", f"máy {MASK}.", PersonalKind.PHONE),
        ("máy 0912.345.678 - cơ quan", f"máy {MASK} - cơ quan", PersonalKind.PHONE),
        ("máy 0912 - 345 - 678", f"máy {MASK}", PersonalKind.PHONE),
        ("bà Trần Thị An sinh năm 1980", f"bà Trần Thị An {MASK}", PersonalKind.BIRTH_DATE),
        ("sinh ngày 5 tháng 3 năm 1980, quê", f"{MASK}, quê", PersonalKind.BIRTH_DATE),
        ("Sinh ngày: mồng 5 tháng 3", MASK, PersonalKind.BIRTH_DATE),
        ("Ngày, tháng, năm sinh: 05/03/1980", MASK, PersonalKind.BIRTH_DATE),
        ("Ông A, sinh ngày 01/01/1980, cán bộ", f"Ông A, {MASK}, cán bộ", PersonalKind.BIRTH_DATE),
        ("CCCD số 001080012345 cấp", f"{MASK} cấp", PersonalKind.IDENTITY_NUMBER),
    ],
)
def test_personal_data_in_a_text_is_masked(text: str, masked: str, kind: PersonalKind) -> None:
    """What its form gives away is found and masked, the words around it stay."""
    assert redact(text) == masked
    assert [found for found, _, _ in find_personal(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "vanthu@bacgiang.gov.vn", "0204.3856.240", "316/UBND-KGVX ngày 17/01/2024", "1.291 mẫu", "0912/QĐ-UBND", "thành lập năm 1980", "",
        "sự cố phát sinh ngày 05/03/2024", "phát sinh ngày 5 tháng 3 năm 2024", "Học sinh năm 2024", "vi sinh năm 2024", "tuyển sinh năm 2024",
        "từ 05-03-2024 15-03-2024", "03 - 05 - 2024", "038-2024-15",
    ],
)  # fmt: skip
def test_what_is_no_personal_data_stays(text: str) -> None:
    """Addresses and lines of offices, symbols, days and figures are not touched."""
    assert redact(text) is text


def test_a_personal_field_is_masked_wherever_it_is_repeated() -> None:
    """A name stands in no field and no text of what is given back."""
    bearer = Bearer(role="Chủ nhiệm", name="Người Thứ Nhất", note="do Người Thứ Nhất lập")
    hidden = redact((bearer, [bearer]))

    assert hidden == (attrs.evolve(bearer, name=MASK, note=f"do {MASK} lập"), [hidden[0]])
    assert hidden[0].role == "Chủ nhiệm"
    assert redact(hidden) == hidden


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Nguyễn Thị Hoà", "Nguyễn Thị Hòa"),
        ("Nguyễn Thị Hòa", "NGUYỄN THỊ HOÀ"),
        ("Đỗ Thuý Nga", "Đỗ  Thúy\nNga"),
        ("Đỗ Thúy Nga", unicodedata.normalize("NFD", "Đỗ Thuý Nga")),
        ("Lê-A Văn", "lê-a văn"),
    ],
)
def test_a_name_is_known_in_its_other_spellings(name: str, written: str) -> None:
    """Capitals, the tone mark on the other vowel, composed or not, and a line break hide no name."""
    hidden = redact((Bearer(role="x", name=name), f"do {written}, lập"))

    assert hidden[1] == f"do {MASK}, lập"


def test_a_name_is_found_as_whole_words() -> None:
    """The longest name is taken, and what only begins like one stays."""
    bearers = tuple(Bearer(role="x", name=name) for name in ("Lê Văn", "Lê Văn An", "Lê Văn An Bình Nam"))
    texts = ("Lê Văn An Bình", "Lê Vănn", "lê", "Lê Lê Văn An", "Lê Vằn An")

    assert redact((bearers, texts))[1] == (f"{MASK} Bình", "Lê Vănn", "lê", f"Lê {MASK}", "Lê Vằn An")


def test_text_of_records_and_findings_is_masked() -> None:
    """Free text of a record and of a finding is looked through as any other text."""
    task = AssignedTask(
        task_id="1", directive="02/KH-UBND", content="Gọi 0912345678", status=TaskStatus.IN_PROGRESS
    )
    finding = Finding(code="misspelling", parameters={"text": "a@gmail.com", "right": "b"})

    assert redact(task).content == f"Gọi {MASK}"
    assert redact(task).directive == task.directive
    assert dict(redact(finding).parameters)["text"] == MASK


@pytest.mark.parametrize("kind", sorted(KINDS))
@given(data=st.data())
def test_a_redacted_record_is_a_record(kind: str, data: st.DataObject) -> None:
    """Any record comes back as one of its kind, and a second time changes nothing."""
    record = data.draw(STRATEGIES[kind](), label=kind)
    hidden = redact(record)

    assert type(hidden) is type(record)
    assert redact(hidden) == hidden
