"""What one run of backcue works with: settings, presets, sounds, an output, and a record."""

import os
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from backcue.keys.changed_keys import Keymap, keymap
from backcue.own_sound import OwnSound
from backcue.presets.kept_cadences import KeptCadences
from backcue.presets.library import Library
from backcue.presets.own import OwnPresets
from backcue.presets.recent import RecentWords, recalled
from backcue.session_setup import RunOptions, SessionSetup, set_up
from backcue.settings.schema import Settings
from backcue.system import paths
from backcue.system.faults import Faults
from backcue.workout.preset import Preset

if TYPE_CHECKING:
    from backcue.coach import Coach
    from backcue.history.record import Record
    from backcue.history.recovery import Resumption
    from backcue.history.store import Store
    from backcue.presets.drafts import Drafts
    from backcue.training.advice import Advice
    from backcue.training.energy import Energy


def _today() -> date:
    """Returns the day it is where the person is."""
    return datetime.now().astimezone().date()


class Suggestion(NamedTuple):
    """What to do today, and the workout for it."""

    preset: Preset
    advice: "Advice"


class AppContext(OwnSound):
    """Hands the screens, and a session without one, what they need, out of the person's folders."""

    def __init__(
        self,
        settings: Settings,
        options: RunOptions | None = None,
        *,
        output: str | None = None,
        volume_percent: int | None = None,
        library: Library | None = None,
        own: OwnPresets | None = None,
        recent: RecentWords | None = None,
        kept: KeptCadences | None = None,
        day: Callable[[], date] = _today,
        faults: Faults | None = None,
    ) -> None:
        """Take them from the person's folders, where they are not given."""
        super().__init__(settings, options, output=output, volume_percent=volume_percent)
        self.library = Library(paths.presets_dir()) if library is None else library
        """All presets."""
        self.own = OwnPresets(paths.presets_dir()) if own is None else own
        """The person's own preset files."""
        self.recent = RecentWords(paths.recent_file()) if recent is None else recent
        """The workouts begun last."""
        self.kept = KeptCadences(paths.kept_cadences_file()) if kept is None else kept
        """Cadences kept for presets."""
        self.day = day
        """Returns the day it is."""
        self.faults = Faults() if faults is None else faults
        """What nobody foresaw in this run."""

    @cached_property
    def keymap(self) -> Keymap:
        """Which keys do what."""
        bottom_row = self.settings.session.bottom_row_pauses
        return keymap(self.settings.keys, bottom_row=bottom_row)

    def setup(self, preset: Preset, once: RunOptions | None = None) -> SessionSetup:
        """Decide how a preset would be walked now; `once`: with these options, not the run's."""
        return set_up(preset, self.settings, once or self.options, self.kept.of(preset.id))

    # What was begun before, and what is suggested.

    def begun(self) -> list[Preset]:
        """Returns the workouts begun last, the newest first."""
        return recalled(self.recent.words(), self.library.presets)

    def advice(self, sessions: "Sequence[Record]") -> "Advice | None":
        """Returns what to do today by these sessions; None where no advice is wanted."""
        from backcue.training.advice import advice  # noqa: PLC0415 - the menu is painted before

        return advice(sessions, self.settings.training, self.day(), self.surface)

    def today(self, sessions: "Sequence[Record]") -> Suggestion | None:
        """Returns the same with its workout; None also where there is no such preset."""
        return self.suggestion(self.advice(sessions))

    def suggestion(self, advised: "Advice | None") -> Suggestion | None:
        """Returns advice with the workout it is for; None where there is none."""
        preset = self.library.find(advised.rung.id) if advised else None
        return Suggestion(preset, advised) if preset and advised else None

    def remember(self, preset: Preset) -> None:
        """Remember that a workout was begun; OSError where that fails.

        A preset file that lies elsewhere is not: its id alone would not find it again.
        """
        if not preset.id:
            self.recent.remember(preset.name)
        elif self.library.find(preset.id) == preset:
            self.recent.remember(preset.id)

    @property
    def overridden(self) -> dict[str, str]:
        """The options of this run that go before a setting, by its key: `--volume 40`."""
        output = {} if self.output is None else {"sound.output": f"--output {self.output}"}
        percent = self.volume_percent
        volume = {} if percent is None else {"sound.volume": f"--volume {percent}"}
        return {**self.options.overridden(), **output, **volume}

    @cached_property
    def drafts(self) -> "Drafts":
        """What is being written, and what was when a program ended."""
        from backcue.presets.drafts import Drafts  # noqa: PLC0415 - only where one is written

        return Drafts(paths.drafts_dir(), paths.presets_dir())

    @property
    def is_any_draft_left(self) -> bool:
        """Whether something typed may be left of a program that is gone; quick to find out."""
        return os.path.lexists(paths.drafts_dir()) and self.drafts.is_any_left

    def news(self) -> list[str]:
        """Returns what was found wrong with the person's small files, to be told; once."""
        drafts = self.__dict__.get("drafts")
        gathered = [self.recent.problems, self.kept.problems, drafts.problems if drafts else []]
        told = [problem for problems in gathered for problem in problems]
        for problems in gathered:
            problems.clear()
        return told

    # What is walked.

    def coach(self, preset: Preset, once: RunOptions | None = None) -> "Coach":
        """Returns a coach for one session; `once`: with these options, not the run's."""
        return self._coach(self.setup(preset, once))

    def coach_again(self, left: "Resumption") -> "Coach":
        """Returns a coach for a session that goes on where it was interrupted."""
        return self._coach(SessionSetup(left.head.course, left.audio), left)

    def _coach(self, setup: SessionSetup, left: "Resumption | None" = None) -> "Coach":
        from backcue.coach import Coach  # noqa: PLC0415 - only where one is walked
        from backcue.system.wake_lock import WakeLock  # noqa: PLC0415

        return Coach(
            setup.course,
            clock=self.clock,
            player=self.player(),
            lengths=self.bank.seconds,
            audio=setup.audio,
            store=self.history,
            volume=self.volume,
            wake_lock=WakeLock(),
            voice_pack=self.settings.sound.voice_pack,
            sound_problem=next(iter(self.bank.problems), None),
            resumption=left,
        )

    # What is kept.

    @cached_property
    def history(self) -> "Store":
        """The sessions that are kept."""
        from backcue.history.place import own_place  # noqa: PLC0415 - only where it is wanted
        from backcue.history.store import Store  # noqa: PLC0415 - with it comes SQLite

        return Store(own_place())

    def energy(self, record: "Record") -> "Energy | None":
        """Returns what a session may have taken; None where nobody gave a body mass, or no log."""
        mass = self.settings.person.body_mass_kg
        if mass is None or record.id is None:
            return None
        from backcue.history.database.errors import HistoryError  # noqa: PLC0415 - with SQLite
        from backcue.history.phases import done_phases  # noqa: PLC0415 - rarely wanted
        from backcue.training.energy import energy  # noqa: PLC0415

        try:
            log = self.history.log(record.id)
        except HistoryError:
            return None
        if log is None:
            return None
        return energy(done_phases(log.entries), log.head.course.conditions.pace, mass)

    @property
    def history_stamp(self) -> tuple[int, ...]:
        """What tells that the history changed; nothing where there is none, found out quickly."""
        from backcue.history.place import own_place  # noqa: PLC0415 - only where it is wanted

        return own_place().stamp()

    @property
    def is_any_interrupted(self) -> bool:
        """Whether the program of a session ended before it did; quick to find out."""
        from backcue.history.place import own_place  # noqa: PLC0415 - only where it is wanted

        return bool(own_place().orphans())

    def _came_into_force(self, before: Settings) -> None:
        self.__dict__.pop("keymap", None)
        super()._came_into_force(before)
