"""`backcue check`: everything that is wrong with preset files, and what is to be remarked."""

import os
from collections.abc import Iterable
from pathlib import Path

import click

from backcue.cli import FAILED
from backcue.cli.printing import say, tell
from backcue.cli.wiring import load_settings
from backcue.presets.library import preset_files
from backcue.presets.preset_file import PresetError, load_file
from backcue.presets.preset_file import wrong as error_of
from backcue.session_setup import RunOptions, set_up
from backcue.settings.schema import Settings
from backcue.sound.samples.bank import Bank
from backcue.system import paths
from backcue.text.printable import visible
from backcue.workout.model import Surface
from backcue.workout.preset import Preset


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
def check(*, files: tuple[Path, ...]) -> int:
    """Read preset files and report every error in them.

    Each is a line file:line:column: key: message. A FILE may be a folder. Without any, your own
    presets are checked. What is not wrong but worth a remark is told as a hint. The exit status
    is 1 if there is any error.
    """
    own = load_settings().settings
    lengths = Bank(paths.sounds_dir(), own.sound.voice_pack).seconds
    read, wrong = 0, 0
    ids: dict[tuple[Path, str], Path] = {}
    for path in _preset_files(files):
        read += 1
        try:
            preset = _unlike_others(load_file(path, each_item=True), path, ids)
            _may_be_led(preset, path, own)
        except PresetError as error:
            wrong += error.count
            for line in error.messages:
                say(line)
            continue
        for remark in set_up(preset, own).remarks(lengths):
            say(f"{visible(str(path))}: hint: {remark}")
    _sum_up(read, wrong, files)
    return FAILED if wrong else 0


def _preset_files(named: Iterable[Path]) -> Iterable[Path]:
    for path in named or (paths.presets_dir(),):
        # A name too long for the system is no folder, and is told when it is read.
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises there
            yield from preset_files(path)
        elif named or os.path.lexists(path):
            yield path


def _unlike_others(preset: Preset, path: Path, ids: dict[tuple[Path, str], Path]) -> Preset:
    """Refuse an id that another file of the same folder has; it would never be found by it."""
    key = path.absolute().parent, preset.id.casefold()
    first = ids.setdefault(key, path)
    if first.absolute() != path.absolute():
        raise error_of(path, "id", f'"{preset.id}" is the id of {first.name} already')
    return preset


def _may_be_led(preset: Preset, path: Path, own: Settings) -> None:
    """Refuse holds where all there is to stand on is a moving belt."""
    if set(preset.surfaces) == {Surface.TREADMILL}:
        belt = set_up(preset, own, RunOptions(surface=Surface.TREADMILL))
        if belt.refusal is not None:
            raise error_of(path, "sequence", belt.refusal)


def _sum_up(read: int, wrong: int, files: tuple[Path, ...]) -> None:
    """Say on standard error what was looked at, so that silence is no riddle."""
    if not read:
        where = visible(", ".join(map(str, files)) or str(paths.presets_dir()))
        tell(f"no preset files in {where}")
        return
    looked = "1 preset file" if read == 1 else f"{read} preset files"
    errors = {0: "no error", 1: "1 error"}.get(wrong, f"{wrong} errors")
    tell(f"{looked}, {errors}")
