"""Head and foot of a report (*thể thức văn bản*): letterhead, title, receivers, signature.

Basis: Nghị định 30/2020/NĐ-CP, Phụ lục I. Two columns of the page may stand in one line, parted by spaces or a bar.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Sequence

import attrs

from khcn_records.errors import InvalidValueError
from khcn_records.mentions.documents import find_documents
from khcn_records.readers.report_titles import periods_in, title_of
from khcn_records.readers.report_words import begins_with, folded_pattern, pairs
from khcn_records.readers.sources import Line
from khcn_records.records.issued_documents import Recipient, RecipientKind, Signature
from khcn_records.text import clean, fold
from khcn_records.values.dates import parse_date
from khcn_records.values.document_kinds import DocumentKind
from khcn_records.values.document_references import DocumentReference

__all__ = ["Foot", "Head", "foot_start", "read_foot", "read_head"]

_COLUMNS = folded_pattern(r"\s{3,}|\s*[|\t]+\s*")
_NUMBER = folded_pattern(r"số\s?:")
_PLACE_DATE = folded_pattern(
    r"(?:[^\W\d_]{1,12} ){0,5}[^\W\d_]{1,12}, ?ngày\s{0,8}([0-9]{1,2}|[….\s]{0,12})\s{0,8}tháng\s{0,8}([0-9]{1,2}|[….\s]{0,12})\s{0,8}năm\s{0,4}([0-9]{4})"
)
_SYMBOL = folded_pattern(r"(?:[0-9]{1,6}|[….\s_]{0,20}) ?/ ?[^\W\d_][\w.&/-]{1,40}")
_DRAWN = folded_pattern(r"[\W_]*")
_REACH = 60
_LONGEST_LINE = 400
_FOOT_REACH = 60
_SUBJECT_LINES = 6
_TITLE_LINES = 3


@attrs.define
class Head:
    """What stands above the text of a report.

    Attributes:
        body: the issuing body as printed.
        above: the body it belongs to, as printed.
        reference: its number and date, as far as filled in.
        kind: what it calls itself.
        subject: the words below that.
        used: the numbers of the lines understood.
    """

    body: str | None = None
    above: str | None = None
    reference: DocumentReference | None = None
    kind: DocumentKind | None = None
    subject: str | None = None
    used: set[int] = attrs.field(factory=set)


def read_head(lines: Sequence[Line]) -> Head:
    """The letterhead and title in the first lines of a text; `lines` end where the first heading begins."""
    head = Head()
    bodies: list[str] = []
    symbol: str | None = None
    issued_on: dt.date | None = None
    lines = [line for line in lines[:_REACH] if len(line.raw) <= _LONGEST_LINE]
    for place, line in enumerate(lines):
        kind, words = title_of(lines[place : place + _TITLE_LINES])
        if kind is not None:
            head.kind = kind
            head.used.add(line.number)
            below = lines[place + 1 :]
            if periods_in(words):
                below = list(itertools.takewhile(lambda one: one.text.isupper(), below))
            head.subject = clean(f"{words} {_subject(below, head.used) or ''}") or None
            break
        for column in _columns(line):
            key = fold(column)
            if begins_with(key, "letterhead", "states") or _DRAWN.fullmatch(column):
                head.used.add(line.number)
            elif _NUMBER.match(key):
                symbol = clean(column[_NUMBER.match(key).end() :])  # type: ignore[union-attr]
                head.used.add(line.number)
            elif dated := _PLACE_DATE.match(key):
                issued_on = _day(dated)
                head.used.add(line.number)
            elif column.isupper() and (bodies or begins_with(key, "letterhead", "bodies")):
                bodies.append(column)
                head.used.add(line.number)
    else:
        if not (symbol or bodies):
            head.used.clear()
    _name_bodies(head, bodies)
    head.reference = _reference(symbol, issued_on, head.kind)
    return head


_BLANK = folded_pattern(r"((?<!\w)(?:[Ss]ố\s?:|ngày|tháng|năm))[ \xa0]{2,}")


def _columns(line: Line) -> list[str]:
    """The columns of a line; a number or day left blank parts none."""
    return [part for part in _COLUMNS.split(_BLANK.sub(r"\1 ", line.text)) if part]


def _subject(lines: Sequence[Line], used: set[int]) -> str | None:
    taken: list[Line] = []
    for line in lines[:_SUBJECT_LINES]:
        if _DRAWN.fullmatch(line.text):
            used.add(line.number)
            if taken:
                break
            continue
        is_prose = begins_with(line.key, "title", "ends") and not line.text.isupper()
        if taken and (is_prose or (taken[-1].text.isupper() and not line.text.isupper())):
            break
        if (
            line.key.startswith(fold("kính gửi"))
            or line.text[-1:] in {";", ":"}
            or (is_prose and line.text[-1:] == ".")
        ):
            break
        taken.append(line)
        if line.text[-1:] == ".":
            break
    used.update(line.number for line in taken)
    return clean(" ".join(line.text for line in taken)) or None


def _name_bodies(head: Head, bodies: Sequence[str]) -> None:
    """Lines of capitals as names: one that begins like a body begins another name."""
    names: list[str] = []
    for line in bodies:
        if names and not begins_with(fold(line), "letterhead", "bodies"):
            names[-1] = f"{names[-1]} {line}"
        else:
            names.append(line)
    if names:
        head.body = names[-1]
        head.above = names[-2] if len(names) > 1 else None


def _day(found: re.Match[str]) -> dt.date | None:
    try:
        return parse_date("/".join(part.strip() for part in found.groups()))
    except InvalidValueError:
        return None


def _reference(
    symbol: str | None, issued_on: dt.date | None, kind: DocumentKind | None
) -> DocumentReference | None:
    found = _SYMBOL.search(symbol) if symbol else None
    number = None
    if found is not None:
        written = re.sub(r"[….\s_]+(?=/)", "", found[0])
        named = find_documents(f"Báo cáo số {written}") if written[0] != "/" else ()
        try:
            number = (
                named[0].value.number if named else DocumentReference.parse(f"Báo cáo số {written}").number
            )
        except InvalidValueError:
            number = None
    if number is None:
        return None
    try:
        return DocumentReference(number, issued_on, None, kind)
    except InvalidValueError:
        return DocumentReference(number, issued_on, None, None)


@attrs.define
class Foot:
    """What stands below the text of a report.

    Attributes:
        recipients: *nơi nhận*.
        signature: who signs.
        receivers: the lines of the receivers.
        signed: the lines of the signature.
        named: the line with the signer's name.
    """

    recipients: tuple[Recipient, ...] = ()
    signature: Signature | None = None
    receivers: list[Line] = attrs.field(factory=list)
    signed: list[Line] = attrs.field(factory=list)
    named: Line | None = None


def foot_start(lines: Sequence[Line]) -> int:
    """The place of the first line of the foot; the number of lines where there is none."""
    for place in range(len(lines) - 1, max(-1, len(lines) - 1 - _FOOT_REACH), -1):
        if any(begins_with(fold(part), "recipients", "opening") for part in _columns(lines[place])):
            return _signed_above(lines, place)
    signing = [
        place
        for place in range(max(0, len(lines) - 12), len(lines))
        if any(_signs(part) and part.isupper() for part in _columns(lines[place]))
    ]
    return signing[0] if signing else len(lines)


def _signed_above(lines: Sequence[Line], place: int) -> int:
    """Where the foot begins: a signature may stand above the receivers, with a name between."""
    first = place
    for above in range(place - 1, max(-1, place - 8), -1):
        parts = _columns(lines[above])
        if any(_signs(part) for part in parts):
            first = above
        elif not all(_is_name(part) for part in parts):
            break
    return first


_AUTHORITY = folded_pattern(r"(?:tm|kt|tl|tuq|q) ?\. ?[^\W\d_]|[tk]/[mtl] ")


def _signs(text: str) -> bool:
    """Whether a line is one of those above a signature."""
    key = fold(text).strip(" .,")
    if len(text) > 70 or not (text.isupper() or _AUTHORITY.match(key)):
        return False
    return _AUTHORITY.match(key) is not None or begins_with(key, "signature", "positions")


_BULLET = folded_pattern(r"[-\u2013\u2014+*•\s]+")
_EMAIL = folded_pattern(r"[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|\[e-?mail[^\]]{0,20}\]")
_COPIES = folded_pattern(r"\(([0-9]{1,3})(?: ?bản| ?b)?\)")
_UNITS = folded_pattern(r"[^\W\d_]{2,8}(?:-[^\W\d_]{2,6})?")


def read_foot(lines: Sequence[Line]) -> Foot:
    """The receivers and the signature in the last lines of a text."""
    foot = Foot()
    receivers: list[tuple[str, bool]] = []
    signing: list[str] = []
    names: list[tuple[Line, str]] = []
    is_list = False
    for line in lines:
        for column in _columns(line):
            key = fold(column)
            if begins_with(key, "recipients", "opening"):
                is_list = True
                rest = column.partition(":")[2].strip()
                foot.receivers.append(line)
                if rest:
                    receivers.append((rest, True))
            elif _signs(column):
                signing.append(column)
                foot.signed.append(line)
            elif is_list and _BULLET.match(column):
                receivers.append((_BULLET.sub("", column, count=1), True))
                foot.receivers.append(line)
            elif signing and _is_name(column):
                names.append((line, column))
            elif is_list and receivers and not signing and not _DRAWN.fullmatch(column):
                receivers.append((column, False))
                foot.receivers.append(line)
    foot.recipients = tuple(_recipients(receivers))
    foot.signature, foot.named = _signature(signing, names)
    return foot


def _is_name(text: str) -> bool:
    """Whether a line can be a person's name: two to five capitalised words, titles before them allowed."""
    parts = text.split()
    return (
        2 <= len(parts) <= 6
        and all(part[:1].isupper() for part in parts)
        and not any(char.isdigit() for char in text)
        and not text.isupper()
    )


def _signature(
    signing: Sequence[str], names: Sequence[tuple[Line, str]]
) -> tuple[Signature | None, Line | None]:
    for count in range(min(len(signing), 4), 0, -1):
        try:
            made = Signature.from_lines(
                [
                    line.strip(" ,.") if not _AUTHORITY.match(fold(line)) else line.strip(" ,")
                    for line in signing[:count]
                ]
            )
        except (InvalidValueError, TypeError):
            continue
        if names:
            return attrs.evolve(made, name=names[-1][1]), names[-1][0]
        return made, None
    return None, None


def _recipients(lines: Iterable[tuple[str, bool]]) -> Iterable[Recipient]:
    gathered: list[str] = []
    for text, is_new in lines:
        if is_new or not gathered:
            gathered.append(text)
        else:
            gathered[-1] = f"{gathered[-1]} {text}"
    kept: list[Recipient] = []
    for text in gathered:
        for piece in text.split(";") if "lưu" not in fold(text) else (text,):
            part = piece.strip(" .,;/")
            if not part:
                continue
            if _EMAIL.search(part):
                _add_email(part, kept)
            else:
                kept.append(_recipient(part))
    return kept


def _add_email(part: str, kept: list[Recipient]) -> None:
    """One address more of its kind."""
    is_other = "@" in part and not fold(part).endswith(".gov.vn")
    kind = RecipientKind.OTHER_EMAIL if is_other else RecipientKind.OFFICIAL_EMAIL
    addresses = tuple(found[0] for found in _EMAIL.finditer(part) if "@" in found[0])
    label = "Hộp thư điện tử khác" if is_other else "Hộp thư điện tử công vụ"
    for place, one in enumerate(kept):
        if one.kind is kind:
            count = (one.emails_count or 0) + 1
            kept[place] = attrs.evolve(one, emails=(*one.emails, *addresses), emails_count=count)
            break
    else:
        kept.append(Recipient(text=label, kind=kind, emails=addresses, emails_count=1))


def _recipient(text: str) -> Recipient:
    key = fold(text)
    kind = next(
        (kind for word, kind in pairs("recipients") if kind != "opening" and _begins(key, word)), "other"
    )
    units: tuple[str, ...] = ()
    if kind == "archive":
        units = tuple(
            found[0] for found in _UNITS.finditer(text.partition(":")[2] or text[4:]) if found[0].isupper()
        )
    copies = _COPIES.search(text)
    return Recipient(
        text=text,
        kind=RecipientKind(kind),
        copies=int(copies[1]) if copies else None,
        archive_units=units,
    )


def _begins(key: str, word: str) -> bool:
    return key.startswith(word) and not key[len(word) : len(word) + 1].isalnum()
