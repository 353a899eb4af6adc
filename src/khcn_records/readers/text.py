"""Plain text as it comes out of a PDF: lines first, judged later.

A task appendix (*phụ lục nhiệm vụ được giao*) in such text has lost its columns: cells are broken over lines, blank
cells leave nothing, page numbers stand between rows. What is left is the order of the cells — number, symbol and date,
content, deadline, day done, progress, answer — and that is what this reader goes by.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from khcn_records.errors import InvalidValueError
from khcn_records.finding import Finding, Findings, Place, Severity
from khcn_records.readers import KeptRole, KeptText, Reading
from khcn_records.readers.appendix_rows import RowCells, opens_with_symbol, read_cells, row_is_complete
from khcn_records.records.assigned_tasks import AssignedTask, TaskStatus
from khcn_records.records.monthly_reports import MonthlyReport
from khcn_records.text import clean, fold, normalize
from khcn_records.values.document_references import DocumentReference
from khcn_records.values.periods import ReportingPeriod

__all__ = ["read_text"]


@attrs.frozen
class Line:
    """One non-blank line: its number from 1, its text as it stands, and its key for matching."""

    number: int
    text: str
    key: str


_COLUMNS = tuple(
    tuple(fold(word) for word in words)
    for words in (
        ("Số/Ký hiệu", "Số, ký hiệu", "Số ký hiệu", "Văn bản chỉ đạo", "VBCĐ", "Văn bản giao"),
        ("Nội dung",),
        ("Thời hạn", "Hạn xử lý", "Hạn hoàn thành"),
        ("Tiến độ", "Tình trạng", "Trạng thái"),
        ("Kết quả",),
    )
)
_COLUMNS_OF_A_HEADER = 3
_NUMBERED = re.compile(r"(?:tt|stt|số tt)\b")
_GROUP = re.compile(r"(?P<roman>[ivx]{1,5})[.)]? +(?P<words>[^\W\d_].*)")
_COUNT = re.compile(r": *(\d{1,4})\b")
_ROW_NUMBER = re.compile(r"(\d{1,3})[.)]?(?: +(\S.*))?")
_ENDS = tuple(fold(word) for word in ("Nơi nhận", "Phụ lục", "Phần "))
# The first that stands in a heading decides: "chưa hoàn thành" is work begun, "chưa thực hiện" is not.
_STATUS_WORDS = tuple(
    (fold(words), status)
    for words, status in (
        ("chưa hoàn thành", TaskStatus.IN_PROGRESS),
        ("chưa thực hiện", TaskStatus.NOT_STARTED),
        ("chưa triển khai", TaskStatus.NOT_STARTED),
        ("chưa bắt đầu", TaskStatus.NOT_STARTED),
        ("đang thực hiện", TaskStatus.IN_PROGRESS),
        ("đang triển khai", TaskStatus.IN_PROGRESS),
        ("đang xử lý", TaskStatus.IN_PROGRESS),
        ("đã thực hiện", TaskStatus.DONE),
        ("đã hoàn thành", TaskStatus.DONE),
        ("hoàn thành", TaskStatus.DONE),
    )
)
_PERIOD = re.compile(
    rf"(?:tháng \d{{1,2}}(?:/| năm )\d{{4}}|{fold('quý')} [iv\d]{{1,3}}(?:/| năm )\d{{4}}|0?6 tháng (?:đầu|cuối) năm \d{{4}}|năm \d{{4}})"
)
_HEADING_REACH = 12


def read_text(text: str, file: str | None = None) -> Reading:
    """Read a whole text: its task appendix as records, everything else as kept lines.

    Args:
        text: as extracted; NFD, broken lines and page numbers inside are expected.
        file: the name to show in places.
    """
    lines = [
        Line(number, line.strip(), fold(line))
        for number, line in enumerate(normalize(text).splitlines(), 1)
        if line.strip()
    ]
    return _AppendixReader(lines, file).read()


def _is_header(line: Line) -> bool:
    named = sum(any(word in line.key for word in words) for words in _COLUMNS)
    return named >= _COLUMNS_OF_A_HEADER or (named > 1 and _NUMBERED.match(line.key) is not None)


@attrs.define
class _Group:
    """The heading the rows stand under."""

    roman: str = ""
    status: TaskStatus = TaskStatus.IN_PROGRESS
    printed: int | None = None
    found: int = 0
    line: Line | None = None


class _AppendixReader:
    """One pass over the lines; every line is given to exactly one record or kept with its role."""

    def __init__(self, lines: Sequence[Line], file: str | None) -> None:
        self.lines = lines
        self.file = file
        self.kept: dict[int, KeptRole] = {}
        self.tasks: list[AssignedTask] = []
        self.places: list[Place] = []
        self.findings: list[Finding] = []
        self.period: ReportingPeriod | None = None
        self.organization: str | None = None
        self.reference: DocumentReference | None = None

    def read(self) -> Reading:
        headers = [place for place, line in enumerate(self.lines) if _is_header(line)]
        if headers:
            start = self._read_heading(headers[0])
            end = self._read_table(start)
            self._note_duplicates()
        else:
            end = 0
            if self.lines:
                self._note("no_appendix", Severity.INFO, {})
        for place, line in enumerate(self.lines):
            if not headers or place >= end or place < headers[0]:
                self.kept.setdefault(line.number, KeptRole.BODY)
        unread = tuple(
            KeptText(line.text, self._place([line]), self.kept[line.number])
            for line in self.lines
            if line.number in self.kept
        )
        report = None
        if self.period is not None:
            report = MonthlyReport(
                report_id=str(self.period),
                period=self.period,
                organization=self.organization,
                reference=self.reference,
                tasks=self.tasks,
            )
        return Reading(
            records=tuple(self.tasks),
            places=tuple(self.places),
            findings=Findings(self.findings),
            unread=unread,
            report=report,
            line_count=len(self.lines),
        )

    def _place(self, lines: Sequence[Line]) -> Place:
        return Place(file=self.file, line=lines[0].number, line_end=lines[-1].number)

    def _note(
        self,
        code: str,
        severity: Severity,
        parameters: dict[str, str | int],
        lines: Sequence[Line] = (),
        subject: str = "",
    ) -> None:
        place = self._place(lines) if lines else None
        self.findings.append(
            Finding(code=code, severity=severity, subject=subject, place=place, parameters=parameters)
        )

    # The heading above the table: which report, which period, whose.

    def _read_heading(self, header: int) -> int:
        """Reads upwards from the table's header to the appendix's title; returns where the table's rows begin."""
        first = header
        for place in range(header - 1, max(-1, header - 1 - _HEADING_REACH), -1):
            if self.lines[place].key.startswith(fold("phụ lục")):
                first = place
                break
        heading = self.lines[first:header]
        for line in heading:
            self.kept[line.number] = KeptRole.HEADING
        # A title names the period even where the word "Phụ lục" is missing.
        above = heading or self.lines[max(0, header - 4) : header]
        joined = fold(" ".join(line.text for line in above))
        if found := _PERIOD.search(joined):
            self.period = ReportingPeriod.parse(found[0])
        else:
            self._note("no_period", Severity.WARNING, {}, self.lines[header : header + 1])
        self._read_attachment(clean(" ".join(line.text for line in above)))
        start = header
        while start < len(self.lines) and not (
            start > header and (self._group(start) or self._row_number(start))
        ):
            self.kept[self.lines[start].number] = KeptRole.TABLE_HEADER
            start += 1
        return start

    def _read_attachment(self, heading: str) -> None:
        """`(Kèm theo Báo cáo số …/BC-KHCN ngày … của Sở …)`: the report's own symbol and issuer, as far as filled in."""
        found = re.search(r"\(\s*[Kk]èm theo (.+?)\)?$", heading)
        if not found:
            return
        own, _, issuer = found[1].rpartition(" của ")
        self.organization = issuer or None
        try:
            self.reference = DocumentReference.parse(re.sub(r",? ngày [\s.…/]+.*$", "", own or found[1]))
        except InvalidValueError:
            self.reference = None

    # The table.

    def _group(self, place: int) -> re.Match[str] | None:
        """A group heading: a Roman number and words that tell a status or a count."""
        found = _GROUP.fullmatch(self.lines[place].key)
        if found and (
            any(words in found["words"] for words, _ in _STATUS_WORDS) or _COUNT.search(found["words"])
        ):
            return found
        return None

    def _row_number(self, place: int) -> int | None:
        """The number a row begins with here, `None` where this line begins no row."""
        found = _ROW_NUMBER.fullmatch(self.lines[place].text)
        if not found:
            return None
        behind = found[2] or (self.lines[place + 1].text if place + 1 < len(self.lines) else "")
        return int(found[1]) if opens_with_symbol(behind) else None

    def _read_table(self, start: int) -> int:
        group, rows = _Group(), list[Line]()
        number, last = 0, 0
        place = start
        while place < len(self.lines):
            line = self.lines[place]
            found = self._group(place)
            starts = None if found else self._row_number(place) or self._unmarked_row(place, last, rows)
            if found or starts:
                self._finish_row(group, number, rows)
                rows = []
            if found:
                self._finish_group(group)
                group, number, last = self._open_group(found, line), 0, 0
                self.kept[line.number] = KeptRole.GROUP
            elif starts:
                if starts != last + 1:
                    parameters: dict[str, str | int] = {
                        "number": str(starts),
                        "previous": str(last),
                        "group": group.roman,
                    }
                    self._note("row_out_of_order", Severity.WARNING, parameters, [line])
                number = last = starts
                rows = [line]
            elif _is_header(line):
                self.kept[line.number] = KeptRole.TABLE_HEADER
            elif line.text.isdigit() and not self._belongs_to_content(rows):
                self.kept[line.number] = KeptRole.PAGE_NUMBER
            elif line.key.startswith(_ENDS) and row_is_complete([one.text for one in rows[1:]]):
                break
            elif rows:
                rows.append(line)
            else:
                self.kept[line.number] = KeptRole.GROUP if group.line is not None else KeptRole.TABLE_HEADER
            place += 1
        self._finish_row(group, number, rows)
        self._finish_group(group)
        return place

    def _unmarked_row(self, place: int, last: int, rows: Sequence[Line]) -> int | None:
        """The next number on a line of its own after a finished row begins a row whose order has no symbol."""
        line = self.lines[place]
        if line.text.rstrip(".)") != str(last + 1) or (
            rows and not row_is_complete([one.text for one in rows[1:]])
        ):
            return None
        behind = self.lines[place + 1] if place + 1 < len(self.lines) else None
        is_last = behind is None or behind.text[:1].isdigit() or self._group(place + 1) is not None
        return None if is_last or (not rows and last) else last + 1

    @staticmethod
    def _belongs_to_content(rows: Sequence[Line]) -> bool:
        """A bare number after an open phrase ("đến năm", "năm") is the end of a sentence, not a page number."""
        return bool(rows) and rows[-1].key.endswith(
            ("năm", "tháng", "ngày", "số", "điều", "khoản", "đợt", "lần")
        )

    def _open_group(self, found: re.Match[str], line: Line) -> _Group:
        status = next((status for words, status in _STATUS_WORDS if words in found["words"]), None)
        if status is None:
            self._note("unknown_group", Severity.WARNING, {"text": line.text}, [line])
        count = _COUNT.search(found["words"])
        return _Group(
            roman=found["roman"].upper(),
            status=status or TaskStatus.IN_PROGRESS,
            printed=int(count[1]) if count else None,
            line=line,
        )

    def _finish_group(self, group: _Group) -> None:
        if group.line is not None and group.printed is not None and group.printed != group.found:
            parameters: dict[str, str | int] = {
                "group": group.roman,
                "printed": group.printed,
                "found": group.found,
            }
            self._note("group_count_differs", Severity.WARNING, parameters, [group.line])

    def _finish_row(self, group: _Group, number: int, rows: Sequence[Line]) -> None:
        if not rows:
            return
        group.found += 1
        row_id = "/".join(
            filter(None, [str(self.period or ""), ".".join(filter(None, [group.roman, str(number)]))])
        )
        first = _ROW_NUMBER.fullmatch(rows[0].text)
        texts = [
            text for text in ((first[2] if first else None) or "", *(line.text for line in rows[1:])) if text
        ]
        cells = read_cells(texts, is_done=group.status is TaskStatus.DONE)
        for code, text in cells.problems:
            severity = Severity.INFO if code == "unplaced_date" else Severity.WARNING
            self._note(code, severity, {"text": text}, rows, row_id)
        if cells.directive is None:
            whole = clean(" ".join(texts))
            self._note(
                "unreadable_row",
                Severity.ERROR,
                {"number": str(number), "group": group.roman, "text": whole},
                rows,
                row_id,
            )
            self.kept |= {line.number: KeptRole.BODY for line in rows}
            return
        self.tasks.append(_task(row_id, group.status, cells, cells.directive))
        self.places.append(self._place(rows))

    def _note_duplicates(self) -> None:
        """The same symbol for two tasks keeps two tasks and leaves a finding at the later one."""
        seen: dict[object, AssignedTask] = {}
        for task, place in zip(self.tasks, self.places, strict=True):
            key = task.directive.key
            if task.directive.number is not None and key in seen:
                finding = Finding(
                    code="duplicate_symbol",
                    severity=Severity.WARNING,
                    subject=task.task_id,
                    place=place,
                    parameters={"symbol": str(task.directive.number), "other": seen[key].task_id},
                )
                self.findings.append(finding)
            seen.setdefault(key, task)


def _task(task_id: str, status: TaskStatus, cells: RowCells, directive: DocumentReference) -> AssignedTask:
    return AssignedTask(
        task_id=task_id,
        directive=directive,
        content=cells.content or directive.subject or str(directive),
        status=status,
        due_on=cells.due_on,
        due_text=cells.due_text,
        completed_on=cells.completed_on,
        progress_text=cells.progress,
        result=cells.result,
        note=cells.rest,
    )
