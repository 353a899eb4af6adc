"""The body of a report (*nội dung báo cáo*): lines → a report with its records, each with its lines.

The outline first, then judgement, item by item, by the recognisers of `readers.items`. What no recogniser reads is an activity of
the period or an item of the plan; remarks and what stands outside any section are kept as they are.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from khcn_records.errors import InvalidValueError
from khcn_records.readers import KeptRole
from khcn_records.readers.items import Claim, Context, Recogniser, recognisers
from khcn_records.readers.items.clauses import is_untold, told_of
from khcn_records.readers.items.issued_documents import Reader as DocumentsReader
from khcn_records.readers.items.issued_documents import list_head
from khcn_records.readers.outline import Block, Mark, find_blocks, is_page_number, is_rule, marker_of
from khcn_records.readers.report_foot import Foot, foot_start, read_foot
from khcn_records.readers.report_head import Head, read_head
from khcn_records.readers.report_names import office_of
from khcn_records.readers.report_outline import ROOT, Entry, Heading, Tree, build_tree, tells_results
from khcn_records.readers.report_titles import periods_in
from khcn_records.readers.report_words import begins_with, folded_pattern
from khcn_records.readers.sources import Line
from khcn_records.records import id_field
from khcn_records.records.activities import Activity
from khcn_records.records.indicators import Indicator
from khcn_records.records.issued_documents import DocumentAct, IssuedDocument
from khcn_records.records.monthly_reports import FIELD_OF, MonthlyReport, Section
from khcn_records.records.plan_items import PlanItem
from khcn_records.records.research_projects import ResearchProject
from khcn_records.values.document_issuers import issuer_end
from khcn_records.values.periods import ReportingPeriod

__all__ = ["Body", "read_body"]

_HEAD_REACH = 60
_LONGEST_ITEM = 20_000  # characters
_WITH = folded_pattern(r"phối hợp (?:với )?(?:các )?")
_IF_ANY = folded_pattern(r"\((nếu có[^()]{0,40}|khi có yêu cầu)\)|(theo yêu cầu|khi có yêu cầu)(?= |\.|$)")
_ATTACHED = folded_pattern(
    r"\(? ?(?:có )?(?:phụ lục|biểu|danh sách|chi tiết|số liệu)[^()]{0,120}(?:kèm theo|đính kèm|phụ lục)"
)


@attrs.frozen
class Body:
    """What the body of a report told.

    Attributes:
        report: the report with its records.
        records: the records of the body, in order, each with its lines.
        kept: the role of each line outside the records.
    """

    report: MonthlyReport
    records: tuple[tuple[Any, tuple[Line, ...]], ...]
    kept: dict[int, KeptRole]


def read_body(lines: Sequence[Line], report: MonthlyReport | None) -> Body | None:
    """Read the lines before the appendices.

    Args:
        lines: the non-blank ones, in order.
        report: what the appendices told of the report.

    Returns:
        `None` where the lines are no report: no headings that tell of results or plans, or no period.
    """
    kept = {
        line.number: KeptRole.PAGE_NUMBER if is_page_number(line) else KeptRole.HEADING
        for line in lines
        if is_page_number(line) or is_rule(line)
    }
    solid = [line for line in lines if line.number not in kept]
    foot_at = foot_start(solid)
    head = read_head(solid[: _head_end(solid[:foot_at])])
    inner = [line for line in solid[:foot_at] if line.number not in head.used]
    tree = build_tree(list(find_blocks(inner)))
    if not _is_report(head, tree):
        return None
    period = _period(head, tree, report)
    if period is None:
        return None
    foot = read_foot(solid[foot_at:])
    return _Judge(lines, kept, head, foot, tree, period, report).body()


def _head_end(lines: Sequence[Line]) -> int:
    """The place of the first heading."""
    for place, line in enumerate(lines[:_HEAD_REACH]):
        if (found := marker_of(line)) is not None and found[0] <= Mark.NUMBER_4:
            return place
    return min(len(lines), _HEAD_REACH)


def _is_report(head: Head, tree: Tree) -> bool:
    if not tree.entries or not any(one.marker for one in tree.headings):
        return False
    if head.kind is not None:
        return head.kind.abbreviation == "BC"
    return any(one.is_planned or tells_results(one.key) for one in tree.headings)


def _period(head: Head, tree: Tree, report: MonthlyReport | None) -> ReportingPeriod | None:
    """The period of the title, of a heading about results, of the appendix; else the one before the plan."""
    if head.subject and (found := periods_in(head.subject)):
        return found[0]
    for heading in tree.headings:
        if not heading.is_planned and tells_results(heading.key) and (found := periods_in(heading.text)):
            return found[0]
    if report is not None:
        return report.period
    for heading in tree.headings:
        if heading.is_planned and (found := periods_in(heading.text)) and found[0].year is not None:
            return found[0].previous()
    return None


class _Judge:
    def __init__(
        self,
        lines: Sequence[Line],
        kept: dict[int, KeptRole],
        head: Head,
        foot: Foot,
        tree: Tree,
        period: ReportingPeriod,
        report: MonthlyReport | None,
    ) -> None:
        self.lines = lines
        self.kept = kept
        self.head = head
        self.foot = foot
        self.tree = tree
        self.report = report if report is not None and report.period == period else None
        office = office_of(head, self.report, lines)
        reference = self.reference = office.reference
        codes = (
            set(reference.number.issuers) if reference is not None and reference.number is not None else set()
        )
        codes |= {f"S{code}" for code in codes} | {code.removeprefix("S") for code in codes}
        self.context = Context(period, office.organization, frozenset(codes), office.province)

    def _recognised(self, readers: Mapping[str, Recogniser]) -> list[Claim]:
        """What the recognisers claim; what is not told as done is out of their sight meanwhile."""
        whole = [entry.block for entry in self.tree.entries]
        for entry in self.tree.entries:
            entry.block = _told(entry)
        for entry in self.tree.entries:
            if entry.heading.number == ROOT and self.tree.headings:
                continue  # the lines that introduce the report
            if len(entry.block.text) > _LONGEST_ITEM:
                continue  # what is longer has lost its markers
            if is_untold(entry.block):
                continue
            for reader in readers.values():
                with contextlib.suppress(InvalidValueError):  # what a record refuses stays an item
                    reader.take(entry)
        claims = [claim for reader in readers.values() for claim in _claims(reader)]
        for entry, block in zip(self.tree.entries, whole, strict=True):
            entry.block = block  # what is kept keeps all its words
        return claims

    def body(self) -> Body:
        readers = recognisers(self.context)
        claims = self._recognised(readers)
        documents = readers["issued_documents"]
        assert isinstance(documents, DocumentsReader)
        by_entry: dict[int, list[Claim]] = {}
        for claim in claims:
            by_entry.setdefault(id(claim.entry), []).append(claim)
        claims = [self._with_acts(claim, by_entry) for claim in claims]
        items: dict[int, str] = {}
        for entry in self.tree.entries:
            if made := self._item(entry, by_entry.get(id(entry), ()), documents, items):
                claims.append(
                    Claim(
                        made,
                        entry,
                        (*entry.block.lines, *(line for note in entry.notes for line in note.lines)),
                    )
                )
                items[id(entry)] = getattr(made, id_field(made))
        return self._assembled(claims)

    # Items that no recogniser takes whole.

    def _item(
        self, entry: Entry, claims: Iterable[Claim], documents: DocumentsReader, items: dict[int, str]
    ) -> Activity | PlanItem | None:
        """The activity or planned item; `None` where the item is kept or told whole by other records."""
        block, heading = entry.block, entry.heading
        claims = tuple(claims)
        if documents.is_list(entry):
            self._keep(block.lines, KeptRole.GROUP)
            return None
        if any(claim.is_whole for claim in claims):
            return None
        if (
            (heading.number == ROOT and self.tree.headings)
            or heading.is_remark
            or not block.text.strip("() .:;")
            or begins_with(block.key, "closing", "openings")
        ):
            self._keep(block.lines, KeptRole.REMARK)
            return None
        if block.mark == Mark.NONE and (
            _ATTACHED.match(block.key) or (block.text.endswith(":") and entry.below)
        ):
            self._keep(block.lines, KeptRole.REMARK)
            return None
        links = _links(claims)
        content = block.text.removesuffix("./.").strip() or block.text
        if heading.is_planned:
            return self._plan_item(entry, content, links, claims)
        return Activity(
            activity_id=self.context.new_id("A"),
            content=content,
            marker=block.marker or None,
            parent_id=items.get(id(entry.above)),
            partners=_partners(entry),
            documents=self.context.documents(block.text),
            indicator_ids=links["indicators"],
            project_ids=links["projects"],
            record_ids=links["others"],
            period=self.context.period,
            section=heading.number,
        )

    def _plan_item(
        self, entry: Entry, content: str, links: dict[str, tuple[str, ...]], claims: Sequence[Claim]
    ) -> PlanItem:
        condition = _IF_ANY.search(entry.block.key)
        events = [
            claim.event for claim in claims if isinstance(claim.record, ResearchProject) and claim.event
        ]
        return PlanItem(
            plan_id=self.context.new_id("L"),
            content=content,
            period=self.context.period.next(),
            section=entry.heading.number,
            printed_heading=entry.heading.printed_line or None,
            documents=self.context.documents(entry.block.text),
            project_ids=links["projects"],
            planned_event=events[0] if events else None,
            indicator_ids=links["indicators"],
            record_ids=links["others"],
            condition=entry.block.text[slice(*condition.span(1 if condition[1] else 2))]
            if condition
            else None,
        )

    @staticmethod
    def _with_acts(claim: Claim, by_entry: dict[int, list[Claim]]) -> Claim:
        """A document with what it does to the projects and other records its subject tells."""
        made = claim.record
        if not isinstance(made, IssuedDocument) or not claim.is_whole:
            return claim
        acts = [
            DocumentAct(
                content=_title(one.record),
                event=one.event,
                record_ids=[getattr(one.record, id_field(one.record))],
            )
            for one in by_entry[id(claim.entry)]
            if one is not claim and not isinstance(one.record, IssuedDocument)
        ]
        return attrs.evolve(claim, record=attrs.evolve(made, acts=acts)) if acts else claim

    # The whole.

    def _keep(self, lines: Iterable[Line], role: KeptRole) -> None:
        for line in lines:
            self.kept.setdefault(line.number, role)

    def _assembled(self, claims: Sequence[Claim]) -> Body:
        order = {line.number: place for place, line in enumerate(self.lines)}
        seen: dict[str, tuple[Any, tuple[Line, ...]]] = {}
        for claim in claims:
            lines = tuple(sorted(claim.lines, key=lambda line: line.number))
            seen.setdefault(getattr(claim.record, id_field(claim.record)), (claim.record, lines))
        records = tuple(sorted(seen.values(), key=lambda one: order[one[1][0].number]))
        told = {line.number for claim in claims for line in claim.lines}
        self._keep_rest(told)
        kinds: dict[str, list[Any]] = {}
        for record, _ in records:
            kinds.setdefault(FIELD_OF[type(record)], []).append(record)
        tasks = self.report.tasks if self.report is not None else ()
        changes: Any = kinds
        report = MonthlyReport(
            report_id=str(self.context.period),
            period=self.context.period,
            organization=self.context.organization,
            title=self.head.subject and f"Báo cáo {self.head.subject}",
            reference=self.reference and self.context.whole(self.reference),
            sections=[_section(one) for one in self.tree.headings],
            tasks=tasks,
            recipients=self.foot.recipients,
            signature=self.foot.signature,
            **changes,
        )
        return Body(
            report, records, {number: role for number, role in self.kept.items() if number not in told}
        )

    def _keep_rest(self, told: set[int]) -> None:
        for heading in self.tree.headings:
            if heading.block is not None:
                self._keep(heading.block.lines, KeptRole.HEADING)
        for line in self.lines:
            if line.number in self.head.used:
                self.kept.setdefault(line.number, KeptRole.LETTERHEAD)
        self._keep(self.foot.receivers, KeptRole.RECIPIENT)
        self._keep(self.foot.signed, KeptRole.SIGNATURE)
        if self.foot.named is not None:
            self._keep([self.foot.named], KeptRole.SIGNATURE)
        self._keep((line for line in self.lines if line.number not in told), KeptRole.BODY)


def _told(entry: Entry) -> Block:
    """The words of an item without what it does not tell as done; a list below such words is not told either."""
    block, above = entry.block, entry.above
    if (above is not None and is_untold(above.block)) or begins_with(block.key, "closing", "openings"):
        return attrs.evolve(block, text=";" * len(block.text), key=";" * len(block.key))
    told = told_of(block, is_planned=entry.heading.is_planned)
    is_subject = above is not None and above.is_list_head and list_head(above.block.key) is not None
    return block if is_subject and not is_untold(told) else told


def _claims(reader: Recogniser) -> Iterator[Claim]:
    """What a recogniser claims, up to what a record refuses."""
    with contextlib.suppress(InvalidValueError):
        yield from reader.claims()


def _section(heading: Heading) -> Section:
    return Section(number=heading.number, heading=heading.text, printed_number=heading.printed)


def _title(record: Any) -> str:
    for name in ("title", "name", "content"):
        if value := getattr(record, name, None):
            return str(value)
    return str(getattr(record, id_field(record)))


def _links(claims: Iterable[Claim]) -> dict[str, tuple[str, ...]]:
    """The ids of the records an item tells, by what they are."""
    links: dict[str, list[str]] = {"indicators": [], "projects": [], "others": []}
    for claim in claims:
        record = claim.record
        name = (
            "indicators"
            if isinstance(record, Indicator)
            else "projects"
            if isinstance(record, ResearchProject)
            else "others"
        )
        links[name].append(getattr(record, id_field(record)))
    return {name: tuple(dict.fromkeys(ids)) for name, ids in links.items()}


def _partners(entry: Entry) -> tuple[str, ...]:
    """The body behind *phối hợp với*."""
    found = _WITH.search(entry.block.key, 0, 200)
    if found is None:
        return ()
    end = issuer_end(entry.block.text, found.end())
    name = entry.block.text[found.end() : end].strip(" ,")
    return (name,) if name else ()
