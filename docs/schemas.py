"""Writes the schema files of these pages anew: `python docs/schemas.py`, after a change of a record, a wording or a docstring."""

from __future__ import annotations

import json
from pathlib import Path

from khcn_records.converter.documents import STORED, stored_class
from khcn_records.schema import json_schema

FOLDER = Path(__file__).parent / "reference" / "schema"


def write() -> None:
    """One file for each stored kind, one for every document, one for the manifest of a bundle."""
    FOLDER.mkdir(exist_ok=True)
    for name, kind in {
        "document": None,
        "bundle": "bundle",
        **{name: stored_class(name) for name in STORED},
    }.items():
        text = json.dumps(json_schema(kind), ensure_ascii=False, indent=1) + "\n"
        (FOLDER / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
