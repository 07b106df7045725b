"""The options that several commands share."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from click.shell_completion import CompletionItem

from backcue.cli.group import log_option
from backcue.cli.second_screen import ScreenChoices
from backcue.session_setup import RunOptions
from backcue.system import paths
from backcue.text.numbers import is_plain
from backcue.workout import model
from backcue.workout.notation import NotationError, parse_duration
from backcue.workout.preset import PaceChange

HIGHEST_PORT = 65_535
LONGEST_LEAD_IN = 600.0
"""Seconds."""


class _Plain(click.ParamType[Any]):
    """A number in plain decimal digits: not `nan`, `inf`, `1e3`, `0x10` or `1_000`."""

    wanted = "a plain number, such as 5 or 2.5"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:  # noqa: ANN401 - click's own
        """Returns the number."""
        if isinstance(value, str) and not self.fits(value):
            self.fail(f"{value!r} is not {self.wanted}", param, ctx)
        return super().convert(value, param, ctx)

    def fits(self, text: str) -> bool:
        """Whether it is written as such a number is."""
        return is_plain(text)


class Decimal(_Plain, click.FloatRange):
    """A plain number from `min` to `max`."""


class Whole(_Plain, click.IntRange):
    """A plain whole number from `min` to `max`."""

    wanted = "a whole number, such as 5"

    def fits(self, text: str) -> bool:
        """Whether it is written as such a number is."""
        return is_plain(text) and "." not in text


def time(value: str) -> model.Duration:
    """Returns how long, from a time as the notation writes it: 90s, 10min, 1:30."""
    try:
        return model.Duration(parse_duration(value))
    except NotationError as error:
        told = f"{value!r} is no time: {error.one_line}; try 10min or 90s"
        raise click.BadParameter(told) from error


_CADENCE = Decimal(model.MIN_CADENCE_SPM, model.MAX_CADENCE_SPM)
_CADENCES = {
    "forward_walk": ("--forward-cadence", "walking forward"),
    "backward_walk": ("--backward-cadence", "walking backward"),
    "forward_run": ("--forward-run-cadence", "running forward"),
    "backward_run": ("--backward-run-cadence", "running backward"),
}
"""The options for cadences, by what they change of the pace."""
_READY = Decimal(0, LONGEST_LEAD_IN)
_FOOT = click.Choice([foot.value for foot in model.Foot])
_SURFACE = click.Choice([surface.value for surface in model.Surface])

_OPTIONS = (
    click.option("--for", "until", type=time, help="Repeat until this time is over."),
    click.option("--reps", type=Whole(1, model.MAX_TIMES), help="So many repetitions."),
    click.option("--foot", type=_FOOT, help="The foot of the first step."),
    click.option("--surface", type=_SURFACE, help="Where it is done."),
    click.option(
        "--holds-on-rails",
        is_flag=True,
        help="You step onto the side rails of a moving belt for holds.",
    ),
    *(
        click.option(option, name, type=_CADENCE, help=f"Steps per minute {words}.")
        for name, (option, words) in _CADENCES.items()
    ),
    click.option("--no-voice", is_flag=True, help="Nothing is spoken."),
    click.option("--no-beats", is_flag=True, help="No beat for each step."),
    click.option(
        "--ready", type=_READY, metavar="SECONDS", help="Length of the lead-in; 0 leaves it out."
    ),
    log_option,
)


def _preset_ids(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Returns the presets that a name may become, for the shell's completion; else files."""
    from backcue.presets.library import Library  # noqa: PLC0415 - only while completing

    fitting = [
        CompletionItem(preset.id, help=preset.name)
        for preset in Library(paths.presets_dir()).presets
        if preset.id.startswith(incomplete)
    ]
    return fitting or [CompletionItem(incomplete, type="file")]


def _one_workout(
    context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]
) -> str:
    if len(given) > 1:
        command, words = context.command_path, " ".join(given)
        raise click.UsageError(f'words of a workout want quotes: {command} "{words}"')
    return given[0] if given else ""


def _workout_argument(*, required: bool) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.argument(
        "workout",
        nargs=-1,
        required=required,
        metavar="WORKOUT" if required else "[WORKOUT]",
        callback=_one_workout,
        shell_complete=_preset_ids,
    )


workout_argument = _workout_argument(required=True)
"""A preset's id, a preset file, or words."""
workout_if_any = _workout_argument(required=False)
"""The same, or nothing where something else is named."""


def shared(command: Callable[..., Any]) -> Callable[..., Any]:
    """Returns a command with the options of run, show and render, as one argument `choices`."""

    @wraps(command)
    def with_choices(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - click's own
        return command(*arguments, choices=_choices(named), **named)

    for option in reversed(_OPTIONS):
        with_choices = option(with_choices)
    return with_choices


def _choices(named: dict[str, Any]) -> RunOptions:
    """Take the shared options out of what click found."""
    until, reps = named.pop("until"), named.pop("reps")
    if until and reps:
        raise click.UsageError("--for and --reps say two different lengths; give one of them")
    foot, surface = named.pop("foot"), named.pop("surface")
    return RunOptions(
        until=model.Times(reps) if reps else until,
        foot=foot and model.Foot(foot),
        surface=surface and model.Surface(surface),
        holds_on_rails=named.pop("holds_on_rails"),
        pace=PaceChange(**{name: named.pop(name) for name in _CADENCES}),
        ready=named.pop("ready"),
        voice=not named.pop("no_voice"),
        beats=not named.pop("no_beats"),
    )


_SCREEN_OPTIONS = (
    click.option(
        "--screen",
        type=click.Choice(["view", "remote"]),
        help="Show it on a phone, tablet or TV too, on a page in your network; 'remote' lets "
        "that page press keys.",
    ),
    click.option(
        "--screen-address", metavar="ADDRESS", help="On which of this computer's addresses."
    ),
    click.option("--screen-port", type=Whole(1, HIGHEST_PORT), help="On which port; else any."),
)


def screen_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Returns a command with the options of the second screen, as one argument `second`."""

    @wraps(command)
    def with_screen(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - click's own
        screen = named.pop("screen"), named.pop("screen_address"), named.pop("screen_port")
        if screen[0] is None and screen != (None, None, None):
            told = "--screen-address and --screen-port are for --screen; give it too"
            raise click.UsageError(told)
        return command(*arguments, second=ScreenChoices(*screen), **named)

    for option in reversed(_SCREEN_OPTIONS):
        with_screen = option(with_screen)
    return with_screen
