"""Bodies that symbols name (*cơ quan ban hành viết tắt*), by shape or by list: enough to tell a type from a body.

The list is practice, gathered from real symbols; the grammar leads, and a body that is not here is read by its place.
"""

from __future__ import annotations

from khcn_records.text import lazy_pattern

__all__ = [
    "ALSO_BODIES",
    "ASSEMBLY",
    "BODY",
    "DASHED_BODIES",
    "JOINT_MINISTRIES",
    "MINISTRIES",
    "OLD_CENTRAL",
    "PARTY_BODY",
    "REVERSED_TYPES",
]

_MINISTRIES = """
    BKHCN BTC BNV BYT BGDĐT BGD&ĐT BTTTT BKHĐT BTP BCT BCA BQP BNN BNNPTNT BNN&PTNT BNNMT BTNMT BXD BGTVT BLĐTBXH
    BVHTTDL BNG BDTTG BTS BCN BTM BVHTT BLĐ
"""
MINISTRIES = tuple(_MINISTRIES.split())
"""Ministries, past and present."""
ASSEMBLY = lazy_pattern(r"(?:QH|(?:UB)?TVQH|H[ĐD]NN)K?[0-9]{0,2}")
"""The legislature, with its term (`QH15`, in the 1970s also `QHK5`)."""
BODY = lazy_pattern(
    r"UBND\w*|H[ĐD]ND\w*|UB|CP|TTg|TTG|CTN|CTUBND|HĐBT|(?:UB)?TVQHK?[0-9]*|QHK?[0-9]*|VPCP|VPQH|VPCTN|TAND\w*|VKSND\w*|KTNN|NHNN|TTCP"
    rf"|S[A-ZĐ&]{{2,}}|{'|'.join(MINISTRIES)}"
)
"""State bodies."""
OLD_CENTRAL = frozenset({"CP", "TTg", "TTG", "HĐBT", "HĐCP"})
"""Central bodies whose old documents had no type in the symbol: 73/CP, 91-HĐBT."""
PARTY_BODY = lazy_pattern(r"TW|TƯ|TU[A-ZĐ]{0,3}|ĐU\w*|HU|QU|CB\w*|\w+TW|\w+TU")
"""Bodies of the Party."""
DASHED_BODIES = {"ĐT": ("GD",), "TBXH": ("LĐ",), "PTNT": ("NN",)}
"""Bodies whose own abbreviation holds a hyphen: its end, and what stands before the hyphen."""
JOINT_MINISTRIES = frozenset({"LB"})
"""What stands for several ministries together (*liên bộ*): it has no units, so what follows is a type (24/LB-TT)."""
ALSO_BODIES = frozenset({"TC"})
"""Types that are also the old name of a body (TC: Bộ Tài chính); only a body behind it, or the noun, makes it a type."""
REVERSED_TYPES = frozenset({"QĐ", "NĐ", "NQ"})
"""Types that may close a symbol instead of opening it; only types that no unit is called by."""
