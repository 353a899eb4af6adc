"""Times against peers: `tox -e bench`, or `python -m tests.bench` where the package and NumPy are installed."""
