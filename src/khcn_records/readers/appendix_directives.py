"""The cell of the directive (*văn bản chỉ đạo*): a day that is glued to the symbol, and several documents in one cell."""

from __future__ import annotations

import itertools
import re

from khcn_records.errors import InvalidValueError
from khcn_records.mentions.documents import find_documents
from khcn_records.text import DASHES
from khcn_records.values.document_kinds import noun_at_end
from khcn_records.values.document_references import DocumentReference

__all__ = ["parted", "several_in"]

_DASHES = re.escape(DASHES)
_GLUED = re.compile(
    rf"(?<=[A-Za-zĐđ&])[ ]?[_,;({_DASHES}][ ]?([0-3]?[0-9][/.][01]?[0-9][/.](?:19|20)[0-9]{{2}})\)?(?![0-9/])"
)
_SYMBOL = re.compile(
    rf"(?<![\w/-])[0-9]{{1,6}}[A-Za-zđĐ]? ?[/{_DASHES}] ?(?:[0-9]{{4}} ?[/{_DASHES}] ?)?[A-ZĐ][A-ZĐ&]"
)
_FEWEST = 2
_BEFORE_SYMBOL = re.compile(r"(?<!\w)(?:số|số hiệu|ký hiệu)\s?:?\s*$", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s;,+&.•–-]+$|(?<=[\s;,])[Vv]à\s*$")


def parted(text: str) -> str:
    """A symbol and the day that a dash glues to it, apart.

    >>> parted("100/QĐ-UBND-05/5/2025"), parted("05/QĐ-UBND")
    ('100/QĐ-UBND ngày 05/5/2025', '05/QĐ-UBND')
    """
    return _GLUED.sub(r" ngày \1", text)


def several_in(text: str) -> tuple[DocumentReference, ...]:
    """The documents of a cell that names several and nothing else, in order; none where it names one, or says more.

    >>> [str(one.number) for one in several_in("101/UBND-KGVX ngày 5/2/2024; Kế hoạch số 31/KH-UBND")]
    ['101/UBND-KGVX', '31/KH-UBND']
    >>> several_in("316/UBND-KGVX thực hiện Kế hoạch số 31/KH-UBND")
    ()
    """
    if len(_SYMBOL.findall(text)) < _FEWEST:
        return ()
    mentions = find_documents(text)
    if len(mentions) < _FEWEST:
        return ()
    starts = [0, *(_start(text, mention.start) for mention in mentions[1:]), len(text)]
    found = []
    for start, end in itertools.pairwise(starts):
        piece = text[start:end].strip()
        while (sign := _BETWEEN.search(piece)) is not None:
            piece = piece[: sign.start()]
        try:
            reference = DocumentReference.parse(piece)
        except InvalidValueError:
            return ()
        if reference.number is None or reference.subject is not None:
            return ()
        found.append(reference)
    return tuple(found)


def _start(text: str, symbol: int) -> int:
    """Where a citation begins: its kind and *số* stand before the symbol."""
    head = text[:symbol]
    found = _BEFORE_SYMBOL.search(head)
    bare = head[: found.start()] if found is not None else head
    named = noun_at_end(bare.rstrip())
    return bare.rstrip().rfind(named[1]) if named is not None else len(bare)
