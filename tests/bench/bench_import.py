"""What it costs to import the package, beside attrs, which every program with attrs classes has paid already."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version

from tests.bench.harness import Contest, fresh_import

_PROBE = """
import json, sys
import {module}
own = {{"khcn_records", "__main__", *sys.stdlib_module_names}}
print(json.dumps(sorted({{name.partition(".")[0] for name in sys.modules}} - own)))
"""


def third_parties(module: str) -> list[str]:
    """The third-party packages a fresh interpreter holds after the import, beyond those it holds anyway."""

    def held(name: str) -> set[str]:
        code = _PROBE.format(module=name)
        done = subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60
        )
        return set(json.loads(done.stdout))

    return sorted(held(module) - held("sys"))


def contests() -> list[Contest]:
    """The package and its first record, against `import attrs`."""
    peer = f"import attrs {version('attrs')}"
    loaded = ", ".join(third_parties("khcn_records")) or "none"
    return [
        Contest(
            name="import khcn_records",
            goal=0.15,
            ours=fresh_import("khcn_records"),
            peer=fresh_import("attrs"),
            peer_name=peer,
            note=f"third parties loaded: {loaded}",
        ),
    ]
