"""An error in words: in the language asked for, with what to do about it on the command line."""

from __future__ import annotations

from khcn_records.errors import Fault, KhcnError, StructureError, UnknownYearError
from khcn_records.labels import label, wording
from khcn_records.values.lunar import LAST_LUNAR_YEAR

__all__ = ["told"]

_SHOWN = 20


def told(error: KhcnError, lang: str) -> str:
    """The error, every fault of a file on its own line.

    >>> told(UnknownYearError(2028, 2013, 2027), "en").splitlines()[-1]
    'Add --estimate-through 2028 to go by an estimate'
    """
    lines = [label(error, lang)]
    if isinstance(error, StructureError):
        lines += [f"  {_fault(fault, lang)}" for fault in error.faults[:_SHOWN]]
        lines += ["  …"] if len(error.faults) > _SHOWN else []
    if isinstance(error, UnknownYearError) and error.known_through < error.year <= LAST_LUNAR_YEAR:
        lines.append(wording("cli.ask_estimate", lang, year=error.year))
    return "\n".join(lines)


def _fault(fault: Fault, lang: str) -> str:
    try:
        return label(fault, lang)
    except KeyError:  # a fault without the parameters of its wording
        return str(fault)
