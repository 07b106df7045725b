"""The program as it is where it is installed: compiled, whatever Python is told of that here."""

import compileall
from pathlib import Path


def compile_program() -> None:
    """Compile what of the checkout is not compiled yet, so that no figure has a part of that."""
    compileall.compile_dir(Path(__file__).parents[1] / "backcue", quiet=1)
