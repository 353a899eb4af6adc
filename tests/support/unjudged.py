"""`read` without the rules about text: what a reader itself understands and says."""

from __future__ import annotations

import functools

from khcn_records import readers

read = functools.partial(readers.read, rules=())
