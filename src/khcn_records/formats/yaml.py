"""YAML 1.1 through PyYAML (extra `yaml`): the same plain data as JSON, for people who edit by hand.

* read and written by the safe loader and dumper: no tags, no objects, no anchors
* days and figures stay text: nothing that looks like a date or a fraction changes its type
* comments are allowed in and not kept; duplicate keys are refused
"""

from __future__ import annotations

from typing import Any, ClassVar

from khcn_records.errors import Fault, MissingExtraError, StructureError, UnsafeFileError

__all__ = ["IS_TEXT", "SUFFIXES", "dumps", "loads"]

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
    text: str = _yaml().safe_dump(plain, allow_unicode=True, sort_keys=False, width=4096)
    return text


def loads(data: str | bytes) -> Any:
    """Plain data from YAML text or UTF-8 bytes.

    Raises:
        StructureError: not YAML (with line and column), a tag, an anchor, a duplicate key.
        UnsafeFileError: nested deeper than any real record.
        MissingExtraError: PyYAML is not installed.
    """
    yaml = _yaml()
    try:
        return yaml.load(data, _loader(yaml))
    except yaml.MarkedYAMLError as error:
        raise StructureError([_fault("syntax", str(error.problem), "YAML", error.problem_mark)]) from None
    except yaml.YAMLError as error:
        raise StructureError(
            [Fault("syntax", "$", repr(str(error))[:120], (("expected", "YAML"),))]
        ) from None
    except RecursionError:
        raise UnsafeFileError("the YAML is nested too deeply to be a record") from None
    except UnicodeDecodeError:
        raise StructureError([Fault("not_utf8", "$", repr(data[:20]), (("expected", "UTF-8"),))]) from None
    except ValueError:
        raise UnsafeFileError("the YAML holds a number too long to be a figure") from None


def _loader(yaml: Any) -> Any:
    """The safe loader without what hides, repeats or retypes data."""

    class Loader(yaml.SafeLoader):  # type: ignore[misc]
        """Keeps every scalar but booleans, null and whole numbers as text; refuses what hides or repeats data."""

        yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {
            first: [
                (tag, pattern)
                for tag, pattern in resolvers
                if not tag.endswith((":timestamp", ":float", ":merge"))
            ]
            for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

        def compose_node(self, parent: Any, index: Any) -> Any:
            event = self.peek_event()
            if getattr(event, "anchor", None) is not None:
                mark = event.start_mark
                raise StructureError([_fault("duplicate_key", "anchor", "no anchors or aliases", mark)])
            return super().compose_node(parent, index)

        def construct_mapping(self, node: Any, deep: bool = False) -> Any:  # noqa: FBT001, FBT002  PyYAML's signature
            names = [key.value for key, _ in node.value]
            for place, name in enumerate(names):
                if name in names[:place]:
                    raise StructureError(
                        [_fault("duplicate_key", repr(name)[:120], "", node.value[place][0].start_mark)]
                    )
            return super().construct_mapping(node, deep)

    return Loader


def _fault(code: str, value: str, expected: str, mark: Any) -> Fault:
    line = (("line", str(mark.line + 1)), ("column", str(mark.column + 1))) if mark is not None else ()
    return Fault(code, "$", value, (("expected", expected), *line))
