"""Standard input, output and error, there from beginning to end whatever they were given as."""

import io
import os
import sys

from backcue.text.printable import ESCAPED


def make_sound() -> None:
    """Open those that were closed before the start, and let every character be written.

    What is closed was meant to be: an input is at its end, an output takes all and shows none.
    Were their numbers left free, the next file that is opened would get what is meant for them.
    Standard output that is no terminal becomes a file or another program's input: it is UTF-8, as
    JSON and ZWO are by definition and what is written with -o is, whatever a locale or
    PYTHONIOENCODING says. Those two decide for a terminal.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            null = os.open(os.devnull, os.O_RDWR)
            if null != number:
                os.dup2(null, number)
                os.close(null)
            stream = open(number, "w" if number else "r", encoding="utf-8", closefd=False)  # noqa: SIM115 - for life
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)
    for output in (sys.stdout, sys.stderr):
        if isinstance(output, io.TextIOWrapper):
            is_data = output is sys.stdout and not output.isatty()
            output.reconfigure(encoding="utf-8" if is_data else None, errors=ESCAPED)


def written_out() -> OSError | None:
    """Write out what is left for standard output; returns why that cannot be, None where it can.

    What cannot be written is dropped then, or Python would try once more at its end.
    """
    try:
        sys.stdout.flush()
    except OSError as error:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.close(null)
        return error
    except ValueError:
        # Closed on the way, and told then.
        return None
    return None
