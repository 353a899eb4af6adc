"""Bytes against every `loads`: `tox -e fuzz`, or `python -m tests.fuzz` where the package and its extras are installed."""
