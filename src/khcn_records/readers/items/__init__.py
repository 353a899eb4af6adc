"""What an item of a report tells (*nội dung báo cáo*): one recogniser per kind of record; the table below names them all.

A recogniser is handed each item with its heading and says which records it tells, each with the lines it stands in. It knows the
grammar of its field; the words are data in `readers/words/`. An item may tell several records of several kinds.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Protocol

import attrs

from khcn_records.errors import InvalidValueError
from khcn_records.mentions.documents import find_documents
from khcn_records.mentions.searching import Mention
from khcn_records.readers.report_outline import Entry
from khcn_records.readers.sources import Line
from khcn_records.records.indicators import Indicator
from khcn_records.records.media_items import MediaItem
from khcn_records.text import fold
from khcn_records.values.dates import PartialDate
from khcn_records.values.document_issuers import issuer_key
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import PeriodKind, ReportingPeriod

__all__ = ["RECOGNISERS", "Claim", "Context", "Figure", "Recogniser", "recognisers"]

RECOGNISERS: Mapping[str, str] = MappingProxyType(
    {
        "task_counts": "khcn_records.readers.items.task_counts",
        "issued_documents": "khcn_records.readers.items.issued_documents",
        "projects": "khcn_records.readers.items.projects",
        "project_aggregates": "khcn_records.readers.items.project_aggregates",
        "indicators": "khcn_records.readers.items.indicators",
        "opinions": "khcn_records.readers.items.opinions",
        "inspections": "khcn_records.readers.items.inspections",
        "surveys": "khcn_records.readers.items.surveys",
        "citizens": "khcn_records.readers.items.citizens",
        "councils": "khcn_records.readers.items.councils",
        "ip_assets": "khcn_records.readers.items.ip_assets",
        "initiatives": "khcn_records.readers.items.initiatives",
        "standards": "khcn_records.readers.items.standards",
        "media": "khcn_records.readers.items.media",
        "measuring": "khcn_records.readers.items.measuring",
        "procedures": "khcn_records.readers.items.procedures",
        "recurring": "khcn_records.readers.items.recurring",
    }
)
"""Kind → its module, which has `Reader(context)`."""


@attrs.frozen
class Claim:
    """A record and where it stands.

    Attributes:
        record: what was read.
        entry: the item that tells it.
        lines: the lines it stands in.
        is_whole: whether the item tells nothing else, so that it is no activity beside it.
        event: what happened to it, where the item tells that.
    """

    record: Any
    entry: Entry
    lines: tuple[Line, ...]
    is_whole: bool = False
    event: str | None = None


@attrs.frozen
class Figure:
    """A figure and where it stands in the text of its item."""

    indicator: Indicator
    start: int
    end: int


@attrs.define
class Context:
    """What a recogniser knows of the report.

    Attributes:
        period: of the report.
        organization: the reporting office with its place.
        own_codes: the codes of the office in symbols: `KHCN`, `SKHCN`.
        province: the province with its kind: `tỉnh Bắc Giang`.
        listed: the items that are told whole by a list of documents or a count of tasks.
        figures: the figures of each item, by its `id`.
        publications: what media items were told, each with its item.
    """

    period: ReportingPeriod
    organization: str | None = None
    own_codes: frozenset[str] = frozenset()
    province: str | None = None
    listed: set[int] = attrs.field(factory=set)
    figures: dict[int, list[Figure]] = attrs.field(factory=dict)
    publications: list[tuple[MediaItem, Entry]] = attrs.field(factory=list)
    _found: dict[str, tuple[Mention[DocumentReference], ...]] = attrs.field(factory=dict)
    _ids: dict[str, int] = attrs.field(factory=dict)

    def new_id(self, letters: str) -> str:
        """The next id of a kind: `2024-02/A1`."""
        self._ids[letters] = self._ids.get(letters, 0) + 1
        return f"{self.period}/{letters}{self._ids[letters]}"

    @property
    def on(self) -> PartialDate:
        """The time an act of the period falls in, as far as it is known."""
        month = self.period.number if self.period.kind is PeriodKind.MONTH else None
        return PartialDate(self.period.year, month)

    def period_of(self, entry: Entry) -> ReportingPeriod:
        """The period an item is told for: the next one where it is planned."""
        return self.period.next() if entry.heading.is_planned else self.period

    @property
    def place_name(self) -> str | None:
        """The province without its kind."""
        return (
            None if self.province is None else self.province.removeprefix("tỉnh ").removeprefix("thành phố ")
        )

    def whole(self, reference: DocumentReference) -> DocumentReference:
        """A citation with its issuer named in full: `UBND tỉnh` is that of the province, an own symbol is the office's."""
        issuer = reference.issuer
        if issuer is None:
            number = reference.number
            is_own = number is not None and bool(self.own_codes & set(number.issuers))
            issuer = self.organization if is_own else None
        elif self.organization is not None and issuer_key(self.organization)[0].startswith(
            issuer_key(issuer)[0] + " "
        ):
            issuer = self.organization  # "Sở KH&CN" in a report of that office
        elif self.place_name is not None and _is_open(fold(issuer)):
            issuer = f"{issuer} {self.place_name}"
        elif self.place_name is not None and f" {self.place_name} " in issuer and issuer[0] in "UHTC":
            issuer = issuer[
                : issuer.index(self.place_name) + len(self.place_name)
            ]  # a subject in capitals behind it
        if issuer is None or issuer == reference.issuer:
            return reference
        try:
            return attrs.evolve(reference, issuer=issuer)
        except InvalidValueError:
            return reference

    def documents(self, text: str) -> tuple[DocumentReference, ...]:
        """The documents a text cites, each once."""
        found = [self.whole(mention.value) for mention in self.mentions_in(text)]
        return tuple(dict.fromkeys(found))

    def mentions_in(self, text: str) -> tuple[Mention[DocumentReference], ...]:
        """The documents a text cites, with their places; several recognisers ask of one item."""
        found = self._found.get(text)
        if found is None:
            found = self._found[text] = find_documents(text) if _DIGIT.search(text) else ()
        return found


_DIGIT = re.compile("[0-9]")
_OPEN = tuple(map(fold, (" tỉnh", "tỉnh ủy")))


def _is_open(issuer: str) -> bool:
    """Whether the folded name of a body leaves open which province it is of."""
    return issuer.endswith(_OPEN)


class Recogniser(Protocol):
    """What every module of the shelf has, under the name `Reader`."""

    def take(self, entry: Entry) -> None:
        """Look at one item; items come in order."""
        ...

    def claims(self) -> Iterable[Claim]:
        """What the items told, once all were seen."""
        ...


def recognisers(context: Context) -> Mapping[str, Recogniser]:
    """One of each, for one report."""
    return {name: importlib.import_module(module).Reader(context) for name, module in RECOGNISERS.items()}
