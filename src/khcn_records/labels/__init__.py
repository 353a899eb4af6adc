"""Key → wording, one TOML file per language beside this module; a language exists when its file does.

Nothing here reads the environment: the language is always an argument.
"""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Mapping

from khcn_records.errors import UnknownLanguageError

__all__ = ["has_wording", "label", "languages", "snake_case", "wording", "wordings"]


@functools.cache
def languages() -> tuple[str, ...]:
    """The languages with a file here, sorted.

    >>> languages()
    ('en', 'vi')
    """
    from importlib import resources  # here and below: reading data costs more to import than the records

    names = (entry.name for entry in resources.files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@functools.cache
def wordings(lang: str) -> Mapping[str, str]:
    """Every key of one language with its wording, keys dotted (`field.assigned_task.due_on`).

    Raises:
        UnknownLanguageError: no such language.
    """
    if lang not in languages():
        raise UnknownLanguageError(str(lang), languages())
    import tomllib
    from importlib import resources

    tree = tomllib.loads((resources.files(__name__) / f"{lang}.toml").read_text(encoding="utf-8"))
    flat: dict[str, str] = {}

    def walk(branch: Mapping[str, object], prefix: str) -> None:
        for name, value in branch.items():
            if isinstance(value, Mapping):
                walk(value, f"{prefix}{name}.")
            else:
                flat[prefix + name] = str(value)

    walk(tree, "")
    return flat


def has_wording(key: str, lang: str = "vi") -> bool:
    """Whether the language has a wording for this key."""
    return key in wordings(lang)


def wording(key: str, lang: str = "vi", /, **parameters: object) -> str:
    """The wording of a key, its `{names}` filled with the parameters.

    Raises:
        UnknownLanguageError: no such language.
        KeyError: no such key, or a parameter of the wording is missing.

    >>> wording("task_status.done", "vi")
    'Đã thực hiện'
    """
    text = wordings(lang)[key]
    return text.format_map(parameters) if parameters else text


def snake_case(name: str) -> str:
    """A class name as a key: `AssignedTask` → `assigned_task`, `IPAsset` → `ip_asset`.

    >>> snake_case("AssignedTask"), snake_case("IPAsset")
    ('assigned_task', 'ip_asset')
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def label(thing: object, lang: str = "vi") -> str:
    """The official wording of a thing in a language.

    Args:
        thing: an enum member (a state, a unit, a kind of day), a record class, a finding, a fault, an error of the
            library, a document kind, or a key of `labels/<lang>.toml`.
        lang: `"vi"` or `"en"`.

    Raises:
        UnknownLanguageError: no such language.
        KeyError: no wording for this thing.

    >>> from khcn_records.evidence import Confidence
    >>> label(Confidence.INFERRED, "en")
    'inferred'
    """
    if isinstance(thing, enum.Enum):
        return wording(f"{snake_case(type(thing).__name__)}.{thing.value}", lang)
    if isinstance(thing, str):
        return wording(thing, lang)
    if isinstance(thing, type):
        return wording(f"record.{snake_case(thing.__name__)}", lang)
    own = getattr(thing, "label", None)
    if callable(own):
        return str(own(lang))
    key = getattr(thing, "label_key", None)
    if key is None:
        raise KeyError(f"no wording for {type(thing).__name__}: {thing!r}")
    return wording(str(key), lang, **_worded(getattr(thing, "label_parameters", {}), lang))


def _worded(parameters: Mapping[str, str], lang: str) -> Mapping[str, str]:
    """The parameters of an error: names of plain types and what was expected in the language, the path with its place in the file."""
    known = wordings(lang)
    where = [
        wording(f"place.{name}", lang, value=parameters[name])
        for name in ("file", "sheet", "cell", "line", "column")
        if name in parameters
    ]
    if where and "path" in parameters:
        parameters = {**parameters, "path": f"{parameters['path']} ({', '.join(where)})"}
    told = dict(parameters)
    for name in {"expected", "found"} & told.keys():
        told[name] = known.get(f"plain_type.{told[name]}", told[name])
    for name, prefix in _SAID_IN_ENGLISH.items():
        if name in told:
            told[name] = _said(told[name], lang, prefix)
    return told


_SAID_IN_ENGLISH: Mapping[str, str] = {"expected": "expected.", "message": "unsafe."}
"""Parameter of an error → under which keys its English wordings stand."""
_LONGEST_SAID = 400


@functools.cache
def _sayings(prefix: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Every English wording under these keys as a pattern, and its key; the more words, the earlier."""
    told = {key: text for key, text in wordings("en").items() if key.startswith(prefix)}
    parts = {key: re.split(r"\{(\w+)\}", text) for key, text in told.items()}
    ordered = sorted(parts, key=lambda key: -sum(map(len, parts[key][::2])))
    return tuple((re.compile(_pattern(parts[key]), re.DOTALL), key) for key in ordered)


def _pattern(parts: list[str]) -> str:
    return "".join(
        f"(?P<{part}>.+?)" if place % 2 else re.escape(part.replace("{{", "{").replace("}}", "}"))
        for place, part in enumerate(parts)
    )


def _said(text: str, lang: str, prefix: str) -> str:
    """What an error says in English, in the language; as it stands where nobody worded it. What another error said inside is worded too."""
    if lang == "en" or len(text) > _LONGEST_SAID:
        return text
    for pattern, key in _sayings(prefix):
        if found := pattern.fullmatch(text):
            filled = found.groupdict()
            if "error" in filled:
                filled["error"] = _said(filled["error"], lang, prefix)
            return wordings(lang)[key].format_map(filled)
    return text
