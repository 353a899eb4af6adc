"""How the pages are built: Sphinx, MyST Markdown, the furo theme. No network, no clock."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from pathlib import Path

from sphinx.application import Sphinx

import khcn_records
from khcn_records.records import KINDS

sys.path.insert(0, str(Path(__file__).parent))
import kinds
import lifecycles
import rulebook

project = "khcn_records"
author = "The khcn_records developers"
project_copyright = author
version = release = khcn_records.__version__
language = "en"

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "khcn_records"
html_copy_source = False
html_static_path = ["_static"]
html_css_files = ["tables.css"]

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
# Notebooks show the outputs that stand in them; a test runs them and compares.
nb_execution_mode = "off"

autodoc_typehints = "description"
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "show-inheritance": True}
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True

# Types of the standard library and of attrs have no page here, and there is no network to look for one.
nitpick_ignore_regex = [("py:.*", r".*")]
# Two rooms may call things of theirs by one name; a signature that names one of them is plain to its reader. The living chart of a
# notebook is left out of its page, which shows the drawn one.
suppress_warnings = ["ref.python", "mystnb.unknown_mime_type"]

AUTOMODULE = re.compile(r"^\.\. automodule:: (\S+)", re.MULTILINE)


def _elsewhere(name: str) -> str:
    """The option that leaves out what a room only passes on: each thing is described once, where it is made."""
    module = importlib.import_module(name)
    things = {one: getattr(module, one) for one in getattr(module, "__all__", ())}
    passed_on = [
        one for one, thing in things.items() if getattr(thing, "__module__", name) != name and callable(thing)
    ]
    return f"   :exclude-members: {', '.join(passed_on)}\n" if passed_on else ""


def describe_modules(_app: Sphinx, page: str, source: list[str]) -> None:
    """On the page of modules, one section for each module of the package that has no page of its own."""
    if page != "reference/api":
        return
    found = pkgutil.walk_packages(khcn_records.__path__, "khcn_records.")
    pages = Path(__file__).parent.rglob("*.md")
    elsewhere = {name for path in pages for name in AUTOMODULE.findall(path.read_text(encoding="utf-8"))}
    names = sorted({info.name for info in found if not info.name.endswith("__main__")} - elsewhere)
    sections = [
        f"## `{name}`\n\n```{{eval-rst}}\n.. automodule:: {name}\n{_elsewhere(name)}```\n" for name in names
    ]
    source[0] = source[0].replace("\nMODULES\n", "\n" + "\n".join(sections))


def draw_lifecycles(_app: Sphinx, page: str, source: list[str]) -> None:
    """On the page of lifecycles, one section for each kind that has one."""
    if page == "reference/lifecycles":
        source[0] = source[0].replace("\nLIFECYCLES\n", "\n" + lifecycles.pages(lifecycles.living().items()))


def describe_records(_app: Sphinx, page: str, source: list[str]) -> None:
    """The pages of the records: the table of all, the parts they share, and a page for each kind."""
    folder, _, name = page.rpartition("/")
    if folder != "reference/records":
        return
    if (kind := name.replace("-", "_")) in KINDS:
        source[0] = kinds.page(kind)
    source[0] = source[0].replace("\nRECORDS\n", "\n" + kinds.index_table())
    source[0] = source[0].replace("\nPARTS\n", "\n" + kinds.parts_sections())


def describe_rules(_app: Sphinx, page: str, source: list[str]) -> None:
    """On the page of rules, a table for each thing they look at and a section for each rule."""
    if page == "reference/rules":
        source[0] = source[0].replace("\nRULES\n", "\n" + rulebook.sections())


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.connect("source-read", describe_modules)
    app.connect("source-read", draw_lifecycles)
    app.connect("source-read", describe_records)
    app.connect("source-read", describe_rules)
