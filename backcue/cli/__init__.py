"""The commands: the only place where everything is put together.

What a command does not need is not imported for it: click not for the menu, and of the
commands only the one that was typed.
"""

import os
import sys

from backcue.cli.errors import OutputLost, WrongInput
from backcue.cli.printing import tell
from backcue.system import streams

FAILED = 1
"""Exit status where something failed."""
WRONG_INPUT = 2
"""Exit status where what was given is wrong."""
INTERRUPTED = 130
"""Exit status after ctrl+c, as shells have it."""


def main() -> None:
    """Run the command that was typed; a person never sees a traceback of theirs."""
    streams.make_sound()
    try:
        status = _run()
    except WrongInput as error:
        status = _told(f"Error: {error}", WRONG_INPUT)
    except KeyboardInterrupt:
        status = INTERRUPTED
    except OutputLost as error:
        status = _without_output(error)
    except Exception as error:  # noqa: BLE001 - the traceback goes where it can be looked up
        status = _failed(error)
    lost = streams.written_out()
    sys.exit(status if lost is None else status or _without_output(OutputLost(lost)))


def _run() -> int:
    """Returns the exit status of what was typed."""
    if os.environ.get("BACKCUE_LOG"):
        from backcue.system import log  # noqa: PLC0415 - logging is slow

        if problem := log.begin_as_the_environment_says():
            tell(problem)
    if len(sys.argv) > 1 or "_BACKCUE_COMPLETE" in os.environ:
        from backcue.cli.group import run_command  # noqa: PLC0415 - the menu does without click

        return run_command()
    from backcue.cli.menu import menu  # noqa: PLC0415 - the commands do without it

    return menu()


def _told(words: str, status: int) -> int:
    tell(words)
    return status


def _without_output(lost: OutputLost) -> int:
    if not lost.is_closed_pipe:
        tell(f"Error: standard output: {lost.strerror}")
    return FAILED


def _failed(error: Exception) -> int:
    """Say what nobody foresaw, and where it is written down; returns the exit status."""
    from backcue.system import faults, log, paths  # noqa: PLC0415

    if isinstance(error, paths.NoFolder):
        return _told(f"Error: {error}", WRONG_INPUT)
    log.logger(__name__).error("failed", exc_info=error)
    failed = f"backcue failed: {faults.in_a_line(error)}"
    return _told(f"{failed}\n{faults.write_down(error)}", FAILED)
