"""Hand a set number of contents to every `loads`; anything but a record or an error of the library is a failure."""

from __future__ import annotations

import argparse
import sys
import time
import warnings
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

from tests.fuzz.strategies import contents

from khcn_records.errors import KhcnError
from khcn_records.formats import FORMATS, loads
from khcn_records.formats.detecting import format_of_content
from khcn_records.labels import label, languages

LONGEST = 30.0
"""Seconds that one content may take, whatever the machine; what takes longer is a failure."""


def fuzz(name: str, inputs: int) -> Counter[str]:
    """How many contents ended how; a crash is raised with the shortest content that shows it."""
    ended: Counter[str] = Counter()

    @given(data=contents(name))
    @settings(max_examples=inputs, deadline=None, database=None, print_blob=True, suppress_health_check=list(HealthCheck), phases=[Phase.generate, Phase.shrink])  # fmt: skip
    def hand_over(data: bytes) -> None:
        started = time.process_time()
        format_of_content(data)
        try:
            loads(data, name)
        except KhcnError as error:
            ended[type(error).__name__] += 1
            assert len(str(error)) < 20_000  # noqa: PT017  the message is a law too
            for lang in languages():
                assert label(error, lang)  # noqa: PT017  same
                for fault in getattr(error, "faults", ())[:20]:
                    label(fault, lang).encode()
        else:
            ended["read"] += 1
        assert time.process_time() - started < LONGEST

    hand_over()
    return ended


def main() -> int:
    """Parse the arguments, fuzz, report."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument(
        "formats", nargs="*", metavar="format", help=f"of {', '.join(FORMATS)}; all if none is named"
    )
    parser.add_argument("--inputs", type=int, default=5_000, help="contents for each format")
    asked = parser.parse_args()
    warnings.simplefilter("ignore")  # libraries for other people's files warn about them
    for name in asked.formats or FORMATS:
        started = time.monotonic()
        ended = fuzz(name, asked.inputs)
        told = ", ".join(f"{outcome} {count}" for outcome, count in ended.most_common())
        sys.stdout.write(
            f"{name}: {sum(ended.values())} contents in {time.monotonic() - started:.0f} s: {told}\n"
        )
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
