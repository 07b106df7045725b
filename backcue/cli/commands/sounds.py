"""`backcue sounds`: what there is to hear, one of it aloud, and voices of one's own."""

import asyncio
import os
import re
import sys
from contextlib import closing

import click

from backcue.cli.errors import WrongInput, told_as
from backcue.cli.options import Whole
from backcue.cli.printing import say, say_json, tell, tell_some
from backcue.cli.wiring import app_context, load_settings
from backcue.sound.audition import Unheard, audition
from backcue.sound.outputs.bell import TRANSITIONS
from backcue.sound.outputs.choose import OUTPUTS, OutputError, open_player
from backcue.sound.samples.bank import Bank
from backcue.sound.score.cue import VOICE
from backcue.sound.voice.engines import ENGINES, SpeechError, find_engine
from backcue.system import paths
from backcue.system.extras import how_to_get, is_there
from backcue.text.nearest import did_you_mean
from backcue.toml.plain_words import WORD

_LONGEST_NAME = 60
"""Characters of a voice's name, as in the settings."""


@click.group()
def sounds() -> None:
    """List, play and make what is heard."""


@sounds.command("list")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def list_sounds(*, as_json: bool) -> None:
    """Show all sounds: where each comes from, and how long it lasts.

    Your own lie in the folder sounds beside your settings; what is wrong with any is told.
    """
    with app_context() as context:
        bank, pack = context.bank, context.settings.sound.voice_pack
    bank.check()
    if as_json:
        say_json(_listed(bank, pack), indent=2)
        return
    files = bank.files()
    width = max(map(len, files), default=0)
    for name, file in files.items():
        origin = "own" if bank.is_own(file.path) else "built-in"
        say(f"{name:{width}}  {file.seconds:5.2f} s  {origin}")
    tell(f"your own go into {paths.sounds_dir()}")
    _tell_problems(bank)


def _listed(bank: Bank, pack: str) -> dict[str, object]:
    sounds = [
        {
            "name": name,
            "own": bank.is_own(file.path),
            "seconds": round(file.seconds, 3),
            "file": str(file.path),
        }
        for name, file in bank.files().items()
    ]
    folder = str(paths.sounds_dir())
    return {"folder": folder, "voice_pack": pack, "sounds": sounds, "problems": bank.problems}


@sounds.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--output", type=click.Choice(OUTPUTS), help="Through what it is heard.")
@click.option("--volume", type=Whole(0, 100), help="Loudness in percent.")
def play(*, name: tuple[str, ...], output: str | None, volume: int | None) -> None:
    """Play the sound NAME, or say words: forward, step-left, five forward."""
    with app_context(output=output, volume=volume) as context:
        bank = context.bank
    sound = _find(bank, " ".join(name))
    # The bell that helps out in a workout would only hide here that there is no sound.
    chosen = (output or context.settings.sound.output).replace("auto", "miniaudio")
    with told_as(WrongInput, OutputError):
        player = open_player(chosen, bank=bank, volume=context.volume, channels=context.channels)
    if chosen == "none":
        tell("the output none plays nothing")
    if chosen == "bell" and sound not in TRANSITIONS:
        tell("the output bell rings for changes only, as forward and backward")
    with closing(player), told_as(click.ClickException, Unheard):
        try:
            asyncio.run(audition(player, sound, bank.seconds(sound) or 0.0))
        finally:
            # Broken off with ctrl+c, it is silent at once.
            player.hush()
    _tell_problems(bank)


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

    The phrases are those of the language's phrases.toml: there are English, Spanish and French
    ones; for another language copy and translate one of them first.
    """
    if not is_there("own-voice"):
        remedy = how_to_get("own-voice")
        raise click.ClickException(f"making a voice needs a library more: {remedy}")
    from backcue.sound.voice import pack  # noqa: PLC0415 - numpy is slow

    if not re.fullmatch(WORD, lang) or len(lang) > _LONGEST_NAME:
        raise WrongInput(f"--lang: {lang!r} is no name of a language: use one like en or de")
    settings, own = load_settings().settings, paths.sounds_dir()
    folder = own / "voice" / lang
    with told_as(WrongInput, SpeechError):
        table = pack.phrases_of(lang, own)
    there = [name for name in table.files if os.path.lexists(folder / f"{name}.wav")]
    if there and not force:
        count = "a phrase" if len(there) == 1 else f"{len(there)} phrases"
        raise WrongInput(f"{folder}: has {count} of this voice already; --force replaces them")
    with told_as(click.ClickException, SpeechError):
        speaker = find_engine(engine)
        label, hidden = f"{speaker.name} speaks", not sys.stderr.isatty()
        with click.progressbar(
            length=len(table.files), label=label, file=sys.stderr, hidden=hidden
        ) as bar:
            made = pack.make_pack(table, folder, speaker, voice, lambda *_: bar.update(1))
    say(f"{folder}: {len(made)} phrases")
    if settings.sound.voice_pack == lang:
        say("your workouts speak with it from now on")
    else:
        say(f"to hear it: backcue settings sound.voice_pack {lang}")


def _tell_problems(bank: Bank) -> None:
    tell_some(bank.problems)


def _find(bank: Bank, name: str) -> str:
    """Returns the sound of this name or with these words; WrongInput with the nearest ones."""
    found = bank.find(name)
    if found is not None:
        return found
    plain = (known.removeprefix(VOICE) for known in bank.files())
    hint = did_you_mean(name.removeprefix(VOICE), plain, most=3)
    raise WrongInput(f"there is no sound {name!r}{hint}\nbackcue sounds list shows them all")
