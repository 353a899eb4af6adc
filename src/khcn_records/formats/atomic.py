"""Write a file whole or not at all: a draft beside it, flushed to the disk, then put in its place in one step."""

from __future__ import annotations

import contextlib
import os
import pathlib
import uuid
from collections.abc import Iterable

__all__ = ["replace_file"]


def replace_file(path: str | os.PathLike[str], chunks: Iterable[bytes]) -> None:
    """Write the chunks to a file; whatever happens, the old file or the new one stands there, never a part of one.

    An old file keeps its permissions, a new one has those that any new file gets; of a link, the file it leads to is
    replaced. Where the machine itself stops, a draft `.khcn-….tmp` may stay beside the file.

    Raises:
        OSError: the file cannot be written; whatever the chunks raise passes through. No draft stays.
    """
    target = pathlib.Path(path).resolve()
    # Not `tempfile`: its files are closed to everybody else. Mode "x" is as exclusive, and the system sets the permissions.
    draft = target.with_name(f".khcn-{uuid.uuid4().hex}.tmp")
    try:
        with draft.open("xb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            draft.chmod(target.stat().st_mode & 0o7777)
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    _flush_folder(target.parent)


def _flush_folder(folder: pathlib.Path) -> None:
    """The new name outlives a power cut too, where the system can flush a folder."""
    if os.name != "posix":
        return
    # The new file stands already: a folder that cannot be opened or flushed is no failure to save.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
