"""The report as a paper, its documents, receivers and signature: what was read, and what the sample says of the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import output_words
from khcn_records.records.issued_documents import IssuedDocument
from khcn_records.reports.task_appendix import tabulate as appendix
from khcn_records.text import clean, fold
from reading import BY_ID, READ, REPORT, Entry, cited, is_about, references, symbols, titled

LISTS = {
    "báo cáo": "I.II.reports",
    "kế hoạch": "I.II.plans",
    "quyết định": "I.II.decisions",
    "khác": "I.II.other",
}
ISSUERS = {
    "Sở KH&CN Bắc Giang": "Sở Khoa học và Công nghệ tỉnh Bắc Giang",
    "Bộ KH&CN": "Bộ Khoa học và Công nghệ",
}


def report() -> Iterator[Entry]:
    """The report itself: period, next period, office, blank number, window of its data."""
    row = READ["report"]
    window = REPORT.window
    wanted = {
        "period": row["period"],
        "next": row["next_period"],
        "issuer": row["issuer"],
        "notation": f"/{row['notation']}",
        "date": row["date"],
        "window": tuple(row["period_by_decree_09_2019"]),
        "title": row["title"].partition(" (")[0],
        "from": row["cumulative_from"].partition(" ")[0],
    }
    reference = REPORT.reference
    assert reference is not None
    said = {
        "period": str(REPORT.period),
        "next": str(REPORT.period.next()),
        "issuer": REPORT.organization,
        "notation": str(reference.number),
        "date": reference.issued_on,
        "window": (str(window.start), str(window.end)),
        "title": REPORT.title,
        "from": str(REPORT.cumulative_window.start),
    }
    for name, value in wanted.items():
        yield name, {name: value}, {name: said[name]}


def headings() -> Iterator[Entry]:
    """Each heading in order: its place, its words, and the number printed before them where it differs."""
    for row, made in zip(READ["headings"], REPORT.sections, strict=True):
        slip = row.get("slip")
        number = slip.split()[1] if slip else None
        words = row["printed"].removeprefix("Phần I ").removeprefix("Phần II ")
        printed = words if row["section"] in {"I", "II", "appendix"} else words.split(" ", 1)[1]
        wanted = {"place": row["section"], "words": clean(printed), "number": number}
        yield (
            row["section"],
            wanted,
            {"place": made.number, "words": made.heading, "number": made.printed_number},
        )
        if "columns" in row:
            table = appendix(REPORT.tasks, as_of=REPORT.cutoff)
            yield "columns", {"columns": row["columns"]}, {"columns": table.headings("vi")}


def documents() -> Iterator[Entry]:
    """Each citation, in a record of its section or row: symbol, day, kind and issuer."""
    for row in READ["documents"]:
        section = row["section"]
        if section == "appendix.head":
            found = [REPORT.reference]
        elif section.startswith("appendix."):
            found = list(references(BY_ID[f"2024-02/{section.removeprefix('appendix.')}"]))
        else:
            found = [
                one
                for record in REPORT.records
                if getattr(record, "section", None) == section
                for one in references(record)
            ]
        wanted = {
            "symbol": "/BC-KHCN" if row["key"] is None else row["key"].rpartition(":")[2],
            "day": row["date"],
            "kind": fold(row["type"]),
            "issuer": ISSUERS.get(row["issuer"], row["issuer"]),
        }
        said = [
            {
                "symbol": str(one.number),
                "day": one.issued_on and one.issued_on.isoformat(),
                "kind": fold(one.kind.label()) if one.kind else None,
                "issuer": one.issuer,
            }
            for one in found
            if one is not None
        ]
        nearest = [one for one in said if one["symbol"] == wanted["symbol"]]
        yield row["text"], wanted, wanted if wanted in said else (nearest or [{}])[0]


def standards() -> Iterator[Entry]:
    """Each standard by name."""
    named = {one.standard for one in REPORT.standard_updates}
    for row in READ["standards"]:
        yield row["text"], {"is_named": True}, {"is_named": row["text"] in named}


def outputs() -> Iterator[Entry]:
    """Each document of the lists: kind, number in the list, documents and projects named; matters of persons withheld."""
    for row in READ["outputs"]:
        found = [
            one
            for one in REPORT.documents
            if one.section == LISTS[row["kind"]] and one.sequence == row["no"] and one.subject is not None
        ]
        made = found[0] if len(found) == 1 else IssuedDocument(document_id="-", subject="-")
        acted = {
            one for act in made.acts for one in act.record_ids if one in {p["id"] for p in READ["projects"]}
        }
        is_personnel = row.get("personnel", False)
        programme = {
            one["id"]
            for one in READ["projects"]
            if one.get("programme") and fold(one["programme"]) in fold(row["text"])
        }
        kind = fold(made.kind.label()) if made.kind else ""
        yield (
            f"{row['kind']} {row['no']}",
            {
                "kind": True,
                "is_personnel": is_personnel,
                "documents": cited(row["text"]),
                "projects": titled(row["text"]) | programme,
                "is_about_it": True,
            },
            {
                "kind": kind in (row["kind"], *map(fold, output_words.OTHER_OUTPUTS)),
                "is_personnel": made.is_personnel,
                "documents": symbols(made.related),
                "projects": acted,
                "is_about_it": is_personnel or is_about(made.subject or "", row["text"]),
            },
        )


def output_counts() -> Iterator[Entry]:
    """How many documents each list has."""
    for kind, number in READ["output_counts"].items():
        listed = sum(one.section == LISTS[kind] for one in REPORT.documents)
        yield kind, {"count": number}, {"count": listed}


def recipients_kinds() -> Iterator[Entry]:
    """Each receiver, in order: kind and units; of withheld addresses their number and no address."""
    for row, made in zip(READ["recipients_kinds"], REPORT.recipients, strict=True):
        is_withheld = row["text"] == "redacted"
        wanted: dict[str, Any] = {
            "kind": output_words.RECIPIENTS[row["kind"]],
            "count": row.get("count"),
            "units": tuple(row.get("archive_units", ())),
            "addresses": (),
        }
        said: dict[str, Any] = {
            "kind": made.kind,
            "count": made.emails_count,
            "units": made.archive_units,
            "addresses": made.emails,
        }
        if not is_withheld:
            wanted["text"], said["text"] = row["text"], made.text
        yield row["text"], wanted, said


def signature() -> Iterator[Entry]:
    """The right to sign and the position; the name is left out."""
    row, made = READ["signature"], REPORT.signature
    assert made is not None
    wanted = {"lines": f"{row['authority']} / {row['position']}", "code": row["authority_code"].lower()}
    yield (
        "signature",
        {**wanted, "name": None},
        {"lines": made.format(), "code": made.authority.value, "name": made.name},
    )
