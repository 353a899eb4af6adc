"""`python -m khcn_records`: the same as the command `khcn-records`."""

import sys

from khcn_records.cli import main

if __name__ == "__main__":
    sys.exit(main())
