"""`backcue doctor`: looks at all that backcue stands on, and says what to do."""

from collections.abc import Callable, Iterator

import click

from backcue.app_context import AppContext
from backcue.cli import FAILED
from backcue.cli.commands.doctor import machine, own_things
from backcue.cli.commands.doctor.finding import Finding, State, fault
from backcue.cli.printing import say, say_json
from backcue.cli.wiring import app_context
from backcue.system.log import logger

_SIGNS: dict[State, str] = {"ok": "✓", "note": "·", "fault": "✗"}
_REPORT = (
    "For a report attach what this says and the file that backcue --log FILE writes while it "
    "goes wrong."
)
_LOG = logger(__name__)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.option("--mend", "mends", is_flag=True, help="Rescue what can be read of a damaged history.")
def doctor(*, as_json: bool, mends: bool) -> int:
    """Say what works here, and what to do.

    Nothing is heard, and nothing of yours is changed, but with --mend: a damaged history is set
    aside then, and what can be read of it put into a new one. The exit status is 1 where something
    needs doing.
    """
    with app_context() as context:
        findings = list(_findings(context, mends=mends))
    faults = sum(finding.state == "fault" for finding in findings)
    if as_json:
        say_json({"findings": [each._asdict() for each in findings], "faults": faults}, indent=2)
        return FAILED if faults else 0
    width = max(len(finding.name) for finding in findings)
    for finding in findings:
        say(f"{_SIGNS[finding.state]} {finding.name:{width}}  {finding.found}")
        if finding.remedy:
            say(f"  {'':{width}}  → {finding.remedy}")
    say(f"\n{_summary(faults)} {_REPORT}")
    return FAILED if faults else 0


def _findings(context: AppContext, *, mends: bool) -> Iterator[Finding]:
    yield from _looked_at("backcue", machine.program)
    yield from _looked_at("python", machine.python)
    yield from _looked_at("extras", machine.extras)
    yield from _looked_at("terminal", machine.terminal)
    yield from _looked_at("sound", lambda: machine.sound(context))
    yield from _looked_at("voice", lambda: machine.voice(context))
    yield from _looked_at("speech engine", machine.speech)
    yield from _looked_at("wake lock", machine.wake_lock)
    yield from _looked_at("second screen", machine.second_screen)
    yield from own_things.folders()
    yield from _looked_at("settings", lambda: own_things.settings(context))
    yield from _looked_at("keys", lambda: own_things.keys(context))
    yield from _looked_at("presets", lambda: own_things.presets(context))
    yield from _looked_at("history", lambda: own_things.history(context, mends=mends))


def _looked_at(name: str, look: Callable[[], Finding]) -> Iterator[Finding]:
    """Look at one thing; that it cannot be looked at is what was found then."""
    try:
        yield look()
    except Exception as error:  # noqa: BLE001 - a doctor who faints helps nobody
        _LOG.warning("%s cannot be looked at", name, exc_info=True)
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        yield fault(name, f"cannot be looked at: {why}", "backcue --log FILE doctor tells more")


def _summary(faults: int) -> str:
    if not faults:
        return "Nothing needs doing."
    return "1 thing needs doing." if faults == 1 else f"{faults} things need doing."
