"""`backcue sounds`: what there is to hear, one of it aloud, and voices of one's own."""

import asyncio
import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from backcue.cli.errors import WrongInput
from backcue.cli.lookup import bank_for, load_settings
from backcue.cli.options import Whole
from backcue.settings.file import Settings
from backcue.sound.outputs.bell import TRANSITIONS
from backcue.sound.outputs.choose import OUTPUTS, OutputError, open_player
from backcue.sound.outputs.player import Player
from backcue.sound.samples.bank import Bank, words_of
from backcue.sound.score.cue import CUES, VOICE
from backcue.sound.voice.engines import ENGINES, SpeechError, find_engine
from backcue.system import paths
from backcue.text.nearest import nearest
from backcue.toml.document import WORD

if TYPE_CHECKING:
    from backcue.sound.voice.pack import PhraseTable

_NEAR = 3
"""Names that are offered where one is not known."""


@click.group()
def sounds() -> None:
    """List, play and make what is heard."""


@sounds.command("list")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def list_sounds(*, as_json: bool) -> None:
    """Show all sounds: where each comes from, and how long it lasts.

    Your own lie in the folder sounds beside your settings; what is wrong with any is told.
    """
    settings, own = load_settings(), paths.sounds_dir()
    bank = bank_for(settings)
    # A broken file shows only when it is read, and the built-in one takes its place.
    for name in bank.names():
        path = bank.path(name)
        if path is not None and path.is_relative_to(own):
            bank.samples(name)
    rows = [(name, path) for name in bank.names() if (path := bank.path(name)) is not None]
    if as_json:
        listed = {
            "folder": str(own),
            "voice_pack": settings.sound.voice_pack,
            "sounds": [
                {
                    "name": name,
                    "own": path.is_relative_to(own),
                    "seconds": round(bank.seconds(name) or 0.0, 3),
                    "file": str(path),
                }
                for name, path in rows
            ],
            "problems": bank.problems,
        }
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    width = max((len(name) for name, _ in rows), default=0)
    for name, path in rows:
        origin = "own" if path.is_relative_to(own) else "built-in"
        click.echo(f"{name:{width}}  {bank.seconds(name) or 0.0:5.2f} s  {origin}")
    click.echo(f"your own go into {own}", err=True)
    _tell(bank)


@sounds.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--output", type=click.Choice(OUTPUTS), help="Through what it is heard.")
@click.option("--volume", type=Whole(0, 100), help="Loudness in percent.")
def play(*, name: tuple[str, ...], output: str | None, volume: int | None) -> None:
    """Play the sound NAME, or say words: forward, step-left, five forward."""
    settings = load_settings()
    bank = bank_for(settings)
    sound = _find(bank, " ".join(name))
    chosen = output or settings.sound.output
    percent = settings.sound.volume if volume is None else volume
    try:
        # The bell that helps out in a workout would only hide here that there is no sound.
        player = open_player(
            "miniaudio" if chosen == "auto" else chosen, bank=bank, volume=percent / 100
        )
    except OutputError as error:
        raise WrongInput(str(error)) from error
    _tell_silence(player, sound)
    _play(player, sound, bank.seconds(sound) or 0.0)
    _tell(bank)


@sounds.command()
@click.option(
    "--engine",
    type=click.Choice([engine.name for engine in ENGINES]),
    help="What speaks; unless said, the machine's own.",
)
@click.option("--voice", help="The engine's name for a voice; unless said, one of the language.")
@click.option("--lang", default="en", show_default=True, help="The language, and the pack's name.")
@click.option("--force", is_flag=True, help="Replace phrases of yours that are there.")
def voice(*, engine: str | None, voice: str | None, lang: str, force: bool) -> None:
    """Let a speech engine of this machine make a voice of your own.

    The phrases are those of the language's phrases.toml: the built-in ones are English; for
    another language copy and translate them first.
    """
    from backcue.sound.voice.pack import make_pack  # noqa: PLC0415 - numpy is slow

    if not re.fullmatch(WORD, lang):
        raise WrongInput(f"--lang: {lang!r} is no name of a language: use one like en or de")
    settings, own = load_settings(), paths.sounds_dir()
    folder = own / "voice" / lang
    try:
        table = _table(lang, own)
    except SpeechError as error:
        raise WrongInput(str(error)) from error
    there = [name for name in table.files if (folder / f"{name}.wav").exists()]
    if there and not force:
        count = "a phrase" if len(there) == 1 else f"{len(there)} phrases"
        raise WrongInput(f"{folder}: has {count} of this voice already; --force replaces them")
    try:
        speaker = find_engine(engine)
        # Made beside its place: half a voice would be mixed with another.
        folder.parent.mkdir(parents=True, exist_ok=True)
        with (
            TemporaryDirectory(dir=folder.parent, prefix=f".{lang}-") as workshop,
            click.progressbar(
                length=len(table.files), label=f"{speaker.name} speaks", file=sys.stderr
            ) as bar,
        ):
            made = make_pack(
                table, Path(workshop), speaker, voice, lambda done, _: bar.update(done - bar.pos)
            )
            folder.mkdir(exist_ok=True)
            for file in made:
                file.replace(folder / file.name)
    except SpeechError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename or folder}: {error.strerror}") from error
    click.echo(f"{folder}: {len(made)} phrases")
    click.echo(_switched_on(settings, lang))


def _tell(bank: Bank) -> None:
    for problem in bank.problems:
        click.echo(problem, err=True)


def _find(bank: Bank, name: str) -> str:
    """Returns the sound of this name or with these words; WrongInput with the nearest ones."""
    if name in CUES and bank.seconds(name) is not None:
        return name
    words = " ".join(words_of(name))
    if words and bank.seconds(VOICE + words) is not None:
        return VOICE + words
    near = nearest(name.removeprefix(VOICE), map(_plain, bank.names()), most=_NEAR)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    raise WrongInput(f"there is no sound {name!r}{hint}\nbackcue sounds list shows them all")


def _plain(name: str) -> str:
    return name.removeprefix(VOICE)


def _tell_silence(player: Player, sound: str) -> None:
    """Say where an output that works makes no sound of this."""
    if player.name == "none":
        click.echo("the output none plays nothing", err=True)
    if player.name == "bell" and sound not in TRANSITIONS:
        click.echo("the output bell rings for changes only, as forward and backward", err=True)


def _play(player: Player, sound: str, seconds: float) -> None:
    from backcue.sound.audition import Unheard, audition  # noqa: PLC0415 - numpy is slow
    from backcue.sound.outputs.miniaudio import MiniaudioPlayer  # noqa: PLC0415

    def running() -> bool:
        return not isinstance(player, MiniaudioPlayer) or player.running

    try:
        asyncio.run(audition(player, sound, seconds, running=running))
    except Unheard as error:
        raise click.ClickException(str(error)) from error
    finally:
        player.close()


def _table(lang: str, own: Path) -> "PhraseTable":
    """Returns what is to be said; en-gb is spoken from the table of en, if it has none itself."""
    from backcue.sound.voice.pack import find_table, read_table  # noqa: PLC0415 - numpy is slow

    path = find_table(lang, own)
    table = read_table(path)
    if path.parent.name == lang:
        return table
    return replace(table, speaker=replace(table.speaker, language=lang, voice=None))


def _switched_on(settings: Settings, lang: str) -> str:
    if settings.sound.voice_pack == lang:
        return "your workouts speak with it from now on"
    file = paths.settings_file()
    return f'to hear it, put voice_pack = "{lang}" under [sound] in {file}'
