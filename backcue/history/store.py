"""Where sessions are kept: one JSON object per line, the newest last."""

import json
import os
from pathlib import Path

from backcue.history.record import Record, as_json


class Store:
    """A file of sessions; its folder is made when the first one is kept."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def keep(self, record: Record) -> None:
        """Add a session, on disk when this returns.

        Raises OSError where that cannot be. A line that was cut short before stays
        what it is: the new one begins on its own line.
        """
        self.file.parent.mkdir(parents=True, exist_ok=True)
        line = json.dumps(as_json(record), ensure_ascii=False) + "\n"
        with self.file.open("ab+") as file:
            if file.tell() and not _ends_with_newline(self.file):
                line = "\n" + line
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())


def _ends_with_newline(file: Path) -> bool:
    with file.open("rb") as lines:
        lines.seek(-1, os.SEEK_END)
        return lines.read(1) == b"\n"
