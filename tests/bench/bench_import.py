"""What it costs to import the package, beside attrs, which every program with attrs classes has paid already."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version

from tests.bench.harness import Contest, in_fresh_interpreter

import khcn_records

_PROBE = """
import json, sys
{statement}
own = {{"khcn_records", "__main__", *sys.stdlib_module_names}}
print(json.dumps(sorted({{name.partition(".")[0] for name in sys.modules}} - own)))
"""


def third_parties(statement: str) -> str:
    """The third-party packages a fresh interpreter holds after the statement, beyond those it holds anyway."""

    def held(code: str) -> set[str]:
        probe = [sys.executable, "-c", _PROBE.format(statement=code)]
        done = subprocess.run(probe, check=True, capture_output=True, text=True, timeout=60)
        return set(json.loads(done.stdout))

    return ", ".join(sorted(held(statement) - held("pass"))) or "none"


def contests() -> list[Contest]:
    """The front door and the first touch of a room, against `import attrs`."""
    goals = {
        "import khcn_records": 0.15,
        "from khcn_records import parse_date": 1.3,
        "from khcn_records import DocumentNumber": 1.3,
        "from khcn_records import vietnam_calendar": 1.3,
        "from khcn_records import AssignedTask": 1.3,
    }
    return [
        Contest(
            name=statement,
            goal=goal,
            ours=in_fresh_interpreter(statement),
            peer=in_fresh_interpreter("import attrs"),
            peer_name=f"import attrs {version('attrs')}",
            note=f"third parties loaded: {third_parties(statement)}",
        )
        for statement, goal in goals.items()
        if statement.split()[-1] in {"khcn_records", *khcn_records.__all__}
    ]
