"""The modules beside the pages, which write what the builder puts on them."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

from project import ROOT

DOCS = str(ROOT / "docs")


def page_writer(name: str) -> ModuleType:
    """A module of the folder `docs`, by its name."""
    sys.path.insert(0, DOCS)
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(DOCS)
