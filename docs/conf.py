"""How the pages are built: Sphinx, MyST Markdown, the furo theme. No network, no clock."""

from __future__ import annotations

import khcn_records

project = "khcn_records"
author = "The khcn_records developers"
project_copyright = author
version = release = khcn_records.__version__
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "khcn_records"
html_copy_source = False

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

autodoc_typehints = "description"
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "show-inheritance": True}
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True

# Types of the standard library and of attrs have no page here, and there is no network to look for one.
nitpick_ignore_regex = [("py:.*", r".*")]
