"""The glossary is the arbiter of names: kinds of document are called what it calls them."""

from __future__ import annotations

import re

from khcn_records.labels import wordings
from project import ROOT

ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| [^|]+ \|$", re.MULTILINE)
QUALIFIERS = re.compile(r" \(.*\)|, as a type of document")


def test_every_kind_of_document_stands_in_the_glossary() -> None:
    """Each kind that labels name stands in the glossary, with the same English and Vietnamese name."""
    text = (ROOT / "docs" / "reference" / "glossary.md").read_text(encoding="utf-8")
    listed = {
        (QUALIFIERS.sub("", english), QUALIFIERS.sub("", vietnamese).casefold())
        for english, vietnamese, _ in ROW.findall(text)
    }
    vi, en = wordings("vi"), wordings("en")
    named = {(en[key], vi[key].casefold()) for key in vi if key.startswith("document_kind.")}
    assert named - listed == set()
