"""Fields that this version does not know: forbidden, kept, or kept and told.

Kept ones stand in the extension data of the record they were found in, each under its place in that record (RFC 6901), and are
written back there. No policy loses anything: a field that can stand nowhere is refused under each.
"""

from __future__ import annotations

import typing
import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal

import attrs

from khcn_records.converter.leaves import WithUnknown, printable, shown
from khcn_records.errors import Fault, InvalidArgumentError, UnknownFieldWarning
from khcn_records.fields.extension_checks import problems_of
from khcn_records.fields.extension_data import ExtensionData

__all__ = ["POLICIES", "UnknownFields", "kept", "put_back", "require_policy", "tell"]

UnknownFields = Literal["forbid", "keep", "warn"]
POLICIES = typing.get_args(UnknownFields)


def require_policy(policy: object) -> None:
    """Nothing but a policy there is.

    Raises:
        InvalidArgumentError: another word.
    """
    if policy not in POLICIES:
        raise InvalidArgumentError(str(policy), f"one of {', '.join(POLICIES)}")


def kept(
    plain: Any, kind: type, fields: Callable[[type], Iterator[tuple[str, Any]]]
) -> tuple[Any, list[Fault]]:
    """The plain data of a record with every unknown field in the extension data of its record, and those fields.

    Args:
        plain: the plain data, unchanged; whatever is no record passes, for the converter to refuse.
        kind: the class they are to become.
        fields: the keys and types of a class.
    """
    walk = _Walk(fields)
    return walk.record(plain, kind, "", None, "") if attrs.has(kind) else plain, walk.found


class _Walk:
    def __init__(self, fields: Callable[[type], Iterator[tuple[str, Any]]]) -> None:
        self.fields = fields
        self.found: list[Fault] = []

    def record(self, value: Any, kind: type, path: str, owner: dict[str, Any] | None, pointer: str) -> Any:
        if not isinstance(value, Mapping):
            return value
        known = dict(self.fields(kind))
        is_owner = ExtensionData in known.values()
        if is_owner:
            owner, pointer = {}, ""
        out: dict[Any, Any] = {}
        for key, one in value.items():
            if key in known:
                out[key] = self.value(one, known[key], f"{path}.{key}", owner, f"{pointer}/{key}")
            elif owner is None or not _can_be_kept(key, one):
                out[key] = one
            else:
                owner[f"{pointer}/{_escaped(key)}"] = one
                expected = ", ".join(sorted(known))
                self.found.append(
                    Fault("unknown_field", f"{path}.{printable(key)}", shown(one), (("expected", expected),))
                )
        return self._with(out, owner) if is_owner and owner else out

    def value(self, value: Any, hint: Any, path: str, owner: dict[str, Any] | None, pointer: str) -> Any:
        for inner in (hint, *typing.get_args(hint)):
            if isinstance(value, list) and isinstance(inner, type) and typing.get_args(hint)[-1:] == (...,):
                return [
                    self.value(one, inner, f"{path}[{place}]", owner, f"{pointer}/{place}")
                    for place, one in enumerate(value)
                ]
            if isinstance(value, Mapping) and isinstance(inner, type) and attrs.has(inner):
                return self.record(value, inner, path, owner, pointer)
        return value

    def _with(self, record: dict[Any, Any], unknown: dict[str, Any]) -> dict[Any, Any]:
        extensions = record.get("extensions", {})
        if isinstance(extensions, dict):
            record["extensions"] = WithUnknown(extensions)
            record["extensions"].unknown = unknown
        return record


def _can_be_kept(key: Any, value: Any) -> bool:
    return isinstance(key, str) and not [*problems_of({"x": {key: value}})]


def put_back(plain: dict[str, Any], unknown: Mapping[str, Any]) -> None:
    """Every kept field back at its place; one whose part of the record is gone went with it."""
    for pointer, value in unknown.items():
        *steps, last = [_unescaped(step) for step in pointer.split("/")[1:]]
        branch: Any = plain
        for step in steps:
            if isinstance(branch, list) and step.isdigit():
                branch = branch[int(step)] if int(step) < len(branch) else None
            else:
                branch = branch.get(step) if isinstance(branch, dict) else None
        if isinstance(branch, dict):
            branch.setdefault(last, value)


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _unescaped(step: str) -> str:
    return step.replace("~1", "/").replace("~0", "~")


def tell(faults: list[Fault], policy: UnknownFields) -> None:
    """One warning for all unknown fields of a file, where the policy is to tell."""
    if faults and policy == "warn":
        warnings.warn(UnknownFieldWarning(faults), stacklevel=4)
