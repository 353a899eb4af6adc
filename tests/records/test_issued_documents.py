"""The laws of issued documents: known by what is told of them, signed by right, their signer's name shown to nobody unasked."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from khcn_records.display import MASK, shown
from khcn_records.errors import IllegalTransitionError, InvalidDocumentReferenceError, InvalidValueError
from khcn_records.labels import label, languages
from khcn_records.lifecycle import advance, state_at
from khcn_records.records.issued_documents import (
    DocumentAct,
    IssuedDocument,
    IssuedDocumentStatus,
    Recipient,
    RecipientKind,
    Signature,
    SigningAuthority,
)
from khcn_records.values.document_kinds import OFFICIAL_LETTER, DocumentKind, kind_of_noun

SIGNED_ON = dt.date(2024, 1, 30)


def document(**fields: Any) -> IssuedDocument:
    """A decision, with fields set."""
    return IssuedDocument(**{"document_id": "1", "kind": DocumentKind("QĐ"), **fields})


SIGNATURES = [
    (("GIÁM ĐỐC",), {"authority": "direct", "position": "GIÁM ĐỐC"}),
    (("Q. GIÁM ĐỐC",), {"authority": "q", "position": "GIÁM ĐỐC"}),
    (
        ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        {"authority": "kt", "head_position": "GIÁM ĐỐC", "position": "PHÓ GIÁM ĐỐC"},
    ),
    (
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        {"authority": "tm", "head_position": "ỦY BAN NHÂN DÂN", "position": "CHỦ TỊCH"},
    ),
    (
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        {
            "authority": "tm",
            "head_position": "ỦY BAN NHÂN DÂN",
            "deputy_of": "CHỦ TỊCH",
            "position": "PHÓ CHỦ TỊCH",
        },
    ),
    (
        ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
        {"authority": "tl", "head_position": "CHỦ TỊCH", "position": "CHÁNH VĂN PHÒNG"},
    ),
    (
        ("TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ"),
        {"authority": "tuq", "head_position": "CHỦ TỊCH", "position": "GIÁM ĐỐC SỞ"},
    ),
]


@pytest.mark.parametrize(("lines", "fields"), SIGNATURES)
def test_a_signature_prints_what_it_was_read_from(lines: tuple[str, ...], fields: dict[str, Any]) -> None:
    """The lines above the name say authority and positions, and come out of them again."""
    signature = Signature(**fields)

    assert Signature.from_lines(lines) == signature
    assert signature.lines() == lines
    assert signature.format() == signature.format("en") == " / ".join(lines)


@pytest.mark.parametrize(
    ("lines", "printed"),
    [
        (["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"], "TM. BAN THƯỜNG VỤ / PHÓ BÍ THƯ"),
        (["KT.GIÁM ĐỐC", "Phó Giám đốc"], "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC"),
    ],
)
def test_other_spellings_of_a_signature_are_read(lines: list[str], printed: str) -> None:
    """The Party's strokes, a missing space and small letters are read, and printed as the decree prints."""
    assert Signature.from_lines(lines).format() == printed


@pytest.mark.parametrize(
    "lines",
    [[], ["KT. GIÁM ĐỐC"], ["GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], ["TM. UBND", "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"], ["Q. A", "B"]],
)  # fmt: skip
def test_lines_that_make_no_signature_are_refused(lines: list[str]) -> None:
    """A deputy without a position, or rights in an order there is not, are refused."""
    with pytest.raises(InvalidValueError):
        Signature.from_lines(lines)


def test_the_name_of_a_signer_is_masked_unless_asked_for() -> None:
    """Personal data in a part of a document does not show with the document."""
    named = document(
        signature=Signature.from_lines(["GIÁM ĐỐC"], name="Người Ký A"),
        recipients=[Recipient(text="Thư điện tử", kind="other_email", emails=["a@b.example"])],
    )
    seen = repr(named) + named.format() + named._repr_html_() + repr(named.signature)

    assert "Người Ký A" not in seen
    assert "a@b.example" not in seen
    assert MASK in repr(named)
    assert "Người Ký A" in shown(named, with_personal=True)
    assert "a@b.example" in shown(named, with_personal=True)


@pytest.mark.parametrize("lang", languages())
def test_every_authority_has_words_and_a_prefix(lang: str) -> None:
    """Each right to sign is worded, and all but the head's own are printed before the position."""
    assert all(label(authority, lang) for authority in SigningAuthority)
    assert {authority.prefix for authority in SigningAuthority} == {"", "TM.", "KT.", "TL.", "TUQ.", "Q."}


@pytest.mark.parametrize(
    ("fields", "cited"),
    [
        ({"number": "19/BC-KHCN", "issued_on": dt.date(2024, 1, 17)}, "Báo cáo số 19/BC-KHCN ngày 17/01/2024"),
        ({"number": "199/KHCN-TĐC"}, "Công văn số 199/KHCN-TĐC"),
        ({"kind": DocumentKind("KH"), "subject": "Tuyên truyền năm 2024"}, "Kế hoạch Tuyên truyền năm 2024"),
        ({"kind": DocumentKind("QĐ")}, "Quyết định"),
        ({"kind": kind_of_noun("tờ trình"), "subject": "Về việc ban hành kế hoạch"}, "Tờ trình Về việc ban hành kế hoạch"),
    ],
)  # fmt: skip
def test_a_document_is_cited_by_what_is_known(fields: dict[str, Any], cited: str) -> None:
    """Symbol, title or kind alone make a reference; the kind is taken from the symbol."""
    made = IssuedDocument(document_id="1", **fields)

    assert made.reference.cite() == cited
    assert made.kind == made.reference.kind


def test_a_document_of_which_nothing_is_known_is_refused() -> None:
    """An id alone is no document."""
    with pytest.raises(InvalidDocumentReferenceError):
        IssuedDocument(document_id="1")
    with pytest.raises(InvalidDocumentReferenceError):
        IssuedDocument(document_id="1", kind=DocumentKind("XYZ"))


def test_the_kind_settles_how_a_symbol_is_read() -> None:
    """A letter whose symbol looks like a submission is a letter where its kind says so."""
    made = IssuedDocument(document_id="1", number="410/TTr-NV1", kind=OFFICIAL_LETTER)

    assert made.kind == OFFICIAL_LETTER
    assert made.number is not None
    assert made.number.issuers == ("TTr",)


def test_a_document_lives_from_draft_to_its_end() -> None:
    """Drafted, consulted on, submitted, signed, issued, in force, replaced: each step fills what it names."""
    made = document(status="drafted")
    for event, month in (("consult", 1), ("submit", 2), ("sign", 3), ("issue", 4), ("take_effect", 5)):
        made = advance(made, event, on=dt.date(2024, month, 1))
    replaced = advance(made, "replace", on=dt.date(2024, 6, 1), document="40/QĐ-KHCN")

    assert (made.status, made.issued_on, made.effective_on) == (
        IssuedDocumentStatus.IN_FORCE,
        dt.date(2024, 4, 1),
        dt.date(2024, 5, 1),
    )
    assert str(replaced.replaced_by) == "Quyết định số 40/QĐ-KHCN"
    assert state_at(replaced, dt.date(2024, 3, 31)) is IssuedDocumentStatus.SIGNED


def test_a_draft_goes_back_and_a_signed_document_does_not() -> None:
    """What was submitted may be drafted anew; what was signed is recalled once it is out, never redrafted."""
    assert advance(document(status="submitted"), "redraft", on=SIGNED_ON).status == "drafted"
    assert advance(document(status="issued"), "recall", on=SIGNED_ON).status == "recalled"
    for event in ("redraft", "recall"):
        with pytest.raises(IllegalTransitionError):
            advance(document(status="signed"), event, on=SIGNED_ON)


def test_the_day_of_issue_tells_the_state_before() -> None:
    """Without a history a document was not out before its day."""
    made = document(issued_on=SIGNED_ON)

    assert state_at(made, SIGNED_ON) is IssuedDocumentStatus.ISSUED
    assert state_at(made, SIGNED_ON - dt.timedelta(days=1)) is IssuedDocumentStatus.DRAFTED


def test_one_document_does_several_things() -> None:
    """Each act names its own records, and the document keeps their order."""
    made = document(acts=[DocumentAct(content=f"Phê duyệt đề tài {n}", record_ids=[f"P{n}"]) for n in (2, 1)])

    assert [act.record_ids for act in made.acts] == [("P2",), ("P1",)]


def test_a_personnel_decision_stands_without_a_subject() -> None:
    """Its kind and its number in the list are enough, so that nothing of a person need be told."""
    made = document(is_personnel=True, section="I.II.decisions", sequence=3)

    assert (made.subject, made.sequence, made.reference.cite()) == (None, 3, "Quyết định")


@pytest.mark.parametrize(("field", "wrong"), [("sequence", 0), ("sequence", -1)])
def test_a_number_in_a_list_begins_at_one(field: str, wrong: int) -> None:
    """A sequence below 1 is refused."""
    with pytest.raises(InvalidValueError):
        document(**{field: wrong})


def test_a_recipient_counts_copies_and_addresses() -> None:
    """Counts of copies and of withheld addresses are kept, never below nought."""
    kept = Recipient(text="Lưu: VT, VP", kind="archive", archive_units=["VT", "VP"], copies=2)

    assert (kept.kind, kept.archive_units, kept.copies) == (RecipientKind.ARCHIVE, ("VT", "VP"), 2)
    for field in ("copies", "emails_count"):
        with pytest.raises(InvalidValueError):
            Recipient(**{"text": "Lưu: VT", field: -1})  # type: ignore[arg-type]
