"""An open task whose order is already acted on by a document of the report (*nhiệm vụ chưa hoàn thành nhưng đã có văn bản tham mưu*).

Basis: PRACTICE: a draft or proposal that carries out the same document is perhaps the result of the task.

Wrong: task on `Kế hoạch 114-KH/TU` in progress, while a proposal to carry it out stands among the documents issued. Right: the
task names that document as its result, or says what is still to do.
"""

from __future__ import annotations

from collections.abc import Iterator

from khcn_records.evidence import Confidence, Evidence
from khcn_records.finding import Finding, Severity
from khcn_records.records.assigned_tasks import TaskStatus
from khcn_records.rules.checking import Context, RecordSet, Rule, Scope
from khcn_records.values.document_numbers import DocumentNumber

__all__ = ["RULE", "check"]

RULE = Rule(
    code="open_though_answered",
    scope=Scope.REPORT,
    severity=Severity.INFO,
    basis=Evidence("Quyết định 42/2014/QĐ-TTg (theo dõi nhiệm vụ giao)", Confidence.PRACTICE),
    kinds=("assigned_task", "issued_document"),
)


def check(subject: RecordSet, _context: Context) -> Iterator[Finding]:
    """One finding for each open task that cites a document which a document issued in the period cites too."""
    answering: dict[DocumentNumber, list[str]] = {}
    for document in subject.of("issued_document"):
        for reference in document.related:
            if reference.number is not None:
                answering.setdefault(reference.number, []).append(document.document_id)
    for task in subject.of("assigned_task"):
        if task.status in {TaskStatus.NOT_STARTED, TaskStatus.IN_PROGRESS} and task.result is None:
            found = [one for one in task.related if one.number in answering]
            for reference in found:
                assert reference.number is not None
                yield RULE.finding(
                    task.task_id, symbol=str(reference.number), other=", ".join(answering[reference.number])
                )
