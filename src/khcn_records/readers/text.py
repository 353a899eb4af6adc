"""Plain text as it comes out of a PDF: its lines as they stand."""

from __future__ import annotations

from khcn_records.readers.sources import Source

__all__ = ["source_of"]


def source_of(text: str, file: str | None) -> Source:
    """The text as it stands.

    Args:
        text: as extracted; NFD, broken lines and page numbers inside are expected. Form feeds do not count as lines.
        file: the name to show in places.
    """
    return Source(file, text=text)
