"""The pages of the records, written from the records themselves: docstring, fields, states, an example, the rules that look at it."""

from __future__ import annotations

import ast
import datetime as dt
import doctest
import enum
import functools
import importlib
import inspect
import re
import types
import typing
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import lifecycles

import khcn_records
from khcn_records.formats import dumps
from khcn_records.labels import has_wording, label, snake_case
from khcn_records.records import KINDS, record_class
from khcn_records.records.monthly_reports import RECORD_FIELDS, MonthlyReport
from khcn_records.rules import RULES, rule
from khcn_records.rules.checking import Rule, Scope
from khcn_records.values.document_references import DocumentReference

VALUE_PAGES = Path(__file__).parent / "reference" / "values" / "index.md"
INDEXED = re.compile(r"^\| \[`(\w+)`\]\((\S+?\.md)[^)]*\) \|", re.MULTILINE)
PLAIN: Mapping[Any, str] = {
    str: "text",
    bool: "yes or no",
    int: "whole number",
    Decimal: "exact figure",
    dt.date: "day",
    dt.datetime: "day and time",
}
SEVERAL: Mapping[Any, str] = {str: "texts", int: "whole numbers", dt.date: "days", Decimal: "exact figures"}


def in_order() -> list[str]:
    """The stored names of all kinds: the report, then what it holds in the order of its fields, then the rest."""
    hints = typing.get_type_hints(MonthlyReport)
    held = [snake_case(typing.get_args(hints[name])[0].__name__) for name in RECORD_FIELDS]
    return [*dict.fromkeys(["monthly_report", *held, *sorted(KINDS)])]


def file_of(kind: str) -> str:
    """The name of a kind's page."""
    return f"{kind.replace('_', '-')}.md"


def title(cls: type) -> str:
    """English and Vietnamese."""
    en, vi = (label(cls, lang) for lang in ("en", "vi"))
    return f"{en[0].upper()}{en[1:]} (*{vi[0].lower()}{vi[1:]}*)"


def prose(doc: str) -> list[str]:
    """The paragraphs of a docstring that are neither example nor section."""
    paragraphs = re.split(r"\n\s*\n", inspect.cleandoc(doc))
    return [one for one in paragraphs if not re.match(r">>> |\w+:\n ", one)]


def what_it_is(kind: str) -> str:
    """The first sentence of its module, without the name before the colon."""
    return prose(_module(kind).__doc__ or "")[0].partition("): ")[2]


def meanings(cls: type) -> dict[str, str]:
    """Field → what its docstring's `Attributes` say."""
    block = re.search(r"^Attributes:\n((?: .*\n?)+)", inspect.getdoc(cls) or "", re.MULTILINE)
    if block is None:
        return {}
    told: dict[str, str] = {}
    name = ""
    for line in inspect.cleandoc(block[1]).splitlines():
        if line.startswith(" "):
            told[name] += f" {line.strip()}"
        else:
            name, _, told[name] = line.partition(": ")
    return told


def _module(kind: str) -> types.ModuleType:
    return importlib.import_module(KINDS[kind].partition(":")[0])


@functools.cache
def _value_pages() -> dict[str, str]:
    return dict(INDEXED.findall(VALUE_PAGES.read_text(encoding="utf-8")))


def _linked(cls: type) -> str:
    """A class as the pages name it, linked to where it is told."""
    name, kind = cls.__name__, snake_case(cls.__name__)
    if kind in KINDS:
        return f"[`{name}`]({file_of(kind)})"
    if name in (values := _value_pages()):
        return f"[`{name}`](../values/{values[name]})"
    if issubclass(cls, enum.Enum):
        return f"one of [`{name}`](#{name.lower()})"
    if cls in parts():
        return f"[`{name}`](parts.md#{name.lower()})"
    return f"{{py:class}}`{name} <{cls.__module__}.{name}>`"


def in_words(hint: Any) -> str:
    """A type in words, with a link where there is more to say."""
    members = [one for one in (typing.get_args(hint) or (hint,)) if one is not types.NoneType]
    if typing.get_origin(hint) is tuple:
        inner = members[0]
        return SEVERAL.get(inner) or f"several {_linked(inner).removeprefix('one of ')}"
    if {one.__name__ for one in members} == {"date", "PartialDate"}:
        return f"day, or [a part of it](../values/{_value_pages()['PartialDate']})"
    return " or ".join(PLAIN.get(one) or _linked(one) for one in members)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def fields_table(cls: Any) -> str:
    """The fields as a table: name, words in both languages, what stands there and what it means."""
    hints, told, key = typing.get_type_hints(cls), meanings(cls), snake_case(cls.__name__)
    rows = ["| field | tiếng Việt, *English* | what stands there |", "|---|---|---|"]
    for field in attrs.fields(cls):
        vi, en = (label(f"field.{key}.{field.name}", lang) for lang in ("vi", "en"))
        holds = in_words(hints[field.name]) + (", **required**" if field.default is attrs.NOTHING else "")
        meaning = told[field.name] + (" Personal data." if field.metadata.get("personal") else "")
        rows.append(f"| `{field.name}` | {_cell(vi)}<br>*{_cell(en)}* | {holds}: {_cell(meaning)} |")
    return "\n".join(rows)


def _inner(cls: Any) -> Iterable[type]:
    """The classes that the fields of a class hold, each once, in order."""
    hints = typing.get_type_hints(cls)
    for field in attrs.fields(cls):
        hint = hints[field.name]
        for one in (hint, *typing.get_args(hint)):
            if isinstance(one, type):
                yield one


def enums_of(cls: Any) -> list[type[enum.Enum]]:
    """The enums of its fields, each once."""
    return [*dict.fromkeys(one for one in _inner(cls) if issubclass(one, enum.Enum))]


@functools.cache
def parts() -> list[type]:
    """The classes that stand inside records and are neither records nor values, by name."""
    values, found = _value_pages(), set[type]()
    waiting: list[Any] = [record_class(kind) for kind in KINDS]
    while waiting:
        for one in _inner(waiting.pop()):
            is_part = attrs.has(one) and one.__name__ not in values and snake_case(one.__name__) not in KINDS
            if is_part and one not in found and has_wording(f"record.{snake_case(one.__name__)}", "vi"):
                found.add(one)
                waiting.append(one)
    return sorted(found, key=lambda one: one.__name__)


def enum_table(kind: type[enum.Enum]) -> str:
    """The members: stored value, words."""
    rows = ["| stored | tiếng Việt | English |", "|---|---|---|"]
    rows += [f"| `{one.value}` | {label(one, 'vi')} | {label(one, 'en')} |" for one in kind]
    return "\n".join(rows)


def _enum_section(kind: type[enum.Enum], level: str) -> str:
    first = prose(kind.__doc__ or "")[0]
    return f"{level} {kind.__name__}\n\n{first}\n\n{enum_table(kind)}"


def example(kind: str) -> tuple[str, Any]:
    """The example of the module's docstring as a program of its own, and the first record of the kind that it makes.

    A docstring sees the names of its module; a reader imports them, so the line that does so stands first.
    """
    module, cls = _module(kind), record_class(kind)
    found = doctest.DocTestParser().get_examples(module.__doc__ or "")
    used = {
        node.id for one in found for node in ast.walk(ast.parse(one.source)) if isinstance(node, ast.Name)
    }
    imported = ", ".join(sorted(used & set(khcn_records.__all__) & set(vars(module))))
    lines = [f">>> from khcn_records import {imported}"]
    for one in found:
        first, *more = one.source.splitlines()
        lines += [f">>> {first}", *(f"... {line}" for line in more), *one.want.splitlines()]
    source = "\n".join(lines)
    names: dict[str, Any] = {}
    test = doctest.DocTestParser().get_doctest(source, names, kind, None, None)
    failed, _ = doctest.DocTestRunner(verbose=False).run(test, clear_globs=False)
    if failed:
        raise ValueError(f"the example of {kind} does not do what it says")
    return source, next(value for value in test.globs.values() if type(value) is cls)


def _holds_documents(cls: Any, seen: frozenset[type] = frozenset()) -> bool:
    inner = [one for one in _inner(cls) if one not in seen]
    return DocumentReference in inner or any(
        _holds_documents(one, seen | {cls})
        for one in inner
        if attrs.has(one) and snake_case(one.__name__) not in KINDS and one is not DocumentReference
    )


def _looks_at(one: Rule, kind: str) -> bool:
    """Whether a rule has to do with records of a kind; a report is judged by its records."""
    if one.scope is Scope.CITATIONS:
        return kind != "monthly_report" and _holds_documents(record_class(kind))
    if one.scope is Scope.RECORD:
        return not one.kinds or kind in one.kinds
    return one.scope is not Scope.TEXT and (kind in one.kinds or not one.kinds)


def rules_of(kind: str) -> list[Rule]:
    """The rules that look at a kind, those meant for it first."""
    found = [one for code in RULES if _looks_at(one := rule(code), kind)]
    return sorted(found, key=lambda one: (not one.kinds, one.code))


def _rules_section(kind: str) -> str:
    rows = ["| rule | tiếng Việt, *English* | severity |", "|---|---|---|"]
    for one in rules_of(kind):
        vi, en = (label(f"rule.{one.code}", lang) for lang in ("vi", "en"))
        rows.append(
            f"| [`{one.code}`](../rules.md#{one.code}) | {vi}<br>*{en}* | {label(one.severity, 'en')} |"
        )
    return "\n".join(rows)


def page(kind: str) -> str:
    """The page of a kind."""
    cls: Any = record_class(kind)
    module = _module(kind)
    (source, record), life = example(kind), lifecycles.living().get(kind)
    sections = [f"# {title(cls)}"]
    sections.append(
        f"`khcn_records.{cls.__name__}`, stored as `{kind}`; its code: {{py:class}}`{module.__name__}.{cls.__name__}`."
    )
    first = what_it_is(kind)
    own = prose(cls.__doc__ or "")
    sections += [first[0].upper() + first[1:], *prose(module.__doc__ or "")[1:], *own[1:]]
    sections += ["## Example", f"```python\n{source}\n```"]
    sections += ["## Fields", "What is not required is empty until it is known.", fields_table(cls)]
    if kinds := [one for one in enums_of(cls) if life is None or one is not life.states]:
        sections += ["## Words", *(_enum_section(one, "###") for one in kinds)]
    if life is not None:
        sections += [
            "## Life",
            f"A record begins as `{life.initial.value}`; [`advance`](../lifecycles.md) takes it further.",
            _enum_section(life.states, "###"),
            "### Steps",
            f"```{{raw}} html\n{lifecycles.diagram(life)}\n```",
            lifecycles.table(life),
        ]
    sections += ["## Stored form", "What the example is in a file:", f"```json\n{dumps(record).strip()}\n```"]
    sections += ["## Rules", "What [the audit](../rules.md) asks of such a record:", _rules_section(kind)]
    return "\n\n".join(sections) + "\n"


def index_table() -> str:
    """All kinds: name, words, what it is, and the table of contents."""
    rows = ["| record | tiếng Việt | what it is |", "|---|---|---|"]
    for kind in in_order():
        cls = record_class(kind)
        rows.append(f"| {_linked(cls)} | {label(cls, 'vi')} | {_cell(what_it_is(kind))} |")
    contents = "\n".join([*(file_of(kind).removesuffix(".md") for kind in in_order()), "parts"])
    return "\n".join(rows) + f"\n\n```{{toctree}}\n:maxdepth: 1\n:hidden:\n\n{contents}\n```\n"


def parts_sections() -> str:
    """A section for each part: what it is, its fields, the words of its enums."""
    sections: list[str] = []
    enums: dict[type[enum.Enum], None] = {}
    for one in parts():
        sections += [f"## {one.__name__}", " ".join(prose(one.__doc__ or "")), fields_table(one)]
        enums |= dict.fromkeys(enums_of(one))
    sections += [_enum_section(one, "##") for one in enums]
    return "\n\n".join(sections) + "\n"
