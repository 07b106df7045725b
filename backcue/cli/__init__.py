"""The commands: the only place where everything is put together.

What a command does not need is not imported for it: click not for the menu, and of the
commands only the one that was typed.
"""

import os
import sys

from backcue.cli.errors import WrongInput

FAILED = 1
"""Exit status where something failed."""
WRONG_INPUT = 2
"""Exit status where what was given is wrong."""
INTERRUPTED = 130
"""Exit status after ctrl+c, as shells have it."""


def main() -> None:
    """Run the command that was typed; a person never sees a traceback of theirs."""
    try:
        status = _run()
    except WrongInput as error:
        status = _told(f"Error: {error}", WRONG_INPUT)
    except KeyboardInterrupt:
        status = INTERRUPTED
    except BrokenPipeError:
        status = FAILED
    except Exception as error:  # noqa: BLE001 - the traceback goes where it can be looked up
        status = _told(
            f"backcue failed: {type(error).__name__}: {error}\n{_written_down()}", FAILED
        )
    sys.exit(_written_out(status))


def _run() -> int:
    """Returns the exit status of what was typed."""
    if os.environ.get("BACKCUE_LOG"):
        from backcue.system import log  # noqa: PLC0415 - logging is slow

        log.begin_as_the_environment_says()
    if len(sys.argv) > 1 or "_BACKCUE_COMPLETE" in os.environ:
        from backcue.cli.group import run_command  # noqa: PLC0415 - the menu does without click

        return run_command()
    from backcue.cli.menu import menu  # noqa: PLC0415 - the commands do without it

    return menu()


def _written_out(status: int) -> int:
    """Write out what is left to be; returns the exit status, FAILED where that can't be done."""
    if sys.stdout is None:
        # It was closed before the start.
        return status
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        # The reader went away, as `head` does, or the disk is full: let go of what is left.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return status or FAILED
    return status


def _told(words: str, status: int) -> int:
    print(words, file=sys.stderr)  # noqa: T201 - click may not be there
    return status


def _written_down() -> str:
    """Write the traceback of what failed into a file; say where it is."""
    import traceback  # noqa: PLC0415

    from backcue.system import atomic, log, paths  # noqa: PLC0415

    log.logger(__name__).exception("failed")
    file = paths.data_dir() / "last-error.txt"
    try:
        atomic.write_text(file, traceback.format_exc())
    except OSError:
        return traceback.format_exc()
    return f"What happened is written in {file}; please report it."
