"""YAML 1.1 through PyYAML (extra `yaml`): the same plain data as JSON, for people who edit by hand.

* read and written by the safe loader and dumper: no tags, no objects, no anchors
* days and figures stay text: nothing that looks like a date or a fraction changes its type
* only `true`, `false`, `null`, `~` and plain decimal digits are not text: `on`, `no`, `12:30`, `0x1F` stay text
* comments are allowed in and not kept; duplicate keys, tags and anchors are refused
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, ClassVar

from khcn_records.errors import Fault, MissingExtraError, StructureError, UnsafeFileError
from khcn_records.formats.decoding import decoded
from khcn_records.formats.places import Place, path_of_step

__all__ = ["IS_TEXT", "SUFFIXES", "dumps", "loads", "locate"]

SUFFIXES = (".yaml", ".yml")
IS_TEXT = True


def _yaml() -> Any:
    try:
        import yaml
    except ImportError as error:
        raise MissingExtraError("yaml") from error
    return yaml


def dumps(plain: Any) -> str:
    """YAML text, keys in declared order, Vietnamese unescaped.

    Raises:
        MissingExtraError: PyYAML is not installed.
    """
    yaml = _yaml()
    text: str = yaml.dump(plain, Dumper=_dumper(yaml), allow_unicode=True, sort_keys=False, width=4096)
    return text


def loads(data: str | bytes) -> Any:
    """Plain data from YAML text or UTF-8 bytes.

    Raises:
        StructureError: not YAML (with line and column), a tag, an anchor, a duplicate key.
        UnsafeFileError: nested deeper than any real record.
        MissingExtraError: PyYAML is not installed.
    """
    yaml = _yaml()
    text = decoded(data)
    try:
        return yaml.load(text, _loader(yaml))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        seen = text[max(0, mark.index - 20) : mark.index + 20] if mark is not None else ""
        raise StructureError([_fault("syntax", repr(seen), str(error.problem), mark)]) from None
    except yaml.YAMLError as error:  # a character that no YAML holds, at a place in the text
        at = getattr(error, "position", 0)
        line = (("line", str(text.count("\n", 0, at) + 1)), ("column", str(at - text.rfind("\n", 0, at))))
        told = (("expected", "no character that YAML forbids"), *line)
        raise StructureError([Fault("syntax", "$", repr(text[at : at + 1]), told)]) from None
    except RecursionError:
        raise UnsafeFileError("the YAML is nested too deeply to be a record") from None
    except StructureError:
        raise
    except ValueError:
        raise UnsafeFileError("the YAML holds a number too long to be a figure") from None


def locate(data: str | bytes, wanted: Collection[str]) -> dict[str, Place]:
    """The line and column where the values of those paths begin."""
    yaml = _yaml()
    found: dict[str, Place] = {}
    root = yaml.compose(decoded(data), _loader(yaml))
    open_nodes = [("$", root)] if root is not None else []
    while open_nodes:
        path, node = open_nodes.pop()
        if path in wanted:
            mark = node.start_mark
            found[path] = (("line", str(mark.line + 1)), ("column", str(mark.column + 1)))
            if isinstance(node, yaml.MappingNode):
                open_nodes += [(path_of_step(path, key.value), value) for key, value in node.value]
            elif isinstance(node, yaml.SequenceNode):
                open_nodes += [(path_of_step(path, place), one) for place, one in enumerate(node.value)]
    return found


def _dumper(yaml: Any) -> Any:
    """The safe dumper; rare line breaks, which it would write bare and read back as spaces, are escaped."""

    class Dumper(yaml.SafeDumper):  # type: ignore[misc]
        """Writes what `loads` reads back equal."""

        def ignore_aliases(self, _data: Any) -> bool:
            """What stands twice is written twice: an alias is nothing that `loads` reads."""
            return True

    def represent_text(dumper: Any, text: str) -> Any:
        style = '"' if _RARE_BREAKS.search(text) else None
        return dumper.represent_scalar(_STR, text, style=style)

    Dumper.add_representer(str, represent_text)
    return Dumper


def _loader(yaml: Any) -> Any:
    """The safe loader without what hides, repeats or retypes data."""

    class Loader(yaml.SafeLoader):  # type: ignore[misc]
        """Keeps every scalar but booleans, null and whole numbers as text; refuses what hides or repeats data."""

        yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}

        def compose_node(self, parent: Any, index: Any) -> Any:
            event = self.peek_event()
            for what in ("anchor", "tag"):
                found = getattr(event, what, None)
                if found is not None:
                    raise StructureError(
                        [_fault("syntax", repr(found)[:120], f"no {what}", event.start_mark)]
                    )
            return super().compose_node(parent, index)

        def scan_flow_scalar_non_spaces(self, double: Any, start_mark: Any) -> Any:
            try:
                return super().scan_flow_scalar_non_spaces(double, start_mark)
            except (ValueError, OverflowError):  # an escape such as \UFFFFFFFF, by which `chr` stumbles
                seen = "\\" + self.peek(-1) + self.prefix(8)
                expected = "the code of a character that Unicode has"
                raise StructureError([_fault("syntax", repr(seen), expected, self.get_mark())]) from None

        def construct_mapping(self, node: Any, deep: bool = False) -> Any:  # noqa: FBT001, FBT002  PyYAML's signature
            _require_keys(node)
            return super().construct_mapping(node, deep)

    for tag, pattern, first in _PLAIN:
        Loader.add_implicit_resolver(tag, pattern, first)
    return Loader


def _require_keys(node: Any) -> None:
    """Every key is text and stands once."""
    seen: set[str] = set()
    for key, _ in node.value:
        name = key.value
        if not isinstance(name, str) or key.tag != _STR:
            raise StructureError(
                [_fault("syntax", "?", "a key that is text; quote it if it is", key.start_mark)]
            )
        if name in seen:
            raise StructureError([_fault("duplicate_key", repr(name)[:120], "", key.start_mark)])
        seen.add(name)


_RARE_BREAKS = re.compile("[\x85\u2028\u2029]")
_STR = "tag:yaml.org,2002:str"
_PLAIN = (
    ("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), list("tf")),
    ("tag:yaml.org,2002:null", re.compile(r"(?:~|null|)\Z"), ["~", "n", ""]),
    ("tag:yaml.org,2002:int", re.compile(r"-?(?:0|[1-9][0-9]*)\Z"), list("-0123456789")),
)
"""The scalars that are not text; of YAML 1.1 the rest surprises people (`on` is a key of a history, `no` a note)."""


def _fault(code: str, value: str, expected: str, mark: Any) -> Fault:
    line = (("line", str(mark.line + 1)), ("column", str(mark.column + 1))) if mark is not None else ()
    told = (("expected", expected),) if expected else ()
    return Fault(code, "$", value, told + line)
