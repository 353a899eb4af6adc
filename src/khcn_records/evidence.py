"""How sure a fact is and where it stands: carried by every calendar row, limit and step of a result."""

from __future__ import annotations

import enum

import attrs

from khcn_records.by_fields import ByFields

__all__ = ["Confidence", "Evidence"]


class Confidence(enum.StrEnum):
    """How sure a fact is (*độ tin cậy*), from the surest down."""

    TEXT = "text"
    """The legal text itself was read."""
    SECONDARY = "secondary"
    """A page that reports the text was read."""
    PRACTICE = "practice"
    """Seen in real documents or programs."""
    INFERRED = "inferred"
    """Follows from other facts; no text says it."""
    UNCONFIRMED = "unconfirmed"
    """General knowledge, not confirmed."""


@attrs.frozen(weakref_slot=False, eq=False, repr=False)
class Evidence(ByFields):
    """The ground of one fact (*căn cứ*): where it stands and how sure it is.

    Attributes:
        source: article, notice or page, as cited in Vietnamese.
        confidence: how sure the fact is.

    >>> Evidence("Bộ luật Dân sự 2015, Điều 148 khoản 5", Confidence.TEXT).confidence.value
    'text'
    """

    source: str
    confidence: Confidence
