"""A file is whole at every moment, whatever happens to its writer."""

from __future__ import annotations

import os
import pathlib
import random
import subprocess
import sys
import time

import pytest

import khcn_records
from khcn_records.formats import load, save
from khcn_records.table import Column, Row, Table

WRITER = """
import sys
from khcn_records.formats import save
from khcn_records.table import Column, Row, Table

path, number = sys.argv[1], int(sys.argv[2])
while True:
    number += 1
    rows = [Row((str(number),))] * 400
    save(Table(name="t", columns=[Column("a")], rows=rows), path)
    print(number, flush=True)
"""


def table(number: int) -> Table:
    """A file that says one number all over."""
    return Table(name="t", columns=[Column("a")], rows=[Row((str(number),))] * 400)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_a_killed_writer_leaves_the_old_file_or_the_new(suffix: str, tmp_path: pathlib.Path) -> None:
    """Killed at any moment, a writer leaves a file that is whole: the last it said it wrote, or the one after."""
    path = tmp_path / f"a.{suffix}"
    save(table(0), path)
    last, chance = 0, random.Random(2024)
    env = {**os.environ, "PYTHONPATH": str(pathlib.Path(khcn_records.__file__).parents[1])}
    for _ in range(8):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), str(last)], stdout=subprocess.PIPE, env=env
        )
        assert writer.stdout is not None
        told = [writer.stdout.readline()]
        time.sleep(chance.uniform(0, 0.05))
        writer.kill()
        told += writer.stdout.readlines()
        writer.wait()
        writer.stdout.close()
        whole = [int(line) for line in told if line.endswith(b"\n")]
        found = load(path, kind=Table)
        assert isinstance(found, Table)
        number = int(str(found.rows[0].cells[0]))

        assert found == table(number)
        assert number in {whole[-1], whole[-1] + 1}
        last = number
    assert last >= 8
