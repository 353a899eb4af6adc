"""Documents of the office (*văn bản ban hành*): the lists `Ban hành các quyết định:` with what stands below them.

A list tells the kind in its head, an item its subject; an item that begins with a kind of its own has that one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from khcn_records.errors import InvalidValueError
from khcn_records.mentions.documents import find_documents
from khcn_records.readers.items import Claim, Context
from khcn_records.readers.report_outline import Entry
from khcn_records.readers.report_words import begins_with, folded_pattern, mentions, words
from khcn_records.records.issued_documents import IssuedDocument, IssuedDocumentStatus
from khcn_records.text import fold
from khcn_records.values.document_issuers import issuer_end
from khcn_records.values.document_kinds import DocumentKind, folded_nouns
from khcn_records.values.document_references import DocumentReference

__all__ = ["Reader", "list_head"]

FILE = "documents"
_WITHHELD = "Công tác tổ chức, cán bộ"
_ANY = frozenset(map(fold, ("văn bản", "văn bản khác", "văn bản chỉ đạo", "văn bản quan trọng")))
_ABOUT = folded_pattern(r"(?: ?[,:])? ?(?:về việc|v/v|về|số(?= ?:? ?[0-9]))(?!\w)")
_DATED = folded_pattern(
    r",? ?(?:ngày )?[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{4}|,? ?ngày [0-9]{1,2} tháng [0-9]{1,2} năm [0-9]{4}"
)
_BY = folded_pattern(r",? ?của ")
_DRAFT = folded_pattern(r"(?:xây dựng |hoàn thiện |lấy ý kiến )?(?:đối với )?dự thảo ")
_BEHIND_VERB = folded_pattern(r"ban hành (?:[^\W\d_]+ ){1,4}(?:số )?:? ?$")
_COUNTED = folded_pattern(r"^(?:và )?(?:ban hành |xây dựng |trình )?(?:[0-9]{1,3} )?")
_LISTED = folded_pattern(r" (?:sau|như sau|gồm|bao gồm|cụ thể|chủ yếu|quan trọng|khác)(?: như sau)?$")
_LONGEST_HEAD = 160
_LONGEST_NOUN = 40


class Reader:
    """See the module."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.kinds: dict[int, DocumentKind | None] = {}
        self.counts: dict[tuple[int, DocumentKind | None], int] = {}
        self.found: list[Claim] = []

    def take(self, entry: Entry) -> None:
        """Look at one item."""
        if entry.heading.is_planned or entry.heading.is_remark:
            return
        if entry.is_list_head and (head := list_head(entry.block.key)) is not None:
            self.kinds[id(entry)] = head[0]
            return
        above = entry.above
        if above is not None and id(above) in self.kinds:
            self.context.listed.add(id(entry))
            made = self._made(entry, self.kinds[id(above)], id(above))
            self.found.append(Claim(made, entry, entry.block.lines, is_whole=True))
            return
        self._take_prose(entry)

    def is_list(self, entry: Entry) -> bool:
        """Whether an item is the head of such a list."""
        return id(entry) in self.kinds

    def claims(self) -> Iterable[Claim]:
        """What the items told."""
        return self.found

    def _made(self, entry: Entry, kind: DocumentKind | None, group: int) -> IssuedDocument:
        text, key = entry.block.text.rstrip(" ;.,"), entry.block.key
        draft = _DRAFT.match(key)
        start = draft.end() if draft else 0
        own, end = _noun_at(key, start)
        about = _ABOUT.match(key, end)
        reference: DocumentReference | None = None
        if own is not None and (about is not None or (kind is None and own != kind)):
            kind = own
            reference, end = self._numbered(text, end)
            about = _ABOUT.match(key, end)
            start = about.start() if about else end
        is_personnel = mentions(key, "personnel", "words", FILE)
        related = () if is_personnel else self.context.documents(text)
        if reference is not None:
            related = tuple(one for one in related if one.number != reference.number)
        self.counts[group, kind] = self.counts.get((group, kind), 0) + 1
        fields: dict[str, Any] = {
            "document_id": self.context.new_id("VB"),
            "kind": kind,
            "issuer": self.context.organization if reference is None else reference.issuer,
            "subject": _WITHHELD if is_personnel else text[start:].strip(" :") or text or entry.block.marker,
            "status": IssuedDocumentStatus.DRAFTED if draft else IssuedDocumentStatus.ISSUED,
            "related": related,
            "is_personnel": is_personnel,
            "period": self.context.period,
            "section": entry.heading.number,
            "sequence": self.counts[group, kind],
        }
        if reference is not None:
            try:
                return IssuedDocument(**fields, number=reference.number, issued_on=reference.issued_on)
            except InvalidValueError:
                pass
        return IssuedDocument(**fields)

    def _numbered(self, text: str, start: int) -> tuple[DocumentReference | None, int]:
        """The document's own number, where it stands right behind its kind, and where the words about it go on."""
        first = next(iter(find_documents(text[:400])), None)
        if first is None or not start <= first.start <= start + 8:
            return None, start
        dated = _DATED.match(text, first.end)
        end = dated.end() if dated else first.end
        issued_by = _BY.match(text, end)
        return self.context.whole(first.value), issuer_end(text, issued_by.end()) if issued_by else end

    def _take_prose(self, entry: Entry) -> None:
        """`… ban hành Báo cáo số 19/BC-KHCN ngày …`: an own symbol behind the verb."""
        text, key = entry.block.text, entry.block.key
        if "ban hành" not in key or "/" not in text or not self.context.own_codes:
            return
        for mention in self.context.mentions_in(text):
            reference = self.context.whole(mention.value)
            before = key[max(0, mention.start - _LONGEST_NOUN - 12) : mention.start]
            if reference.issuer is None or reference.number is None or not _BEHIND_VERB.search(before):
                continue
            if not self.context.own_codes & set(reference.number.issuers):
                continue
            made = IssuedDocument(
                document_id=self.context.new_id("VB"),
                kind=reference.kind,
                number=reference.number,
                issued_on=reference.issued_on,
                issuer=self.context.organization,
                period=self.context.period,
                section=entry.heading.number,
            )
            self.found.append(Claim(made, entry, entry.block.lines_of(mention.start, mention.end)))


def _noun_at(key: str, start: int) -> tuple[DocumentKind | None, int]:
    """The kind of document whose noun begins at a place, the longest, and where the noun ends."""
    nouns = folded_nouns()
    end, best = start, None
    for place in range(start + 1, min(len(key), start + _LONGEST_NOUN) + 1):
        if (place == len(key) or not key[place].isalnum()) and key[start:place] in nouns:
            end, best = place, nouns[key[start:place]]
    return best, end


def list_head(key: str) -> tuple[DocumentKind | None] | None:
    """The kind that the head of a list of documents names; a tuple of `None` where it names documents at large."""
    head = key.rstrip(": ")
    if len(head) > _LONGEST_HEAD or not begins_with(head, "lists", "verbs", FILE):
        return None
    last = head
    for counted in (" các ", " những ", " một số "):
        last = last.rpartition(counted)[2]
    for verb in words("lists", "verbs", FILE):
        if last.startswith(verb):
            last = last[len(verb) :].strip()
            break
    last = _LISTED.sub("", _COUNTED.sub("", last)).strip(" ,:")
    for noun in (last, last.partition(" của ")[0], last.partition(",")[0]):
        if noun in folded_nouns():
            return (folded_nouns()[noun],)
        if noun in _ANY:
            return (None,)
    return None
