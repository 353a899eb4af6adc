"""Run every contest, print one table, write JSON."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.bench import (
    bench_arrow,
    bench_calendar,
    bench_documents,
    bench_import,
    bench_mentions,
    bench_readers,
    bench_reading,
    bench_stored,
    bench_values,
)
from tests.bench.harness import run, table, write_json

SHELF = {
    "import": bench_import.contests,
    "values": bench_values.contests,
    "mentions": bench_mentions.contests,
    "readers": bench_readers.contests,
    "calendar": bench_calendar.contests,
    "reading": bench_reading.contests,
    "stored": bench_stored.contests,
    "arrow": bench_arrow.contests,
    "documents": bench_documents.contests,
}


def main() -> int:
    """Parse the arguments, run, report; with `--check`, a missed goal is an error."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "groups", nargs="*", metavar="group", help=f"of {', '.join(SHELF)}; all if none is named"
    )
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--json", type=Path, default=None, help="write the outcomes here")
    parser.add_argument("--check", action="store_true", help="exit 1 if a goal is missed")
    asked = parser.parse_args()
    unknown = set(asked.groups) - set(SHELF)
    if unknown:
        parser.error(f"no such group: {', '.join(sorted(unknown))}")

    outcomes = [run(contest, asked.rounds) for name in asked.groups or SHELF for contest in SHELF[name]()]
    sys.stdout.write(f"ratio = ours ÷ peer, median of {asked.rounds} interleaved rounds; lower is better\n")
    sys.stdout.write(f"{table(outcomes)}\n")
    if asked.json:
        write_json(outcomes, asked.json)
        sys.stdout.write(f"written: {asked.json}\n")
    return int(asked.check and not all(outcome.is_met for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
