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
            file.seek(max(0, file.tell() - 1))
            if file.read() not in (b"", b"\n"):
                line = "\n" + line
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())
