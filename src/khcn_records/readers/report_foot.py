"""The foot of a report (*nơi nhận, chữ ký*): receivers and signature.

Basis: Nghị định 30/2020/NĐ-CP, Phụ lục I. Two columns of the page may stand in one line, parted by spaces or a bar.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from khcn_records.errors import InvalidValueError
from khcn_records.readers.report_head import columns_of, is_drawn
from khcn_records.readers.report_words import begins_with, folded_pattern, pairs, words
from khcn_records.readers.sources import Line
from khcn_records.records.issued_documents import Recipient, RecipientKind, Signature
from khcn_records.text import fold

__all__ = ["Foot", "foot_start", "opens_foot", "read_foot"]

_LONGEST = 400
_FOOT_REACH = 60


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


def opens_foot(text: str) -> bool:
    """Whether a text opens the receivers or a signature.

    >>> opens_foot("Nơi nhận:"), opens_foot("KT. GIÁM ĐỐC"), opens_foot("Nơi nhận hồ sơ")
    (True, True, False)
    """
    label = fold(text[:_LONGEST]).partition(":")[0].strip()
    return label in words("recipients", "opening") or _signs(text)


def foot_start(lines: Sequence[Line]) -> int:
    """The place of the first line of the foot; the number of lines where there is none."""
    for place in range(len(lines) - 1, max(-1, len(lines) - 1 - _FOOT_REACH), -1):
        if any(begins_with(fold(part), "recipients", "opening") for part in columns_of(lines[place])):
            return _signed_above(lines, place)
    signing = [
        place
        for place in range(max(0, len(lines) - 12), len(lines))
        if any(_signs(part) and part.isupper() for part in columns_of(lines[place]))
    ]
    return signing[0] if signing else len(lines)


def _signed_above(lines: Sequence[Line], place: int) -> int:
    """Where the foot begins: a signature may stand above the receivers, with a name between."""
    first = place
    for above in range(place - 1, max(-1, place - 8), -1):
        parts = columns_of(lines[above])
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
        for column in columns_of(line):
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
            elif is_list and receivers and not signing and not is_drawn(column):
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
