"""Text from a file's bytes, shared by the formats that are text: UTF-8 and nothing else."""

from __future__ import annotations

from khcn_records.errors import Fault, StructureError

__all__ = ["decoded"]


def decoded(data: str | bytes) -> str:
    r"""The text, without a byte-order mark.

    Raises:
        StructureError: bytes that are not UTF-8, with the place of the first bad one.

    >>> decoded(b"\xef\xbb\xbf\xc4\x90")
    'Đ'
    """
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        bad = repr(data[error.start : error.start + 8])
        place = (("expected", f"UTF-8 at byte {error.start}"),)
        raise StructureError([Fault("not_utf8", "$", bad, place)]) from None
